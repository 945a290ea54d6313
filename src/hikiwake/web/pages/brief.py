"""The brief as it stands now; each sentence opens beside it what it rests on, and it leaves in the form that the desk uses."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup
from pydantic import BaseModel

import hikiwake.brief as written_up
from hikiwake.assessment.model import Assessment
from hikiwake.brief.composition.compose import compose_from
from hikiwake.brief.html import Drawn, drawn_chart
from hikiwake.brief.judges import judges_of, letters
from hikiwake.brief.model import Brief, Entries, Section, sentences_of
from hikiwake.history import SENT
from hikiwake.terms.errors import LedgerError
from hikiwake.web import past
from hikiwake.web.desk import Desk
from hikiwake.web.marks import Marks, beside
from hikiwake.web.remembered import Remembered
from hikiwake.web.rendering import SWAP, answer, environment, markup, wants_json
from hikiwake.web.twin import FAILURES, AtDesk, page
from hikiwake.web.view import View

router = APIRouter()
_PATIENCE_TO_OPEN_SECONDS = 0.1
_PATIENCE_SECONDS = 0.5  # from the request on; a brief that is not composed by then comes by itself, which the page says
_MANY = 5_000  # entries of which no first brief is composed in that time
_MOST_ENTRIES = 80  # of one list
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FORMS = {  # media type, and what writes it
    "docx": (_DOCX, "to_docx"),
    "pdf": ("application/pdf", "to_pdf"),
    "md": ("text/markdown; charset=utf-8", "to_markdown"),
    "html": ("text/html; charset=utf-8", "to_html"),
}


class BriefTwin(BaseModel):
    """The whole assessment with the brief's sentences, as `hikiwake brief --json` prints it."""

    case: dict[str, Any]
    as_of: str
    brief: dict[str, Any]
    numbers: dict[str, Any]
    entries: dict[str, Any]
    basis: dict[str, Any]
    relations: dict[str, Any]
    settlement: dict[str, Any]
    weighing: dict[str, Any]
    forecast: dict[str, Any]
    clocks: Any
    event_data: dict[str, Any]
    agreement: dict[str, Any] | None
    evidence_at: dict[str, Any]
    unresolved: list[Any]
    record: dict[str, Any]


@page(router, "/brief", BriefTwin, summary="The brief, live")
def brief(request: Request, desk: AtDesk, at: str = "", since: bool = False) -> Response:
    """`at` is the key of a sentence whose grounds are shown beside it; `since` tells what changed since the last brief that left."""
    begun = time.monotonic()
    if not wants_json(request) and not desk.is_open(_PATIENCE_TO_OPEN_SECONDS):
        waiting = {"title": desk.title, "waits_for": "The record is being opened.", "is_open": False}
        return answer(request, "brief_waiting.html.j2", waiting, None)
    view = desk.look()
    entries = len(view.contents.events) + len(view.contents.statements)
    patience = 0 if view.is_first and entries > _MANY else begun + _PATIENCE_SECONDS - time.monotonic()
    if not wants_json(request) and not view.is_ready(max(patience, 0)):
        waits_for = f"The brief is being composed from {entries:,} entries."
        return answer(
            request, "brief_waiting.html.j2", {"title": view.case.question, "waits_for": waits_for, "is_open": True}, None
        )
    is_since = since or at.startswith("since:") or "since" in request.headers.get(SWAP, "").split()
    while is_since:
        view.has_ended(view.beside("since", lambda v: _with_since(desk, v), even_if_past=False))
        if not view.is_past:
            break
        view = desk.look()  # somebody has changed the case meanwhile
    whole = _with_since(desk, view) if is_since else view.brief
    marks = Marks(view, whole, view.once(f"judges {is_since}", lambda _: letters(whole)))
    chosen = next((s for s in whole.sentences() if s.key == at), None) if at else None
    first = [name for block in view.brief.page_one.blocks for s in sentences_of(block) for name in judges_of(s)]
    context = {
        "view": view,
        "brief": view.brief,
        "sections": lambda: view.once(f"sections {is_since}", lambda v: _sections(v, marks)),
        "since": _section(whole, "since"),
        "is_since": is_since,
        "notes": marks.of,
        "first_judges": {name: marks.judges[name] for name in dict.fromkeys(first)},
        "beside": beside,
        "chart": lambda name: _drawn(name, view),
        "chosen": chosen,
        "grounds": marks.grounds(chosen) if chosen else (),
        "forms": tuple(_FORMS),
    }
    shown = answer(request, "brief.html.j2", context, lambda: written_up.to_json(view.brief, view.assessment))
    past.keep_run(desk, view)  # not before: it would work beside what somebody waits for
    return shown


def _sent(form: str) -> Callable[..., Response]:
    def sent(desk: AtDesk) -> Response:
        view = desk.look()
        kind, writer = _FORMS[form]
        written: Callable[[Brief, Any], str | bytes] = getattr(written_up, writer)
        try:
            body = written(_with_since(desk, view), view.assessment)
            if (history := past.history_of(desk, view)) is not None:
                history.keep(SENT)
        except LedgerError as error:  # it costs no brief, only the word on what changed; the page of the history tells the reader
            print(error, file=sys.stderr)
            body = written(view.brief, view.assessment)
        name = "".join(c if c.isascii() and c.isalnum() else "-" for c in view.case.title.lower()).strip("-")[:60] or "brief"
        return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})

    return sent


for _form, (_kind, _) in _FORMS.items():
    router.add_api_route(
        f"/brief.{_form}",
        _sent(_form),
        methods=["GET"],
        operation_id=f"brief_{_form}",
        summary=f"The brief to send, as {_form}",
        response_class=Response,
        responses={200: {"content": {_kind.split(";")[0]: {}}}, **FAILURES},
    )


def _with_since(desk: Desk, view: View) -> Brief:
    """The brief with what changed since the last one that left; that takes its time where much changed, so it is asked for apart."""
    return view.once("brief with since", lambda v: compose_from(v.material.with_since(past.since_last(desk, v))))


_charts: Remembered[Drawn | None] = Remembered()
_SHOWN: dict[str, Callable[[Assessment], tuple[object, ...]]] = {  # what the charts that take a moment show, beside names
    "relations": lambda a: (a.relations, a.contents, a.event_data),
    "said": lambda a: (a.contents,),
    "settlement": lambda a: (a.settlement,),
}


def _drawn(name: str, view: View) -> Drawn | None:
    material = view.material
    if name not in _SHOWN:
        return drawn_chart(name, material)
    asked, shown = (name, *material.parties.items()), (material.names, *_SHOWN[name](view.assessment))
    return _charts.of(asked, shown, lambda: drawn_chart(name, material))


def _sections(view: View, marks: Marks) -> Markup:
    """The sections after page one, as the page shows them."""
    values = {
        "sections": tuple(map(_shortened, view.brief.sections)),
        "entries": len(view.assessment.contents.events) + len(view.assessment.contents.statements),
        "notes": marks.of,
        "judges": marks.judges,
        "beside": beside,
        "chart": lambda name: _drawn(name, view),
    }
    return markup(environment().get_template("brief_sections.html.j2").render(values))


def _shortened(section: Section) -> Section:
    """The section with as many entries as a page can hold; the chronicle has them all."""
    blocks = tuple(
        replace(b, entries=b.entries[:_MOST_ENTRIES], more=b.more + max(len(b.entries) - _MOST_ENTRIES, 0))
        if isinstance(b, Entries)
        else b
        for b in section.blocks
    )
    return replace(section, blocks=blocks)


def _section(brief: Brief, id: str) -> Section | None:
    return next((s for s in brief.sections if s.id == id), None)
