"""Dates relative to a day: a weekday, so many days, weeks, months or years on or back."""

from datetime import date, timedelta

from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Shift, Weekday
from hikiwake.terms.dates import Date, Precision, from_timex, on_day

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def weekday(form: Weekday, context: Context) -> Date | None:
    """The day of that name: of the same, the last or the next week where it says so, else by tense; open where the day is not known."""
    today = context.day
    if today is None or not context.knows_day:
        return from_timex(f"XXXX-WXX-{form.day + 1}")
    back = (today.weekday() - form.day) % 7
    if form.step == 0:
        return on_day(today - timedelta(days=today.weekday() - form.day))
    if form.step == -1:
        return on_day(today - timedelta(days=back or 7))
    ahead = (form.day - today.weekday()) % 7
    if form.step == 1:
        return on_day(today + timedelta(days=ahead or 7))
    return on_day(today + timedelta(days=ahead) if context.tense > 0 else today - timedelta(days=back))


def shifted(form: Shift, context: Context) -> Date | None:
    """So many units from the document's date, or from the one told last; vague where neither is known."""
    base = context.story if form.from_story and context.story and context.story.earliest else context.reference
    if form.from_story and form.count == 0 and form.unit == "day" and base and base.precision is not Precision.DAY:
        base = context.reference  # "the day" of a story that knows only its month
    if base is None:
        return _vague(form.count)
    day = base.latest or base.earliest
    if day is None:
        return None
    if form.unit == "fiscal":
        return from_timex(f"FY{day.year + form.count:04d}")
    if (form.unit in ("day", "week", "weekend") or form.to_the_day) and base.precision is not Precision.DAY:
        return base if form.count == 0 else _vague(form.count)  # a day's step from a month leads nowhere in particular
    try:
        return _moved(day, form)
    except (ValueError, OverflowError):
        return _vague(form.count)


def _moved(day: date, form: Shift) -> Date:
    if form.unit == "day":
        return on_day(day + timedelta(days=form.count))
    if form.unit == "weekend":
        return _weekend(day, form.count)
    if form.unit == "week" and form.to_the_day:
        return on_day(day + timedelta(weeks=form.count))
    if form.unit == "week":
        year, week, _ = (day + timedelta(weeks=form.count)).isocalendar()
        return from_timex(f"{year:04d}-W{week:02d}")
    year, month = divmod(day.year * 12 + day.month - 1 + form.count * _MONTHS[form.unit], 12)
    month += 1
    if form.to_the_day:
        return on_day(day.replace(year=year, month=month))
    value = {
        "month": f"{year:04d}-{month:02d}",
        "quarter": f"{year:04d}-Q{(month + 2) // 3}",
        "year": f"{year:04d}",
        "decade": f"{year // 10:03d}",
    }[form.unit]
    return from_timex(value)


def _weekend(day: date, count: int) -> Date:
    """The weekend of `day`'s week; on Monday to Thursday "the weekend" is the one that has passed."""
    back = 1 if count <= 0 and day.weekday() < 4 else 0
    year, week, _ = (day + timedelta(weeks=max(count, 0) - back)).isocalendar()
    return from_timex(f"{year:04d}-W{week:02d}-WE")


def _vague(count: int) -> Date:
    return from_timex("PAST_REF" if count < 0 else "FUTURE_REF" if count > 0 else "PRESENT_REF")
