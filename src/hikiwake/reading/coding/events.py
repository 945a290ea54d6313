"""Event coding: from parsed passages to reports of who did what to whom, when, where and how surely.

The acts of each sentence with their parties (`tellings`) become reports (`reports`); what a document says once of time and of the other side holds
for several of them (`dating`, `counterparts`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar

from hikiwake.reading.language import Passage
from hikiwake.reading.news import dateline
from hikiwake.record.model import Actor, DateMention, Place, Report, Statement, Status
from hikiwake.terms.dates import Date

from .cast import Cast
from .circumstances import spots
from .counterparts import at_its_neighbours_border, main_pair, with_both_sides, with_counterpart, with_issuer
from .dating import Told, dated, is_aside, labels, tense_of
from .headlines import as_one
from .reports import reports
from .talks import talks_of_the_pair
from .tellings import tellings

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = 3  # code points between a dateline's town and its date
_Mention = TypeVar("_Mention", Actor, DateMention, Place)


def code_events(
    document: str,
    passages: Sequence[Passage],
    actors: Sequence[Actor],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    statements: Sequence[Statement],
    reference: Date | None = None,
) -> list[Report]:
    """The events that a document tells of, in the text's order. `reference` is the document's own date, None if unknown.

    `via` of a report is the index, as text, of the statement among `statements` that carries it. Where several events come from one sentence, the one
    with the highest `confidence` is its main event. Empty where nothing political is told.
    """
    all_actors, all_dates, all_places = _Sorted(actors), _Sorted(dates), _Sorted(places)
    found: list[Told] = []
    issued = dateline(passages, dates, reference)
    pair, home = main_pair(actors), _home(issued, places)
    for number, passage in enumerate(passages):
        # Nothing is put on a date without days: "recently", "in May" of no known year.
        here_dates = [d for d in all_dates.within(passage) if d != issued and d.date.is_known]
        here_places = all_places.within(passage)
        cast = Cast(passage, all_actors.within(passage), here_places)
        if not cast:
            continue
        label_at = labels(passage, here_dates)
        for place_in_passage, sentence in enumerate(passage.doc.sents):
            told = tellings(sentence, cast) or talks_of_the_pair(sentence, pair, actors, passage.offset + sentence.end_char)
            if told:
                where, when = spots(passage, sentence, here_places), spots(passage, sentence, here_dates)
                here = reports(document, passage, sentence, told, where, when, statements, label_at.get(place_in_passage))
                found += [
                    Told(
                        _not_ahead(_agreed_then(_between_states(report, head, pair, actors, home), head, reference), reference),
                        number,
                        place_in_passage,
                        tense_of(head),
                        head.pos_ in ("NOUN", "PROPN"),
                        is_aside(head),
                    )
                    for report, head in here
                ]
    told_of = [one.report for one in found]
    complete = [replace(one, report=with_counterpart(one.report, pair, actors, told_of, is_noun=one.is_noun)) for one in found]
    told_once = as_one(dated(complete, passages, dates, reference), [one.passage for one in complete])
    return sorted(told_once, key=lambda r: (r.span, r.trigger.spans, r.confidence))


def _home(issued: DateMention | None, places: Sequence[Place]) -> Place | None:
    """The town that a dateline names before its date: "Georgetown, 26 September 2026"."""
    before = [p for p in places if issued is not None and 0 <= issued.span.start - p.span.end <= _BESIDE]
    return max(before, key=lambda p: p.span, default=None)


def _between_states(
    report: Report, head: "Token", pair: tuple[str, str] | None, actors: Sequence[Actor], home: Place | None
) -> Report:
    """The report with the sides that only the document tells."""
    issued = with_issuer(with_both_sides(report, head, pair, actors), head, pair, actors, home)
    return at_its_neighbours_border(issued, head, pair)


def _agreed_then(report: Report, head: "Token", reference: Date | None) -> Report:
    """ "Agreed on Wednesday to resume talks": of a day that has come, it is the agreement's and not the talks'."""
    day = report.date.date.latest if report.date is not None else None
    today = reference.latest if reference is not None else None
    is_agreed = report.cameo == "036" and report.status is Status.PLANNED and head.lemma_.lower() == "agree"
    return replace(report, status=Status.ACTUAL) if is_agreed and day and today and day <= today else report


def _not_ahead(report: Report, reference: Date | None) -> Report:
    """The report without a day that is still to come: "agreed to hold elections in May" was agreed before."""
    day = report.date.date.earliest if report.date is not None else None
    today = reference.latest if reference is not None else None
    is_agreed = report.category == "AGREE" and report.status is Status.ACTUAL
    return replace(report, date=None) if is_agreed and day is not None and today is not None and day > today else report


class _Sorted(Generic[_Mention]):
    """Mentions by where they begin, so that each passage finds its own at once."""

    def __init__(self, mentions: Sequence[_Mention]) -> None:
        self._mentions: list[_Mention] = sorted(mentions, key=lambda m: m.span)
        self._starts: list[int] = [m.span.start for m in self._mentions]

    def within(self, passage: Passage) -> list[_Mention]:
        end = passage.offset + len(passage.doc.text)
        return self._mentions[bisect_left(self._starts, passage.offset) : bisect_left(self._starts, end)]
