"""The reader of chronicles in spreadsheets, beside whichever reader reads the texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from hikiwake.reading.documents.table import ENDINGS
from hikiwake.reading.reader import Reader
from hikiwake.reading.tables.columns import columns, unread
from hikiwake.reading.tables.rows import Wrong, entries
from hikiwake.record.model import Document, Reading, Report
from hikiwake.terms.errors import Problem

VERSION = "table 1"


@dataclass(frozen=True, slots=True)
class WithTables:
    """Reads chronicles by their columns and hands every other document to the reader of texts, whose name it bears."""

    texts: Reader

    @property
    def name(self) -> str:
        return self.texts.name

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]:
        """One reading for each document, in order."""
        for is_table, some in groupby(documents, _is_table):
            if is_table:
                yield from map(table_reading, some)
            else:
                yield from self.texts.read(some)


def table_reading(document: Document) -> Reading:
    """What the rows of a chronicle say; its notes name the rows that say nothing that could be read, and the columns that are not read."""
    found = list(entries(document, _located))
    wrong = _told([one for one in found if isinstance(one, Wrong)])
    facts = [one for one in found if not isinstance(one, Wrong)]
    left = unread(document.text.split("\n", 1)[0].split("\t"))
    columns_left = [f"columns that are kept and not read: {', '.join(left)}"] if left else []
    return Reading(
        document.id,
        VERSION,
        tuple(fact for fact in facts if isinstance(fact, Report)),
        tuple(fact for fact in facts if not isinstance(fact, Report)),
        tuple(fact.date for fact in facts if fact.date),
        notes=(*wrong, *columns_left),
    )


def _told(wrong: list[Wrong]) -> list[str]:
    """A line for each thing that is wrong, with the rows that are left out for it."""
    rows: dict[str, list[int]] = {}
    for one in wrong:
        rows.setdefault(one.what, []).append(one.row)
    return [f"row{'s' if len(some) > 1 else ''} {', '.join(map(str, some))} left out: {what}" for what, some in rows.items()]


def _is_table(document: Document) -> bool:
    heading = document.text.split("\n", 1)[0].split("\t")
    return PurePath(document.name).suffix.casefold() in ENDINGS and columns(heading) is not None


def _located(name: str) -> tuple[str | None, float | None, float | None]:
    from hikiwake.reading.place_named import place_named

    found = place_named(name)
    return (found.country, found.lat, found.lon) if found else (None, None, None)
