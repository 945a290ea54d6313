"""`hikiwake relations`: ups and downs of a dyad, from a case's record or from a series."""

import json
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(relations)


def relations(
    case: Annotated[str | None, typer.Argument(help="A case folder or a packaged case's name.")] = None,
    series: Annotated[
        Path | None, typer.Option(help="A CSV file with columns date, value and, where there are, dyad, count.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            help="week, month, quarter or year (default: week for a series; for a case quarter, or year where it spans decades)."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a dyad.")] = False,
) -> None:
    """Chart the ups and downs: index, phases, turning points."""
    from hikiwake.relations import PhaseKind, read_series
    from hikiwake.relations import relations as analyse
    from hikiwake.relations.periods import PERIODS
    from hikiwake.relations.table import relations_json

    if (case is None) == (series is None):
        raise typer.BadParameter("Give a case, or --series and a CSV file.")
    if by is not None and by not in PERIODS:
        raise typer.BadParameter(f"--by {by}: use one of {', '.join(PERIODS)}.")
    if series is not None:
        found = [analyse(s, by=by or "week") for s in read_series(series)]
    else:
        from hikiwake.workspace import open_case

        assert case is not None
        with open_case(case) as workspace:
            found = [workspace.relations(by=by)]
    for result in found:
        if as_json:
            print(json.dumps(relations_json(result), ensure_ascii=False))
            continue
        print(f"{result.dyad}: {sum(p.events for p in result.index)} events, {len(result.turning_points)} turning points")
        for phase in result.phases:
            sign = {PhaseKind.UPTURN: "▲", PhaseKind.STALEMATE: "–", PhaseKind.DOWNTURN: "▼"}[phase.kind]
            print(f"  {phase.start} to {phase.end}  {sign} {phase.kind.value:10} {phase.probability:.0%}")
