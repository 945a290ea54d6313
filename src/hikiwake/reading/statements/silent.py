"""Drafts by which nobody says anything: "neither side has replied", "Does Peru rule it out?", "those who say that …"."""

import re

from hikiwake.reading.statements.draft import Draft

_NOBODY = re.compile(r"^\W*(?:neither|nobody|no\s+one|none)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"^\W*(?:[A-Z][A-Z .]+:\s*)?(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|should)\b[^“”\"]*\?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_UNTOLD = re.compile(
    r"\W*(?:no\s+\w+(?:\s+\w+)?|it|this|that|these|those|which|what|who|whom|he|she|they|we|you|I|him|her|them|us|me)\W*",
    re.IGNORECASE,
)
_STRANDED = re.compile(r"(?:to|for|of|on|with|about|at|from|by|in)", re.IGNORECASE)
_WHO = frozenset({"who", "that", "which"})
_SOME = re.compile(r"\b(?:those|anyone|anybody|people|some)\s+$", re.IGNORECASE)
_BEFORE = 12  # characters


def says_nothing(draft: Draft, text: str) -> bool:
    """Whether the words only tell that nobody spoke, ask if somebody did, speak of whoever says it, or name neither speaker nor matter."""
    content = draft.content[0].cut(text)
    source = draft.source[0].cut(text) if draft.source else ""
    if len(draft.content) == 1 and (_STRANDED.fullmatch(content) or (not source and _UNTOLD.fullmatch(content))):
        return True  # "what they hope for", "no date is mentioned", "that has been reported"
    if _NOBODY.search(source) and not _is_clause(content):
        return True
    if source.lower() in _WHO and _SOME.search(text, max(0, draft.source[0].start - _BEFORE), draft.source[0].start):
        return True
    return not draft.is_quoted and bool(_QUESTION.search(draft.reach.cut(text)))


def _is_clause(content: str) -> bool:
    return content.lower().startswith("that ")
