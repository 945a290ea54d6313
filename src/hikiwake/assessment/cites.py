"""What a sentence or a number rests on: words of a document, rows of data, or what somebody states in the case file."""

from dataclasses import dataclass

from hikiwake.record.model import Span


@dataclass(frozen=True, slots=True)
class Words:
    """Rests on words of a document. `entry` is the id of the event or statement that holds them, if any."""

    document: str
    spans: tuple[Span, ...]
    entry: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rests on data or on what was computed from it: `table` names it, `row` what in it."""

    table: str
    row: str


@dataclass(frozen=True, slots=True)
class Stated:
    """Rests on what somebody states in the case file: `key` is the place there (`formulas.two.choose`), `by` whose judgement it is."""

    key: str
    by: str


Cite = Words | Rows | Stated
