"""`hikiwake relations`: ups and downs of a dyad, from a case's record, a series, a lake of event data or event files."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from hikiwake.events.dyad_relations import LakeRelations
    from hikiwake.relations.model import Relations

_DRAWN = 5  # of more dyads a line each is told
_PIPE_WIDTH = 160


def register(app: typer.Typer) -> None:
    app.command()(relations)


def relations(
    case: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CASE]", help="A case folder or a packaged case's name; after --events, more files."),
    ] = None,
    series: Annotated[
        Path | None, typer.Option(help="A CSV file with columns date, value and, where there are, dyad, count.")
    ] = None,
    lake: Annotated[str | None, typer.Option(metavar="DIR", help="A lake of event data (hikiwake events load).")] = None,
    events: Annotated[Path | None, typer.Option(metavar="FILE…", help="Event files: GDELT, ICEWS, POLECAT, Phoenix.")] = None,
    dyad: Annotated[str | None, typer.Option(metavar="A-B", help="The two states, for --lake and --events.")] = None,
    directed: Annotated[bool, typer.Option("--directed", help="Apart by who acts on whom.")] = False,
    collection: Annotated[str | None, typer.Option(metavar="NAME", help="Only of gdelt, icews … of the lake.")] = None,
    by: Annotated[
        str | None,
        typer.Option(help="week, month, quarter or year (default: week; for a case quarter, or year where it spans decades)."),
    ] = None,
    engine: Annotated[str, typer.Option(help="Where many dyads are worked out: local or ray.")] = "local",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes at once (default: as many as processors).")] = None,
    ray_address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Of a Ray cluster; without it Ray starts here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a dyad.")] = False,
) -> None:
    """Chart the ups and downs: index, phases, turning points."""
    from hikiwake.relations.periods import PERIODS

    if sum(x is not None for x in (series, lake, events)) + (case is not None and events is None) != 1:
        raise typer.BadParameter("Give a case, or --series and a CSV file, or --lake or --events with --dyad.")
    if (dyad is None) != (lake is None and events is None):
        raise typer.BadParameter(
            "--dyad names the two states of --lake or --events, as JPN-RUS."
            if dyad is None
            else "--dyad goes with --lake or --events."
        )
    if by is not None and by not in PERIODS:
        raise typer.BadParameter(f"--by {by}: use one of {', '.join(PERIODS)}.")
    if series is not None:
        _print_many(series, by or "week", engine, workers, ray_address, as_json)
    elif lake is not None:
        _print_lake(lake, str(dyad), by or "week", directed, collection, as_json)
    elif events is not None:
        files = [events, *(Path(name) for name in case or ())]
        _print_files(files, str(dyad), by or "week", directed, as_json)
    else:
        _print_case(case or [], by, as_json)


def _print_case(case: list[str], by: str | None, as_json: bool) -> None:
    from hikiwake.relations.table import relations_json
    from hikiwake.terms.text import json_text
    from hikiwake.workspace import open_case

    if len(case) != 1:
        raise typer.BadParameter("Give one case.")
    with open_case(case[0]) as workspace:
        found = workspace.relations(by=by)
        if not found.index and (unread := workspace.unread()):
            many = f"{len(unread)} document{'' if len(unread) == 1 else 's'}"
            _remark(f"{many} unread: hikiwake read {case[0]} {workspace.folder}/documents")
    if as_json:
        print(json_text(relations_json(found)))
    else:
        _tell(_drawn(found))


def _print_many(path: Path, by: str, engine: str, workers: int | None, address: str | None, as_json: bool) -> None:
    from hikiwake.relations.measured import read_observations
    from hikiwake.relations.measured.many import lines

    seen = read_observations(path, by=by)
    if not seen:
        _remark(f"{path} holds no rows.")
    if as_json:
        for line in lines(seen, engine=engine, workers=workers, address=address):
            print(line)
        return
    from hikiwake.relations.measured import analyse
    from hikiwake.relations.terminal import head

    for found in analyse(seen, min_probability=0.5):
        _tell(_drawn(found) if len(seen) <= _DRAWN else head(found, len(found.turning_points)))
    if len(seen) > _DRAWN:
        for note in dict.fromkeys(note for one in seen for note in one.notes):
            _remark(note)


def _print_lake(place: str, dyad: str, by: str, directed: bool, collection: str | None, as_json: bool) -> None:
    from hikiwake.cli.events_asked import asked_collection, asked_dyad, nothing_there
    from hikiwake.events import open_lake
    from hikiwake.events.dyad_relations import relations_of

    lake, pair = open_lake(place), asked_dyad(dyad)
    collection = asked_collection(lake, collection)
    found = relations_of(lake, pair, by=by, directed=directed, collection=collection)
    if not found:
        typer.echo(nothing_there(lake, pair, by, collection), err=True)
    for one in found:
        if as_json:
            print(json.dumps(_lake_json(one), ensure_ascii=False))
        else:
            _tell(_drawn(one.relations, _causes(one)))


def _print_files(files: list[Path], dyad: str, by: str, directed: bool, as_json: bool) -> None:
    """The same by way of a lake that is thrown away."""
    from tempfile import TemporaryDirectory

    from hikiwake.cli.events_asked import asked_dyad
    from hikiwake.cli.events_table import load_text
    from hikiwake.events import load

    asked_dyad(dyad)
    with TemporaryDirectory() as folder:
        loaded = load(files, Path(folder) / "lake")
        typer.echo(load_text(loaded, is_kept=False), err=True)
        if loaded.is_in_vain:
            raise typer.Exit(1)
        _print_lake(loaded.lake, dyad, by, directed, None, as_json)


def _causes(found: "LakeRelations") -> list[str]:
    """What carries each turn in a line; that nothing does, where it was looked for."""
    from hikiwake.events.deeds import NOTHING, TOLD

    turns = zip(found.relations.turning_points, found.deeds, strict=True)
    return [deeds[0].words if deeds else NOTHING if turn.probability >= TOLD else "" for turn, deeds in turns]


def _lake_json(found: "LakeRelations") -> dict[str, Any]:
    """The relations, `events` of each turning point in words and with their place in the files."""
    from dataclasses import asdict

    from hikiwake.relations.table import relations_json

    result = relations_json(found.relations)
    for turn, deeds in zip(result["turning_points"], found.deeds, strict=True):
        turn["events"] = [{**asdict(deed), "first": deed.first.isoformat(), "words": deed.words} for deed in deeds]
    return result


def _drawn(found: "Relations", words: Iterable[str] = ()) -> str:
    from hikiwake.relations.terminal import drawn

    return drawn(found, shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns, list(words))


def _remark(text: str) -> None:
    from hikiwake.terms.text import terminal_safe

    typer.echo(terminal_safe(text), err=True)


def _tell(text: str) -> None:
    from hikiwake.terms.text import terminal_safe

    print(terminal_safe(text))
