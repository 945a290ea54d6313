"""What kind of document a statement stands in: a report, one person's speech, a joint statement, a transcript with its turns."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.sourcing_nouns import nouns
from hikiwake.record.model import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_JOINT = re.compile(
    r"\bJoint(?: [A-Z\\][^\s:]*){0,5} (?:Statement|Declaration|Communiqu[eé]|Press Release)\b|\bJOINT (?:[A-Z]+ ){0,3}(?:STATEMENT|DECLARATION)\b"
)
_AT_AN_ASSEMBLY = re.compile(
    r"\b(?:[Mm]y (?:delegation|Government|fellow (?:citizens|countrymen|\w+ns))|(?:this|the present) (?:rostrum|podium|Assembly|session of the)|"
    r"Mr\. President|Madam President|Mr\. Chairman|[Ll]adies and [Gg]entlemen)\b"
)
_DELEGATION = re.compile(r"\bdelegation\b")
_FIRST = re.compile(r"\b(?:I|[Mm]y (?:country|Government|delegation|people|nation)|our (?:country|delegation|people))\b")
_WORDS_AN_I = 250  # words of a speech that hold a first person at least
_HEADING = 600  # characters in which a joint statement calls itself so
_POLL = re.compile(
    r"\b(?:[A-Z][\w.’'-]*[ /-]){1,5}(?:[Pp]oll(?:ster)?s?|[Ss]urveys?)\b|\b(?:[Pp]oll|[Ss]urvey)\b[^.]{0,40}\bby (?:the )?[A-Z]"
)
_CITED = 3  # mentions of a state before a speech can be taken for its own


class Kind(StrEnum):
    """The voice of a document."""

    REPORT = "report"  # an author who is not the news
    SPEECH = "speech"  # one speaker, who is
    JOINT = "joint"  # a statement of several bodies
    TRANSCRIPT = "transcript"  # turns, each with its speaker


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker of a transcript says, from `start` on; `is_named` where the label names him ("PRESIDENT BIDEN", not "Q")."""

    start: int
    end: int
    is_named: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """The document as the grades see it.

    `own` is the state in whose name a speech is held (ISO alpha-3); `names_a_poll`: a poll is named by who took it.
    """

    text: str
    passages: Sequence[Passage]
    kind: Kind = Kind.REPORT
    turns: tuple[Turn, ...] = ()
    own: str | None = None
    names_a_poll: bool = False

    @classmethod
    def of(
        cls,
        text: str,
        passages: Sequence[Passage],
        *,
        turns: Iterable[tuple[str, Span]] = (),
        is_speech: bool = False,
        actors: Sequence[Actor] = (),
    ) -> "Setting":
        """
        Args:
            text: the stored text.
            passages: its parsed prose.
            turns: of a transcript: each label and what is said under it.
            is_speech: one speaker speaks to an audience.
            actors: of the document; a speech's own state is the one named most often.
        """
        spoken = tuple(Turn(s.start, s.end, _names_somebody(label)) for label, s in turns)
        kind = Kind.TRANSCRIPT if spoken else Kind.SPEECH if is_speech or _is_speech(text) else Kind.REPORT
        if kind is Kind.REPORT and _JOINT.search(text[:_HEADING]):
            kind = Kind.JOINT
        own = _own_state(text, actors) if kind is Kind.SPEECH else None
        return cls(text, passages, kind, spoken, own, _POLL.search(text) is not None)

    def turn_at(self, place: int) -> Turn | None:
        i = bisect_right(self.turns, place, key=lambda t: t.start) - 1
        return self.turns[i] if i >= 0 and place < self.turns[i].end else None

    def index_at(self, place: int) -> int | None:
        """The index of the passage that code point `place` falls in or behind; None before the first."""
        i = bisect_right(self.passages, place, key=lambda p: p.offset) - 1
        return i if i >= 0 else None

    def words_at(self, span: Span) -> "tuple[SpacySpan, Passage] | None":
        """The parsed words at a span of the stored text; None outside the prose."""
        i = self.index_at(span.start)
        if i is None:
            return None
        passage = self.passages[i]
        end = min(span.end - passage.offset, len(passage.doc.text))
        start = min(span.start - passage.offset, end)
        found = passage.doc.char_span(start, end, alignment_mode="expand") if start < end else None
        return (found, passage) if found is not None and len(found) else None


def _names_somebody(label: str) -> bool:
    """Whether a transcript's label tells who speaks: "PRIME MINISTER KISHIDA", not "Q", "MODERATOR", "SENIOR OFFICIAL"."""
    said = re.findall(r"[\w’']+", label.lower())
    if not said or said[0] in ("q", "a", "question", "answer", "interviewer", "moderator", "operator"):
        return False
    return "hidden" not in nouns(said[-1]) and said[-1] not in ("reporter", "participant", "speaker")


def _is_speech(text: str) -> bool:
    """Whether one delegate or leader speaks throughout: "I" and "my Government" all through, and an assembly that is spoken to."""
    words = text.count(" ")
    return _AT_AN_ASSEMBLY.search(text) is not None and len(_FIRST.findall(text)) * _WORDS_AN_I >= words > 0


def _own_state(text: str, actors: Sequence[Actor]) -> str | None:
    """The state whose delegation is named most often, else the state named most often."""
    named = Counter(a.country for a in actors if a.country)
    sent = Counter(
        a.country for a in actors if a.country and _DELEGATION.search(text[max(0, a.span.start - 24) : a.span.end + 12])
    )
    best = (sent or named).most_common(1)
    return best[0][0] if best and named[best[0][0]] >= _CITED else None
