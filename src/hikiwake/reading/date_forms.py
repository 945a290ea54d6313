"""What a date says, before it is known which day it means: the forms that the grammar finds and `date_resolution` reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """Year, month and day as far as they are said.

    `step` is −1 for "last September", +1 for "next"; `years` −1 for "May last year"; `weekday` the one named beside the day, Monday is 0.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    step: int | None = None
    years: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Cycle:
    """A quarter (`Q1` … `Q4`), half (`H1`, `H2`) or season (`SP`, `SU`, `FA`, `WI`) of a year; `step` and `years` as in `Calendar`."""

    name: str
    year: int | None = None
    step: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """Monday is 0; `step` as in `Calendar`, 0 for "this Friday"."""

    day: int
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the document's date, or, `from_story`, from the date told last ("two days later"); `to_the_day`: "a year ago today"."""

    unit: str
    count: int
    from_story: bool = False
    to_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A TIMEX3 value that needs no context; `refused` where the calendar has no such day."""

    value: str


@dataclass(frozen=True, slots=True)
class Either:
    """Day and month in an order that cannot be known from the words: `05/06/2016`."""

    first: int
    second: int
    year: int


@dataclass(frozen=True, slots=True)
class FromTo:
    """From the one to the other, both included."""

    first: "Form"
    last: "Form"


@dataclass(frozen=True, slots=True)
class Refused:
    """Written as a date, and none: 31 June."""


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The story's period so many years away ("the same period last year"); `unit` where it is named."""

    unit: str | None
    years: int


@dataclass(frozen=True, slots=True)
class WeekOf:
    """A week of a month: 1 is the first, −1 the last."""

    number: int
    month: int
    year: int | None = None


Form = Calendar | Cycle | Weekday | Shift | Fixed | Either | FromTo | SamePeriod | WeekOf | Refused
