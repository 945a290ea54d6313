"""The columns of a chronicle in a spreadsheet: our own export's, and the plain names that people give them."""

from collections.abc import Mapping, Sequence

_NAMES = {
    "date": ("date", "when", "day"),
    "who": ("who", "actor", "actors", "speaker"),
    "whom": ("whom", "target", "targets", "toward"),
    "what": ("what", "event", "description", "what happened"),
    "place": ("place", "location", "where"),
    "grade": ("grade",),
    "status": ("status",),
    "kind": ("kind",),
    "category": ("category",),
    "cameo": ("cameo",),
    "precision": ("precision",),
    "earliest": ("earliest",),
    "latest": ("latest",),
}
#: Columns whose words stay with the row and say nothing of the event itself.
_BESIDE = frozenset((
    "entry", "goldstein", "note", "notes", "document", "start", "end", "reviewed", "told", "disputed", "url", "link", "address", "publisher",
    "title", "author", "source", "sources",
))  # fmt: skip


def columns(heading: Sequence[str]) -> Mapping[str, int] | None:
    """Where each thing that is read stands in a row; None where the heading is not that of a chronicle, which has a date and what happened.

    A column `source` is who did it where one says to whom and none else who did it; else it is where the row was taken from.
    """
    named = {_key(name): i for i, name in reversed([*enumerate(heading)])}
    found = {role: next((named[name] for name in names if name in named), None) for role, names in _NAMES.items()}
    at = {role: i for role, i in found.items() if i is not None}
    if "who" not in at and "whom" in at:
        doer = next((named[name] for name in ("source", "sources") if name in named), None)
        at |= {} if doer is None else {"who": doer}
    return at if {"date", "what"} <= at.keys() else None


def unread(heading: Sequence[str]) -> tuple[str, ...]:
    """The columns of a chronicle that are kept and not read, other than those that are known to lie beside the event."""
    read = set((columns(heading) or {}).values())
    return tuple(name.strip() for i, name in enumerate(heading) if i not in read and _key(name) and _key(name) not in _BESIDE)


def _key(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()
