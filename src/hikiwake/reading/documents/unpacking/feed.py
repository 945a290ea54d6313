"""RSS and Atom feeds: each item that has its text in it is a document; teasers are told, not read."""

import re
from collections.abc import Iterator, Mapping
from email.utils import parseaddr, parsedate_to_datetime
from html import escape
from typing import Any

from hikiwake.reading.documents.model import Given, Limits, Part, Remark
from hikiwake.reading.documents.publication import iso_date
from hikiwake.terms.dates import Date, from_timex
from hikiwake.terms.errors import DocumentError

_TAG = re.compile(r"<[^<>]{0,2000}>")
_FEWEST_WORDS = 60  # that an item's text must have not to be taken for a teaser
_CUT_WORDS = 150  # or so many, where it ends like one
_CUT = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|(?:continue reading|read more|read the rest|mehr|lire la suite|続きを読む)\W*)\s*\Z",
    re.IGNORECASE,
)


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each item with its text, as a page with what the feed says of it.

    Raises:
        DocumentError: it is no feed, holds nothing, or too much.
    """
    if b"<!ENTITY" in data:
        raise DocumentError.of("", "declares entities of its own, which may be an attack, and was not read", "Fetch it again.")
    if data.count(b"<item") + data.count(b"<entry") > limits.members:
        raise DocumentError.of("", f"holds more than {limits.members:,} items", "Keep the part that matters.")
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(data)
    if not feed.entries:
        raise DocumentError.of("", "is not a feed, or a feed without items", "Fetch it again; if it is a page, name it .html.")
    publisher = _line(feed.feed.get("title"))
    teasers = 0
    for entry in feed.entries:
        title, text = _line(entry.get("title")), _text(entry)
        words = _TAG.sub(" ", text).split()
        if len(words) < _FEWEST_WORDS or (len(words) < _CUT_WORDS and _CUT.search(" ".join(words[-6:]))):
            teasers += 1
            continue
        stated = Given(
            title=title,
            publisher=_line(entry.get("source", {}).get("title")) or publisher,
            author=_author(entry),
            url=_address(entry),
            date=_date(entry),
        )
        yield Part(f"{(title or 'item')[:80]}.html", _page(title or "", text).encode(), stated)
    if teasers:
        count = f"{teasers} of {len(feed.entries)} items {'is' if teasers == 1 else 'are'} only a teaser"
        yield Remark(f"{count}; save the pages that they lead to and read those")


def _text(entry: Mapping[str, Any]) -> str:
    """The longest of what an item says, as HTML."""
    said = [*entry.get("content", ()), *([entry["summary_detail"]] if "summary_detail" in entry else ())]
    values = [str(c.get("value", "")) if "html" in str(c.get("type", "")) else _paragraphs(str(c.get("value", ""))) for c in said]
    return max(values, key=len, default="")


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in re.split(r"\n\s*\n", text) if p.strip())


def _page(title: str, text: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f"<body><article><h1>{escape(title)}</h1>\n{text}\n</article></body></html>\n"
    )


def _author(entry: Mapping[str, Any]) -> str | None:
    """The name in "desk@gazette.org (Jane Doe)", or as it stands."""
    said = str(entry.get("author") or "")
    return _line(parseaddr(said)[0] or said) if "@" in said else _line(said)


def _date(entry: Mapping[str, Any]) -> Date | None:
    """The day on which it was published, by the publisher's clock; of an item that names only its last change, that."""
    said = str(entry.get("published") or entry.get("updated") or "")
    try:
        return from_timex(parsedate_to_datetime(said).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        day = iso_date(said)
        return from_timex(day) if day else None


def _address(entry: Mapping[str, Any]) -> str | None:
    link = str(entry.get("link") or "")
    return link if link.startswith(("http://", "https://")) else None


def _line(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None
