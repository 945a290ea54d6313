"""What a statement says, in the words that a line without its sentence has for it: a denial keeps the word that makes it one."""

import re

from hikiwake.record.model import Polarity, Statement
from hikiwake.record.spans import squeezed

_NO = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor|cannot|unlikely)\b|n[’']t\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|refus\w+|reject\w*|declin\w+)\b", re.IGNORECASE)
_FIRST = re.compile(r"\W*[A-Z]")  # of a quoted sentence
_PASSIVE = re.compile(r"(?:(?:is|are|was|were|be)|(?:has|have|had) been)\b(?!.*ing\b)", re.IGNORECASE)


def wording(statement: Statement, *, marks: bool = True) -> str:
    """The content behind its cue where that turns it: "denied that …", "refused to …", "did not blame …"; elsewhere the content alone.

    What stands before a passive cue is put before it again: "A ruling is not expected". `marks`: in quotation marks where it was quoted.
    """
    content = squeezed(statement.content.text)
    said = f"“{content}”" if statement.quoted and marks else content
    cue = squeezed(statement.cue.text.replace(" … ", " ")) if statement.cue else ""
    if not cue or not _turns(statement, cue):
        return said
    if not _is_before_its_cue(statement):
        return f"{cue}: {said}" if statement.quoted and _FIRST.match(content) else f"{cue} {said}"
    if not _PASSIVE.match(cue):
        return f"{cue}: {said}"
    before, gap, rest = said.partition(" … ")
    return f"{before} {cue} {rest}" if gap else f"{said} {cue}"


def _turns(statement: Statement, cue: str) -> bool:
    """Whether the cue says the opposite of the content: it denies, or the statement is negative and nothing in its content is."""
    if statement.cue is not None and any(s.overlaps(c) for s in statement.content.spans for c in statement.cue.spans):
        return False
    if _NO.search(cue) or _DENIES.search(cue):
        return True
    return statement.polarity is Polarity.NEGATIVE and any(c.isalpha() for c in cue) and not _NO.search(statement.content.text)


def _is_before_its_cue(statement: Statement) -> bool:
    return statement.cue is not None and statement.content.spans[0].start < statement.cue.spans[0].start
