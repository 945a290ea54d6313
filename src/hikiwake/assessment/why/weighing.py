"""Why a hypothesis is as probable as it is: its prior, what each report makes of it, and its rivals."""

from math import prod

from hikiwake.assessment.cites import Cite, Stated, Words
from hikiwake.assessment.model import Assessment, Missing, Resolved
from hikiwake.assessment.numbers import PROBABILITY
from hikiwake.assessment.why.node import Node
from hikiwake.case.model import Case
from hikiwake.hypotheses.channel import report_likelihood
from hikiwake.hypotheses.model import Piece, Weighing
from hikiwake.hypotheses.posterior import central_priors


def weighing(assessment: Assessment, hypothesis: str, what: str) -> Node | None:
    """`what` is prior, posterior, lower or upper."""
    result = assessment.weighing
    if isinstance(result, Missing):
        return None
    found = next((h for h in result.hypotheses if h.id == hypothesis), None)
    if found is None:
        return None
    if what == "prior":
        return _prior(assessment.case, result, hypothesis)
    if what == "posterior":
        return _posterior(assessment, result, hypothesis, found.posterior)
    if what in ("lower", "upper"):
        return _bound(assessment, result, hypothesis, what, getattr(found, what))
    return None


def _posterior(assessment: Assessment, result: Weighing, hypothesis: str, value: float) -> Node:
    order = (hypothesis, *(h for h in result.problem.hypotheses if h != hypothesis))
    children = tuple(_joint(assessment, result, h) for h in order)
    aside = tuple(Node(f"{piece}: does not count, {why}", None) for piece, why in result.set_aside.items())
    formula = "prior × P(reports | hypothesis), over the sum of the same for every hypothesis (Bayes)"
    return Node(
        f"the probability of “{_title(assessment.case, hypothesis)}”",
        value,
        PROBABILITY,
        formula,
        "share",
        children,
        context=aside,
    )


def _joint(assessment: Assessment, result: Weighing, hypothesis: str) -> Node:
    prior = _prior(assessment.case, result, hypothesis)
    reports = tuple(_report(assessment, piece, hypothesis) for piece in result.problem.pieces)
    value = prod(child.value for child in (prior, *reports) if child.value is not None)
    title = _title(assessment.case, hypothesis)
    return Node(
        f"prior and all reports, under “{title}”", value, PROBABILITY, "the product of these", "product", (prior, *reports)
    )


def _prior(case: Case, result: Weighing, hypothesis: str) -> Node:
    value = central_priors(result.problem)[hypothesis]
    stated = result.problem.priors[hypothesis]
    formula = ""
    if not stated.is_point:
        formula = f"stated as {stated.lower:g} to {stated.upper:g}; all are moved the same share along, so that they sum to 1"
    elif abs(stated.lower - value) > 1e-12:
        formula = f"stated as {stated.lower:g}, divided by the sum of all"
    title = _title(case, hypothesis)
    return Node(f"the prior of “{title}”", value, PROBABILITY, formula, cites=(_stated(case, f"hypotheses.{hypothesis}.prior"),))


def _report(assessment: Assessment, piece: Piece, hypothesis: str) -> Node:
    case = assessment.case
    where = "groups" if piece.members else "evidence"
    by = next((e.by for e in case.evidence if e.id == piece.id), "")
    likelihood = Node(
        f"P({piece.id} | {hypothesis})",
        piece.likelihood[hypothesis].middle,
        PROBABILITY,
        "" if piece.likelihood[hypothesis].is_point else "the middle of what is stated as an interval",
        cites=(_stated(case, f"{where}.{piece.id}.likelihood.{hypothesis}", by),),
    )
    false = Node(
        "how often such a report would be made whatever the truth",
        piece.false_report,
        PROBABILITY,
        cites=(_stated(case, f"evidence.{_speaks_for(piece)}.false_report", by),),
    )
    return Node(
        f"P(report of {piece.id} | {hypothesis})",
        report_likelihood(piece, hypothesis).middle,
        PROBABILITY,
        "r·P(E | H) + (1 − r)·f: a report is not the event",
        "report channel",
        (likelihood, _reliability(assessment, piece, by), false),
    )


def _reliability(assessment: Assessment, piece: Piece, by: str) -> Node:
    """Stated in the case, else what the grade of the words in the record gives."""
    case = assessment.case
    told = {e.id: e for e in case.evidence}
    members = piece.members or (piece.id,)
    ids = [m for m in members if m in told and told[m].reliability is not None]
    label = "how far the report can be relied on"
    if ids:
        return Node(label, piece.reliability, PROBABILITY, cites=(_stated(case, f"evidence.{ids[0]}.reliability", by),))
    places = [place for m in members for place in assessment.evidence_at.get(m, ())]
    if not places:
        return Node(
            label,
            piece.reliability,
            PROBABILITY,
            "no anchor and no reliability are stated: it counts in full",
            cites=(_stated(case, f"evidence.{_speaks_for(piece)}", by),),
        )
    grades = ", ".join(sorted({_told(place) for place in places}))
    cites: tuple[Cite, ...] = tuple(Words(place.document, (place.span,)) for place in places)
    publishers = {d.id: case.publisher(d.publisher) for d in assessment.contents.documents if case.publishers}
    rated = {p.name: p for place in places if (p := publishers.get(place.document))}
    cites += tuple(_stated(case, f"publishers.{name}.reliability", p.by) for name, p in rated.items())
    return Node(label, piece.reliability, PROBABILITY, f"as the words' grade in the record gives it ({grades})", cites=cites)


def _told(place: Resolved) -> str:
    """The grade of a place, with its publisher's letter where the case gives one."""
    grade = place.grade.label if place.grade else "in no entry"
    return f"{grade}, publisher {place.letter.value}" if place.letter else grade


def _bound(assessment: Assessment, result: Weighing, hypothesis: str, end: str, value: float) -> Node:
    """The exact bound, as a share: own prior and reports at one end, the rivals' at the other, priors spread to suit."""
    node = _posterior(assessment, result, hypothesis, value)
    formula = (
        f"the {'least' if end == 'lower' else 'greatest'} that the stated intervals allow: its own likelihoods and prior at their "
        f"{'lower' if end == 'lower' else 'upper'} ends, the rivals' at the others; at the middles it is {_middle(result, hypothesis):.4g}"
    )
    cites = (_stated(assessment.case, f"hypotheses.{hypothesis}"),)
    return Node(
        f"{'the least' if end == 'lower' else 'the greatest'}: {node.label}",
        value,
        PROBABILITY,
        formula,
        cites=cites,
        context=(node,),
    )


def _middle(result: Weighing, hypothesis: str) -> float:
    return next(h.posterior for h in result.hypotheses if h.id == hypothesis)


def _speaks_for(piece: Piece) -> str:
    return piece.members[0] if piece.members else piece.id


def _stated(case: Case, key: str, by: str = "") -> Stated:
    return Stated(key, by or case.analyst or "the analyst")


def _title(case: Case, hypothesis: str) -> str:
    return next((h.name for h in case.hypotheses if h.id == hypothesis), hypothesis.replace("_", " "))
