"""The matrix made ready for the page: explanations in rows, evidence in columns, with inputs, weights and what leaving a piece out would do.

Rows are explanations because people weigh better when they go along one explanation through all the evidence than the other way round
(Dhami, Belton & Mandel 2024).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, isfinite, log10

from hikiwake.assessment.model import Assessment, Missing, Resolved
from hikiwake.case.model import Case, UnitOrInterval
from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.hypotheses.model import Piece, Weighing
from hikiwake.terms.grades import Grade
from hikiwake.web.formulas_view import Dial
from hikiwake.web.trials import Trials, written

_FELT = 1.0  # decibans: the smallest change of belief that a person can feel (Good 1950)


@dataclass(frozen=True, slots=True)
class Cell:
    """One piece under one explanation. `decibans` for the explanation against the mean of all (or against one), None where without bound."""

    key: str
    dial: Dial | None
    decibans: float | None
    sign: str  # ▲▲ ▲ · ▼ ▼▼, × where the piece excludes it
    tone: str  # for, against or level

    @property
    def written(self) -> str:
        rounded = round(self.decibans or 0.0, 1)
        return f"{rounded:+.1f}".replace("-", "−") if rounded else "0.0"


@dataclass(frozen=True, slots=True)
class Column:
    """A piece of evidence: of its own, or the joint likelihood of a group. `why_not` says why it does not count by itself."""

    id: str
    number: int
    title: str
    statement: str
    is_group: bool
    group: str
    why_not: str
    cells: tuple[Cell, ...]
    reliability: Dial | None
    false_report: Dial | None
    reliability_basis: str
    spread: float | None  # decibans between the explanation that it helps most and the one that it helps least
    note: str
    by: str
    places: tuple[Resolved, ...]
    quotes: tuple[str, ...]
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An explanation: its prior, and its probability now and in the case, with the exact bounds over what is stated as intervals."""

    id: str
    title: str
    statement: str
    note: str
    prior: Dial
    now: str
    bounds: str
    was: str
    rise: int  # 1 up, −1 down, 0 no change that shows
    share: float


@dataclass(frozen=True, slots=True)
class Dropped:
    """What would be believed without one piece: the explanation that would lead, and how each would move, in points of 100."""

    title: str
    leader: str
    flips: bool
    moves: tuple[tuple[str, str], ...]
    largest: float


def titles_of(case: Case) -> dict[str, str]:
    return {h.id: h.name for h in case.hypotheses}


def defaults_of(assessment: Assessment) -> dict[str, float]:
    """How far each piece is trusted where the case does not say: by the grade of its words, by its dotted key."""
    if isinstance(assessment.weighing, Missing):
        return {}
    problem = assessment.weighing.problem
    return {f"evidence.{piece.id}.reliability": piece.reliability for piece in (*problem.pieces, *problem.standing_by)}


def lines(now: Weighing, was: Weighing, case: Case, tried: Trials) -> tuple[Line, ...]:
    """The explanations in the case's order, which stays while numbers move."""
    after = {h.id: h for h in now.hypotheses}
    before = {h.id: h for h in was.hypotheses}
    titles = titles_of(case)
    found = []
    for h in case.hypotheses:
        one, old = after[h.id], before[h.id]
        found.append(
            Line(
                h.id,
                titles[h.id],
                h.statement,
                h.note,
                _dial(f"hypotheses.{h.id}.prior", f"Prior of {titles[h.id]}", h.prior, tried),
                _per_cent(one.posterior),
                f"{_points(one.lower)}–{_points(one.upper)}" if one.upper - one.lower > 5e-4 else "",
                _per_cent(old.posterior),
                (one.posterior > old.posterior + 5e-4) - (one.posterior < old.posterior - 5e-4),
                one.posterior,
            )
        )
    return tuple(found)


def columns(now: Weighing, case: Case, assessment: Assessment, tried: Trials, against: str = "") -> tuple[Column, ...]:
    """The evidence in the case's order, then the joint likelihoods of its groups; `against` is an explanation's id, "" for the mean of all."""
    problem = now.problem
    pieces = {piece.id: piece for piece in (*problem.pieces, *problem.standing_by)}
    defaults = defaults_of(assessment)
    lost = {id for id, places in assessment.evidence_at.items() if not places}
    hypotheses, titles = problem.hypotheses, titles_of(case)
    made = []
    for n, e in enumerate(case.evidence, 1):
        piece = pieces.get(e.id) or _alone(
            e.id, e.likelihood, e.reliability if e.reliability is not None else 1.0, e.false_report
        )
        reliability = e.reliability if e.reliability is not None else defaults.get(f"evidence.{e.id}.reliability", 1.0)
        named = e.id.replace("_", " ")
        places = assessment.evidence_at.get(e.id, ())
        made.append(
            Column(
                e.id,
                n,
                named,
                e.statement,
                False,
                e.group or "",
                problem.set_aside.get(e.id, ""),
                _cells(f"evidence.{e.id}.likelihood", named, e.likelihood, piece, hypotheses, titles, tried, against),
                _dial(f"evidence.{e.id}.reliability", f"Reliability of {named}", reliability, tried),
                _dial(f"evidence.{e.id}.false_report", f"Chance of a false report, {named}", e.false_report, tried),
                "" if e.reliability is not None else _basis(places, bool(e.anchors)),
                _spread(piece, hypotheses),
                e.note,
                e.by,
                places,
                tuple(a.quote for a in e.anchors),
                e.id in lost,
            )
        )
    for g in case.groups:
        piece = pieces.get(g.id) or _alone(g.id, g.likelihood, 1.0, 0.5)
        named = f"{g.id.replace('_', ' ')}, together"
        cells = _cells(f"groups.{g.id}.likelihood", named, g.likelihood, piece, hypotheses, titles, tried, against)
        statement = (
            "All pieces of this group together, which count once: " + ", ".join(m.replace("_", " ") for m in piece.members) + "."
        )
        spread = _spread(piece, hypotheses)
        made.append(
            Column(g.id, len(made) + 1, named, statement, True, g.id, "", cells, None, None, "", spread, "", "", (), (), False)
        )
    return tuple(made)


def dropped(now: Weighing, case: Case) -> tuple[Dropped, ...]:
    """What leaving out one piece would do, what flips the lead first, then by how far it moves anything."""
    titles = titles_of(case)
    base = {h.id: h.posterior for h in now.hypotheses}
    found = []
    for drop in now.sensitivity:
        moves = sorted(((id, p - base[id]) for id, p in drop.posterior.items()), key=lambda move: -abs(move[1]))
        name = drop.without.replace("_", " ") + (" (the whole group)" if drop.is_group else "")
        told = tuple((titles[id], f"{100 * by:+.1f}".replace("-", "−")) for id, by in moves if abs(by) >= 5e-4)
        found.append(Dropped(name, titles[drop.leader], drop.changes_leader, told, abs(moves[0][1]) if moves else 0.0))
    return tuple(sorted(found, key=lambda d: (not d.flips, -d.largest)))


def prior_sum(case: Case, tried: Trials) -> tuple[str, bool]:
    """What the priors sum to, in words, and whether they can be the priors of exclusive explanations."""
    values = [_tried(f"hypotheses.{h.id}.prior", h.prior, tried) for h in case.hypotheses]
    low = fsum(v[0] if isinstance(v, tuple) else v for v in values)
    high = fsum(v[1] if isinstance(v, tuple) else v for v in values)
    told = f"{low:.2f}" if abs(high - low) < 1e-9 else f"{low:.2f}–{high:.2f}"
    return told, low <= 1 + 1e-6 and high >= 1 - 1e-6


def fitted_priors(case: Case, tried: Trials) -> tuple[str, ...]:
    """The `set` parameters that leave the priors tried as they are and scale the others so that all sum to 1; empty where none can."""
    held = {t.key for t in tried.trials}
    values = {h.id: _tried(f"hypotheses.{h.id}.prior", h.prior, tried) for h in case.hypotheses}
    middles = {id: sum(v) / 2 if isinstance(v, tuple) else v for id, v in values.items()}
    free = [id for id in middles if f"hypotheses.{id}.prior" not in held]
    left = 1 - fsum(middles[id] for id in middles if id not in free)
    total = fsum(middles[id] for id in free)
    if not free or left <= 0 or total <= 0:
        return ()
    scaled = {id: round(middles[id] * left / total, 4) for id in free}
    scaled[free[-1]] = round(left - fsum(scaled[id] for id in free[:-1]), 4)
    others = tuple(t.parameter for t in tried.trials)
    return (*others, *(f"hypotheses.{id}.prior:{written(value)}" for id, value in scaled.items()))


def _tried(key: str, value: UnitOrInterval, tried: Trials) -> UnitOrInterval:
    return next((t.value for t in tried.trials if t.key == key), value)


def _dial(key: str, label: str, value: UnitOrInterval, tried: Trials) -> Dial:
    shown = _tried(key, value, tried)
    middle = sum(shown) / 2 if isinstance(shown, tuple) else shown
    return Dial(key, label, written(shown), written(value), middle)


def _alone(id: str, likelihood: Mapping[str, UnitOrInterval], reliability: float, false_report: float) -> Piece:
    """A piece that was set aside, as it would weigh by itself."""
    from hikiwake.bargaining.from_case import as_interval

    return Piece(id, "", {h: as_interval(v) for h, v in likelihood.items()}, reliability, false_report)


def _cells(
    key: str,
    named: str,
    likelihood: Mapping[str, UnitOrInterval],
    piece: Piece,
    hypotheses: tuple[str, ...],
    titles: Mapping[str, str],
    tried: Trials,
    against: str,
) -> tuple[Cell, ...]:
    logs = _logs(piece, hypotheses)
    finite = [value for value in logs.values() if isfinite(value)]
    base = logs.get(against, 0.0) if against else (fsum(finite) / len(finite) if finite else 0.0)
    cells = []
    for h in hypotheses:
        value = logs[h] - base if isfinite(logs[h]) and isfinite(base) else None
        sign, tone = _sign(value, is_excluded=not isfinite(logs[h]))
        dial = _dial(f"{key}.{h}", f"P({named} | {titles.get(h, h)})", likelihood[h], tried) if h in likelihood else None
        cells.append(Cell(f"{key}.{h}", dial, value, sign, tone))
    return tuple(cells)


def _logs(piece: Piece, hypotheses: tuple[str, ...]) -> dict[str, float]:
    """Ten times the decimal logarithm of P(report | hypothesis), at the middles, through the report channel."""
    found = {}
    for h in hypotheses:
        middle = report_likelihood(piece, h).middle if h in piece.likelihood else 0.0
        found[h] = 10 * log10(middle) if middle > 0 else float("-inf")
    return found


def _sign(decibans: float | None, *, is_excluded: bool) -> tuple[str, str]:
    if is_excluded:
        return "×", "against"
    if decibans is None or abs(decibans) < _FELT / 2:
        return "·", "level"
    strong = abs(decibans) >= 2 * _FELT
    if decibans > 0:
        return ("▲▲" if strong else "▲"), "for"
    return ("▼▼" if strong else "▼"), "against"


def _spread(piece: Piece, hypotheses: tuple[str, ...]) -> float | None:
    logs = _logs(piece, hypotheses).values()
    return max(logs) - min(logs) if all(map(isfinite, logs)) else None


def _basis(places: tuple[Resolved, ...], is_anchored: bool) -> str:
    if not is_anchored:
        return "counts in full: neither a reliability nor an anchor is stated"
    grades = [place.grade or Grade.ATTRIBUTED for place in places]
    return f"from its grade, {min(grades, key=lambda g: g.rank).label}" if grades else "its words are not in the record"


def _per_cent(value: float) -> str:
    return f"{value * 100:.1f} %" if value < 0.0995 else f"{value * 100:.0f} %"


def _points(value: float) -> str:
    return f"{value * 100:.0f}"
