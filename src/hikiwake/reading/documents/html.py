"""Saved web pages: the main text by trafilatura, its metadata, and the date that the page's own markup states.

Trafilatura's own removal of repeats depends on what it read before, so it stays off; `Rendering` drops repeats within the page.
"""

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.own_brief import refuse_own
from hikiwake.reading.documents.publication import iso_date
from hikiwake.reading.documents.rendering import Rendering, is_sentence
from hikiwake.reading.documents.visible_words import visible_blocks
from hikiwake.terms.errors import DocumentError

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_EMBEDDED = re.compile(rb"data:[\w.+/-]{1,80};base64,[A-Za-z0-9+/=\s%]{100,}")
_SAVED = re.compile(rb"<!--[^>]{0,300}?(?:saved from url=\(\d+\)|SingleFile\s+url:\s*)(https?://[^\s>]{1,2000})")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_LITTLE = 300  # characters: with less found, or much less than the page's paragraphs hold, a second pass favours recall
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date",
    "dcterms.date", "citation_publication_date", "citation_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "published", "publication_date", "date_published", "article.published", "cxenseparse:recs:publishtime", "originalpublicationdate",
    "date",
)  # fmt: skip
_CHANGE_NAMES = (
    "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "last-modified",
    "lastmod", "article.updated", "article:updated",
)  # fmt: skip
_DATE_MARKS = ("datepublished", "pubdate", "published", "publish-date", "entry-date", "post-date")
_LONG_SCRIPT = 2_000_000  # characters of JSON-LD worth parsing


def parse(data: bytes, limits: Limits, *, sent_as: str | None = None) -> Parsed:
    """Headings, paragraphs, list items and quotations of the page's main text. Scripts, styles and menus give no text.

    Args:
        sent_as: the encoding that whoever sent the page named.

    Raises:
        DocumentError: it has too many tags, or is a brief of our own.
    """
    from trafilatura import extract_metadata

    tree, notes = _tree(data, limits, sent_as)
    if tree is None:
        return Parsed("", (), notes=notes)
    refuse_own(tree.xpath("string(//meta[@name='generator']/@content)"))
    shown = sum(len("".join(words.split())) for _, words in visible_blocks(tree))
    date = _date(tree)
    meta = extract_metadata(tree, date_config={"extensive_search": False, "max_date": "2100-01-01"})
    page, title = Rendering(), _heading(tree) or meta.title
    blocks = list(_main_text(tree))
    if title and not any(_same(title, text) for _, text in blocks[:3]):
        page.add(title)
    for kind, text in blocks:
        page.add(text, before="- " if kind == "item" else "", is_prose=kind != "row" or is_sentence(text))
    return Parsed(
        page.text,
        page.blocks if blocks else (),
        title=title,
        publisher=meta.sitename,
        author=meta.author.replace("; ", " and ") if meta.author else None,
        url=_address(tree) or meta.url or _saved_from(data),
        date=date,
        changed=_changed(tree),
        notes=notes,
        share=min(1.0, len("".join(page.text.split())) / shown) if shown else None,
        repeats=page.repeats,
    )


def everything(data: bytes, limits: Limits, *, sent_as: str | None = None) -> Parsed:
    """All that the page shows: of an e-mail nothing is a menu.

    Raises:
        DocumentError: it has too many tags.
    """
    tree, notes = _tree(data, limits, sent_as)
    page = Rendering()
    for kind, words in visible_blocks(tree) if tree is not None else ():
        page.add(words, before="- " if kind == "item" else "")
    return Parsed(page.text, page.blocks, notes=notes, repeats=page.repeats)


def _tree(data: bytes, limits: Limits, sent_as: str | None) -> tuple["HtmlElement | None", tuple[str, ...]]:
    """The page's tree without the pictures that were saved into it, and what is to be said of its encoding."""
    from trafilatura.utils import load_html

    named = _CHARSET.search(data[:4096])
    data = _EMBEDDED.sub(b"data:,", data) if b";base64," in data else data
    decoded = decode(data, sent_as=sent_as, stated=(named[1] or named[2]).decode("ascii") if named else None)
    if (count := decoded.text.count("<")) > limits.tags:
        raise DocumentError.of("", f"holds {count:,} tags; at most {limits.tags:,} are parsed", "Save its text as .txt.")
    return load_html(_DECLARATION.sub("", decoded.text.replace("\x0c", " "))), decoded.notes


def _saved_from(data: bytes) -> str | None:
    """The address that a browser or its extension wrote into the page as it saved it."""
    m = _SAVED.search(data[:4096])
    return m[1].decode("utf-8", "replace") if m else None


def _main_text(tree: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Kind (`head`, `p`, `item`, `row`) and text of each block of the main text."""
    from trafilatura import bare_extraction

    body = None
    for favours_recall in (False, True):
        found = bare_extraction(tree, include_comments=False, deduplicate=False, favor_recall=favours_recall, with_metadata=False)
        text = found.text if found and found.text else ""
        if found and (body is None or len(text) > 1.3 * len("".join(body.itertext()))):
            body = found.body
        if len(text) >= max(_LITTLE, 0.5 * _paragraph_characters(tree)):
            break
    if body is not None:
        yield from _blocks(body)


def _paragraph_characters(tree: "HtmlElement") -> int:
    """Characters in the page's paragraphs that are long enough to be sentences."""
    return sum(size for p in tree.iter("p") if (size := len("".join(p.itertext()).strip())) >= 80)


def _blocks(body: "HtmlElement") -> Iterator[tuple[str, str]]:
    """Leaves of trafilatura's tree in order; iterative, since hostile pages nest deep."""
    stack = [(body, "p")]
    while stack:
        element, kind = stack.pop()
        kind = {"head": "head", "item": "item", "row": "row"}.get(element.tag, kind)
        inner = [child for child in element if child.tag in ("p", "head", "list", "item", "quote", "table", "row", "code", "div")]
        if element.tag == "row":
            yield "row", " | ".join(cell for child in element if (cell := " ".join(_words(child).split())))
        elif not inner:
            yield kind, _words(element)
        else:
            yield kind, element.text or ""
            for child in reversed(inner):
                if child.tail and child.tail.strip():
                    stack.append((_loose(child.tail), kind))
                stack.append((child, kind))


def _loose(text: str) -> "HtmlElement":
    from lxml.html import Element

    element = Element("p")
    element.text = text
    return element


def _words(element: "HtmlElement") -> str:
    """The element's text: a source line's end is a blank, `<br>` a line's end."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == "lb":
            parts.append("\n")
        elif isinstance(node.tag, str):
            parts.append(" ".join((node.text or "").split("\n")))
        if node is not element:
            parts.append(" ".join((node.tail or "").split("\n")))
    return "".join(parts)


def _heading(tree: "HtmlElement") -> str | None:
    """The one top heading of the page, if it has one."""
    found = [" ".join("".join(h.itertext()).split()) for h in tree.iter("h1")]
    found = [h for h in found if h]
    return found[0] if len(found) == 1 and len(found[0]) <= 300 else None


def _same(title: str, text: str) -> bool:
    return "".join(title.split()).casefold() == "".join(text.split()).casefold()


def _address(tree: "HtmlElement") -> str | None:
    found = tree.xpath("string(//link[@rel='canonical']/@href)") or tree.xpath("string(//meta[@property='og:url']/@content)")
    return found if found.startswith(("http://", "https://")) else None


def _date(tree: "HtmlElement") -> str | None:
    """The date of publication in linked data, meta elements, microdata or the one marked time; changes and copyright never."""
    meta = _meta(tree)
    stated = [*_linked(tree, "datePublished"), *(meta[name] for name in _DATE_NAMES if name in meta)]
    times = [t.get("datetime") or "".join(t.itertext()) for t in tree.iter("time", "abbr", "span") if _marks_publication(t)]
    if not times:
        every = {t.get("datetime", "")[:10] for t in tree.iter("time")} - {""}
        times = list(every) if len(every) == 1 else []
    return next((day for value in (*stated, *times) if (day := iso_date(value))), None)


def _changed(tree: "HtmlElement") -> str | None:
    """The date of the last change in linked data, meta elements or microdata."""
    meta = _meta(tree)
    marked = (t.get("datetime") or "".join(t.itertext()) for t in tree.iter("time") if t.get("itemprop", "") == "dateModified")
    stated = (*_linked(tree, "dateModified"), *(meta[name] for name in _CHANGE_NAMES if name in meta), *marked)
    return next((day for value in stated if (day := iso_date(value))), None)


def _meta(tree: "HtmlElement") -> dict[str, str]:
    """What the page's meta elements say, by their names in small letters; of several of one name, the first."""
    return {
        (m.get("property") or m.get("name") or m.get("itemprop") or "").casefold(): m.get("content", "")
        for m in reversed(list(tree.iter("meta")))
    }


def _linked(tree: "HtmlElement", key: str) -> Iterator[str]:
    """What the page's linked data say under `key`, wherever in them."""
    for script in tree.iter("script"):
        if script.get("type", "").casefold() != "application/ld+json" or len(script.text or "") > _LONG_SCRIPT:
            continue
        try:
            stack = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                if isinstance(node.get(key), str):
                    yield node[key]
                stack.extend(reversed(list(node.values())))
            elif isinstance(node, list):
                stack.extend(reversed(node))


def _marks_publication(element: "HtmlElement") -> bool:
    marks = f"{element.get('itemprop', '')} {element.get('class', '')}".casefold()
    return element.get("pubdate") is not None or ("updated" not in marks and any(word in marks for word in _DATE_MARKS))
