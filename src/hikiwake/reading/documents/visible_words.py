"""All that a page shows, block by block, whatever it is: for e-mails, and to say how much of a page was kept."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_UNSEEN = frozenset(
    ["script", "style", "head", "noscript", "template", "svg", "title", "select", "textarea", "button", "iframe", "object"]
)
# fmt: off
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
])
# fmt: on


def visible_blocks(tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Kind (`item`, `p`) and text of each stretch of words between two breaks; iterative, since hostile pages nest deep."""
    words: list[str] = []
    kind = "p"
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, is_over = stack.pop()
        is_block = element.tag in _BLOCKS
        if is_block and (text := " ".join("".join(words).split(" "))).strip():
            yield kind, text
        if is_block:
            words, kind = [], "item" if element.tag == "li" and not is_over else "p"
        if is_over:
            words.append(_line(element.tail))
            continue
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            words.append(_line(element.tail))
            continue
        words.append("\n" if element.tag == "br" else _line(element.text))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    if (text := "".join(words)).strip():
        yield kind, text


def _line(text: str | None) -> str:
    return " ".join((text or "").split("\n"))
