"""An entry of the chronicle as a row: all that a filter, a chart, the table and the search look at."""

from dataclasses import dataclass

from hikiwake.record.chronology import Entry, date_of, document_of, grade_of, mention_of, span_of
from hikiwake.record.happening import shown_by
from hikiwake.record.model import Event
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import pause
from hikiwake.web.row_words import cue_before
from hikiwake.web.search import folded


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the page's filters, charts and table see it. `first` and `last` are ordinals of days, None where open.

    `shown` is the entry that has the words at `start` to `end` of `document`: of a happening, that of the report which speaks for it.
    """

    entry: Entry
    id: str
    shown: str
    is_event: bool
    when: str  # TIMEX3, "" where undated
    precision: str
    first: int | None
    last: int | None
    who: str
    cue: str  # of a statement, between who and what: "offered", "told:"; "" where what tells it or nothing needs to stand there
    what: str
    note: str
    actors: tuple[str, ...]
    countries: frozenset[str]
    place: str
    lat: float | None
    lon: float | None
    category: str
    goldstein: float | None
    grade: Grade
    status: str
    documents: frozenset[str]
    document: str
    start: int
    end: int
    independent: int
    is_reviewed: bool
    is_inferred: bool
    is_between: bool  # whether both states of the case take part
    told: Date | None  # when its document is from
    told_first: int | None
    told_last: int | None
    folded: str

    @property
    def is_dated(self) -> bool:
        return self.first is not None or self.last is not None

    @property
    def date(self) -> Date | None:
        return date_of(self.entry)

    @property
    def line(self) -> str:
        """Who and what in one line."""
        return f"{self.who} {self.cue} {self.what}" if self.cue else f"{self.who}: {self.what}"

    @property
    def kind(self) -> str:
        return "event" if self.is_event else "statement"


def row_of(
    entry: Entry,
    who: str,
    what: str,
    note: str,
    titles: dict[str, str],
    reviewed: frozenset[str],
    dyad: frozenset[str],
    told: dict[str, Date | None],
) -> Row:
    """The row of an entry.

    Args:
        who, what, note: the entry in a line of the chronicle's table.
        titles, told: the title and the date of each document.
        dyad: the two states of the case.
    """
    pause()
    when, mention, span = date_of(entry), mention_of(entry), span_of(entry)
    if isinstance(entry, Event):
        best, actors = entry.best, [a for r in entry.reports for a in (*r.sources, *r.targets)]
        place, category, goldstein, status = best.place, best.category or "", best.goldstein, str(best.status)
        documents, independent, cue = entry.documents, entry.independent, ""
    else:
        said = entry.statement
        cue = cue_before(said, what)
        actors, place, category, goldstein, status = [said.speaker] if said.speaker else [], None, "", None, ""
        documents, independent = frozenset({said.document}), 1
    names = tuple(dict.fromkeys(a.name for a in actors))
    countries = frozenset(a.country for a in actors if a.country)
    document = document_of(entry)
    day = told.get(document)
    return Row(
        entry=entry,
        id=entry.id,
        shown=shown_by(entry) if isinstance(entry, Event) else entry.id,
        is_event=isinstance(entry, Event),
        when=when.value if when else "",
        precision=str(when.precision) if when else "",
        first=when.earliest.toordinal() if when and when.earliest else None,
        last=when.latest.toordinal() if when and when.latest else None,
        who=who,
        cue=cue,
        what=what,
        note=note,
        actors=names,
        countries=countries,
        place=place.name if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        category=category,
        goldstein=goldstein,
        grade=grade_of(entry),
        status=status,
        documents=documents,
        document=document,
        start=span.start,
        end=span.end,
        independent=independent,
        is_reviewed=is_reviewed(entry, reviewed),
        is_inferred=mention is not None and not span.holds(mention.span),
        is_between=bool(dyad) and dyad <= countries,
        told=day,
        told_first=day.earliest.toordinal() if day and day.earliest else None,
        told_last=day.latest.toordinal() if day and day.latest else None,
        folded=folded(" ".join((who, cue, what, *names, place.name if place else "", titles.get(document, "")))),
    )


def is_reviewed(entry: Entry, reviewed: frozenset[str]) -> bool:
    return entry.id in reviewed or (isinstance(entry, Event) and not reviewed.isdisjoint(entry.entries))
