"""The paragraphs of an office document, put together from its XML as that streams by."""

from collections.abc import Collection
from dataclasses import dataclass, field

from hikiwake.reading.documents.rendering import Rendering, is_sentence
from hikiwake.reading.documents.xml_events import events
from hikiwake.terms.errors import DocumentError

_TITLE = "title"
_HEADING = "heading 1"


@dataclass(slots=True)
class Block:
    """A paragraph, list item or row of a table; `style` in small letters, as the document names it."""

    style: str = ""
    kind: str = "p"
    parts: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.parts).strip()


class OfficeText:
    """Follows starts, ends and words of elements; `blocks` are what came whole, in order.

    Paragraphs may stand within paragraphs (text boxes, footnotes): each is a block of its own.
    """

    def __init__(self, most: int, *, paragraphs: Collection[str], row: str, cell: str, silent: Collection[str]) -> None:
        """`most` blocks are taken."""
        self.blocks: list[Block] = []
        self._most = most
        self._paragraphs, self._row, self._cell, self._silent = paragraphs, row, cell, silent
        self._open: list[Block] = []
        self._cells: list[list[Block]] = []  # of the outermost row that is open
        self._rows = 0
        self._silence = 0  # elements that are open, from the first silent one on

    def start(self, name: str) -> bool:
        """Whether the element speaks: it lies in nothing that is left out."""
        if self._silence or name in self._silent:
            self._silence += 1
            return False
        if name in self._paragraphs:
            self._open.append(Block())
        elif name == self._row:
            self._rows += 1
        elif name == self._cell and self._rows == 1:
            self._cells.append([])
        return True

    def end(self, name: str) -> None:
        if self._silence:
            self._silence -= 1
        elif name in self._paragraphs and self._open:
            done = self._open.pop()
            if done.words:
                (self._cells[-1] if self._cells else self.blocks).append(done)
        elif name == self._row:
            self._rows -= 1
            if not self._rows:
                self.blocks += _row(self._cells)
                self._cells = []
        if len(self.blocks) > self._most:
            raise DocumentError.of("", f"has more than {self._most:,} paragraphs", "Split it, or keep the part that matters.")

    def add(self, words: str) -> None:
        if self._open and not self._silence:
            self._open[-1].parts.append(words)

    def style(self, name: str) -> None:
        if self._open:
            self._open[-1].style = name

    def item(self) -> None:
        if self._open:
            self._open[-1].kind = "item"


def put(text: OfficeText, page: Rendering) -> str | None:
    """Put the blocks on a page; the title, which is the paragraph of that style, or the only heading of the first order."""
    for block in text.blocks:
        page.add(block.words, before="- " if block.kind == "item" else "", is_prose=block.kind != "row")
    titles = [block.words for block in text.blocks if block.style == _TITLE]
    headings = [block.words for block in text.blocks if block.style == _HEADING]
    return titles[0] if titles else headings[0] if len(headings) == 1 else None


def _row(cells: list[list[Block]]) -> list[Block]:
    """A row of figures is one block that is kept and not read; cells that hold sentences are layout, and their paragraphs blocks."""
    inside = [block for cell in cells for block in cell]
    if any(is_sentence(block.words) for block in inside):
        return inside
    words = (" ".join(block.words for block in cell if block.words) for cell in cells)
    return [Block(kind="row", parts=[" | ".join(w for w in words if w)])]


def properties(data: bytes | None) -> dict[str, str]:
    """What the file's own properties say, by the local name of the element."""
    found: dict[str, str] = {}
    inside = ""
    for what, name, _ in events(data) if data else ():
        if what == "start":
            inside = name
        elif what == "end":
            inside = ""
        elif inside and name.strip():
            found[inside] = found.get(inside, "") + name
    return {key: " ".join(value.split()) for key, value in found.items()}
