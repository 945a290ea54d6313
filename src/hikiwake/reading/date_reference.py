"""Against what a date was read: the document's date, the date told last, or nothing where the words say all."""

from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Calendar, Cycle, Either, Form, FromTo, SamePeriod, Shift, Weekday, WeekOf
from hikiwake.terms.dates import Date


def reference_of(form: Form, context: Context) -> Date | None:
    """The date that `form` needed in `context`; None where it needed none, or there was none and the form stays unresolved."""
    match form:
        case FromTo(first, last):
            return reference_of(last, context) or reference_of(first, context)
        case SamePeriod():
            return context.story or context.reference
        case Shift(_, _, from_story):
            return context.story if from_story and context.story and context.story.is_known else context.reference
        case Calendar(year=None, step=None, years=None) | Cycle(year=None, step=None, years=None):
            return context.story if context.story_year is not None else context.reference
        case Calendar(year=None) | Cycle(year=None) | WeekOf(year=None) | Weekday():
            return context.reference
        case Either() if context.day_first is None:
            return context.reference
        case _:
            return None
