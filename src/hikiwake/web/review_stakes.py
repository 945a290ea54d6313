"""What hangs on an entry: by how much the numbers of the assessment would move without it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import prod
from statistics import median

from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.brief.model import Section, sentences_of
from hikiwake.events.from_record import WEIGHTS, concerns, series
from hikiwake.record.model import Contents, Event, Polarity, Span, Status
from hikiwake.relations.index import Share, shares, spread
from hikiwake.terms.dyad import Dyad

_INDEX_SCALE = 2.0  # Goldstein points that count as a full move: a visit and an agreement lie about as far apart
_POSTERIOR_SCALE = 0.1  # of probability that count as a full move
_PAGE_ONE = 0.5  # standing on page one of the brief
_LEAST = 0.005  # a move that no figure shows
_NOTHING = 1e-9  # of weight: what rounding leaves of a period whose only event is taken out


@dataclass(frozen=True, slots=True)
class Stake:
    """One number that rests on an entry. `moves` in the number's own unit (Goldstein points, probability; 1 for page one); `share` in [0, 1]."""

    name: str
    says: str
    moves: float
    share: float


def stake(stakes: Iterable[Stake]) -> float:
    """The stakes together: 1 - Π(1 - share), in [0, 1]; 0 for none."""
    return 1.0 - prod(1.0 - one.share for one in stakes)


def stakes(assessment: Assessment, page_one: Section | None) -> dict[str, tuple[Stake, ...]]:
    """What rests on each entry, by the id of the event or statement, the largest share first; entries on which nothing rests have no key."""
    found: dict[str, list[Stake]] = defaultdict(list)
    places = _Places(assessment.contents)
    for id, one in (*_on_the_index(assessment), *_on_the_posterior(assessment, places)):
        found[id].append(one)
    for id in sorted(_on_page_one(page_one, places)):
        found[id].append(Stake("page one", "stands on page one of the brief", 1.0, _PAGE_ONE))
    return {id: tuple(sorted(all, key=lambda s: (-s.share, s.name, s.says))) for id, all in found.items()}


def _on_the_index(assessment: Assessment) -> Iterable[tuple[str, Stake]]:
    """How far an event moves the relations index: the largest move of one period without it, exactly; and for an event of the two that is
    left out of the index for want of a date alone, the move of a period with the usual weight if it fell there."""
    case = assessment.case
    if isinstance(assessment.relations, Missing):
        return
    by = assessment.relations.by
    rows = series(assessment.contents, Dyad.of(*case.dyad), since=case.since, until=case.as_of)
    level = spread(rows).level
    largest: dict[str, tuple[float, date]] = {}
    weights = []
    for period, inside in shares(rows, by=by):
        total, own = sum(s.weight for s in inside), _by_key(inside)
        if total <= 0:
            continue
        weights.append(total)
        summed = sum(weighed for _, weighed in own.values())
        for key, (weight, weighed) in own.items():
            left = total - weight
            without = (summed - weighed) / left if left > _NOTHING else level  # alone in its period: the usual level would stand
            moved = abs(summed / total - without)
            if moved > largest.get(key, (0.0, period))[0]:
                largest[key] = moved, period
    for key, (moved, period) in largest.items():
        if moved >= _LEAST:
            says = (
                f"moves the {named(period, by)} index by up to {moved:.1f}"
                if moved >= 0.05
                else f"counts in the {named(period, by)} index"
            )
            yield key, Stake("index", says, moved, min(moved / _INDEX_SCALE, 1.0))
    usual = median(weights) if weights else 0.0
    for event in assessment.contents.events:
        if _lacks_only_a_date(event, Dyad.of(*case.dyad)):
            weight = WEIGHTS[event.grade]
            moved = abs((event.best.goldstein or 0.0) - level) * weight / (weight + usual)
            if moved >= 0.05:
                says = f"would move the index of its {by} by some {moved:.1f} if it had a date"
                yield event.id, Stake("index", says, moved, min(moved / _INDEX_SCALE, 1.0))


def _by_key(inside: Iterable[Share]) -> dict[str, tuple[float, float]]:
    """Key → weight, and weight × value, of all its shares in one period."""
    own: dict[str, tuple[float, float]] = {}
    for share in inside:
        weight, weighed = own.get(share.key, (0.0, 0.0))
        own[share.key] = weight + share.weight, weighed + share.weight * share.value
    return own


def _lacks_only_a_date(event: Event, dyad: Dyad) -> bool:
    report = event.best
    is_deed = report.goldstein is not None and report.status is Status.ACTUAL and report.polarity is not Polarity.NEGATIVE
    return is_deed and not (report.date and report.date.date.is_known) and concerns(event, dyad)


def _on_the_posterior(assessment: Assessment, places: "_Places") -> Iterable[tuple[str, Stake]]:
    """The largest move of a hypothesis when the evidence goes whose reliability is the entry's grade; stated reliabilities rest on no entry."""
    weighing = assessment.weighing
    if isinstance(weighing, Missing):
        return
    now = {h.id: h.posterior for h in weighing.hypotheses}
    joint = {member: piece.id for piece in weighing.problem.pieces for member in piece.members}
    drops = {d.without: d.posterior for d in weighing.sensitivity}
    titles = {h.id: h.name for h in assessment.case.hypotheses}
    for piece in assessment.case.evidence:
        posterior = drops.get(joint.get(piece.id, piece.id))
        if piece.reliability is not None or posterior is None:
            continue
        moves: Mapping[str, float] = {h: abs(posterior[h] - now[h]) for h in now}
        most = max(moves, key=lambda h: (moves[h], h))
        if moves[most] < _LEAST:
            continue
        says = (
            f"its grade weighs “{piece.id.replace('_', ' ')}”, which moves {titles[most]} by up to {moves[most] * 100:.0f} points"
        )
        one = Stake("posterior", says, moves[most], min(moves[most] / _POSTERIOR_SCALE, 1.0))
        for id in sorted({id for p in assessment.evidence_at.get(piece.id, ()) for id in places.over(p.document, p.span)}):
            yield id, one


def _on_page_one(page_one: Section | None, places: "_Places") -> set[str]:
    """The entries that a sentence of page one names, or whose words it points at."""
    if page_one is None:
        return set()
    cites = [c for block in page_one.blocks for s in sentences_of(block) for c in s.cites if isinstance(c, Words)]
    return {
        id for c in cites for id in ([c.entry] if c.entry else [i for span in c.spans for i in places.over(c.document, span)])
    }


class _Places:
    """Which entries stand over which words."""

    def __init__(self, contents: Contents) -> None:
        self._in: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for event in contents.events:
            for report in event.reports:
                self._in[report.document].append((report.span, event.id))
        for said in contents.statements:
            self._in[said.statement.document].append((said.statement.span, said.id))

    def over(self, document: str, span: Span) -> list[str]:
        """The entries with the tightest span over these words: those from whose grade the words' own is taken."""
        around = [(s.end - s.start, id) for s, id in self._in[document] if s.overlaps(span)]
        tightest = min((width for width, _ in around), default=0)
        return [id for width, id in around if width == tightest]


def named(period: date, by: str) -> str:
    """A period as the page calls it: 2016-Q4, 2016-11, 2016, the week of 2016-11-07."""
    match by:
        case "year":
            return f"{period.year}"
        case "quarter":
            return f"{period.year}-Q{(period.month - 1) // 3 + 1}"
        case "month":
            return f"{period:%Y-%m}"
        case _:
            return f"week of {period.isoformat()}"
