"""The one file here that knows the case: from what the analyst states to a domain, and from a domain to the settlement space."""

from dataclasses import replace
from math import dist

import numpy as np

from hikiwake.bargaining.frontier import frontier, outcomes, utilities
from hikiwake.bargaining.model import ConstituencyView, Domain, FormulaView, Issue, Outcome, Settlement
from hikiwake.bargaining.ranges import weighted_mean_range, weighted_mean_ranges
from hikiwake.bargaining.ratification import acceptance, mending_change, would_ratify
from hikiwake.bargaining.solutions import ideal, opposition, solutions
from hikiwake.case.model import Case, Constituency, Formula, Party, UnitOrInterval
from hikiwake.case.model import Issue as StatedIssue
from hikiwake.terms.interval import Interval


def settlement(case: Case) -> Settlement | None:
    """The settlement space of a checked case; None where it states no issues or not two sides."""
    sides = case.sides
    if len(sides) != 2 or not case.issues:
        return None
    domain = domain_of(case)
    points = frontier(domain)
    views = [_formula_view(case, formula, domain, points) for formula in case.formulas]
    voters = [(party, constituency) for party in sides for constituency in party.constituencies]
    return Settlement(
        domain,
        outcomes(domain),
        points,
        solutions(domain, points),
        ideal(points),
        opposition(points),
        tuple(_dominated(view, views) for view in views),
        tuple(as_interval(p.reservation) for p in sides),
        _win_set(case.issues, voters, points) if voters else None,
    )


def _win_set(issues: tuple[StatedIssue, ...], voters: list[tuple[Party, Constituency]], points: tuple[Outcome, ...]) -> int:
    """How many outcomes of the frontier every constituency would ratify."""
    places = [{option: n for n, option in enumerate(issue.options)} for issue in issues]
    chosen = [np.array([place[point.choose[issue.id]] for point in points]) for place, issue in zip(places, issues, strict=True)]
    ratified = np.ones(len(points), dtype=bool)
    for party, constituency in voters:
        weights = [as_interval(constituency.weight.get(issue.id, issue.weight[party.id])) for issue in issues]
        stated = [[as_interval(value) for value in issue.value[party.id]] for issue in issues]
        lower = np.column_stack([np.array([v.lower for v in row])[at] for row, at in zip(stated, chosen, strict=True)])
        upper = np.column_stack([np.array([v.upper for v in row])[at] for row, at in zip(stated, chosen, strict=True)])
        ratified &= would_ratify(*weighted_mean_ranges(weights, lower, upper), as_interval(constituency.reservation))
    return int(ratified.sum())


def standing(case: Case, choose: dict[str, str]) -> tuple[str, ...]:
    """Whether each side would take a deal, over all that is stated as intervals: "yes", "open" or "no", in the case's order."""
    return tuple(acceptance(_utility(case.issues, p, None, choose), as_interval(p.reservation)) for p in case.sides)


def domain_of(case: Case) -> Domain:
    """The two sides' additive preferences at the middle of the stated intervals; each side's weights are made to sum to 1."""
    totals = [sum(as_interval(issue.weight[p.id]).middle for issue in case.issues) for p in case.sides]
    issues = tuple(
        Issue(
            issue.id,
            issue.title,
            issue.options,
            tuple(
                tuple(as_interval(issue.weight[p.id]).middle / total * as_interval(v).middle for v in issue.value[p.id])
                for p, total in zip(case.sides, totals, strict=True)
            ),
        )
        for issue in case.issues
    )
    reservation = tuple(as_interval(p.reservation).middle for p in case.sides)
    return Domain(tuple(p.id for p in case.sides), issues, reservation)


def as_interval(stated: UnitOrInterval) -> Interval:
    """A stated number or pair as an interval."""
    return Interval(*stated) if isinstance(stated, tuple) else Interval(stated, stated)


def _formula_view(case: Case, formula: Formula, domain: Domain, points: tuple[Outcome, ...]) -> FormulaView:
    choose = case.status_quo | formula.choose
    at = utilities(domain, choose)
    ranges = tuple(_utility(case.issues, party, None, choose) for party in case.sides)
    acceptable = tuple(acceptance(r, as_interval(p.reservation)) for r, p in zip(ranges, case.sides, strict=True))
    return FormulaView(
        formula.id,
        formula.title,
        at,
        ranges,
        min(dist(at, o.utilities) for o in points),
        acceptable,
        (),
        mending_change(domain, choose),
        tuple(_constituency_view(case, party, c, choose) for party in case.sides for c in party.constituencies),
        {issue.id: choose[issue.id] for issue in case.issues},
    )


def _constituency_view(case: Case, party: Party, constituency: Constituency, choose: dict[str, str]) -> ConstituencyView:
    reservation = as_interval(constituency.reservation)
    utility = _utility(case.issues, party, constituency, choose)
    return ConstituencyView(
        party.id,
        constituency.id,
        constituency.title or constituency.id.replace("_", " "),
        reservation,
        utility,
        acceptance(utility, reservation),
    )


def _utility(
    issues: tuple[StatedIssue, ...], party: Party, constituency: Constituency | None, choose: dict[str, str]
) -> Interval:
    """The range of one side's (or one constituency's) utility of an outcome over all that is stated as intervals."""
    own = constituency.weight if constituency else {}
    weights = [as_interval(own.get(issue.id, issue.weight[party.id])) for issue in issues]
    values = [as_interval(issue.value[party.id][issue.options.index(choose[issue.id])]) for issue in issues]
    return weighted_mean_range(weights, values)


def _dominated(view: FormulaView, views: list[FormulaView]) -> FormulaView:
    better = tuple(
        other.id
        for other in views
        if other.utilities != view.utilities and all(a >= b for a, b in zip(other.utilities, view.utilities, strict=True))
    )
    return replace(view, dominated_by=better)
