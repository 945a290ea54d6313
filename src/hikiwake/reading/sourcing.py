"""Sourcing: the grade of a statement, which is how it reaches us (`docs/annotation.md`).

Grade, certainty (`modality.py`) and likelihood are three things (ICD 203): the grade is about the channel, not about the words or the truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hikiwake.reading.sourcing_setting import Kind
from hikiwake.reading.sourcing_source import Who
from hikiwake.record.model import Span, Statement
from hikiwake.terms.grades import Grade, weakest


@dataclass(frozen=True, slots=True)
class Channel:
    """What is known of the way a statement took.

    `act` is the cue's (say, think, ask, appear), "" for a judgement without source and cue. `is_public`: a public occasion or a verb that means
    one; `is_private`: a letter, a talk behind closed doors; `is_guess`: the cue itself is only supposed ("both may well prefer"); `is_page`: an
    opinion page speaks. `is_named_turn`: of the turn of a transcript that it stands in, None outside.
    """

    who: Who
    act: str = "say"
    is_quoted: bool = False
    is_public: bool = False
    is_private: bool = False
    is_hedged: bool = False
    is_guess: bool = False
    is_page: bool = False
    kind: Kind = Kind.REPORT
    is_named_turn: bool | None = None


def grade_of(channel: Channel) -> Grade:
    """The grade of one statement by itself; `statements.nesting` grades chains through others."""
    own = _alone(channel)
    if channel.is_named_turn is False and own is not Grade.OPINION:
        return weakest([own, Grade.ANONYMOUS])  # whatever it carries, somebody unnamed tells it
    return own


def _alone(channel: Channel) -> Grade:
    if channel.who is Who.NOBODY:
        return _of_nobody(channel)
    if channel.is_hedged:
        return weakest([Grade.REPORTED, _of_somebody(channel)])
    if channel.is_guess and channel.who is not Who.SELF and (channel.act == "think" or not channel.is_quoted):
        return Grade.OPINION  # the author's guess at another's mind
    return _of_somebody(channel)


def _of_nobody(channel: Channel) -> Grade:
    if channel.act in ("", "appear"):
        return Grade.OPINION
    if channel.is_hedged or channel.act != "think":
        return Grade.REPORTED
    return Grade.SPECULATION


def _of_somebody(channel: Channel) -> Grade:
    match channel.who:
        case Who.SELF:
            return Grade.OPINION if channel.kind is Kind.REPORT else Grade.ON_RECORD
        case Who.UNNAMED:
            return Grade.ANONYMOUS
        case Who.CROWD:
            return Grade.SPECULATION
        case Who.PRESS:
            return Grade.ON_RECORD if channel.is_page else Grade.REPORTED
        case Who.COURT | Who.PAPER:
            return Grade.ON_RECORD
        case Who.FINDING:
            return Grade.ATTRIBUTED
    if channel.is_named_turn:
        return Grade.REPORTED  # one more mouth
    if channel.kind is Kind.JOINT:
        return Grade.ON_RECORD
    is_open = (channel.is_quoted or channel.is_public) and not channel.is_private
    return Grade.ON_RECORD if is_open else Grade.ATTRIBUTED


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
