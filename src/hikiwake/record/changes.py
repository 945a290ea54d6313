"""What the analysts did to a record, in words: the journal as a list of changes, one for each go."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from hikiwake.record.analyst import Change
from hikiwake.record.journal import Made, Undoing
from hikiwake.terms.errors import RecordError

_WORDS = {
    "entry": "corrected",
    "added": "added",
    "joined": "joined",
    "parted": "parted",
    "actor": "actor",
    "note": "note",
    "reviewed": "reviewed",
}


def changes(journal: Iterable[Made | Undoing], since: str | None = None) -> tuple[Change, ...]:
    """The changes made at `since` (an ISO day or timestamp) or later, oldest first; all where it is None.

    Raises:
        RecordError: `since` is no day or timestamp.
    """
    rows = tuple(journal)
    made = {one.number: one for one in rows if isinstance(one, Made)}
    undone = {made[one.undoes].go for one in rows if isinstance(one, Undoing) and one.undoes in made}
    goes: dict[int, list[Made]] = {}
    found: dict[int, Change] = {}
    for one in rows:
        if isinstance(one, Made):
            goes.setdefault(one.go, []).append(one)
            found[one.go] = _change(goes[one.go], one.go in undone)
    taken_back: set[tuple[int, str, str]] = set()
    for one in rows:
        if isinstance(one, Undoing) and one.undoes in made:
            of = found[made[one.undoes].go]
            if (of.number, one.by, one.on) not in taken_back:
                taken_back.add((of.number, one.by, one.on))
                told = f"taken back: {of.told}"
                found[one.number] = Change(one.number, one.by, one.on, "undone", of.kind, of.targets, of.document, told)
    first = None if since is None else _moment(since, "since")
    listed = (found[number] for number in sorted(found))
    return tuple(c for c in listed if first is None or (c.on and _moment(c.on, "the record") >= first))


def _change(go: Sequence[Made], is_undone: bool) -> Change:
    first = go[0]
    c = first.correction
    what = "rejected" if first.what == "entry" and c.rejected else _WORDS[first.what]
    targets = first.rule.names if first.rule else tuple(one.correction.entry for one in go)
    document = c.anchor.document or None
    return Change(first.number, c.by, c.on, what, c.kind, targets, document, _told(first), is_undone)


def _told(made: Made) -> str:
    c, rule = made.correction, made.rule
    if rule is not None:
        names = ", ".join(rule.names)
        country = f" ({rule.country})" if rule.country else ""
        return f"{names}: no actor" if rule.to is None else f"{names} → {rule.to}{country}"
    parts = [
        "rejected" if c.rejected else "",
        f"added on “{c.anchor.quote}”" if made.what == "added" else "",
        _names("source", c.sources),
        _names("target", c.targets),
        f"date: {c.date or 'none'}" if c.date is not None else "",
        f"grade: {c.grade.label}" if c.grade else "",
        f"status: {c.status}" if c.status else "",
        f"act: {c.category or 'none'} {c.cameo}" if c.cameo is not None else "",
        f"place: {c.place.name or 'none'}" if c.place is not None else "",
        f"span: “{' … '.join(a.quote for a in c.span)}”" if c.span else "",
        f"content: “{' … '.join(a.quote for a in c.content)}”" if c.content else "",
        {"joined": "one happening", "parted": "not one happening", "reviewed": "reviewed"}.get(made.what, ""),
        f"note: {c.note}" if c.note else "",
    ]
    return "; ".join(filter(None, parts))


def _names(role: str, names: tuple[str, ...] | None) -> str:
    return "" if names is None else f"{role}: {', '.join(names) or 'none'}"


def _moment(text: str, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise RecordError.of(where, f"{text!r} is no day or time", "Write it as 2016-05-06 or 2016-05-06T09:30:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
