"""Why a deal is worth what it is to a side: the weight of each issue and the value of the option chosen."""

from math import prod

from hikiwake.assessment.cites import Rows, Stated
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.numbers import COUNT, POINTS, UTILITY
from hikiwake.assessment.why.node import Node
from hikiwake.bargaining.from_case import as_interval
from hikiwake.bargaining.model import Outcome, Settlement
from hikiwake.case.model import Case
from hikiwake.case.model import Issue as StatedIssue

_AXIOMS = {
    "nash": "of the deals that give each side its reservation value, the one with the largest product of gains over it (Nash 1950)",
    "kalai_smorodinsky": "the one that gives the worse-off side the largest share of its best gain (Kalai & Smorodinsky 1975)",
    "egalitarian": "the one whose worse-off side has most (Kalai 1977)",
    "utilitarian": "the one with the largest sum",
}


def formula(assessment: Assessment, formula_id: str, what: str) -> Node | None:
    """`what` is a party's id or distance."""
    result = assessment.settlement
    if isinstance(result, Missing):
        return None
    view = next((v for v in result.formulas if v.id == formula_id), None)
    if view is None:
        return None
    if what == "distance":
        return _distance(assessment.case, result, view.title, view.choose)
    if what not in result.domain.parties:
        return None
    return _utility(
        assessment.case,
        view.choose,
        what,
        f"what “{view.title}” is worth to {_name(assessment.case, what)}",
        f"formulas.{formula_id}.choose",
    )


def point(assessment: Assessment, solution: str, party: str) -> Node | None:
    """What a party gets at a solution's point."""
    result = assessment.settlement
    if isinstance(result, Missing) or solution not in POINTS or party not in result.domain.parties:
        return None
    outcome: Outcome | None = getattr(result.solutions, solution)
    label = f"what {_name(assessment.case, party)} gets {POINTS[solution]}"
    if outcome is None:
        return Node(
            label,
            None,
            UTILITY,
            "there is none: no deal gives each side its reservation value",
            cites=_reservations(assessment.case),
        )
    node = _utility(assessment.case, outcome.choose, party, label, "")
    gains = [u - r for u, r in zip(outcome.utilities, result.domain.reservation, strict=True)]
    context = (
        Node(f"why this deal: {_AXIOMS[solution]}", None),
        Node(
            "the product of the sides' gains over their reservation values there",
            prod(gains),
            UTILITY,
            cites=_reservations(assessment.case),
        ),
    )
    return Node(node.label, node.value, UTILITY, node.formula, node.operation, node.children, node.cites, context)


def whole(assessment: Assessment, what: str) -> Node | None:
    """`what` is outcomes, frontier, win_set or opposition."""
    result = assessment.settlement
    if isinstance(result, Missing):
        return None
    case = assessment.case
    issues = tuple(
        Node(f"options of “{i.title}”", float(len(i.options)), COUNT, cites=(_stated(case, f"issues.{i.id}.options"),))
        for i in case.issues
    )
    computed = (Rows("settlement space", "computed from the issues, weights and values that the case states"),)
    if what == "outcomes":
        return Node(
            "the deals that the issues allow",
            float(result.outcomes),
            COUNT,
            "the options of every issue, multiplied",
            "product",
            issues,
        )
    if what == "frontier":
        return Node(
            "the deals that no other beats for both",
            float(len(result.frontier)),
            COUNT,
            "of all deals, those that none dominates",
            cites=computed,
            context=issues,
        )
    if what == "win_set":
        voters = tuple(
            Node(
                f"what {c.title or c.id} of {p.id} asks for at least",
                as_interval(c.reservation).middle,
                UTILITY,
                cites=(_stated(case, f"parties.{p.id}.constituencies.{c.id}.reservation"),),
            )
            for p in case.sides
            for c in p.constituencies
        )
        value = None if result.win_set is None else float(result.win_set)
        return Node(
            "frontier deals that everybody who must ratify would take",
            value,
            COUNT,
            "those whose worth to each of them, over all that is stated, is surely at least what they ask for (Putnam 1988)",
            cites=computed,
            context=voters,
        )
    if what == "opposition":
        best = min(result.frontier, key=lambda o: sum((1 - u) ** 2 for u in o.utilities))
        children = (
            *(_at(case, best, p) for p in result.domain.parties),
            *(Node("all that it wants", 1.0, UTILITY, cites=computed) for _ in result.domain.parties),
        )
        return Node(
            "how far the best deal is from giving both all they want",
            result.opposition,
            UTILITY,
            "the distance from (1, 1) to the nearest frontier deal",
            "distance",
            children,
        )
    return None


def _distance(case: Case, result: Settlement, title: str, choose: dict[str, str]) -> Node:
    parties = result.domain.parties
    own = tuple(_utility(case, choose, p, f"what it is worth to {_name(case, p)}", "") for p in parties)
    here = [n.value or 0.0 for n in own]
    nearest = min(result.frontier, key=lambda o: sum((a - b) ** 2 for a, b in zip(o.utilities, here, strict=True)))
    value = sum((a - b) ** 2 for a, b in zip(nearest.utilities, here, strict=True)) ** 0.5
    children = (*own, *(_at(case, nearest, p) for p in parties))
    return Node(
        f"how far “{title}” lies from the frontier",
        value,
        UTILITY,
        "the distance to the nearest deal that none beats",
        "distance",
        children,
    )


def _at(case: Case, outcome: Outcome, party: str) -> Node:
    return _utility(case, outcome.choose, party, f"what the nearest frontier deal is worth to {_name(case, party)}", "")


def _utility(case: Case, choose: dict[str, str], party: str, label: str, chosen_at: str) -> Node:
    total = sum(as_interval(issue.weight[party]).middle for issue in case.issues)
    parts = tuple(_part(case, issue, choose[issue.id], party, total) for issue in case.issues)
    value = sum(part.value or 0.0 for part in parts)
    cites = (_stated(case, chosen_at),) if chosen_at else ()
    return Node(label, value, UTILITY, "the sum over the issues of weight × value of the option chosen", "sum", parts, cites)


def _part(case: Case, issue: StatedIssue, option: str, party: str, total: float) -> Node:
    weight = as_interval(issue.weight[party])
    value = as_interval(issue.value[party][issue.options.index(option)])
    stated = Node(
        f"the weight of “{issue.title}” to {_name(case, party)}",
        weight.middle,
        UTILITY,
        _between(weight.lower, weight.upper),
        cites=(_stated(case, f"issues.{issue.id}.weight"),),
    )
    every = Node(
        f"all of {_name(case, party)}'s weights together",
        total,
        UTILITY,
        cites=tuple(_stated(case, f"issues.{i.id}.weight") for i in case.issues),
    )
    share = Node(
        f"its share of {_name(case, party)}'s weights",
        weight.middle / total,
        UTILITY,
        "weight / all weights",
        "ratio",
        (stated, every),
    )
    worth = Node(
        f"the value of “{option}” to {_name(case, party)}",
        value.middle,
        UTILITY,
        _between(value.lower, value.upper),
        cites=(_stated(case, f"issues.{issue.id}.value"),),
    )
    return Node(
        f"“{issue.title}”: {option}", weight.middle / total * value.middle, UTILITY, "share × value", "product", (share, worth)
    )


def _name(case: Case, party: str) -> str:
    return next((p.title for p in case.parties if p.id == party and p.title), party)


def _between(lower: float, upper: float) -> str:
    return "" if lower == upper else f"the middle of {lower:g} to {upper:g}"


def _reservations(case: Case) -> tuple[Stated, ...]:
    return tuple(_stated(case, f"parties.{p.id}.reservation") for p in case.sides)


def _stated(case: Case, key: str) -> Stated:
    return Stated(key, case.analyst or "the analyst")
