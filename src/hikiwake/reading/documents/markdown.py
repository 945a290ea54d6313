"""Markdown: the words without the markup, and what the front matter says about them.

The stored text is what a reader of the rendered page sees, so that a quotation cut from it holds no asterisks.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.front_matter import front_matter
from hikiwake.reading.documents.metadata import said_by
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.own_brief import mark_of_markdown, refuse_own
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.rendering import Rendering

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>|<!--.{0,2000}?-->", re.DOTALL)
_BLANK_LINE = re.compile(r"^[^\S\n]+$", re.MULTILINE)  # no-break spaces alone in a line part paragraphs too
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def parse(data: bytes, limits: Limits, *, sent_as: str | None = None) -> Parsed:
    """Paragraphs, headings and list items of the rendered page; code and front matter are no prose.

    `sent_as` is the encoding that whoever sent it named.

    Raises:
        DocumentError: it is a brief of our own.
    """
    from markdown_it import MarkdownIt

    decoded = decode(data, sent_as=sent_as)
    refuse_own(mark_of_markdown(decoded.text))
    meta, source = front_matter(decoded.text)
    said = said_by(meta)
    page = Rendering()
    heading = None
    for kind, text in _blocks(MarkdownIt("commonmark").enable("table").parse(_BLANK_LINE.sub("", source))):
        if kind == "h1" and heading is None:
            heading = text
        page.add(text, before="- " if kind == "item" else "", is_prose=kind != "code")
    return Parsed(
        page.text,
        tuple(part for block in page.blocks for part in paragraphs(page.text, block)),
        title=said.title or heading,
        publisher=said.publisher,
        author=said.author,
        url=said.url,
        date=said.date,
        notes=decoded.notes,
    )


def _blocks(tokens: "list[Token]") -> Iterator[tuple[str, str]]:
    """Kind (`h1`, `p`, `item`, `code`, …) and text of each block."""
    opened, fresh_item, in_cell, cells = "p", False, False, list[str]()
    for token in tokens:
        match token.type:
            case "list_item_open":
                fresh_item = True
            case "heading_open" | "paragraph_open":
                opened = token.tag
            case "th_open" | "td_open" | "th_close" | "td_close":
                in_cell = token.nesting == 1
            case "tr_close":
                # A cell is seldom a sentence, and one that is would be cut off from its row's meaning.
                yield "code", " | ".join(cells)
                cells = []
            case "fence" | "code_block":
                yield "code", token.content
            case "html_block":
                yield "p", _TAG.sub("", _SILENT.sub("", token.content))
            case "inline" if in_cell:
                cells.append("".join(_words(token.children or [])))
            case "inline":
                yield "item" if fresh_item else opened, "".join(_words(token.children or []))
                fresh_item = False


def _words(tokens: "list[Token]") -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and re.match(r"<br\b", token.content)):
            yield "\n"
