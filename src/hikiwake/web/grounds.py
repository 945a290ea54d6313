"""What a sentence or a number rests on, as a page links to it."""

from dataclasses import dataclass
from urllib.parse import quote

from hikiwake.assessment.cites import Cite, Rows, Stated
from hikiwake.brief.composition import event_data
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.sources import title_of
from hikiwake.brief.model import Excerpt
from hikiwake.record.happening import entry_of_words
from hikiwake.terms.grades import Grade
from hikiwake.web import reading_room
from hikiwake.web.view import View

_FORMULAS = ("issues", "formulas", "parties", "status_quo")
_HYPOTHESES = ("hypotheses", "evidence", "groups")
_ROOMS = {"the record": "basis", "relations": "relations", "settlement space": "bargaining", "weighing": "weighing"}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that something rests on. `href` leads to it; a source has its words and, where an entry holds them, its grade."""

    kind: str  # source, judge or data
    title: str
    href: str
    detail: str = ""
    excerpt: Excerpt | None = None
    grade: Grade | None = None
    number: int = 0


def ground(cite: Cite, view: View) -> Ground:
    """A cite as a page shows it."""
    if isinstance(cite, Rows):
        place = "/relations" if cite.table == event_data.NAME else f"/why?room={_ROOMS.get(cite.table, 'forecast')}"
        return Ground("data", cite.table, place, cite.row)
    if isinstance(cite, Stated):
        return Ground("judge", cite.by, _page_of(cite.key), cite.key)
    material = view.material
    found = material.documents.get(cite.document)
    place = f"#s{cite.spans[0].start}-{cite.spans[-1].end}" if cite.spans else ""
    event = reading_room.happenings.of(view).get(cite.entry)
    held = entry_of_words(event, cite.document, cite.spans) if event else cite.entry
    entry = f"?entry={quote(held, safe='')}" if held else ""
    return Ground(
        "source",
        title_of(found) if found else "a document that is gone",
        f"/documents/{cite.document[:12]}{entry}{place}",
        "",
        material.excerpt(cite.document, cite.spans),
        view.once("grades of entries", _grades).get(cite.entry),
        material.numbers.get(cite.document, 0),
    )


def title(document: str, material: Material) -> str:
    """What a document is called."""
    found = material.documents.get(document)
    return title_of(found) if found else "a document that is gone"


def _page_of(key: str) -> str:
    head = key.partition(".")[0]
    return "/formulas" if head in _FORMULAS else "/hypotheses" if head in _HYPOTHESES else ""


def _grades(view: View) -> dict[str, Grade]:
    contents = view.assessment.contents
    return {e.id: e.grade for e in contents.events} | {s.id: s.statement.grade for s in contents.statements}
