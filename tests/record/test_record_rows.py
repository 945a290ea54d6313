"""Facts to rows and back: what goes in comes out, in cells that SQLite keeps."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from record_examples import article, documents_read

from hikiwake.record import rows
from hikiwake.record.model import Document, ModelAccount, Reading, Span


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(documents_read())
def test_every_fact_comes_back_as_it_was(read: tuple[Document, Reading]) -> None:
    document, reading = read
    assert rows.document_of(rows.document_row(document, reading.reader)) == document
    assert [rows.report_of(rows.report_row(r, i, "e"), rows.actor_rows(r)) for i, r in enumerate(reading.reports)] == list(
        reading.reports
    )
    # What carries a statement is kept as an entry's id, beside the row.
    plain = [replace(s, via=None) for s in reading.statements]
    assert [rows.statement_of(rows.statement_row(s, i, "s")) for i, s in enumerate(plain)] == plain
    assert [rows.date_mention_of(rows.date_mention_row(d)) for d in reading.dates] == list(reading.dates)
    assert [rows.formula_of(rows.formula_row(f, i)) for i, f in enumerate(reading.formulas)] == list(reading.formulas)
    assert [rows.explanation_of(rows.explanation_row(x, i)) for i, x in enumerate(reading.explanations)] == list(
        reading.explanations
    )


def test_cells_are_of_kinds_that_sqlite_keeps_and_nothing_is_left_out() -> None:
    document, reading = article()
    with_date, without = (
        rows.report_row(report, 0, "e") for report in (reading.reports[0], replace(reading.reports[1], date=None))
    )
    assert with_date.keys() == without.keys() and without["date_value"] is None and without["place_lat"] is None
    every = [rows.document_row(document, "built-in 1"), with_date, *rows.actor_rows(reading.reports[0])]
    assert {type(value) for row in every for value in row.values()} <= {str, int, float, type(None)}
    assert (with_date["is_reciprocal"], with_date["place_name"], with_date["trigger_spans"]) == (1, "Sochi", "[[14, 17]]")


def test_no_number_is_minus_zero() -> None:
    _, reading = article()
    assert str(rows.report_row(replace(reading.reports[0], goldstein=-0.0), 0, "e")["goldstein"]) == "0.0"


def test_what_a_model_did_comes_back_and_where_none_was_asked_there_is_nothing() -> None:
    document, reading = article()
    account = ModelAccount("chat", "small", "p1", chunks=2, flagged=(Span(0, 4), Span(9, 12)), reasons=("no answer",))
    assert rows.account_of(rows.document_row(document, reading.reader, account)) == account
    assert rows.account_of(rows.document_row(document, reading.reader)) is None
