"""The brief as one page of HTML that needs nothing else: no script, no request, style and charts within.

Whatever comes from a document or a case is text and is escaped by the templates.
The only markup let through is our own SVG, escaped where it is drawn.
"""

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hikiwake.assessment.cites import Rows, Words
from hikiwake.assessment.model import Assessment
from hikiwake.brief import english, said_chart
from hikiwake.brief.charts import WIDTHS, figures
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.sources import title_of
from hikiwake.brief.full_text import Piece, cited_spans, pieces
from hikiwake.brief.judges import judges_of, letters
from hikiwake.brief.model import Brief, Sentence, sentences_of
from hikiwake.drawing import Data, Mark, shape
from hikiwake.terms.grades import Grade

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_PER_CENT = re.compile(r"(?<=\d) %")  # a number and its sign stay on one line
MOST_TEXT = 1_000_000  # characters of full text; above it the page holds excerpts only
_ROOMS = {
    "the record": "chronicle",
    "relations": "relations",
    "event data": "relations",
    "settlement space": "formulas",
    "weighing": "explanations",
    "ledger": "since",
}


@dataclass(frozen=True, slots=True)
class Note:
    """A mark behind a sentence: `mark` links to `href`; `says` is what a pointer resting on it shows."""

    mark: str
    href: str
    says: str
    kind: str  # source, judge or data


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart at its widths, with its table and what did not fit."""

    svgs: tuple[tuple[int, Markup], ...]
    data: Data
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FullText:
    number: int
    title: str
    pieces: tuple[Piece, ...]


def to_html(brief: Brief, assessment: Assessment) -> str:
    """The page. It holds the sources' full texts where they come to less than `MOST_TEXT` characters together."""
    material = Material(assessment)
    style = _style()
    has_texts = sum(len(d.text) for d in assessment.contents.documents) <= MOST_TEXT
    texts = _texts(brief, material) if has_texts else ()
    notes = _Notes(material, brief, has_texts)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            brief=brief,
            case=assessment.case,
            style=Markup(style),  # our own file
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            notes=notes.of,
            judges=notes.judges,
            first_judges={
                n: notes.judges[n]
                for n in dict.fromkeys(j for b in brief.page_one.blocks for s in sentences_of(b) for j in judges_of(s))
            },
            excerpts=material.excerpts,
            beside=None,
            source_number=brief.numbers.get,
            chart=lambda name: drawn_chart(name, material),
            grade_shape=grade_shape,
            grades=list(Grade),
            texts=texts,
            has_texts=has_texts,
            as_of=english.day(assessment.case.as_of),
        )
    )


class _Notes:
    """The marks behind sentences: numbers for sources, letters for judges, D for data."""

    def __init__(self, material: Material, brief: Brief, has_texts: bool) -> None:
        self._material = material
        self._numbers = brief.numbers
        self._has_texts = has_texts
        self.judges = letters(brief)

    def of(self, sentence: Sentence) -> list[Note]:
        """Each source, judge and table once."""
        found: dict[str, Note] = {}
        for cite in sentence.cites:
            if isinstance(cite, Words):
                note = self._source(cite)
            elif isinstance(cite, Rows):
                note = Note("D", f"#{_ROOMS.get(cite.table, 'base-rate')}", f"Data: {cite.table}: {cite.row}", "data")
            else:
                note = self._judge(cite.by, f" (case file: {cite.key})")
            before = found.get(note.mark)
            if before is None or note.kind != "data":
                found.setdefault(note.mark, note)
            elif note.says not in before.says:  # rows of several tables, or several of one, behind one mark
                found[note.mark] = replace(before, says=f"{before.says}; {note.says.removeprefix('Data: ')}")
        for name in judges_of(sentence):
            found.setdefault(self.judges[name], self._judge(name))
        return sorted(found.values(), key=lambda n: (n.kind != "source", n.kind, int(n.mark) if n.mark.isdigit() else 0, n.mark))

    def _source(self, cite: Words) -> Note:
        number = self._numbers.get(cite.document, 0)
        document = self._material.documents.get(cite.document)
        title = title_of(document) if document else "a document that is gone"
        where = f"#d{number}-{cite.spans[0].start}" if self._has_texts and cite.spans else f"#source-{number}"
        return Note(str(number), where, f"Source {number}: {title}", "source")

    def _judge(self, name: str, where: str = "") -> Note:
        return Note(self.judges[name], "#judges", f"Judgement: {name}{where}", "judge")


def drawn_chart(name: str, material: Material) -> Drawn | None:
    drawn = figures(name, material)
    if not drawn:
        return None
    svgs = tuple((w, Markup(f.svg(f"{name}-{w}"))) for w, f in zip(WIDTHS, drawn, strict=True))
    return Drawn(svgs, drawn[-1].data, drawn[0].notes)


def _texts(brief: Brief, material: Material) -> tuple[FullText, ...]:
    spans = cited_spans(brief, material.assessment)
    return tuple(
        FullText(brief.numbers[d.id], title_of(d), pieces(d.text, spans.get(d.id, ()), f"d{brief.numbers[d.id]}"))
        for d in material.documents.values()
    )


@cache
def _shape(kind: str, css: str) -> str:
    box = (("class", "grade-shape"), ("width", 14), ("height", 14), ("viewBox", "0 0 14 14"), ("aria-hidden", "true"))
    return Mark("svg", box, (shape(kind, 7, 7, 5, css),)).svg()


def grade_shape(grade: Grade) -> Markup:
    return Markup(_shape(said_chart.SHAPES[grade], said_chart.HUES[grade]))


@cache
def _style() -> str:
    return (files("hikiwake.brief") / "static" / "brief.css").read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    # Autoescape holds for every template whatever its name: the default would leave ".j2" alone.
    env = Environment(
        loader=PackageLoader("hikiwake.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["visible"] = _visible
    env.filters["tight"] = lambda text: _PER_CENT.sub("\u00a0%", text)
    env.tests["kind"] = lambda block, name: type(block).__name__ == name
    return env


def _visible(text: str) -> str:
    """Text of a document as a page can hold it: no control characters, none of those that turn the direction of what follows."""
    return _UNSEEN.sub("", str(text))
