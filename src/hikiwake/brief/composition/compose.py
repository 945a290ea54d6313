"""From an assessment to the brief: the sections in their order, no sentence twice."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from hikiwake.assessment.cites import Words
from hikiwake.assessment.difference import Difference
from hikiwake.assessment.model import Assessment
from hikiwake.brief import english
from hikiwake.brief.composition.appendix import appendix
from hikiwake.brief.composition.assumptions import assumptions
from hikiwake.brief.composition.base_rate import base_rate
from hikiwake.brief.composition.chronicle import chronicle
from hikiwake.brief.composition.clocks import clocks
from hikiwake.brief.composition.explanations import explanations
from hikiwake.brief.composition.formulas import formulas
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.page_one import page_one
from hikiwake.brief.composition.relations import relations
from hikiwake.brief.composition.said import said
from hikiwake.brief.composition.since import since as since_last_time
from hikiwake.brief.composition.sources import sources
from hikiwake.brief.model import Block, Brief, Bullets, Entries, Paragraph, Reasons, Section, Sentence
from hikiwake.terms.pauses import pause

SECTIONS: tuple[Callable[[Material], Section], ...] = (
    relations,
    chronicle,
    said,
    formulas,
    explanations,
    clocks,
    base_rate,
    assumptions,
    sources,
    appendix,
)
_OF_RECORD = frozenset((chronicle, said, sources))  # which no deal, explanation or forecast of the case changes


def compose(assessment: Assessment, since: Difference | None = None) -> Brief:
    """The brief of an assessment, with what changed `since` it was last written up. Same input, same brief."""
    return compose_from(Material(assessment, since))


def compose_from(material: Material) -> Brief:
    """The brief of material that pages show too: what is worked out of it here is there for them."""
    seen: set[str] = set()
    first = _once(page_one(material), seen)
    rest = []
    for section in SECTIONS:
        pause()
        made = material.of_record(section) if section in _OF_RECORD else section(material)
        rest.append(_once(made, seen))
    news = since_last_time(material, _entries_told(rest))
    rest = [news, *rest] if news else rest
    return Brief(english.plain(material.assessment.case.title), first, tuple(rest), dict(material.numbers))


def _entries_told(sections: Iterable[Section]) -> dict[str, Sentence]:
    """Entry id → the sentence that tells it in a list of entries."""
    found: dict[str, Sentence] = {}
    for entries in (block.entries for section in sections for block in section.blocks if isinstance(block, Entries)):
        for entry in entries:
            for cite in entry.sentence.cites:
                if isinstance(cite, Words) and cite.entry:
                    found.setdefault(cite.entry, entry.sentence)
    return found


def _once(section: Section, seen: set[str]) -> Section:
    """The section without sentences that the brief has already said, by text or by key."""
    blocks = [kept for block in section.blocks if (kept := _first_time(block, seen)) is not None]
    return replace(section, blocks=tuple(blocks))


def _first_time(block: Block, seen: set[str]) -> Block | None:
    def is_new(sentence: Sentence) -> bool:
        names = {f"text {sentence.plain}", f"key {sentence.key}"}
        if names & seen:
            return False
        seen.update(names)
        return True

    match block:
        case Paragraph(sentences=sentences) | Bullets(sentences=sentences):
            kept = tuple(s for s in sentences if is_new(s))
            return replace(block, sentences=kept) if kept else None
        case Entries(entries=entries):
            some = tuple(e for e in entries if is_new(e.sentence))
            return replace(block, entries=some) if some else None
        case Reasons(reasons=reasons):
            for reason in reasons:
                is_new(reason.claim)
            fresh = tuple(replace(r, evidence=tuple(e for e in r.evidence if is_new(e))) for r in reasons)
            return replace(block, reasons=fresh)
    return block
