"""Dates of any language, once its grammar has said what is written: resolved against the document's date and what was told before.

A grammar gives `Written` expressions; the forms and their days are those of the English reader (`date_forms`, `date_resolution`). What
differs: a bare day of the month ("on the 15th") takes its month from the date told before in its sentence, else from the document's date.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hikiwake.reading.date_bounds import bounded, narrowed
from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Calendar, Cycle, Form, FromTo
from hikiwake.reading.date_resolution import resolved
from hikiwake.record.model import DateMention, Span
from hikiwake.terms.dates import Date, Precision, from_timex, on_day

_STORY_LASTS = 1  # sentences without a date of their own after which a story's year no longer counts


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day whose month is not said; `months` −1 for "the 22nd of last month"; `same` where it is that of the date told last; `last` of a range."""

    day: int
    months: int | None = None
    same: bool = False
    last: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A weekday (Monday is 0) of the week so many `weeks` away from that of the document."""

    day: int
    weeks: int


@dataclass(frozen=True, slots=True)
class InSameYear:
    """A month, or a day of it, in the year of the date told last, so many `years` away."""

    month: int
    day: int | None = None
    years: int = 0


Said = Form | DayOfMonth | DayOfWeek | InSameYear


@dataclass(frozen=True, slots=True)
class Written:
    """What stands at `[start, end)` of a text. `part` and `bound` as in the English grammar; `tense` −1, 0 or +1 as the sentence tells."""

    start: int
    end: int
    said: Said
    part: str | None = None
    bound: str | None = None
    tense: int = 0


@dataclass(slots=True)
class _Story:
    last: Date | None = None
    in_sentence: int = -1
    year_told: int | None = None
    year_in: int = -1


def mentions(
    text: str, sentences: Iterable[Span], written: Callable[[str], Iterable[Written]], reference: Date | None
) -> Iterator[DateMention]:
    """Every date in the sentences, in order.

    Args:
        text: the whole text, which the sentences' spans index.
        written: the grammar of a language, for one sentence.
        reference: the document's own date; without one relative dates are vague.
    """
    story = _Story()
    for number, sentence in enumerate(sentences):
        for w in written(sentence.cut(text)):
            context = Context(reference, story=story.last, story_year=_story_year(story, number, reference), tense=w.tense)
            when = _when(w, context, story, number)
            if when is None:
                continue
            _go_on(story, w, when, number)
            span = Span(sentence.start + w.start, sentence.start + w.end)
            yield DateMention(span.cut(text), span, when, reference.value if reference and _is_relative(w.said) else None)


def _when(w: Written, context: Context, story: _Story, number: int) -> Date | None:
    match w.said:
        case DayOfMonth():
            found = _day_of_month(w.said, context, story if story.in_sentence == number or w.said.same else None, w.tense)
            if found and w.said.last and (until := _on(*_year_and_month(found), w.said.last)) and found.value < until.value:
                found = from_timex(f"{found.value}/{until.value}")
        case DayOfWeek(day, weeks):
            found = _day_of_week(day, weeks, context)
        case InSameYear(month, day, years):
            year = story.last.earliest.year if story.last and story.last.earliest else None
            form = Calendar(None if year is None else year + years, month, day)
            found = resolved(form, context)
        case _:
            found = resolved(w.said, context)
    return None if found is None else bounded(narrowed(found, w.part), w.bound)


def _day_of_month(said: DayOfMonth, context: Context, story: _Story | None, tense: int) -> Date | None:
    told = story.last if story else None
    if told is not None and told.earliest is not None and told.precision in (Precision.DAY, Precision.MONTH) and not said.months:
        return _on(told.earliest.year, told.earliest.month, said.day)
    today = context.day
    if today is None:
        return None  # TIMEX3 as it is used here has no day of an unknown month
    if said.months is not None:
        return _on(*_month(today, said.months), said.day)
    if tense > 0:
        return _on(today.year, today.month, said.day) if said.day >= today.day else _on(*_month(today, 1), said.day)
    # A day without a month is the last one of that number, the day of publication among them; tomorrow's is still of this week.
    near = _on(today.year, today.month, said.day)
    if near and near.earliest and near.earliest > today + timedelta(days=1):
        return _on(*_month(today, -1), said.day)
    return near


def _day_of_week(day: int, weeks: int, context: Context) -> Date | None:
    if not context.knows_day or context.day is None:
        return from_timex(f"XXXX-WXX-{day + 1}")
    return on_day(context.day + timedelta(days=day - context.day.weekday() + 7 * weeks))


def _year_and_month(when: Date) -> tuple[int, int]:
    first = when.earliest or date.min
    return first.year, first.month


def _month(day: date, count: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return year, month + 1


def _on(year: int, month: int, day: int) -> Date | None:
    try:
        return from_timex(f"{year:04d}-{month:02d}-{day:02d}")
    except ValueError:
        return None


def _story_year(story: _Story, number: int, reference: Date | None) -> int | None:
    """The year the sentence's story is in, where the text has just named one that lies before the document's."""
    if story.year_told is None or number - story.year_in > _STORY_LASTS:
        return None
    today = reference.latest if reference else None
    return story.year_told if today is None or story.year_told < today.year else None


def _go_on(story: _Story, w: Written, when: Date, number: int) -> None:
    if when.earliest is None or isinstance(w.said, FromTo) or when.precision in (Precision.DECADE, Precision.VAGUE):
        return
    story.last, story.in_sentence = when, number
    if not _is_relative(w.said) or isinstance(w.said, InSameYear):
        story.year_told, story.year_in = when.earliest.year, number


def _is_relative(said: Said) -> bool:
    if isinstance(said, Calendar | Cycle):
        return said.year is None
    return not isinstance(said, FromTo) and not hasattr(said, "value")


def with_tense(found: Iterable[Written], tense: int) -> list[Written]:
    """The expressions with the tense of their sentence."""
    return [replace(w, tense=tense) for w in found]
