"""What metadata call things: the entries of a front matter, or of a head of labelled lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hikiwake.reading.documents.publication import iso_date

_TITLE = ("title", "headline", "subject")
_PUBLISHER = ("publisher", "publication", "newspaper", "outlet", "site", "sitename", "source")
_AUTHOR = ("author", "authors", "by", "byline")
_URL = ("url", "source_url", "link", "canonical", "canonical_url", "permalink")
_DATE = (
    "date",
    "published",
    "published_on",
    "publishdate",
    "published_time",
    "date_published",
    "pubdate",
    "publication_date",
    "issued",
)
_LABELLED = re.compile(r"[ \t]*(?P<key>[A-Za-z][A-Za-z _-]{1,20}?)[ \t]*:[ \t]+(?P<value>\S[^\n]{0,300}?)[ \t]*(?:\n|\Z)")
_FEWEST = 2  # labelled lines that make a head: "Date: unknown" alone may be anything


@dataclass(frozen=True, slots=True)
class Said:
    """What the metadata say; `date` is a TIMEX3 value."""

    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    date: str | None


def said_by(meta: Mapping[str, str]) -> Said:
    """What entries say, by their keys in lower case; what they call by no known name is left."""

    def first(keys: tuple[str, ...]) -> str | None:
        return next((" ".join(meta[key].split()) for key in keys if meta.get(key, "").strip()), None)

    date = next((day for key in _DATE if (day := iso_date(meta.get(key, "")))), None)
    return Said(first(_TITLE), first(_PUBLISHER), first(_AUTHOR), first(_URL), date)


def labelled_head(text: str) -> tuple[dict[str, str], int]:
    """The entries of lines at the top of a text that each say what they tell ("Title: …", "Publisher: …", "Date: …"), and where they end.

    None, and 0, where there are fewer than two, one of them is called by no known name, or nothing stands below.
    """
    known = {*_TITLE, *_PUBLISHER, *_AUTHOR, *_URL, *_DATE}
    entries: dict[str, str] = {}
    at = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    while (line := _LABELLED.match(text, at)) and (key := _key(line["key"])) in known and key not in entries:
        entries[key] = line["value"]
        at = line.end()
    is_head = len(entries) >= _FEWEST and not _LABELLED.match(text, at) and bool(text[at:].strip())
    return (entries, at) if is_head else ({}, 0)


def _key(label: str) -> str:
    return re.sub(r"[ -]+", "_", label.strip().lower())
