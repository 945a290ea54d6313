"""A parser of HTML that takes nothing but what our templates may write: whatever is not exactly a tag, a reference or plain text is refused."""

import html
import re
from dataclasses import dataclass, field

_NAME = r"[A-Za-z][A-Za-z0-9:_.-]*"
_VALUE = r"""(?:="([^"<]*)"|='([^'<]*)')?"""
_ATTRIBUTE = re.compile(rf"\s+({_NAME}){_VALUE}")
_TAG = re.compile(rf"<(/?)({_NAME})((?:\s+{_NAME}{_VALUE})*)\s*/?>")
_TEXT = re.compile(r"(?:[^<&]|&(?:[A-Za-z]+|#[0-9]+|#[xX][0-9a-fA-F]+);)+")
_RAW = ("script", "style")  # what stands in them is no text
_LINKS = frozenset(
    ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset", "background", "cite", "ping", "manifest"]
)


@dataclass
class Parsed:
    """`shapes`: the elements with their attributes' names; `links`: the addresses; `raw`: what stands in scripts and styles; `text`: what is read."""

    shapes: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    raw: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def said(self) -> str:
        """Text and values."""
        return " ".join([self.text, *(value for _, _, value in self.attributes)])

    @property
    def links(self) -> list[str]:
        return [value for _, name, value in self.attributes if name in _LINKS]


def parsed(page: str) -> Parsed:
    """The page; ValueError where it holds what no template of ours writes: an unquoted value, a bare `<` or `&`, a comment."""
    found, texts = Parsed(), list[str]()
    page = page.removeprefix("<!doctype html>").removeprefix("<!DOCTYPE html>")
    at = 0
    while at < len(page):
        if told := _TEXT.match(page, at):
            texts.append(html.unescape(told[0]))
            at = told.end()
            continue
        tag = _TAG.match(page, at)
        if tag is None:
            raise ValueError(f"no tag and no text: {page[at : at + 80]!r}")
        at = tag.end()
        if tag[1]:
            continue
        name = tag[2].lower()
        own = [(a[1].lower(), html.unescape(a[2] or a[3] or "")) for a in _ATTRIBUTE.finditer(tag[3])]
        found.shapes.add((name, tuple(sorted(n for n, _ in own))))
        found.attributes += [(name, n, value) for n, value in own]
        if name in _RAW:
            end = page.index(f"</{name}>", at)
            found.raw.append(page[at:end])
            at = end
    found.text = "".join(texts)
    return found
