"""Pdf files, by pypdf: the text layer only. Pages without one are named, never taken as empty."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.documents.doubts import writer
from hikiwake.reading.documents.encoding import visible
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.own_brief import refuse_own
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.pdf_heading import Piece, heading, on_one_line
from hikiwake.terms.errors import DocumentError

if TYPE_CHECKING:
    from pypdf import PdfReader

_SCANNED = "Run it through text recognition (OCR) first, for instance with ocrmypdf."
_HYPHEN = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010][ \t]*\n[ \t]*([^\W\d_]{2,})")
_FIGURES = re.compile(r"\d+")
_EDGE_LINES = 2  # at the top and the bottom of a page, among which running heads are looked for
_LONGEST_HEAD = 120  # characters
_FEWEST_PAGES = 3  # on which a line must recur to be a running head
_FEWEST_LETTERS = 20  # on a page that is not a picture
_NOT_A_TITLE = re.compile(r"untitled|microsoft word|document\d*$|.*\.(?:docx?|html?|odt|pdf|indd|rtf|tex)$|\W*$", re.IGNORECASE)


def parse(data: bytes, limits: Limits) -> Parsed:
    """The text of all pages in order; running heads and page numbers, which would cut sentences in two, are left out.

    Raises:
        DocumentError: the file is locked, damaged, without a text layer, a brief of our own, or has too many pages. `where` is empty: bytes
            have no name.
    """
    reader = _opened(data, limits)
    info = _info(reader)
    refuse_own(info.get("keywords"))
    first: list[Piece] = []
    pages = [_page(reader, n, first if n == 0 else None) for n in range(len(reader.pages))]
    failed = [n for n, page in enumerate(pages, 1) if page is None]
    texts = [page or "" for page in pages]
    if not any(c.isalnum() for page in texts for c in page):
        if failed:
            raise DocumentError.of(
                "", f"gave no text: {_listed(failed)} could not be read", "Save its text as .txt in a pdf reader."
            )
        raise DocumentError.of("", "holds no text: its pages are pictures (a scan)", _SCANNED)
    silent = [n for n, page in enumerate(pages, 1) if page is not None and sum(map(str.isalpha, page)) < _FEWEST_LETTERS]
    head = heading(first)
    joined = _joined(texts)
    text, unseen = visible(on_one_line(joined, head) if head else joined)
    notes = [*unseen]
    if failed:
        notes.append(f"Of {_listed(failed)} the text could not be read and is missing.")
    if silent:
        notes.append(f"From {_listed(silent)} came little or no text (a picture, or empty?). {_SCANNED}")
    return Parsed(
        text,
        paragraphs(text),
        title=title if (title := info.get("title")) and not _NOT_A_TITLE.match(title) else head and visible(head)[0],
        author=writer(info.get("author")),
        notes=tuple(notes),
    )


def _opened(data: bytes, limits: Limits) -> "PdfReader":
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError.of("", "is locked with a password", "Remove the password in a pdf reader and save it again.")
        count = len(reader.pages)
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, NotImplementedError, ImportError) as error:
        if "crypt" in f"{type(error).__name__} {error}".lower():
            raise DocumentError.of("", "is encrypted", "Open it in a pdf reader and save it without encryption.") from error
        raise DocumentError.of(
            "", f"is a damaged pdf ({type(error).__name__})", "Fetch it again, or print it to a new pdf."
        ) from error
    if not count:
        raise DocumentError.of("", "has no pages", "Fetch it again, or print it to a new pdf.")
    if count > limits.pages:
        raise DocumentError.of("", f"has {count:,} pages; at most {limits.pages:,} are read", "Keep the pages that matter.")
    return reader


def _page(reader: "PdfReader", number: int, pieces: list[Piece] | None) -> str | None:
    """The page's text; None where pypdf cannot get it, as where a stream unpacks beyond its limit.

    `pieces`: one to note on what is set in letters of which height.
    """
    from pypdf.errors import PyPdfError

    def note(words: str, ctm: Sequence[float], matrix: Sequence[float], font: object, size: float) -> None:
        if pieces is not None and words.strip():
            pieces.append((round(size * abs(matrix[3] * ctm[3]), 1), words))

    try:
        page = reader.pages[number]
        text = str(page.extract_text(visitor_text=note if pieces is not None else None))
        # pypdf answers a stream beyond its limits with an empty text and a warning; asking for the stream itself raises.
        if not text.strip() and (contents := page.get_contents()) is not None:
            contents.get_data()
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError, NotImplementedError, AssertionError):
        return None
    return text


def _joined(pages: Sequence[str]) -> str:
    """One text without running heads; words divided at line ends are put together.

    Where a page ends within a sentence the next goes on with the next line, so that the paragraph stays one.
    """
    heads = _running_heads(pages)
    text = ""
    for page in pages:
        body = _without(page, heads)
        if not body:
            continue
        goes_on = text and text[-1] not in '.!?:”"' and body[0].islower()
        text += ("\n" if goes_on else "\n\n" if text else "") + body
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.casefold()))
    return _HYPHEN.sub(lambda m: _undivided(m, words), text)


def _undivided(m: re.Match[str], words: Counter[str]) -> str:
    """The word whose parts stood on two lines, with its hyphen where the text elsewhere writes it so."""
    with_hyphen, without = f"{m[1]}-{m[2]}", m[1] + m[2]
    return with_hyphen if words[with_hyphen.casefold()] > words[without.casefold()] else without


def _running_heads(pages: Sequence[str]) -> frozenset[str]:
    """Lines, figures aside, that recur at the top or bottom of at least half of the pages."""
    count = Counter(key for page in pages for key in {_key(line) for line in _edges(page.split("\n"))})
    often = max(_FEWEST_PAGES, len(pages) / 2)
    return frozenset(key for key, n in count.items() if n >= often and len(key) <= _LONGEST_HEAD)


def _edges(lines: list[str]) -> list[str]:
    lines = [line for line in lines if line.strip()]
    return lines[:_EDGE_LINES] + lines[-_EDGE_LINES:]


def _key(line: str) -> str:
    return " ".join(_FIGURES.sub("#", line).split())


def _without(page: str, heads: frozenset[str]) -> str:
    lines = page.split("\n")
    for _ in range(_EDGE_LINES):
        for end in (0, -1):
            while lines and not lines[end].strip():
                lines.pop(end)
            if lines and _key(lines[end]) in heads:
                lines.pop(end)
    return "\n".join(line.rstrip() for line in lines).strip()


def _info(reader: "PdfReader") -> dict[str, str]:
    """Title, author and keywords as the file's metadata state them, where they can be read."""
    from pypdf.errors import PyPdfError

    try:
        info = reader.metadata
        pairs = (("title", info.title), ("author", info.author), ("keywords", info.keywords)) if info else ()
        return {key: visible(" ".join(value.split()))[0] for key, value in pairs if isinstance(value, str) and value.strip()}
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError):
        return {}


def _listed(numbers: Sequence[int]) -> str:
    """Page numbers as a reader writes them: "page 3", "pages 3–5 and 9"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][1] == n - 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    words = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs]
    if len(words) > 12:
        words = [*words[:11], "others"]
    last = " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
    return f"page {last}" if len(numbers) == 1 else f"pages {last}"
