"""The command line: one file a command. Nothing heavy is imported before a command needs it."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
_STOPPED = 130  # by Ctrl-C, as shells have it


def main() -> None:
    """Run a command: exit 0 done, 1 the input was wrong (a line each: what, where, the mend), 2 usage, 130 stopped by Ctrl-C."""
    for stream in (sys.stdout, sys.stderr):
        # A file's name need not be text: its odd bytes are shown as escapes (which JSON reads), never a reason to fail.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        with _stopped_by_interrupts():
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


@contextmanager
def _stopped_by_interrupts() -> Iterator[None]:
    """Ctrl-C ends a command with 130, also where a library that it came upon raises an error of its own instead."""
    has_come = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal has_come
        has_come = True
        raise SystemExit(_STOPPED)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    except BaseException:
        if has_come:
            raise SystemExit(_STOPPED) from None
        raise
