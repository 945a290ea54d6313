"""The command line: one file a command. Nothing heavy is imported before a command needs it."""

import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType

import typer

from hikiwake.cli import (
    bargain,
    brief,
    check,
    chronicle,
    correct,
    diff,
    events,
    forecast,
    merge,
    new,
    pack,
    propose,
    read,
    relations,
    serve,
    weigh,
    why,
)
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.text import terminal_safe

app = typer.Typer(
    name="hikiwake",
    help="Can these two states settle, on what terms, by when, and how do we know?",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (
    brief,
    new,
    check,
    read,
    correct,
    chronicle,
    relations,
    bargain,
    weigh,
    forecast,
    why,
    diff,
    events,
    serve,
    pack,
    merge,
    propose,
):
    command.register(app)


def main() -> None:
    """Run a command: exit 0 done, 1 the input was wrong (a line each: what, where, the mend), 2 usage, 130 stopped by Ctrl-C."""
    signal.signal(signal.SIGINT, _stop)
    for stream in (sys.stdout, sys.stderr):
        # A file's name need not be text: its odd bytes are shown as escapes (which JSON reads), never a reason to fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except HikiwakeError as error:
        for problem in error.problems:
            print(terminal_safe(str(problem)), file=sys.stderr)
        sys.exit(1)
    finally:
        _flush()


def _flush() -> None:
    """What is still to be written, written; a reader who has left (`… | head`) is not told of."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            # The interpreter flushes once more at its end: that goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(130)
