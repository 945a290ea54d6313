"""The brief in a few lines for the terminal."""

import unicodedata
from pathlib import Path

from hikiwake.assessment.model import Assessment
from hikiwake.brief import english
from hikiwake.brief.model import Brief, Paragraph
from hikiwake.terms.grades import Grade


def to_terminal(brief: Brief, assessment: Assessment, page: Path | None, seconds: float) -> str:
    """Page path, question, bottom line with confidence, counts by grade, and the time taken. No line ends in white space; no control characters."""
    lines = [brief.page_one.title]
    for block in brief.page_one.blocks:
        if isinstance(block, Paragraph) and block.style in ("bottom_line", "") and not block.heading:
            lines += [s.text for s in block.sentences]
    basis = assessment.basis
    counts = [f"{n} {grade.label}" for grade in Grade if (n := basis.by_grade.get(grade))]
    read = english.documents_read(len(assessment.contents.documents), len(assessment.contents.unread))
    lines.append(f"{read}: {', '.join(counts)}" if counts else read)
    if page is not None:
        lines.append(f"{page} ({seconds:.1f} s)")
    return "\n".join(_printable(line) for line in lines) + "\n"


def _printable(text: str) -> str:
    """Control and format characters could move the cursor or turn the line about: they are shown as escapes."""
    return "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else f"\\x{ord(c):02x}" for c in text).rstrip()
