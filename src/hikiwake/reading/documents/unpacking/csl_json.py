"""CSL-JSON, as Zotero, Mendeley and Pandoc write it: what a library says of each item. It has no word for files; they are found by title."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Part, Remark
from hikiwake.reading.documents.own_brief import refuse_own
from hikiwake.reading.documents.unpacking.library import Item, handed_out, names_by_title, stated
from hikiwake.terms.errors import DocumentError

_MEND = "Export it again as CSL JSON; a batch of texts goes in by --jsonl."


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each item, with the file beside the export that bears its title.

    Raises:
        DocumentError: it is JSON of another kind, damaged, or holds too many items.
    """
    try:
        found = json.loads(decode(data).text)
    except RecursionError as error:
        raise DocumentError.of("", "nests too deep to parse", _MEND) from error
    except ValueError as error:
        raise DocumentError.of("", f"is damaged JSON ({str(error)[:80]})", _MEND) from error
    if isinstance(found, dict) and {"case", "numbers", "entries", "record"} <= found.keys():
        refuse_own("Hikiwake brief")
    found = found.get("items", [found]) if isinstance(found, dict) else found
    items = [entry for entry in found if isinstance(entry, dict) and "type" in entry] if isinstance(found, list) else []
    if not items or not any("title" in entry for entry in items):
        raise DocumentError.of("", "is JSON, but not CSL-JSON of a library", _MEND)
    if len(items) > limits.members:
        raise DocumentError.of("", f"holds {len(items):,} items; at most {limits.members:,} are read", "Export fewer at once.")
    yield from handed_out([_item(entry) for entry in items])


def _item(entry: Mapping[str, Any]) -> Item:
    title = _text(entry, "title")
    people = entry.get("author")
    said = stated(
        title=title,
        publisher=_text(entry, "container-title") or _text(entry, "publisher"),
        authors=[_name(person) for person in people if isinstance(person, dict)] if isinstance(people, list) else (),
        url=_text(entry, "URL"),
        date=_date(entry.get("issued")),
        note=_text(entry, "note"),
    )
    return Item(said, names=names_by_title(title, _text(entry, "id"), _text(entry, "citation-key")))


def _text(entry: Mapping[str, Any], key: str) -> str | None:
    value = entry.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _name(person: Mapping[str, Any]) -> str:
    parts = (_text(person, key) for key in ("given", "non-dropping-particle", "family"))
    return _text(person, "literal") or " ".join(filter(None, parts))


def _date(issued: object) -> str | None:
    """`{"date-parts": [[2016, 5, 6]]}`, or as it was typed."""
    if not isinstance(issued, dict):
        return None
    match issued.get("date-parts"):
        case [[*parts], *_] if parts and all(str(p).isdecimal() for p in parts):
            return "-".join(str(p).zfill(2) for p in parts[:3])
    return _text(issued, "raw") or _text(issued, "literal")
