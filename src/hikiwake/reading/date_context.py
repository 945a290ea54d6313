"""What a date is read against: the document's date, the story so far, the tense of the sentence."""

from dataclasses import dataclass
from datetime import date

from hikiwake.terms.dates import Date, Precision


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against.

    `reference` is the document's date, None if unknown. `story` is the date that was told last; `story_year` the year the sentence's
    story is in, where that is not the document's own time. `tense` is −1 for past, +1 for future, 0 where the sentence does not say. `day_first` is
    the order of day and month where the document shows it (25/04/2016 elsewhere); `written` are the days it writes out in full.
    """

    reference: Date | None = None
    story: Date | None = None
    story_year: int | None = None
    tense: int = 0
    day_first: bool | None = None
    written: frozenset[date] = frozenset()

    @property
    def day(self) -> date | None:
        """The last day on which the document can have been written."""
        return (self.reference.latest or self.reference.earliest) if self.reference else None

    @property
    def knows_day(self) -> bool:
        return self.reference is not None and self.reference.precision is Precision.DAY
