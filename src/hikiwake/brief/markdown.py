"""The brief as Markdown, with the sources as footnotes."""

import re

from hikiwake.assessment.cites import Stated, Words
from hikiwake.assessment.model import Assessment
from hikiwake.brief import english
from hikiwake.brief.model import Block, Brief, Bullets, Chart, Entries, Entry, Paragraph, Reasons, Section, Sentence, Table


def to_markdown(brief: Brief, assessment: Assessment) -> str:
    """Headings, paragraphs, lists and tables; every source is a footnote, judgements are named in brackets. Charts give their finding only."""
    as_of = english.day(assessment.case.as_of)
    parts = [
        f"{_plain(brief.title)} – brief as of {as_of}",
        f"# {_plain(brief.page_one.title)}",
        *_blocks(brief.page_one, brief, 2),
    ]
    for section in brief.sections:
        if section.id == "sources":
            continue
        parts += [f"## {_plain(section.title)}", *_blocks(section, brief, 3)]
    parts += ["## Sources", "\n".join(_sources(brief))]
    return "\n\n".join(p for p in parts if p) + "\n"


def _blocks(section: Section, brief: Brief, level: int) -> list[str]:
    return [text for block in section.blocks for text in _block(block, brief, "#" * level)]


def _block(block: Block, brief: Brief, hashes: str) -> list[str]:
    match block:
        case Paragraph(sentences=sentences, style=style, heading=heading):
            told = [_sentence(s, brief) for s in sentences]
            if style == "bottom_line":
                told[0] = f"**{told[0]}**"
            return [*_heading(heading, hashes), " ".join(told)]
        case Reasons(heading=heading, reasons=reasons):
            numbered = [
                f"{i}. *{_sentence(r.claim, brief)}* {' '.join(_sentence(s, brief) for s in r.evidence)}".rstrip()
                for i, r in enumerate(reasons, 1)
            ]
            return [*_heading(heading, hashes), "\n".join(numbered)]
        case Bullets(sentences=sentences, heading=heading):
            return [*_heading(heading, hashes), "\n".join(f"- {_sentence(s, brief)}" for s in sentences)]
        case Entries(entries=entries, heading=heading):
            told = [f"- **{_plain(e.sentence.lead)}** {_sentence(e.sentence, brief)} ({_sourcing(e)})" for e in entries]
            more = [f"{block.more} more {'is' if block.more == 1 else 'are'} in the appendix."] if block.more else []
            return [*_heading(heading, hashes), "\n".join(told), *more]
        case Chart(title=title):
            return [f"*{_sentence(title, brief)}*"]
        case Table(caption=caption, columns=columns, rows=rows):
            return [_plain(caption), _table(columns, rows)]


def _sourcing(entry: Entry) -> str:
    corroborated = f"{entry.independent} independent sources" if entry.independent > 1 else ""
    return ", ".join(filter(None, (entry.state, entry.grade.label, corroborated)))


def _heading(text: str, hashes: str) -> list[str]:
    return [f"{hashes} {_plain(text)}"] if text else []


def _sentence(sentence: Sentence, brief: Brief) -> str:
    numbers = sorted({brief.numbers[c.document] for c in sentence.cites if isinstance(c, Words) and c.document in brief.numbers})
    judges = list(dict.fromkeys(c.by for c in sentence.cites if isinstance(c, Stated))) or (
        [sentence.judgement] if sentence.judgement else []
    )
    judged = f" [judgement: {_plain(', '.join(judges))}]" if judges else ""
    return _plain(sentence.text) + "".join(f"[^{n}]" for n in numbers) + judged


def _table(columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    lines = [columns, tuple("---" for _ in columns), *rows]
    return "\n".join("| " + " | ".join(c if c == "---" else _plain(c) for c in line) + " |" for line in lines)


def _sources(brief: Brief) -> list[str]:
    section = next(s for s in brief.sections if s.id == "sources")
    sentences = [s for block in section.blocks if isinstance(block, Bullets) for s in block.sentences]
    if not sentences:
        return ["Nothing has been read."]
    return [f"[^{i}]: {_plain(s.text)}" for i, s in enumerate(sentences, 1)]


_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_BLOCK = re.compile(r"^(\d{0,9})([-+.)])(?=\s|$|-)")  # at the start of a line: a list, a rule


def _plain(text: str) -> str:
    """Text of others as text: what Markdown would take for its own is escaped."""
    return _BLOCK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", english.plain(text)))
