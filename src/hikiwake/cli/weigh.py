"""`hikiwake weigh`: rival explanations against the evidence."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.hypotheses.model import Weighing


def register(app: typer.Typer) -> None:
    app.command()(weigh)


def weigh(
    cases: Annotated[list[str], typer.Argument(metavar="CASE…", help="Case folders, .toml files or packaged cases' names.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one line a case.")] = False,
) -> None:
    """Weigh rival explanations: posterior with exact bounds, the weight of each piece of evidence, what hangs on it.

    Of several cases one that is wrong does not stop the others: its line of JSON holds `error`, and the exit code is 1.
    """
    from hikiwake.hypotheses.table import weighing_json
    from hikiwake.hypotheses.terminal import lines
    from hikiwake.terms.errors import HikiwakeError
    from hikiwake.terms.text import json_text, terminal_safe

    failed = False
    for text in cases:
        try:
            weighing = _weighing(text)
        except HikiwakeError as error:
            if len(cases) == 1:
                raise
            failed = True
            for problem in error.problems:
                print(terminal_safe(str(problem) if text in problem.where else f"{text}: {problem}"), file=sys.stderr)
            if as_json:
                print(json_text({"error": str(error)}))
            continue
        if as_json:
            print(json_text(weighing_json(weighing)))
        else:
            print(terminal_safe("\n".join([*([f"{text}", ""] if len(cases) > 1 else []), *lines(weighing)])))
    if failed:
        raise typer.Exit(1)


def _weighing(text: str) -> "Weighing":
    """The case weighed; where it has a record, each anchored piece as reliable as its source, and what is gone from it set aside."""
    from hikiwake.case.loading import load
    from hikiwake.cli.cases import locate_case
    from hikiwake.hypotheses.from_case import weighing
    from hikiwake.terms.errors import CaseError, Problem

    path = locate_case(text)
    case = load(path)
    if not case.hypotheses:
        raise CaseError(Problem(text, "the case states no hypotheses", "Add [[hypotheses]], each with id, statement and prior."))
    record = path / "record.sqlite"
    if not record.is_file():
        return weighing(case)
    from hikiwake.assessment.assess import known_by, weighing_of
    from hikiwake.assessment.evidence import evidence_at
    from hikiwake.record.store import Record

    with Record.open(record, create=False) as opened:
        found = weighing_of(case, evidence_at(case, known_by(case, opened.contents())))
    assert found is not None  # it states hypotheses
    return found
