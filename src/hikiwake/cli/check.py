"""`hikiwake check`: everything wrong with a case, at once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.terms.errors import Problem


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case folder, a .toml file or a packaged case's name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Tell everything wrong with the case file and the record, a line each: where, what, the mend."""
    from hikiwake.case.packaged import is_outdated
    from hikiwake.cli.cases import locate_case
    from hikiwake.terms.errors import HikiwakeError
    from hikiwake.terms.text import json_text, terminal_safe

    try:
        path = locate_case(case)
        if is_outdated(path):
            print(
                terminal_safe(f"{path}: your copy is of another edition of the packaged case; it is left as it is."),
                file=sys.stderr,
            )
        found = problems(path)
    except HikiwakeError as error:
        found = list(error.problems)
    if as_json:
        rows = [{"where": one.where, "what": one.what, "mend": one.mend} for one in found]
        print(json_text({"problems": rows}))
    else:
        for one in found:
            print(terminal_safe(str(one)))
        if not found:
            print(terminal_safe(f"{case}: nothing is wrong."))
    if found:
        raise typer.Exit(1)


def problems(path: Path) -> "list[Problem]":
    """What is wrong with the case file and, where that holds together, with the ledger, the record and the case's anchors in it."""
    from hikiwake.case.loading import problems as case_problems

    found = case_problems(path)
    if found:
        return found
    record = path / "record.sqlite"
    return _ledger_problems(path) + (_record_problems(path, record) if record.exists() else [])


def _ledger_problems(path: Path) -> "list[Problem]":
    """Whether the history of the case can be read, and nobody altered it."""
    from hikiwake.ledger import Ledger
    from hikiwake.terms.errors import LedgerError

    try:
        if path.is_dir():
            Ledger.open(path).runs()
    except LedgerError as error:
        return list(error.problems)
    return []


def _record_problems(path: Path, record: Path) -> "list[Problem]":
    """What the record itself complains of, then the case's anchors whose words it does not hold."""
    from hikiwake.assessment.evidence import unresolved
    from hikiwake.case.loading import load, where
    from hikiwake.record.store import Record
    from hikiwake.terms.errors import HikiwakeError, Problem

    case = load(path)
    try:
        with Record.open(record, create=False) as opened:
            found = list(opened.problems())
            lost = {
                (evidence, anchor.document, anchor.quote, anchor.before)
                for evidence, anchor in unresolved(case, opened.contents())
            }
    except HikiwakeError as error:
        return list(error.problems)
    gone = [
        (("evidence", n, "anchors", k, "quote"), piece.id, anchor.quote)
        for n, piece in enumerate(case.evidence)
        for k, anchor in enumerate(piece.anchors)
        if (piece.id, anchor.document, anchor.quote, anchor.before) in lost
    ]
    mend = "Read the document it points to, or mend the anchor's document, quote, before and after."
    return found + [
        Problem(line, f'evidence "{evidence}": its words "{quote[:60]}" are not found in the record', mend)
        for line, (_, evidence, quote) in zip(where(path, *(steps for steps, _, _ in gone)), gone, strict=True)
    ]
