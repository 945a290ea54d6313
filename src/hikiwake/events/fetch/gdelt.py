"""GDELT's event files of a range of days: asked for, checked, kept, and every one that is missing accounted for."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from heapq import nlargest
from pathlib import Path

from hikiwake.collecting.addresses import Opened
from hikiwake.collecting.reading import alone_with
from hikiwake.events.fetch.calendar import Slices, slices
from hikiwake.events.fetch.download import part_of
from hikiwake.events.fetch.dyad_rows import has_note
from hikiwake.events.fetch.handing_on import Load, ToTheLake
from hikiwake.events.fetch.known_gaps import State, known_state
from hikiwake.events.fetch.line import Line
from hikiwake.events.fetch.listing import Listing, ends_before_the_range_does
from hikiwake.events.fetch.lists import read_lists
from hikiwake.events.fetch.model import Account, Bounds, Listed, Missing, Progress, Reason, World
from hikiwake.events.fetch.patience import Patience
from hikiwake.events.fetch.room import check_room
from hikiwake.events.fetch.settling import Settled, Settler, settle_all
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.errors import HikiwakeError

BASES = {1: "http://data.gdeltproject.org/events/", 2: "http://data.gdeltproject.org/gdeltv2/"}


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be fetched.

    Args:
        first, last: days in UTC, both included.
        into: the folder that the files go to; made where it is not there.
        version: of GDELT, 1 or 2.
        what: `export`, `mentions`, or both.
        dyad: only rows of these two states are kept.
        lake: each file is handed to this lake as well.
        base: another address than GDELT's own.
        opened: addresses that are not public and may be reached all the same.
    """

    first: date
    last: date
    into: Path
    version: int = 2
    what: tuple[str, ...] = ("export",)
    dyad: Dyad | None = None
    lake: Path | None = None
    base: str | None = None
    opened: tuple[Opened, ...] = ()


def fetch_gdelt(
    request: Request,
    *,
    bounds: Bounds | None = None,
    world: World | None = None,
    load: Load | None = None,
    account: Account | None = None,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Account:
    """Fetch what of the range is not there yet; what is there whole is not asked for.

    Args:
        load: takes files into the lake; `hikiwake.events.load` where None.
        account: filled as the fetch goes on, so that it can be told however it ends.
        tell: hears how far it is, after each file.

    Returns:
        What came, what lay there, and what is missing and why.

    Raises:
        HikiwakeError: the range makes no sense, a list of files cannot be had, or the disk has no room. What came stays.
    """
    bounds, world = bounds or Bounds(), world or World()
    now = world.now()
    tomorrow = now.date() + timedelta(days=1)
    if request.first > tomorrow:
        raise HikiwakeError.of("--from", f"{request.first} lies in the future", "Give a day that has come.")
    files = slices(request.version, request.first, min(request.last, tomorrow), request.what)
    if request.dyad is not None and "mentions" in request.what:
        mend = "Leave one of the two out: mentions can be fetched whole."
        raise HikiwakeError.of("--what mentions", "mentions name no states, so those of a dyad cannot be told", mend)
    account = account if account is not None else Account()
    patience = Patience(bounds, world.clock, world.pause)

    def line() -> Line:
        return Line(request.base or BASES[request.version], bounds, request.opened, world, patience.is_stopped.is_set)

    with _folder(request.into):
        first_line = line()

        def needs(number: int) -> bool:
            return files.is_due(number, now) and known_state(request.version, files.name(number)) is not State.NEVER_PUBLISHED

        listing = read_lists(request.version, files, first_line, patience, bounds, needs)
        account.lists = listing.account
        _account_for_the_unlisted(request, files, listing, now, account)
        check_room(request.into, _bytes_needed(request, files, listing, bounds))
        lines = [first_line, *(line() for _ in range(bounds.connections - 1))]
        settlers = [Settler(each, request.into, request.dyad, patience, bounds) for each in lines]
        to_lake = ToTheLake(request.lake, account, load)
        progress = _Progress(account, files, listing)
        with closing(settle_all(_listed(files, listing), settlers, patience)) as as_they_come:
            for place, settled in as_they_come:
                _account_for(settled, request.version, account)
                to_lake.add(place, None if settled.is_empty else settled.file)
                tell(progress.after(settled))
        to_lake.flush()
        account.is_finished = True
    return account


@contextmanager
def _folder(into: Path) -> Iterator[None]:
    """The folder, there and ours alone; what goes wrong with the disk as one line."""
    try:
        into.mkdir(parents=True, exist_ok=True)
        with alone_with(into) as is_alone:
            if not is_alone:
                mend = "Wait until it has ended, or choose another place with --into."
                raise HikiwakeError.of(str(into), "another fetch is at work there", mend)
            yield
    except OSError as error:
        what = f"cannot take what is fetched ({error.strerror or error})"
        mend = "Make room or give permission there, and run again: what came stays."
        raise HikiwakeError.of(str(error.filename or into), what, mend) from error


def _listed(files: Slices, listing: Listing) -> Iterator[Listed]:
    return (listed for number in range(len(files)) if (listed := listing[number]) is not None)


def _account_for_the_unlisted(request: Request, files: Slices, listing: Listing, now: datetime, account: Account) -> None:
    for number in range(len(files)):
        if listing[number] is not None:
            account.expected += 1
            continue
        name = files.name(number)
        if known_state(request.version, name) is State.NEVER_PUBLISHED:
            account.never.append(name)
        elif not files.is_due(number, now):
            account.not_yet += 1
        else:
            account.expected += 1
            account.missing.append(Missing(name, Reason.NOT_LISTED, "the publisher's list does not name it"))
    if account.missing and ends_before_the_range_does(listing.account, files):
        last = listing.account.last
        account.remarks.append(f"The list of files ends with {last}, before the range does: it may have been cut short.")
    if listing.account.damaged:
        at = ", ".join(map(str, listing.account.damaged_at))
        more = " and on" if listing.account.damaged > len(listing.account.damaged_at) else ""
        more += f", counted from byte {listing.account.begins_at:,}" if listing.account.begins_at else ""
        account.remarks.append(f"Lines of the list that cannot be read: {listing.account.damaged} (line {at}{more}).")


def _account_for(settled: Settled, version: int, account: Account) -> None:
    name, known = settled.listed.name, known_state(version, settled.listed.name)
    account.bytes += settled.came
    if settled.note is not None:
        account.rows += settled.note.rows
        account.rows_kept += settled.note.kept
        account.rows_short += settled.note.short
    if settled.missing is not None:
        if settled.missing.why is Reason.NOT_THERE and known is State.NEVER_PUBLISHED:
            account.never.append(name)
            account.expected -= 1
        else:
            known_too = "; known: the file was published anew after the list was written" if known is State.REPUBLISHED else ""
            account.missing.append(replace(settled.missing, what=settled.missing.what + known_too))
    elif settled.is_empty and known is State.EMPTY:
        account.empty_known += 1
    elif settled.is_empty:
        account.missing.append(Missing(name, Reason.EMPTY, "is published with nothing in it; it is kept as it came"))
    elif settled.was_there:
        account.there += 1
    else:
        account.got += 1


def _bytes_needed(request: Request, files: Slices, listing: Listing, bounds: Bounds) -> int:
    """What is still to come; with a dyad only as much as lies there at one time."""
    if request.dyad is None:
        return sum(listed.size - _bytes_there(request.into / listed.name, listed.size) for listed in _listed(files, listing))
    to_come = (listed.size for listed in _listed(files, listing) if not has_note(request.into, listed.name, request.dyad))
    return sum(nlargest(bounds.connections, to_come))


def _bytes_there(place: Path, size: int) -> int:
    """Of a file, or of its beginning, without a look into it."""
    for path in (place, part_of(place)):
        with suppress(OSError):
            there = path.stat().st_size
            if there == size or path != place:
                return min(there, size)
    return 0


class _Progress:
    """Counts what is settled against what is to be."""

    def __init__(self, account: Account, files: Slices, listing: Listing) -> None:
        self._account = account
        self._of_files = self._of_bytes = self._files = self._bytes = 0
        for listed in _listed(files, listing):
            self._of_files += 1
            self._of_bytes += listed.size

    def after(self, settled: Settled) -> Progress:
        self._files += 1
        self._bytes += settled.listed.size
        return Progress(self._files, self._of_files, self._bytes, self._of_bytes, len(self._account.missing))
