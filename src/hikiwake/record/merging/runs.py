"""The runs of five words of texts, and how many of them texts share: two who tell the same by themselves hardly share any."""

from collections.abc import Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hikiwake.record.merging import scale

Runs = NDArray[np.uint64]  # of one text: runs by number, in order, each once
_FACTOR = np.uint64(0x9E37_79B9_7F4A_7C15)  # odd, so that no word of a run is lost


def runs(words: Sequence[str]) -> Runs:
    """The runs of a text of these words; empty where it has fewer than make one."""
    count = max(len(words) - scale.RUN + 1, 0)
    numbers = np.fromiter(map(crc32, map(str.encode, words)), np.uint64, len(words))
    found = np.zeros(count, np.uint64)
    for i in range(scale.RUN):
        found = found * _FACTOR + numbers[i : i + count]
    found.sort()
    return found[_is_first(found)]


def shared(texts: Sequence[Runs], new: int) -> Iterator[NDArray[np.int64]]:
    """For each of the first `new` texts: how many runs it shares with each text that follows it, and 0 for the others.

    Args:
        texts: the new ones first.
        new: how many they are; so each pair of which one is new is met once.
    """
    if not new:
        return
    ends = np.cumsum([len(one) for one in texts])
    every = np.concatenate(texts)
    order = every.argsort(kind="stable")  # of the texts that have one run, the first goes first
    owners = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))[order]
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    asked, ordered = every[: ends[new - 1]], every[order]
    first, last = places[: len(asked)] + 1, ordered.searchsorted(asked, "right")
    for start, end in zip((0, *ends), ends[:new], strict=False):
        yield np.bincount(owners[_ranges(first[start:end], last[start:end])], minlength=len(texts))


def _is_first(ordered: Runs) -> NDArray[np.bool_]:
    """Whether each is another than the one before it. (`np.unique` would bring in `numpy.ma`.)"""
    is_first = np.ones(len(ordered), np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return is_first


def _ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers from each start to its end, which is not among them, one after the other."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.repeat(starts - before, lengths) + np.arange(lengths.sum())
