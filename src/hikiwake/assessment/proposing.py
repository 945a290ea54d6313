"""What the record holds and the case does not state yet: leaders, formulas, explanations, evidence, each with the words it comes from.

Few and worth a click: what the case has under another name is left out, and what the texts only mention is not put forward as meant.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from hikiwake.assessment.assess import known_by
from hikiwake.assessment.proposals.evidence import evidence
from hikiwake.assessment.proposals.explanations import explanations
from hikiwake.assessment.proposals.formulas import formulas
from hikiwake.assessment.proposals.leaders import leaders
from hikiwake.assessment.proposals.model import KINDS, Proposal
from hikiwake.case.editing import edit_case
from hikiwake.case.edits import Append, Edit, Set
from hikiwake.case.model import Case
from hikiwake.case.wording import one_line
from hikiwake.record.model import Contents
from hikiwake.terms.errors import CaseError

__all__ = ["Proposal", "accept", "chosen", "edits_for", "pasteable", "propose", "propose_from", "to_json"]

_FINDERS = {"leader": leaders, "formula": formulas, "hypothesis": explanations, "evidence": evidence}
MOST = 8  # worth looking through in one sitting
_UNJUDGED = [0, 1]  # a likelihood of which nothing is said


def propose(case: Case, contents: Contents, declined: Collection[str] = (), *, most: int | None = MOST) -> tuple[Proposal, ...]:
    """The proposals, by kind (`KINDS`), the most useful first; what was declined is left out.

    Args:
        contents: the whole record; what was not known on the case's `as_of` is not used.
        declined: ids of proposals that the analyst declined before.
        most: how many of a kind at a time; the next come when some are accepted or declined. None for all.
    """
    return propose_from(case, known_by(case, contents), declined, most=most)


def propose_from(case: Case, known: Contents, declined: Collection[str] = (), *, most: int | None = MOST) -> tuple[Proposal, ...]:
    """As `propose`, of the record as an assessment of the case has it already (`Assessment.contents`)."""
    found = []
    for kind in KINDS:
        some = [one for one in _FINDERS[kind](case, known) if one.id not in declined]
        found += sorted(some, key=lambda one: (-one.rank, one.id))[:most]
    return tuple(found)


def chosen(proposals: Sequence[Proposal], ids: Iterable[str]) -> tuple[Proposal, ...]:
    """The proposals with these ids.

    Raises:
        CaseError: there is no such proposal.
    """
    by_id = {one.id: one for one in proposals}
    wanted = list(dict.fromkeys(ids))
    for one in wanted:
        if one not in by_id:
            raise CaseError.of(one, "there is no such proposal", f"Known are: {', '.join(by_id) or 'none'}.")
    return tuple(by_id[one] for one in wanted)


def edits_for(case: Case, accepted: Sequence[Proposal]) -> tuple[Edit, ...]:
    """The edits that write some proposals into a case: their stanzas, and what a new explanation makes necessary.

    Every piece of evidence must say how probable it is under each explanation. Under a new one nothing has been said: [0, 1].
    """
    new = [str(one.edit.stanza["id"]) for one in accepted if one.kind == "hypothesis"]
    edits: list[Edit] = []
    for one in accepted:
        edit = one.edit
        if one.kind == "evidence" and new:
            likelihood = {**edit.stanza["likelihood"], **dict.fromkeys(new, 0.5)}
            edit = Append(edit.table, {**edit.stanza, "likelihood": likelihood}, edit.remarks)
        edits.append(edit)
    for id in new:
        edits += [Set(f"evidence.{piece.id}.likelihood.{id}", _UNJUDGED) for piece in case.evidence]
        edits += [Set(f"groups.{group.id}.likelihood.{id}", _UNJUDGED) for group in case.groups]
    return tuple(edits)


def pasteable(proposals: Sequence[Proposal]) -> str:
    """The proposals as TOML with their reasons as remarks; leaders stand by party, since they belong below theirs.

    It parses by itself; empty where nothing is proposed.
    """
    parts = []
    for table, some in groupby(sorted(proposals, key=_order), key=lambda one: one.edit.table):
        party = table.split(".")[1:-1]
        if party:
            parts.append(f'# Put these below the [[parties]] with id = "{one_line(".".join(party))}":\n')
        parts += [f"# {one_line(f'{one.id}: {one.why}', 500)}\n{one.toml}" for one in some]
    return "\n".join(parts)


def to_json(one: Proposal) -> dict[str, Any]:
    """A proposal as the commands and the pages print it."""
    anchors = [{"document": a.document, "quote": a.quote, "before": a.before, "after": a.after} for a in one.anchors]
    told = {"id": one.id, "kind": one.kind, "title": one.title, "why": one.why, "rank": round(one.rank, 3)}
    return {**told, "table": one.edit.table, "stanza": one.edit.stanza, "toml": one.toml, "anchors": anchors}


def _order(one: Proposal) -> tuple[int, str]:
    return KINDS.index(one.kind), one.edit.table


def accept(path: Path, case: Case, accepted: Sequence[Proposal], *, if_version: str | None = None) -> Case:
    """Write some proposals into the case file at `path`, which states `case`; remarks and layout stay.

    Raises:
        CaseError: with them the case would not hold together. ConflictError: the file has changed since `if_version`.
        HikiwakeError: it cannot be written.
    """
    return edit_case(path, edits_for(case, accepted), if_version=if_version)
