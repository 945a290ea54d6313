"""A case open for work: its folder, its record, its analyses and its brief. What `open_case` returns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hikiwake.case.loading import load
from hikiwake.case.model import Case
from hikiwake.record.hindsight import as_known_on
from hikiwake.record.model import Contents
from hikiwake.record.store import Record
from hikiwake.terms.errors import CaseError

if TYPE_CHECKING:
    import pandas

    from hikiwake.assessment.difference import Difference
    from hikiwake.assessment.lake import LakeAt
    from hikiwake.assessment.model import Assessment
    from hikiwake.bargaining.model import Settlement
    from hikiwake.brief.model import Brief
    from hikiwake.forecasting.model import Forecast
    from hikiwake.history import History
    from hikiwake.hypotheses.model import Weighing
    from hikiwake.intake import FileResult, Progress
    from hikiwake.reading.documents import Given
    from hikiwake.reading.readers import ReaderChoice
    from hikiwake.relations.model import Relations


@dataclass(frozen=True)
class RecordView:
    """The record as data frames."""

    contents: Contents = field(repr=False)

    def events(self) -> "pandas.DataFrame":
        """One row an event, whoever reports it; the columns are those of `record.frames.events_frame`."""
        from hikiwake.record.frames import events_frame
        from hikiwake.record.merging import merged

        return events_frame(merged(self.contents))

    def statements(self) -> "pandas.DataFrame":
        """One row a statement; the columns are those of `record.frames.statements_frame`."""
        from hikiwake.record.frames import statements_frame

        return statements_frame(self.contents)


@dataclass(frozen=True)
class WrittenBrief:
    """A brief with the assessment that it writes up: a page, Markdown, JSON; a notebook shows the page."""

    composed: "Brief" = field(repr=False)
    assessment: "Assessment" = field(repr=False)
    history: "History | None" = field(default=None, repr=False)

    def html(self) -> str:
        from hikiwake.brief import to_html

        return to_html(self.composed, self.assessment)

    def markdown(self) -> str:
        from hikiwake.brief import to_markdown

        return to_markdown(self.composed, self.assessment)

    def json(self) -> str:
        import json

        from hikiwake.brief import to_json

        return json.dumps(to_json(self.composed, self.assessment), ensure_ascii=False, allow_nan=False)

    def docx(self) -> bytes:
        from hikiwake.brief import to_docx

        return to_docx(self.composed, self.assessment)

    def pdf(self) -> bytes:
        from hikiwake.brief import to_pdf

        return to_pdf(self.composed, self.assessment)

    def save(self, path: Path | str) -> Path:
        """Write it whole or not at all, as the file's ending says: .md, .json, .docx, .pdf, else the page; the case's ledger keeps the run.

        Raises:
            HikiwakeError: it cannot be written there.
        """
        from hikiwake.history import SENT
        from hikiwake.terms.files import write_whole

        target = Path(path)
        forms: dict[str, Callable[[], str | bytes]] = {
            ".md": self.markdown,
            ".json": self.json,
            ".docx": self.docx,
            ".pdf": self.pdf,
        }
        write_whole(target, forms.get(target.suffix.lower(), self.html)())
        if self.history:
            self.history.keep(SENT)
        return target

    def _repr_html_(self) -> str:
        from html import escape

        return f'<iframe srcdoc="{escape(self.html())}" style="width:100%;height:48em;border:0"></iframe>'


class Workspace:
    """An open case. Use it as a context manager, or `close` it."""

    def __init__(
        self,
        case: Case,
        folder: Path | None,
        record: Record | None,
        *,
        is_look_back: bool = False,
        lake: "LakeAt | None" = None,
        until: date | None = None,
    ) -> None:
        """`is_look_back`: the case is judged as of another day than its file says. `lake`: event data to look at. `until`: an earlier day than
        the case's own: no document that may be later is used.
        """
        self.case = case
        self.lake = lake
        self.is_look_back = is_look_back
        self.folder = folder
        self._record = record
        self._until = until

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if self._record:
            self._record.close()

    @property
    def record(self) -> RecordView:
        return RecordView(self.contents())

    def contents(self) -> Contents:
        """The record at this moment, each report an entry of its own; empty for a case that has no folder."""
        return self._record.contents() if self._record else Contents()

    def _known(self) -> Contents:
        """What of the record the case may be judged by."""
        return self.contents() if self._until is None else as_known_on(self._until, self.contents())

    def read(
        self,
        files: Iterable[Path | str],
        given: "Given | None" = None,
        progress: "Progress" = lambda line: None,
        *,
        fast: bool = False,
        choice: "ReaderChoice | None" = None,
    ) -> "list[FileResult]":
        """Add documents to the case: their bytes to `documents/`, what is read in them to the record.

        A file that cannot be read is told in its result and the others are read. Reading a file twice adds nothing.
        `fast` leaves out the search for names that no list holds. `choice` is another reader than the built-in one: asked for by name, it
        replaces what a reader of another kind found.

        Raises:
            CaseError: the case is a lone .toml file.
        """
        from hikiwake.intake import take_in
        from hikiwake.reading.places import KnownPlace
        from hikiwake.reading.readers import ReaderChoice, reader

        if self.folder is None or self._record is None:
            raise CaseError.of(
                "read", "a lone .toml file has no place for documents", "Make a case folder: hikiwake new DIR --between A B."
            )
        places = tuple(KnownPlace(name=p.name, other_names=p.other_names, lat=p.lat, lon=p.lon) for p in self.case.places)
        chosen = reader((choice or ReaderChoice(fast=fast)).knowing(places))
        paths = [Path(f) for f in files]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return take_in(self.folder, self._record, chosen, paths, given, progress, replaces_others=choice is not None, on=now)

    def read_unread(self, progress: "Progress" = lambda line: None, choice: "ReaderChoice | None" = None) -> "list[FileResult]":
        """Read what lies in the case's `documents/` and is not in its record yet."""
        if self.folder is None or self._record is None or not (self.folder / "documents").is_dir():
            return []
        return self.read([self.folder / "documents"], progress=progress, choice=choice)

    def unread(self) -> list[Path]:
        """Files in the case's `documents/` that its record does not hold."""
        from hashlib import sha256

        from hikiwake.reading.documents.folder import below
        from hikiwake.reading.documents.kinds import EXTENSIONS
        from hikiwake.reading.documents.table import is_table

        if self.folder is None or not (self.folder / "documents").is_dir():
            return []
        known = {d.id for d in self.contents().documents}
        found = (
            f
            for f in below(self.folder / "documents")
            if isinstance(f, Path) and (f.suffix.casefold() in EXTENSIONS or is_table(f))
        )
        return [f for f in found if sha256(f.read_bytes()).hexdigest() not in known]

    def assess(self) -> "Assessment":
        from hikiwake.assessment.assess import assess

        return assess(self.case, self._known(), lake=self.lake)

    def relations(self, *, by: str | None = None) -> "Relations":
        """Ups and downs of the dyad; without points where the record holds no event that counts."""
        from hikiwake.assessment.assess import known_by, relations_of
        from hikiwake.relations.model import Relations

        return relations_of(self.case, known_by(self.case, self._known()), by=by) or Relations(
            "-".join(self.case.dyad), by or "quarter", (), (), ()
        )

    def bargain(self) -> "Settlement | None":
        from hikiwake.bargaining.from_case import settlement

        return settlement(self.case)

    def weigh(self) -> "Weighing | None":
        from hikiwake.assessment.assess import known_by, weighing_of
        from hikiwake.assessment.evidence import evidence_at

        return weighing_of(self.case, evidence_at(self.case, known_by(self.case, self._known())))

    def forecast(self) -> "Forecast | None":
        from hikiwake.forecasting.from_case import forecast

        return forecast(self.case)

    def history(self, assessment: "Assessment | None" = None, *, at: datetime | None = None) -> "History | None":
        """What the case said at each of its runs, beside what it says now (`assessment`, where it is at hand); None without a folder.

        `at` is when that is: now, unless given.
        """
        from hikiwake.case.loading import text_of
        from hikiwake.history import History
        from hikiwake.ledger import Ledger

        if self.folder is None or self._record is None:
            return None
        return History.of(
            Ledger.open(self.folder),
            self._record.replay(),
            assessment or self.assess(),
            case_text=text_of(self.folder / "case.toml"),
            at=at or datetime.now(UTC),
            by=self.case.analyst,
        )

    def since(self, moment: datetime | None = None) -> "Difference | None":
        """What changed since the last brief that said something else, or since the last run before `moment`, and why; None without a folder."""
        history = self.history()
        return history.since(moment) if history else None

    def brief(self) -> "WrittenBrief":
        """The brief of the case as it stands now, with what changed since the last one that was saved."""
        from hikiwake.brief import compose

        assessment = self.assess()
        history = None if self.is_look_back else self.history(assessment)
        return WrittenBrief(compose(assessment, history.since() if history else None), assessment, history)


def open_case(name: str | Path, *, as_of: date | None = None, fresh: bool = False, lake: Path | str | None = None) -> Workspace:
    """Open a case: a folder, a .toml file (a case without documents), or the name of a packaged case.

    Args:
        name: which one; a packaged case is copied to the user's data folder first.
        as_of: judge the case as of another day than its file says.
        fresh: copy a packaged case anew, keeping the old copy beside it.
        lake: event data to look at, a folder or an address, in place of what the case names.

    Raises:
        CaseError: there is none, or its file does not hold together (every problem in one go).
    """
    from hikiwake.assessment.lake import lake_at, lake_of
    from hikiwake.case.finding import data_folder, locate, names, open_packaged

    path = (
        open_packaged(str(name), data_folder(), fresh=True)
        if fresh and str(name) in names()
        else locate(str(name), data_folder())
    )
    case, until = load(path), None
    if as_of is not None:
        if as_of > case.horizon:
            raise CaseError.of(
                str(name),
                f"as of {as_of} lies after the horizon {case.horizon}",
                "Give a day up to the horizon, or move the horizon.",
            )
        until = as_of if as_of < case.as_of else None
        case = case.model_copy(update={"as_of": as_of})
    at = lake_of(path, case.lake) if lake is None else lake_at(str(lake), Path())
    if not path.is_dir():
        return Workspace(case, None, None, lake=at)
    record = Record.open(path / "record.sqlite")
    return Workspace(case, path, record, is_look_back=as_of is not None, lake=at, until=until)
