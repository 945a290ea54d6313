"""From the case to the problem: which evidence counts, how far it is trusted, and that one wire story counts once."""

from collections.abc import Collection, Mapping, Sequence

from hikiwake.case.model import Case, Evidence, UnitOrInterval
from hikiwake.hypotheses.model import Piece, Problem, Weighing
from hikiwake.hypotheses.weighing import weigh
from hikiwake.terms.interval import Interval


def weighing(case: Case, *, reliability: Mapping[str, float] | None = None, gone: Collection[str] = ()) -> Weighing:
    """The case's hypotheses weighed; for the arguments see `problem`.

    Raises:
        HikiwakeError: the case states no hypotheses, or its evidence is impossible under all of them.
    """
    return weigh(problem(case, reliability=reliability, gone=gone))


def problem(case: Case, *, reliability: Mapping[str, float] | None = None, gone: Collection[str] = ()) -> Problem:
    """The weighing that a case states.

    Args:
        reliability: evidence id → how far the record's grades let it be trusted, in [0, 1]; taken for anchored evidence that states
            no reliability of its own. Without it, and without anchors, a piece counts in full.
        gone: ids of evidence whose anchors all point to what is no longer in the record: set aside.

    Pieces of one group count once: by the group's joint likelihood where the case states it (as reliable as its most reliable
    member), else by the most reliable member, the first of equals.
    """
    defaults = reliability or {}
    pieces = [_piece(evidence, defaults) for evidence in case.evidence if evidence.id not in gone]
    set_aside = {evidence.id: "its words are not in the record" for evidence in case.evidence if evidence.id in gone}
    joint = {group.id: group.likelihood for group in case.groups}
    counted: list[Piece] = []
    standing_by: list[Piece] = []
    for group, members in _grouped(pieces):
        if group is None or (group not in joint and len(members) == 1):
            counted += members
            continue
        strongest = max(members, key=lambda piece: piece.reliability)
        if group in joint:
            counted.append(_joint(group, joint[group], members, strongest))
            set_aside |= {piece.id: f"the joint likelihood of group {group} counts for it" for piece in members}
        else:
            counted.append(strongest)
            others = [piece for piece in members if piece is not strongest]
            standing_by += others
            set_aside |= {piece.id: f"{strongest.id}, the most reliable of group {group}, counts for it" for piece in others}
    return Problem(
        hypotheses=tuple(h.id for h in case.hypotheses),
        priors={h.id: _interval(h.prior) for h in case.hypotheses},
        pieces=tuple(counted),
        set_aside=set_aside,
        standing_by=tuple(standing_by),
    )


def _piece(evidence: Evidence, defaults: Mapping[str, float]) -> Piece:
    reliability = evidence.reliability
    if reliability is None:
        reliability = defaults.get(evidence.id, 1.0) if evidence.anchors else 1.0
    return Piece(
        id=evidence.id,
        statement=evidence.statement,
        likelihood={h: _interval(value) for h, value in evidence.likelihood.items()},
        reliability=reliability,
        false_report=evidence.false_report,
        group=evidence.group,
    )


def _joint(group: str, likelihood: Mapping[str, UnitOrInterval], members: Sequence[Piece], strongest: Piece) -> Piece:
    return Piece(
        id=group,
        statement="; ".join(piece.statement for piece in members),
        likelihood={h: _interval(value) for h, value in likelihood.items()},
        reliability=strongest.reliability,
        false_report=strongest.false_report,
        group=group,
        members=tuple(piece.id for piece in members),
    )


def _grouped(pieces: Sequence[Piece]) -> list[tuple[str | None, list[Piece]]]:
    """The pieces by group, each group where its first member stands; a piece without a group by itself."""
    found: list[tuple[str | None, list[Piece]]] = []
    by_name: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.group is None:
            found.append((None, [piece]))
        elif piece.group in by_name:
            by_name[piece.group].append(piece)
        else:
            by_name[piece.group] = [piece]
            found.append((piece.group, by_name[piece.group]))
    return found


def _interval(value: UnitOrInterval) -> Interval:
    return Interval(*value) if isinstance(value, tuple) else Interval(value, value)
