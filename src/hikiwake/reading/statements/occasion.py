"""When somebody said what has no date in its own sentence: on the occasion that the text tells of, else, in the lead of news, in the week up to it.

"Tala Sefo told reporters on Wednesday …. The border would stay shut, Sefo said": who speaks on in the simple past speaks on the same day, from one
paragraph to the next, until another day is told. "Had said", "once said", "who said" tell of other times, and get nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.news import LEAD, dateline, news_week
from hikiwake.reading.statements.speaker import passage_at
from hikiwake.record.model import DateMention, Span, Statement
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.grades import Grade

if TYPE_CHECKING:
    from spacy.tokens import Token

_OTHER_TIMES = frozenset(
    {"once", "earlier", "previously", "then", "often", "always", "repeatedly", "later", "before", "already", "frequently", "ago"}
)
_ELSEWHERE = frozenset({"relcl", "advcl", "acl", "csubj"})
_SAID_PUBLICLY = frozenset({Grade.ON_RECORD, Grade.ATTRIBUTED})


def with_occasions(
    said: Sequence[Statement], passages: Sequence[Passage], dates: Sequence[DateMention], reference: Date | None
) -> list[Statement]:
    """The statements, in order, those without a date given one where the text tells when their speaker spoke.

    Args:
        said: in the text's order.
        passages: the document's.
        dates: its dates, in order.
        reference: the document's own date, None if unknown.
    """
    issued = dateline(passages, dates, reference)
    week = news_week(issued)
    told = [d for d in dates if d != issued and not _is_within(d.span, said)]
    at = {passage.offset: number for number, passage in enumerate(passages)}
    last: dict[str, tuple[Statement, int]] = {}
    found: list[Statement] = []
    for one in said:
        number = at[passage_at(one.span.start, passages).offset]
        if one.date is None and _is_told_as_of_now(one, passages, told):
            is_news = number < LEAD and _tells_of(week, one, told)
            one = replace(one, date=_same_day(one, number, last, told) or (week if is_news else None))
        if one.date is not None and one.date.date.precision is Precision.DAY and one.speaker is not None and one.via is None:
            last[one.speaker.name] = one, number
        found.append(one)
    return found


def _is_within(span: Span, said: Sequence[Statement]) -> bool:
    return any(s.overlaps(span) for one in said for s in one.content.spans)


def _tells_of(week: DateMention | None, one: Statement, told: Sequence[DateMention]) -> bool:
    """Whether all that the text has dated so far lies in that week: a text that begins in another year is no news of it."""
    if week is None:
        return False
    before = [d.date for d in told if d.span.start < one.span.end and d.date.is_known]
    first, last = week.date.earliest, week.date.latest
    return first is not None and last is not None and all(d.overlaps(first, last) for d in before)


def _is_told_as_of_now(one: Statement, passages: Sequence[Passage], told: Sequence[DateMention]) -> bool:
    """Whether a known speaker said it in the simple past of the sentence's own story, with no day of another kind beside it."""
    if one.cue is None or one.speaker is None or one.via is not None or one.grade not in _SAID_PUBLICLY:
        return False
    cue = one.cue.spans[0]
    passage = passage_at(cue.start, passages)
    words = passage.doc.char_span(cue.start - passage.offset, cue.end - passage.offset, alignment_mode="expand")
    verb = words.root if words else None
    if verb is None or verb.pos_ != "VERB" or verb.tag_ != "VBD" or _is_of_another_time(verb):
        return False
    sentence = passage.span(verb.sent)
    return not any(sentence.overlaps(d.span) for d in told)


def _is_of_another_time(verb: "Token") -> bool:
    if any(c.lower_ in _OTHER_TIMES or c.dep_ in ("aux", "neg") for c in verb.children):
        return True
    return any(t.dep_ in _ELSEWHERE for t in (verb, *verb.ancestors))


def _same_day(
    one: Statement, number: int, last: dict[str, tuple[Statement, int]], told: Sequence[DateMention]
) -> DateMention | None:
    """The day on which the same speaker spoke just before, where no other day is told in between."""
    before, where = last.get(one.speaker.name, (None, 0)) if one.speaker else (None, 0)
    if before is None or before.date is None or number - where > 1:
        return None
    between = [d for d in told if before.span.start <= d.span.start < one.span.start and d.date.is_known]
    return before.date if all(d.date == before.date.date for d in between) else None
