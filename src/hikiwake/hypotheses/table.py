"""A weighing as plain values: rows for a CSV file or a data frame, and the JSON of `hikiwake weigh`."""

import math

from hikiwake.hypotheses.model import Weighing
from hikiwake.hypotheses.weights import excludes

Row = dict[str, str | float | bool | None]


def hypothesis_rows(weighing: Weighing) -> list[Row]:
    """One row a hypothesis, most probable first; probabilities in [0, 1]."""
    return [
        {"id": h.id, "prior": h.prior, "posterior": h.posterior, "lower": h.lower, "upper": h.upper} for h in weighing.hypotheses
    ]


def evidence_rows(weighing: Weighing) -> list[Row]:
    """One row a piece and pair of hypotheses; `decibans` for the first against the second, None where it is beyond all number."""
    hypotheses = weighing.problem.hypotheses
    return [
        {"id": weight.id, "for": one, "against": other, "decibans": value if math.isfinite(value) else None}
        for weight in weighing.evidence
        for one in hypotheses
        for other in hypotheses
        if (value := weight.decibans.get(f"{one}:{other}")) is not None
    ]


def sensitivity_rows(weighing: Weighing) -> list[Row]:
    """One row a piece or group left out, with a column for each hypothesis's posterior without it."""
    return [
        {"without": drop.without, "leader": drop.leader, "changes_leader": drop.changes_leader, **drop.posterior}
        for drop in weighing.sensitivity
    ]


def weighing_json(weighing: Weighing) -> dict[str, object]:
    """The weighing as JSON has it, numbers in full precision.

    Evidence lists the `decibans` of each pair ("h1:h2"), null where it is infinite, and as `excludes` the hypotheses under which it is
    impossible. `set_aside` says of the rest of the evidence why it does not count.
    """
    pieces = {piece.id: piece for piece in weighing.problem.pieces}
    return {
        "hypotheses": hypothesis_rows(weighing),
        "evidence": [
            {
                "id": weight.id,
                "decibans": {pair: value if math.isfinite(value) else None for pair, value in weight.decibans.items()},
                "excludes": list(excludes(pieces[weight.id])),
                "reliability": pieces[weight.id].reliability,
                "false_report": pieces[weight.id].false_report,
                "group": pieces[weight.id].group,
                "members": list(pieces[weight.id].members),
            }
            for weight in weighing.evidence
        ],
        "sensitivity": [
            {
                "without": drop.without,
                "group": drop.is_group,
                "posterior": drop.posterior,
                "leader": drop.leader,
                "changes_leader": drop.changes_leader,
            }
            for drop in weighing.sensitivity
        ],
        "set_aside": weighing.set_aside,
    }
