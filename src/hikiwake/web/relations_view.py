"""Record and event data one above the other: the days shown, both charts, the turns of both with what carries them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from hikiwake.assessment.event_data import EventData
from hikiwake.assessment.model import Missing
from hikiwake.brief.charts import happenings
from hikiwake.brief.composition import event_data as beside
from hikiwake.brief.composition.chronicle import told
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.relations import carried_by, turn_words
from hikiwake.drawing import Figure
from hikiwake.record.happening import shown_by
from hikiwake.relations.chart import chart
from hikiwake.relations.model import Relations, TurningPoint
from hikiwake.relations.window import Window, union, window_of
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import RecordError
from hikiwake.web.chronicle_query import Window as Days
from hikiwake.web.typed_dates import typed_date

_LEAST_DAYS = 28
_MOST_CAUSES = 3


@dataclass(frozen=True)
class Cause:
    """What carries a turn: an entry of the record at `href`, or deeds of event data with the row of one of them and, where known, its article."""

    words: str
    href: str = ""
    place: str = ""
    link: str = ""


@dataclass(frozen=True)
class Turn:
    """A turn of one of the two. `source` is record or event data; `why` leads to its tree; `met` is the day of the same turn in the other."""

    source: str
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    direction: str
    probability: float
    causes: tuple[Cause, ...]
    why: str = ""
    met: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Both views of a case's relations; `window` are the days shown, None where neither has any."""

    record: Relations | None
    data: EventData | None
    whole: Window | None
    window: Window | None


def shown(material: Material, first: datetime.date | None, last: datetime.date | None) -> Shown:
    """What there is, and the days of it that are asked for: an open end is where the longer of the two ends."""
    a = material.assessment
    record = None if isinstance(a.relations, Missing) else a.relations
    data = None if isinstance(a.event_data, Missing) else a.event_data
    spans = [w for w in (record and window_of(record), data and window_of(data.relations)) if w]
    if not spans:
        return Shown(record, data, None, None)
    whole = union(spans[0], spans[-1])
    days = [min(max(day, whole.first), whole.last) for day in (first or whole.first, last or whole.last)]
    window = Days(min(days), max(days))
    if window.days < _LEAST_DAYS:
        window = window.zoomed(_LEAST_DAYS / window.days)
    return Shown(record, data, whole, _inside(window, whole))


def _inside(days: Days, whole: Window) -> Window:
    """As many days, moved to where something is known; all that is where they are more."""
    length = min(days.days, whole.days)
    first = min(max(days.first.toordinal(), whole.first.toordinal()), whole.last.toordinal() - length + 1)
    return Window(datetime.date.fromordinal(first), datetime.date.fromordinal(first + length - 1))


def asked_days(texts: dict[str, str]) -> tuple[list[datetime.date | None], list[str]]:
    """The days that two typed dates mean (the first day of `from`, the last of `to`), the earlier first, and what cannot be understood."""
    found: list[datetime.date | None] = []
    said = []
    for name, text in texts.items():
        day = None
        try:
            if text.strip():
                when = from_timex(typed_date(text))
                day = when.earliest if name == "from" else when.latest
        except RecordError as error:
            said.append(f"{name.capitalize()}: {error.problems[0].what}. {error.problems[0].mend}")
        found.append(day)
    first, last = found
    if first and last and first > last:
        said.append(f"From ({first}) lies after To ({last}): the days between the two are shown.")
        found = [last, first]
    return found, said


def figures(material: Material, view: Shown, width: int) -> Iterator[tuple[str, Figure]]:
    """The charts there are, each by its name, on one time axis."""
    if view.record and view.record.index:
        words, entries = turn_words(view.record, material), material.of_record(happenings)
        yield "record", chart(view.record, width, words, entries, window=view.window)
    if view.data:
        words = beside.turn_words(view.data)
        yield "event-data", chart(view.data.relations, width, words, window=view.window, is_fitted=True)


def turns(material: Material, view: Shown) -> list[Turn]:
    """The turns of both in the days shown, oldest first."""
    found = list(_of_record(material, view.record) if view.record else ())
    found += _of_data(material, view.data) if view.data else ()
    window = view.window
    return sorted(
        (t for t in found if window and t.earliest <= window.last and t.latest >= window.first), key=lambda t: (t.date, t.source)
    )


def _of_record(material: Material, record: Relations) -> Iterator[Turn]:
    agreed = material.assessment.agreement
    met = {one.turn: one.other for one in agreed.turns} if agreed else {}
    for turn in record.turning_points:
        events = carried_by(turn, material)[:_MOST_CAUSES]
        causes = tuple(Cause(told(e.best, material, material.names).rstrip("."), f"/entries/{shown_by(e)}") for e in events)
        yield _turn("record", turn, causes, met.get(turn), why=f"/why/relations.turn_{turn.date}.probability")


def _of_data(material: Material, data: EventData) -> Iterator[Turn]:
    agreed = material.assessment.agreement
    met = {one.other: one.turn for one in agreed.turns if one.other} if agreed else {}
    for turn, deeds in zip(data.relations.turning_points, data.deeds, strict=True):
        causes = tuple(Cause(f"{d.first}: {d.words}", "", beside.place_of(d), _address(d.link)) for d in deeds)
        yield _turn("event data", turn, causes, met.get(turn))


def _turn(source: str, turn: TurningPoint, causes: tuple[Cause, ...], met: TurningPoint | None, *, why: str = "") -> Turn:
    days = (turn.date, turn.earliest, turn.latest)
    return Turn(source, *days, turn.direction, turn.probability, causes, why, met.date if met else None)


def _address(link: str | None) -> str:
    """A link that a page may hold: files of events name publishers there too, and whatever else."""
    return link if link and link.startswith(("https://", "http://")) else ""


def steps(view: Shown) -> list[dict[str, str]]:
    """Buttons that move the window: label, key, address; without those that would show the same days."""
    if view.window is None or view.whole is None:
        return []
    days = Days(view.window.first, view.window.last)
    moves: list[tuple[str, str, str, Days]] = [
        ("Earlier", "ArrowLeft", "←", days.moved(-0.5)),
        ("Closer", "+", "+", days.zoomed(max(0.5, _LEAST_DAYS / days.days))),
        ("Wider", "-", "−", days.zoomed(2)),
        ("Later", "ArrowRight", "→", days.moved(0.5)),
    ]
    held = [(label, key, sign, _inside(to, view.whole)) for label, key, sign, to in moves]
    return [{"label": a, "key": k, "key_label": s, "href": address(d.first, d.last)} for a, k, s, d in held if d != view.window]


def spans(view: Shown) -> list[tuple[str, str]]:
    """Stretches worth a look, each an address: all of it, what the event data cover, the last ten years and two."""
    found = [("Everything", "/relations")]
    if view.record and view.data and (covered := window_of(view.data.relations)) and covered != view.whole:
        found.append(("What the event data cover", address(covered.first, covered.last)))
    for label, days in (("The last 10 years", 3653), ("The last 2 years", 731)):
        if view.whole and view.whole.days > days:
            found.append((label, address(datetime.date.fromordinal(view.whole.last.toordinal() - days + 1), view.whole.last)))
    return found


def address(first: datetime.date, last: datetime.date) -> str:
    return f"/relations?{urlencode({'from': first, 'to': last})}"
