"""The chronicle for other programs: a spreadsheet (CSV), a calendar (iCalendar, RFC 5545)."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from hikiwake.record.chronology import Entry, date_of, document_of, span_of
from hikiwake.record.disputes import disputes
from hikiwake.record.disputes import told as dispute_told
from hikiwake.record.model import Contents, Event
from hikiwake.record.spans import squeezed
from hikiwake.record.table import Line, lines
from hikiwake.terms.text import cell_safe, terminal_safe

CSV_COLUMNS = (
    "entry",
    "kind",
    "date",  # TIMEX3
    "precision",
    "earliest",
    "latest",
    "who",
    "what",
    "category",
    "cameo",
    "goldstein",
    "place",
    "status",
    "grade",
    "note",
    "document",
    "start",
    "end",
    "reviewed",  # "yes" where the analyst has looked at it
    "notes",  # the analyst's remarks
    "told",  # TIMEX3: when the document is from, which is not when it was: an entry without a date of its own has an empty `date`
    "disputed",  # who contradicts whom
)
Row = tuple[str | int | float | None, ...]
_LONGEST_LINE = 75  # octets, RFC 5545, 3.1


def csv_text(entries: Iterable[Entry], contents: Contents, *, is_raw: bool = False) -> str:
    """A table with the columns `CSV_COLUMNS`; text that a spreadsheet would run as a formula is guarded with `'` unless raw."""
    entries = tuple(entries)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows(entries, contents):
        writer.writerow([_cell(value, is_raw) for value in row])
    return out.getvalue()


def rows(entries: Iterable[Entry], contents: Contents) -> list[Row]:
    """A row an entry, by the columns `CSV_COLUMNS`; text on one line and safe for a terminal, None where there is nothing."""
    entries = tuple(entries)
    told, found = told_on(contents), disputes(contents)
    made = (
        (*_row(entry, line, contents), told.get(document_of(entry)), dispute_told(found.get(entry.id, ())) or None)
        for entry, line in zip(entries, lines(entries, contents), strict=True)
    )
    return [tuple(terminal_safe(squeezed(value)) if isinstance(value, str) else value for value in row) for row in made]


def told_on(contents: Contents) -> dict[str, str]:
    """When each document is from, in TIMEX3, by its id; those whose date is not known are left out."""
    return {d.id: d.date.value for d in contents.documents if d.date}


def lines_with_disputes(entries: Iterable[Entry], contents: Contents) -> list[Line]:
    """The chronicle's lines, what is disputed said in their notes."""
    found = disputes(contents)
    plain = lines(entries, contents)
    return [
        replace(line, note="; ".join(filter(None, (line.note, terminal_safe(dispute_told(found[line.id]))))))
        if line.id in found
        else line
        for line in plain
    ]


def ics_text(entries: Iterable[Entry], contents: Contents, *, stamp: datetime) -> str:
    """A calendar with an all-day entry for each that has a first and a last day of its own, the day of telling not among them.

    `stamp` is when it was made, in UTC.
    """
    entries = tuple(entries)
    body = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Hikiwake//chronicle//EN"]
    for entry, line in zip(entries, lines_with_disputes(entries, contents), strict=True):
        when = date_of(entry)
        if when is not None and when.earliest and when.latest:
            body += _vevent(entry, line, when.earliest, when.latest, stamp)
    body.append("END:VCALENDAR")
    return "".join(folded for line_ in body for folded in _folded(line_))


def _cell(value: object, is_raw: bool) -> object:
    return cell_safe(value) if isinstance(value, str) and not is_raw else value


def _row(entry: Entry, line: Line, contents: Contents) -> Row:
    when, span = date_of(entry), span_of(entry)
    best = entry.best if isinstance(entry, Event) else None
    place = best.place if best else None
    return (
        entry.id,
        line.kind,
        when.value if when else None,
        str(when.precision) if when else None,
        when.earliest.isoformat() if when and when.earliest else None,
        when.latest.isoformat() if when and when.latest else None,
        line.who,
        line.what,
        best.category if best else None,
        best.cameo if best else None,
        best.goldstein if best else None,
        place.name if place else None,
        str(best.status) if best else None,
        line.grade,
        line.note,
        line.document,
        span.start,
        span.end,
        "yes" if contents.is_reviewed(entry) else None,
        "; ".join(note.text for note in contents.notes_on(entry)) or None,
    )


def _vevent(entry: Entry, line: Line, first: date, last: date, stamp: datetime) -> list[str]:
    # DTEND is the day after; the calendar's last day has none.
    end = [f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"] if last < date.max else []
    told = f"{line.grade}; {line.document}" + (f"; {line.note}" if line.note else "")
    return [
        "BEGIN:VEVENT",
        f"UID:{entry.id}.{document_of(entry)[:12]}@hikiwake",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        *end,
        f"SUMMARY:{_escaped(f'{line.who}: {line.what}')}",
        f"DESCRIPTION:{_escaped(told)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    piece, size, room = "", 0, _LONGEST_LINE
    for character in line:
        width = len(character.encode())
        if size + width > room:
            yield f"{piece}\r\n "
            piece, size, room = "", 0, _LONGEST_LINE - 1
        piece, size = piece + character, size + width
    yield f"{piece}\r\n"
