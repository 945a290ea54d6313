"""`hikiwake events fetch`: event files from where they are published, and the list of what is missing."""

import sys
import time
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self, TextIO

import typer

if TYPE_CHECKING:
    from hikiwake.events.fetch.model import Progress
    from hikiwake.terms.dyad import Dyad


class Source(StrEnum):
    GDELT = "gdelt"


def register(app: typer.Typer) -> None:
    app.command()(fetch)


def fetch(
    source: Annotated[Source, typer.Argument(help="Whose files.")],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, in UTC: 2018-03-26.")],
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, included.")],
    into: Annotated[
        Path, typer.Option(metavar="DIR", help="The folder for the files; what lies there whole is not asked for.")
    ] = Path("gdelt"),
    dyad: Annotated[
        str | None, typer.Option(metavar="A-B", help="Keep only the rows of these two states, and not the published files.")
    ] = None,
    lake: Annotated[Path | None, typer.Option(metavar="DIR", help="Load each file into this lake too.")] = None,
    version: Annotated[int, typer.Option(min=1, max=2, help="GDELT 2.0 (from 2015-02-18) or 1.0 (from 1979).")] = 2,
    what: Annotated[str, typer.Option(metavar="KINDS", help="Of GDELT 2.0: export, mentions, or export,mentions.")] = "export",
    base: Annotated[str | None, typer.Option(metavar="URL", help="A mirror with the same files and lists.")] = None,
    allow_address: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A network address that is not public, to be reached all the same."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Fetch event files of a range of days: each checked by its md5, and every missing one told with the reason.

    Run it again, and only what is missing is asked for. Exit code 1 where something expected is missing.
    """
    from hikiwake.collecting.addresses import Opened
    from hikiwake.events.fetch.gdelt import Request, fetch_gdelt
    from hikiwake.events.fetch.model import Account
    from hikiwake.events.fetch.table import account_json, account_text
    from hikiwake.terms.text import json_text, terminal_safe

    request = Request(
        _day("--from", first),
        _day("--to", last),
        into,
        version=version,
        what=_kinds(what),
        dyad=None if dyad is None else _dyad(dyad),
        lake=lake,
        base=base,
        opened=tuple(Opened.parse(text) for text in allow_address or ()),
    )
    account = Account()
    try:
        with FetchLine(sys.stderr) as line:
            fetch_gdelt(request, account=account, tell=line.show)
    finally:
        if account.expected or account.is_finished:
            print(json_text(account_json(account)) if as_json else terminal_safe(account_text(account)))
    if not account.is_whole:
        raise typer.Exit(1)


class FetchLine:
    """How far a fetch is: one line that is written over on a terminal, else a line every half minute."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._is_seen = out, out.isatty()
        self._began = self._last = time.monotonic()
        self._width = 0

    def __enter__(self) -> Self:
        if self._is_seen:
            self._write("reading the list of files …")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._width:
            self._out.write("\r" + " " * self._width + "\r")
            self._out.flush()

    def show(self, progress: "Progress") -> None:
        now = time.monotonic()
        if now - self._last < (0.3 if self._is_seen else 30.0):
            return
        self._last = now
        line = told(progress, now - self._began)
        self._write(line)

    def _write(self, line: str) -> None:
        if self._is_seen:
            self._out.write(f"\r{line:<{self._width}}")
            self._width = len(line)
        else:
            self._out.write(f"{line}\n")
        self._out.flush()


def told(progress: "Progress", seconds: float) -> str:
    """The line: `412 of 2,880 files, 51 MB of 360 MB, 2 missing, about 3 min left`."""
    from hikiwake.events.fetch.room import size_words

    line = f"{progress.files:,} of {progress.of_files:,} files, {size_words(progress.bytes)} of {size_words(progress.of_bytes)}"
    if progress.missing:
        line += f", {progress.missing:,} missing"
    if seconds > 2 and 0 < progress.bytes < progress.of_bytes:
        left = seconds * (progress.of_bytes / progress.bytes - 1)
        line += f", about {left:.0f} s left" if left < 90 else f", about {left / 60:.0f} min left"
    return line


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text}: write a day like 2018-03-26.") from None


def _kinds(text: str) -> tuple[str, ...]:
    from hikiwake.events.fetch.calendar import KINDS

    named = [kind.strip() for kind in text.split(",")]
    if not set(named) <= set(KINDS):
        raise typer.BadParameter(f"--what {text}: use export, mentions, or export,mentions.")
    return tuple(kind for kind in KINDS if kind in named)


def _dyad(text: str) -> "Dyad":
    from hikiwake.terms.dyad import Dyad
    from hikiwake.terms.states import by_iso3

    codes = [code.strip().upper() for code in text.split("-")]
    if len(codes) != 2 or codes[0] == codes[1] or any(by_iso3(code) is None for code in codes):
        raise typer.BadParameter(f"--dyad {text}: write two states by their ISO codes, like JPN-RUS.")
    return Dyad.of(codes[0], codes[1])
