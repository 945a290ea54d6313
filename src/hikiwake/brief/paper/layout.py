"""From the brief to paper: page one, the sections, and an annex with what the page folds away.

Nothing of the brief is lost on paper but the codes of each event, which are for a spreadsheet: a line says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from hikiwake.assessment.model import Assessment
from hikiwake.brief import english
from hikiwake.brief.composition.material import Material
from hikiwake.brief.judges import judges_of
from hikiwake.brief.model import (
    Block,
    Brief,
    Bullets,
    Chart,
    Entries,
    Entry,
    Paragraph,
    Reasons,
    Section,
    Sentence,
    Table,
    sentences_of,
)
from hikiwake.brief.paper import pictures
from hikiwake.brief.paper.model import Grid, Heading, Items, Lines, Paper, Part, Picture, Told, Turned
from hikiwake.brief.paper.notes import Notes
from hikiwake.brief.paper.stretches import stretches
from hikiwake.brief.paper.widths import ROOM, ROOM_ON_ITS_SIDE, ROOM_SMALL, shares

MOST_ENTRIES, MOST_IN_ANNEX = 300, 500  # entries of one list on paper; the page and the spreadsheet have them all
_MOST_CODED = 40  # rows of a table of more than six columns; above it the table is for a spreadsheet


def lay_out(brief: Brief, assessment: Assessment) -> Paper:
    """The brief on paper. Same brief, same paper."""
    material = Material(assessment)
    sheet = _Sheet(Notes(brief, material), material)
    page_one = [*sheet.blocks(brief.page_one.blocks, 1), Lines((Told(_legend(brief, sheet.notes.judges)),), "legend")]
    parts: list[Part] = []
    for i, section in enumerate(brief.sections):
        parts.append(Heading(1, english.plain(section.title), opens_page=i == 0))
        parts += sheet.section(section)
    if sheet.annex or sheet.turned:
        parts += [Heading(1, "Annex: the rest of the record", opens_page=True), *sheet.annex, *sheet.turned]
    as_of = assessment.case.as_of
    return Paper(
        brief.title,
        english.plain(brief.page_one.title),
        english.plain(assessment.case.analyst),
        as_of,
        f"{brief.title} – brief as of {english.day(as_of)}",
        tuple(page_one),
        tuple(parts),
    )


@dataclass
class _Sheet:
    """The parts of sections as they are laid out, and the annex that grows beside them."""

    notes: Notes
    material: Material
    annex: list[Part] = field(default_factory=list)
    turned: list[Part] = field(default_factory=list)  # the annex's last pages, which lie on their side
    moved: list[str] = field(default_factory=list)  # what the section at hand has in the annex

    def section(self, section: Section) -> Iterable[Part]:
        if section.id == "sources":
            yield from self._sources(section)
            return
        self.moved.clear()
        before = len(self.annex)
        self.annex.append(Heading(2, english.plain(section.title)))
        yield from self.blocks(section.blocks, 2)
        if section.id == "assumed" and self.notes.judges:
            yield Heading(2, "Whose judgements")
            judges = tuple((Told(name),) for name in self.notes.judges)
            yield Items("judge", judges, tuple(self.notes.judges.values()))
        if self.moved:
            yield Lines((Told(f"In the annex: {'; '.join(map(english.quoted, self.moved))}."),), "aside")
        if len(self.annex) == before + 1:
            self.annex.pop()

    def blocks(self, blocks: Iterable[Block], level: int) -> Iterable[Part]:
        for block in blocks:
            yield from self._block(block, level)

    def _block(self, block: Block, level: int) -> Iterable[Part]:
        match block:
            case Entries(folded=True):
                self.annex += self._listed(block)
            case Table(folded=True) | Table(style="wide"):
                self._to_annex(block)
            case Paragraph(sentences=sentences, style=style, heading=heading):
                yield from _headed(heading, level)
                lead = style == "bottom_line"
                yield Lines(tuple(self.notes.told(s, is_strong=lead and i == 0) for i, s in enumerate(sentences)), style)
            case Reasons(heading=heading, reasons=reasons):
                yield from _headed(heading, level)
                told = ((self.notes.told(r.claim, is_emphasis=True), *(self.notes.told(s) for s in r.evidence)) for r in reasons)
                yield Items("number", tuple(told))
            case Bullets(sentences=sentences, heading=heading):
                yield from _headed(heading, level)
                yield Items("bullet", tuple((self.notes.told(s),) for s in sentences))
            case Entries(heading=heading):
                block = _at_most(block, MOST_ENTRIES)
                yield from _headed(heading, level)
                for title, stretch in stretches(block):
                    yield from _headed(title, level + 1)
                    yield _entries(stretch, [self.notes.told(e.sentence, more=_corrected(e)) for e in stretch.entries])
                yield from _more(block)
            case Chart(name=name, title=title):
                yield from self._picture(name, title)
            case Table():
                yield _grid(block)

    def _listed(self, block: Entries) -> Iterable[Part]:
        """Entries of the annex: sources by number, in small type."""
        block = _at_most(block, MOST_IN_ANNEX)
        self.moved.append(english.plain(block.heading))
        yield Heading(3, english.plain(block.heading))
        yield _entries(block, [self.notes.listed(e.sentence, more=_corrected(e)) for e in block.entries], is_small=True)
        yield from _more(block)

    def _to_annex(self, table: Table) -> None:
        self.moved.append(english.plain(table.caption))
        heading, grid = Heading(3, english.plain(table.caption)), replace(_grid(table), caption="")
        if len(table.columns) > 6 and len(table.rows) > _MOST_CODED:
            told = f"These {len(table.rows)} rows are for a spreadsheet: hikiwake chronicle CASE --format xlsx -o FILE."
            self.annex += [heading, Lines((Told(told),), "aside")]
        elif table.style == "wide":
            self.turned.append(Turned((Heading(2, english.plain(table.caption)), grid)))
        else:
            self.annex += [heading, grid]

    def _picture(self, name: str, title: Sentence) -> Iterable[Part]:
        figure = pictures.figure_of(name, self.material)
        told = self.notes.told(title)
        if figure is None:
            yield Lines((told,))
        else:
            drawn = pictures.svg(figure, name)
            yield Picture(name, drawn, figure.width, figure.height, told, english.plain(figure.description))
            if figure.notes:
                yield Lines((Told(english.plain(" ".join(figure.notes))),), "aside")

    def _sources(self, section: Section) -> Iterable[Part]:
        for block in section.blocks:
            if isinstance(block, Bullets):
                yield Items("source", tuple((Told(english.plain(s.text)),) for s in block.sentences))
            else:
                yield from self._block(block, 2)


def _headed(heading: str, level: int) -> Iterable[Heading]:
    if heading:
        yield Heading(level, english.plain(heading))


def _entries(block: Entries, told: list[Told], *, is_small: bool = False) -> Grid:
    """Entries as a table; how they reach us has a column where they differ in it."""
    leads = [Told(english.plain(e.sentence.lead)) for e in block.entries]
    sourcing = [_sourcing(e) for e in block.entries]
    columns: tuple[str, ...] = (block.leads, "What")
    rows = [(lead, text) for lead, text in zip(leads, told, strict=True)]
    widths: tuple[float, ...] = (0.2, 0.8)
    if len(set(sourcing)) > 1:
        columns, widths = (*columns, "How it reaches us"), (0.19, 0.63, 0.18)
        return Grid(
            "",
            columns,
            tuple((*row, Told(how)) for row, how in zip(rows, sourcing, strict=True)),
            widths,
            is_small,
        )
    return Grid("", columns, tuple(rows), widths, is_small)


def _at_most(block: Entries, most: int) -> Entries:
    """A list as long as paper bears: of dated entries the latest; the others are counted as more."""
    left = max(0, len(block.entries) - most)
    kept = block.entries[left:] if block.leads == "When" else block.entries[:most]
    return replace(block, entries=kept, more=block.more + left)


def _more(block: Entries) -> Iterable[Lines]:
    if block.more:
        count = english.capital(english.number(block.more))
        yield Lines(
            (Told(f"{count} more of this kind {english.are(block.more)} in the record: hikiwake chronicle CASE."),), "aside"
        )


def _sourcing(entry: Entry) -> str:
    corroborated = f"{entry.independent} independent sources" if entry.independent > 1 else ""
    return ", ".join(filter(None, (entry.state, entry.grade.label, corroborated)))


def _corrected(entry: Entry) -> str:
    return f" (corrected by {english.plain(entry.corrected_by)})" if entry.corrected_by else ""


def _grid(table: Table) -> Grid:
    columns = tuple(map(english.plain, table.columns))
    rows = tuple(tuple(map(english.plain, row)) for row in table.rows)
    is_small = len(columns) > 5
    room = ROOM_ON_ITS_SIDE if table.style == "wide" else ROOM_SMALL if is_small else ROOM
    widths = shares(columns, rows, room)
    told = tuple(tuple(map(Told, row)) for row in rows)
    return Grid(english.plain(table.caption), columns, told, widths, is_small)


def _legend(brief: Brief, judges: dict[str, str]) -> str:
    named = dict.fromkeys(n for b in brief.page_one.blocks for s in sentences_of(b) for n in judges_of(s))
    told = english.listed(f"{judges[name]} {english.plain(name)}" for name in named)
    return "Raised figures are footnotes: the source and its words. Raised letters name judgements" + (
        f": {told}; D is data." if told else "; D is data."
    )
