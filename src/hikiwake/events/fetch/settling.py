"""One file settled: it is there, it comes, or it is missing for a reason. And many of them, a few at a time."""

import queue
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from hikiwake.events.fetch.archive import unpacked, unpacked_size
from hikiwake.events.fetch.download import download, is_whole, part_of, put_in_place
from hikiwake.events.fetch.dyad_rows import Note, keep_rows, read_note, rows_place
from hikiwake.events.fetch.line import Line
from hikiwake.events.fetch.model import Bounds, Listed, Lost, Missing, Reason
from hikiwake.events.fetch.patience import Patience
from hikiwake.terms.dyad import Dyad

_LEAVE_SECONDS = 0.4  # that a fetch which is stopped waits for its threads
_MAY_BE_EMPTY = 400  # bytes; a zip around nothing has fewer


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a listed file.

    Attributes:
        file: where it, or the dyad's rows of it, lies; None where it is missing, or has no such row.
        came: bytes that came over the network.
        was_there: it lay there whole, and was not asked for.
        is_empty: it is there, and holds nothing.
    """

    listed: Listed
    file: Path | None = None
    came: int = 0
    was_there: bool = False
    is_empty: bool = False
    note: Note | None = None
    missing: Missing | None = None


class Settler:
    """Settles one file after another, over one line.

    Args:
        dyad: only rows of these two states are kept, and the published file is not.
    """

    def __init__(self, line: Line, folder: Path, dyad: Dyad | None, patience: Patience, bounds: Bounds) -> None:
        self._line, self._folder, self._dyad, self._patience, self._bounds = line, folder, dyad, patience, bounds

    def close(self) -> None:
        self._line.close()

    def settle(self, listed: Listed) -> Settled:
        """What becomes of the file.

        Raises:
            OSError: the disk is full, or may not be written to.
            HikiwakeError: likewise.
        """
        try:
            return self._whole(listed) if self._dyad is None else self._rows(listed, self._dyad)
        except Lost as lost:
            return Settled(listed, missing=Missing(listed.name, lost.why, lost.what, lost.tries))

    def _whole(self, listed: Listed) -> Settled:
        place = self._folder / listed.name
        if is_whole(place, listed):
            is_empty = listed.size < _MAY_BE_EMPTY and not unpacked_size(place, self._bounds.unpacked_ratio)
            return Settled(listed, place, was_there=True, is_empty=is_empty)

        def attempt() -> Settled:
            came = download(self._line, listed, part_of(place))
            with _of_no_use_unless_sound(part_of(place)):
                size = unpacked_size(part_of(place), self._bounds.unpacked_ratio)
            put_in_place(part_of(place), place)
            return Settled(listed, place, came, is_empty=not size)

        return self._asked(attempt)

    def _rows(self, listed: Listed, dyad: Dyad) -> Settled:
        place, origin = rows_place(self._folder, listed.name, dyad), self._folder / listed.name
        if note := read_note(place, listed):
            return Settled(listed, place if note.kept else None, was_there=True, is_empty=not note.rows, note=note)

        def attempt() -> Settled:
            came, source = 0, origin
            if not is_whole(origin, listed):
                source = part_of(origin)
                came = download(self._line, listed, source)
            with _of_no_use_unless_sound(part_of(origin)):
                note = keep_rows(unpacked(source, self._bounds.unpacked_ratio), listed, dyad, place)
            if source != origin:
                source.unlink()
            return Settled(listed, place if note.kept else None, came, is_empty=not note.rows, note=note)

        return self._asked(attempt)

    def _asked(self, attempt: Callable[[], Settled]) -> Settled:
        if self._patience.is_at_an_end:
            what = f"{self._bounds.files_in_a_row} files before it failed one after another, so it was not asked for"
            raise Lost(Reason.NOT_ASKED, what)
        return self._patience.with_tries(attempt)


@contextmanager
def _of_no_use_unless_sound(file: Path) -> Iterator[None]:
    """The file goes where it turns out to be damaged: with the md5 that is listed, another try would bring the same."""
    try:
        yield
    except Lost:
        file.unlink(missing_ok=True)
        raise


def settle_all(
    files: Iterable[Listed], settlers: Sequence[Settler], patience: Patience
) -> Generator[tuple[int, Settled], None, None]:
    """Every file settled, with its place among `files`, as they are settled; each settler works in a thread of its own.

    Raises:
        Exception: what a settler raised; the others are stopped first.
    """
    done: queue.SimpleQueue[tuple[int, Settled] | BaseException | None] = queue.SimpleQueue()
    places = enumerate(files)
    turn = threading.Lock()

    def work(settler: Settler) -> None:
        try:
            with closing(settler):
                while not patience.is_stopped.is_set():
                    with turn:
                        place, listed = next(places, (0, None))
                    if listed is None:
                        break
                    done.put((place, settler.settle(listed)))
        except BaseException as error:
            done.put(error)
        done.put(None)

    threads = [threading.Thread(target=work, args=(settler,), daemon=True) for settler in settlers]
    for thread in threads:
        thread.start()
    try:
        working = len(threads)
        while working:
            settled = done.get()
            if isinstance(settled, BaseException):
                raise settled
            if settled is None:
                working -= 1
            else:
                yield settled
    finally:
        patience.is_stopped.set()
        for thread in threads:
            thread.join(timeout=_LEAVE_SECONDS / len(threads))
