"""Corrections: what the analyst put right in one entry, applied to whatever a reader finds there.

A name or code that the analyst typed becomes a mention of an actor. Where the typed words stand in the document near the entry, the
mention points at them; else at the words that name the event (the cue of a statement), so that its text is still what its span cuts
and its `name` is what the analyst typed (a state's name for its code): the entry says who, the highlight shows what is judged.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from hikiwake.record.actor_rules import Known, coded, key
from hikiwake.record.analyst import PlaceName
from hikiwake.record.anchors import locate
from hikiwake.record.entries import Fact, anchored_span
from hikiwake.record.model import Actor, Anchor, Correction, DateMention, Phrase, Place, Report, Span, Statement, Status
from hikiwake.record.spans import squeezed
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade
from hikiwake.terms.ontology import cameo
from hikiwake.terms.states import by_iso3, find

Choice = TypeVar("Choice", bound=StrEnum)
NEAR = 400  # characters on either side of an entry in which a typed name is looked for


def checked(correction: Correction) -> Correction:
    """The correction with its values made sure of.

    Raises:
        RecordError: it corrects nothing, or a value is not one that the entry can take.
    """
    c = correction
    _fits_its_kind(c)
    for names in (c.sources, c.targets):
        if names is not None and any(not name.strip() for name in names):
            raise RecordError.of(c.entry, "an actor's name is empty", "Give a name or an ISO 3166-1 alpha-3 code.")
    if c.date:
        try:
            from_timex(c.date)
        except ValueError as error:
            mend = "Write it as 2016-05-06, 2016-05, 2016, 2016-Q3, 2016-SU, 199 (the 1990s) or 2016-05/2016-08."
            raise RecordError.of(c.entry, f"date: {error}", mend) from error
    c = replace(c, grade=_one_of(Grade, c.grade, c.entry, "grade"), status=_one_of(Status, c.status, c.entry, "status"))
    c = _coded_act(c)
    if is_empty(c) and not c.is_added:
        raise RecordError.of(
            c.entry, "there is nothing to correct", "Give a source, target, date, grade or status, or reject it."
        )
    return c


def is_empty(c: Correction) -> bool:
    """Whether it puts nothing right and says nothing."""
    told = (c.sources, c.targets, c.date, c.grade, c.status, c.span, c.content, c.category, c.cameo, c.place)
    return not c.rejected and not c.note and all(part is None for part in told)


def merged(corrections: Sequence[Correction]) -> Correction:
    """Several corrections of one entry as one, oldest first: the later value wins, field by field; a rejection holds until undone."""
    result = corrections[0]
    for c in corrections[1:]:
        act = (c.category, c.cameo) if c.category is not None or c.cameo is not None else (result.category, result.cameo)
        result = replace(
            c,
            sources=c.sources if c.sources is not None else result.sources,
            targets=c.targets if c.targets is not None else result.targets,
            date=c.date if c.date is not None else result.date,
            grade=c.grade or result.grade,
            status=c.status or result.status,
            rejected=c.rejected or result.rejected,
            note=c.note or result.note,
            span=c.span or result.span,
            content=c.content or result.content,
            category=act[0],
            cameo=act[1],
            place=c.place if c.place is not None else result.place,
            is_added=c.is_added or result.is_added,
        )
    return result


def corrected(fact: Fact, correction: Correction, text: str, known: Known) -> Fact:
    """The entry as the analyst has it: whoever corrects an entry, if only by a note, has reviewed it."""
    c = correction
    date = fact.date if c.date is None else _dated(c.date, fact, text) if c.date else None
    grade = c.grade or fact.grade
    if isinstance(fact, Statement):
        content = _words(c.content, text) or fact.content
        fact = replace(fact, date=date, grade=grade, content=content, is_unreviewed=False)
        if c.sources is None:
            return fact
        speaker = _actor(c.sources[0], fact, text, known)
        stands_there = speaker.text.casefold().split() == c.sources[0].casefold().split()
        source = Phrase(speaker.text, (speaker.span,)) if stands_there or fact.source is None else fact.source
        return replace(fact, speaker=speaker, source=source)
    told = _words(c.span, text)
    fact = _recoded(fact, c)
    return replace(
        fact,
        span=_around(told, fact) if told else fact.span,
        sources=fact.sources if c.sources is None else tuple(_actor(n, fact, text, known) for n in c.sources),
        targets=fact.targets if c.targets is None else tuple(_actor(n, fact, text, known) for n in c.targets),
        date=date,
        place=fact.place if c.place is None else _placed(c.place, fact, text),
        grade=grade,
        status=c.status or fact.status,
        is_unreviewed=False,
    )


def is_lost(correction: Correction, text: str) -> bool:
    """Whether words that the correction gives the entry are no longer found in the text: that part of it then changes nothing."""
    return any(words and _words(words, text) is None for words in (correction.span, correction.content))


def names_typed(correction: Correction) -> set[str]:
    """The actors whom the correction names, as they are looked up."""
    return {key(coded(name)) for name in (*(correction.sources or ()), *(correction.targets or ()))}


def phrase(spans: Sequence[Span], text: str) -> Phrase:
    """The words at some spans in their order, ` … ` where words are left out between them."""
    return Phrase(" … ".join(squeezed(span.cut(text)) for span in spans), tuple(spans))


def tight(span: Span, text: str) -> Span:
    """The span without the white space at its ends."""
    cut = span.cut(text)
    return Span(span.end - len(cut.lstrip()), span.start + len(cut.rstrip())) if cut.strip() else span


def _fits_its_kind(c: Correction) -> None:
    if c.kind == "statement":
        if c.targets is not None or c.status is not None:
            what = "is a statement, which has no target and no status"
            raise RecordError.of(c.entry, what, "Correct its source, date or grade, or reject it.")
        if c.sources is not None and len(c.sources) != 1:
            raise RecordError.of(c.entry, f"is a statement and has one source, not {len(c.sources)}", "Name one.")
        if any(part is not None for part in (c.span, c.category, c.cameo, c.place)):
            what = "is a statement, which has no category, no place and no span of its own"
            raise RecordError.of(c.entry, what, "Correct its source, content, date or grade, or reject it.")
    elif c.content is not None:
        raise RecordError.of(c.entry, "is an event, which has no content", "Correct its span: the words that tell it.")


def _coded_act(c: Correction) -> Correction:
    """Category and CAMEO code as the ontology has them; a category alone takes the first code that has it."""
    if c.cameo is not None:
        code = cameo().get(c.cameo.strip())
        if code is None:
            raise RecordError.of(c.entry, f"CAMEO has no code {c.cameo!r}", "Give one of edition 1.1b3, such as 036 or 057.")
        if c.category is not None and c.category.strip().upper() != (code.category or ""):
            what = f"CAMEO {code.cameo} is of category {code.category or 'none'}, not {c.category}"
            raise RecordError.of(c.entry, what, "Give the code alone: its category follows.")
        return replace(c, cameo=code.cameo, category=code.category)
    if c.category is None:
        return c
    wanted = c.category.strip().upper()
    codes = [code for code in cameo().values() if code.category == wanted]
    if not codes:
        known = sorted({code.category for code in cameo().values() if code.category})
        raise RecordError.of(c.entry, f"PLOVER has no category {c.category!r}", f"Give one of: {', '.join(known)}.")
    first = min(codes, key=lambda code: (code.goldstein is None, len(code.cameo), code.cameo))
    return replace(c, category=wanted, cameo=first.cameo)


def _recoded(report: Report, c: Correction) -> Report:
    if c.cameo is None or (c.cameo == report.cameo and c.category == report.category):
        return report
    code = cameo()[c.cameo]
    return replace(
        report, category=code.category, mode=code.mode, cameo=code.cameo, context=code.context, goldstein=code.goldstein
    )


def _words(anchors: tuple[Anchor, ...] | None, text: str) -> Phrase | None:
    """The words that the anchors quote; None where any of them is not found, or they are out of order by now."""
    if not anchors:
        return None
    places = [locate(anchor, text) for anchor in anchors]
    spans = [place for place in places if isinstance(place, Span)]
    in_order = all(a.end <= b.start for a, b in pairwise(spans))
    return phrase(spans, text) if len(spans) == len(places) and in_order else None


def _around(told: Phrase, fact: Report) -> Span:
    """From the first of the words given to the last, the words that name the event included."""
    spans = (*told.spans, *fact.trigger.spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _placed(place: PlaceName, fact: Report, text: str) -> Place | None:
    if not place.name:
        return None
    span = _near(place.name, fact, text) or tight(anchored_span(fact), text)
    return Place(span.cut(text), span, place.name, place.country, place.lat, place.lon)


def _actor(typed: str, fact: Fact, text: str, known: Known) -> Actor:
    typed = squeezed(typed)
    # Three capitals that are no state's code are a name all the same (WHO, ECB).
    state = by_iso3(typed) if re.fullmatch("[A-Z]{3}", typed) else None
    name = coded(typed)
    span = _near(typed, fact, text) or (state and _near(name, fact, text)) or tight(anchored_span(fact), text)
    state = state or find(typed)
    country, sector = known.get(key(name), (None, None))
    return Actor(span.cut(text), span, name, state.iso3 if state else country, sector)


def _near(typed: str, fact: Fact, text: str) -> Span | None:
    """Where the typed words stand near the entry: the place nearest to its anchored words, at word borders."""
    at = anchored_span(fact)
    first, last = max(0, fact.span.start - NEAR), min(len(text), fact.span.end + NEAR)
    words = r"\s+".join(map(re.escape, typed.split()))
    found = [Span(*m.span()) for m in re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).finditer(text, first, last)]
    return min(found, key=lambda s: (max(s.start - at.end, at.start - s.end, 0), s.start), default=None)


def _dated(timex: str, fact: Fact, text: str) -> DateMention:
    when = from_timex(timex)
    if fact.date:
        return replace(fact.date, date=when, reference=None)
    span = tight(anchored_span(fact), text)
    return DateMention(span.cut(text), span, when)


def _one_of(kind: type[Choice], value: str | None, entry: str, name: str) -> Choice | None:
    try:
        return None if value is None else kind(value.strip().lower().replace(" ", "_"))
    except ValueError as error:
        mend = f"Give one of: {', '.join(kind)}."
        raise RecordError.of(entry, f"{name} {value!r} is not one that the record knows", mend) from error
