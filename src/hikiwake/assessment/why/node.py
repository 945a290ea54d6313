"""A number explained: a tree of what it was computed from, down to words, rows of data and stated judgements.

Every node that is computed says how (`operation`), so that the tree can be computed again from its leaves and must give the same value
(`recomputed`). A node of the operation `given` is a leaf: it rests on its `cites`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import dist, exp, prod

from hikiwake.assessment.cites import Cite
from hikiwake.forecasting.base_rate import jeffreys_quantile


@dataclass(frozen=True, slots=True)
class Node:
    """One number of the tree.

    `formula` is how it comes about, in words and figures; `context` are nodes that help to understand it and are no part of the sum.
    """

    label: str
    value: float | None
    unit: str = ""
    formula: str = ""
    operation: str = "given"
    children: tuple["Node", ...] = ()
    cites: tuple[Cite, ...] = ()
    context: tuple["Node", ...] = field(default=())


def recomputed(node: Node) -> float | None:
    """The node's value, computed from its leaves; None where a leaf has none.

    Raises:
        KeyError: the operation is not one of `OPERATIONS`.
    """
    if node.operation == "given":
        return node.value
    children = [replaced_value(child) for child in node.children]
    if any(child.value is None for child in children):
        return None
    return OPERATIONS[node.operation](children)


def replaced_value(node: Node) -> Node:
    """The node with its value computed from its leaves."""
    children = tuple(replaced_value(child) for child in node.children)
    return Node(node.label, recomputed(node), node.unit, node.formula, node.operation, children, node.cites)


def leaves(node: Node) -> list[Node]:
    """The inputs under a node, in order; the node itself where it is one."""
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in leaves(child)]


def _values(children: Sequence[Node]) -> list[float]:
    return [child.value for child in children if child.value is not None]


def _share(children: Sequence[Node]) -> float:
    values = _values(children)
    return values[0] / sum(values)


def _weighted_mean(children: Sequence[Node]) -> float:
    """Each child is a value and its weight."""
    pairs = [_values(child.children) for child in children]
    mean = sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
    return min(max(mean, -10.0), 10.0)


def _channel(children: Sequence[Node]) -> float:
    likelihood, reliability, false_report = _values(children)
    return reliability * likelihood + (1 - reliability) * false_report


def _incidence(children: Sequence[Node]) -> float:
    """Kalbfleisch & Prentice 2002, ch. 8, with constant rates."""
    settled, other, years = _values(children)
    both = settled + other
    return settled / both * (1 - exp(-both * years)) if both > 0 else 0.0


def _gamma_quantile(children: Sequence[Node]) -> float:
    count, years, deviations = _values(children)
    return jeffreys_quantile(int(count), years, deviations)


def _ratio(children: Sequence[Node]) -> float:
    above, below = _values(children)
    return above / below


def _distance(children: Sequence[Node]) -> float:
    """Children: the point's coordinates, then the nearest point's."""
    values = _values(children)
    half = len(values) // 2
    return dist(values[:half], values[half:])


OPERATIONS: dict[str, Callable[[Sequence[Node]], float]] = {
    "sum": lambda children: sum(_values(children)),
    "product": lambda children: prod(_values(children)),
    "count": lambda children: float(len(children)),
    "share": _share,
    "ratio": _ratio,
    "weighted mean": _weighted_mean,
    "report channel": _channel,
    "cumulative incidence": _incidence,
    "distance": _distance,
    "gamma quantile": _gamma_quantile,
}
