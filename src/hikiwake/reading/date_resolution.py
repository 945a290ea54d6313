"""From the form of a date to the days it means, against the document's date and the story so far; never against the clock."""

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from hikiwake.reading.date_bounds import bounded, narrowed
from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import (
    Calendar,
    Cycle,
    Either,
    Fixed,
    Form,
    FromTo,
    SamePeriod,
    Shift,
    Weekday,
    WeekOf,
)
from hikiwake.reading.date_steps import shifted, weekday
from hikiwake.terms.dates import Date, Precision, from_timex, on_day

_ORDER_PROOF = 31  # days: of two readings of 05/06/2016 one this close to the document's date is taken
_SOON = 4  # months: a month without a tense is taken forward when it is this near ahead and the past one is not nearer
_SLIP = 14  # days: one of the document's year this near is meant whatever the tense: the verb may be another's, the document's date a little off


def resolved(form: Form, context: Context, *, part: str | None = None, bound: str | None = None) -> Date | None:
    """The date that `form` means in `context`; None where the calendar has no such day.

    `part` ("start", "middle", "end") narrows the days and leaves the value, as TIMEX3 does with its `mod`. `bound` opens one side:
    `since` and `after` give precision `after`, `before` and `by` precision `before`; "since", of what is not to come, ends with the
    document's day. A form that lacks its year and finds none keeps the year open (`XXXX-05`), and has no days.
    """
    found = _resolved(form, context)
    if found is None:
        return None
    return bounded(narrowed(found, part), bound, context.day if context.tense <= 0 else None)


def _resolved(form: Form, context: Context) -> Date | None:
    match form:
        case Fixed(value):
            return from_timex(value)
        case Either(first, second, year):
            return _either(first, second, year, context)
        case FromTo(first, last):
            return _from_to(first, last, context)
        case Weekday():
            return weekday(form, context)
        case Shift():
            return shifted(form, context)
        case Cycle():
            return _cycle(form, context)
        case Calendar():
            return _calendar(form, context)
        case SamePeriod():
            return _same_period(form, context)
        case WeekOf():
            return _week_of(form, context)
        case _:
            return None


# ------------------------------------------------------------ calendar


def _calendar(form: Calendar, context: Context) -> Date | None:
    if form.year is not None:
        return _written(form.year, form.month, form.day)
    if form.month is None:
        return None
    if (year := _stated_year(form.years, context)) is not None:
        return _written(year, form.month, form.day)
    if form.step is None and context.story_year is not None and _falls_on_its_weekday(form, context.story_year):
        return _written(context.story_year, form.month, form.day)
    if context.day is None:
        return from_timex(f"XXXX-{form.month:02d}" + (f"-{form.day:02d}" if form.day else ""))
    years = [context.day.year + n for n in (-1, 0, 1)]
    if form.month == 2 and form.day == 29:  # the leap years around
        years = [y for y in range(context.day.year - 8, context.day.year + 9) if monthrange(y, 2)[1] == 29]
    fitting = [y for y in years if _falls_on_its_weekday(form, y)] or years
    return _nearest([d for y in fitting if (d := _written(y, form.month, form.day))], form.step, context)


def _falls_on_its_weekday(form: Calendar, year: int) -> bool:
    """Whether the day has in that year the weekday that is named with it; true where none is."""
    day = _day(year, form.month, form.day) if form.weekday is not None and form.month and form.day else None
    return day is None or day.weekday() == form.weekday


def _written(year: int, month: int | None, day: int | None) -> Date | None:
    value = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    try:
        return from_timex(value)
    except ValueError:
        return None


def _stated_year(years: int | None, context: Context) -> int | None:
    """The year of "last year", "this year" where a form carries one."""
    return context.day.year + years if years is not None and context.day else None


def _nearest(candidates: list[Date], step: int | None, context: Context) -> Date | None:
    """Of the same day or month in several years the one that is meant: by "last" and "next", else by tense, else the nearest.

    A day of the same year close by is meant whatever the tense; of months the past one goes first.
    """
    today = context.day
    if today is None or not candidates:
        return None
    around = [d for d in candidates if d.overlaps(today, today)]
    past = [d for d in candidates if d.latest and d.latest < today]
    future = [d for d in candidates if d.earliest and d.earliest > today]
    if step == -1:
        return past[-1] if past else None
    if step == 1:
        return future[0] if future else None
    if step == 0:
        return next((d for d in candidates if d.earliest and d.earliest.year == today.year), None)
    if around:
        return around[0]
    direction = context.tense
    if all(d.precision is Precision.DAY for d in candidates):
        nearest = min(candidates, key=lambda d: abs(_days_ahead(d, today)))
        ahead = _days_ahead(nearest, today)
        is_slip = abs(ahead) <= _SLIP and (today + timedelta(days=ahead)).year == today.year
        if not direction or is_slip:
            direction = ahead
    direction = direction or _without_tense(past, future, today)
    chosen = future[:1] if direction > 0 else past[-1:]
    return chosen[0] if chosen else (past[-1:] or future[:1])[0]


def _days_ahead(day: Date, today: date) -> int:
    return ((day.earliest or today) - today).days


def _without_tense(past: list[Date], future: list[Date], today: date) -> int:
    if not past or not future:
        return -1 if past else 1
    back = (today - (past[-1].latest or today)).days
    ahead = ((future[0].earliest or today) - today).days
    return 1 if ahead < min(back, _SOON * 30) else -1


def _cycle(form: Cycle, context: Context) -> Date | None:
    year = form.year if form.year is not None else _stated_year(form.years, context)
    if year is None and form.step is None:
        year = context.story_year
    if year is not None:
        return from_timex(f"{year:04d}-{form.name}")
    if context.day is None:
        return from_timex(f"XXXX-{form.name}")
    candidates = [from_timex(f"{context.day.year + n:04d}-{form.name}") for n in (-2, -1, 0, 1)]
    return _nearest(candidates, form.step, context)


def _either(first: int, second: int, year: int, context: Context) -> Date | None:
    """The day that the document's other dates or its own date decide for; else one of two, marked as such."""
    month_first, day_first = _day(year, first, second), _day(year, second, first)
    readings = sorted(d for d in (month_first, day_first) if d)
    if context.day_first is not None and (chosen := day_first if context.day_first else month_first):
        return on_day(chosen)
    written = [d for d in readings if d in context.written]
    near = [d for d in readings if context.knows_day and context.day and abs((d - context.day).days) <= _ORDER_PROOF]
    for some in (written, near, readings):
        if len(some) == 1:
            return on_day(some[0])
    return from_timex(f"[{readings[0].isoformat()},{readings[-1].isoformat()}]") if readings else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _from_to(first: Form, last: Form, context: Context) -> Date | None:
    b = _resolved(last, context)
    if isinstance(first, Calendar) and first.year is None and isinstance(last, Calendar) and b and b.earliest:
        first = replace(first, year=b.earliest.year)  # one year for both, the year before where that runs backwards
        a = _resolved(first, context)
        if a and a.earliest and a.earliest > b.earliest:
            a = _resolved(replace(first, year=b.earliest.year - 1), context)
    else:
        a = _resolved(first, context)
    if a is None or b is None:
        return None
    if not a.earliest or not b.latest:
        return a if a.is_known or not b.is_known else b
    return from_timex(f"{a.value}/{b.value}") if a.earliest <= b.latest else None


def _same_period(form: SamePeriod, context: Context) -> Date | None:
    """The period that was told last, so many years away; the year alone where none was told."""
    story = context.story
    if story and story.earliest and (m := _OF_A_YEAR.fullmatch(story.value)):
        return from_timex(f"{int(m[1]) + form.years:04d}{m[2]}") if m[2] != "-02-29" else None
    return shifted(Shift("year", form.years), context)


_OF_A_YEAR = re.compile(r"(\d{4})(-(?:\d\d(?:-\d\d)?|Q\d|H\d|SP|SU|FA|WI))")


def _week_of(form: WeekOf, context: Context) -> Date | None:
    """The ISO week that holds most of a month's first, second … or last seven days."""
    month = _calendar(Calendar(form.year, form.month), context)
    if month is None or month.earliest is None or month.latest is None:
        return month
    middle = month.latest - timedelta(days=3) if form.number < 0 else month.earliest + timedelta(days=3 + 7 * (form.number - 1))
    year, week, _ = middle.isocalendar()
    return from_timex(f"{year:04d}-W{week:02d}")
