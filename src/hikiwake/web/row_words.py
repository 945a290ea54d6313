"""The word that joins who says something to what is said, where a line tells a statement without its sentence: "Russia offered to host talks"."""

from hikiwake.record.model import Statement
from hikiwake.record.spans import squeezed


def cue_before(statement: Statement, what: str) -> str:
    """The statement's cue, with a colon before quoted words and whole sentences; empty where it does not stand between the two.

    Args:
        what: what is said, as the line has it; it begins with the cue already where that turns it ("denied that …").
    """
    source, cue, content = statement.source, statement.cue, statement.content
    if source is None or cue is None or not source.spans[0].start < cue.spans[0].start < content.spans[0].start:
        return ""
    words = squeezed(cue.text.replace(" … ", " "))
    if not any(c.isalpha() for c in words) or what.startswith(words):
        return ""
    is_clause = statement.quoted or not what[:1].islower()
    return f"{words}:" if is_clause else words
