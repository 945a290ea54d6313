"""How far a batch is: one line that is written over on a terminal, else a line every half minute."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

from hikiwake.terms.text import terminal_safe

if TYPE_CHECKING:
    from hikiwake.reading.batch import Progress

_SECONDS_APART = 30.0  # where the lines go to a file
_SECONDS_APART_SEEN = 0.5


class ProgressLine:
    """Shows a batch's progress with rate and time left; a context manager, since a line that is written over needs an end."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._is_seen = out.isatty()
        self._started = self._last = time.monotonic()
        self._begun: tuple[float, float] | None = None  # when this run's first piece came, and the share of the input behind then
        self._width = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._clear()

    def show(self, progress: "Progress") -> None:
        now = time.monotonic()
        if self._begun is None and progress.share is not None:
            self._begun = now, progress.share
        if now - self._last < (_SECONDS_APART_SEEN if self._is_seen else _SECONDS_APART):
            return
        self._last = now
        line = told(progress, now - self._started, self._left(progress, now))
        if self._is_seen:
            self._out.write(f"\r{line:<{self._width}}")
            self._width = len(line)
        else:
            self._out.write(f"{line}\n")
        self._out.flush()

    def _left(self, progress: "Progress", now: float) -> float | None:
        """Seconds, by the pace since the first piece: what starting took is not to be taken again."""
        if self._begun is None or progress.share is None or progress.share <= self._begun[1]:
            return None
        return (now - self._begun[0]) * (1 - progress.share) / (progress.share - self._begun[1])

    def tell(self, line: str) -> None:
        self._clear()
        self._out.write(f"{terminal_safe(line)}\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._width:
            self._out.write("\r" + " " * self._width + "\r")
            self._width = 0


def told(progress: "Progress", seconds: float, left: float | None) -> str:
    """The line: documents, their rate, and the time left where it can be known."""
    line = f"{progress.documents} documents"
    if seconds > 0:
        line += f", {progress.now / seconds:.0f} a second"
    if progress.share is not None and left is not None:
        line += f", {progress.share:.0%}, about {_length(left)} left"
    return line


def _length(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"
