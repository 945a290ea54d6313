"""Dates, and mentions of dates, to columns and back."""

from datetime import date
from functools import lru_cache

from hikiwake.record.model import DateMention, Span
from hikiwake.record.rows.cells import Row, Value
from hikiwake.terms.dates import Date, Precision


def date_mention_row(mention: DateMention | None) -> dict[str, Value]:
    if mention is None:
        return date_row(None) | dict.fromkeys(("date_text", "date_start", "date_end", "date_reference"))
    at: dict[str, Value] = {"date_text": mention.text, "date_start": mention.span.start, "date_end": mention.span.end}
    return {**date_row(mention.date), **at, "date_reference": mention.reference}


def date_mention_of(row: Row) -> DateMention | None:
    when = date_of(row)
    if when is None:
        return None
    at = Span(row["date_start"], row["date_end"])
    return DateMention(row["date_text"], at, when, row["date_reference"])


def date_row(when: Date | None) -> dict[str, Value]:
    if when is None:
        return dict.fromkeys(("date_value", "date_precision", "date_earliest", "date_latest"))
    return {
        "date_value": when.value,
        "date_precision": str(when.precision),
        "date_earliest": when.earliest.isoformat() if when.earliest else None,
        "date_latest": when.latest.isoformat() if when.latest else None,
    }


def date_of(row: Row) -> Date | None:
    if row["date_value"] is None:
        return None
    return _date_of(row["date_value"], row["date_precision"], row["date_earliest"], row["date_latest"])


@lru_cache(maxsize=8192)  # a record tells of the same days again and again
def _date_of(value: str, precision: str, earliest: str | None, latest: str | None) -> Date:
    return Date(
        value,
        Precision(precision),
        None if earliest is None else date.fromisoformat(earliest),
        None if latest is None else date.fromisoformat(latest),
    )
