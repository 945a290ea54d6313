"""Which tellings are likely to be of one event: compared are those near in time and of one state, or with a rare word in common.

Of the latter, those whose days lie farther apart than any slip allows are left out: they would be ruled out anyway.

A neighbourhood is worked out once and then changed by a few tellings at a time (`changed`), with the same outcome as from the start.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import inf

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import likeness, window
from hikiwake.record.merging.tellings import Telling, acts_near
from hikiwake.terms.pauses import pause

_MONTH = 31
_FEW = 0.2  # share of the tellings: of more changes than that a new neighbourhood is quicker

Block = tuple[str, str]
Pair = tuple[int, int]  # of Telling objects, by `id`, the smaller first
Days = tuple[float, float, int]  # from a day to a day, and the telling that may be of the same event as others of these days


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """`tellings` by their `id`; who stands in each block of time or words, in order; of the pairs compared, those more likely one event than not."""

    tellings: Mapping[int, Telling]
    times: Mapping[Block, Sequence[Days]]
    words: Mapping[Block, Sequence[Days]]
    alike: Mapping[Pair, float]
    _known: dict[Pair, float] = field(default_factory=dict)

    def likeness(self, one: Telling, other: Telling) -> float:
        """How much speaks for the two telling of one event, in decibans."""
        pair = _pair(id(one), id(other))
        if pair not in self._known:
            self._known[pair] = likeness(one, other)
        return self._known[pair]


def neighbourhood(tellings: Sequence[Telling], like: Neighbourhood | None = None) -> Neighbourhood:
    """The neighbourhood of these tellings; quick where most of them are the very objects of the one given."""
    by_id = {id(one): one for one in tellings}
    if like is not None:
        gone = [like.tellings[key] for key in like.tellings.keys() - by_id.keys()]
        new = [by_id[key] for key in by_id.keys() - like.tellings.keys()]
        if len(gone) + len(new) <= max(_FEW * len(tellings), 20):
            return _changed(like, by_id, gone, new) if gone or new else like
    times, words = _blocks(by_id)
    alike = {}
    for a, b in _candidates(times, words):
        pause()
        if (worth := likeness(by_id[a], by_id[b], scale.MERGE_ABOVE)) > scale.MERGE_ABOVE:
            alike[a, b] = worth
    return Neighbourhood(by_id, times, words, alike, dict(alike))


def candidates(tellings: Sequence[Telling]) -> set[Pair]:
    """Pairs of indices worth comparing; of kinds of act that can be one."""
    return _candidates(*_blocks(dict(enumerate(tellings))))


def _blocks(tellings: Mapping[int, Telling]) -> tuple[dict[Block, list[Days]], dict[Block, list[Days]]]:
    times: dict[Block, list[Days]] = defaultdict(list)
    words: dict[Block, list[Days]] = defaultdict(list)
    for key, one in tellings.items():
        pause()
        days, may_be = _days_of(key, one), (*window(one), key)
        for block in _times_of(one):
            times[block].append(days)
        for block in _words_of(one):
            words[block].append(may_be)
    for some in times.values():
        some.sort()
    return dict(times), dict(words)


def _candidates(times: Mapping[Block, Sequence[Days]], words: Mapping[Block, Sequence[Days]]) -> set[Pair]:
    found: set[Pair] = set()
    for block in times.values():
        found.update(_meeting(block, scale.WINDOW_DAYS))
    for block in words.values():
        pause()
        found.update(_by_rare_word(block))
    return found


def _by_rare_word(block: Sequence[Days]) -> Iterator[Pair]:
    """The pairs that a word brings together: none where it is not rare."""
    return _meeting(sorted(block), 0) if len(block) <= scale.RARE else iter(())


def _meeting(block: Sequence[Days], within: int) -> Iterator[Pair]:
    """Those of a block, which is in order, of whom one begins no more than so many days after the end of the other."""
    for k, (_, last, i) in enumerate(block):
        end = bisect_right(block, (last + within, inf, inf), k)
        for _, _, j in block[k + 1 : end]:
            yield (i, j) if i < j else (j, i)


def _changed(of: Neighbourhood, by_id: Mapping[int, Telling], gone: Sequence[Telling], new: Sequence[Telling]) -> Neighbourhood:
    lost = {id(one) for one in gone}
    times, _ = _with(of.times, _places_in_time(gone), _places_in_time(new))
    words, touched = _with(of.words, _places_by_word(gone), _places_by_word(new))
    alike = {pair: worth for pair, worth in of.alike.items() if pair[0] not in lost and pair[1] not in lost}
    known = {pair: worth for pair, worth in of._known.items() if pair[0] not in lost and pair[1] not in lost}
    now = Neighbourhood(by_id, times, words, alike, known)
    compared = {_pair(id(one), other) for one in new for other in _compared_with(one, now)}
    for block in touched:
        before, after = len(of.words.get(block, ())), len(words.get(block, ()))
        if before > scale.RARE >= after:  # the word has become rare: it brings its holders together
            compared.update(_by_rare_word(words[block]))
        elif before <= scale.RARE < after:  # or it is so no more
            held = {key for _, _, key in words[block]}
            for pair in [p for p in alike if held.issuperset(p)]:
                if pair[1] not in _compared_with(by_id[pair[0]], now):
                    del alike[pair]
    for a, b in compared:
        pause()
        if (a, b) not in alike and (worth := likeness(by_id[a], by_id[b], scale.MERGE_ABOVE)) > scale.MERGE_ABOVE:
            alike[a, b] = worth
    return now


def _places_in_time(tellings: Iterable[Telling]) -> Iterator[tuple[Block, Days]]:
    return ((block, _days_of(id(one), one)) for one in tellings for block in _times_of(one))


def _places_by_word(tellings: Iterable[Telling]) -> Iterator[tuple[Block, Days]]:
    return ((block, (*window(one), id(one))) for one in tellings for block in _words_of(one))


def _with(
    blocks: Mapping[Block, Sequence[Days]], gone: Iterable[tuple[Block, Days]], new: Iterable[tuple[Block, Days]]
) -> tuple[dict[Block, Sequence[Days]], set[Block]]:
    """The blocks without some tellings and with others; those of them that changed. Lists are replaced, never changed."""
    lost: dict[Block, set[Days]] = defaultdict(set)
    come: dict[Block, list[Days]] = defaultdict(list)
    for block, place in gone:
        lost[block].add(place)
    for block, place in new:
        come[block].append(place)
    now: dict[Block, Sequence[Days]] = dict(blocks)
    touched = {*lost, *come}
    for block in touched:
        places = [place for place in blocks.get(block, ()) if place not in lost[block]]
        now[block] = sorted(places + come[block])
    return now, touched


def _compared_with(one: Telling, among: Neighbourhood) -> set[int]:
    found: set[int] = set()
    for block in _times_of(one):
        found.update(_near(one, among.times[block]))
    for block in _words_of(one):
        if len(among.words[block]) <= scale.RARE:
            found.update(key for _, _, key in among.words[block])
    found.discard(id(one))
    return found


def _near(one: Telling, block: Sequence[Days]) -> Iterator[int]:
    """Those of a block that `_near_in_time` pairs with this one: from the end of the one that begins first, which need not end first."""
    first, last, _ = _days_of(0, one)
    begin = bisect_left(block, (first - scale.WINDOW_DAYS - _MONTH,))  # none in a block is longer than a month
    end = bisect_left(block, (last + scale.WINDOW_DAYS + 1,), begin)
    near = (d for d in block[begin:end] if d[:2] >= (first, last) or first <= d[1] + scale.WINDOW_DAYS)
    return (key for _, _, key in near)


def _days_of(key: int, one: Telling) -> Days:
    return one.first or 0, one.last or 0, key


def _times_of(one: Telling) -> set[Block]:
    if one.first is None or one.last is None or one.last - one.first > _MONTH:
        return set()
    return {(kind, country) for kind in _kinds(one.act) for country in one.countries | one.around or {""}}


def _words_of(one: Telling) -> set[Block]:
    return {(kind, word) for word in one.words for kind in _kinds(one.act)} | {("", word) for word in one.triggers}


@lru_cache(maxsize=1_000)
def _kinds(act: str) -> tuple[str, ...]:
    """The kind of act alone, and each pair of it with a kind near to it: under one of these two that can be one event meet."""
    return f"{act}/", *(f"{min(act, other)}/{max(act, other)}" for other in sorted(acts_near(act)))


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
