"""What a reader asked the chronicle for: a window in time, filters, words; from an address and back to one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade
from hikiwake.web.typed_dates import typed_date

PAGE = 100  # entries a page
MOST_WHOLE = 2000  # entries that one page shows where it is to be printed
_FILTERS = {
    "between": "between",
    "actor": "actors",
    "place": "places",
    "kind": "kinds",
    "grade": "grades",
    "document": "documents",
    "status": "statuses",
    "reviewed": "reviewed",
    "dated": "dated",
}


@dataclass(frozen=True, slots=True)
class Query:
    """Within a filter any of its values will do, between filters all have to hold; an empty filter asks for everything.

    `first` and `last` are the window, both included, None where open. `kinds` are `event`, `statement` or a PLOVER category; `between`,
    `reviewed` and `dated` hold `yes` or `no`. `whole` asks for all entries on one page. `show` is which chart stands above the table.
    `lon`, `lat` and `span` move the map, in degrees.
    """

    first: date | None = None
    last: date | None = None
    between: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    words: str = ""
    page: int = 1
    whole: bool = False
    show: str = "timeline"
    lon: float | None = None
    lat: float | None = None
    span: float | None = None

    @property
    def has_window(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def has_filter(self) -> bool:
        return bool(self.words) or any(getattr(self, name) for name in _FILTERS.values())

    def values(self, filter_name: str) -> tuple[str, ...]:
        """The values of one filter, by the name that it has in an address."""
        found: tuple[str, ...] = getattr(self, _FILTERS[filter_name])
        return found

    def toggled(self, filter_name: str, value: str) -> "Query":
        """With one value more, or without it where it is there; back on the first page."""
        field, now = _FILTERS[filter_name], self.values(filter_name)
        after = tuple(v for v in now if v != value) if value in now else (*now, value)
        return replace(self, **{field: after}, page=1)  # type: ignore[arg-type]

    def without(self, filter_name: str) -> "Query":
        return replace(self, **{_FILTERS[filter_name]: ()}, page=1)  # type: ignore[arg-type]

    def window(self, first: date | None, last: date | None) -> "Query":
        return replace(self, first=first, last=last, page=1)

    def address(self, path: str = "/chronicle") -> str:
        """The permanent address of what is asked for."""
        text = urlencode(self.pairs())
        return f"{path}?{text}" if text else path

    def pairs(self, *, without: Iterable[str] = ()) -> list[tuple[str, str]]:
        """Names and values as an address or a form's hidden fields carry them."""
        pairs = [("from", self.first.isoformat())] if self.first else []
        pairs += [("to", self.last.isoformat())] if self.last else []
        pairs += [(name, value) for name, field in _FILTERS.items() for value in getattr(self, field)]
        pairs += [("q", self.words)] if self.words else []
        pairs += [("show", self.show)] if self.show != "timeline" else []
        pairs += [(n, f"{v:g}") for n, v in (("lon", self.lon), ("lat", self.lat), ("span", self.span)) if v is not None]
        pairs += [("rows", "all")] if self.whole else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return [(name, value) for name, value in pairs if name not in set(without)]


def query(parameters: Iterable[tuple[str, str]]) -> tuple[Query, tuple[str, ...]]:
    """What an address asks for, and what in it could not be understood, each a sentence; that part is left out."""
    given: dict[str, list[str]] = {}
    for name, value in parameters:
        if value.strip():
            given.setdefault(name, []).append(value.strip())
    said: list[str] = []
    first, last = _day(given, "from", said), _day(given, "to", said)
    if first and last and first > last:
        said.append(f"The window ended ({last}) before it began ({first}); the two were exchanged.")
        first, last = last, first
    filters = {field: tuple(dict.fromkeys(given.get(name, ()))) for name, field in _FILTERS.items()}
    unknown = [value for value in filters["grades"] if value not in set(Grade)]
    said += [f"“{value[:40]}” is no grade; there are {', '.join(Grade)}." for value in unknown]
    filters["grades"] = tuple(value for value in filters["grades"] if value not in unknown)
    show = "map" if _last(given, "show") == "map" else "timeline"
    lon, lat, span = (
        _number(given, name, low, high) for name, low, high in (("lon", -540, 540), ("lat", -90, 90), ("span", 0.5, 180))
    )
    page = _number(given, "page", 1, 1_000_000)
    asked = Query(
        first,
        last,
        **filters,
        words=_last(given, "q")[:200],
        page=int(page or 1),
        whole=_last(given, "rows") == "all",
        show=show,
        lon=lon,
        lat=lat,
        span=span,
    )
    return asked, tuple(said)


def _last(given: Mapping[str, Sequence[str]], name: str) -> str:
    return given[name][-1] if name in given else ""


def _day(given: Mapping[str, Sequence[str]], name: str, said: list[str]) -> date | None:
    """A day, month, year or decade as TIMEX3 writes it: `from` its first day, `to` its last."""
    text = _last(given, name)
    if not text:
        return None
    try:
        when = from_timex(typed_date(text))
    except RecordError as error:
        said.append(f"{error.problems[0].what}. {error.problems[0].mend}")
        return None
    return when.earliest if name == "from" else when.latest


def _number(given: Mapping[str, Sequence[str]], name: str, low: float, high: float) -> float | None:
    try:
        value = float(_last(given, name))
    except ValueError:
        return None
    return min(max(value, low), high) if value == value else None


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days that a timeline shows, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def moved(self, share: float) -> "Window":
        """Earlier (share below 0) or later by a share of its length, at least a day."""
        step = max(round(self.days * abs(share)), 1) * (1 if share > 0 else -1)
        return _held(self.first.toordinal() + step, self.days)

    def zoomed(self, factor: float) -> "Window":
        """Closer (factor below 1) or wider round its middle; never less than a day, never more than four hundred years."""
        days = min(max(round(self.days * factor), 1), 146_097)
        middle = self.first.toordinal() + (self.days - 1) / 2
        return _held(round(middle - (days - 1) / 2), days)


def _held(first: int, days: int) -> Window:
    """Within the calendar that Python knows."""
    start = min(max(first, 1), date.max.toordinal() - days + 1)
    return Window(date.fromordinal(start), date.fromordinal(start) + timedelta(days=days - 1))
