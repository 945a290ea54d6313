"""A brief on paper as data: parts in their order, each sentence with its footnotes."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: one source behind one sentence.

    `source` is its number in the list of sources, `where` title, publisher and date, `quotes` the words that the sentence rests on (empty
    where the sentence itself quotes them), `language` that of the words (ISO 639-1), `url` only in the first note to a source.
    """

    source: int
    where: str
    quotes: tuple[str, ...]
    language: str | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: `notes` behind it, then `marks` (letters of judges, D for data); `sources` are numbers in brackets instead of notes."""

    text: str
    notes: tuple[Note, ...] = ()
    marks: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    is_strong: bool = False
    is_emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is a section. `opens_page`: it begins a new one."""

    level: int
    text: str
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph. `style` is "", as_of, notice, bottom_line, missing, aside or legend."""

    told: tuple[Told, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `list_kind` is bullet, number, source (numbered, each a place to point at) or judge (a letter each)."""

    list_kind: str
    items: tuple[tuple[Told, ...], ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` are shares of the page's width that sum to 1 or less; `is_small`: small type."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Told, ...], ...]
    widths: tuple[float, ...]
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: `svg` needs no style sheet; `width` and `height` in CSS pixels; `alternative` says in words what it shows."""

    name: str
    svg: str
    width: int
    height: int
    title: Told
    alternative: str


@dataclass(frozen=True, slots=True)
class Turned:
    """Pages of their own that lie on their side, for a table too wide for an upright one."""

    parts: "tuple[Part, ...]"


Part = Heading | Lines | Items | Grid | Picture | Turned


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole. `question` is the title on page one; `footer` runs along the foot of every page."""

    title: str
    question: str
    author: str
    as_of: date
    footer: str
    page_one: tuple[Part, ...]
    parts: tuple[Part, ...]
    language: str = "en-GB"
