"""The chronicle made ready for asking: one row an entry, with all that a filter looks at, and the counts of every filter's values."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from hikiwake.record.chronology import Entry, date_of, document_of, in_order
from hikiwake.record.disputes import disputes
from hikiwake.record.export import lines_with_disputes
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import held
from hikiwake.web.chronicle_query import Query
from hikiwake.web.chronicle_row import Row, is_reviewed, row_of
from hikiwake.web.search import Sought, Text, sought

if TYPE_CHECKING:
    from hikiwake.web.view import View

MOST_VALUES = 12  # of a filter shown at once


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter with how many entries have it, under all the other filters."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its first values by count (chosen ones always among them), and how many there are."""

    name: str
    title: str
    values: tuple[Value, ...]
    total: int


@dataclass(frozen=True)
class Chronicle:
    """All entries in order, the documents' texts ready for search."""

    contents: Contents
    rows: tuple[Row, ...]
    names: dict[str, str]
    titles: dict[str, str]
    dyad: frozenset[str] = frozenset()
    told: dict[str, Date | None] = field(default_factory=dict)  # when each document is from
    _texts: list[Text] = field(default_factory=list, repr=False)

    @property
    def texts(self) -> Sequence[Text]:
        if not self._texts:
            self._texts.extend(Text.of(d.id, d.text) for d in self.contents.documents)
        return self._texts

    def chosen(self, query: Query) -> list[Row]:
        """The rows that were asked for, in the chronicle's order; with a window, those that can have fallen into it and, of those without a
        day, the ones whose document is of these days."""
        tests = list(_tests(query, sought(query.words)).values())
        first = query.first.toordinal() if query.first else None
        last = query.last.toordinal() if query.last else None
        if first is None and last is None:
            return [row for row in self.rows if all(test(row) for test in tests)]
        return [row for row in self.rows if _within(row, first, last) and all(test(row) for test in tests)]

    def told_elsewhere(self, query: Query) -> int:
        """How many undated rows the window leaves out that it would hold if their documents were of its days."""
        tests = list(_tests(query, sought(query.words)).values())
        first = query.first.toordinal() if query.first else None
        last = query.last.toordinal() if query.last else None
        left_out = (row for row in self.rows if not row.is_dated and not _within(row, first, last))
        return sum(all(test(row) for test in tests) for row in left_out)

    def facets(self, query: Query) -> tuple[Facet, ...]:
        """The filters with their counts; each is counted as if it were not set, so that one sees what another value would give."""
        first = query.first.toordinal() if query.first else None
        last = query.last.toordinal() if query.last else None
        tests = _tests(query, sought(query.words))
        here = self.rows if first is None and last is None else [row for row in self.rows if _within(row, first, last)]
        if not tests:
            passing: dict[str, Sequence[Row]] = dict.fromkeys(_VALUES, here)
        else:
            fails = [[name for name, test in tests.items() if not test(row)] for row in here]
            passing = {
                name: [row for row, failed in zip(here, fails, strict=True) if not failed or failed == [name]] for name in _VALUES
            }
        return tuple(self._facet(name, passing[name], query) for name in _VALUES)

    def _facet(self, name: str, rows: Sequence[Row], query: Query) -> Facet:
        title, values_of = _VALUES[name]
        counts = Counter(value for row in rows for value in values_of(row))
        chosen = query.values(name)
        order = _ORDER.get(name)
        ranked = sorted(counts, key=order) if order else [value for value, _ in counts.most_common()]
        shown = ranked if order else ranked[:MOST_VALUES]
        shown = [*shown, *(value for value in chosen if value not in shown)]
        found = tuple(Value(value, self._label(name, value), counts[value], value in chosen) for value in shown)
        return Facet(name, title, found, len(counts))

    def _label(self, name: str, value: str) -> str:
        if name == "document":
            return self.titles.get(value, value[:12])
        if name == "grade":
            return Grade(value).label if value in set(Grade) else value
        if name == "kind":
            return {"event": "events", "statement": "statements"}.get(value, value.lower())
        return {"yes": "yes", "no": "no"}.get(value, value)


def _tests(query: Query, words: Sought | None) -> dict[str, Callable[[Row], bool]]:
    """A test for each filter that is set, by its name."""
    tests: dict[str, Callable[[Row], bool]] = {}
    if query.actors:
        actors, codes = frozenset(query.actors), frozenset(a.upper() for a in query.actors)
        tests["actor"] = lambda row: not actors.isdisjoint(row.actors) or not codes.isdisjoint(row.countries)
    for name, (_, values_of) in _VALUES.items():
        if name != "actor" and (asked := frozenset(query.values(name))):
            tests[name] = lambda row, of=values_of, asked=asked: not asked.isdisjoint(of(row))  # type: ignore[misc]
    if words:
        tests["q"] = lambda row: words.is_in(row.folded)
    return tests


def _within(row: Row, first: int | None, last: int | None) -> bool:
    begins, ends = (row.first, row.last) if row.is_dated else (row.told_first, row.told_last)
    if begins is None and ends is None:
        return False
    return (last is None or begins is None or begins <= last) and (first is None or ends is None or ends >= first)


_VALUES: dict[str, tuple[str, Callable[[Row], Sequence[str]]]] = {
    "between": ("Between the two", lambda row: ("yes",) if row.is_between else ("no",)),
    "kind": ("Kind", lambda row: (row.kind, row.category) if row.category else (row.kind,)),
    "grade": ("Grade", lambda row: (str(row.grade),)),
    "actor": ("Actor", lambda row: row.actors),
    "place": ("Place", lambda row: (row.place,) if row.place else ()),
    "document": ("Document", lambda row: tuple(row.documents)),
    "status": ("Status", lambda row: (row.status,) if row.status else ()),
    "reviewed": ("Reviewed", lambda row: ("yes",) if row.is_reviewed else ("no",)),
    "dated": ("Dated", lambda row: ("yes",) if row.is_dated else ("no",)),
}
_KINDS = {"event": 0, "statement": 1}
_ORDER: dict[str, Callable[[str], tuple[int, str]]] = {
    "kind": lambda value: (_KINDS.get(value, 2), value),
    "grade": lambda value: (Grade(value).rank, value),
    "status": lambda value: (0, value),
    "between": lambda value: (value != "yes", value),
    "reviewed": lambda value: (value != "yes", value),
    "dated": lambda value: (value != "yes", value),
}


def chronicle(contents: Contents, before: Chronicle | None = None, dyad: frozenset[str] = frozenset()) -> Chronicle:
    """The chronicle of a record whose reports may still stand apart: what tells of one happening becomes one row.

    `before` is an earlier one: the rows of entries that have not changed are taken from it. `dyad` are the two states of the case.
    """
    contents = merged(contents)
    told = {d.id: d.date for d in contents.documents}
    entries = _undated_as_told(in_order(contents), told)
    names = {d.id: d.name for d in contents.documents}
    titles = {d.id: d.title or d.name for d in contents.documents}
    known = (
        {row.id: row for row in before.rows}
        if before and (before.titles, before.dyad, before.told) == (titles, dyad, told)
        else {}
    )
    disputed = disputes(contents)
    fresh = [
        e
        for e in entries
        if e.id in disputed or not _is_same(known.get(e.id), e, contents.reviewed) or _DISPUTED in known[e.id].note
    ]
    made = {
        entry.id: row_of(entry, line.who, line.what, line.note, titles, contents.reviewed, dyad, told)
        for entry, line in zip(fresh, lines_with_disputes(fresh, contents), strict=True)
    }
    return Chronicle(contents, tuple(made.get(entry.id) or known[entry.id] for entry in entries), names, titles, dyad, told)


def _undated_as_told(entries: tuple[Entry, ...], told: dict[str, Date | None]) -> tuple[Entry, ...]:
    """The entries in order; those without a day of their own, which stand last, by the day of the document that tells them."""

    def key(entry: Entry) -> tuple[date, date]:
        when = date_of(entry)
        day = told.get(document_of(entry))
        return _DATED if when and when.is_known else day.sort_key if day else (date.max, date.max)

    return tuple(sorted(entries, key=key))


_DATED = (date.min, date.min)
_DISPUTED = "disputed"  # begins the note of an entry that is disputed


def _is_same(row: Row | None, entry: Entry, reviewed: frozenset[str]) -> bool:
    return row is not None and row.entry is entry and row.is_reviewed == is_reviewed(entry, reviewed)


_kept: list[tuple[Contents, Chronicle]] = []
_making = threading.Lock()


def of(view: "View") -> Chronicle:
    """The chronicle of what a view shows; kept until the record changes, and taken up where it changes a little."""
    with held(_making):
        if not _is_kept(view):
            _kept[:] = [(view.contents, chronicle(view.contents, _kept[0][1] if _kept else None, frozenset(view.case.dyad)))]
        return _kept[0][1]


def is_ready(view: "View", seconds: float) -> bool:
    """Whether the chronicle is there within `seconds`; it is worked on beside whoever asks."""
    if _is_kept(view):
        return True
    worker = view.beside("chronicle", of)
    view.goes_first(worker)
    return view.has_ended(worker, seconds)


def _is_kept(view: "View") -> bool:
    return bool(_kept) and _kept[0][0] is view.contents and _kept[0][1].dyad == frozenset(view.case.dyad)
