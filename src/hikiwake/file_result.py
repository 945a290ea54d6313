"""What became of one file that was read into a case."""

from dataclasses import asdict, dataclass
from typing import Any

from hikiwake.record.model import ModelAccount
from hikiwake.terms.errors import Problem


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file: what was found, what was doubtful, or why it could not be read.

    Attributes:
        file: its path; of a document within a container, the container's path and its name there.
        notes: all that is to be told of it, the doubts among it.
        doubts: what an analyst should look at: no date, an encoding guessed, a copy of another text.
        unread: why a file is kept that nobody here can read: the language it is in.
        copy_of: which document of the record has the same text.
        holds: of a container, how many documents came out of it; None of a document.
    """

    file: str
    document: str | None = None
    was_known: bool = False
    events: int = 0
    statements: int = 0
    dates: int = 0
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    problem: Problem | None = None
    account: ModelAccount | None = None
    language: str | None = None
    unread: str | None = None
    copy_of: str | None = None
    holds: int | None = None

    def __str__(self) -> str:
        if self.problem:
            return str(self.problem)
        if self.unread:
            return f"{self.file} {self.unread}"
        return "; ".join((f"{self.file}: {self.found}", *self.notes))

    @property
    def found(self) -> str:
        """What was found in it, in a few words; empty where it was not read."""
        if self.problem or self.unread:
            return ""
        if self.holds is not None:
            return _counted(self.holds, "document")
        if self.was_known:
            return "already read"
        counts = (self.events, "event"), (self.statements, "statement"), (self.dates, "date")
        return ", ".join(_counted(*one) for one in counts)

    def as_json(self) -> dict[str, Any]:
        problem = self.problem and {"where": self.problem.where, "what": self.problem.what, "mend": self.problem.mend}
        return {
            "file": self.file,
            "document": self.document,
            "already_read": self.was_known,
            "events": self.events,
            "statements": self.statements,
            "dates": self.dates,
            "notes": list(self.notes),
            "doubts": list(self.doubts),
            "language": self.language,
            "unread": self.unread is not None,
            "copy_of": self.copy_of,
            "holds": self.holds,
            "problem": problem,
            "account": None if self.account is None else asdict(self.account),
        }


def _counted(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
