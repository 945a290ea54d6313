"""Formulas that a text names in so many words: "the formula, known as the drought bank", "a rival proposal, the ‘guidelines formula’"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hikiwake.record.model import Span

_KIND = r"\b(?i:formula|proposal|plan|scheme|compromise|solution|blueprint)"
_KNOWN_AS = re.compile(
    rf"{_KIND},?\s(?:also\s|widely\s|commonly\s|now\s)?(?:known\sas|called|dubbed|named)\s(?:the\s)?"
    r"(?:[“‘\"'](?P<quoted>[^“”‘’\"]{3,50})[”’\"']|(?P<bare>[a-z][\w-]*(?:\s[\w-]+){1,3}))(?=[,;:.)]|\s(?:is|was|would|has|and|that|which)\b)"
)
_NAMED = re.compile(rf"{_KIND}(?:\s(?:of|by|from)\s[^,.;:“”]{{1,40}})?,\s(?:the|a)\s[“‘\"](?P<quoted>[^“”‘’\"]{{3,50}})[”’\"]")
_REACH = 600  # characters after the name in which it is said what it means
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Named:
    """A formula's name, what the text says it means (empty where it does not say), and where it is named."""

    term: str
    definition: str
    span: Span


def named_formulas(text: str) -> Iterator[Named]:
    """Formulas in order of the text, each once."""
    flat = text.replace("\n", " ")
    seen: set[str] = set()
    for found in sorted((*_KNOWN_AS.finditer(flat), *_NAMED.finditer(flat)), key=lambda m: m.start()):
        groups = found.groupdict()
        term = " ".join((groups.get("quoted") or groups.get("bare") or "").split())
        if term and term.lower() not in seen:
            seen.add(term.lower())
            yield Named(term, _definition(flat, term, found.end()), Span(found.start(), found.end()))


def _definition(text: str, term: str, at: int) -> str:
    """The clause that "under the …" opens, else what the sentence goes on to say of it after a comma."""
    name = r"\s".join(map(re.escape, term.split()))
    under = re.compile(rf"\b(?:Under|In|By)\s(?:the|this)\s[“‘\"]?{name}[”’\"]?,?\s", re.IGNORECASE).search(text, at, at + _REACH)
    if under:
        return _to_the_end(text, under.end())
    goes_on = re.compile(r",\s(?=(?:has|demands|foresees|gives|means|offers|provides|would|calls)\b)|[^.;:]{0,60}:\sit\s").match(
        text, at
    )
    return f"it {_to_the_end(text, goes_on.end())}" if goes_on else ""


def _to_the_end(text: str, at: int) -> str:
    end = _SENTENCE_END.search(text, at)
    return " ".join(text[at : end.start() if end else len(text)].split())
