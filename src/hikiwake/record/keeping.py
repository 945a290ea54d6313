"""What stands in the record's tables: documents with their readings; each function runs inside the caller's transaction."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.record import inserts, rows, selects
from hikiwake.record.entries import report_ids, statement_ids
from hikiwake.record.model import Document, Reading
from hikiwake.record.rows import Row, Value
from hikiwake.terms.errors import HikiwakeError, RecordError
from hikiwake.terms.pauses import pause


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
    stored = _to_store(document, reading, earlier["added_on"] if earlier else added_on)
    number = earlier and earlier["number"]
    connection.execute(inserts.DOCUMENTS, {**stored.document, "number": number, "seal": _seal(stored)})
    for report, actors in stored.reports:
        number = connection.execute(inserts.REPORTS, report).lastrowid
        connection.executemany(inserts.ACTORS, [{**actor, "report": number} for actor in actors])
    connection.executemany(inserts.STATEMENTS, stored.statements)
    of = {"document": document.id}
    connection.executemany(inserts.DATES, [{**of, "position": i, **row} for i, row in enumerate(stored.dates)])
    connection.executemany(inserts.FORMULAS, stored.formulas)
    connection.executemany(inserts.EXPLANATIONS, stored.explanations)


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
    found = []
    for stored, seal in _stored(connection, document_id):
        pause()
        if not _is_as_sealed(stored, seal):
            raise _changed(stored)
        found.append(_kept(stored))
    return found


def revision(connection: sqlite3.Connection) -> int:
    """The number that grows with every write."""
    (number,) = connection.execute("SELECT number FROM revision").fetchone()
    return int(number)


def advance(connection: sqlite3.Connection) -> None:
    """Let `revision` grow: the last thing a transaction does that wrote anything."""
    connection.execute("UPDATE revision SET number = number + 1")


def reseal(connection: sqlite3.Connection) -> None:
    """Seal every document anew: after a migration, which changes what a row is.

    Raises:
        RecordError: the rows are not such as are written.
        sqlite3.DatabaseError: SQLite itself finds the file damaged, a number where text belongs for one.
    """
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        error = sqlite3.DatabaseError(found)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error
    for stored, _ in _stored(connection):
        _kept(stored)
        connection.execute("UPDATE documents SET seal = ? WHERE id = ?", (_seal(stored), stored.document["id"]))


@dataclass(frozen=True, slots=True)
class _Stored:
    """The rows of one document, in the order of its reading and without what only ties them to each other; reports with their actors."""

    document: Row
    reports: Sequence[tuple[Row, Sequence[Row]]]
    statements: Sequence[Row]
    dates: Sequence[Row]
    formulas: Sequence[Row]
    explanations: Sequence[Row]


def _is_as_sealed(stored: _Stored, seal: str) -> bool:
    try:
        return seal == _seal(stored)
    except TypeError:  # bytes where text was written
        return False


def _seal(stored: _Stored) -> str:
    """SHA-256 over all that is kept of a document, to notice damage that SQLite's own checks do not see (a flipped letter)."""
    facts = (stored.reports, stored.statements, stored.dates, stored.formulas, stored.explanations)
    return hashlib.sha256(_CANONICAL.encode([stored.document, *facts]).encode()).hexdigest()


_CANONICAL = json.JSONEncoder(sort_keys=True, check_circular=False)


def _to_store(document: Document, reading: Reading, added_on: str) -> _Stored:
    reports = zip(reading.reports, report_ids(document, reading), strict=True)
    statements = zip(reading.statements, statement_ids(document, reading), strict=True)
    return _Stored(
        {**rows.document_row(document, reading.reader, reading.account), "added_on": added_on},
        [(rows.report_row(fact, i, id), rows.actor_rows(fact)) for i, (fact, id) in enumerate(reports)],
        [rows.statement_row(fact, i, id) for i, (fact, id) in enumerate(statements)],
        [rows.date_mention_row(fact) for fact in reading.dates],
        [rows.formula_row(fact, i) for i, fact in enumerate(reading.formulas)],
        [rows.explanation_row(fact, i) for i, fact in enumerate(reading.explanations)],
    )


def _stored(connection: sqlite3.Connection, document_id: str | None = None) -> Iterator[tuple[_Stored, str]]:
    """All documents in order of arrival, or the one named, each with the seal that it has."""

    def owned(query: str) -> dict[Value, list[dict[str, Value]]]:
        return _owned(connection.execute(query, (document_id,)))

    documents = connection.execute(selects.DOCUMENTS, (document_id,)).fetchall()
    reports, actors, statements = owned(selects.REPORTS), owned(selects.ACTORS), owned(selects.STATEMENTS)
    dates, formulas, explanations = owned(selects.DATES), owned(selects.FORMULAS), owned(selects.EXPLANATIONS)
    for document in map(dict, documents):
        id, seal = document["id"], document.pop("seal")
        told = [(report, actors.pop(report.pop("number"), ())) for report in reports.pop(id, ())]
        facts = (owner.pop(id, ()) for owner in (statements, dates, formulas, explanations))
        yield _Stored(document, told, *facts), seal


def _owned(found: sqlite3.Cursor) -> dict[Value, list[dict[str, Value]]]:
    """The rows of a query by what they belong to, which is its last column."""
    columns = [name for name, *_ in found.description[:-1]]
    owned: dict[Value, list[dict[str, Value]]] = defaultdict(list)
    for row in found:
        owned[row[-1]].append(dict(zip(columns, row, strict=False)))
    return owned


def _kept(stored: _Stored) -> Kept:
    row = stored.document
    try:
        document = rows.document_of(row)
        reading = Reading(
            document.id,
            str(row["reader"]),
            tuple(rows.report_of(report, actors) for report, actors in stored.reports),
            tuple(map(rows.statement_of, stored.statements)),
            tuple(mention for row in stored.dates if (mention := rows.date_mention_of(row))),
            tuple(map(rows.formula_of, stored.formulas)),
            tuple(map(rows.explanation_of, stored.explanations)),
            rows.account_of(row),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise _changed(stored) from error
    report_ids = tuple(str(report["entry"]) for report, _ in stored.reports)
    return Kept(document, reading, report_ids, tuple(str(s["entry"]) for s in stored.statements), str(row["added_on"]))


def _changed(stored: _Stored) -> HikiwakeError:
    return RecordError.of(
        f"record, document {stored.document['name']!r}",
        "its rows are not those that were written: the file is damaged, or another program changed it",
        "Put back a copy of record.sqlite, or remove the document and read it again; corrections stay.",
    )
