"""Two analysts' copies of one record into one: every document once, every change of both, in the order of time."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hikiwake.record import inserts, journal, keeping, opening
from hikiwake.record.copying import compact
from hikiwake.record.keeping import Kept
from hikiwake.record.model import UNREAD, Document
from hikiwake.record.withholding import is_withheld

Row = dict[str, str | int | float | None]
_OF_THE_ROW = ("number", "undoes", "made_with", "seal")  # what a row is called, not what it says
_ABOUT = (
    "what", "entry", "kind", "document", "quote", "quote_before", "quote_after", "note", "made_by", "made_on", "snapshot", "neighbours",
)  # fmt: skip
STANDS, REJECTED = "stands", "rejected"
_SAID = ("title", "publisher", "author", "url", "date")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What two analysts say of one thing: `target` is an entry, a document or an actor, `field` what of it; the value that holds comes first."""

    target: str
    field: str
    holds: str
    holds_by: str
    other: str
    other_by: str


@dataclass(frozen=True, slots=True)
class _Copy:
    """What one of the two records holds."""

    kept: dict[str, Kept]
    numbers: dict[str, int]
    added_on: dict[str, str]
    changes: "list[_Change]"


@dataclass(frozen=True, slots=True)
class _Change:
    """A row of the journal. `name` is the same in both copies for one and the same change; `refers` gives the names of the changes that it
    undoes and that it was made with; `time` is never earlier than that of the row before."""

    row: Row
    name: str
    refers: dict[str, str | None]
    time: str

    @property
    def go(self) -> str:
        """The name of the first change of the same go."""
        return self.refers["made_with"] or self.name


def unite(first: Path, second: Path, target: Path) -> tuple[Contradiction, ...]:
    """Write the record that holds what both hold to `target`, which is not there yet. Same records, same bytes, whichever is first, but for
    what they contradict each other in.

    A document that both have is kept as the newer reader of its kind has read it, or as the first has it. Every change of both stays in the
    journal; where they contradict each other the later one holds.

    Raises:
        RecordError: one of them is damaged, or the target cannot be written.
    """
    one, other = _read(first), _read(second)
    found: list[Contradiction] = []
    documents = []
    for id in one.kept.keys() | other.kept.keys():
        mine, theirs = one.kept.get(id), other.kept.get(id)
        best = mine or theirs
        if mine is not None and theirs is not None:
            best = _better(mine, theirs)
            found += _said_otherwise(best, theirs if best is mine else mine)
        place = min(copy.numbers[id] for copy in (one, other) if id in copy.numbers)
        came = min(copy.added_on[id] for copy in (one, other) if id in copy.added_on)
        documents.append((came, place, id, best))
    changes = _in_one_line(one.changes, other.changes)
    _write(target, [(best, came) for came, _, _, best in sorted(documents, key=lambda d: d[:3]) if best], changes)
    mine_only, theirs_only = _only(one.changes, other.changes), _only(other.changes, one.changes)
    return (*sorted(found, key=lambda c: (c.target, c.field)), *_contradictions(mine_only, theirs_only, changes))


def _read(path: Path) -> _Copy:
    with opening.told(path), closing(opening.connect(path, create=False)[0]) as connection:
        kept = {k.document.id: k for k in keeping.kept(connection)}
        journal.read(connection)  # refuses a row that is not the one that was written
        rows = [dict(r) for r in connection.execute("SELECT * FROM corrections ORDER BY number")]
        arrived = connection.execute("SELECT id, number, added_on FROM documents").fetchall()
    return _Copy(kept, {r["id"]: r["number"] for r in arrived}, {r["id"]: r["added_on"] for r in arrived}, _named(rows))


def _named(rows: list[Row]) -> list[_Change]:
    names: dict[object, str] = {}
    seen: Counter[str] = Counter()
    found = []
    time = ""
    for row in rows:
        said = {key: value for key, value in row.items() if key not in _OF_THE_ROW}
        refers = {key: names.get(row[key]) for key in ("undoes", "made_with")}
        digest = hashlib.sha256(json.dumps(said | refers, sort_keys=True).encode()).hexdigest()
        seen[digest] += 1
        names[row["number"]] = f"{digest}-{seen[digest]}"
        time = max(time, str(row["made_on"]))
        found.append(_Change(row, names[row["number"]], refers, time))
    return found


def _better(one: Kept, other: Kept) -> Kept:
    """Of two readings of one document the one to keep: with its text, read at all, by the newer reader of a kind; else the first."""
    ranks = [(not is_withheld(k.document), k.reading.reader != UNREAD) for k in (one, other)]
    if ranks[0] != ranks[1]:
        return one if ranks[0] > ranks[1] else other
    kinds = [k.reading.reader.split(maxsplit=1)[0] for k in (one, other)]
    versions = [tuple(map(int, re.findall(r"\d+", k.reading.reader))) for k in (one, other)]
    return other if kinds[0] == kinds[1] and versions[1] > versions[0] else one


def _said_otherwise(best: Kept, other: Kept) -> Iterable[Contradiction]:
    """What the two copies say of one document, where it is not the same."""
    for field in _SAID:
        here, there = _shown(best.document, field), _shown(other.document, field)
        if here and there and here != there:
            yield Contradiction(best.document.name, field, here, "", there, "")
    if best.reading.reader.split(maxsplit=1)[0] != other.reading.reader.split(maxsplit=1)[0]:
        yield Contradiction(best.document.name, "reader", best.reading.reader, "", other.reading.reader, "")


def _shown(document: Document, field: str) -> str:
    value = getattr(document, field)
    return str(getattr(value, "value", value) or "")


def _in_one_line(one: list[_Change], other: list[_Change]) -> list[_Change]:
    """Every change once, by time, then by its place in its own journal; those of one go stay together, whatever else is of the same second."""
    places: dict[str, tuple[str, int]] = {}
    changes: dict[str, _Change] = {}
    for copy in (one, other):
        for place, change in enumerate(copy):
            at = (change.time, place)
            places[change.name] = min(places.get(change.name, at), at)
            changes.setdefault(change.name, change)
    return sorted(changes.values(), key=lambda c: (*places[c.go], c.go, *places[c.name], c.name))


def _write(target: Path, documents: list[tuple[Kept, str]], changes: list[_Change]) -> None:
    numbers: dict[str | None, int] = {change.name: n for n, change in enumerate(changes, 1)}
    with opening.told(target), closing(opening.connect(target, create=True)[0]) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for kept, came in documents:
            keeping.keep(connection, kept.document, kept.reading, came)
        for change in changes:
            refers = {key: numbers.get(name) for key, name in change.refers.items()}
            connection.execute(inserts.CORRECTIONS, {**change.row, **refers, "number": numbers[change.name]})
        journal.reseal(connection)
        keeping.advance(connection)
        connection.execute("COMMIT")
        compact(connection)


def _only(here: list[_Change], there: list[_Change]) -> list[_Change]:
    """The changes that only one copy has and that were not taken back in it."""
    known = {change.name for change in there}
    undone = {change.refers["undoes"] for change in here}
    return [c for c in here if c.name not in known and c.name not in undone and c.refers["undoes"] is None]


def _contradictions(mine: list[_Change], theirs: list[_Change], order: list[_Change]) -> Iterable[Contradiction]:
    """Where changes that only the one made say otherwise than those that only the other made, field by field, each once for all the reports
    that were changed in one go; the later one holds, a rejection always."""
    place = {change.name: n for n, change in enumerate(order)}
    here, there = _values(mine), _values(theirs)
    found: dict[tuple[str, ...], Contradiction] = {}

    def in_time(key: tuple[str, str]) -> tuple[list[int], tuple[str, str]]:
        return sorted((place[here[key][1].name], place[there[key][1].name])), key

    for target, field in sorted(here.keys() & there.keys(), key=in_time):
        (value, change), (other, rival) = here[target, field], there[target, field]
        if value != other:
            is_later = place[change.name] > place[rival.name]
            if value == STANDS or (other != STANDS and not is_later):
                value, change, other, rival = other, rival, value, change
            about = Contradiction(target, field, value, _author(change), other, _author(rival))
            found.setdefault((field, target if field == "actor" else "", *sorted((change.go, rival.go))), about)
    yield from sorted(found.values(), key=lambda c: (c.target, c.field))
    yield from _on_happenings(mine, theirs, place)


def _values(changes: list[_Change]) -> dict[tuple[str, str], tuple[str, _Change]]:
    """What the changes come to: by target and field the last value and the change that gave it; of an entry whether it stands, which it does
    not once it was rejected."""
    found: dict[tuple[str, str], tuple[str, _Change]] = {}
    for change in changes:
        row = change.row
        target = str(row["entry"])
        if row["actor"] is not None:
            rule = json.loads(str(row["actor"]))
            for name in rule["names"]:
                found[str(name), "actor"] = (str(rule["to"] or "no actor"), change)
        elif row["what"] in ("entry", "added"):
            for field, value in row.items():
                if field not in _ABOUT and field not in _OF_THE_ROW and field not in ("actor", "rejected") and value is not None:
                    found[target, field.removesuffix("_value")] = (_words(value), change)
            if row["rejected"]:
                found[target, "entry"] = REJECTED, change
        if row["what"] in ("entry", "added", "reviewed") and row["kind"] != "document":
            found.setdefault((target, "entry"), (STANDS, change))
    return found


def _on_happenings(mine: list[_Change], theirs: list[_Change], place: Mapping[str, int]) -> Iterable[Contradiction]:
    """Reports that one joined and the other parted."""
    for one in _goes(mine):
        for other in _goes(theirs):
            both = {c.row["entry"] for c in one} & {c.row["entry"] for c in other}
            if len(both) > 1 and one[0].row["what"] != other[0].row["what"]:
                later, earlier = (one, other) if place[one[0].name] > place[other[0].name] else (other, one)
                held, lost = ("one" if go[0].row["what"] == "joined" else "not one" for go in (later, earlier))
                yield Contradiction(
                    ", ".join(sorted(map(str, both))), "happening", held, _author(later[0]), lost, _author(earlier[0])
                )


def _goes(changes: list[_Change]) -> list[list[_Change]]:
    goes: dict[str, list[_Change]] = defaultdict(list)
    for change in changes:
        if change.row["what"] in ("joined", "parted"):
            goes[change.go].append(change)
    return list(goes.values())


def _author(change: _Change) -> str:
    return str(change.row["made_by"])


def _words(value: str | int | float) -> str:
    """A value of a row as a person reads it: lists of names with commas."""
    if isinstance(value, str) and value.startswith("["):
        return ", ".join(str(part[0] if isinstance(part, list) else part) for part in json.loads(value) if part is not None)
    return str(value)
