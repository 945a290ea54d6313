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
    """What is wrong with the case file and, where that holds together, what a merge left open, the ledger, the record, the case's anchors in it."""
    from hikiwake.case.loading import problems as case_problems

    found = case_problems(path)
    if found:
        return found
    record = path / "record.sqlite"
    of_lake = _lake_problems(path)
    of_record = _record_problems(path, record) if record.exists() else []
    return _open_conflicts(path) + _ledger_problems(path) + of_lake + of_record


def _open_conflicts(path: Path) -> "list[Problem]":
    """What `hikiwake merge` found two copies of the case to say differently, as long as its list of that lies there."""
    import tomllib

    from hikiwake.terms.errors import Problem
    from hikiwake.uniting import CONFLICTS

    file = path / CONFLICTS
    if not file.is_file():
        return []
    mend = f"Settle it, then take it out of {CONFLICTS}, or take away the whole file."
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("conflicts", [])
        told = [(str(row["where"]), str(row["what"])) for row in rows]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        return [Problem(CONFLICTS, f"is no list of what two copies say differently ({error})", mend)]
    return [
        Problem(CONFLICTS, f"the two copies of the case that were merged differ in {where}: {what}", mend) for where, what in told
    ]


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


def _lake_problems(path: Path) -> "list[Problem]":
    """Whether the lake of event data that the case names is there; of an address only a network could tell."""
    from hikiwake.assessment.lake import fault_of, lake_of
    from hikiwake.case.loading import load, where

    lake = lake_of(path, load(path).lake)
    fault = fault_of(lake, where(path, ("lake",))[0]) if lake else None
    return [fault] if fault else []


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
