"""What is asked of receiving a document, and what each format hands back."""

from dataclasses import dataclass, field

from hikiwake.record.model import Span
from hikiwake.terms.dates import Date


@dataclass(frozen=True, slots=True)
class Given:
    """What is said about a document by the analyst, the file beside it or what it came in; None where nothing is said.

    It wins over what the document says of itself. `charset` is the encoding that the server named which sent it.
    """

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: Date | None = None
    note: str | None = None
    charset: str | None = None

    def over(self, other: "Given") -> "Given":
        """This where it says something, else `other`."""
        return Given(
            self.title or other.title,
            self.publisher or other.publisher,
            self.author or other.author,
            self.url or other.url,
            self.date or other.date,
            self.note or other.note,
            self.charset or other.charset,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a document may be and what its parsing may cost. The one place where these bounds are stated.

    A line may be as long as the whole text: whatever is below `text_characters` is read in windows.
    """

    file_bytes: int = 100_000_000  # a larger file is not opened
    text_bytes: int = 20_000_000  # of a txt or md file
    page_bytes: int = 60_000_000  # of a page, web archive or e-mail: the pictures within them count
    xml_bytes: int = 50_000_000  # of one part of a docx or odt, unpacked
    text_characters: int = 20_000_000  # of what is unpacked from a pdf or a page
    sidecar_bytes: int = 64_000
    lines: int = 400_000  # of a text; more are a log or an attack
    pages: int = 5_000  # of a pdf
    tags: int = 200_000  # of a page; each costs up to 0.05 ms and 4 kB
    paragraphs: int = 100_000  # of a docx or odt
    elements: int = 500_000  # of XML that is held as a tree
    members: int = 10_000  # files of an archive, messages of a mailbox, items of a feed or a library
    unpacked_bytes: int = 400_000_000  # of all of them together
    ratio: int = 200  # unpacked to packed, of a member beyond a megabyte; texts reach 20
    depth: int = 3  # a message within a message within a mailbox
    seconds: float = 60.0  # wall time to parse one file
    cpu_seconds: int = 45
    memory_bytes: int = 1_500_000_000  # address space of the process that parses


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a format made of the bytes.

    `text` is what will be stored; `blocks` its paragraphs, headings and list items in order, not overlapping; what no block
    holds (markup, tables of figures) is kept but not read. `date` is the TIMEX3 value that metadata state, or None.
    `changed` is the same of the day on which it was last changed.
    `maker` and `made` are the author and the day in a file's own properties: often the one who typed it, never a date of publication.
    `share` is how much of a page's visible text was kept, in [0, 1]; `repeats` how many blocks were left away because they came twice.
    """

    text: str
    blocks: tuple[Span, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: str | None = None
    notes: tuple[str, ...] = ()
    maker: str | None = None
    made: str | None = None
    changed: str | None = None
    share: float | None = None
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One document that came in a container: its bytes, or where beside the container its file lies.

    Attributes:
        name: as the container has it; nothing to be trusted as a path.
        stated: what the container says of it.
        beside: the path as the container writes it, None where the bytes are here.
        sought: where the container knows no path: the names by which a file beside it may be found, best first.
        refusal: what is wrong with it and the mend, where it cannot be handed out.
    """

    name: str
    data: bytes = b""
    stated: Given = field(default_factory=Given)
    beside: str | None = None
    sought: tuple[str, ...] = ()
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be told of a container as a whole ("14 of 20 items have no file")."""

    words: str
