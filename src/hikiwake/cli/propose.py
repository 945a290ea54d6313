"""`hikiwake propose`: what the record holds and the case does not state yet."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hikiwake.assessment.proposing import Proposal
    from hikiwake.case.model import Case


def register(app: typer.Typer) -> None:
    app.command()(propose)


def propose(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case folder or a packaged case's name.")],
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only leader, formula, hypothesis or evidence (several times for several)."),
    ] = None,
    accept: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Write this proposal into case.toml (several times for several).")
    ] = None,
    decline: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Do not propose this again (several times for several).")
    ] = None,
    reconsider: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take back that this was declined (several times for several).")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Whose decision it is (default: the case's analyst).")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Propose leaders, formulas, explanations and evidence found in the record, as TOML to paste; --accept writes them."""
    from datetime import date

    from hikiwake.assessment.proposals import declined as kept
    from hikiwake.assessment.proposals.model import KINDS
    from hikiwake.assessment.proposing import accept as write
    from hikiwake.assessment.proposing import chosen
    from hikiwake.assessment.proposing import propose as found_in
    from hikiwake.terms.errors import CaseError
    from hikiwake.workspace import open_case

    for one in kind or []:
        if one not in KINDS:
            raise typer.BadParameter(f"{one} is none of {', '.join(KINDS)}.", param_hint="--kind")
    with open_case(case) as workspace:
        folder = workspace.folder
        if folder is None:
            raise CaseError.of(case, "a lone .toml file has no record to find anything in", "Name the case's folder.")
        who = workspace.case.analyst if by is None else by
        if reconsider:
            kept.reconsider(folder, reconsider)
        proposals = found_in(workspace.case, workspace.contents(), kept.declined(folder))
        taken, left = chosen(proposals, accept or []), chosen(proposals, decline or [])
        stated = workspace.case
        if taken:
            stated = write(folder, stated, taken)
        if left:
            kept.decline(folder, left, by=who, on=date.today())
        if taken or left or reconsider:
            proposals = found_in(stated, workspace.contents(), kept.declined(folder))
        _tell(taken, left, folder)
        some = [one for one in proposals if not kind or one.kind in kind]
        if as_json:
            _print_json(some, taken, left)
        elif not (taken or left or reconsider):
            _print(some, stated, has_read=bool(workspace.contents().documents))


def _tell(taken: "Sequence[Proposal]", left: "Sequence[Proposal]", folder: Path) -> None:
    from hikiwake.terms.text import terminal_safe

    for words, some, where in (("written into", taken, "case.toml"), ("not proposed again, kept in", left, "declined.toml")):
        for one in some:
            print(terminal_safe(f"{one.title}: {words} {folder / where}"), file=sys.stderr)


def _print(some: "Sequence[Proposal]", case: "Case", *, has_read: bool) -> None:
    from hikiwake.assessment.proposing import pasteable
    from hikiwake.terms.text import terminal_safe

    print(terminal_safe(pasteable(some)), end="")
    if not has_read:
        print("The record is empty: add documents with hikiwake read CASE FILE.", file=sys.stderr)
    elif not some:
        print("Nothing is proposed: what the record holds is stated, or declined.", file=sys.stderr)
    else:
        told = "1 proposal" if len(some) == 1 else f"{len(some)} proposals"
        print(f"{told}. Take one with --accept ID, or --decline ID.", file=sys.stderr)
    if has_read and len(case.hypotheses) < 2:
        print("Evidence is proposed once the case weighs two explanations.", file=sys.stderr)


def _print_json(some: "Sequence[Proposal]", taken: "Sequence[Proposal]", left: "Sequence[Proposal]") -> None:
    from hikiwake.assessment.proposing import to_json
    from hikiwake.terms.text import json_text

    proposals = [to_json(one) for one in some]
    print(json_text({"proposals": proposals, "accepted": [one.id for one in taken], "declined": [one.id for one in left]}))
