"""Dates in a document: found by `date_grammar`, resolved by `date_resolution`, with what the sentences around them tell.

Two things come from the parsed text: tense, which says whether "in May" looks back or ahead, and the story, which carries a year
from one sentence to the next ("the 2014 Olympics … at the end of February").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hikiwake.reading.date_context import Context
from hikiwake.reading.date_forms import Calendar, Cycle, Either, Fixed, Form, FromTo, Shift, Weekday
from hikiwake.reading.date_grammar import Expression, expressions
from hikiwake.reading.date_reference import reference_of
from hikiwake.reading.date_resolution import resolved
from hikiwake.reading.date_tense import is_of_now, tense, token_at
from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention, Span
from hikiwake.terms.dates import Date, Precision

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

_STORY_LASTS = 1  # sentences without a date of their own after which a story's year no longer counts
_HISTORY_LASTS = 8  # the same where the story lies so far back that the text is a history
_FAR_BACK = 2  # years
_RECURS = re.compile(r"\b(?:every|each|every\sother|alternate)\s$", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})[/.](\d{1,2})[/.](?:\d{4}|\d\d)(?![\d/-])")
_NAMED_ORDER = re.compile(r"\b(?:(American|US|U\.S\.)|British|European)\s(?:date\s)?(?:format|style|notation)\b")
_MONTH_THAT_IS_A_WORD = re.compile(r"(?:May|March|MAY|MARCH|Mar|Sun|Sat)\b", re.IGNORECASE)
_LEADS_A_MONTH = re.compile(
    r"\b(?:in|of|since|by|until|till|from|to|and|or|before|after|during|through|early|late|mid|mid-|this|last|next|around)\s?$",
    re.IGNORECASE,
)
_PAPERS = (
    "declaration|treat(?:y|ies)|agreement|convention|constitution|law|act|accord|pact|charter|protocol|communiqu[eé]|memorandum|statement|resolution"
    "|award|ruling|judge?ment|verdict|decree|armistice"
)
_CITED_BEFORE = re.compile(
    rf"\b(?:{_PAPERS})s? (?:[\w’'-]+ ){{0,5}}?of (?:the )?(?:\d{{4}}(?:, (?:and )?| and ))*$",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\s(?:[\w’'-]+\s){{0,4}}?(?:{_PAPERS}|plan|document|book|report|edition|film)s?\b",
    re.IGNORECASE,
)
_TIMES = frozenset(("day", "night", "morning", "afternoon", "evening", "week", "weekend", "eve", "hour"))


@dataclass(slots=True)
class _Story:
    """What has been told so far: the last date, and the last one that carries its year on, with its sentence.

    `is_past`: whether the anchor is told in the past, and not in a chronicle's present. `is_history`: of the whole text.
    """

    sentence: int = 0
    last: Date | None = None
    anchor: Date | None = None
    anchored_in: int = 0
    is_past: bool = False
    is_history: bool = False


def date_mentions(passages: Sequence[Passage], reference: Date | None) -> list[DateMention]:
    """Every date in a document, in order, with the days it means.

    Args:
        passages: the parsed document, in order.
        reference: the document's own date; without one, relative dates are vague: `PAST_REF`, `XXXX-05`, `XXXX-WXX-1`.

    Returns:
        Mentions whose text is the date's own words with what bounds them ("since 1945", "the end of February"); never a duration,
        a time of day or something that recurs. Empty where there are none.
    """
    found: list[DateMention] = []
    told = [(passage, list(expressions(passage.doc.text))) for passage in passages]
    story = _Story(is_history=_is_history(told, reference))
    frame = Context(reference, day_first=_day_first(passages), written=_written(told))
    for passage, mine in told:
        text = passage.doc.text
        i = 0
        for sent in passage.doc.sents:
            story.sentence += 1
            while i < len(mine) and mine[i].start < sent.end_char:
                e, i = mine[i], i + 1
                if _is_meant(text, sent, e) and (read := _when(text, sent, e, frame, story)):
                    span = Span(passage.offset + e.start, passage.offset + e.end)
                    when, against = read
                    found.append(DateMention(text[e.start : e.end], span, when, against.value if against else None))
    return found


def _when(text: str, sent: "SpacySpan", e: Expression, frame: Context, story: _Story) -> tuple[Date, Date | None] | None:
    """The date that `e` means, and the one it was read against; the story goes on from it."""
    reference = frame.reference
    direction = -1 if _is_named_by(text, e) else tense(sent, e)
    is_of_story = direction <= 0 and (story.is_history or not is_of_now(sent, e, is_after_past=story.is_past))
    year = _story_year(story, reference, e) if is_of_story else None
    context = replace(frame, story=story.last, story_year=year, tense=direction)
    when = resolved(e.form, context, part=e.part, bound=e.bound)
    against = reference_of(e.form, replace(context, story=story.anchor) if isinstance(e.form, Calendar | Cycle) else context)
    if when and _tells(text, e, when) and (story.is_history or not _says_which(sent, e)):
        story.last = when
        is_aside = story.is_history and isinstance(e.form, Shift)  # "three years before" opens no new story
        if (year is not None or _says_its_year(e.form)) and not is_aside:
            story.anchor, story.anchored_in, story.is_past = when, story.sentence, direction < 0
    return (when, against) if when else None


def _day_first(passages: Sequence[Passage]) -> bool | None:
    """The order in which the document writes day and month in figures, where one of its dates shows it; None where none or both do."""
    orders = {
        int(m[1]) > 12
        for passage in passages
        for m in _IN_FIGURES.finditer(passage.doc.text)
        if (int(m[1]) > 12) != (int(m[2]) > 12)
    }
    orders |= {m[1] is None for passage in passages for m in _NAMED_ORDER.finditer(passage.doc.text)}
    return orders.pop() if len(orders) == 1 else None


def _is_history(told: Sequence[tuple[Passage, Sequence[Expression]]], reference: Date | None) -> bool:
    """Whether the text begins far back: with a full date or a month, or with two years.

    News is none: it tells its days by their weekday alone, which only those can place who read it in that week.
    """
    today = reference.latest if reference else None
    if today is None or any(isinstance(e.form, Weekday) for _, mine in told for e in mine):
        return False
    forms = [
        e.form
        for passage, mine in told
        for e in mine
        if isinstance(e.form, Calendar) and e.form.year is not None and not _is_cited(passage.doc.text, e)
    ]
    first = forms[: 1 if forms and forms[0].month is not None else 2]
    is_told = bool(first) and (first[0].month is not None or len(first) > 1)
    return is_told and all(today.year - (form.year or today.year) >= _FAR_BACK for form in first)


def _written(told: Sequence[tuple[Passage, Sequence[Expression]]]) -> frozenset[date]:
    """Days that the document writes out with month and year."""
    forms = (e.form for _, mine in told for e in mine)
    days = {
        when.earliest
        for form in forms
        if isinstance(form, Calendar) and form.year and form.day and (when := resolved(form, Context())) and when.earliest
    }
    return frozenset(days)


def _story_year(story: _Story, reference: Date | None, e: Expression) -> int | None:
    """The year the sentence's story is in, where the text has just named one that lies before the document's.

    What is told by years ("broke with them in 2008") is not told on by days.
    """
    if story.anchor is None or story.anchor.earliest is None:
        return None
    year = story.anchor.earliest.year
    today = reference.latest if reference else None
    lasts = _HISTORY_LASTS if story.is_history else _STORY_LASTS
    is_finer = isinstance(e.form, Calendar) and e.form.day is not None and story.anchor.precision is Precision.YEAR
    if story.sentence - story.anchored_in > lasts or is_finer:
        return None
    return year if today is None or year < today.year else None


def _says_its_year(form: Form) -> bool:
    if isinstance(form, Calendar | Cycle):
        return form.year is not None or form.years is not None or form.step is not None
    return isinstance(form, Shift) and not form.from_story


def _tells(text: str, e: Expression, when: Date) -> bool:
    """Whether the story can go on from here: not from what is cited ("the 1956 declaration") nor from a bound ("since 1945")."""
    if when.earliest is None or e.bound in ("since", "before", "by") or isinstance(e.form, FromTo | Fixed | Either):
        return False
    return not _is_cited(text, e)


def _is_cited(text: str, e: Expression) -> bool:
    """Whether a year only tells which paper is meant: "the 1956 declaration", "the treaties of 1929 and 1959"."""
    if not isinstance(e.form, Calendar) or e.form.month is not None:
        return False
    return _CITED.match(text, e.end) is not None or _is_named_by(text, e)


def _is_named_by(text: str, e: Expression) -> bool:
    """Whether it tells which paper is meant, which there is then, whatever the sentence says of it: "the protocol of October would end it"."""
    return _CITED_BEFORE.search(text, max(0, e.start - 80), e.start) is not None


# ------------------------------------------------------------ what the parse says


def _says_which(sent: "SpacySpan", e: Expression) -> bool:
    """Whether the date only tells which paper, court order or day of remembrance is meant: "the award of 3 October 1899 is valid"."""
    words = sent.doc.char_span(e.start, e.end, alignment_mode="expand")
    above = words.root.head if words else None
    return above is not None and above.lower_ == "of" and above.head.pos_ in ("NOUN", "PROPN") and above.head.lemma_ not in _TIMES


def _is_meant(text: str, sent: "SpacySpan", e: Expression) -> bool:
    """Leaves out what only looks like a date: "may", Theresa May, a march."""
    if isinstance(e.form, Calendar) and e.form.month and not e.form.day and not e.form.year and e.form.years is None:
        return _is_month(text, sent, e)
    if isinstance(e.form, Weekday) and _RECURS.search(text, max(0, e.start - 16), e.start):
        return False
    if isinstance(e.form, Shift) and e.form.from_story and _measures_to_an_act(sent, e):
        return False
    if isinstance(e.form, Shift) and e.form.count > 0 and text[e.start : e.start + 3].lower() == "in ":
        return text[: e.end].endswith("time") or tense(sent, e) > 0  # else how long it took
    return True


def _measures_to_an_act(sent: "SpacySpan", e: Expression) -> bool:
    """Whether it counts up to what the clause behind it tells: "two days before the summit", and not to the date told last."""
    last = token_at(sent, e.end - 1)
    if last is None or last.lower_ not in ("before", "after"):
        return False
    return last.dep_ == "mark" or any(c.dep_ in ("pobj", "pcomp") for c in last.children)


def _is_month(text: str, sent: "SpacySpan", e: Expression) -> bool:
    if e.part or e.bound or (isinstance(e.form, Calendar) and e.form.step is not None):
        return True
    before = text[max(0, e.start - 12) : e.start]
    token = token_at(sent, e.start)
    if token is None:
        return False
    if token.ent_type_ in ("PERSON", "ORG") and not _LEADS_A_MONTH.search(before):
        return False
    if re.search(r"[A-Z][a-z]+\s$", before) and token.ent_type_ != "DATE":
        return False
    if _MONTH_THAT_IS_A_WORD.match(text, e.start):
        return bool(_LEADS_A_MONTH.search(before)) or (token.ent_type_ == "DATE" and token.pos_ == "PROPN")
    return True
