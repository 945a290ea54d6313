"""`why`: any number of an assessment back through formula and inputs to spans, stated judgements or rows of data."""

from difflib import get_close_matches

from hikiwake.assessment.model import Assessment
from hikiwake.assessment.numbers import numbers
from hikiwake.assessment.why import bargaining, basis, forecast, relations, weighing
from hikiwake.assessment.why.node import Node
from hikiwake.terms.errors import HikiwakeError


def why(assessment: Assessment, name: str) -> Node:
    """The tree behind a number, by the name that `assessment.numbers` gives it.

    Raises:
        HikiwakeError: the assessment has no such number.
    """
    node = _explained(assessment, name.split("."))
    if node is None:
        raise _unknown(assessment, name)
    return node


def _explained(assessment: Assessment, parts: list[str]) -> Node | None:
    match parts:
        case ["forecast", what]:
            return forecast.forecast(assessment, what)
        case ["base_rate", what]:
            return forecast.base_rate(assessment, what)
        case ["basis", what]:
            return basis.basis(assessment, what)
        case ["bargaining", what]:
            return bargaining.whole(assessment, what)
        case ["bargaining", solution, *party]:
            return bargaining.point(assessment, solution, ".".join(party))
        case ["weighing", *hypothesis, what]:
            return weighing.weighing(assessment, ".".join(hypothesis), what)
        case ["formulas", *formula, what]:
            return bargaining.formula(assessment, ".".join(formula), what)
        case ["relations", "now", kind]:
            return relations.now(assessment, kind)
        case ["relations", period, "index"]:
            return relations.index(assessment, period)
        case ["relations", turn, "probability"] if turn.startswith("turn_"):
            return relations.turn(assessment, turn.removeprefix("turn_"))
    return None


def _unknown(assessment: Assessment, name: str) -> HikiwakeError:
    known = list(numbers(assessment))
    near = get_close_matches(name, known, n=3, cutoff=0.4) or [n for n in known if name and name in n][:3] or known[:3]
    return HikiwakeError.of(
        name, "is no number of this assessment", f"Near to it: {', '.join(near)}. Without a name all are listed."
    )
