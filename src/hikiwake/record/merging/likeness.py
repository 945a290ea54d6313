"""How much speaks for two reports telling of one event, in decibans, part by part."""

from collections.abc import Iterator, Sequence
from math import fsum, inf, sqrt

from hikiwake.record.merging import scale
from hikiwake.record.merging.tellings import Telling, near
from hikiwake.record.model import Status

_OPEN = 10**6  # days of a date that has no beginning or no end


# The most that each of `parts` is worth, in their order: what those still to come cannot make up for is settled.
AT_MOST = {
    "before": scale.ANY_PAIR + max(scale.HEADLINE, 0.0),
    "act": scale.SAME_WORDS,
    "count": 0.0,
    "status": 0.0,
    "days": scale.COMMON_DAYS[0][1],
    "states": scale.TWO_STATES,
    "place": scale.SAME_PLACE,
    "people": scale.SAME_PEOPLE,
    "words": scale.NO_WORDS + scale.ALL_WORDS,
    "object": 0.0,
    "specific": 0.0,
}
_ROUNDING = 1e-6  # decibans
_TO_COME = {name: sum(list(AT_MOST.values())[n:]) + _ROUNDING for n, name in enumerate(AT_MOST, 1)}


def likeness(one: Telling, other: Telling, above: float = scale.VETO) -> float:
    """The sum of `parts`; `scale.VETO` where any of them rules it out, or where the sum is not going to be above what is asked for."""
    total = 0.0
    for name, weight in parts(one, other):
        total += weight
        if total + _TO_COME[name] <= above:
            return scale.VETO
    return total


def parts(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What speaks for and against, cheapest first: name of the part and decibans."""
    yield "before", scale.ANY_PAIR + _same_text(one, other)
    yield "act", _act(one, other)
    yield "count", scale.VETO if one.count != other.count or _differ(one.ordinal, other.ordinal) else 0.0
    yield "status", _status(one, other)
    yield "days", _dated(one, other) + _order(one, other)
    yield "states", _states(one, other)
    yield "place", 0.0 if not (one.place and other.place) else scale.SAME_PLACE if one.place == other.place else scale.OTHER_PLACE
    names = one.names | other.names
    yield "people", _people(one, other, names)
    cosine, share = _common(one, other, names)
    yield "words", share * (scale.NO_WORDS + scale.ALL_WORDS * cosine)
    yield "object", _object(one, other, names)
    yield "specific", 0.0 if _is_specific(one, other, cosine) else scale.NOTHING_SPECIFIC


def window(one: Telling) -> tuple[float, float]:
    """From the first to the last day of a telling's event, each as far out as its own slack allows; endless where no day rules another out.

    `parts` rules out two whose windows do not meet: their days are farther apart than the slacks of both together.
    """
    if one.is_inferred:
        return -inf, inf
    reach = _slack(one.width or _OPEN)
    return -inf if one.first is None else one.first - reach, inf if one.last is None else one.last + reach


def _same_text(one: Telling, other: Telling) -> float:
    if one.document != other.document:
        return 0.0
    if one.sentence == other.sentence:
        # One sentence tells two acts; one act twice only where all the rest is the same ("visited, the first to pay a visit").
        is_twice = _told(one) == _told(other) and bool(one.triggers & other.triggers)
        return scale.SAME_TEXT if is_twice else scale.VETO
    return scale.HEADLINE if one.is_headline != other.is_headline else scale.SAME_TEXT


def _told(one: Telling) -> tuple[object, ...]:
    return one.code, one.status, one.first, one.last, one.sources, one.countries


def _act(one: Telling, other: Telling) -> float:
    words = len(one.triggers & other.triggers)
    if one.act == other.act:
        if words:
            return scale.SAME_WORDS if words > 1 else scale.SAME_WORD
        return scale.SAME_CODE if one.code == other.code else scale.SAME_ACT
    if near(one.act, other.act):
        return scale.NEAR_ACT_SAME_WORD if words else scale.NEAR_ACT
    return scale.FAR_ACT_SAME_WORD if words and one.triggers == other.triggers else scale.FAR_ACT


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _status(one: Telling, other: Telling) -> float:
    if (one.status is Status.DENIED) != (other.status is Status.DENIED):
        return scale.VETO
    hypothetical = (one.status is Status.HYPOTHETICAL) + (other.status is Status.HYPOTHETICAL)
    return scale.HYPOTHETICAL if hypothetical == 1 else 0.0


def _dated(one: Telling, other: Telling) -> float:
    knows, other_knows = one.first is not None or one.last is not None, other.first is not None or other.last is not None
    if not knows or not other_knows:
        return _undated(one, other, knows, other_knows)
    apart = max((one.first or 0) - (other.last or 10**7), (other.first or 0) - (one.last or 10**7), 0)
    widest = max(one.width or _OPEN, other.width or _OPEN)
    is_inferred = one.is_inferred or other.is_inferred
    if not apart:
        worth = _step(scale.COMMON_DAYS, widest)
        return worth * (scale.INFERRED_SHARE if is_inferred else 1.0)
    if is_inferred:
        return _step(scale.INFERRED_APART, apart)
    return scale.SLIP if apart <= _slack(widest) else scale.VETO


def _slack(width: int) -> float:
    """How many days apart two dates of one event may be, of which the wider one has so many days."""
    return scale.SLIP_DAYS + (scale.SLACK * min(width, 400) if width > 1 else 0)


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
        if a.told is None or b.first is None or b.last is None:
            continue
        is_fulfilled = a.status is Status.PLANNED and b.status is Status.ACTUAL
        if b.is_inferred:
            total += scale.PLAN_JUST_AFTER if is_fulfilled and a.told > b.last else 0.0
            continue
        if a.status is Status.ACTUAL and a.document != b.document:
            total += _told_before(a.told, b)
        if is_fulfilled:
            total += _foretold(a.told, b.first, b.last)
    return total


def _told_before(told: int, done: Telling) -> float:
    """What speaks against a deed being one that a text of the day `told` tells as done."""
    is_done = done.status is Status.ACTUAL
    if told + scale.SLIP_DAYS < (done.first or 0):
        return scale.VETO if is_done else scale.TOLD_TOO_EARLY
    return scale.TOLD_JUST_BEFORE if is_done and told < (done.first or 0) else 0.0


def _foretold(told: int, first: int, last: int) -> float:
    """What speaks for a plan told on a day and what happened on the days `first` to `last` being one."""
    if told > last:
        return scale.PLAN_AFTER if told > last + scale.SLIP_DAYS else scale.PLAN_JUST_AFTER
    return _step(scale.FORETOLD, max(first - told, 0))


def _step(steps: Sequence[tuple[int, float]], value: int) -> float:
    return next((worth for limit, worth in steps if value <= limit), 0.0)


def _states(one: Telling, other: Telling) -> float:
    shared = one.countries & other.countries
    if not one.countries or not other.countries:
        return 0.0
    has_direction = not (one.is_mutual or other.is_mutual) and one.sources and other.sources and not one.sources & other.sources
    if has_direction and (one.sources <= other.countries - other.sources or other.sources <= one.countries - one.sources):
        # "The arrest of two fishermen": where a report knows one side only, it may have taken the one that suffers for the one that acts.
        return scale.REVERSED if min(len(one.countries), len(other.countries)) > 1 else scale.MAYBE_REVERSED
    if len(shared) > 1:
        return scale.TWO_STATES
    # A reader misses states; those that the sentence names count for those it gave.
    wide = (one.countries | one.around) & (other.countries | other.around)
    if len(wide) > 1:
        return (scale.TWO_STATES + scale.ONE_STATE) / 2
    if shared and min(len(one.countries), len(other.countries)) > 1:
        return scale.PARTLY_OTHER
    if shared:
        return scale.ONE_STATE_OF_TWO if one.countries <= other.beside and other.countries <= one.beside else scale.ONE_STATE
    return scale.PARTLY_OTHER if wide or _shares_name(one, other) else scale.NO_STATE


def _shares_name(one: Telling, other: Telling) -> bool:
    return not (one.names | other.names).isdisjoint(one.words.keys() & other.words.keys())


def _people(one: Telling, other: Telling, names: frozenset[str]) -> float:
    here, there = names & one.words.keys(), names & other.words.keys()
    if not here or not there:
        return 0.0
    if here & there:
        return scale.SAME_PEOPLE
    return scale.VETO if one.act == "visit" == other.act else scale.OTHER_PEOPLE


def _common(one: Telling, other: Telling, names: frozenset[str]) -> tuple[float, float]:
    """The cosine of the two sentences' words, people aside, and how much it tells, 0 … 1: a sentence of few words tells little."""
    a = {w: x for w, x in one.words.items() if w not in names}
    b = {w: x for w, x in other.words.items() if w not in names}
    # exact, so the same whichever of the two is first
    together = fsum(weight * b[word] for word, weight in a.items() if word in b)
    cosine = together / sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values())) if together else 0.0
    return cosine, min(1.0, len(a) / scale.ENOUGH_WORDS, len(b) / scale.ENOUGH_WORDS)


def _is_specific(one: Telling, other: Telling, cosine: float) -> bool:
    """Whether the two share more than the kind of act and who: days, the place, words."""
    if (one.place and one.place == other.place) or cosine >= scale.LIKE_WORDS or len(one.triggers & other.triggers) > 1:
        return True
    is_told_alike = bool(one.triggers & other.triggers) or cosine > 0
    return is_told_alike and _dated(one, other) >= scale.CLOSE_DAYS


def _object(one: Telling, other: Telling, names: frozenset[str]) -> float:
    """Two sign two papers on one day: what they are about tells them apart. Other acts have no object."""
    here, there = one.object - names, other.object - names
    if not here or not there:
        return 0.0
    is_shared = here & (other.words.keys() | other.triggers) or there & (one.words.keys() | one.triggers)
    return 0.0 if is_shared else scale.OTHER_OBJECT
