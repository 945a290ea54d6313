"""The other side that a text leaves unsaid: "Tokyo protested", where everything before was about Moscow.

A document about two states names the second one only now and then. Where an act needs somebody to be done to, and no country is named, it is done
to the other of the two states that the document is mostly about, unless a third stands nearer: "Chinese soldiers crossed the line. India protested."
The target is the nearest mention of it, so that the inference can be looked up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.record.model import Actor, Place, Report, Status
from hikiwake.terms.states import by_iso3

from . import syntax
from .warnings import is_both_sides

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEAST = 3  # mentions of each of the two
_SHARE = 0.7  # of all mentions of countries that the two must have
_DIRECTED = ("0211", "10", "111", "112", "113", "114", "13", "141", "16", "163", "03")
_COURTS = frozenset({"court", "tribunal"})  # before which two states stand, and never one of the two
_FORCES = "15"
_SAID = ("02", "05", "10", "11", "12", "13")
_BODIES = frozenset({"ministry", "government", "presidency", "cabinet", "parliament"})
_HELD = ("0841", "173")
_AT_SEA = ("fishermen", "sailors", "seamen", "crew", "crewmen")
_REFUSING = ("reject", "rebuff", "spurn", "veto")  # what another state has put forward; one can "refuse" and "decline" anything
_OF_STATES = frozenset({None, "GOV", "LEG", "MIL", "COP"})
_OF_MANY = frozenset({"IGO", "IMG"})  # "the European Union", who can be the other side as well as a state


def main_pair(actors: Iterable[Actor]) -> tuple[str, str] | None:
    """The two countries that a document is about; None where it is about one or many, or too short to tell."""
    counted = Counter(a.country for a in actors if a.country).most_common()
    if len(counted) < 2 or counted[1][1] < _LEAST:
        return None
    first, second = counted[0], counted[1]
    return (first[0], second[0]) if first[1] + second[1] >= _SHARE * sum(n for _, n in counted) else None


def with_counterpart(
    report: Report, pair: tuple[str, str] | None, actors: Sequence[Actor], told: Sequence[Report], *, is_noun: bool
) -> Report:
    """The report with the other state of the pair as its target, where its act is done to a state and the words name none.

    `told` are the document's reports; what the other did to a third party is still the other's doing. `is_noun`: a noun tells the act, not a verb.
    """
    doers = {a.country for a in report.sources}
    if pair is None or len(doers) != 1 or not doers <= set(pair) or any(a.country for a in report.targets):
        return report
    is_visit = is_noun and report.cameo == "042" and report.place is None  # "the president's visit", and everybody knows where to
    is_held = (report.cameo or "").startswith(_HELD) and any(a.text.lower().endswith(_AT_SEA) for a in report.targets)
    is_directed = (
        is_visit or is_held or (report.cameo or "").startswith(_DIRECTED) or report.trigger.text.lower().startswith(_REFUSING)
    )
    is_act = (report.status in (Status.ACTUAL, Status.PLANNED) or is_visit) and is_directed
    if not is_act or not all(a.sector in _OF_STATES for a in report.sources):
        return report
    (other,) = set(pair) - doers
    before = [a for a in actors if a.span.end <= report.span.end and not _COURTS & set(a.name.lower().split())]
    nearest = nearest_other(before, doers) if before else None
    if nearest is None:
        nearest = next((a for a in actors if a.country == other), None)
    if nearest is not None and nearest.country != other:
        nearest = _doer_of_what_is_told(nearest, other, told)  # "Russia annexed Crimea from Ukraine. Japan condemned it."
    state = by_iso3(other)
    if nearest is None or state is None:
        return report
    return replace(report, targets=(replace(nearest, name=state.name, sector=None),))


def with_issuer(
    report: Report, head: "Token", pair: tuple[str, str] | None, actors: Sequence[Actor], home: Place | None = None
) -> Report:
    """The report with a state as its source, where a body that is nobody's yet speaks: "The Ministry condemns X's decision".

    It is the other state of the pair, else that of `home`, the town that the text is dated from.
    """
    addressed = {a.country for a in report.targets if a.country}
    is_said = (report.cameo or "").startswith(_SAID) and head.pos_ == "VERB" and report.status is Status.ACTUAL
    if not is_said or len(addressed) != 1 or any(a.country for a in report.sources):
        return report
    if not any(d.lemma_.lower() in _BODIES for d in syntax.subjects(head)):
        return report
    if pair is None or not addressed <= set(pair):
        return _issued_at(home, report) if home is not None and home.country not in addressed else report
    (other,) = set(pair) - addressed
    before = [a for a in actors if a.span.end <= report.span.start]
    nearest = nearest_other(before, addressed) or next(a for a in actors if a.country == other)
    state = by_iso3(other)
    if nearest.country != other or state is None:
        return report
    return replace(report, sources=(replace(nearest, name=state.name, sector=None),))


def _issued_at(home: Place, report: Report) -> Report:
    state = by_iso3(home.country or "")
    return report if state is None else replace(report, sources=(Actor(home.text, home.span, state.name, state.iso3, None),))


def with_both_sides(report: Report, head: "Token", pair: tuple[str, str] | None, actors: Sequence[Actor]) -> Report:
    """The report with both states of the pair as its targets, where "both sides" are warned or urged by a third; with none where no pair is known."""
    if head.pos_ != "VERB" or not report.sources or not any(map(is_both_sides, syntax.objects(head))):
        return report
    own = {a.country for a in report.sources}
    if pair is None or own & set(pair):
        return replace(report, targets=())
    before = [a for a in actors if a.span.end <= report.span.end] or list(actors)
    sides = [a for country in pair if (a := _as_state(country, before) or _as_state(country, actors)) is not None]
    return replace(report, targets=tuple(sides))


def _as_state(country: str, actors: Sequence[Actor]) -> Actor | None:
    """The state, at the last mention of it or of somebody of its own."""
    named = max((a for a in actors if a.country == country), key=lambda a: a.span, default=None)
    state = by_iso3(country)
    return replace(named, name=state.name, sector=None) if named is not None and state is not None else None


def at_its_neighbours_border(report: Report, head: "Token", pair: tuple[str, str] | None) -> Report:
    """The report without the one of the pair that a third state's forces only stand at the border of."""
    if pair is None or not (report.cameo or "").startswith(_FORCES) or {a.country for a in report.sources} & set(pair):
        return report
    is_there = any(w.lemma_.lower() in ("border", "frontier") and w.dep_ == "pobj" for w in head.subtree)
    return replace(report, targets=()) if is_there and report.sources else report


def nearest_other(before: Sequence[Actor], own: Set[str | None]) -> Actor | None:
    """The last of the actors named `before` that is a state or of one, or a body of many, and not of the countries `own`."""
    foreign = (a for a in before if a.country not in own and (a.country or a.sector in _OF_MANY))
    return max(foreign, key=lambda a: a.span, default=None)


def _doer_of_what_is_told(third: Actor, other: str, told: Sequence[Report]) -> Actor | None:
    """Who of `other` did what the mention of a third party is a part of, if anybody did."""
    doers = (r.sources for r in told if r.span.holds(third.span) and {a.country for a in r.sources} == {other})
    return next((sources[0] for sources in doers), None)
