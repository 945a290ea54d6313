"""`hikiwake read CASE --fetch URL…` and `--watch FOLDER`: material from elsewhere into a case's record."""

import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from hikiwake.collecting.collect import Account, Line
    from hikiwake.collecting.reading import ReadResult
    from hikiwake.intake import FileResult
    from hikiwake.reading.documents import Given
    from hikiwake.reading.readers import ReaderChoice
    from hikiwake.workspace import Workspace

Read = Callable[[Path], "list[FileResult]"]

Fetch = Annotated[bool, typer.Option("--fetch", help="Take FILE… as addresses of pages or feeds, and fetch them.")]
Items = Annotated[int | None, typer.Option(min=1, metavar="N", help="With --fetch: the newest items of a feed (default: 20).")]
AllowAddress = Annotated[
    list[str] | None,
    typer.Option(metavar="ADDRESS", help="With --fetch: a network address that is not public, to be reached all the same."),
]
Proxy = Annotated[str | None, typer.Option(metavar="URL", help="With --fetch: go by this proxy (the environment's is not used).")]
WatchFolder = Annotated[
    str | None, typer.Option("--watch", metavar="FOLDER", help="Read what arrives in this folder, until Ctrl-C.")
]
Once = Annotated[bool, typer.Option("--once", help="With --watch: stop when all that lies there is read.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options ask to be collected: pages and feeds by `addresses`, or what arrives in `folder`."""

    addresses: tuple[str, ...] = ()
    items: int | None = None
    allowed: tuple[str, ...] = ()
    proxy: str | None = None
    folder: Path | None = None
    once: bool = False


def asked(
    files: Sequence[str],
    *,
    fetch: bool,
    items: int | None,
    allowed: Sequence[str],
    proxy: str | None,
    folder: str | None,
    once: bool,
) -> Asked | None:
    """What is to be collected; None where files are to be read as they lie.

    Raises:
        typer.BadParameter: options that do not go together.
    """
    if not all(files) or folder == "":
        raise typer.BadParameter("A name is empty, perhaps of a variable that is not set: it would mean all that lies here.")
    if fetch and folder is not None:
        raise typer.BadParameter("--fetch and --watch go one at a time.")
    if once and folder is None:
        raise typer.BadParameter("--once goes with --watch.")
    if not fetch and (items is not None or allowed or proxy is not None):
        raise typer.BadParameter("--items, --allow-address and --proxy go with --fetch.")
    if folder is not None and files:
        raise typer.BadParameter("--watch goes without files: read them by another command.")
    if fetch and not files:
        raise typer.BadParameter("Name the addresses to fetch: hikiwake read CASE --fetch https://example.org/page.")
    address = next((f for f in files if re.match(r"https?://", f, re.IGNORECASE)), None)
    if address and not fetch:
        raise typer.BadParameter(f"{address} is an address: nothing is fetched without --fetch.")
    if fetch:
        return Asked(tuple(files), items, tuple(allowed), proxy)
    return None if folder is None else Asked(folder=Path(folder), once=once)


def collect_into(case: str, what: Asked, given: "Given", *, fast: bool, choice: "ReaderChoice | None", as_json: bool) -> None:
    """Collect into a case, and exit with 1 where something was refused, missing, or could not be read."""
    from hikiwake.cli.readers import tell_account
    from hikiwake.workspace import open_case

    if given.title or given.url:
        raise typer.BadParameter("--title and --url go with a file; fetched pages bring their own.")
    read_all: list[FileResult] = []
    with open_case(case) as workspace:

        def read(file: Path) -> "list[FileResult]":
            results = workspace.read([file], given, fast=fast, choice=choice)
            read_all.extend(results)
            return results

        try:
            if what.folder is not None:
                is_whole = watch(workspace, what.folder, read, once=what.once, as_json=as_json)
            else:
                is_whole = fetch(workspace, what, read, as_json=as_json)
        finally:
            tell_account(read_all)
    if not is_whole:
        raise typer.Exit(1)


def fetch(workspace: "Workspace", what: Asked, read: Read, *, as_json: bool) -> bool:
    """Fetch pages and feeds into the case and read them; whether all were had. What was had is told, however it ends.

    Raises:
        HikiwakeError: an option is not what it should be.
    """
    from hikiwake.collecting.addresses import Opened
    from hikiwake.collecting.collect import Account, collect
    from hikiwake.collecting.fetching import Fetcher
    from hikiwake.terms.text import terminal_safe

    folder = _folder(workspace)
    opened = [Opened.parse(text) for text in what.allowed]
    account = Account()

    def tell(line: "Line") -> None:
        what = line.problem.what if line.problem else "already there" if line.was_known else "got and read"
        if not line.was_known:
            _say(f"[{len(account.lines)}] {line.address}: {what}")

    fetcher = Fetcher(opened=opened, proxy=what.proxy, tell=_say)
    known = [d.url for d in workspace.contents().documents if d.url]
    try:
        collect(
            what.addresses,
            fetcher,
            folder / "documents",
            read,
            known=known,
            most_items=what.items or 20,
            account=account,
            tell=tell,
        )
    finally:
        print(_fetched_json(account) if as_json else terminal_safe(_fetched_text(account)))
    return account.is_whole


def watch(workspace: "Workspace", folder: Path, read: Read, *, once: bool, as_json: bool) -> bool:
    """Read what arrives in `folder` until stopped; whether all could be read. What was read is told, however it ends.

    Raises:
        HikiwakeError: there is no such folder, or the case lies within it.
    """
    from hikiwake.collecting.reading import alone_with
    from hikiwake.collecting.watching import Watch, Watched
    from hikiwake.terms.errors import HikiwakeError
    from hikiwake.terms.text import json_text, terminal_safe

    case = _folder(workspace)
    if case.resolve().is_relative_to(folder.resolve()):
        raise HikiwakeError.of(str(folder), "holds the case itself, whose files are no news", "Watch another folder.")

    def tell(file: Path, results: "Sequence[ReadResult]") -> None:
        for result in cast("Sequence[FileResult]", results):
            said = _as_json(result) if as_json else f"{time.strftime('%H:%M:%S')}  {terminal_safe(str(result))}"
            print(json_text(said) if as_json else said, flush=True)

    account = Watched()
    watching = Watch(folder, read, tell=tell, remark=_say, alone=lambda: alone_with(case), account=account)
    with _told_at_the_end(account):
        _say(f"watching {folder}; Ctrl-C stops")
        watching.run(once=once)
    return not account.failed


@contextmanager
def _told_at_the_end(account: object) -> Iterator[None]:
    try:
        yield
    finally:
        _say(str(account))


def _as_json(result: "ReadResult") -> dict[str, Any]:
    """Of a file that could not be tried at all there is only the problem."""
    if hasattr(result, "as_json"):
        return cast("FileResult", result).as_json()
    problem = result.problem
    return {"problem": problem and {"where": problem.where, "what": problem.what, "mend": problem.mend}}


def _fetched_text(account: "Account") -> str:
    from hikiwake.cli.read_table import plain_table

    results = cast("list[FileResult]", [r for line in account.got for r in line.results])
    return f"{plain_table(results)}\n\n{account}" if results else str(account)


def _fetched_json(account: "Account") -> str:
    from hikiwake.terms.text import json_text

    files = [_as_json(r) for line in account.got for r in line.results]
    return json_text({"files": files, "addresses": [line.as_json() for line in account.lines], "remarks": account.remarks})


def _folder(workspace: "Workspace") -> Path:
    from hikiwake.terms.errors import CaseError

    if workspace.folder is None:
        raise CaseError.of(
            "read", "a lone .toml file has no place for documents", "Make a case folder: hikiwake new DIR --between A B."
        )
    return workspace.folder


def _say(line: str) -> None:
    from hikiwake.terms.text import terminal_safe

    print(terminal_safe(line), file=sys.stderr, flush=True)
