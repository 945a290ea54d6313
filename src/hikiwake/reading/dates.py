"""Dates in a document: found by `date_grammar`, resolved by `date_resolution`, with what the sentences around them tell.

Two things come from the parsed text: tense, which says whether "in May" looks back or ahead, and the story, which carries a year
from one sentence to the next ("the 2014 Olympics … at the end of February").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hikiwake.reading.date_forms import Calendar, Cycle, Either, Fixed, Form, FromTo, Shift, Weekday
from hikiwake.reading.date_grammar import Expression, expressions
from hikiwake.reading.date_reference import reference_of
from hikiwake.reading.date_resolution import Context, resolved
from hikiwake.reading.factuality import status_by_governor
from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention, Span
from hikiwake.terms.dates import Date

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

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
_CITED_BEFORE = re.compile(
    r"\b(?:declaration|treaty|agreement|convention|constitution|law|accords?|pact|charter|protocol|communiqu[eé]|memorandum|statement|resolution)s? "
    r"of (?:the )?$",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}?(?:declaration|treaty|agreement|convention|constitution|law|act|resolution|accords?|pact|charter|protocol|communiqu[eé]|"
    r"memorandum|plan|statement|document|book|report|edition|film)\b",
    re.IGNORECASE,
)
_TIMES = frozenset(("day", "night", "morning", "afternoon", "evening", "week", "weekend", "eve", "hour"))
_AHEAD_WORDS = (
    "plan agree intend expect schedule due fix set hope promise vow propose likely ready prepare pledge decide aim want slate"
)
_SCHEDULED = frozenset(
    ("expire", "lapse", "begin", "start", "resume", "arrive", "return", "end")
)  # in the present: a timetable's
_AHEAD = frozenset(_AHEAD_WORDS.split())
_AHEAD_MODIFIERS = frozenset(
    ("planned", "upcoming", "scheduled", "forthcoming", "coming", "future", "proposed", "expected", "next")
)


@dataclass(slots=True)
class _Story:
    """What has been told so far: the last date, and the last one that carries its year on, with its sentence.

    `is_history`: whether the first year that the text writes lies far back; never of news, None before there is a year.
    """

    sentence: int = 0
    last: Date | None = None
    anchor: Date | None = None
    anchored_in: int = 0
    is_history: bool | None = None


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
    story = _Story(is_history=False if _is_news(told) else None)
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
    tense = _tense(sent, e)
    year = _story_year(story, reference) if tense <= 0 else None
    context = replace(frame, story=story.last, story_year=year, tense=tense)
    when = resolved(e.form, context, part=e.part, bound=e.bound)
    against = reference_of(e.form, replace(context, story=story.anchor) if isinstance(e.form, Calendar | Cycle) else context)
    if when and _tells(text, e, when) and (story.is_history is not False or not _says_which(sent, e)):
        story.last = when
        if story.is_history is None and isinstance(e.form, Calendar) and e.form.year is not None and reference is not None:
            story.is_history = reference.latest is not None and reference.latest.year - e.form.year >= _FAR_BACK
        is_aside = story.is_history and isinstance(e.form, Shift)  # "three years before" opens no new story
        if (year is not None or _says_its_year(e.form)) and not is_aside:
            story.anchor, story.anchored_in = when, story.sentence
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


def _is_news(told: Sequence[tuple[Passage, Sequence[Expression]]]) -> bool:
    """Whether the text tells its days by their weekday alone, which only those can place who read it in that week."""
    return any(isinstance(e.form, Weekday) for _, mine in told for e in mine)


def _written(told: Sequence[tuple[Passage, Sequence[Expression]]]) -> frozenset[date]:
    """Days that the document writes out with month and year."""
    forms = (e.form for _, mine in told for e in mine)
    days = {
        when.earliest
        for form in forms
        if isinstance(form, Calendar) and form.year and form.day and (when := resolved(form, Context())) and when.earliest
    }
    return frozenset(days)


def _story_year(story: _Story, reference: Date | None) -> int | None:
    """The year the sentence's story is in, where the text has just named one that lies before the document's."""
    if story.anchor is None or story.anchor.earliest is None:
        return None
    year = story.anchor.earliest.year
    today = reference.latest if reference else None
    lasts = _HISTORY_LASTS if story.is_history else _STORY_LASTS
    if story.sentence - story.anchored_in > lasts:
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
    if not isinstance(e.form, Calendar) or e.form.month is not None:
        return True
    return not _CITED.match(text, e.end) and not _CITED_BEFORE.search(text, max(0, e.start - 40), e.start)


# ------------------------------------------------------------ what the parse says


def _says_which(sent: "SpacySpan", e: Expression) -> bool:
    """Whether the date only tells which paper, court order or day of remembrance is meant: "the award of 3 October 1899 is valid"."""
    words = sent.doc.char_span(e.start, e.end, alignment_mode="expand")
    above = words.root.head if words else None
    return above is not None and above.lower_ == "of" and above.head.pos_ in ("NOUN", "PROPN") and above.head.lemma_ not in _TIMES


def _token_at(sent: "SpacySpan", start: int) -> "Token | None":
    doc = sent.doc
    i = bisect_right(doc, start, key=lambda t: t.idx) - 1
    return doc[i] if i >= 0 and start < doc[i].idx + len(doc[i]) else None


def _is_meant(text: str, sent: "SpacySpan", e: Expression) -> bool:
    """Leaves out what only looks like a date: "may", Theresa May, a march."""
    if isinstance(e.form, Calendar) and e.form.month and not e.form.day and not e.form.year and e.form.years is None:
        return _is_month(text, sent, e)
    if isinstance(e.form, Weekday) and _RECURS.search(text, max(0, e.start - 16), e.start):
        return False
    if isinstance(e.form, Shift) and e.form.from_story and _measures_to_an_act(sent, e):
        return False
    if isinstance(e.form, Shift) and e.form.count > 0 and text[e.start : e.start + 3].lower() == "in ":
        return text[: e.end].endswith("time") or _tense(sent, e) > 0  # else how long it took
    return True


def _measures_to_an_act(sent: "SpacySpan", e: Expression) -> bool:
    """Whether it counts up to what the clause behind it tells: "two days before the summit", and not to the date told last."""
    last = _token_at(sent, e.end - 1)
    if last is None or last.lower_ not in ("before", "after"):
        return False
    return last.dep_ == "mark" or any(c.dep_ in ("pobj", "pcomp") for c in last.children)


def _is_month(text: str, sent: "SpacySpan", e: Expression) -> bool:
    if e.part or e.bound or (isinstance(e.form, Calendar) and e.form.step is not None):
        return True
    before = text[max(0, e.start - 12) : e.start]
    token = _token_at(sent, e.start)
    if token is None:
        return False
    if token.ent_type_ in ("PERSON", "ORG") and not _LEADS_A_MONTH.search(before):
        return False
    if re.search(r"[A-Z][a-z]+\s$", before) and token.ent_type_ != "DATE":
        return False
    if _MONTH_THAT_IS_A_WORD.match(text, e.start):
        return bool(_LEADS_A_MONTH.search(before)) or (token.ent_type_ == "DATE" and token.pos_ == "PROPN")
    return True


def _tense(sent: "SpacySpan", e: Expression) -> int:
    """−1, +1 or 0: the tense of the nearest verb above the date, where that verb has one."""
    token = _token_at(sent, e.end - 1)
    if token is None:
        return 0
    for above in _chain(token):
        if _is_left_open(above):
            return 0
        if any(child.lower_ in _AHEAD_MODIFIERS for child in above.children if child.dep_ == "amod"):
            return 1
        if above.pos_ in ("VERB", "AUX") and (tense := _tense_of(above)):
            return tense
        if above.tag_ in ("VBZ", "VBP") and above.lemma_.lower() in _SCHEDULED and not isinstance(e.form, Weekday):
            return 1
    return 0


def _is_left_open(verb: "Token") -> bool:
    """Whether it is an infinitive that its governor's tense does not date: "allowed them to come on 8 September"; who managed to come came."""
    is_infinitive = verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and any(c.lower_ == "to" for c in verb.children)
    return is_infinitive and not _tense_of(verb) and status_by_governor(verb) is None


def _chain(token: "Token") -> Iterator["Token"]:
    yield token
    for i, above in enumerate(token.ancestors):
        if i == 8:
            return
        yield above


def _tense_of(verb: "Token") -> int:
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "'ll", "’ll", "wo", "would", "should", "must"} and not helpers & {"have"}:
        return 1
    if verb.lemma_ == "be" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children):
        return 1  # "on Friday both are to fly"
    if "to" in helpers:
        lemma = verb.head.lemma_.lower()
        return (
            1
            if lemma in _AHEAD
            or (lemma == "be" and verb.dep_ == "xcomp")
            or verb.head.lower_ in _AHEAD_MODIFIERS
            or (lemma == "go" and verb.head.tag_ == "VBG")
            else 0
        )
    if verb.tag_ in ("VBD", "VBN") or helpers & {"had", "was", "were", "did", "has", "have"}:
        if verb.lemma_.lower() in ("schedule", "plan", "expect", "slate", "set", "fix") and verb.tag_ == "VBN":
            return 1
        return -1
    return 0
