"""The few elements of WordprocessingML that a brief is made of. Text is made legal here, once; the order of elements is the schema's."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

Element = Any  # lxml has no types of its own here
_EAST_ASIAN = ("ja", "zh", "ko")


def el(tag: str, *children: Element, **attributes: object) -> Element:
    """An element with attributes of its own namespace (`val=…` is `w:val`)."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, *, style: str = "", language: str | None = None) -> Element:
    """A run of text in a character style; `language` is that of the words where it is not the document's."""
    properties = []
    if style:
        properties.append(el("rStyle", val=style))
    if _is_right_to_left(text):
        properties.append(el("rtl"))
    if language and language != "en":
        properties.append(el("lang", **({"eastAsia": language} if language in _EAST_ASIAN else {"val": language})))
    words = el("t")
    words.text = legal(text)
    words.set(qn("xml:space"), "preserve")
    return el("r", *([el("rPr", *properties)] if properties else []), words)


def paragraph(style: str, inside: Iterable[Element], *properties: Element) -> Element:
    """A paragraph; `properties` are further children of its `pPr`, in the schema's order after the style."""
    return el("p", el("pPr", el("pStyle", val=style), *properties), *inside)


def field(instruction: str, shown: str, style: str = "") -> list[Element]:
    """A field such as the page's number, with what is shown until it is worked out."""
    code = el("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    begin, middle, end = (el("r", el("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, el("r", code), middle, run(shown, style=style), end]


def link(anchor: str, text: str) -> Element:
    """Words that lead to a bookmark of the document."""
    return el("hyperlink", run(text), anchor=anchor, history="1")


def external_link(relation: str, text: str) -> Element:
    """Words that lead to an address, by the id of its relationship."""
    made = el("hyperlink", run(text, style="Hyperlink"), history="1")
    made.set(qn("r:id"), relation)
    return made


def bookmarked(number: int, name: str, inside: Iterable[Element]) -> list[Element]:
    return [el("bookmarkStart", id=number, name=name), *inside, el("bookmarkEnd", id=number)]


def legal(text: str) -> str:
    """Text as XML may hold it in one run: on one line, no control characters, no half characters, none that turn the direction about."""
    words = re.sub(r"\s+", " ", text)
    return "".join(c for c in words if unicodedata.category(c) not in ("Cc", "Cs", "Cn") and c not in _DIRECTIONS)


def web_address(text: str) -> str | None:
    """The text where it is an address that a relationship may hold; a word processor calls a file broken for one that is malformed."""
    return text if len(text) < 2000 and _ADDRESS.fullmatch(text) and not re.search(r"%(?![0-9A-Fa-f]{2})", text) else None


_PATH = r"[\w.~!$&'()*+,;=:@%/?-]*"
_ADDRESS = re.compile(rf"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{{1,5}})?(?:[/?]{_PATH})?(?:#{_PATH})?", re.ASCII)
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def _is_right_to_left(text: str) -> bool:
    first = next((kind for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
    return first != "L"
