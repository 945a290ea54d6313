"""The chronicle as a workbook (Office Open XML): dates are dates, text is text and never a formula, filters are on."""

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from hikiwake.record.chronology import Entry
from hikiwake.record.export import CSV_COLUMNS, Row, rows
from hikiwake.record.model import Contents
from hikiwake.record.spans import squeezed
from hikiwake.terms.text import terminal_safe

FIRST_DAY = date(1900, 3, 1)  # spreadsheets count days from here on alike; an earlier one stays text
_LONGEST_CELL = 32_767  # characters, a limit of the format
_WIDTHS = {
    "who": 28,
    "what": 70,
    "place": 16,
    "grade": 12,
    "note": 24,
    "document": 32,
    "entry": 14,
    "category": 12,
    "notes": 40,
    "disputed": 40,
}
_DOCUMENT_COLUMNS = ("document", "title", "publisher", "date", "url", "entries", "reviewed", "notes")
_DOCUMENT_WIDTHS = {"document": 32, "title": 60, "publisher": 28, "url": 40, "notes": 40}


def xlsx_bytes(entries: Iterable[Entry], contents: Contents, *, stamp: datetime) -> bytes:
    """A workbook with the sheets Chronicle (the columns of the CSV) and Documents; `stamp` is when it was made, in UTC."""
    import xlsxwriter  # type: ignore[import-untyped]

    entries = tuple(entries)
    out = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, {"in_memory": True, **never}) as book:
        book.set_properties({"title": "Chronicle", "created": stamp.replace(tzinfo=None)})
        _sheet(book, "Chronicle", CSV_COLUMNS, rows(entries, contents), _WIDTHS)
        _sheet(book, "Documents", _DOCUMENT_COLUMNS, _documents(entries, contents), _DOCUMENT_WIDTHS)
    return out.getvalue()


def _sheet(book: Any, name: str, columns: tuple[str, ...], table: list[Row], widths: dict[str, int]) -> None:
    sheet = book.add_worksheet(name)
    top = {"valign": "top"}
    heading, day = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
    )
    plain, wrapped = book.add_format(top), book.add_format({**top, "text_wrap": True})
    for i, column in enumerate(columns):
        sheet.set_column(i, i, widths.get(column, 11), wrapped if widths.get(column, 0) >= 40 else plain)
        sheet.write_string(0, i, column, heading)
    for r, row in enumerate(table, 1):
        for i, value in enumerate(row):
            if isinstance(value, str):
                if columns[i] in ("earliest", "latest") and date.fromisoformat(value) >= FIRST_DAY:
                    sheet.write_datetime(r, i, datetime.combine(date.fromisoformat(value), time()), day)
                else:
                    sheet.write_string(r, i, value[:_LONGEST_CELL])
            elif value is not None:
                sheet.write_number(r, i, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(columns) - 1)


def _documents(entries: tuple[Entry, ...], contents: Contents) -> list[Row]:
    """A row a document: how many of the entries shown stand in it, whether it was reviewed, the notes on it."""
    from hikiwake.record.chronology import document_of

    counted: dict[str, int] = {}
    for entry in entries:
        counted[document_of(entry)] = counted.get(document_of(entry), 0) + 1
    found: list[Row] = []
    for d in contents.documents:
        notes = "; ".join(note.text for note in contents.notes.get(d.id, ()))
        day = d.date.value if d.date else None
        said = (
            d.name,
            d.title,
            d.publisher,
            day,
            d.url,
            counted.get(d.id, 0),
            "yes" if d.id in contents.reviewed else None,
            notes or None,
        )
        found.append(tuple(terminal_safe(squeezed(v)) if isinstance(v, str) else v for v in said))
    return found
