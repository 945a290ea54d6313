"""`hikiwake chronicle`: the record as a timeline."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from hikiwake.record.chronology import Asked, Entry
    from hikiwake.record.model import Contents
    from hikiwake.record.table import Line

FORMATS = ("table", "csv", "xlsx", "json", "md", "ics", "geojson", "timelinejs")


def register(app: typer.Typer) -> None:
    app.command()(chronicle)


def chronicle(
    case: Annotated[str, typer.Argument(help="A case folder or a packaged case's name.")],
    first: Annotated[str | None, typer.Option("--from", help="From this day, month or year on.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Up to this day, month or year.")] = None,
    actor: Annotated[str | None, typer.Option(help="An ISO code or part of a name.")] = None,
    grade: Annotated[list[str] | None, typer.Option(help="Only this grade (may be given several times).")] = None,
    kind: Annotated[str | None, typer.Option(help="event or statement.")] = None,
    format: Annotated[
        str | None,
        typer.Option(help="table, csv, xlsx, json, md, ics, geojson or timelinejs (default: as -o ends, else table)."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="A file for it, written whole, instead of the screen.")
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="CSV for machines: cells that begin with = + - @ are not guarded.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Show the record as a timeline: what happened and who said what, with its grade and source."""
    from hikiwake.record.chronology import chosen, in_order

    form = "json" if as_json else _form(format, output)
    asked = _asked(first, last, actor, grade or [], kind)
    contents = _contents(case)
    told = {d.id: d.date for d in contents.documents}
    entries = chosen(in_order(contents), asked, told)
    _tell_undated(in_order(contents), entries, asked)
    if not contents.documents:
        print(f"Nothing has been read into {case} yet: hikiwake read {case} FILE…", file=sys.stderr)
    elif not entries:
        print("No entry of the record is as asked.", file=sys.stderr)
    shown = _shown(entries, contents, form, raw)
    if output is not None and str(output) != "-":
        from hikiwake.terms.files import write_whole

        # A spreadsheet takes a file without this mark for one in its own old encoding.
        write_whole(output, f"\ufeff{shown}" if form == "csv" and not raw and isinstance(shown, str) else shown)
    elif isinstance(shown, str):
        sys.stdout.write(shown)
    elif sys.stdout.isatty():
        raise typer.BadParameter(f"--format {form} is no text for a screen: give it a file with -o FILE.{form}.")
    else:
        sys.stdout.buffer.write(shown)


def _tell_undated(every: "tuple[Entry, ...]", shown: "tuple[Entry, ...]", asked: "Asked") -> None:
    """How many entries days leave out because nobody says when they were."""
    from dataclasses import replace

    from hikiwake.record.chronology import chosen, date_of

    if asked.first or asked.last:
        kept = {entry.id for entry in shown}
        whenever = chosen(every, replace(asked, first=None, last=None))
        if left := sum(date_of(entry) is None and entry.id not in kept for entry in whenever):
            print(
                f"{left} without a day, in documents of other days or of none, are left out by --from and --to.", file=sys.stderr
            )


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's name."""
    named = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (named if named in FORMATS else "table")
    if form not in FORMATS:
        raise typer.BadParameter(f"--format {form}: use one of {', '.join(FORMATS)}.")
    return form


def _asked(first: str | None, last: str | None, actor: str | None, grades: list[str], kind: str | None) -> "Asked":
    from hikiwake.record.chronology import Asked
    from hikiwake.terms.dates import from_timex
    from hikiwake.terms.grades import Grade

    try:
        begin, end = (from_timex(day) if day else None for day in (first, last))
    except ValueError as error:
        raise typer.BadParameter(f"--from, --to: {error}. Write 2016-12-09, 2016-12 or 2016.") from None
    opens, closes = begin.earliest if begin else None, end.latest if end else None
    if opens and closes and opens > closes:
        raise typer.BadParameter(f"--from {first} lies after --to {last}.")
    try:
        wanted = frozenset(Grade(grade.strip().lower().replace(" ", "_")) for grade in grades)
    except ValueError as error:
        raise typer.BadParameter(f"--grade: {error}. Use one of {', '.join(Grade)}.") from None
    if kind not in (None, "event", "statement"):
        raise typer.BadParameter(f"--kind {kind}: use event or statement.")
    return Asked(opens, closes, actor, wanted or None, kind)


def _contents(case: str) -> "Contents":
    from hikiwake.cli.cases import record_path
    from hikiwake.record.merging import merged
    from hikiwake.record.model import Contents
    from hikiwake.record.store import Record

    path: Path = record_path(case)
    if not path.exists():
        return Contents()
    with Record.open(path, create=False) as record:
        return merged(record.contents())


def _shown(entries: "tuple[Entry, ...]", contents: "Contents", format: str, raw: bool) -> str | bytes:
    from hikiwake.record import export, maps, wire
    from hikiwake.record.chronology import date_of
    from hikiwake.record.model import Event, Said
    from hikiwake.record.table import markdown
    from hikiwake.terms.text import json_text

    if format == "csv":
        return export.csv_text(entries, contents, is_raw=raw)
    if format == "ics":
        dated = [when for entry in entries if (when := date_of(entry)) and when.earliest and when.latest]
        if len(dated) < len(entries):
            left_out = len(entries) - len(dated)
            print(f"{left_out} of {len(entries)} entries have no day of their own and are left out.", file=sys.stderr)
        return export.ics_text(entries, contents, stamp=datetime.now(UTC))
    if format == "xlsx":
        from hikiwake.record.spreadsheet import xlsx_bytes

        return xlsx_bytes(entries, contents, stamp=datetime.now(UTC))
    if format in ("geojson", "timelinejs"):
        shown, left_out = (maps.geojson_text if format == "geojson" else maps.timelinejs_text)(entries, contents)
        if left_out:
            without = "place with known degrees" if format == "geojson" else "date"
            print(f"{left_out} of {len(entries)} entries have no {without} and are left out.", file=sys.stderr)
        return shown
    if format == "md":
        return markdown(export.lines_with_disputes(entries, contents))
    if format == "json":
        texts, of = {d.id: d.text for d in contents.documents}, _beside(contents)
        events = [{**wire.event_json(e, texts, contents), **of(e)} for e in entries if isinstance(e, Event)]
        statements = [{**wire.said_json(e, contents), **of(e)} for e in entries if isinstance(e, Said)]
        return json_text({"events": events, "statements": statements}) + "\n"
    return _table(export.lines_with_disputes(entries, contents))


def _beside(contents: "Contents") -> "Callable[[Entry], dict[str, Any]]":
    """What an entry's JSON says beside what was read: when its document is from, and who contradicts whom."""
    from dataclasses import asdict

    from hikiwake.record.chronology import document_of
    from hikiwake.record.disputes import disputes
    from hikiwake.record.export import told_on

    told, found = told_on(contents), disputes(contents)
    return lambda entry: {
        "told": told.get(document_of(entry)),
        "disputed": [asdict(dispute) for dispute in found.get(entry.id, ())],
    }


def _table(table: "list[Line]") -> str:
    import io
    import shutil

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not table:
        return ""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, ratio in (("when", None), ("who", 2), ("what", 5), ("grade", None), ("source", 1), ("entry", None)):
        shown.add_column(heading, ratio=ratio, no_wrap=heading in ("when", "entry"), overflow="fold")
    for line in table:
        grade = f"{line.grade} ({line.note})" if line.note else line.grade
        shown.add_row(*map(Text, (line.when, line.who, line.what, grade, line.document, line.id)))
    out = io.StringIO()
    width = max(100, shutil.get_terminal_size((140, 24)).columns)
    Console(file=out, width=width, color_system=None).print(shown)
    return "\n".join(row.rstrip() for row in out.getvalue().split("\n"))
