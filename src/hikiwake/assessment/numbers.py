"""The numbers of an assessment by name: what the ledger keeps, what `diff` compares and what `why` explains.

A name is `ROOM.WHICH.WHAT`: `forecast.probability`, `weighing.raised_barrier.posterior`, `formulas.two_plus_alpha.japan`,
`relations.2016-10-01.index`. It stays the same from run to run as long as the case's ids do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hikiwake.assessment.model import Assessment, Basis, Missing
from hikiwake.bargaining.model import Settlement
from hikiwake.case.model import Case
from hikiwake.forecasting.model import Forecast
from hikiwake.hypotheses.model import Weighing
from hikiwake.relations.model import PhaseKind, Relations
from hikiwake.terms.grades import Grade

PROBABILITY, GOLDSTEIN, UTILITY, COUNT = "probability", "goldstein", "utility", "count"
_PHASES = {PhaseKind.UPTURN: "an upturn", PhaseKind.STALEMATE: "the usual level", PhaseKind.DOWNTURN: "a downturn"}
POINTS = {  # a solution of the bargain → where it leaves a party
    "nash": "in the draw (Nash point)",
    "kalai_smorodinsky": "in the draw by what each could hope for (Kalai–Smorodinsky)",
    "egalitarian": "where the worse-off side has most",
    "utilitarian": "where the sum is largest",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One number of an assessment.

    `unit` is probability (0 … 1), goldstein (−10 … 10), utility (0 … 1), count or years; `value` is None where there is none to give (no deal
    both would sign, a period without an event); `label` names it for a reader.
    """

    name: str
    value: float | None
    unit: str
    label: str

    @property
    def room(self) -> str:
        return self.name.split(".", 1)[0]


def numbers(assessment: Assessment) -> dict[str, Number]:
    """Every number by its name, in the order of the brief; a room without a result has none."""
    a = assessment
    found: list[Number] = []
    if not isinstance(a.forecast, Missing):
        found += _forecast(a.forecast)
    if not isinstance(a.weighing, Missing):
        found += _weighing(a.weighing, a.case)
    if not isinstance(a.settlement, Missing):
        found += _settlement(a.settlement, a.case)
    if not isinstance(a.relations, Missing):
        found += _relations(a.relations)
    found += _basis(a.basis)
    return {n.name: n for n in found}


def label_of_gone(name: str) -> str:
    """What a number was, by its name alone: of one that an earlier run had and this assessment has not."""
    match name.split("."):
        case ["relations", turn, "probability"] if turn.startswith("turn_"):
            return f"the probability that relations turned about {turn.removeprefix('turn_')}, a turn that stands out no more"
        case ["relations", period, "index"]:
            return f"the relations index of the period from {period}"
        case ["weighing", *hypothesis, what]:
            return f"the {what} of “{'.'.join(hypothesis).replace('_', ' ')}”, which the case states no more"
        case ["formulas", *formula, whose]:
            return f"“{'.'.join(formula).replace('_', ' ')}”, which the case states no more: {whose.replace('_', ' ')}"
    return name.replace(".", ": ").replace("_", " ")


def _forecast(result: Forecast) -> Iterator[Number]:
    what = f"a settlement by {result.by}"
    yield Number("forecast.probability", result.probability, PROBABILITY, f"the probability of {what}")
    yield Number("forecast.lower", result.lower, PROBABILITY, f"the lower end for {what}")
    yield Number("forecast.upper", result.upper, PROBABILITY, f"the upper end for {what}")
    rate = result.base_rate
    yield Number("base_rate.cases", rate.cases, COUNT, f"the {rate.reference_class}")
    yield Number("base_rate.settled", rate.settled, COUNT, "those of them that were settled")
    yield Number("base_rate.claim_years", rate.claim_years, "years", "the claim-years they were at risk together")


def _weighing(result: Weighing, case: Case) -> Iterator[Number]:
    titles = {h.id: h.name for h in case.hypotheses}
    for h in result.hypotheses:
        title = titles.get(h.id, h.id)
        yield Number(
            f"weighing.{h.id}.posterior", h.posterior, PROBABILITY, f"the probability of “{title}”, the evidence weighed"
        )
        yield Number(f"weighing.{h.id}.lower", h.lower, PROBABILITY, f"its least over what is stated as intervals: “{title}”")
        yield Number(f"weighing.{h.id}.upper", h.upper, PROBABILITY, f"its greatest over what is stated as intervals: “{title}”")
        yield Number(f"weighing.{h.id}.prior", h.prior, PROBABILITY, f"the probability of “{title}” before the evidence")


def _settlement(result: Settlement, case: Case) -> Iterator[Number]:
    parties = result.domain.parties
    names = {p.id: p.title or p.id for p in case.parties}
    yield Number("bargaining.outcomes", result.outcomes, COUNT, "the deals that the issues allow")
    yield Number("bargaining.frontier", len(result.frontier), COUNT, "the deals that no other beats for both")
    yield Number("bargaining.win_set", result.win_set, COUNT, "those of them that everybody who must ratify would take")
    yield Number("bargaining.opposition", result.opposition, UTILITY, "how far the best deal is from giving both all they want")
    for solution in POINTS:
        outcome = getattr(result.solutions, solution)
        for i, party in enumerate(parties):
            value = outcome.utilities[i] if outcome else None
            label = f"what {names[party]} gets {POINTS[solution]}"
            yield Number(f"bargaining.{solution}.{party}", value, UTILITY, label)
    for view in result.formulas:
        for party, utility in zip(parties, view.utilities, strict=True):
            yield Number(f"formulas.{view.id}.{party}", utility, UTILITY, f"what “{view.title}” is worth to {names[party]}")
        yield Number(f"formulas.{view.id}.distance", view.distance, UTILITY, f"how far “{view.title}” lies from the frontier")


def _relations(result: Relations) -> Iterator[Number]:
    for point in result.index:
        if point.index is not None:
            label = f"the relations index of the {result.by} from {point.period}"
            yield Number(f"relations.{point.period}.index", point.index, GOLDSTEIN, label)
    if result.index:
        last = result.index[-1]
        for kind, probability in zip(PhaseKind, last.phase, strict=True):
            label = f"the probability of {_PHASES[kind]} in the last {result.by}"
            yield Number(f"relations.now.{kind}", probability, PROBABILITY, label)
    for turn in result.turning_points:
        label = f"the probability that relations turned {turn.direction} about {turn.date}"
        yield Number(f"relations.turn_{turn.date}.probability", turn.probability, PROBABILITY, label)


def _basis(result: Basis) -> Iterator[Number]:
    yield Number("basis.texts", result.texts, COUNT, "the texts that were read")
    yield Number("basis.entries", sum(result.by_grade.values()), COUNT, "the entries of the chronicle")
    for grade in Grade:
        yield Number(f"basis.{grade}", result.by_grade.get(grade, 0), COUNT, f"the entries graded {grade.label}")
