"""An item of a library of references (Zotero and its likes), whatever the form of the export: what it says, and its files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from hikiwake.reading.documents.kinds import EXTENSIONS
from hikiwake.reading.documents.model import Given, Part, Remark
from hikiwake.reading.documents.publication import iso_date
from hikiwake.terms.dates import Date, from_timex
from hikiwake.terms.text import terminal_safe

_WITHIN_WORDS = re.compile(r"</?(?:a|b|em|i|span|strong|su[bp]|u)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BEST_FIRST = ("docx", "odt", "html", "web archive", "pdf", "markdown", "text", "e-mail")
_LONGEST_NOTE = 2_000  # characters


@dataclass(frozen=True, slots=True)
class Item:
    """`files` are paths as the export writes them; `names` those by which a file beside it may be found, where it writes none."""

    stated: Given
    files: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def handed_out(items: Sequence[Item]) -> Iterator[Part | Remark]:
    """One part for each item: of several files that hold the same text the one that is read best, none where there is none."""
    more = 0
    for item in items:
        files = sorted((f for f in item.files if _kind(f)), key=lambda f: _BEST_FIRST.index(_kind(f)))
        more += len(files) > 1
        yield Part(item.stated.title or "item", stated=item.stated, beside=files[0] if files else None, sought=item.names)
    if more:
        yield Remark(f"{more} of {len(items)} items {'has' if more == 1 else 'have'} several files, of which one was read")


def stated(
    *,
    title: str | None,
    publisher: str | None,
    authors: Sequence[str],
    url: str | None,
    date: str | None,
    note: str | None = None,
) -> Given:
    """What a library says of an item; what is no date or address is left out."""
    return Given(
        title=_line(title),
        publisher=_line(publisher),
        author=" and ".join(a for a in map(_line, authors) if a) or None,
        url=url.strip() if url and url.strip().startswith(("http://", "https://")) else None,
        date=_date(date),
        note=plain(note)[:_LONGEST_NOTE] or None if note else None,
    )


def names_by_title(title: str | None, *others: str | None) -> tuple[str, ...]:
    """The names that a file may have: the item's title, and its key in the library."""
    return tuple(name for name in (title, *others) if name and any(map(str.isalnum, name)))


def plain(text: str) -> str:
    """A note's words without its markup."""
    from html import unescape

    return " ".join(terminal_safe(unescape(_TAG.sub(" ", _WITHIN_WORDS.sub("", text)))).split())


def _kind(path: str) -> str:
    suffix = PurePosixPath(path.replace("\\", "/")).suffix.casefold()
    return EXTENSIONS[suffix] if suffix and suffix in EXTENSIONS else ""


def _date(value: str | None) -> Date | None:
    day = iso_date(value) if value else None
    return from_timex(day) if day else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
