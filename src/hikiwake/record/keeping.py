"""What stands in the record's tables: documents with their readings, and the corrections; each function runs inside the caller's transaction."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from hikiwake.record import inserts, rows, snapshots
from hikiwake.record.entries import Fact, report_ids, statement_ids
from hikiwake.record.model import Anchor, Correction, Document, Reading, Status
from hikiwake.record.rows import Value
from hikiwake.terms.errors import HikiwakeError, RecordError
from hikiwake.terms.grades import Grade


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, what was read in it, and its entries' ids in the reading's order."""

    document: Document
    reading: Reading
    report_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A correction as it was made: the entry as it stood then, and the other entries that stood at the same words.

    `made_with` is the number of the first correction of the same go, None where this one is alone or the first.
    """

    correction: Correction
    snapshot: Fact
    neighbours: tuple[Fact, ...]
    number: int = 0
    made_with: int | None = None

    @property
    def go(self) -> int:
        """The number by which the corrections made in one go are known."""
        return self.number if self.made_with is None else self.made_with


def keep(connection: sqlite3.Connection, document: Document, reading: Reading) -> None:
    """Put a document and its reading in, in place of an earlier reading if there is one."""
    earlier = connection.execute("SELECT number FROM documents WHERE id = ?", (document.id,)).fetchone()
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    in_row = rows.document_row(document, reading.reader, reading.account)
    in_row |= {"number": earlier and earlier["number"], "seal": _seal(document, reading)}
    connection.execute(inserts.DOCUMENTS, in_row)
    ids = report_ids(document, reading)
    for i, report in enumerate(reading.reports):
        number = connection.execute(inserts.REPORTS, rows.report_row(report, i, ids[i])).lastrowid
        actors = [{**row, "report": number} for row in rows.actor_rows(report)]
        connection.executemany(inserts.ACTORS, actors)
    ids = statement_ids(document, reading)
    statements = [rows.statement_row(fact, i, ids[i]) for i, fact in enumerate(reading.statements)]
    connection.executemany(inserts.STATEMENTS, statements)
    of = {"document": document.id}
    dates = [{**of, "position": i, **rows.date_mention_row(fact)} for i, fact in enumerate(reading.dates)]
    connection.executemany(inserts.DATES, dates)
    connection.executemany(inserts.FORMULAS, [rows.formula_row(fact, i) for i, fact in enumerate(reading.formulas)])
    explanations = [rows.explanation_row(fact, i) for i, fact in enumerate(reading.explanations)]
    connection.executemany(inserts.EXPLANATIONS, explanations)


def drop(connection: sqlite3.Connection, document_id: str) -> bool:
    """Take a document out; False where it was not there."""
    return connection.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount > 0


def reader_of(connection: sqlite3.Connection, document_id: str) -> str | None:
    """Who read the document, None where it is not there."""
    row = connection.execute("SELECT reader FROM documents WHERE id = ?", (document_id,)).fetchone()
    return row and str(row["reader"])


def kept(connection: sqlite3.Connection, document_id: str | None = None) -> list[Kept]:
    """All documents in order of arrival, or the one named, with their readings.

    Raises:
        RecordError: the rows of a document are not those that were written.
    """
    documents = connection.execute(_DOCUMENTS, (document_id,)).fetchall()
    tables: dict[str, dict[str, list[sqlite3.Row]]] = {}
    for name, query in _FACTS.items():
        tables[name] = defaultdict(list)
        for row in connection.execute(query, (document_id,)):
            tables[name][row["document"]].append(row)
    return [_kept(row, {name: table[row["id"]] for name, table in tables.items()}) for row in documents]


def keep_correction(connection: sqlite3.Connection, made: Made) -> int | None:
    """Append a correction; its number."""
    c = made.correction
    row: dict[str, Value] = {
        "undoes": None,
        "entry": c.entry,
        "kind": c.kind,
        "document": c.anchor.document,
        "quote": c.anchor.quote,
        "quote_before": c.anchor.before,
        "quote_after": c.anchor.after,
        "sources": None if c.sources is None else json.dumps(c.sources, ensure_ascii=False),
        "targets": None if c.targets is None else json.dumps(c.targets, ensure_ascii=False),
        "date_value": c.date,
        "grade": c.grade and str(c.grade),
        "status": c.status and str(c.status),
        "rejected": int(c.rejected),
        "note": c.note,
        "made_by": c.by,
        "made_on": c.on,
        "snapshot": snapshots.written(made.snapshot),
        "neighbours": snapshots.written_all(made.neighbours),
        "made_with": made.made_with,
    }
    return connection.execute(inserts.CORRECTIONS, row).lastrowid


def keep_undoing(connection: sqlite3.Connection, made: Made, by: str, on: str) -> None:
    """Append that a correction is taken back."""
    connection.execute(
        "INSERT INTO corrections SELECT NULL, number, entry, kind, document, quote, quote_before, quote_after, NULL, NULL, NULL,"
        " NULL, NULL, 0, '', ?, ?, snapshot, neighbours, NULL FROM corrections WHERE number = ?",
        (by, on, made.number),
    )


def corrections_made(connection: sqlite3.Connection) -> list[Made]:
    """The corrections that hold, oldest first."""
    return [
        _made(row)
        for row in connection.execute(
            "SELECT * FROM corrections WHERE undoes IS NULL"
            " AND number NOT IN (SELECT undoes FROM corrections WHERE undoes IS NOT NULL) ORDER BY number"
        )
    ]


def reseal(connection: sqlite3.Connection) -> None:
    """Seal every document anew: after a migration, which changes what a row is."""
    for row in connection.execute(_DOCUMENTS, (None,)).fetchall():
        tables = {name: connection.execute(query, (row["id"],)).fetchall() for name, query in _FACTS.items()}
        kept_now = _kept(row, tables, is_sealed=False)
        seal = _seal(kept_now.document, kept_now.reading)
        connection.execute("UPDATE documents SET seal = ? WHERE id = ?", (seal, row["id"]))


_DOCUMENTS = "SELECT * FROM documents WHERE ?1 IS NULL OR id = ?1 ORDER BY number"
_FACTS = {
    "reports": "SELECT * FROM reports WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position",
    "actors": (
        "SELECT a.*, r.document, r.position AS report_position FROM actors a JOIN reports r ON r.number = a.report"
        " WHERE ?1 IS NULL OR r.document = ?1 ORDER BY a.report, a.role, a.position"
    ),
    "statements": "SELECT * FROM statements WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position",
    "dates": "SELECT * FROM dates WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position",
    "formulas": "SELECT * FROM formulas WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position",
    "explanations": "SELECT * FROM explanations WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position",
}


def _kept(row: sqlite3.Row, tables: dict[str, list[sqlite3.Row]], *, is_sealed: bool = True) -> Kept:
    actors: dict[tuple[int, str], list[rows.Row]] = defaultdict(list)
    try:
        for actor in map(dict, tables["actors"]):
            actors[actor["report_position"], actor["role"]].append(actor)
        document = rows.document_of(dict(row))
        reading = Reading(
            document.id,
            row["reader"],
            tuple(
                rows.report_of(r, actors[r["position"], "source"], actors[r["position"], "target"])
                for r in map(dict, tables["reports"])
            ),
            tuple(rows.statement_of(dict(r)) for r in tables["statements"]),
            tuple(mention for r in tables["dates"] if (mention := rows.date_mention_of(dict(r)))),
            tuple(rows.formula_of(dict(r)) for r in tables["formulas"]),
            tuple(rows.explanation_of(dict(r)) for r in tables["explanations"]),
            rows.account_of(dict(row)),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise _changed(row["name"]) from error
    if is_sealed and row["seal"] != _seal(document, reading):
        raise _changed(row["name"])
    return Kept(document, reading, tuple(r["entry"] for r in tables["reports"]), tuple(r["entry"] for r in tables["statements"]))


def _changed(name: str) -> HikiwakeError:
    return RecordError.of(
        f"record, document {name!r}",
        "its rows are not those that were written: the file is damaged, or another program changed it",
        "Put back a copy of record.sqlite, or remove the document and read it again; corrections stay.",
    )


def _seal(document: Document, reading: Reading) -> str:
    """SHA-256 over all that is kept of a document, to notice damage that SQLite's own checks do not see (a flipped letter)."""
    told = [
        rows.document_row(document, reading.reader, reading.account),
        [(rows.report_row(fact, i, ""), rows.actor_rows(fact)) for i, fact in enumerate(reading.reports)],
        [rows.statement_row(fact, i, "") for i, fact in enumerate(reading.statements)],
        [rows.date_mention_row(fact) for fact in reading.dates],
        [rows.formula_row(fact, i) for i, fact in enumerate(reading.formulas)],
        [rows.explanation_row(fact, i) for i, fact in enumerate(reading.explanations)],
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _made(row: sqlite3.Row) -> Made:
    correction = Correction(
        row["entry"],
        Anchor(row["document"], row["quote"], row["quote_before"], row["quote_after"]),
        row["kind"],
        None if row["sources"] is None else tuple(json.loads(row["sources"])),
        None if row["targets"] is None else tuple(json.loads(row["targets"])),
        row["date_value"],
        None if row["grade"] is None else Grade(row["grade"]),
        None if row["status"] is None else Status(row["status"]),
        bool(row["rejected"]),
        row["note"],
        row["made_by"],
        row["made_on"],
    )
    neighbours = snapshots.read_all(row["neighbours"], row["kind"])
    return Made(correction, snapshots.read(row["snapshot"], row["kind"]), neighbours, row["number"], row["made_with"])
