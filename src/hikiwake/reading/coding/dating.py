"""Dates that a text gives once and means for several sentences: which of them an event without a date of its own took place on.

Six ways, the surest first. A date that opens an item ("18 April 1991. …") holds for the whole item. "Two days after the drill began" places the
drill by the day of its main clause. The verbs of one scene have one day (`same_day`). Told in the simple past or in a chronicle's present, an act
falls on the date of the story so far in its paragraph; at the beginning of the next paragraph only where the same states go on acting. An act told
twice, once with its date ("The two leaders met …" below the lead), has that date. What stands in the headline or the lead of a news text that
bears its own date lies in the week up to that date, and what the text itself does by saying it ("condemns") on that day. An act in the pluperfect
lies before the story and gets nothing.

The mention that dates an event stands outside its `span` then, which is how `Report.is_date_inferred` knows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.news import LEAD, dateline, news_week
from hikiwake.record.model import DateMention, Report, Span, Status
from hikiwake.terms.dates import Date, Precision

from . import mood, speech, syntax
from .circumstances import is_within_topic
from .distance import day_by_distance, words_of
from .same_day import day_of_scene

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_FIRM = frozenset({Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.SEASON, Precision.QUARTER})
_LABEL_END = re.compile(r"\s*(?:[.:|—–-]|$)")
_OPENING = re.compile(r"[\s*\-•·|]*")
_TELLING_ON = frozenset({"when", "where", "whereupon"})
_TIMES = frozenset({"day", "date", "week", "month", "year", "occasion", "hour", "moment"})
_LONG = frozenset({"since", "long", "always", "never", "ever", "repeatedly", "often", "previously", "for"})
_EARLIER = ("before", "perfect")  # than the story
_VERBAL = frozenset(("01", "02", "03", "05", "10", "11", "12", "13"))  # CAMEO roots of what is done by saying it
_CARRIES = 1  # paragraphs over which a story's date is carried


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what the syntax says of its time: `passage` and `sentence` by number, `tense` as of `tense_of`.

    `is_noun`: told by a noun; `is_aside`: only to say who or what is meant ("the envoy, who resigned on 3 May, …"): no story goes on from there.
    """

    report: Report
    passage: int
    sentence: int
    tense: str
    is_noun: bool
    is_aside: bool = False


@dataclass(slots=True)
class _Story:
    """The date of what is being told, where it was said, which states acted then; `is_past`: told in the past, of another day than the document's."""

    mention: DateMention
    passage: int
    sentence: int
    countries: frozenset[str]
    is_past: bool


def tense_of(head: "Token") -> str:
    """`past`, `present`, `perfect`, `before` (pluperfect) or `open` (infinitives, the future): of the clause that tells the act."""
    verb = syntax.clause_root(head)
    if mood.is_first_to(verb):
        verb = syntax.clause_root(verb.head)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & {"will", "shall", "would", "could", "may", "might", "should", "can", "must", "'ll", "to"}:
        return "open"
    if helpers & {"had", "has", "have"}:
        return "before" if "had" in helpers or any(c.lower_ in _LONG for c in verb.children) else "perfect"
    if speech.reporting_verb(verb) is not None and verb.tag_ == "VBD":
        return "before"  # what somebody said that somebody did
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"} or verb.tag_ == "VBN":
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or verb.pos_ == "NOUN":
        return "present"
    return "past" if verb.tag_ == "VBG" else "open"


def is_aside(word: "Token") -> bool:
    """Whether a clause that only says who or what is meant holds the word; one that begins with "where", "when" or "the day on which" tells on."""
    for token in (word, *word.ancestors):
        if token.dep_ == "relcl":
            if token.head.lemma_.lower() in _TIMES:
                return False
            return not any(t.lower_ in _TELLING_ON for t in token.subtree if t.i < token.i)
        if token.dep_ in ("ccomp", "parataxis"):
            return False
    return False


def labels(passage: Passage, dates: Sequence[DateMention]) -> dict[int, DateMention]:
    """The date that holds for each sentence, by its number, because it stands by itself before it, as in a chronicle's items."""
    text = passage.doc.text
    found: dict[int, DateMention] = {}
    current: DateMention | None = None
    for number, sentence in enumerate(passage.doc.sents):
        for mention in dates:
            start, end = mention.span.start - passage.offset, mention.span.end - passage.offset
            opening = _OPENING.match(text, sentence.start_char)
            if opening is not None and opening.end() == start and _LABEL_END.match(text, end) and mention.date.is_known:
                current = mention
        if current is not None:
            found[number] = current
    return found


def dated(
    told: Sequence[Told], passages: Sequence[Passage], dates: Sequence[DateMention], reference: Date | None
) -> list[Report]:
    """The reports of a document, those without a date given one where the text has it.

    Args:
        told: in the text's order.
        passages: the document's.
        dates: its dates, in order.
        reference: the document's own date, None if unknown.
    """
    issued = dateline(passages, dates, reference)
    others = [d for d in dates if d != issued]
    by_syntax = [_by_syntax(t, passages[t.passage], others, reference) for t in told]
    by_story = list(_by_story(by_syntax, passages, others, reference))
    by_twin = _by_twin(by_story)
    news = news_week(issued)
    if news is None:
        return [t.report for t in by_twin]
    lead = _passage_of(issued, passages)
    return [
        replace(t.report, date=issued if _is_said_by_it(t) else news)
        if (t.passage < LEAD and _is_open(t) and not t.is_aside) or _is_news(t, lead)
        else t.report
        for t in by_twin
    ]


def _passage_of(mention: DateMention | None, passages: Sequence[Passage]) -> int | None:
    """The number of the passage in which a mention stands."""
    starts = [i for i, p in enumerate(passages) if mention is not None and p.offset <= mention.span.start]
    return starts[-1] if starts else None


def _is_news(told: Told, lead: int | None) -> bool:
    """ "Has moved 130 soldiers", in the first sentence behind the dateline: what the text is written for."""
    is_first = told.passage == lead and told.sentence <= 1
    return is_first and told.tense == "perfect" and told.report.date is None and told.report.status is Status.ACTUAL


def _by_syntax(told: Told, passage: Passage, dates: Sequence[DateMention], reference: Date | None) -> Told:
    """With the day reckoned, also where it was given the main clause's ("on Thursday, a day after they had signed"), or that of its scene."""
    act, given, here = told.report.trigger.spans[0], told.report.date, _within(passage, dates)
    reckoned = day_by_distance(passage, act, here)
    if reckoned is not None and (given is None or given.date.value == reckoned.reference):
        return _on(told, reckoned, reference)
    return told if given is not None else _on(told, day_of_scene(passage, act, here), reference)


def _on(told: Told, mention: DateMention | None, reference: Date | None) -> Told:
    """With the day, of what was done by the document's."""
    if mention is None or told.report.status is not Status.ACTUAL or not _is_past(mention.date, reference):
        return told
    return replace(told, report=replace(told.report, date=mention))


def _is_said_by_it(told: Told) -> bool:
    """Whether the text itself does what it tells, as a communiqué that "condemns the decision" in its body."""
    is_verbal = (told.report.cameo or "")[:2] in _VERBAL
    return is_verbal and told.tense == "present" and not told.is_noun and not told.is_aside and told.passage > 0


def _is_open(told: Told) -> bool:
    """Whether the act lacks a date and lies in the story's time."""
    return told.report.date is None and told.report.status is Status.ACTUAL and told.tense in ("past", "present")


# ---------------------------------------------------------------- the story


def _by_story(
    told: Sequence[Told], passages: Sequence[Passage], dates: Sequence[DateMention], reference: Date | None
) -> Iterator[Told]:
    stated = _stated(passages, dates, reference)
    with_own = {s[:2] for s in stated}  # a sentence that says when leaves nothing to the sentences before it
    story: _Story | None = None
    at = 0
    for one in told:
        here = (one.passage, one.sentence)
        while at < len(stated) and stated[at][:2] < here:
            story = _Story(stated[at][2], *stated[at][:2], frozenset(), stated[at][3])
            at += 1
        is_open = (_is_open(one) and here not in with_own) or (story is not None and _is_agreed_there(story, one))
        if story is not None and is_open and _goes_on(story, one):
            one = replace(one, report=replace(one.report, date=story.mention))
        mention = one.report.date
        is_done = one.report.status is Status.ACTUAL and one.tense not in _EARLIER and not one.is_aside
        if mention is not None and _is_firm(mention.date) and is_done:
            story = _Story(mention, *here, _countries(one.report), one.tense == "past" and mention.date != reference)
        yield one


def _is_agreed_there(story: _Story, one: Told) -> bool:
    """ "He said that the two had agreed …", told of a meeting: what was agreed at it."""
    is_agreement = one.report.category == "AGREE" and one.report.status is Status.ACTUAL and one.report.date is None
    return is_agreement and one.tense in _EARLIER and len(story.countries) > 1 and _countries(one.report) == story.countries


def _goes_on(story: _Story, one: Told) -> bool:
    states = _countries(one.report)
    if story.is_past and one.tense == "present" and not one.is_noun and (len(states) < 2 or states != story.countries):
        return False  # "Cairo demands" is of the text's own day; "the two agree", of a visit, was done there
    if story.passage == one.passage:
        # Within a sentence the syntax has spoken.
        return story.sentence < one.sentence or _is_agreed_there(story, one)
    # The headline's date holds for the first paragraph whoever acts.
    is_heading = story.passage == 0 and one.passage == 1
    same = states <= story.countries if story.countries else one.sentence == 0 and len(states) > 1
    return one.passage - story.passage <= _CARRIES and (is_heading or same)


def _stated(
    passages: Sequence[Passage], dates: Sequence[DateMention], reference: Date | None
) -> list[tuple[int, int, DateMention, bool]]:
    """Dates at which the text's own narrative stands, event or not, by passage and sentence: one a sentence, the highest in its tree.

    The last says whether it is told in the past, of another day than the document's.
    """
    found = []
    for number, passage in enumerate(passages):
        mine = _within(passage, dates)
        for i, sentence in enumerate(passage.doc.sents):
            first, last = passage.offset + sentence.start_char, passage.offset + sentence.end_char
            here = [d for d in mine if first <= d.span.start < last and _is_firm(d.date) and _is_past(d.date, reference)]
            placed = [(depth, d) for d in here if (depth := _depth(passage, sentence, d)) is not None]
            if placed:
                mention = min(placed, key=lambda x: x[0])[1]
                is_past = mention.date != reference and _is_told_in_past(passage, mention.span)
                found.append((number, i, mention, is_past))
    return found


def _within(passage: Passage, dates: Sequence[DateMention]) -> Sequence[DateMention]:
    """The dates of a passage, of a document's in order."""
    ends = passage.offset, passage.offset + len(passage.doc.text)
    first, last = (bisect_left(dates, end, key=lambda d: d.span.start) for end in ends)
    return dates[first:last]


def _is_firm(when: Date) -> bool:
    """Whether a story can stand on the date; one of two days (03/04/2016) is as firm as a day and stays marked as ambiguous."""
    return when.precision in _FIRM or when.is_ambiguous


def _is_past(when: Date, reference: Date | None) -> bool:
    today = reference.latest if reference else None
    return today is None or (when.earliest is not None and when.earliest <= today)


def _depth(passage: Passage, sentence: "Sentence", mention: DateMention) -> int | None:
    """Steps from the date up to the sentence's main word; None where it only tells which treaty is meant, or what is not told as done."""
    words = words_of(passage, mention.span)
    if not words or is_within_topic(words.root, mention):
        return None
    head = words.root
    is_of = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ in ("NOUN", "PROPN")
    is_told = sentence.root.pos_ in ("VERB", "AUX")
    if is_told and (is_of or head.dep_ in ("compound", "nmod", "amod", "poss", "nummod")):
        return None
    if is_aside(head):
        return None
    above = _verb_above(head)
    if above is not None and tense_of(above) not in ("past", "present"):
        return None
    return sum(1 for _ in head.ancestors)


def _is_told_in_past(passage: Passage, span: Span) -> bool:
    words = words_of(passage, span)
    above = _verb_above(words.root) if words else None
    return above is not None and tense_of(above) == "past"


def _verb_above(word: "Token") -> "Token | None":
    return next((t for t in word.ancestors if t.pos_ in ("VERB", "AUX")), None)


# ---------------------------------------------------------------- the same act twice, and news


def _by_twin(told: Sequence[Told]) -> list[Told]:
    """Acts of one kind between the same two states or more that the document dates once and tells again."""
    known: dict[tuple[str | frozenset[str], ...], set[str]] = {}
    mentions: dict[str, DateMention] = {}
    for one in told:
        mention = one.report.date
        if mention is not None and _is_firm(mention.date) and one.report.status is Status.ACTUAL and one.tense not in _EARLIER:
            for key in _keys(one.report):
                known.setdefault(key, set()).add(mention.date.value)
            mentions.setdefault(mention.date.value, mention)
    found = []
    for one in told:
        twins = [values for key in _keys(one.report) if len(values := known.get(key, set())) == 1]
        is_twin = _is_open(one) and bool(twins) and len(_countries(one.report)) > 1
        found.append(replace(one, report=replace(one.report, date=mentions[next(iter(twins[0]))])) if is_twin else one)
    return found


def _keys(report: Report) -> list[tuple[str | frozenset[str], ...]]:
    """What an act is known by: its kind and its parties, by name; with the place where it has one."""
    kind = ((report.cameo or "")[:2], frozenset(a.name for a in (*report.sources, *report.targets) if a.country))
    return [(*kind, report.place.name), kind] if report.place else [kind]


def _countries(report: Report) -> frozenset[str]:
    return frozenset(a.country for a in (*report.sources, *report.targets) if a.country)
