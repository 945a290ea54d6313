"""Which tellings are likely to be of one event: compared are those near in time and of one state, or with a rare word in common.

A neighbourhood is worked out once and then changed by a few tellings at a time (`changed`), with the same outcome as from the start.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Telling, acts_near

_MONTH = 31
_FEW = 0.2  # share of the tellings: of more changes than that a new neighbourhood is quicker

Block = tuple[str, ...]
Pair = tuple[int, int]  # of Telling objects, by `id`, the smaller first
Days = tuple[int, int, int]  # the first and the last day on which a telling's event can have been, and whose they are
Place = TypeVar("Place", int, Days)


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """`tellings` by their `id`; who stands in each block of time or words, in order; of the pairs compared, those more likely one event than not."""

    tellings: Mapping[int, Telling]
    times: Mapping[Block, Sequence[Days]]
    words: Mapping[Block, Sequence[int]]
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
        worth = likeness(by_id[a], by_id[b])
        if worth > scale.MERGE_ABOVE:
            alike[a, b] = worth
    return Neighbourhood(by_id, times, words, alike, dict(alike))


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of indices worth comparing; of kinds of act that can be one."""
    return _candidates(*_blocks(dict(enumerate(tellings))))


def _blocks(tellings: Mapping[int, Telling]) -> tuple[dict[Block, list[Days]], dict[Block, list[int]]]:
    times: dict[Block, list[Days]] = defaultdict(list)
    words: dict[Block, list[int]] = defaultdict(list)
    for key, one in tellings.items():
        for block in _times_of(one):
            times[block].append(_days_of(key, one))
        for block in _words_of(one):
            words[block].append(key)
    for some in times.values():
        some.sort()
    return dict(times), dict(words)


def _candidates(times: Mapping[Block, Sequence[Days]], words: Mapping[Block, Sequence[int]]) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for i, j in (*_near_in_time(times), *_by_rare_word(words)):
        pair = _pair(i, j)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _near_in_time(times: Mapping[Block, Sequence[Days]]) -> Iterator[Pair]:
    for block in times.values():
        for k, (_, last, i) in enumerate(block):
            end = bisect_left(block, (last + scale.WINDOW_DAYS + 1,), k)
            yield from ((i, j) for _, _, j in block[k + 1 : end])


def _by_rare_word(words: Mapping[Block, Sequence[int]]) -> Iterator[Pair]:
    for some in words.values():
        if len(some) <= scale.RARE:
            yield from ((i, j) for k, i in enumerate(some) for j in some[k + 1 :])


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
            compared.update(_pair(*pair) for pair in _by_rare_word({block: words[block]}))
        elif before <= scale.RARE < after:  # or it is so no more
            held = set(words[block])
            for pair in [p for p in alike if held.issuperset(p)]:
                if pair[1] not in _compared_with(by_id[pair[0]], now):
                    del alike[pair]
    for a, b in compared:
        if (a, b) not in alike and (worth := now.likeness(by_id[a], by_id[b])) > scale.MERGE_ABOVE:
            alike[a, b] = worth
    return now


def _places_in_time(tellings: Iterable[Telling]) -> Iterator[tuple[Block, Days]]:
    return ((block, _days_of(id(one), one)) for one in tellings for block in _times_of(one))


def _places_by_word(tellings: Iterable[Telling]) -> Iterator[tuple[Block, int]]:
    return ((block, id(one)) for one in tellings for block in _words_of(one))


def _with(
    blocks: Mapping[Block, Sequence[Place]], gone: Iterable[tuple[Block, Place]], new: Iterable[tuple[Block, Place]]
) -> tuple[dict[Block, Sequence[Place]], set[Block]]:
    """The blocks without some tellings and with others; those of them that changed. Lists are replaced, never changed."""
    lost: dict[Block, set[Place]] = defaultdict(set)
    come: dict[Block, list[Place]] = defaultdict(list)
    for block, place in gone:
        lost[block].add(place)
    for block, place in new:
        come[block].append(place)
    now: dict[Block, Sequence[Place]] = dict(blocks)
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
            found.update(among.words[block])
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
    return {(*kind, country) for kind in _kinds(one) for country in one.countries | one.around or {""}}


def _words_of(one: Telling) -> set[Block]:
    return {(*kind, word) for word in one.words for kind in _kinds(one)} | {(word,) for word in one.triggers}


def _kinds(one: Telling) -> Iterator[tuple[str, str]]:
    """The kind of act alone, and each pair of it with a kind near to it: under one of these two that can be one event meet."""
    yield one.act, ""
    for other in sorted(acts_near(one.act)):
        yield min(one.act, other), max(one.act, other)


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)
