"""The journal: every change that an analyst made, appended to and never altered; each function runs inside the caller's transaction."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hikiwake.record import inserts, snapshots
from hikiwake.record.actor_rules import Apart
from hikiwake.record.analyst import ActorRule, PlaceName
from hikiwake.record.entries import Fact
from hikiwake.record.model import Anchor, Correction, Status
from hikiwake.record.rows import Row, Value
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade


@dataclass(frozen=True, slots=True)
class Made:
    """A change as it was made: the entry as it stood then, and the other entries that stood at the same words.

    `made_with` is the number of the first change of the same go, None where this one is alone or the first. `what` is entry, added, joined,
    parted, actor, note or reviewed; `correction` says where it belongs, whatever it is, and by whom and when it was made. A document and an
    actor have no snapshot; `rule` is there for an actor.
    """

    correction: Correction
    snapshot: Fact | None
    neighbours: tuple[Fact, ...] = ()
    number: int = 0
    made_with: int | None = None
    what: str = "entry"
    rule: ActorRule | None = None
    seal: str = ""

    @property
    def go(self) -> int:
        """The number by which the changes made in one go are known."""
        return self.number if self.made_with is None else self.made_with

    @property
    def is_of_an_entry(self) -> bool:
        return self.snapshot is not None


@dataclass(frozen=True, slots=True)
class Undoing:
    """That a change was taken back, by whom and when; `undoes` is the change's number."""

    number: int
    undoes: int
    by: str
    on: str
    seal: str = ""


Journal = Mapping[int, Made | Undoing]  # by number, oldest first


def append(connection: sqlite3.Connection, made: Made) -> int:
    """Append a change; its number."""
    c, rule = made.correction, made.rule
    row: dict[str, Value] = {
        "undoes": None,
        "what": made.what,
        "entry": c.entry,
        "kind": c.kind,
        "document": c.anchor.document,
        "quote": c.anchor.quote,
        "quote_before": c.anchor.before,
        "quote_after": c.anchor.after,
        "sources": None if c.sources is None else _json(c.sources),
        "targets": None if c.targets is None else _json(c.targets),
        "date_value": c.date,
        "grade": c.grade and str(c.grade),
        "status": c.status and str(c.status),
        "category": c.category,
        "cameo": c.cameo,
        "place": None if c.place is None else _json((c.place.name, c.place.country, c.place.lat, c.place.lon)),
        "span": _anchors_json(c.span),
        "content": _anchors_json(c.content),
        "actor": None if rule is None else _rule_json(rule),
        "rejected": int(c.rejected),
        "note": c.note,
        "made_by": c.by,
        "made_on": c.on,
        "snapshot": None if made.snapshot is None else snapshots.written(made.snapshot),
        "neighbours": snapshots.written_all(made.neighbours),
        "made_with": made.made_with,
    }
    return _append(connection, row)


def append_undoing(connection: sqlite3.Connection, made: Made, by: str, on: str) -> int:
    """Append that a change is taken back; the number of that."""
    c = made.correction
    empty: dict[str, Value] = dict.fromkeys(_COLUMNS)
    return _append(
        connection,
        {
            **empty,
            "undoes": made.number,
            "what": made.what,
            "entry": c.entry,
            "kind": c.kind,
            "document": c.anchor.document,
            "quote": "",
            "quote_before": "",
            "quote_after": "",
            "rejected": 0,
            "note": "",
            "made_by": by,
            "made_on": on,
            "neighbours": "[]",
        },
    )


def read(connection: sqlite3.Connection, known: Journal | None = None) -> Journal:
    """The whole journal, oldest first; rows that are `known` under the same seal are taken from there.

    Raises:
        RecordError: a row is not the one that was written.
    """
    known = known or {}
    seals = {row["number"]: row["seal"] for row in connection.execute("SELECT number, seal FROM corrections ORDER BY number")}
    old = {number: known[number] for number, seal in seals.items() if number in known and known[number].seal == seal}
    if len(old) == len(seals):
        return old
    first = next(number for number in seals if number not in old)
    rows = connection.execute("SELECT * FROM corrections WHERE number >= ? ORDER BY number", (first,))
    return old | {row["number"]: old.get(row["number"]) or _read(row) for row in rows}


def holding(rows: Iterable[Made | Undoing]) -> list[Made]:
    """The changes that hold, oldest first."""
    rows = tuple(rows)
    undone = {one.undoes for one in rows if isinstance(one, Undoing)}
    return [one for one in rows if isinstance(one, Made) and one.number not in undone]


def reseal(connection: sqlite3.Connection) -> None:
    """Seal every row anew: after a migration, which changes what a row is."""
    for row in connection.execute("SELECT * FROM corrections").fetchall():
        connection.execute("UPDATE corrections SET seal = ? WHERE number = ?", (_seal(dict(row)), row["number"]))


def _append(connection: sqlite3.Connection, row: dict[str, Value]) -> int:
    # Numbers are never given twice, so the next one is known before the row is there, and can be sealed with it.
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'corrections'").fetchone()
    numbered = {**row, "number": last + 1}
    connection.execute(inserts.CORRECTIONS, {**numbered, "seal": _seal(numbered)})
    return int(last) + 1


_COLUMNS = (
    "number",
    "undoes",
    "what",
    "entry",
    "kind",
    "document",
    "quote",
    "quote_before",
    "quote_after",
    "sources",
    "targets",
    "date_value",
    "grade",
    "status",
    "category",
    "cameo",
    "place",
    "span",
    "content",
    "actor",
    "rejected",
    "note",
    "made_by",
    "made_on",
    "snapshot",
    "neighbours",
    "made_with",
)


def _seal(row: Row) -> str:
    return hashlib.sha256(json.dumps([row[column] for column in _COLUMNS]).encode()).hexdigest()


def _read(row: sqlite3.Row) -> Made | Undoing:
    if row["seal"] != _seal(dict(row)):
        raise RecordError.of(
            f"record, change {row['number']} of {row['entry']!r}",
            "it is not the one that was written: the file is damaged, or another program changed it",
            "Put back a copy of record.sqlite.",
        )
    if row["undoes"] is not None:
        return Undoing(row["number"], row["undoes"], row["made_by"], row["made_on"], row["seal"])
    kind = row["kind"]
    correction = Correction(
        row["entry"],
        Anchor(row["document"], row["quote"], row["quote_before"], row["quote_after"]),
        kind,
        None if row["sources"] is None else tuple(json.loads(row["sources"])),
        None if row["targets"] is None else tuple(json.loads(row["targets"])),
        row["date_value"],
        None if row["grade"] is None else Grade(row["grade"]),
        None if row["status"] is None else Status(row["status"]),
        bool(row["rejected"]),
        row["note"],
        row["made_by"],
        row["made_on"],
        _anchors(row["span"], row["document"]),
        _anchors(row["content"], row["document"]),
        row["category"],
        row["cameo"],
        None if row["place"] is None else PlaceName(*json.loads(row["place"])),
        row["what"] == "added",
    )
    snapshot = None if row["snapshot"] is None else snapshots.read(row["snapshot"], kind)
    neighbours = snapshots.read_all(row["neighbours"], kind) if snapshot else ()
    rule = None if row["actor"] is None else _rule(json.loads(row["actor"]), row["made_by"], row["made_on"])
    return Made(correction, snapshot, neighbours, row["number"], row["made_with"], row["what"], rule, row["seal"])


def _rule(told: dict[str, object], by: str, on: str) -> ActorRule:
    names, to, country = told["names"], told["to"], told["country"]
    if not isinstance(names, list) or not isinstance(to, str | None) or not isinstance(country, str | None):
        raise RecordError.of("record, a rule about an actor", "is none", "Put back a copy of record.sqlite.")
    if "other" in told:
        return Apart(tuple(map(str, names)), to, country, by, on, str(told["other"]))
    return ActorRule(tuple(map(str, names)), to, country, by, on)


def _rule_json(rule: ActorRule) -> str:
    other = {"other": rule.other} if isinstance(rule, Apart) else {}
    return _json({"names": rule.names, "to": rule.to, "country": rule.country, **other})


def _anchors_json(anchors: tuple[Anchor, ...] | None) -> str | None:
    return None if anchors is None else _json([[a.quote, a.before, a.after] for a in anchors])


def _anchors(text: str | None, document: str) -> tuple[Anchor, ...] | None:
    return None if text is None else tuple(Anchor(document, *words) for words in json.loads(text))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
