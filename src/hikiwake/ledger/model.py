"""What the ledger keeps of a run: enough to say later what changed, and to hold a forecast to its wording."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it stood in the record; texts are not kept here."""

    name: str
    title: str = ""
    publisher: str = ""
    date: str = ""  # TIMEX3
    reader: str = ""  # who read it, with its version


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the chronicle as a reader saw it. `reports` are the entries' own ids where several tell one event."""

    kind: str  # event | statement
    when: str
    who: str
    what: str
    grade: str
    note: str
    document: str
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with the wording that it has to be scored by."""

    question: str
    settlement: str
    by: str  # ISO day
    probability: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Run:
    """One run over a case. `at` is an ISO timestamp in UTC, `state` names the inputs: two runs of the same state say the same.

    `case_text` is the case file as it was, `changes` how many changes the analysts had made to the record by then; `numbers` are those of
    the assessment, None where there was none to give.
    """

    at: str
    command: str
    by: str
    version: str
    as_of: str
    state: str
    case_text: str
    documents: dict[str, Source] = field(repr=False)
    entries: dict[str, Told] = field(repr=False)
    numbers: dict[str, float | None] = field(repr=False)
    changes: int = 0
    forecast: Forecast | None = None
    event_data: str = ""  # names what a lake held of the dyad; empty where none was looked at
    number: int = 0  # of the run, from 1
