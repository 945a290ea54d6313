"""Corrections: what the analyst put right in one entry, applied to whatever a reader finds there.

A name or code that the analyst typed becomes a mention of an actor. Where the typed words stand in the document near the entry, the
mention points at them; else at the words that name the event (the cue of a statement), so that its text is still what its span cuts
and its `name` is what the analyst typed (a state's name for its code): the entry says who, the highlight shows what is judged.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from hikiwake.record.entries import Fact, anchored_span
from hikiwake.record.model import Actor, Correction, DateMention, Phrase, Report, Span, Statement, Status
from hikiwake.record.spans import squeezed
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade
from hikiwake.terms.states import by_iso3, find

Choice = TypeVar("Choice", bound=StrEnum)
NEAR = 400  # characters on either side of an entry in which a typed name is looked for
Known = Mapping[str, tuple[str | None, str | None]]  # name, lower case → country and sector, as the record has them


def checked(correction: Correction) -> Correction:
    """The correction with its values made sure of.

    Raises:
        RecordError: it corrects nothing, or a value is not one that the entry can take.
    """
    c = correction
    if c.kind == "statement" and (c.targets is not None or c.status is not None):
        what = "is a statement, which has no target and no status"
        raise RecordError.of(c.entry, what, "Correct its source, date or grade, or reject it.")
    if c.kind == "statement" and c.sources is not None and len(c.sources) != 1:
        raise RecordError.of(c.entry, f"is a statement and has one source, not {len(c.sources)}", "Name one.")
    for names in (c.sources, c.targets):
        if names is not None and any(not name.strip() for name in names):
            raise RecordError.of(c.entry, "an actor's name is empty", "Give a name or an ISO 3166-1 alpha-3 code.")
    if c.date is not None:
        try:
            from_timex(c.date)
        except ValueError as error:
            mend = "Write it as 2016-05-06, 2016-05, 2016, 2016-Q3, 2016-SU, 199 (the 1990s) or 2016-05/2016-08."
            raise RecordError.of(c.entry, f"date: {error}", mend) from error
    c = replace(c, grade=_one_of(Grade, c.grade, c.entry, "grade"), status=_one_of(Status, c.status, c.entry, "status"))
    if not c.rejected and not c.note and (c.sources, c.targets, c.date, c.grade, c.status) == (None,) * 5:
        raise RecordError.of(
            c.entry, "there is nothing to correct", "Give a source, target, date, grade or status, or reject it."
        )
    return c


def merged(corrections: Sequence[Correction]) -> Correction:
    """Several corrections of one entry as one, oldest first: the later value wins, field by field; a rejection holds until undone."""
    result = corrections[0]
    for c in corrections[1:]:
        result = replace(
            c,
            sources=c.sources if c.sources is not None else result.sources,
            targets=c.targets if c.targets is not None else result.targets,
            date=c.date or result.date,
            grade=c.grade or result.grade,
            status=c.status or result.status,
            rejected=c.rejected or result.rejected,
            note=c.note or result.note,
        )
    return result


def corrected(fact: Fact, correction: Correction, text: str, known: Known) -> Fact:
    """The entry as the analyst has it: whoever corrects an entry, if only by a note, has reviewed it."""
    c = correction
    date = fact.date if c.date is None else _dated(c.date, fact, text)
    grade = c.grade or fact.grade
    if isinstance(fact, Statement):
        if c.sources is None:
            return replace(fact, date=date, grade=grade, is_unreviewed=False)
        speaker = _actor(c.sources[0], fact, text, known)
        stands_there = speaker.text.casefold().split() == c.sources[0].casefold().split()
        source = Phrase(speaker.text, (speaker.span,)) if stands_there or fact.source is None else fact.source
        return replace(fact, date=date, grade=grade, speaker=speaker, source=source, is_unreviewed=False)
    return replace(
        fact,
        sources=fact.sources if c.sources is None else tuple(_actor(n, fact, text, known) for n in c.sources),
        targets=fact.targets if c.targets is None else tuple(_actor(n, fact, text, known) for n in c.targets),
        date=date,
        grade=grade,
        status=c.status or fact.status,
        is_unreviewed=False,
    )


def known_actors(facts: Iterable[Fact]) -> Known:
    """What the record knows of actors by name: only where all mentions of the name agree on the country."""
    found: dict[str, set[tuple[str | None, str | None]]] = {}
    for fact in facts:
        actors = (*fact.sources, *fact.targets) if isinstance(fact, Report) else (fact.speaker,)
        for actor in actors:
            if actor and actor.country:
                for name in {actor.name.casefold(), actor.text.casefold()}:
                    found.setdefault(name, set()).add((actor.country, actor.sector))
    return {
        name: (next(iter(seen))[0], next(iter(seen))[1] if len(seen) == 1 else None)
        for name, seen in found.items()
        if len({country for country, _ in seen}) == 1
    }


def _actor(typed: str, fact: Fact, text: str, known: Known) -> Actor:
    typed = squeezed(typed)
    # Three capitals that are no state's code are a name all the same (WHO, ECB).
    coded = by_iso3(typed) if re.fullmatch("[A-Z]{3}", typed) else None
    name = coded.name if coded else typed
    span = _near(typed, fact, text) or (coded and _near(name, fact, text)) or _tight(anchored_span(fact), text)
    state = coded or find(typed)
    country, sector = known.get(name.casefold(), (None, None))
    return Actor(span.cut(text), span, name, state.iso3 if state else country, sector)


def _near(typed: str, fact: Fact, text: str) -> Span | None:
    """Where the typed words stand near the entry: the place nearest to its anchored words, at word borders."""
    at = anchored_span(fact)
    first, last = max(0, fact.span.start - NEAR), min(len(text), fact.span.end + NEAR)
    words = r"\s+".join(map(re.escape, typed.split()))
    found = [Span(*m.span()) for m in re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE).finditer(text, first, last)]
    return min(found, key=lambda s: (max(s.start - at.end, at.start - s.end, 0), s.start), default=None)


def _tight(span: Span, text: str) -> Span:
    cut = span.cut(text)
    return Span(span.end - len(cut.lstrip()), span.start + len(cut.rstrip())) if cut.strip() else span


def _dated(timex: str, fact: Fact, text: str) -> DateMention:
    when = from_timex(timex)
    if fact.date:
        return replace(fact.date, date=when, reference=None)
    span = _tight(anchored_span(fact), text)
    return DateMention(span.cut(text), span, when)


def _one_of(kind: type[Choice], value: str | None, entry: str, name: str) -> Choice | None:
    try:
        return None if value is None else kind(value.strip().lower().replace(" ", "_"))
    except ValueError as error:
        mend = f"Give one of: {', '.join(kind)}."
        raise RecordError.of(entry, f"{name} {value!r} is not one that the record knows", mend) from error
