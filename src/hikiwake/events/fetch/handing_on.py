"""Files that came, handed to the lake: in the order of their dates, and some at a time, since one by one they would leave crumbs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hikiwake.events.fetch.model import Account
from hikiwake.terms.errors import HikiwakeError

if TYPE_CHECKING:
    from hikiwake.events.loading import Loaded

Load = Callable[[Sequence[Path], Path], "Loaded"]

_FILES = 96  # a day of quarter-hours
_BYTES = 200_000_000


class ToTheLake:
    """Collects files and loads them; what could not be loaded goes to the account, and the fetch goes on."""

    def __init__(self, lake: Path | None, account: Account, load: Load | None) -> None:
        self._lake, self._account, self._load = lake, account, load
        self._early: dict[int, Path | None] = {}  # settled before one that is due before them
        self._next = 0
        self._waiting: list[Path] = []
        self._bytes = 0

    def add(self, place: int, file: Path | None) -> None:
        """The file at this place of the order; None where nothing of it is to be loaded."""
        if self._lake is None:
            return
        self._early[place] = file
        while self._next in self._early:
            due = self._early.pop(self._next)
            self._next += 1
            if due is not None:
                self._waiting.append(due)
                self._bytes += due.stat().st_size
        if len(self._waiting) >= _FILES or self._bytes >= _BYTES:
            self.flush()

    def flush(self) -> None:
        """Load what waits."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if self._lake is None or not waiting:
            return
        try:
            reports = self._loader()(waiting, self._lake).files
        except HikiwakeError as error:
            self._account.not_loaded += [str(problem) for problem in error.problems]
            return
        self._account.loaded += sum(report.problem is None for report in reports)
        self._account.not_loaded += [str(report.problem) for report in reports if report.problem]

    def _loader(self) -> Load:
        if self._load is None:
            from hikiwake.events.loading import load

            self._load = load
        return self._load
