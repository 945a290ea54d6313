"""The settlement space as plain rows and as JSON."""

from typing import Any

from hikiwake.bargaining.model import Domain, FormulaView, Outcome, Settlement
from hikiwake.bargaining.solutions import (
    egalitarian,
    ideal,
    kalai_smorodinsky,
    largest_product,
    nash_product,
    opposition,
    utilitarian,
)


def domain_json(domain: Domain, outcome_count: int, frontier: tuple[Outcome, ...]) -> dict[str, Any]:
    """The frontier and its solutions: the keys of the `bargain` command."""
    best = largest_product(frontier, domain.reservation)
    fair = kalai_smorodinsky(frontier, domain.reservation)
    equal, most = egalitarian(frontier), utilitarian(frontier)
    return {
        "parties": list(domain.parties),
        "outcomes": outcome_count,
        "pareto_points": len(frontier),
        "reservation": list(domain.reservation),
        "agreement_possible": fair is not None,
        "nash": list(best.utilities) if best else None,
        "nash_product": nash_product(best, domain.reservation) if best else None,
        "kalai_smorodinsky": list(fair.utilities) if fair else None,
        "egalitarian_value": min(equal.utilities) if equal else None,
        "utilitarian_value": sum(most.utilities) if most else None,
        "ideal": list(ideal(frontier)) or None,
        "opposition": opposition(frontier) if frontier else None,
        "frontier": [{"utilities": list(o.utilities), "choose": o.choose} for o in frontier],
    }


def settlement_json(settlement: Settlement) -> dict[str, Any]:
    """`domain_json` with the formulas of the case and its win-set."""
    data = domain_json(settlement.domain, settlement.outcomes, settlement.frontier)
    nash = settlement.solutions.nash
    if nash is None:  # nobody would sign anything: a point of the map is no solution of the case
        data |= {"nash": None, "nash_product": None}
    return data | {"win_set": settlement.win_set, "formulas": [formula_json(view) for view in settlement.formulas]}


def formula_json(view: FormulaView) -> dict[str, Any]:
    change = view.change
    return {
        "id": view.id,
        "title": view.title,
        "utilities": list(view.utilities),
        "ranges": [[r.lower, r.upper] for r in view.ranges],
        "distance": view.distance,
        "acceptable": list(view.acceptable),
        "dominated_by": list(view.dominated_by),
        "change": change
        and {"issue": change.issue, "instead_of": change.instead_of, "to": change.to, "utilities": list(change.utilities)},
        "constituencies": [
            {
                "party": c.party,
                "id": c.constituency,
                "reservation": [c.reservation.lower, c.reservation.upper],
                "utility": [c.utility.lower, c.utility.upper],
                "verdict": c.verdict,
            }
            for c in view.constituencies
        ],
        "choose": view.choose,
    }
