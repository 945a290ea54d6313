"""RIS files: what a library says of each item; the files lie beside."""

from collections.abc import Iterator
from typing import Any

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Part, Remark
from hikiwake.reading.documents.unpacking.library import Item, handed_out, names_by_title, stated
from hikiwake.terms.errors import DocumentError


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each item with its file, named by L1 or L2, or found beside the export by its title.

    Raises:
        DocumentError: it is no RIS file, or holds too many items.
    """
    if data.count(b"TY  -") > limits.members:
        raise DocumentError.of("", f"holds more than {limits.members:,} items", "Export fewer at once.")
    import rispy  # type: ignore[import-untyped]

    try:
        entries = rispy.loads(decode(data).text, skip_unknown_tags=True)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise DocumentError.of("", f"is a damaged RIS file ({str(error)[:80]})", "Export it again.") from error
    if not entries:
        raise DocumentError.of("", "is not a RIS file, or an empty one", "Export it again.")
    yield from handed_out([_item(entry) for entry in entries])


def _item(entry: dict[str, Any]) -> Item:
    title = _first(entry, "title", "primary_title", "translated_title")
    said = stated(
        title=title,
        publisher=_first(entry, "secondary_title", "journal_name", "alternate_title3", "publisher"),
        authors=[_turned(a) for a in entry.get("authors") or entry.get("first_authors") or ()],
        url=_first(entry, "urls", "url"),
        date=_date(_first(entry, "date", "publication_year", "year")),
        note=" · ".join(map(str, entry.get("notes") or ())) or None,
    )
    files = tuple(path for key in ("file_attachments1", "file_attachments2") if (path := _first(entry, key)))
    names = names_by_title(title, _first(entry, "id"))
    return Item(said, tuple(p for p in files if not p.startswith(("http://", "https://"))), names)


def _first(entry: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = entry.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _date(value: str | None) -> str | None:
    """`2016/05/06/` and `2016///` as RIS writes them."""
    return "-".join(part.zfill(2) for part in value.split("/") if part.strip().isdecimal()) if value and "/" in value else value


def _turned(author: str) -> str:
    last, comma, first = author.partition(",")
    return f"{first.split(',')[0].strip()} {last.strip()}".strip() if comma else author
