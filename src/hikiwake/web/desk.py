"""The desk: the one open case that every page looks at and some write to.

Handlers run in many threads. What they look at is frozen and shared; what they write goes through one Record of their own, one writer
at a time.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hikiwake.assessment.lake import lake_at, lake_of
from hikiwake.case.editing import version, version_of
from hikiwake.case.loading import load, text_of
from hikiwake.record.analyst import Change
from hikiwake.record.memory import Memory
from hikiwake.record.model import Contents
from hikiwake.record.store import Record
from hikiwake.terms.errors import CaseError, ConflictError, HikiwakeError
from hikiwake.terms.files import write_whole
from hikiwake.terms.once import Once
from hikiwake.terms.pauses import held, pausing, waiting
from hikiwake.web.foreground import Foreground
from hikiwake.web.view import Latest, View

_REMEMBERED = 100  # changes to the case file that can be taken back
_LARGE = 5_000_000  # bytes of a record that takes longer to open than somebody should wait for a page
_PATIENCE_SECONDS = 20.0  # how long a writer waits for another one of this workbench


@dataclass(frozen=True, slots=True)
class CaseEdit:
    """A change to the case file: when, the text before it, and the version after it."""

    on: str
    before: str
    version: str


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Desk:
    """A case folder, or a lone `.toml` file (which has no record and takes no documents), open for work."""

    def __init__(self, folder: Path, *, by: str = "", lake: str | None = None, clock: Callable[[], str] = _now) -> None:
        self.path = folder
        self.folder: Path | None = folder if folder.is_dir() else None
        self.case_file = folder / "case.toml" if folder.is_dir() else folder
        self.record_file = self.folder / "record.sqlite" if self.folder else None
        self._by = by
        self._lake = lake  # in place of what the case names
        self._clock = clock
        self._seen: View | None = None
        self._title = ""
        self._latest = Latest()
        self._once = Once()
        self._memory: tuple[int, Memory] | None = None  # of the record's file by its inode
        self._looking = threading.Lock()
        self._pen = threading.RLock()
        self._edits: deque[CaseEdit] = deque(maxlen=_REMEMBERED)

    @property
    def foreground(self) -> Foreground:
        """Who is being answered."""
        return self._latest.foreground

    def look(self) -> View:
        """The case as it stands now; the same object as long as neither record nor case file changes.

        Raises:
            CaseError: the case file does not hold together any more.
            RecordError: the record cannot be read.
        """
        with held(self._looking):
            case_version = version_of(self.case_file)
            revision = self._revision()
            seen = self._seen
            case = seen.case if seen and seen.case_version == case_version else load(self.path)
            lake = lake_of(self.path, case.lake) if self._lake is None else lake_at(self._lake, Path())
            if seen and (seen.revision, seen.case_version, seen.lake) == (revision, case_version, lake):
                return seen
            contents, changes = (seen.contents, seen.changes) if seen and seen.revision == revision else self._held()
            self._seen = View(case, case_version, contents, revision, lake, changes, self._latest)
            self._latest.version = self._seen.version
            return self._seen

    def look_over(self) -> None:
        """Look at the case; of a large record only whether it is one, for it is opened beside the first page.

        Raises:
            CaseError, RecordError: as `look`.
        """
        if self._is_large:
            self._title = load(self.path).title
            self._revision()
        else:
            self.look()

    def is_open(self, seconds: float) -> bool:
        """Whether the case can be looked at within `seconds`; where its record is large, it is opened beside whoever asks first."""
        if self._seen is not None or not self._is_large:
            return True

        def opened() -> None:
            with suppress(HikiwakeError), pausing(self.foreground.give_way):  # what is wrong is told to whoever looks
                self.look()

        def begun() -> threading.Thread:
            worker = threading.Thread(target=opened, name="opening", daemon=True)
            worker.start()
            return worker

        worker = self._once.of("opening", begun)
        with waiting():
            worker.join(seconds)
        return not worker.is_alive()

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """The record, open for this thread; nobody else of this workbench writes meanwhile.

        Raises:
            CaseError: the case is a lone .toml file.
            RecordError: the record cannot be opened.
        """
        if self.record_file is None:
            raise CaseError.of(
                self.path.name, "a lone .toml file has no record", "Make a case folder: hikiwake new DIR --between A B."
            )
        if self._seen is None:  # a form of a page that an earlier run of the workbench gave: the case says whose change it is
            with suppress(HikiwakeError):
                self.look()
        with self.editing(), self._opened(self.record_file) as record:
            yield record

    @contextmanager
    def reading(self) -> Iterator[Record]:
        """The record, open for this thread to look into.

        Raises:
            CaseError: the case has no record yet, or never will: it is a lone .toml file.
            RecordError: the record cannot be opened.
        """
        if self.record_file is None or not self.has_record:
            raise CaseError.of(
                self.path.name, "has no record", "Read a document first: on the page of sources, or hikiwake read."
            )
        with self._opened(self.record_file) as record:
            yield record

    @property
    def _is_large(self) -> bool:
        return self.record_file is not None and self.has_record and self.record_file.stat().st_size > _LARGE

    @property
    def has_record(self) -> bool:
        """Whether anything was ever read into the case."""
        return self.record_file is not None and self.record_file.exists()

    @contextmanager
    def editing(self) -> Iterator[Path]:
        """The case's folder or file, for a change to `case.toml`; nobody else of this workbench writes meanwhile.

        A change is remembered as long as the workbench runs, so that `take_back_edit` can undo it.
        """
        if not self._pen.acquire(timeout=_PATIENCE_SECONDS):
            raise CaseError.of(self.path.name, "somebody else is writing to it", "Try again in a moment; nothing was changed.")
        try:
            before = text_of(self.case_file)
            yield self.path
            after = text_of(self.case_file)
            if before != after:
                self._edits.append(CaseEdit(self.now(), before, version(after)))
        finally:
            self._pen.release()

    @property
    def last_edit(self) -> "CaseEdit | None":
        """The last change to the case file that was made here and not taken back."""
        return self._edits[-1] if self._edits else None

    def take_back_edit(self) -> None:
        """Undo the last change to the case file that was made here.

        Raises:
            ConflictError: the file was changed since, by somebody else.
        """
        with self._pen:
            edit = self._edits[-1]
            if version(text_of(self.case_file)) != edit.version:
                what = "it was changed meanwhile, so your last change to it cannot simply be taken back"
                raise ConflictError.of(self.case_file.name, what, "Open the page and change the value again.")
            write_whole(self.case_file, edit.before)
            self._edits.pop()

    def change_told(self, number: int) -> str:
        """A change to the record in words; empty where none of that number was looked at."""
        change = next((c for c in self._seen.changes if c.number == number), None) if self._seen else None
        return change.told if change else ""

    @property
    def analyst(self) -> str:
        """Whose corrections these are: as told when the workbench was started, else the case's analyst."""
        return self._by or (self._seen.case.analyst if self._seen else "")

    @property
    def title(self) -> str:
        """The case's title, as far as it is known: that of the file where the case cannot be read."""
        return self._seen.case.title if self._seen else self._title or self.path.stem

    def now(self) -> str:
        """This moment as an ISO timestamp."""
        return self._clock()

    def _revision(self) -> str:
        """What changes whenever the record is written to, or another file is put in its place."""
        if not self.has_record:
            return "none"
        with self.reading() as record:
            return f"{record.path.stat().st_ino:x}-{record.revision()}"

    def _held(self) -> tuple[Contents, tuple[Change, ...]]:
        """What the record holds and what was done to it, both of one moment."""
        if not self.has_record:
            return Contents(), ()
        with self.reading() as record:
            while True:
                number = record.revision()
                found = record.contents(), record.changes()
                if record.revision() == number:
                    return found

    def _opened(self, file: Path) -> Record:
        """The record with what was worked out of it before: each change then costs what it changes."""
        number = file.stat().st_ino if file.exists() else 0
        held = self._memory
        if held is None or held[0] != number:
            held = self._memory = (number, Memory())
        return Record.open(file, memory=held[1])
