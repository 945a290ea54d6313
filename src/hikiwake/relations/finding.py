"""What the ups and downs of a dyad come to: the phase at the end, how sure it is, and how many turns came before."""

from datetime import date, timedelta

from hikiwake.relations.model import Phase, PhaseKind, Relations
from hikiwake.relations.periods import next_period
from hikiwake.relations.window import Window, within
from hikiwake.terms.likelihood import likelihood_word, per_cent

SURE = 0.8  # from here on a phase is told without a word of probability
UNCLEAR = 0.5  # below it something else is as likely
KINDS = (PhaseKind.UPTURN, PhaseKind.STALEMATE, PhaseKind.DOWNTURN)  # in the order of `IndexPoint.phase`
_WHERE = {PhaseKind.UPTURN: "in an upturn", PhaseKind.STALEMATE: "at their usual level", PhaseKind.DOWNTURN: "in a downturn"}
_NUMBERS = dict(enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")))
_LONG_MONTHS = 12  # without an event: what began after them may have begun within them


def finding(relations: Relations, window: Window | None = None) -> str:
    """The phase at the end, since when, and how many turns came before; of the days of a window where one is given."""
    shown = within(relations, window) if window else relations
    if window and all(p.index is None for p in shown.index):
        return f"No {noun(relations)} is known of these days"
    if not shown.phases:
        return "Too little is known to tell ups from downs"
    now = next(p for p in reversed(relations.phases) if p.start <= shown.phases[-1].start)
    turns = len(shown.turning_points)
    before = {0: "no turn stands out", 1: "one turn stands out"}.get(turns, f"{_NUMBERS.get(turns, turns)} turns stand out")
    is_past = window is not None and window.last < relations.phases[-1].end - timedelta(days=1)
    return f"{_standing(relations, shown, now, is_past=is_past)}; {before}"


def likeliest(relations: Relations, phase: Phase) -> list[tuple[PhaseKind, float]]:
    """Each kind with its mean probability over the periods of a phase, the likeliest first; the phase's own comes from the phase."""
    rows = [p.phase for p in relations.index if phase.start <= p.period < phase.end]
    means = {kind: sum(row[i] for row in rows) / max(len(rows), 1) for i, kind in enumerate(KINDS)} | {
        phase.kind: phase.probability
    }
    return sorted(means.items(), key=lambda one: -one[1])


def where(relations: Relations, phase: Phase, kind: PhaseKind | None = None) -> str:
    """Where relations stand in a phase, or would if it were of another kind: "in an upturn", "at their usual level".

    After a gap it is said whose usual level that is: a record that begins with a crisis knows no other.
    """
    kind = kind or phase.kind
    is_known_in_part = kind is PhaseKind.STALEMATE and gap_before(relations, phase)
    return "at the usual level of what is known of them" if is_known_in_part else _WHERE[kind]


def either(relations: Relations, phase: Phase) -> str:
    """Between which two it is open where relations stand, each with its probability."""
    one, other = likeliest(relations, phase)[:2]
    return " or ".join(f"{where(relations, phase, kind)} ({per_cent(probability)})" for kind, probability in (one, other))


def sureness(relations: Relations, phase: Phase) -> float:
    """How probable is what `named` names first."""
    return phase.probability if phase.probability >= UNCLEAR else likeliest(relations, phase)[0][1]


def named(relations: Relations, phase: Phase) -> str:
    """The kind of a phase; where it is less likely than not, that it is unclear, and between which two."""
    if phase.probability >= UNCLEAR:
        return phase.kind.words
    one, other = likeliest(relations, phase)[:2]
    return f"unclear: {one[0].words} {per_cent(one[1])} or {other[0].words} {per_cent(other[1])}"


def gap_before(relations: Relations, phase: Phase) -> str:
    """How long nothing could be told before the first event of a phase, empty for no time: what begins there may have begun earlier."""
    if thin := _thin_before(relations, phase):
        return f"{thin} with too few {noun(relations)}s"
    silence = _silence_before(relations, phase)
    return f"{silence} without {'an' if relations.counted else 'a'} {noun(relations)}" if silence else ""


def told_by(relations: Relations, phase: Phase) -> str:
    """What tells a phase that follows a gap: the events that it holds, or else the gap itself; empty where there is no gap."""
    gap = gap_before(relations, phase)
    held = [p for p in relations.index if p.index is not None and phase.start <= p.period < phase.end]
    if not gap or not held:
        return f"after {gap}" if gap else ""
    events = sum(p.events for p in held)
    many = f"{_NUMBERS.get(events, f'{events:,}')} {noun(relations)}{'' if events == 1 else 's'}"
    since = str(held[0].period.year) if relations.by == "year" else month(held[0].period)
    thin = _thin_before(relations, phase)
    before = f"{thin} with too few" if thin else f"{_silence_before(relations, phase)} without one"
    return f"by the {many} since {since}, after {before}"


def _thin_before(relations: Relations, phase: Phase) -> str:
    return next((_length(t.start, t.end) for t in relations.thin if t.end == phase.start), "")


def _silence_before(relations: Relations, phase: Phase) -> str:
    """How long no event is known of before the first one of a phase, or up to its end where it holds none; empty for less than a year."""
    known = [p.period for p in relations.index if p.index is not None]
    before = [period for period in known if period < phase.start]
    first = next((period for period in known if phase.start <= period < phase.end), phase.end)
    silence = next_period(before[-1], relations.by) if before else first
    return _length(silence, first) if _months(silence, first) >= _LONG_MONTHS else ""


def noun(relations: Relations) -> str:
    """What the series counts: events, or rows where the events behind them are not known."""
    return "event" if relations.counted else "row"


def month(day: date) -> str:
    return f"{day:%B %Y}"


def _standing(relations: Relations, shown: Relations, now: Phase, *, is_past: bool) -> str:
    known = sum(p.index is not None for p in shown.index)
    if now.probability < SURE and known < len(shown.index) / 2:
        hold = f"{'holds' if known == 1 else 'hold'} {'an' if relations.counted else 'a'} {noun(relations)}"
        return f"Only {known} of {len(shown.index)} {relations.by}s {hold}, too few to be sure of a phase"
    is_over = bool(shown.thin) and shown.thin[-1].start >= now.end
    end = f", until {month(now.end - timedelta(days=1))}; then {noun(relations)}s are too few" if is_over else ""
    gap = gap_before(relations, now)
    after = f"{told_by(relations, now)}, " if gap and not (is_over or is_past) else ""
    if now.probability < UNCLEAR:
        stand = "stood" if is_over or is_past else "stand"
        return _capital(f"{after}it is unclear whether relations {stand} {either(relations, now)}{end}")
    subject, surely = _likely(now.probability)
    since = str(now.start.year) if relations.by == "year" else month(now.start)
    at = where(relations, now)
    if is_over:
        told = f"{surely}last stood {at}{end}"
    elif is_past:
        told = f"{surely}stood {at} at the end of these days, {f'after {gap}' if gap else f'since {since}'}"
    elif gap:
        told = f"{surely}stand {at}"
    else:
        told = f"have {surely}stood {at} since {since}"
    return _capital(f"{after}{subject} {told}")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _likely(probability: float) -> tuple[str, str]:
    """A subject and an adverb that say together how likely it is that relations stand so."""
    word = likelihood_word(probability)
    if probability >= SURE:
        return "relations", ""
    return ("relations", f"{word} ") if word == "likely" else (f"there is a {word} that relations", "")


def _length(first: date, end: date) -> str:
    months = _months(first, end)
    many, unit = (months // 12, "year") if months >= 24 and months % 12 == 0 else (max(months, 1), "month")
    return f"{_NUMBERS.get(many, many)} {unit}{'' if many == 1 else 's'}"


def _months(first: date, end: date) -> int:
    return round((end - first).days / 30.4375)
