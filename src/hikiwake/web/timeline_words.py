"""A timeline's words: what a mark holds, what a window spans, what a label says."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from hikiwake.drawing import wrap
from hikiwake.terms.grades import Grade
from hikiwake.web.chronicle_query import Window
from hikiwake.web.chronicle_row import Row
from hikiwake.web.timeline_clusters import Here

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PRONOUNS = frozenset({"He", "She", "It", "They", "We", "Both", "Each", "This", "That"})
_ROOM = 520.0  # pixels that an entry's words may take in a hint, at 12 pixels


def title_of(here: Here) -> str:
    said = int((here.grade >= 0).sum())
    events = len(here.rows) - said
    told = f"{events:,} {plural(events, 'event', 'events')} and {said:,} {plural(said, 'statement', 'statements')}"
    return f"{told}, {span_words(here.window)}"


def span_words(window: Window) -> str:
    """A window in words: "1945–2016", "March 2014 – May 2016", "6 May 2016"."""
    a, b = window.first, window.last
    if a == b:
        return day_words(a)
    if window.days > 1500:
        return f"{a.year}–{b.year}"
    if a.day == 1 and (b + timedelta(days=1)).day == 1 and (a.year, a.month) == (b.year, b.month):
        return f"{MONTHS[a.month - 1]} {a.year}"
    return f"{day_words(a)} – {day_words(b)}"


def day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def one_words(row: Row) -> str:
    """An entry in a line: when, who, what, how it reaches us."""
    what = wrap(row.line, _ROOM, 12, lines=1)
    told = f", {row.independent} independent sources" if row.independent > 1 else ""
    status = f", {row.status}" if row.status not in ("", "actual") else ""
    return f"{row.when or 'undated'} · {what[0] if what else ''} ({row.grade.label}{told}{status})"


def cluster_words(rows: Sequence[Row]) -> str:
    """What a mark of several entries holds: how many of what, from when to when, of which grades."""
    kinds = Counter((row.category.lower() or "event") if row.is_event else "statement" for row in rows)
    grades = Counter(row.grade for row in rows)
    firsts = [row.first for row in rows if row.first is not None]
    lasts = [row.last for row in rows if row.last is not None]
    days = ""
    if firsts and lasts:
        a, b = date.fromordinal(min(firsts)), date.fromordinal(max(lasts))
        days = day_words(a) if a == b else f"{day_words(a)} – {day_words(b)}"
    what = ", ".join(f"{n} {kind}" for kind, n in kinds.most_common(5)) + (", …" if len(kinds) > 5 else "")
    graded = ", ".join(f"{grades[g]} {g.label}" for g in Grade if grades[g])
    return f"{len(rows)} entries, {days}: {what}. Grades: {graded}."


def label_words(row: Row) -> str:
    """What happened, with who did it where the words begin in the middle of a sentence or with a pronoun."""
    actor, first = next(iter(row.actors), ""), row.what.split(" ", 1)[0]
    if not actor or actor in row.what or not (first[:1].islower() or first in _PRONOUNS):
        return row.what
    return f"{actor.split()[-1]}: {row.what}"


def plural(number: int, one: str, many: str) -> str:
    return one if number == 1 else many
