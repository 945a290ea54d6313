"""One entry as the pages show it: what was read field by field, why it may be wrong, which reports it stands with, who changed what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.quoting import told
from hikiwake.case.model import Case
from hikiwake.record.analyst import Change, Note
from hikiwake.record.chronology import Entry, date_of, document_of, grade_of, span_of
from hikiwake.record.model import Actor, Contents, Document, Event, Said, Span
from hikiwake.record.wording import wording
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade
from hikiwake.web import review_doubts
from hikiwake.web.typed_dates import typed_date

AROUND = 160  # characters on either side of an entry that are shown with it
MOST_ALIKE = 12  # reports that are offered for merging
_NEAR_DAYS = 62  # within which two reports may tell of one happening


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a document with what stands around them; `marked` pairs each stretch with whether it is the entry's."""

    document: str
    title: str
    at: Span
    marked: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """What can be corrected, as a form holds it: several names parted by semicolons, a date in TIMEX3, an act by its CAMEO code."""

    source: str
    target: str
    date: str
    grade: str
    status: str
    cameo: str
    place: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry made ready.

    `says` is it in a sentence, as the brief has it; `told` the words that tell it (an event's report, a statement's content).
    """

    id: str
    kind: str
    entry: Entry
    document: Document
    says: str
    told: tuple[Span, ...]
    excerpt: Excerpt
    fields: Fields
    date: Date | None
    grade: Grade
    status: str
    version: str
    doubts: tuple[str, ...]
    notes: tuple[Note, ...]
    changes: tuple[Change, ...]
    is_reviewed: bool
    is_rejected: bool
    is_unreviewed: bool
    carried_by: str | None
    carries: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.told[0].start

    @property
    def end(self) -> int:
        return self.told[-1].end


@dataclass(frozen=True, slots=True)
class Telling:
    """Another report, of the same event or one that may be: what it says, when, and where it stands."""

    id: str
    says: str
    date: Date | None
    grade: Grade
    status: str
    document: str
    title: str
    quote: str
    span: Span


def entry_view(
    entry: Entry, contents: Contents, case: Case, names: Names, *, version: str = "", changes: Sequence[Change] = ()
) -> EntryView:
    """The view of one report or statement (an event with several reports is shown by the report that speaks for it).

    Args:
        changes: the record's changes; those of other entries are left out.
    """
    document = contents.document(document_of(entry))
    is_event = isinstance(entry, Event)
    doubts = review_doubts.of_event(entry) if isinstance(entry, Event) else review_doubts.of_statement(entry)
    words = (entry.best.span,) if isinstance(entry, Event) else entry.statement.content.spans
    carried_by = entry.best.via if isinstance(entry, Event) else entry.via
    return EntryView(
        id=entry.id,
        kind="event" if is_event else "statement",
        entry=entry,
        document=document,
        says=says(entry, names, case, document.text),
        told=words,
        excerpt=excerpt(document, _words_of(entry)),
        fields=fields_of(entry),
        date=date_of(entry),
        grade=grade_of(entry),
        status=str(entry.best.status) if isinstance(entry, Event) else "",
        version=version,
        doubts=tuple(d.says for d in doubts if d.share >= 0.1),
        notes=contents.notes.get(entry.id, ()),
        changes=tuple(c for c in changes if entry.id in c.targets),
        is_reviewed=entry.id in contents.reviewed,
        is_rejected=entry.corrected is not None and entry.corrected.rejected,
        is_unreviewed=entry.best.is_unreviewed if isinstance(entry, Event) else entry.statement.is_unreviewed,
        carried_by=carried_by,
        carries=tuple(s.id for s in contents.statements if s.via == entry.id) if not is_event else (),
    )


def says(entry: Entry, names: Names, case: Case, text: str = "") -> str:
    """The entry in one sentence: "Norway protested to Sweden." · "Erik Lund: the fence was a local matter".

    Args:
        text: the stored text of its document, from which an event that a verb of ours could bend (planned, denied, doubtful) is told in its
            source's own words, as the brief does; without it every event is told in ours.
    """
    if isinstance(entry, Event):
        return told(entry.best, text, names, case.as_of)
    return f"{speaker_of(entry, names)}: {wording(entry.statement, marks=False)}"


def speaker_of(said: Said, names: Names) -> str:
    """Who speaks: the actor, else the words for the source, else the author."""
    statement = said.statement
    if statement.speaker:
        return names.one(statement.speaker)
    return " ".join(statement.source.text.split()) if statement.source else "The author"


def fields_of(entry: Entry) -> Fields:
    """The entry's values as a form holds them."""
    if isinstance(entry, Event):
        best = entry.best
        when = best.date.date.value if best.date else ""
        place = best.place.name if best.place else ""
        return Fields(
            _joined(best.sources), _joined(best.targets), when, str(best.grade), str(best.status), best.cameo or "", place
        )
    statement = entry.statement
    speaker = statement.speaker.name if statement.speaker else ""
    return Fields(speaker, "", statement.date.date.value if statement.date else "", str(statement.grade), "", "", "")


def differing(sent: Mapping[str, str | None], entry: Entry) -> dict[str, str]:
    """What a form would change: fields that were sent and are not as the entry has them; a statement has three of them."""
    now = fields_of(entry)
    names = Fields.__dataclass_fields__ if isinstance(entry, Event) else ("source", "date", "grade")
    new = {name: value.strip() for name in names if (value := sent[name]) is not None and value.strip() != getattr(now, name)}
    if "date" in new and (day := typed_date(new.pop("date"))) != now.date:
        new["date"] = day
    return new


def excerpt(document: Document, spans: Sequence[Span], around: int = AROUND) -> Excerpt:
    """The words with what stands around them, within their paragraph."""
    text, ordered = document.text, sorted(spans)
    first, last = ordered[0].start, max(s.end for s in ordered)
    start, end = max(0, first - around), min(len(text), last + around)
    start = max(start, text.rfind("\n\n", start, first) + 2) if "\n\n" in text[start:first] else _word(text, start, forward=True)
    end = text.find("\n\n", last, end) if "\n\n" in text[last:end] else _word(text, end, forward=False)
    start, end = min(start, first), max(end, last)
    marked: list[tuple[str, bool]] = [("… ", False)] if start > 0 and text[start - 1] != "\n" else []
    at = start
    for span in ordered:
        begin = max(span.start, at)
        if begin > at:
            marked.append((text[at:begin], False))
        if span.end > begin:
            marked.append((text[begin : span.end], True))
            at = span.end
    if end > at:
        marked.append((text[at:end], False))
    if end < len(text) and text[end] != "\n":
        marked.append((" …", False))
    return Excerpt(document.id, document.title or document.name, Span(first, last), tuple(marked))


def happening_of(entry: str, merged: Contents) -> Event | None:
    """The event, reports brought together, to which a report's entry belongs."""
    return next((e for e in merged.events if entry in e.own_entries), None)


def tellings(event: Event, contents: Contents, names: Names, case: Case, *, but: str = "") -> tuple[Telling, ...]:
    """The reports of an event, each by itself, but that of the entry `but`."""
    alone = [Event(id, (report,)) for id, report in zip(event.own_entries, event.reports, strict=True) if id != but]
    return tuple(_telling(one, contents, names, case) for one in alone)


def may_be_one(entry: Event, contents: Contents, names: Names, case: Case, *, apart: Iterable[str] = ()) -> tuple[Telling, ...]:
    """Reports that may tell of what this one tells of, the likeliest first: of a like act, by or to the same states, at about the time.

    Args:
        apart: entries that are left out: those of the same event already.
    """
    mine, gone = entry.best, {*apart, *entry.own_entries}
    states = {a.country for a in (*mine.sources, *mine.targets) if a.country}
    ranked = []
    for other in contents.events:
        if other.id in gone:
            continue
        theirs = other.best
        days = _days_apart(date_of(entry), date_of(other))
        shared = len(states & {a.country for a in (*theirs.sources, *theirs.targets) if a.country})
        likeness = 2.0 * shared + 3 * (mine.cameo is not None and (mine.cameo or "")[:2] == (theirs.cameo or "")[:2])
        likeness += 2 * (mine.category is not None and mine.category == theirs.category)
        likeness += 1 if days is None else 3 - days / 31 if days <= _NEAR_DAYS else -6
        if likeness >= 4:
            ranked.append((-likeness, other.id, other))
    return tuple(_telling(other, contents, names, case) for _, _, other in sorted(ranked, key=lambda r: r[:2])[:MOST_ALIKE])


def overlapping(entries: Mapping[str, Entry], ids: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of these ids that are there, in their order."""
    return tuple(entries[id] for id in ids if id in entries)


def _telling(event: Event, contents: Contents, names: Names, case: Case) -> Telling:
    document = contents.document(event.best.document)
    quote = " ".join(event.best.span.cut(document.text).split())
    return Telling(
        event.id, says(event, names, case, document.text), date_of(event), event.grade, str(event.best.status), document.id,
        document.title or document.name, quote, event.best.span,
    )  # fmt: skip


def _words_of(entry: Entry) -> tuple[Span, ...]:
    if isinstance(entry, Event):
        return (entry.best.span,)
    parts = (entry.statement.source, entry.statement.cue, entry.statement.content)
    return tuple(sorted({s for part in parts if part for s in part.spans})) or (span_of(entry),)


def _joined(actors: Iterable[Actor]) -> str:
    return "; ".join(dict.fromkeys(a.name for a in actors))


def _word(text: str, at: int, *, forward: bool) -> int:
    """The border of a word near `at`, inward."""
    if at in (0, len(text)):
        return at
    blank = text.find(" ", at, at + 40) if forward else text.rfind(" ", max(0, at - 40), at)
    return at if blank < 0 else blank + 1 if forward else blank


def _days_apart(one: Date | None, other: Date | None) -> int | None:
    if not (one and other and one.earliest and one.latest and other.earliest and other.latest):
        return None
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days, 0)
