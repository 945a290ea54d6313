"""A document as received, with all that was read in it: to see, correct, reject, merge, split and add."""

import re
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from hikiwake.record.chronology import grade_of, span_of
from hikiwake.record.model import Contents, Correction, Document, Event, Span, Status
from hikiwake.terms.errors import RecordError
from hikiwake.web import reading_room
from hikiwake.web.acts import acts
from hikiwake.web.adding import Begun, begun
from hikiwake.web.desk import Desk
from hikiwake.web.document_view import Asked, DocumentView, Marked, document_view, kinds_of, span_of_address, spans_of_address
from hikiwake.web.entry_panel import panel, viewed
from hikiwake.web.entry_view import excerpt, overlapping, says
from hikiwake.web.marking import Kind, entries_over
from hikiwake.web.pages.entries import Text, local
from hikiwake.web.rendering import answer, back
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.typed_dates import typed_date
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "added": "Added as yours; u takes it back.",
    "document-reviewed": "The document is marked as reviewed; u takes it back.",
}
_MOST_FOUND = 20  # places that are offered for words to add


class EntryIn(BaseModel):
    """An entry of a document: where its words stand, and it in one sentence."""

    id: str
    kind: str
    span: tuple[int, int]
    grade: str
    says: str
    is_reviewed: bool


class DocumentTwin(BaseModel):
    """A document with its stored text, which spans index in code points, and its entries in text order."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None
    text: str
    prose: list[tuple[int, int]]
    entries: list[EntryIn]


@page(router, "/documents/{id}", DocumentTwin, summary="A document as received, with all that was read in it")
def document(
    request: Request,
    desk: AtDesk,
    id: str,
    entry: str = "",
    at: str = "",
    show: str = "",
    noise: str = "",
    q: str = "",
    add: str = "",
    words: str = "",
    merge: bool = False,
    alone: bool = False,
) -> Response:
    """The address keeps what is shown.

    Args:
        entry: the entry that is open beside the text.
        at: words to show, as START-END in code points.
        show: kinds of highlights, parted by commas (event, statement, date, actor, place; none).
        noise: unfold page noise.
        q: words to look for in the text.
        add: words to add an entry on, as START-END, several pieces parted by commas; `words`: the same, as the words themselves.
        merge: list the reports that may tell of the same event as the entry.
        alone: what is changed of the entry is changed in this report and in none of the event's others.
    """
    view = desk.look()
    source = reading_room.document_named(view.contents, id)
    length = len(source.text)
    adding: tuple[Span, ...] = spans_of_address(add, length)
    found_at: tuple[Span, ...] = ()
    if words and not adding:
        adding, found_at = _places(source.text, words)
    opened = reading_room.entry_in(view, entry[:64], source.id)
    asked = Asked(opened, span_of_address(at, length), adding, kinds_of(show), bool(noise), q.strip()[:200])
    marked = reading_room.marked(view.contents, source)
    column = document_view(marked, asked, view.contents.reviewed)
    names = reading_room.names.of(view)
    context = {
        "document": source,
        "column": column,
        "asked": asked,
        "show_value": show,
        "known_names": reading_room.known_names.of(view),
        "toggles": _toggles(asked, column),
        "says": {e.id: says(e, names, view.case, source.text) for e in overlapping(reading_room.entries.of(view), column.here)},
        "reviewed": sum(id in view.contents.reviewed for id in column.order),
        "is_reviewed": source.id in view.contents.reviewed,
        "notes": view.contents.notes.get(source.id, ()),
        "rejected": _rejected(view.contents, source.id),
        **_aside(desk, view, source, column, asked, found_at=found_at, words=words, merge=merge, alone=alone),
    }

    return answer(request, "document.html.j2", context, lambda: _twin(marked, view))


@form(router, "/documents/{id}/add", summary="Add an event or a statement that no reader found")
def add_entry(
    request: Request,
    desk: AtDesk,
    id: str,
    at: Text = "",
    kind: Text = "event",
    source: Text = "",
    target: Text = "",
    cameo: Text = "",
    date: Text = "",
    grade: Text = "",
    status: Text = "",
    place: Text = "",
    note: Text = "",
) -> Response:
    """`at` are the words, as START-END in code points; several pieces are parted by commas. Several names are parted by semicolons."""
    received = reading_room.document_named(desk.look().contents, id)
    spans = spans_of_address(at, len(received.text))
    if not spans:
        raise RecordError.of(received.name, f"{at[:40]!r} are no words of it", "Select words of its text.")
    is_event = kind == "event"
    with desk.writing() as record:
        new = record.add_entry(
            received.id,
            spans,
            kind=kind,
            sources=_names(source),
            targets=_names(target) if is_event else (),
            cameo=cameo or None if is_event else None,
            date=typed_date(date) or None,
            grade=grade or None,
            status=status or None if is_event else None,
            place=place or None if is_event else None,
            note=note,
            by=desk.analyst,
            on=desk.now(),
        )
    return back(request, f"/documents/{received.id[:12]}?entry={new.id}", "added")


@form(router, "/documents/{id}/note", summary="Keep a note on the document")
def document_note(request: Request, desk: AtDesk, id: str, text: Text = "", to: Text = "") -> Response:
    received = reading_room.document_named(desk.look().contents, id)
    with desk.writing() as record:
        record.note(received.id, text, by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/documents/{received.id[:12]}", "noted")


@form(router, "/documents/{id}/reviewed", summary="The document was looked through")
def document_reviewed(request: Request, desk: AtDesk, id: str, to: Text = "") -> Response:
    received = reading_room.document_named(desk.look().contents, id)
    with desk.writing() as record:
        record.review(received.id, by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/documents/{received.id[:12]}", "document-reviewed")


def _twin(marked: Marked, view: View) -> DocumentTwin:
    source, names, reviewed = marked.document, reading_room.names.of(view), view.contents.reviewed
    return DocumentTwin(
        id=source.id,
        name=source.name,
        title=source.title,
        publisher=source.publisher,
        date=source.date.value if source.date else None,
        url=source.url,
        text=source.text,
        prose=[_pair(s) for s in source.prose],
        entries=[
            EntryIn(
                id=e.id,
                kind="event" if isinstance(e, Event) else "statement",
                span=_pair(span_of(e)),
                grade=str(grade_of(e)),
                says=says(e, names, view.case, source.text),
                is_reviewed=e.id in reviewed,
            )
            for e in marked.entries
        ],
    )


def _toggles(asked: Asked, column: DocumentView) -> list[dict[str, Any]]:
    """One for each kind, and for page noise: whether it is on, and the address that turns it."""
    out: list[dict[str, Any]] = []
    for kind in Kind:
        turned = [k.value for k in Kind if (k in asked.kinds) != (k is kind)]
        href = asked.query(show=",".join(turned) or "none")
        out.append(
            {
                "name": kind.value,
                "label": _LABELS[kind],
                "count": column.marked.counts[kind],
                "is_on": kind in asked.kinds,
                "href": href,
            }
        )
    if any(part.is_noise for part in column.parts):
        href = asked.query(noise="" if asked.noise else "1")
        out.append({"name": "noise", "label": "page noise", "count": None, "is_on": asked.noise, "href": href})
    return out


_LABELS = {Kind.EVENT: "events", Kind.STATEMENT: "statements", Kind.DATE: "dates", Kind.ACTOR: "actors", Kind.PLACE: "places"}


def _aside(
    desk: Desk,
    view: View,
    source: Document,
    column: DocumentView,
    asked: Asked,
    *,
    found_at: Sequence[Span],
    words: str,
    merge: bool,
    alone: bool,
) -> dict[str, Any]:
    """What stands beside the text: the open entry, a form to add one, or what there is to say of the document."""
    base = f"/documents/{source.id[:12]}"
    context: dict[str, Any] = {"mode": "document", "base": base, "entry": None, "over": (), "adding": None, "found": ()}
    if words:
        context |= {"mode": "found", "words": words, "found": tuple(excerpt(source, [place], 40) for place in found_at)}
    if asked.adding:
        context |= {
            "mode": "add",
            "adding": asked.adding,
            "adding_at": ",".join(f"{s.start}-{s.end}" for s in asked.adding),
            "adding_text": " … ".join(" ".join(s.cut(source.text).split()) for s in asked.adding),
            "begun": _begun(desk, view, column, asked),
            "acts": acts(),
            "statuses": list(Status),
        }
    elif asked.entry and not words:
        shown = viewed(desk, view, asked.entry)
        if shown.document.id != source.id:
            return context
        at = column.order.index(shown.id) if shown.id in column.order else -1
        following = column.order[at + 1] if -1 < at < len(column.order) - 1 else ""
        before = column.order[at - 1] if at > 0 else ""
        here = base + column.href(asked, shown.id)
        context |= {
            "mode": "entry",
            "entry": shown,
            "over": _over(view, column, asked),
            "place": at + 1,
            "before": before,
            "following": following,
            **panel(
                view,
                shown,
                here=here,
                merge=merge,
                alone=alone,
                next=base + column.href(asked, following) if following else here,
                swap="text tools aside",
            ),
        }
    return context


def _begun(desk: Desk, view: View, column: DocumentView, asked: Asked) -> Begun:
    """What the words to add say of themselves."""
    source = column.marked.document
    with desk.reading() as record:
        dates = record.reading(source.id).dates
    own = [e.best.date if isinstance(e, Event) else e.statement.date for e in column.marked.entries]
    names = reading_room.known_names.of(view)
    return begun(source.text, asked.adding, column.marked.entries, names, (*dates, *(mention for mention in own if mention)))


def _over(view: View, column: DocumentView, asked: Asked) -> tuple[Any, ...]:
    """The entries that lie over the words asked for, the tightest first, where there are several."""
    if asked.at is None:
        return ()
    ids = entries_over([m for m in column.marked.marks if m.kind in asked.kinds or m.entry == asked.entry], asked.at)
    return overlapping(reading_room.entries.of(view), ids) if len(ids) > 1 else ()


def _places(text: str, words: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where words stand in a text, white space aside: the one place, or else all of several."""
    parts = words.split()
    if not parts:
        return (), ()
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    found = tuple(Span(*m.span()) for _, m in zip(range(_MOST_FOUND), pattern.finditer(text), strict=False))
    return (found, ()) if len(found) == 1 else ((), found)


def _rejected(contents: Contents, document: str) -> tuple[Correction, ...]:
    """The rejections that hold in a document, one an entry."""
    return tuple({c.entry: c for c in contents.corrections if c.rejected and c.anchor.document == document}.values())


def _names(typed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in typed.split(";") if name.strip())


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end
