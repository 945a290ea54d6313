"""Which tellings are likely to be of one event: compared are those near in time and of one state, or with a rare word in common.

A neighbourhood is worked out once and then changed by a few tellings at a time (`changed`), with the same outcome as from the start.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Telling, acts_near

_MONTH = 31
_FEW = 0.05  # share of the tellings: of more changes than that a new neighbourhood is quicker

Block = tuple[str, ...]
Pair = tuple[int, int]  # of Telling objects, by `id`, the smaller first


@dataclass(frozen=True, slots=True, eq=False)
class Neighbourhood:
    """`tellings` by their `id`; who stands in each block of time or words; of the pairs compared, those more likely one event than not."""

    tellings: Mapping[int, Telling]
    times: Mapping[Block, Sequence[int]]
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
    if like is not None:
        now = {id(one): one for one in tellings}
        gone = [one for key, one in like.tellings.items() if key not in now]
        new = [one for key, one in now.items() if key not in like.tellings]
        if len(gone) + len(new) <= max(_FEW * len(tellings), 20):
            return _changed(like, gone, new) if gone or new else like
    times, words = _blocks(tellings)
    by_id = {id(one): one for one in tellings}
    alike = {}
    known: dict[Pair, float] = {}
    for i, j in _candidates(tellings, times, words):
        pair = _pair(id(tellings[i]), id(tellings[j]))
        worth = likeness(tellings[i], tellings[j])
        if worth > scale.MERGE_ABOVE:
            known[pair] = alike[pair] = worth
    return Neighbourhood(by_id, _by_id(times, tellings), _by_id(words, tellings), alike, known)


def candidates(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of indices worth comparing; of kinds of act that can be one."""
    return _candidates(tellings, *_blocks(tellings))


def _blocks(tellings: Sequence[Telling]) -> tuple[dict[Block, list[int]], dict[Block, list[int]]]:
    times: dict[Block, list[int]] = defaultdict(list)
    words: dict[Block, list[int]] = defaultdict(list)
    for i, one in enumerate(tellings):
        for block in _times_of(one):
            times[block].append(i)
        for block in _words_of(one):
            words[block].append(i)
    return times, words


def _by_id(blocks: Mapping[Block, Sequence[int]], tellings: Sequence[Telling]) -> dict[Block, list[int]]:
    return {block: [id(tellings[i]) for i in some] for block, some in blocks.items()}


def _candidates(
    tellings: Sequence[Telling], times: Mapping[Block, Sequence[int]], words: Mapping[Block, Sequence[int]]
) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for i, j in (*_near_in_time(tellings, times), *_by_rare_word(words)):
        pair = _pair(i, j)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _near_in_time(tellings: Sequence[Telling], times: Mapping[Block, Sequence[int]]) -> Iterator[Pair]:
    days = [(one.first or 0, one.last or 0) for one in tellings]
    for some in times.values():
        block = sorted((*days[i], i) for i in some)
        for k, (_, last, i) in enumerate(block):
            for first, _, j in block[k + 1 :]:
                if first > last + scale.WINDOW_DAYS:
                    break
                yield i, j


def _by_rare_word(words: Mapping[Block, Sequence[int]]) -> Iterator[Pair]:
    for some in words.values():
        if len(some) <= scale.RARE:
            yield from ((i, j) for k, i in enumerate(some) for j in some[k + 1 :])


def _changed(of: Neighbourhood, gone: Sequence[Telling], new: Sequence[Telling]) -> Neighbourhood:
    by_id = dict(of.tellings)
    for one in gone:
        del by_id[id(one)]
    by_id |= {id(one): one for one in new}
    lost = {id(one) for one in gone}
    times, _ = _with(of.times, [(one, _times_of(one)) for one in gone], [(one, _times_of(one)) for one in new])
    words, touched = _with(of.words, [(one, _words_of(one)) for one in gone], [(one, _words_of(one)) for one in new])
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


def _with(
    blocks: Mapping[Block, Sequence[int]],
    gone: Iterable[tuple[Telling, Iterable[Block]]],
    new: Iterable[tuple[Telling, Iterable[Block]]],
) -> tuple[dict[Block, Sequence[int]], set[Block]]:
    """The blocks without some tellings and with others; those of them that changed. Lists are replaced, never changed."""
    now: dict[Block, Sequence[int]] = dict(blocks)
    touched: set[Block] = set()
    for one, its in gone:
        for block in its:
            now[block] = [key for key in now[block] if key != id(one)]
            touched.add(block)
    for one, its in new:
        for block in its:
            now[block] = [*now.get(block, ()), id(one)]
            touched.add(block)
    return now, touched


def _compared_with(one: Telling, among: Neighbourhood) -> set[int]:
    found: set[int] = set()
    for block in _times_of(one):
        found.update(key for key in among.times[block] if _is_near(one, among.tellings[key]))
    for block in _words_of(one):
        if len(among.words[block]) <= scale.RARE:
            found.update(among.words[block])
    found.discard(id(one))
    return found


def _is_near(one: Telling, other: Telling) -> bool:
    # As `_near_in_time` has it: from the end of the one that begins first, which need not be the one that ends first.
    a, b = sorted([((t.first or 0), (t.last or 0)) for t in (one, other)])
    return b[0] <= a[1] + scale.WINDOW_DAYS


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
