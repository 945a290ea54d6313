"""A deed by its doer's name and its source's own words for what was done: Venezuela “seized a Guyanese fishing boat with five men aboard”.

A code says of what kind a deed was, not what was seized, banned or promised. The words stand in quotation marks, since they are not ours.
"""

import re
from collections.abc import Sequence

from hikiwake.brief import english
from hikiwake.brief.composition.material import Material
from hikiwake.record.disputes import disputes
from hikiwake.record.model import Actor, Event, Report, Span

_FEWEST, _MOST = 3, 14  # words
_PAST = re.compile(r"\w+ed|sent|shot|gave|took|cut|withdrew|left|began|broke|sank|fought|struck|drew|sold|bought|won|lost")
_BETWEEN = re.compile(r"\s+(?:(?:\w+ly|also|then)\s+)?")
# "The Venezuelan national guard seized": who acts for the state stands between its adjective and the verb.
_A_BODY = re.compile(
    r"(?:\s(?!(?:and|or|by|was|were|had|has|have|be|been|to|that|which|who|of|in|on|not|never)\b)[a-z-]+){1,3}\s"
)
_LOOSE_END = re.compile(r"(?:[\s,;–—-]+(?:on|in|at|by|the|a|an|and|from|of|to|late|early|last|next|just|only|since))*[\s,;–—-]*$")
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:it|he|she|they|them|him|this|that|these|those|who|which|there|so)\b|[“”\"()\n]", re.IGNORECASE
)
_WITH_WHOM = re.compile(r"\s(?:with|carrying)\s.*", re.DOTALL)
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|\w*teen|\w+ty|dozens?|hundreds?|thousands?)\b", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s*(?:[.,;:!?)\n]|$)|\s+(?:on|in|at|after|as|when|while|and|but|because|yesterday|today)\b")


def own_act(event: Event, material: Material) -> str:
    """The deed as a clause without its date, empty where its source's words do not surely make one: the verb in the past, its subject before it,
    nothing in it that points elsewhere, its end no cut."""
    report = event.best
    document = material.documents.get(report.document)
    doers = (*report.sources, *report.targets) if report.is_reciprocal else report.sources
    subjects = material.names.several(doers)
    if document is None or len(subjects) != (2 if report.is_reciprocal else 1) or not report.trigger.spans:
        return ""
    verb = _first_word(report.trigger.spans[0], document.text)
    if not _PAST.fullmatch(verb.cut(document.text)) or not _are_its_subject(doers, verb, document.text):
        return ""
    words = _predicate(report, verb, document.text)
    if event.id in disputes(material.assessment.contents):
        words = _without_figures(words)
    is_clear = _FEWEST <= len(words.split()) <= _MOST and not _POINTS_ELSEWHERE.search(words)
    return f"{english.capital(english.listed(subjects))} {english.quoted(words)}" if is_clear else ""


def _without_figures(words: str) -> str:
    """Without the number that sources dispute, as far as it can be left out."""
    words = _WITH_WHOM.sub("", words)
    return "" if _FIGURE.search(words) else words


def _are_its_subject(doers: Sequence[Actor], verb: Span, text: str) -> bool:
    """Whether all of them stand before the verb, and one of them right before it."""

    def leads_to_it(actor: Actor) -> bool:
        between = text[actor.span.end : verb.start]
        return bool(_BETWEEN.fullmatch(between) or (actor.text != actor.name and _A_BODY.fullmatch(between)))

    return all(a.span.end <= verb.start for a in doers) and any(map(leads_to_it, doers))


def _first_word(span: Span, text: str) -> Span:
    return Span(span.start, span.start + max(len(span.cut(text).split(" ")[0]), 1))


def _predicate(report: Report, verb: Span, text: str) -> str:
    """From the verb to the date that follows, else to the end of the event's words; empty where these end within a phrase."""
    when = report.date.span if report.date else None
    if when and verb.end < when.start <= report.span.end:
        return _LOOSE_END.sub("", text[verb.start : when.start])
    return text[verb.start : report.span.end] if _GOES_ON.match(text, report.span.end) else ""
