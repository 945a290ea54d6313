"""What stands in the record's tables: documents with their readings; each function runs inside the caller's transaction."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from hikiwake.record import inserts, rows
from hikiwake.record.entries import report_ids, statement_ids
from hikiwake.record.model import Document, Reading
from hikiwake.terms.errors import HikiwakeError, RecordError


@dataclass(frozen=True, slots=True)
class Kept:
    """A document, what was read in it, and its entries' ids in the reading's order."""

    document: Document
    reading: Reading
    report_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    added_on: str = ""


def keep(connection: sqlite3.Connection, document: Document, reading: Reading, added_on: str = "") -> None:
    """Put a document and its reading in, in place of an earlier reading if there is one: then it keeps its place and the day it came in."""
    earlier = connection.execute("SELECT number, added_on FROM documents WHERE id = ?", (document.id,)).fetchone()
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    in_row = rows.document_row(document, reading.reader, reading.account)
    since = earlier["added_on"] if earlier else added_on
    now = Kept(document, reading, report_ids(document, reading), statement_ids(document, reading), since)
    in_row |= {"number": earlier and earlier["number"], "added_on": since, "seal": _seal(now)}
    connection.execute(inserts.DOCUMENTS, in_row)
    ids = now.report_ids
    for i, report in enumerate(reading.reports):
        number = connection.execute(inserts.REPORTS, rows.report_row(report, i, ids[i])).lastrowid
        actors = [{**row, "report": number} for row in rows.actor_rows(report)]
        connection.executemany(inserts.ACTORS, actors)
    ids = now.statement_ids
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


def seals(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """The ids of all documents in order of arrival, each with the seal over all that is kept of it."""
    return [(id, seal) for id, seal in connection.execute("SELECT id, seal FROM documents ORDER BY number")]


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


def revision(connection: sqlite3.Connection) -> int:
    """The number that grows with every write."""
    (number,) = connection.execute("SELECT number FROM revision").fetchone()
    return int(number)


def advance(connection: sqlite3.Connection) -> None:
    """Let `revision` grow: the last thing a transaction does that wrote anything."""
    connection.execute("UPDATE revision SET number = number + 1")


def reseal(connection: sqlite3.Connection) -> None:
    """Seal every document anew: after a migration, which changes what a row is."""
    for row in connection.execute(_DOCUMENTS, (None,)).fetchall():
        tables = {name: connection.execute(query, (row["id"],)).fetchall() for name, query in _FACTS.items()}
        kept_now = _kept(row, tables, is_sealed=False)
        connection.execute("UPDATE documents SET seal = ? WHERE id = ?", (_seal(kept_now), row["id"]))


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
    report_ids, statement_ids = (tuple(r["entry"] for r in tables[name]) for name in ("reports", "statements"))
    found = Kept(document, reading, report_ids, statement_ids, row["added_on"])
    if is_sealed and row["seal"] != _seal(found):
        raise _changed(row["name"])
    return found


def _changed(name: str) -> HikiwakeError:
    return RecordError.of(
        f"record, document {name!r}",
        "its rows are not those that were written: the file is damaged, or another program changed it",
        "Put back a copy of record.sqlite, or remove the document and read it again; corrections stay.",
    )


def _seal(kept: Kept) -> str:
    """SHA-256 over all that is kept of a document, to notice damage that SQLite's own checks do not see (a flipped letter)."""
    reading, ids, said_ids = kept.reading, kept.report_ids, kept.statement_ids
    told = [
        {**rows.document_row(kept.document, reading.reader, reading.account), "added_on": kept.added_on},
        [(rows.report_row(fact, i, ids[i]), rows.actor_rows(fact)) for i, fact in enumerate(reading.reports)],
        [rows.statement_row(fact, i, said_ids[i]) for i, fact in enumerate(reading.statements)],
        [rows.date_mention_row(fact) for fact in reading.dates],
        [rows.formula_row(fact, i) for i, fact in enumerate(reading.formulas)],
        [rows.explanation_row(fact, i) for i, fact in enumerate(reading.explanations)],
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
