"""What is asked of receiving a document, and what each format hands back."""

from dataclasses import dataclass

from hikiwake.record.model import Span
from hikiwake.terms.dates import Date


@dataclass(frozen=True, slots=True)
class Given:
    """What the analyst says about a document; None where nothing is said. It wins over what the document says of itself."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: Date | None = None

    def over(self, other: "Given") -> "Given":
        """This where it says something, else `other`."""
        return Given(
            self.title or other.title,
            self.publisher or other.publisher,
            self.author or other.author,
            self.url or other.url,
            self.date or other.date,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be and what its parsing may cost. The one place where these bounds are stated.

    A line may be as long as the whole text: whatever is below `text_characters` is read in windows.
    """

    file_bytes: int = 100_000_000  # a larger file is not opened
    text_bytes: int = 20_000_000  # of a txt, md or html file
    text_characters: int = 20_000_000  # of what is unpacked from a pdf or a page
    sidecar_bytes: int = 64_000
    lines: int = 400_000  # of a text; more are a log or an attack
    pages: int = 5_000  # of a pdf
    seconds: float = 60.0  # wall time to parse one file
    cpu_seconds: int = 45
    memory_bytes: int = 1_500_000_000  # address space of the process that parses


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format made of the bytes.

    `text` is what will be stored; `blocks` its paragraphs, headings and list items in order, not overlapping; what no block
    holds (markup, tables of figures) is kept but not read. `date` is the TIMEX3 value that metadata state, or None.
    """

    text: str
    blocks: tuple[Span, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: str | None = None
    notes: tuple[str, ...] = ()
