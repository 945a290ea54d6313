"""Proposals: what the record holds and the case does not state yet, each with its words; one click takes it into the case file."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from hikiwake.assessment.proposals.declined import decline as keep_declined
from hikiwake.assessment.proposals.declined import declined as declined_in
from hikiwake.assessment.proposals.declined import reconsider as take_back
from hikiwake.assessment.proposing import Proposal, accept, propose_from
from hikiwake.brief.model import Excerpt
from hikiwake.record.anchors import resolve
from hikiwake.record.model import Anchor
from hikiwake.web.desk import Desk
from hikiwake.web.errors import NotHere
from hikiwake.web.grounds import title
from hikiwake.web.rendering import answer, back
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "proposal-accepted": "It is in the case file now; u takes it back.",
    "proposal-declined": "It will not be proposed again; at the end of the page it can be.",
    "proposal-reconsidered": "It is proposed again.",
}
KINDS = {"leader": "Leaders", "formula": "Formulas", "hypothesis": "Explanations", "evidence": "Evidence"}
_MOST = 12  # of one kind; taking or declining one brings the next


@dataclass(frozen=True)
class Place:
    """Where a proposal comes from: the document, its title, and the words with what stands around them."""

    document: str
    title: str
    href: str
    excerpt: Excerpt | None


@dataclass(frozen=True)
class Proposed:
    """A proposal as the page shows it; `toml` is what accepting writes into the case file."""

    id: str
    kind: str
    title: str
    why: str
    toml: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Proposals:
    case_version: str
    proposals: tuple[Proposed, ...]
    declined: tuple[Proposed, ...]


@page(router, "/propose", Proposals, summary="What the record holds and the case does not state yet")
def proposals(request: Request, desk: AtDesk) -> Response:
    view = desk.look()
    gone = _declined(desk)
    found = all_found(view)
    open_ones = [one for one in found if one.id not in gone]
    kinds = [(kind, words, [p for p in open_ones if p.kind == kind]) for kind, words in KINDS.items()]
    context = {
        "view": view,
        "kinds": [(kind, words, [_shown(p, view) for p in some[:_MOST]], len(some)) for kind, words, some in kinds if some],
        "declined": [p for p in found if p.id in gone],
        "has_documents": bool(view.contents.documents),
        "can_accept": desk.folder is not None,
    }
    return answer(
        request,
        "propose.html.j2",
        context,
        lambda: Proposals(
            view.case_version,
            tuple(_shown(p, view) for p in open_ones),
            tuple(_shown(p, view) for p in found if p.id in gone),
        ),
    )


@form(router, "/propose/{id}/accept", summary="Take a proposal into the case file")
def take(request: Request, desk: AtDesk, id: str, version: Annotated[str, Form(max_length=64)] = "") -> Response:
    """`version` is that of the case file the page showed."""
    view = desk.look()
    one = _one(view, id)
    with desk.editing() as path:
        accept(path, view.case, [one], if_version=version or view.case_version)
    return back(request, "/propose", "proposal-accepted")


@form(router, "/propose/{id}/decline", summary="Do not propose this again")
def turn_down(request: Request, desk: AtDesk, id: str) -> Response:
    one = _one(desk.look(), id)
    with desk.editing():
        keep_declined(_folder(desk), [one], by=desk.analyst, on=date.fromisoformat(desk.now()[:10]))
    return back(request, "/propose", "proposal-declined")


@form(router, "/propose/{id}/reconsider", summary="Propose again what was declined")
def reconsider(request: Request, desk: AtDesk, id: str) -> Response:
    with desk.editing():
        if id not in _declined(desk):
            raise NotHere.of(id, "this was not declined", "The page lists what was.")
        take_back(_folder(desk), [id])
    return back(request, "/propose", "proposal-reconsidered")


def all_found(view: View) -> tuple[Proposal, ...]:
    """All proposals of a view, worked out once."""
    return view.once("proposals", lambda v: propose_from(v.case, v.assessment.contents, most=None))


def _one(view: View, id: str) -> Proposal:
    found = next((p for p in all_found(view) if p.id == id), None)
    if found is None:
        raise NotHere.of(id, "this is not proposed, or is in the case already", "The page lists what is.")
    return found


def _declined(desk: Desk) -> frozenset[str]:
    return declined_in(desk.folder) if desk.folder else frozenset()


def _folder(desk: Desk) -> Path:
    if desk.folder is None:
        raise NotHere.of(desk.path.name, "a lone .toml file has nothing to propose from", "Make a case folder: hikiwake new DIR.")
    return desk.folder


def _shown(one: Proposal, view: View) -> Proposed:
    return Proposed(one.id, one.kind, one.title, one.why, one.toml, tuple(_place(a, view) for a in one.anchors))


def _place(anchor: Anchor, view: View) -> Place:
    document = view.material.documents.get(anchor.document)
    span = resolve(anchor, document.text) if document else None
    fragment = f"#s{span.start}-{span.end}" if span else ""
    return Place(
        anchor.document,
        title(anchor.document, view.material),
        f"/documents/{anchor.document[:12]}{fragment}",
        view.material.excerpt(anchor.document, [span]) if span else None,
    )
