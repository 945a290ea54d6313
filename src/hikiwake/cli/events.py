"""`hikiwake events`: event files into a lake, a dyad's series out of it, and what lies in it."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

    from hikiwake.events.model import FileReport

LAKE = "The lake's folder."
PLACE = "The lake's folder, or an address that DuckDB reads (s3://…)."


def register(app: typer.Typer) -> None:
    from hikiwake.cli import events_fetch

    events = typer.Typer(
        no_args_is_help=True, rich_markup_mode=None, help="Large event files: fetch, load into a lake, ask for a dyad's series."
    )
    events.command()(load)
    events.command()(series)
    events.command()(info)
    events_fetch.register(events)
    app.add_typer(events, name="events")


def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Event files, plain, gz or zip; folders with such; a case's folder.")
    ],
    lake: Annotated[str, typer.Option(metavar="DIR", help=f"{LAKE} It is made where there is none.")],
    names: Annotated[
        Path | None,
        typer.Option(metavar="FILE.csv", help="Whose country is whose, for files that name persons: columns name,country."),
    ] = None,
    engine: Annotated[str, typer.Option(help="Where work runs: local or ray.")] = "local",
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes at once (default 1: each uses all processors; with ray all of the cluster)."),
    ] = None,
    ray_address: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Of a Ray cluster; without it Ray starts here.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what became of each file as JSON.")] = False,
) -> None:
    """Load GDELT, ICEWS, POLECAT, Phoenix or a case's own record into one lake; what each file is, its content tells.

    A file that cannot be loaded is told and the others are. What the lake has already adds nothing. Rows that make no sense are kept
    aside in DIR/rejects.
    """
    from hikiwake.cli.events_table import load_json, load_text
    from hikiwake.events import load as into_the_lake
    from hikiwake.events import read_names

    done = 0

    def tell(report: "FileReport") -> None:
        nonlocal done
        done += 1
        if sys.stderr.isatty():
            print(f"\r{done} files loaded ", end="", file=sys.stderr, flush=True)

    result = into_the_lake(
        files,
        lake,
        engine=engine,
        workers=workers,
        address=ray_address,
        names=read_names(names) if names else None,
        on_progress=tell,
    )
    if sys.stderr.isatty():
        print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    print(load_json(result) if as_json else load_text(result))
    if result.is_in_vain:
        raise typer.Exit(1)


def series(
    lake: Annotated[str, typer.Option(metavar="DIR", help=PLACE)],
    dyad: Annotated[str, typer.Option(metavar="A-B", help="The two states: NOR-SWE, or Norway-Sweden.")],
    by: Annotated[str, typer.Option(help="day, week, month, quarter or year.")] = "month",
    directed: Annotated[bool, typer.Option("--directed", help="Apart by who acts on whom.")] = False,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only of gdelt, icews … (default: all that the lake holds).")
    ] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a period, instead of CSV.")] = False,
) -> None:
    """A dyad's series: events, mean Goldstein value of those that have one and its deviation, events by quad class, mentions, a row a period."""
    from hikiwake.cli.events_asked import asked_collection, asked_days, asked_dyad, nothing_there
    from hikiwake.events import open_lake
    from hikiwake.events.lake import PERIODS
    from hikiwake.events.left_out import whole_years_words

    if by not in PERIODS:
        raise typer.BadParameter(f"--by {by}: use one of {', '.join(PERIODS)}.")
    pair, (begin, end) = asked_dyad(dyad), asked_days(first, last)
    opened = open_lake(lake)
    collection = asked_collection(opened, collection)
    found = opened.series(pair, by=by, directed=directed, collection=collection, first=begin, last=end)
    years = opened.whole_years(pair, by=by, collection=collection, first=begin, last=end)
    names = sorted(opened.collections(pair) - set(years))
    if found.empty:
        print(nothing_there(opened, pair, by, collection, begin, end), file=sys.stderr)
    else:
        if collection is None and len(names) > 1:
            print(f"Counted together: {', '.join(names)}. One alone: --collection {names[0]}.", file=sys.stderr)
        if years:
            print(whole_years_words(years), file=sys.stderr)
    _print_series(found, as_json)


def info(
    lake: Annotated[str, typer.Option(metavar="DIR", help=PLACE)],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, every file too.")] = False,
) -> None:
    """What lies in a lake: files, rows, what was kept aside, the span of days, for each format."""
    from hikiwake.cli.events_table import info_json, info_text
    from hikiwake.events import open_lake

    opened = open_lake(lake)
    print(info_json(opened) if as_json else info_text(opened))


def _print_series(found: "pd.DataFrame", as_json: bool) -> None:
    frame = found.assign(period=found["period"].dt.strftime("%Y-%m-%d"))
    if as_json:
        for line in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            print(json.dumps(line, ensure_ascii=False))
    else:
        frame.to_csv(sys.stdout, index=False, lineterminator="\n", float_format="%.4f")
