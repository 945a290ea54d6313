"""Why the relations index, a phase or a turn is what it is: the events behind it, each with its value and weight."""

from datetime import date, timedelta

from hikiwake.assessment.cites import Cite, Rows, Words
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.numbers import GOLDSTEIN, PROBABILITY
from hikiwake.assessment.why.node import Node
from hikiwake.events.from_record import WEIGHTS, left_out, series
from hikiwake.record.disputes import disputes, told
from hikiwake.record.model import Event
from hikiwake.relations.index import Share, shares
from hikiwake.relations.model import IndexPoint, PhaseKind, Relations, TurningPoint
from hikiwake.relations.periods import next_period
from hikiwake.terms.dyad import Dyad

_MODEL = Rows("relations", "a hidden Markov chain of three levels over the events (Hamilton 1989), `docs/numbers.md`")
_KINDS = tuple(map(str, PhaseKind))


def index(assessment: Assessment, period: str) -> Node | None:
    """The index of the period whose first day is `period`, an ISO day."""
    result = assessment.relations
    if isinstance(result, Missing):
        return None
    point = next((p for p in result.index if str(p.period) == period), None)
    if point is None or point.index is None:
        return None
    inside = _inside(assessment, result).get(point.period, [])
    children = tuple(_event(assessment, share) for share in inside)
    return Node(
        f"the relations index of the {result.by} from {point.period}",
        point.index,
        GOLDSTEIN,
        f"the mean of the events' Goldstein values, each by its weight; 90 % interval {_tenths(point.lower)} to {_tenths(point.upper)}",
        "weighted mean",
        children,
        context=_left_out(assessment, result, point.period),
    )


def _tenths(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace("-", "−")


def now(assessment: Assessment, kind: str) -> Node | None:
    """The probability of a phase in the last period."""
    result = assessment.relations
    if isinstance(result, Missing) or not result.index or kind not in _KINDS:
        return None
    return _phase(assessment, result, result.index[-1], kind)


def turn(assessment: Assessment, day: str) -> Node | None:
    """The probability of the turn dated `day`: the old phase at its surest times the new one at its surest."""
    result = assessment.relations
    if isinstance(result, Missing):
        return None
    found = next((t for t in result.turning_points if str(t.date) == day), None)
    if found is None:
        return None
    points = {p.period: p for p in result.index}
    before = next(p for p in result.index if next_period(p.period, result.by) == found.earliest)
    after = next(p for p in points.values() if next_period(p.period, result.by) - timedelta(days=1) == found.latest)
    old, new = _kinds_around(result, found)
    children = (_phase(assessment, result, before, old), _phase(assessment, result, after, new))
    around = tuple(_words(assessment, key) for key in found.keys)
    return Node(
        f"the probability that relations turned {found.direction} between {found.earliest} and {found.latest}",
        found.probability,
        PROBABILITY,
        f"P({PhaseKind(old).words} at its surest before) × P({PhaseKind(new).words} at its surest after)",
        "product",
        children,
        context=around,
    )


def _phase(assessment: Assessment, result: Relations, point: IndexPoint, kind: str) -> Node:
    value = point.phase[_KINDS.index(kind)]
    context = tuple(_words(assessment, key) for key in point.keys)
    formula = "smoothed over all periods: how well the events of each fit a level above, at or below the dyad's usual one"
    return Node(
        f"P({PhaseKind(kind).words}) in the {result.by} from {point.period}",
        value,
        PROBABILITY,
        formula,
        cites=(_MODEL,),
        context=context,
    )


def _kinds_around(result: Relations, found: TurningPoint) -> tuple[str, str]:
    at = next(i for i, phase in enumerate(result.phases) if phase.start == found.date)
    return str(result.phases[at - 1].kind), str(result.phases[at].kind)


def _inside(assessment: Assessment, result: Relations) -> dict[date, list[Share]]:
    case = assessment.case
    rows = series(assessment.contents, Dyad.of(*case.dyad), since=case.since, until=case.as_of)
    return dict(shares(rows, by=result.by))


def _left_out(assessment: Assessment, result: Relations, period: date) -> tuple[Node, ...]:
    """What would count in the period had not everybody who told it withdrawn it."""
    case = assessment.case
    rows = left_out(assessment.contents, Dyad.of(*case.dyad), since=case.since, until=case.as_of)
    return tuple(_words(assessment, share.key) for share in dict(shares(rows, by=result.by)).get(period, ()))


def _disputed(assessment: Assessment, event: Event) -> str:
    """`; disputed: The Post says 3 May 2016, …`, empty where nobody disputes it."""
    line = told(disputes(assessment.contents).get(event.id, ()))
    return f"; {line}" if line else ""


def _event(assessment: Assessment, share: Share) -> Node:
    event = _found(assessment, share.key)
    report = event.best
    when = report.date.date.value if report.date else ""
    cites: tuple[Cite, ...] = tuple(Words(r.document, (r.span,), event.id) for r in event.reports)
    value = Node(
        f"Goldstein's value of CAMEO {report.cameo}",
        share.value,
        GOLDSTEIN,
        cites=(Rows("Goldstein 1992", f"CAMEO {report.cameo}"),),
    )
    full = WEIGHTS[event.grade]
    by = f"graded by {event.corrected.by or 'the analyst'}" if event.corrected and event.corrected.grade else ""
    graded = Node(f"weight of an entry that is {event.grade.label}", full, formula=by, cites=cites[:1])
    spread = Node("the share of its days that fall into the period", share.weight / full, cites=cites)
    weight = Node("its weight", share.weight, "", "weight of the grade × share of days", "product", (graded, spread))
    return Node(
        f"{when}: {_trigger(event)}{_disputed(assessment, event)}",
        share.value * share.weight,
        GOLDSTEIN,
        "value × weight",
        "product",
        (value, weight),
        cites,
    )


def _words(assessment: Assessment, key: str) -> Node:
    event = _found(assessment, key)
    report = event.best
    when = f"{report.date.date.value}: " if report.date else ""
    return Node(
        f"{when}{_trigger(event)}{_disputed(assessment, event)}",
        report.goldstein,
        GOLDSTEIN,
        cites=(Words(report.document, (report.span,), event.id),),
    )


def _trigger(event: Event) -> str:
    report = event.best
    who = ", ".join(dict.fromkeys(a.name for a in report.sources)) or "somebody"
    whom = ", ".join(dict.fromkeys(a.name for a in report.targets))
    return f"{who} → {whom}: {report.trigger.text}" if whom else f"{who}: {report.trigger.text}"


def _found(assessment: Assessment, key: str) -> Event:
    return next(e for e in assessment.contents.events if e.id == key)
