"""How much speaks for two reports telling of one event, in decibans, part by part."""

from collections.abc import Iterator, Sequence

from hikiwake.record.merging import scale
from hikiwake.record.merging.tellings import Telling, near
from hikiwake.record.model import Status


def likeness(one: Telling, other: Telling) -> float:
    """The sum of `parts`; `scale.VETO` where any of them rules it out."""
    total = 0.0
    for _, weight in parts(one, other):
        if weight == scale.VETO:
            return weight
        total += weight
    return total


def parts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What speaks for and against, cheapest first: name of the part and decibans."""
    yield "before", scale.ANY_PAIR + (scale.SAME_TEXT if one.document == other.document else 0.0)
    yield "act", _act(one, other)
    yield "count", scale.VETO if one.count != other.count or _differ(one.ordinal, other.ordinal) else 0.0
    yield "status", _status(one, other)
    yield "days", _days(one, other)
    yield "states", _states(one, other)
    yield "place", 0.0 if not (one.place and other.place) else scale.SAME_PLACE if one.place == other.place else scale.OTHER_PLACE
    yield "words", scale.NO_WORDS + scale.ALL_WORDS * _common(one, other)


def _act(one: Telling, other: Telling) -> float:
    if one.act == other.act:
        return scale.SAME_WORD if one.word == other.word else scale.SAME_CODE if one.code == other.code else 0.0
    return scale.NEAR_ACT if near(one.act, other.act) else scale.FAR_ACT


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _status(one: Telling, other: Telling) -> float:
    if (one.status is Status.DENIED) != (other.status is Status.DENIED):
        return scale.VETO
    hypothetical = (one.status is Status.HYPOTHETICAL) + (other.status is Status.HYPOTHETICAL)
    return scale.HYPOTHETICAL if hypothetical == 1 else 0.0


def _days(one: Telling, other: Telling) -> float:
    when = _dated(one, other) + _order(one, other)
    return max(when, scale.VETO)


def _dated(one: Telling, other: Telling) -> float:
    knows, other_knows = one.first is not None or one.last is not None, other.first is not None or other.last is not None
    if not knows or not other_knows:
        return _undated(one, other, knows, other_knows)
    apart = max((one.first or 0) - (other.last or 10**7), (other.first or 0) - (one.last or 10**7), 0)
    widest = max(one.width or 10**6, other.width or 10**6)
    is_inferred = one.is_inferred or other.is_inferred
    if not apart:
        worth = _step(scale.COMMON_DAYS, widest)
        return worth * (scale.INFERRED_SHARE if is_inferred else 1.0)
    if is_inferred:
        return _step(scale.INFERRED_APART, apart)
    slack = scale.SLIP_DAYS + (scale.SLACK * min(widest, 400) if widest > 1 else 0)
    return scale.SLIP if apart <= slack else scale.VETO


def _undated(one: Telling, other: Telling, knows: bool, other_knows: bool) -> float:
    if not knows and not other_knows:
        if one.told is None or other.told is None:
            return scale.UNKNOWN_WHEN
        return _step(scale.TOLD_APART, abs(one.told - other.told))
    dated, undated = (one, other) if knows else (other, one)
    last = dated.last if dated.last is not None else dated.first
    if undated.told is None or last is None:
        return scale.UNKNOWN_WHEN
    return _step(scale.TOLD_AFTER, abs(undated.told - last))


def _order(one: Telling, other: Telling) -> float:
    """A thing is told as planned before it happens and as done afterwards."""
    total = 0.0
    for a, b in ((one, other), (other, one)):
        if a.told is None or b.first is None or b.last is None or b.is_inferred:
            continue
        if a.status is Status.ACTUAL and a.told + scale.SLIP_DAYS < b.first and a.document != b.document:
            total += scale.TOLD_TOO_EARLY
        if a.status is Status.PLANNED and b.status is Status.ACTUAL:
            total += scale.PLAN_AFTER if a.told > b.last + scale.SLIP_DAYS else _step(scale.FORETOLD, max(b.first - a.told, 0))
    return total


def _step(steps: Sequence[tuple[int, float]], value: int) -> float:
    return next((worth for limit, worth in steps if value <= limit), 0.0)


def _states(one: Telling, other: Telling) -> float:
    shared = one.countries & other.countries
    if not one.countries or not other.countries:
        return 0.0
    has_direction = not (one.is_mutual or other.is_mutual) and one.sources and other.sources and not one.sources & other.sources
    if has_direction and (one.sources <= other.countries - other.sources or other.sources <= one.countries - one.sources):
        return scale.REVERSED
    if len(shared) > 1:
        return scale.TWO_STATES
    # A reader misses states; those that the sentence names count for those it gave.
    wide = (one.countries | one.around) & (other.countries | other.around)
    if len(wide) > 1:
        return (scale.TWO_STATES + scale.ONE_STATE) / 2
    if shared:
        return scale.PARTLY_OTHER if min(len(one.countries), len(other.countries)) > 1 else scale.ONE_STATE
    return scale.PARTLY_OTHER if wide else scale.NO_STATE


def _common(one: Telling, other: Telling) -> float:
    """Cosine of the two sentences' words, 0 … 1; `words` have unit length."""
    a, b = (one.words, other.words) if len(one.words) <= len(other.words) else (other.words, one.words)
    return sum(weight * b[word] for word, weight in a.items() if word in b)
