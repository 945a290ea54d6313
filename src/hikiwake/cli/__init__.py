"""The command line: one file a command. Nothing heavy is imported before a command needs it."""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Annotated

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
from hikiwake.cli.faults import tell, told_fault
from hikiwake.cli.streams import speak_utf8, stand_in
from hikiwake.terms.errors import HikiwakeError

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


@app.callback()
def _options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where a fault within Hikiwake came from, not only that there was one.")
    ] = False,
) -> None:
    """Can these two states settle, on what terms, by when, and how do we know?"""


def main() -> None:
    """Run a command.

    Exit 0 done, 1 the input was wrong (a line each: what, where, the mend), 2 usage, 70 a fault within, 74 the output could not be written,
    130 stopped by Ctrl-C.
    """
    atexit.register(gc.freeze)  # what was read need not be looked over once more before it all goes
    stand_in()
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)
    words, debug = _debugged(sys.argv[1:])
    try:
        with _stopped_by_interrupts():
            app(words)
    except HikiwakeError as error:
        tell(*map(str, error.problems))
        sys.exit(1)
    except Exception as error:
        sys.exit(told_fault(error, debug=debug))
    finally:
        if code := _flush():
            sys.exit(code)


def _debugged(words: list[str]) -> tuple[list[str], bool]:
    """The command's words without `--debug`, which may stand anywhere before `--`, and whether it was there."""
    end = words.index("--") if "--" in words else len(words)
    return [word for word in words[:end] if word != "--debug"] + words[end:], "--debug" in words[:end]


def _flush() -> int:
    """What is still to be written, written; a reader who has left (`… | head`) is not told of. The exit code where it cannot be, or 0."""
    code = 0
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError as error:
            # The interpreter flushes once more at its end: that goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if not isinstance(error, BrokenPipeError):
                code = told_fault(error)
    return code


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
