"""What a format is: how a file of it is recognised, and how its columns become a row of the lake."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

TAB = "\t"


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file: its first lines, whole ones only (a few hundred at the most)."""

    lines: tuple[str, ...]

    @property
    def first(self) -> str:
        return self.lines[0] if self.lines else ""

    def cells(self, separator: str = TAB) -> list[list[str]]:
        return [line.split(separator) for line in self.lines]

    def names(self, separator: str = TAB) -> list[str]:
        """The header's names, folded: small letters and digits only, so that `Event ID`, `event_id` and `"EventID"` are one."""
        return ["".join(c for c in cell.casefold() if c.isalnum()) for cell in self.first.split(separator)]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out.

    Attributes:
        columns: their names in the order of the file.
        optional: how many of the last ones a row may lack.
    """

    columns: tuple[str, ...]
    separator: str = TAB
    has_header: bool = False
    quote: str = ""
    optional: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """One layout of event files. Expressions are DuckDB's, over the file's columns (all text, empty cells the empty text).

    Attributes:
        name: as it stands in the lake.
        title: as a person calls it.
        collection: what its ids are unique in.
        recognises: the layout of a file that begins so, None where it is no such file.
        given: further values worked out from the columns, for the expressions below.
        source_key, target_key, place_key: what is looked up in the tables of `countries` and `places`.
        code_key: what is looked up among the CAMEO codes; None where the file has none.
        row: the lake's columns; what is left out is null, but for those that follow from the keys (see `staging`).
        joins: further tables that the expressions ask.
        content: the columns that make two rows of a file one event under two ids; empty: rows are never taken for copies.
        rejects: what is wrong with a row, first match counts.
        remarks: flags (see `model.FLAGS`) and when they are raised.
        table: `rows`, or `mentions` for mentions of events that other files list.
        is_spread: whether one row of the file becomes several of the lake.
        is_yearly: whether a row counts a whole year, and stands on its first day.
        same: the lake's columns that make a row a repetition of another.
        optional: columns that a file may lack altogether; they are empty then.
    """

    name: str
    title: str
    collection: str
    recognises: Callable[[Head], Layout | None]
    row: Mapping[str, str]
    given: Mapping[str, str] = field(default_factory=dict)
    source_key: str = "NULL"
    target_key: str = "NULL"
    place_key: str = "NULL"
    code_key: str = "NULL"
    countries: str = "cameo"
    places: str = "fips"
    joins: str = ""
    content: tuple[str, ...] = ()
    rejects: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    table: str = "rows"
    is_spread: bool = False
    is_yearly: bool = False
    same: tuple[str, ...] = ("id", "event_date", "cameo")
    optional: tuple[str, ...] = ()


def names(text: str, separator: str | None = None) -> tuple[str, ...]:
    """Column names, written as one text."""
    return tuple(text.split(separator))


def number(column: str, type: str = "DOUBLE") -> str:
    """A column as a number, blanks around it allowed; null where it is empty or none."""
    # An empty cell cast without nullif fails the whole reading in DuckDB 2.0.1, which pushes the cast into its reader.
    return f"try_cast(nullif({column}, '') AS {type})"


def text(column: str) -> str:
    """A column without blanks around it; null where nothing is left."""
    return f"nullif(trim({column}), '')"


def day_of(number: str) -> str:
    """The date that a number YYYYMMDD means; null where it means none."""
    return f"TRY(make_date({number} // 10000, {number} // 100 % 100, {number} % 100))"
