"""The other side that a text leaves unsaid: "Tokyo protested", where everything before was about Moscow.

A document about two states names the second one only now and then. Where an act needs somebody to be done to, and no country is named, it is done
to the other of the two states that the document is mostly about. The target is the nearest mention of it, so that the inference can be looked up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hikiwake.record.model import Actor, Report, Status
from hikiwake.terms.states import by_iso3

_LEAST = 3  # mentions of each of the two
_SHARE = 0.7  # of all mentions of countries that the two must have
_DIRECTED = ("0211", "10", "111", "112", "113", "114", "13", "141", "16", "163", "03")
_REFUSING = ("reject", "rebuff", "spurn", "veto")  # what another state has put forward; one can "refuse" and "decline" anything
_OF_STATES = frozenset({None, "GOV", "LEG", "MIL", "COP"})


def main_pair(actors: Iterable[Actor]) -> tuple[str, str] | None:
    """The two countries that a document is about; None where it is about one or many, or too short to tell."""
    counted = Counter(a.country for a in actors if a.country).most_common()
    if len(counted) < 2 or counted[1][1] < _LEAST:
        return None
    first, second = counted[0], counted[1]
    return (first[0], second[0]) if first[1] + second[1] >= _SHARE * sum(n for _, n in counted) else None


def with_counterpart(report: Report, pair: tuple[str, str] | None, actors: Sequence[Actor], *, is_noun: bool) -> Report:
    """The report with the other state of the pair as its target, where its act is done to a state and the words name none.

    `is_noun`: a noun tells the act, not a verb.
    """
    doers = {a.country for a in report.sources}
    if pair is None or len(doers) != 1 or not doers <= set(pair) or any(a.country for a in report.targets):
        return report
    is_visit = is_noun and report.cameo == "042" and report.place is None  # "the president's visit", and everybody knows where to
    is_directed = is_visit or (report.cameo or "").startswith(_DIRECTED) or report.trigger.text.lower().startswith(_REFUSING)
    is_act = (report.status in (Status.ACTUAL, Status.PLANNED) or is_visit) and is_directed
    if not is_act or not all(a.sector in _OF_STATES for a in report.sources):
        return report
    (other,) = set(pair) - doers
    named = [a for a in actors if a.country == other]
    before = [a for a in named if a.span.end <= report.span.end]
    nearest = max(before, key=lambda a: a.span) if before else named[0]
    state = by_iso3(other)
    return replace(report, targets=(replace(nearest, name=state.name if state else other, sector=None),)) if state else report
