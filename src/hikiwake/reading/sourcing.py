"""Sourcing: the grade of a statement, which is how it reaches us.

Grade, certainty (`modality.py`) and likelihood are three things (ICD 203): the grade is about the channel, not about the words or the truth.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.reading.words import words
from hikiwake.record.model import Actor, Span, Statement
from hikiwake.terms.grades import Grade

_HIDDEN = re.compile(
    r"\b(?:anonym\w+|not (?:to )?(?:be )?(?:named|identified)|unnamed|unidentified|familiar with|close to|in the know)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'-]+")
_FIRST_PERSON = frozenset({"i", "we"})
_AFTER_HEAD = re.compile(r"(?:of|in|at|from|for|with|on|who|that|which|to|by|close|familiar|inside)$")
_INDEFINITE = frozenset({"a", "an", "one", "another"})


@dataclass(frozen=True, slots=True)
class Channel:
    """What is known of the way a statement took.

    `source`: its words, None where there are none; `kind` and `lemma` the cue's; `has_name`: a proper name stands in the source;
    `is_supposed`: the cue itself is only possible ("both may well prefer"); `is_speech`: the document is a speech, whose "I" is on record.
    """

    source: str | None
    speaker: Actor | None
    kind: str
    lemma: str
    is_quoted: bool = False
    is_public: bool = False
    is_hedged: bool = False
    has_name: bool = False
    is_supposed: bool = False
    is_speech: bool = False


def grade_of(channel: Channel) -> Grade:
    """The grade of one statement on its own; `statements.nesting` grades chains through others."""
    if channel.source is None:
        return _without_source(channel)
    source = _WORD.findall(channel.source.lower())
    head = _head(source)
    if source and source[0] in _FIRST_PERSON:
        return Grade.ON_RECORD if channel.is_speech else Grade.OPINION
    if channel.is_supposed and channel.kind in ("belief", "intent", "stance"):
        return Grade.OPINION  # the author's guess at another's mind
    if _HIDDEN.search(channel.source):
        return Grade.ANONYMOUS
    if head in words("press"):
        return _of_the_press(channel, head)
    if head in words("crowd") or (source and source[0] in ("many", "some", "most", "few", "several") and not channel.has_name):
        return Grade.SPECULATION
    if not _is_identified(channel, source, head):
        return Grade.ANONYMOUS
    if channel.is_hedged:
        return Grade.REPORTED
    if channel.kind == "speech" and (channel.is_quoted or channel.is_public):
        return Grade.ON_RECORD
    return Grade.ATTRIBUTED


def _without_source(channel: Channel) -> Grade:
    if channel.kind == "appearance":
        return Grade.OPINION
    if channel.kind in ("belief", "intent", "evidence", "stance"):
        return Grade.SPECULATION
    return Grade.REPORTED


def _of_the_press(channel: Channel, head: str) -> Grade:
    """A paper that reports relays; one that is named and says stands for itself; "the media" that indicate only guess."""
    if channel.lemma in words("relaying"):
        return Grade.REPORTED
    is_one_paper = channel.has_name and channel.speaker is not None and channel.speaker.sector == "MED"
    return Grade.ATTRIBUTED if is_one_paper and head not in ("press", "media") else Grade.SPECULATION


def _is_identified(channel: Channel, source: Sequence[str], head: str) -> bool:
    """Whether a reader could tell who it is: a name, a pronoun for one, or the one holder of an office; not "officials", not "a man"."""
    is_plural = head.endswith("s") and head != "witness"
    if head in words("offices"):
        return channel.has_name or source[0] not in (head, *_INDEFINITE)
    if head in words("unnamed"):
        return channel.has_name and not is_plural
    return channel.has_name or not source or source[0] not in _INDEFINITE


def _head(source: Sequence[str]) -> str:
    """The noun that the source turns on: the last word before its first modifier that follows a noun."""
    for i, word in enumerate(source):
        if i and _AFTER_HEAD.match(word):
            return source[i - 1]
    return source[-1] if source else ""


def grade_at(span: Span, statements: Sequence[Statement]) -> tuple[Grade | None, int | None]:
    """How the words at `span` reach us: grade and index of the tightest statement whose content holds them.

    Judgements of the author (no cue) are looked at last. (None, None) where no statement holds them: the document tells it itself.
    """
    best: tuple[bool, int, int] | None = None
    for i, statement in enumerate(statements):
        if any(s.holds(span) for s in statement.content.spans):
            size = sum(s.end - s.start for s in statement.content.spans)
            key = (statement.cue is None, size, i)
            best = key if best is None or key < best else best
    return (statements[best[2]].grade, best[2]) if best else (None, None)
