"""One entry at its permanent address, and all that an analyst can do to it from whatever page shows it."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from hikiwake.record import wire
from hikiwake.record.chronology import document_of
from hikiwake.record.disputes import Dispute
from hikiwake.record.happening import told_with
from hikiwake.record.model import Event, Span
from hikiwake.record.store import Record
from hikiwake.terms.errors import ConflictError, RecordError
from hikiwake.terms.grades import Grade
from hikiwake.web import reading_room
from hikiwake.web.desk import Desk
from hikiwake.web.document_view import span_of_address
from hikiwake.web.entry_panel import ALONE, panel, viewed
from hikiwake.web.entry_view import EntryView, Telling, differing, fields_of
from hikiwake.web.errors import Overtaken
from hikiwake.web.marking import moved_by_a_token
from hikiwake.web.rendering import answer, back
from hikiwake.web.twin import AtDesk, form, page

router = APIRouter()
SAID = {
    "accepted": "Accepted.",
    "corrected": "Corrected; u takes it back.",
    "unchanged": "Nothing was different, so nothing was changed.",
    "rejected": "Rejected: it counts nowhere any more; u takes it back.",
    "accepted-all": "Accepted, in all its reports.",
    "corrected-all": "Corrected in all its reports; u takes it back.",
    "rejected-all": "All its reports are rejected: it counts nowhere any more; u takes it back.",
    "rejected-one": "This report is rejected; the happening stands by its other reports. u takes it back.",
    "taken-back": "Taken back.",
    "widened": "The words are changed; u takes it back.",
    "joined": "They are one happening now; u takes it back.",
    "parted": "They are two happenings now; u takes it back.",
    "noted": "The note is kept.",
}

Text = Annotated[str, Form()]


class EntryTwin(BaseModel):
    """One entry: as it stands, what of it is doubtful, its notes and its history, and the other reports of the same event."""

    id: str
    kind: str
    says: str
    document: str
    title: str
    version: str
    is_reviewed: bool
    is_rejected: bool
    doubts: list[str]
    entry: dict[str, Any]
    notes: list[dict[str, Any]]
    changes: list[dict[str, Any]]
    tellings: list[dict[str, Any]]
    disputed: list[dict[str, Any]]


@page(router, "/entries/{id}", EntryTwin, summary="One entry with its words, its doubts and its history")
def entry(request: Request, desk: AtDesk, id: str, merge: bool = False, here: str = "", alone: bool = False) -> Response:
    """`merge` lists the reports that may tell of the same event; `here` is the page to which forms come back, where it is another; `alone`: what
    is changed is changed in this report and in none of the event's others."""
    view = desk.look()
    shown = viewed(desk, view, id)
    view.has_ended(view.beside("happenings", reading_room.together))
    context = {
        **panel(view, shown, here=local(here) or f"/entries/{shown.id}", merge=merge, alone=alone, wait=False),
        "entry": shown,
    }
    return answer(request, "entry.html.j2", context, lambda: twin(shown, context["tellings"], context["disputed"]))


def twin(shown: EntryView, others: tuple[Telling, ...], disputed: tuple[Dispute, ...]) -> EntryTwin:
    """The entry for programs."""
    standing = shown.entry
    notes = [{"text": n.text, "by": n.by, "on": n.on} for n in shown.notes]
    return EntryTwin(
        id=shown.id,
        kind=shown.kind,
        says=shown.says,
        document=shown.document.id,
        title=shown.document.title or shown.document.name,
        version=shown.version,
        is_reviewed=shown.is_reviewed,
        is_rejected=shown.is_rejected,
        doubts=list(shown.doubts),
        entry={
            **(
                wire.event_json(standing, {shown.document.id: shown.document.text})
                if isinstance(standing, Event)
                else wire.said_json(standing)
            ),
            "reviewed": shown.is_reviewed,
            "notes": list(notes),
        },
        notes=notes,
        changes=[
            {"number": c.number, "what": c.what, "told": c.told, "by": c.by, "on": c.on, "undone": c.is_undone}
            for c in shown.changes
        ],
        tellings=[{"id": t.id, "says": t.says, "document": t.document, "quote": t.quote} for t in others],
        disputed=[asdict(dispute) for dispute in disputed],
    )


@form(router, "/entries/{id}/accept", summary="The entry is right as it stands")
def accept(request: Request, desk: AtDesk, id: str, version: Text = "", also: Text = "", to: Text = "") -> Response:
    """`also`: the ids of the event's other reports, parted by blanks, or `alone`; left out, those that `hikiwake correct` takes: all, where the
    id stands for the event."""
    others = _others(desk, id, also)
    _write(desk, id, version, {}, lambda record, mark: record.review(id, also=others, **mark))
    return back(request, local(to) or f"/entries/{id}", "accepted-all" if others else "accepted")


@form(router, "/entries/{id}/reject", summary="The entry is wrong as a whole: take it out")
def reject(request: Request, desk: AtDesk, id: str, version: Text = "", also: Text = "", to: Text = "") -> Response:
    """`also` as for accepting."""
    others = _others(desk, id, also)
    has_further = not others and len(_happening(desk, id)) > 1
    _write(
        desk,
        id,
        version,
        {"entry": "rejected"},
        lambda record, mark: record.correct(id, rejected=True, also=others, **mark),
    )
    return back(
        request, local(to) or f"/entries/{id}", "rejected-all" if others else "rejected-one" if has_further else "rejected"
    )


@form(router, "/entries/{id}/undo", summary="Take back the last change of the entry")
def undo_entry(request: Request, desk: AtDesk, id: str, to: Text = "") -> Response:
    with desk.writing() as record:
        record.undo(id, by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/entries/{id}", "taken-back")


@form(router, "/entries/{id}/correct", summary="Put fields of the entry right")
def correct(
    request: Request,
    desk: AtDesk,
    id: str,
    version: Text = "",
    source: Annotated[str | None, Form()] = None,
    target: Annotated[str | None, Form()] = None,
    date: Annotated[str | None, Form()] = None,
    grade: Annotated[str | None, Form()] = None,
    status: Annotated[str | None, Form()] = None,
    cameo: Annotated[str | None, Form()] = None,
    place: Annotated[str | None, Form()] = None,
    also: Text = "",
    to: Text = "",
) -> Response:
    """Only what differs from the entry as it stands is corrected. Several names are parted by semicolons; `also` as for accepting."""
    sent = {"source": source, "target": target, "date": date, "grade": grade, "status": status, "cameo": cameo, "place": place}
    entry = reading_room.entry_named(desk, desk.look(), id)
    new = differing(sent, entry)
    if not new:
        return back(request, local(to) or f"/entries/{id}", "unchanged")
    others = _others(desk, id, also)
    sources, targets = (_names(new[side]) if side in new else None for side in ("source", "target"))
    rest: dict[str, Any] = {name: new.get(name) for name in ("date", "grade", "status", "cameo", "place")}
    _write(
        desk,
        id,
        version,
        new,
        lambda record, mark: record.correct(id, sources=sources, targets=targets, also=others, **rest, **mark),
    )
    return back(request, local(to) or f"/entries/{id}", "corrected-all" if others else "corrected")


@form(router, "/entries/{id}/span", summary="Change the words that tell the entry")
def span(request: Request, desk: AtDesk, id: str, version: Text = "", move: Text = "", at: Text = "", to: Text = "") -> Response:
    """By a token: `move` is start-earlier, start-later, end-earlier or end-later; or to the words `at` (START-END)."""
    view = desk.look()
    entry = reading_room.entry_named(desk, view, id)
    text = view.contents.document(document_of(entry)).text
    words = [entry.best.span] if isinstance(entry, Event) else list(entry.statement.content.spans)
    chosen = span_of_address(at, len(text)) if at else None
    edge, _, way = move.partition("-")
    if chosen is not None:
        new = [chosen]
    elif edge == "start" and way in ("earlier", "later"):
        new = [moved_by_a_token(text, words[0], "start", outward=way == "earlier"), *words[1:]]
    elif edge == "end" and way in ("earlier", "later"):
        new = [*words[:-1], moved_by_a_token(text, words[-1], "end", outward=way == "later")]
    else:
        mend = "Name a move (start-earlier, start-later, end-earlier, end-later), or the words as START-END."
        raise RecordError.of(id, "no words are given", mend)
    if new == words:
        return back(request, local(to) or f"/entries/{id}", "unchanged")
    told = " … ".join(" ".join(s.cut(text).split()) for s in new)
    part: dict[str, list[Span]] = {"span" if isinstance(entry, Event) else "content": new}
    _write(desk, id, version, {"words": told}, lambda record, mark: record.correct(id, **part, **mark))  # type: ignore[arg-type]
    return back(request, local(to) or f"/entries/{id}", "widened")


@form(router, "/entries/{id}/join", summary="This report and others tell of one happening")
def join(request: Request, desk: AtDesk, id: str, other: Annotated[list[str], Form()], to: Text = "") -> Response:
    with desk.writing() as record:
        record.say_joined([id, *other], by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/entries/{id}", "joined")


@form(router, "/entries/{id}/part", summary="This report does not tell of what the others tell of")
def part(request: Request, desk: AtDesk, id: str, other: Annotated[list[str], Form()], to: Text = "") -> Response:
    with desk.writing() as record:
        record.part(id, other, by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/entries/{id}", "parted")


@form(router, "/entries/{id}/note", summary="Keep a note on the entry")
def note(request: Request, desk: AtDesk, id: str, text: Text = "", to: Text = "") -> Response:
    with desk.writing() as record:
        record.note(id, text, by=desk.analyst, on=desk.now())
    return back(request, local(to) or f"/entries/{id}", "noted")


def local(address: str) -> str:
    """The address, if it is one of the workbench's own pages; else nothing."""
    is_ours = address.startswith("/") and not address.startswith(("//", "/\\")) and not any(c < " " for c in address)
    return address if is_ours else ""


def _happening(desk: Desk, id: str) -> tuple[str, ...]:
    """The entries of all reports of what this one tells; none where it tells of no happening."""
    event = reading_room.happenings.of(desk.look()).get(id)
    return event.own_entries if event else ()


def _others(desk: Desk, id: str, also: str) -> tuple[str, ...]:
    """The entries to which is done what is done to this one: those that are named, else those that its id stands for."""
    if also == ALONE:
        return ()
    return tuple(also.split()) or told_with(id, reading_room.happenings.of(desk.look()).get(id))


def _names(typed: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in typed.split(";") if name.strip())


def _write(desk: Desk, id: str, version: str, new: Mapping[str, str], act: Callable[[Record, dict[str, Any]], object]) -> None:
    """Do something to an entry if it is still as it was; else show what each would have it be.

    Raises:
        Overtaken: somebody was quicker; nothing was written.
    """
    try:
        with desk.writing() as record:
            act(record, {"by": desk.analyst, "on": desk.now(), "if_version": version or None})
    except ConflictError as error:
        theirs = fields_of(reading_room.entry_named(desk, desk.look(), id))
        told = {name: _shown(name, getattr(theirs, name, "as it stands now")) for name in new}
        yours = {name: _shown(name, value) for name, value in new.items()}
        raise Overtaken(error.problems[0], yours=yours, theirs=told, see=f"/entries/{quote(id, safe='')}") from None


def _shown(name: str, value: str) -> str:
    return Grade(value).label if name == "grade" and value in set(Grade) else value or "nothing"
