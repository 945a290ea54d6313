"""How an event reads: from the codes of the record to what a person would write.

The verbs of the codes stand in `wording.csv`, those that a text's own words tell more exactly in `deeds.csv`.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from hikiwake.brief import english
from hikiwake.brief.composition.deeds import UNSAID, forms_told
from hikiwake.brief.composition.names import Names
from hikiwake.record.model import Actor, Report, Status
from hikiwake.terms import states

_MANY = re.compile(
    r"\b(?:people|police|troops|forces|sides|(?:gun|fisher|police|service)men|(?:official|leader|minister|president|envoy|diplomat|soldier|rebel"
    r"|militant|protester|demonstrator|delegate|negotiator|lawmaker|worker|student)s)$",
    re.IGNORECASE,
)
_INVITE = "invite"
_BY_WHOM = ", by whom is not said"
STATES = {Status.PLANNED: "planned", Status.DENIED: "denied", Status.HYPOTHETICAL: "hypothetical"}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb phrase in its forms.

    `link` joins the target ("on"), empty for a plain object, `UNSAID` where the target is not told; `alone` needs no target; `together` has
    two actors as subject.
    """

    base: str
    past: str
    link: str
    alone: str
    alone_past: str
    together: str
    together_past: str
    noun: str


@cache
def _verbs() -> dict[str, Verb]:
    table = (files("hikiwake.brief.composition") / "wording.csv").read_text(encoding="utf-8")
    return {row.pop("code"): Verb(**row) for row in csv.DictReader(table.splitlines())}


def verb(code: str | None) -> Verb | None:
    """The verb of a code, or of the nearest code above it in the hierarchy; None where there is none."""
    code = code or ""
    return next((found for n in range(len(code), 1, -1) if (found := _verbs().get(code[:n]))), None)


def verb_of(report: Report) -> Verb | None:
    """The verb that the text's own words give, else that of the code."""
    forms = forms_told(report)
    return Verb(**forms) if forms is not None else verb(report.cameo)


def event_words(report: Report, names: Names, as_of: date) -> str:
    """The event as one sentence without its date: "Abe and Putin met in Sochi."

    What is planned, denied or hypothetical reads so; a plan whose day has passed by `as_of` reads as a plan of then.
    """
    doers, others = _parties(report)
    sources, targets = names.several(doers), names.several(others)
    phrase = verb_of(report)
    if phrase is None:
        return english.sentence(_without_verb(report, sources) + _at_place(report, names))
    targets = tuple(t for t in targets if t not in sources)
    is_past = report.date is not None and report.date.date.latest is not None and report.date.date.latest < as_of
    if not sources and targets and report.cameo and report.cameo[:2] in ("04", "05", "06"):
        sources, targets = targets, ()
    said = (
        _without_subject(phrase, targets, report.status)
        if not sources
        else _with_subject(phrase, sources, targets, report, is_past=is_past)
    )
    place = _at_place(report, names)
    if place and not sources and said.endswith(_BY_WHOM):
        said, place = said.removesuffix(_BY_WHOM) + place + _BY_WHOM, ""
    return english.sentence(said if place and said.endswith(place.removeprefix(" in")) else said + place)


def _parties(report: Report) -> tuple[Sequence[Actor], Sequence[Actor]]:
    """Who did it and to whom, nobody named twice over: no envoy beside the state he speaks for, and no state as the other side of its own people."""
    by_name = {a.country for a in report.sources if states.find(a.name)}
    doers = [a for a in report.sources if states.find(a.name) or a.country not in by_name]
    own = {a.country for a in doers if a.country}
    named = {a.name for a in report.sources}
    others = [a for a in report.targets if a.name not in named and not (a.country in own and states.find(a.name))]
    return doers, others if others or len(own) > 1 else report.targets


def noun(report: Report) -> str:
    """What the event is called in a chart: "sanctions", "meeting"."""
    phrase = verb_of(report)
    return phrase.noun if phrase else english.shortened(report.trigger.text, 40)


def _with_subject(phrase: Verb, sources: Sequence[str], targets: Sequence[str], report: Report, *, is_past: bool) -> str:
    if targets and report.is_reciprocal:
        sources, targets = (*sources, *targets), ()
    visits = bool(report.place) and ((report.cameo or "").startswith("042") or phrase.noun == "journey")
    together = len(sources) > 1 and not targets and not visits
    if together:
        base, past, rest = phrase.together, phrase.together_past, ""
    elif visits and report.place:
        # Who visits a country visits the place there that the text names.
        base, past, rest = phrase.base, phrase.past, f" {phrase.link} {english.plain(report.place.name)}".replace("  ", " ")
    elif targets and phrase.link == UNSAID:
        base, past, rest = phrase.base, phrase.past, ""
    elif targets:
        base, past = phrase.base, phrase.past
        if base.endswith("meet") and all(states.find(t) for t in targets):
            is_agreed = base.startswith("agree")  # one meets people, not states
            base, past = (
                ("agree to hold talks with", "agreed to hold talks with") if is_agreed else ("hold talks with", "held talks with")
            )
        if _are_freed(report):
            base, past, phrase = "release", "released", replace(phrase, link="")
        rest = f" {phrase.link} {english.listed(targets)}" if phrase.link else f" {english.listed(targets)}"
    else:
        base, past, rest = phrase.alone, phrase.alone_past, ""
    subject = english.listed(sources)
    plural = len(sources) > 1 or _MANY.search(subject) is not None
    match report.status:
        case Status.PLANNED:
            be = ("were" if plural else "was") if is_past else ("are" if plural else "is")
            # An agreement ahead is the act that is agreed on: "is expected to meet", not "to agree to meet".
            return f"{subject} {be} expected to {base.removeprefix('agree to ')}{rest}"
        case Status.DENIED:
            return f"{subject} did not {base}{rest}"
        case Status.HYPOTHETICAL:
            return f"{subject} might {base}{rest}"
    return f"{subject} {past}{rest}"


def _are_freed(report: Report) -> bool:
    """Whether the target is who was released, and not the state they were released to."""
    return (report.cameo or "").startswith("0841") and all(a.sector not in (None, "GOV") for a in report.targets)


def _without_subject(phrase: Verb, targets: Sequence[str], status: Status) -> str:
    about = f" involving {english.listed(targets)}" if targets else ""
    thing = english.capital(phrase.noun)
    return {
        Status.PLANNED: f"{thing}{about}: expected",
        Status.DENIED: f"{thing}{about}: denied",
        Status.HYPOTHETICAL: f"{thing}{about}: possible",
    }.get(status, f"{thing}{about}{_BY_WHOM}")


_ELECTED = re.compile(r"\b(re-?)?elect", re.IGNORECASE)
_VOTED = re.compile(r"\b(referend|plebiscit)", re.IGNORECASE)
_HELD = {
    Status.PLANNED: "is expected to hold",
    Status.DENIED: "did not hold",
    Status.HYPOTHETICAL: "might hold",
}
_CAPITALS = ("161", "050")  # what is done in the other's capital: the place says no more than the target
_APPOINTED = re.compile(r"\b(appoint|inaugurat|sworn)", re.IGNORECASE)


def _without_verb(report: Report, sources: Sequence[str]) -> str:
    """Elections and what else the event codes have no word for: told by the text's own words."""
    trigger = english.plain(report.trigger.text)
    who = english.listed(sources)
    if who and (m := _ELECTED.search(trigger)):
        return f"{who} {'were' if len(sources) > 1 else 'was'} {'re-elected' if m[1] else 'elected'}"
    if who and _APPOINTED.search(trigger):
        return f"{who} took office"
    if who and _VOTED.search(trigger):
        return f"{who} {_HELD.get(report.status, 'held')} a referendum"
    told = english.quoted(english.shortened(trigger, 120))
    return f"{who}: {told}" if who else told


def _at_place(report: Report, names: Names) -> str:
    place = english.plain(report.place.name if report.place else "")
    if (report.cameo or "").startswith(_CAPITALS) and report.targets:
        return ""
    named = {english.plain(a.name) for a in (*report.sources, *report.targets)}
    if not place or place in named or place in names.several((*report.sources, *report.targets)):
        return ""
    return f" {'to' if report.trigger.text.lower().startswith(_INVITE) else 'in'} {place}"


def is_about(actors: Sequence[Actor], countries: frozenset[str]) -> bool:
    return any(a.country in countries for a in actors)
