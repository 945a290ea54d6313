"""What lies in a lake: the one schema of its rows, what may be remarked of a row, and what is told of a file that was loaded."""

import datetime
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from hikiwake.terms.errors import Problem


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the lake: its DuckDB type, and what it says."""

    name: str
    type: str
    says: str


ROW = (
    Column("dyad", "VARCHAR", "the two states, A-B in the order of their codes; null where there are not two different ones"),
    Column("event_date", "DATE", "the day it happened, as the source has it, mended where that was plainly wrong"),
    Column("written_date", "DATE", "the day as it was written, where it was mended"),
    Column("source_actor", "VARCHAR", "who acted, as written"),
    Column("source_country", "VARCHAR", "ISO 3166-1 alpha-3"),
    Column("source_sector", "VARCHAR", "the actor's role, in the code or the words of the file"),
    Column("target_actor", "VARCHAR", "who was acted upon, as written"),
    Column("target_country", "VARCHAR", "ISO 3166-1 alpha-3"),
    Column("target_sector", "VARCHAR", "as source_sector"),
    Column("cameo", "VARCHAR", "CAMEO code with its leading zero; null where the source codes otherwise"),
    Column("plover", "VARCHAR", "PLOVER category; null where CAMEO has none (statements, appeals)"),
    Column("quad_class", "TINYINT", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    Column("goldstein", "FLOAT", "−10 … 10, as the file gives it; null where it gives none"),
    Column("mentions", "INTEGER", "how often the source mentions it; 1 where it does not say"),
    Column("events", "INTEGER", "how many events the row stands for: 1, but in files of counts"),
    Column("place", "VARCHAR", "where it happened, as written"),
    Column("place_country", "VARCHAR", "ISO 3166-1 alpha-3"),
    Column("lat", "FLOAT", "degrees north"),
    Column("lon", "FLOAT", "degrees east"),
    Column("link", "VARCHAR", "the address of the article, or the publisher, where the file gives it"),
    Column("collection", "VARCHAR", "gdelt, icews, icews_quadruples, polecat, phoenix or record"),
    Column("format", "VARCHAR", "the layout it was read from"),
    Column("id", "BIGINT", "the source's number of the event, or a hash of its id or content; tells repetitions"),
    Column("file", "BIGINT", "the file it came from (table files)"),
    Column("row", "INTEGER", "its line there, the first being 1"),
    Column("copies", "INTEGER", "how many rows of the file had this content; all but one were left out"),
    Column("flags", "INTEGER", "what was remarked, a sum of powers of two"),
)

DAILY = (
    Column("dyad", "VARCHAR", "A-B in the order of their codes"),
    Column("source_country", "VARCHAR", "who acted"),
    Column("target_country", "VARCHAR", "on whom"),
    Column("event_date", "DATE", "the day"),
    Column("quad_class", "TINYINT", "as in the rows"),
    Column("collection", "VARCHAR", "as in the rows"),
    Column("events", "BIGINT", "events of that day"),
    Column("scored", "BIGINT", "those of them that have a Goldstein value"),
    Column("goldstein_sum", "DOUBLE", "its sum"),
    Column("goldstein_squares", "DOUBLE", "the sum of its squares"),
    Column("mentions", "BIGINT", "the sum of mentions"),
)

MENTION = (
    Column("event_id", "BIGINT", "the event's number (id of the rows)"),
    Column("event_date", "DATE", "the day the mention was made"),
    Column("publisher", "VARCHAR", "who mentions it"),
    Column("link", "VARCHAR", "where"),
    Column("confidence", "TINYINT", "how sure the source's coder is, 10 … 100"),
    Column("collection", "VARCHAR", "as in the rows"),
    Column("format", "VARCHAR", "as in the rows"),
    Column("id", "BIGINT", "a hash of event, time, place in the text and address"),
    Column("file", "BIGINT", "as in the rows"),
    Column("row", "INTEGER", "as in the rows"),
    Column("copies", "INTEGER", "always 1"),
    Column("flags", "INTEGER", "as in the rows"),
)

TABLES = {"rows": ROW, "mentions": MENTION}  # what formats are read into

FLAGS = {
    "date mended": 1,  # 1920 for 2020
    "dated more than 28 days before its file": 2,  # an article that looks back
    "code without its leading zero": 4,
    "blanks around a code": 8,
    "country from the table of leaders": 16,
    "leader outside the days in office, taken for no country": 128,
    "several countries, the first taken": 64,
    "day of the year unknown": 32,  # counts of a whole year stand on its first day
}

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file, or of one member of an archive.

    `rows` = `loaded` + `repeated` + `reemitted` + the sum of `rejected`, always.

    Attributes:
        name: its path; of a member, the archive's path, an exclamation mark and its name there.
        file: its number in the lake, from its SHA-256.
        format: the layout that its content has.
        rows: lines that it holds, its header aside.
        loaded: those that are in the lake.
        repeated: events that the lake had already, from another file or this one.
        reemitted: rows whose content another row of the file has under another id; the one kept tells how many they were.
        rejected: how many were kept aside, by what is wrong with them.
        mended: how many were put right or remarked on, by what it was.
        first, last: the days of its events; None where nothing was loaded.
        replaces: files of the lake whose place it took (a year's new edition).
        problem: why it could not be loaded at all.
        note: what else is to be said.
    """

    name: str
    sha256: str = ""
    file: int = 0
    format: str = ""
    collection: str = ""
    bytes: int = 0
    rows: int = 0
    loaded: int = 0
    repeated: int = 0
    reemitted: int = 0
    rejected: Mapping[str, int] = field(default_factory=dict)
    mended: Mapping[str, int] = field(default_factory=dict)
    first: datetime.date | None = None
    last: datetime.date | None = None
    was_loaded: bool = False
    replaces: tuple[str, ...] = ()
    problem: Problem | None = None
    note: str = ""

    @property
    def adds_up(self) -> bool:
        return self.rows == self.loaded + self.repeated + self.reemitted + sum(self.rejected.values())

    def as_json(self) -> dict[str, Any]:
        told = asdict(self)
        told["file"] = str(self.file)  # beyond what JavaScript counts exactly
        told["first"], told["last"] = (day and day.isoformat() for day in (self.first, self.last))
        return told
