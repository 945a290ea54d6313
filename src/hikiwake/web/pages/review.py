"""The review queue: ten minutes of an analyst's time go where they matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel

from hikiwake.brief import english
from hikiwake.brief.composition.page_one import page_one
from hikiwake.record.chronology import Entry, date_of
from hikiwake.record.model import Event, Said, Span
from hikiwake.record.versions import version as version_of
from hikiwake.terms.errors import ConflictError
from hikiwake.terms.grades import Grade
from hikiwake.web import reading_room
from hikiwake.web.desk import Desk
from hikiwake.web.entry_panel import panel, viewed
from hikiwake.web.entry_view import Excerpt, excerpt, says
from hikiwake.web.kept import Kept
from hikiwake.web.pages.entries import Text, local
from hikiwake.web.rendering import answer, back
from hikiwake.web.review_queue import MATTERS, Queue, Waiting, ids_of, is_done, queue
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "all-accepted": "All that were shown are accepted.",
    "some-changed": "Those that nobody had changed meanwhile are accepted; look at the others again.",
}
AT_ONCE = 10  # entries that are shown, and that "accept all" takes
_MOST_SKIPPED = 60
_MANY = 2_000  # entries above which the order of a moment ago is shown until the new one is worked out


class WaitingTwin(BaseModel):
    """An entry that waits: its worth is doubt × stake, each made of its parts."""

    id: str
    ids: list[str]
    kind: str
    says: str
    document: str
    span: tuple[int, int]
    grade: str
    worth: float
    doubt: float
    stake: float
    doubts: list[dict[str, Any]]
    stakes: list[dict[str, Any]]


class ReviewTwin(BaseModel):
    """The queue, worth most first: `matter` entries matter, of which `reviewed` are done."""

    matter: int
    reviewed: int
    waiting: int
    rest_index: float
    rest_posterior: float
    entries: list[WaitingTwin]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the queue as the page shows it."""

    waiting: Waiting
    kind: str
    says: str
    why: str
    excerpt: Excerpt
    date: Any
    version: str
    skip: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What of the queue is asked for. `skip` are ids that were passed over."""

    kind: str = ""
    grade: str = ""
    document: str = ""
    rest: bool = False
    skip: tuple[str, ...] = ()

    def address(self, **changes: str) -> str:
        values = {
            "kind": self.kind,
            "grade": self.grade,
            "document": self.document,
            "rest": "1" if self.rest else "",
            "skip": ",".join(self.skip),
        }
        given = {k: v for k, v in {**values, **changes}.items() if v}
        return f"/review?{urlencode(given)}" if given else "/review"

    def wants(self, one: Waiting) -> bool:
        if self.kind and self.kind != ("event" if isinstance(one.entry, Event) else "statement"):
            return False
        if self.grade and self.grade != one.grade.value:
            return False
        return not self.document or one.document.startswith(self.document)


def _queue(view: View) -> Queue:
    return queue(view.assessment, page_one(view.material), view.contents.reviewed)


_queues: Kept[Queue] = Kept(_queue)
_latest: dict[Path, Queue] = {}  # the last queue worked out for a case
_lock = Lock()


@page(router, "/review", ReviewTwin, summary="What to review, the most telling first")
def review(
    request: Request,
    desk: AtDesk,
    kind: str = "",
    grade: str = "",
    document: str = "",
    rest: str = "",
    skip: str = "",
    open: str = "",
    merge: bool = False,
    alone: bool = False,
    fresh: bool = False,
) -> Response:
    """The address keeps what is shown.

    Args:
        kind, grade, document: show only these.
        rest: go on to what moves no number.
        skip: entries passed over, parted by commas.
        open: the entry whose fields are open for correction beside the queue; `merge` lists what it may be one with, `alone` changes
            it and none of the event's other reports.
        fresh: work the order out anew before answering, where it else would show that of a moment ago.
    """
    view = desk.look()
    asked = Filters(
        kind if kind in ("event", "statement") else "",
        grade if grade in set(Grade) else "",
        document[:64],
        bool(rest),
        tuple(s for s in skip.split(",") if s)[-_MOST_SKIPPED:],
    )
    ranked, is_current = _ranked(desk, view, wait=fresh or request.url.path.endswith(".json"))
    wanted = [w for w in ranked.waiting if asked.wants(w) and (asked.rest or w.worth >= MATTERS)] if ranked else []
    passed = set(asked.skip)
    wanted = [w for w in wanted if w.id not in passed] + [w for w in wanted if w.id in passed]
    rows = _rows(view, wanted[:AT_ONCE], asked)
    context: dict[str, Any] = {
        "asked": asked,
        "queue": ranked,
        "rows": rows,
        "wanted": len(wanted),
        "is_current": is_current,
        "has_documents": bool(view.contents.documents),
        "titles": {d.id: d.title or d.name for d in view.contents.documents},
        "known_names": reading_room.known_names.of(view),
        "entry": None,
    }
    if open:
        shown = viewed(desk, view, open)
        context |= {
            "entry": shown,
            **panel(
                view, shown, here=asked.address(open=shown.id), merge=merge, alone=alone, next=asked.address(), swap="queue aside"
            ),
        }
        context["panel_close"] = asked.address()
    return answer(request, "review.html.j2", context, lambda: _twin(ranked or _queues.of(view), wanted, view))


@form(router, "/review/accept", summary="Accept all entries that are shown")
def accept_all(request: Request, desk: AtDesk, entry: Text = "", to: Text = "") -> Response:
    """`entry`: for each its id, its version and the ids of the event's other reports, parted by blanks; then a semicolon. What has changed
    meanwhile is left alone."""
    changed = False
    with desk.writing() as record:
        for id, version, *also in [told.split() for told in entry.split(";") if len(told.split()) > 1][:AT_ONCE]:
            try:
                record.review(id, also=also, by=desk.analyst, on=desk.now(), if_version=version)
            except ConflictError:
                changed = True
    return back(request, local(to) or "/review", "some-changed" if changed else "all-accepted")


def _ranked(desk: Desk, view: View, *, wait: bool) -> tuple[Queue | None, bool]:
    """The queue, and whether it is that of the record as it stands: with many entries that of a moment ago is shown meanwhile, None at first."""
    with _lock:
        earlier = _latest.get(desk.path)
    many = len(view.contents.events) + len(view.contents.statements) > _MANY
    if many and not wait and not _queues.is_ready(view):
        return (_still(earlier, view) if earlier else None), False
    found = _queues.of(view)
    with _lock:
        _latest.clear()
        _latest[desk.path] = found
    return found, True


def _still(earlier: Queue, view: View) -> Queue:
    """An earlier queue without what has been dealt with since."""
    now: Mapping[str, Entry] = reading_room.entries.of(view)

    def waits(one: Waiting) -> bool:
        standing = [now.get(id) for id in one.ids]
        return all(e is not None and e.corrected is None for e in standing) and not is_done(one.entry, view.contents.reviewed)

    left = tuple(w for w in earlier.waiting if waits(w))
    done = sum(w.worth >= MATTERS for w in earlier.waiting) - sum(w.worth >= MATTERS for w in left)
    return Queue(left, earlier.matter, earlier.reviewed + done, earlier.rest_index, earlier.rest_posterior)


def _rows(view: View, chosen: Sequence[Waiting], asked: Filters) -> tuple[Row, ...]:
    if not chosen:
        return ()
    names = reading_room.names.of(view)
    return tuple(
        Row(
            w,
            "event" if isinstance(w.entry, Event) else "statement",
            says(w.entry, names, view.case, view.contents.document(w.document).text),
            english.capital(w.why),
            excerpt(view.contents.document(w.document), _words(w.entry)),
            date_of(w.entry),
            version_of(w.entry),
            asked.address(skip=",".join([*(s for s in asked.skip if s != w.id), w.id][-_MOST_SKIPPED:])),
        )
        for w in chosen
    )


def _words(entry: Event | Said) -> tuple[Span, ...]:
    if isinstance(entry, Event):
        return (entry.best.span,)
    parts = (entry.statement.source, entry.statement.cue, entry.statement.content)
    return tuple(sorted({s for part in parts if part for s in part.spans}))


def _twin(ranked: Queue, wanted: Sequence[Waiting], view: View) -> ReviewTwin:
    names = reading_room.names.of(view)
    entries = [
        WaitingTwin(
            id=w.id,
            ids=list(ids_of(w.entry)),
            kind="event" if isinstance(w.entry, Event) else "statement",
            says=says(w.entry, names, view.case, view.contents.document(w.document).text),
            document=w.document,
            span=(w.span.start, w.span.end),
            grade=w.grade.value,
            worth=round(w.worth, 4),
            doubt=round(w.doubt, 4),
            stake=round(w.stake, 4),
            doubts=[{"name": d.name, "says": d.says, "share": round(d.share, 4)} for d in w.doubts],
            stakes=[{"name": s.name, "says": s.says, "moves": round(s.moves, 4), "share": round(s.share, 4)} for s in w.stakes],
        )
        for w in wanted[:500]
    ]
    return ReviewTwin(
        matter=ranked.matter,
        reviewed=ranked.reviewed,
        waiting=len(ranked.waiting),
        rest_index=round(ranked.rest_index, 4),
        rest_posterior=round(ranked.rest_posterior, 4),
        entries=entries,
    )
