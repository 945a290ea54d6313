"""The publisher's lists over the network: streamed, and continued where the connection breaks off."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from hikiwake.events.fetch.calendar import Slices
from hikiwake.events.fetch.line import Line
from hikiwake.events.fetch.listing import Listing, ListLines
from hikiwake.events.fetch.model import Bounds, Lost, Reason
from hikiwake.events.fetch.patience import Patience
from hikiwake.terms.errors import HikiwakeError

Needs = Callable[[int], bool]

_LISTS = {1: ("md5sums", "filesizes"), 2: ("masterfilelist.txt",)}
_STAMP = re.compile(rb"/(\d{14})\.\S+\n")
_LOOK = 4_000  # bytes in which a whole line is sure to be found


def read_lists(version: int, slices: Slices, line: Line, patience: Patience, bounds: Bounds, needs: Needs) -> Listing:
    """What the lists say of the files of the range.

    GDELT 2.0's list is in the order of time and long: it is entered shortly before the range and left shortly after, as far as the server
    allows. Where a file that is needed is not found there, all of it is read.

    Args:
        needs: whether a file, by its number, should be in the list.

    Raises:
        HikiwakeError: a list cannot be had, or is no list.
    """
    reader = Reader(line, patience, bounds)
    if version == 2 and len(slices):
        first, last = _day_away(slices.name(0), -1), _day_away(slices.name(len(slices) - 1), 1)
        if begin := reader.place_of(_LISTS[version][0], first):
            listing = reader.read(version, slices, begin, last)
            if not any(listing[number] is None and needs(number) for number in range(len(slices))):
                return listing
    return reader.read(version, slices)


def _day_away(name: str, days: int) -> str:
    return f"{datetime.strptime(name[:14], '%Y%m%d%H%M%S') + timedelta(days=days):%Y%m%d%H%M%S}"


class Reader:
    """Reads the lists of a host."""

    def __init__(self, line: Line, patience: Patience, bounds: Bounds) -> None:
        self._line, self._patience, self._bounds = line, patience, bounds

    def read(self, version: int, slices: Slices, begin: int = 0, last: str = "") -> Listing:
        """The lists, from a byte on and up to a stamp; all of them where these are not given."""
        listing = Listing(slices)
        listing.account.begins_at = begin
        for name in _LISTS[version]:
            entries = listing.lists_of(name)
            entries.is_within = begin > 0
            streamed = Streamed(
                name, self._line, entries, self._bounds, begin, lambda: bool(last) and listing.account.last > last
            )
            try:
                streamed.read(self._patience)
            except Lost as lost:
                raise HikiwakeError.of(self._line.address(name), f"cannot be had: {lost.what}", lost.mend) from lost
            entries.end()
            if not entries.understood:
                mend = "Check the address given with --base, and the network: is there a page to log in?"
                raise HikiwakeError.of(self._line.address(name), "is no list of files: not one line of it can be read", mend)
        return listing

    def place_of(self, name: str, stamp: str) -> int:
        """A byte of the list not far before its first line of this stamp or later; 0 where it has to be read from its beginning."""
        low, high = 0, 2 * self._bounds.list_stretch
        is_measured = False
        while high - low > self._bounds.list_stretch:
            middle = (low + high) // 2
            try:
                seen, whole_length = self._patience.with_tries(partial(self._look, name, middle))
            except Lost:
                return 0
            if not is_measured and whole_length is not None:
                is_measured, high = True, whole_length
                continue
            if seen is None:
                return 0
            low, high = (middle, high) if seen < stamp else (low, middle)
        return low

    def _look(self, name: str, place: int) -> tuple[str | None, int | None]:
        """The stamp of the first whole line after this byte, and the length of the list; None where there is none to be told."""
        with self._line.ask(name, start=place, expects=_LOOK) as reply:
            if reply.status != 206 or reply.begins_at != place:
                return None, None
            seen = b""
            for piece in reply.pieces:
                seen += piece
                if len(seen) >= _LOOK:
                    break
        found = _STAMP.search(seen, seen.find(b"\n"))
        return (found[1].decode("ascii") if found else None), reply.whole_length


class Streamed:
    """A list on its way: each byte is handed on once, however often the connection had to be made anew."""

    def __init__(
        self, name: str, line: Line, entries: ListLines, bounds: Bounds, begin: int, is_enough: Callable[[], bool]
    ) -> None:
        self._name, self._line, self._entries, self._bounds, self._is_enough = name, line, entries, bounds, is_enough
        self._come = begin
        self._etag = ""

    def read(self, patience: Patience) -> None:
        """All of it, after as many tries as are due.

        Raises:
            Lost: it cannot be had.
        """
        patience.with_tries(self._attempt)

    def _attempt(self) -> None:
        with self._line.ask(self._name, start=self._come, etag=self._etag) as reply:
            if reply.status == 416:  # there is nothing beyond what has come
                return
            if reply.status == 206 and reply.begins_at != self._come:
                raise Lost(Reason.FAILED, "the server continues it at another place than asked", again=True)
            # A server that does not continue sends all of it; lists only grow at their end, so what has come is passed over.
            known = self._come if reply.status == 200 else 0
            self._etag = reply.etag
            for piece in reply.pieces:
                new = piece[known:]
                known -= len(piece) - len(new)
                self._come += len(new)
                if self._come > self._bounds.list_bytes:
                    raise Lost(Reason.TOO_LARGE, f"is larger than {self._bounds.list_bytes / 1e9:g} GB and was stopped")
                self._entries.add(new)
                if self._is_enough():
                    self._entries.leave()
                    return
            if known:
                raise Lost(Reason.TOO_SHORT, "is shorter than it was a moment ago", again=True)
