"""`hikiwake read`: documents into a case's record, or a batch of texts into JSON lines."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hikiwake.cli.collecting import AllowAddress, Fetch, Items, Once, Proxy, WatchFolder, asked, collect_into
from hikiwake.cli.readers import AllowRemote, KeyVariable, ReaderName, chosen_reader, tell_account

if TYPE_CHECKING:
    from hikiwake.reading.documents import Given
    from hikiwake.reading.readers import ReaderChoice


def register(app: typer.Typer) -> None:
    app.command()(read)


def read(
    case: Annotated[str | None, typer.Argument(help="A case folder or a packaged case's name.")] = None,
    files: Annotated[
        list[str] | None,
        typer.Argument(help="Documents, folders, archives, mailboxes, feeds, library exports (default: the case's documents)."),
    ] = None,
    date: Annotated[str | None, typer.Option(help="The documents' date (2016-12-09, 2016-12 or 2016).")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published them.")] = None,
    title: Annotated[str | None, typer.Option(help="The document's title (one file only).")] = None,
    url: Annotated[str | None, typer.Option(help="The document's address (one file only).")] = None,
    replaces: Annotated[
        str | None,
        typer.Option(
            metavar="DOC",
            help="The one file is a new version of this document (name, or the beginning of its id) and takes its place.",
        ),
    ] = None,
    fetch: Fetch = False,
    items: Items = None,
    allow_address: AllowAddress = None,
    proxy: Proxy = None,
    watch: WatchFolder = None,
    once: Once = False,
    fast: Annotated[
        bool, typer.Option("--fast/--accurate", help="Half again as fast, without the names that no list holds.")
    ] = False,
    reader: ReaderName = None,
    llm_allow_remote: AllowRemote = False,
    llm_key_env: KeyVariable = None,
    jsonl: Annotated[
        Path | None, typer.Option(help="A batch: one JSON line a document, plain or gzip; - is standard input.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where the batch's readings go; - is standard output.")] = None,
    engine: Annotated[str, typer.Option(help="Where a batch runs: local or ray.")] = "local",
    workers: Annotated[int | None, typer.Option(min=1, help="Processes of a batch (default: one a processor).")] = None,
    ray_address: Annotated[
        str | None, typer.Option(envvar="RAY_ADDRESS", help="The Ray cluster (default: one of its own, on this machine).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read documents: events, statements and dates, each with its words and its grade."""
    if jsonl is not None or out is not None:
        if jsonl is None or out is None or case is not None:
            raise typer.BadParameter("A batch takes --jsonl IN and --out OUT, and no case.")
        if reader not in (None, "built-in"):
            raise typer.BadParameter("A batch is read by the built-in reader; --reader goes with a case.")
        _batch(jsonl, out, as_json, fast=fast, engine=engine, workers=workers, address=ray_address)
        return
    if case is None:
        raise typer.BadParameter("Give a case and files, or --jsonl IN --out OUT.")
    if (title or url) and len(files or ()) != 1:
        raise typer.BadParameter("--title and --url go with one file.")
    if replaces is not None and (len(files or ()) != 1 or fetch or watch is not None):
        raise typer.BadParameter("--replaces goes with one file.")
    if fast and reader is not None:
        raise typer.BadParameter("--fast is a setting of the built-in reader and goes without --reader.")
    choice = chosen_reader(reader, llm_allow_remote, llm_key_env)
    given = _given(date, publisher, title, url)
    source = asked(files or [], fetch=fetch, items=items, allowed=allow_address or [], proxy=proxy, folder=watch, once=once)
    if source is not None:
        collect_into(case, source, given, fast=fast, choice=choice, as_json=as_json)
    else:
        _into_case(case, [Path(f) for f in files or ()], given, fast, choice, as_json, replaces)


def _batch(
    source: Path, target: Path, as_json: bool, *, fast: bool, engine: str, workers: int | None, address: str | None
) -> None:
    from hikiwake.cli.read_progress import ProgressLine
    from hikiwake.reading.batch import read_batch

    with ProgressLine(sys.stderr) as line:
        counts = read_batch(
            source, target, fast=fast, engine=engine, workers=workers, address=address, progress=line.show, tell=line.tell
        )
    told = json.dumps(counts) if as_json else ", ".join(f"{n} {kind}" for kind, n in counts.items())
    print(told, file=sys.stderr if str(target) == "-" else sys.stdout)


def _given(date: str | None, publisher: str | None, title: str | None, url: str | None) -> "Given":
    from hikiwake.reading.documents import Given
    from hikiwake.terms.dates import from_timex

    try:
        when = from_timex(date) if date else None
    except ValueError:
        raise typer.BadParameter(f"--date {date}: write it as 2016-12-09, 2016-12 or 2016.") from None
    return Given(date=when, publisher=publisher, title=title, url=url)


def _into_case(
    case: str, files: list[Path], given: "Given", fast: bool, choice: "ReaderChoice | None", as_json: bool, replaces: str | None
) -> None:
    from hikiwake.cli.cases import keep_run
    from hikiwake.cli.read_table import show_results
    from hikiwake.cli.replacing import read_in_place
    from hikiwake.reading.documents import Given
    from hikiwake.terms.text import json_text, terminal_safe
    from hikiwake.workspace import open_case

    if not files and given != Given():
        raise typer.BadParameter("Name the files that --date, --publisher, --title and --url speak of.")

    with open_case(case) as workspace:
        if not files and workspace.folder:
            files = [workspace.folder / "documents"]
        if replaces is not None:
            results = read_in_place(workspace, replaces, files[0], given, choice, fast=fast)
        else:
            results = workspace.read(
                files, given, lambda line: print(terminal_safe(line), file=sys.stderr), fast=fast, choice=choice
            )
        if any(r.document and not r.was_known for r in results):
            keep_run(workspace.history(), "read")
    tell_account(results)
    if as_json:
        print(json_text({"files": [r.as_json() for r in results]}))
    else:
        show_results(results)
    if any(r.problem for r in results):
        raise typer.Exit(1)
