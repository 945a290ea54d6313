"""What the command says of a failure that is not the user's doing: one line, and with `--debug` where it came from."""

import errno
import sys
import traceback
from pathlib import Path

from hikiwake.terms.text import terminal_safe

WITHIN, NO_OUTPUT = 70, 74  # EX_SOFTWARE and EX_IOERR of sysexits.h
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_LONGEST = 200  # characters of an error's own words


def told_fault(error: Exception, *, debug: bool = False) -> int:
    """Tell on standard error that something failed; the exit code that it ends with. A traceback never shows the values of variables."""
    if isinstance(error, BrokenPipeError):  # whoever read the output has left
        return 1
    if debug:
        tell("".join(traceback.format_exception(error)).rstrip())
    if isinstance(error, OSError) and error.errno in _NO_ROOM and error.filename is None:
        tell(f"output: cannot be written ({error.strerror}). Make room, or send it elsewhere.")
        return NO_OUTPUT
    said = " ".join(str(error).split())
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    mend = "" if debug else " Run it again with --debug to see where."
    tell(f"hikiwake: failed within itself ({': '.join(filter(None, (type(error).__name__, said)))}{_where(error)}).{mend}")
    return WITHIN


def tell(*lines: str) -> None:
    """Lines to standard error, if anybody can be told there."""
    try:
        for line in lines:
            print(terminal_safe(line), file=sys.stderr)
    except OSError:
        pass


def _where(error: Exception) -> str:
    ours = Path(__file__).parents[1]
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(ours)]
    return f", {Path(frames[-1].filename).relative_to(ours)}:{frames[-1].lineno}" if frames else ""
