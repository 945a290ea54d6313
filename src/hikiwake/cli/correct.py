"""`hikiwake correct`: a correction, kept as the analyst's."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.record.model import Contents, Event, Said
    from hikiwake.record.wire import Json


def register(app: typer.Typer) -> None:
    app.command()(correct)


def correct(
    case: Annotated[str, typer.Argument(help="A case folder or a packaged case's name.")],
    entry: Annotated[str, typer.Argument(help="The entry's id, as the chronicle shows it.")],
    source: Annotated[
        list[str] | None, typer.Option(help="Who did or said it: a name or ISO code (several times for several).")
    ] = None,
    target: Annotated[list[str] | None, typer.Option(help="Toward whom (several times for several).")] = None,
    date: Annotated[str | None, typer.Option(help="When: 2016-05-06, 2016-05, 2016, 2016-Q3, 2016-05/2016-08.")] = None,
    grade: Annotated[str | None, typer.Option(help="on_record, attributed, reported, anonymous, speculation or opinion.")] = None,
    status: Annotated[str | None, typer.Option(help="actual, planned, denied or hypothetical.")] = None,
    reject: Annotated[bool, typer.Option("--reject", help="Take the entry out of the chronicle.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="What a language model found is right as it stands.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the entry's last correction back.")] = False,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    by: Annotated[str | None, typer.Option(help="Whose judgement it is (default: the case's analyst).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the entry before and after as JSON.")] = False,
) -> None:
    """Correct an entry of the record; the correction outlives every re-reading and shows as the analyst's."""
    from hikiwake.cli.cases import record_path
    from hikiwake.record.store import Record

    if undo and (source or target or date or grade or status or reject or accept or note):
        raise typer.BadParameter("--undo takes the last correction back and goes with nothing but --by.")
    path = record_path(case)
    who = _analyst(path.parent) if by is None else by
    now = datetime.now(UTC).isoformat(timespec="seconds")
    with Record.open(path, create=False) as record:
        before: Event | Said
        after: Event | Said | None
        also: tuple[str, ...] = ()
        if undo:
            before, after = record.undo(entry, by=who, on=now)
        else:
            also = _other_reports(entry, record.contents())
            before, after = record.correct(
                entry,
                sources=source or None,
                targets=target or None,
                date=date,
                grade=grade,
                status=status,
                rejected=reject,
                note=note or ("accepted" if accept else ""),
                by=who,
                on=now,
                also=also,
            )
        contents = record.contents() if not as_json else None
    _print(before, after, contents)
    if also:
        told = "report was" if len(also) == 1 else "reports were"
        print(f"The event's {len(also)} other {told} corrected with it.", file=sys.stderr)


def _other_reports(entry: str, contents: "Contents") -> tuple[str, ...]:
    """The entries of the other reports of the event that the chronicle shows under this id; none for a report of another's entry."""
    from hikiwake.record.merging import merged

    event = next((e for e in merged(contents).events if e.id == entry), None)
    return tuple(id for id in event.entries if id != entry) if event else ()


def _analyst(folder: Path) -> str:
    import tomllib

    try:  # a case file with mistakes in it is no reason to keep the analyst from correcting the record
        stated = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")).get("analyst", "")
    except (OSError, ValueError):
        return ""
    return stated if isinstance(stated, str) else ""


def _print(before: "Event | Said", after: "Event | Said | None", contents: "Contents | None") -> None:
    from hikiwake.record.table import lines
    from hikiwake.terms.text import json_text

    if contents is None:
        print(json_text({"before": _json(before), "after": None if after is None else _json(after)}))
        return
    for heading, entry in (("before", before), ("after", after)):
        if entry is None:
            print(f"{heading:6}  no reader finds this entry any more: it is gone")
            continue
        line = lines([entry], contents)[0]
        rejected = "REJECTED  " if entry.corrected and entry.corrected.rejected else ""
        told = f"{line.grade} ({line.note})" if line.note else line.grade
        print(f"{heading:6}  {rejected}{line.when}  {line.who}: {line.what}  [{told}; {line.document}]")


def _json(entry: "Event | Said") -> "dict[str, Json]":
    from hikiwake.record import wire
    from hikiwake.record.model import Event

    return wire.event_json(entry) if isinstance(entry, Event) else wire.said_json(entry)
