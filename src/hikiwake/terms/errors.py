"""What can go wrong by the user's doing: one line each, with where, what and the mend."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `where` (file, line, key), `what`, and the `mend`."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.mend}"


class HikiwakeError(Exception):
    """The root of what a caller may want to catch; `problems` holds at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    @classmethod
    def of(cls, where: str, what: str, mend: str) -> Self:
        return cls(Problem(where, what, mend))


class CaseError(HikiwakeError):
    """The case file does not hold together."""


class DocumentError(HikiwakeError):
    """A document cannot be received; the others can."""


class RecordError(HikiwakeError):
    """The record cannot be opened, or an entry does not exist."""


class LedgerError(HikiwakeError):
    """The history of a case cannot be read or written."""


class DomainError(HikiwakeError):
    """A negotiation domain cannot be read or makes no sense."""


class ConflictError(RecordError):
    """What was to be changed has changed meanwhile: nothing was written."""
