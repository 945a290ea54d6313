"""`hikiwake brief`: the main job."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hikiwake.cli.readers import AllowRemote, KeyVariable, ReaderName, chosen_reader, tell_account

if TYPE_CHECKING:
    from hikiwake.assessment.difference import Difference
    from hikiwake.assessment.model import Assessment
    from hikiwake.brief.model import Brief
    from hikiwake.history import History

_FORMATS = ("html", "md", "json", "docx", "pdf")


def register(app: typer.Typer) -> None:
    app.command()(brief)


def brief(
    case: Annotated[str, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")] = "japan-russia",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the brief goes (default: brief.html here; - is the screen).")
    ] = None,
    form: Annotated[
        str | None, typer.Option("--format", help="html, md, json, docx or pdf (default: as -o ends, else html).")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="Judge as of this day (2016-12-09), not the case's own.")] = None,
    lake: Annotated[
        str | None, typer.Option(metavar="DIR", help="Event data to show beside the record, not those that the case names.")
    ] = None,
    fresh: Annotated[bool, typer.Option(help="Copy a packaged case anew; the old copy is kept beside it.")] = False,
    reader: ReaderName = None,
    llm_allow_remote: AllowRemote = False,
    llm_key_env: KeyVariable = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole assessment as JSON; write no file.")] = False,
) -> None:
    """Write the cited brief of a case; reads first what lies unread in its documents folder."""
    from hikiwake.brief import compose, to_json, to_terminal
    from hikiwake.cli.cases import day_of, keep_run
    from hikiwake.history import SENT
    from hikiwake.terms.files import write_whole
    from hikiwake.terms.text import json_text, terminal_safe
    from hikiwake.workspace import open_case

    started = time.perf_counter()
    form = _form(form, output)
    choice = chosen_reader(reader, llm_allow_remote, llm_key_env)
    with open_case(case, as_of=day_of(as_of, "--as-of"), fresh=fresh, lake=lake) as workspace:
        results = workspace.read_unread(lambda line: print(terminal_safe(line), file=sys.stderr), choice)
        assessment = workspace.assess()
        # A look back at an earlier day is no news of the case: it is neither compared nor kept.
        history = workspace.history(assessment) if as_of is None else None
    tell_account(results)
    for result in results:
        if result.problem or result.unread:
            print(terminal_safe(str(result)), file=sys.stderr)
    composed = compose(assessment, _since(history))
    if as_json:
        print(json_text(to_json(composed, assessment)))
        keep_run(history, SENT)
        return
    path = output or Path(f"brief.{form}")
    written = _written(form, composed, assessment)
    if str(path) == "-":
        _to_screen(written, form)
        keep_run(history, SENT)
        return
    write_whole(path, written)
    keep_run(history, SENT)
    print(to_terminal(composed, assessment, path, time.perf_counter() - started))


def _since(history: "History | None") -> "Difference | None":
    """What changed since the last brief; a ledger that cannot be read is told and costs no brief."""
    from hikiwake.terms.errors import LedgerError

    try:
        return history.since() if history else None
    except LedgerError as error:
        print(f"{error} The brief does not say what changed.", file=sys.stderr)
        return None


def _form(form: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's name; refused before any work where it cannot be had."""
    from hikiwake.brief.pdf import require_typst

    named = output.suffix.lower().removeprefix(".") if output else ""
    form = form or (named if named in _FORMATS else "html")
    if form not in _FORMATS:
        raise typer.BadParameter(f"--format {form}: use one of {', '.join(_FORMATS)}.")
    if form == "pdf":
        require_typst()
    return form


def _written(form: str, composed: "Brief", assessment: "Assessment") -> str | bytes:
    from hikiwake.brief import to_docx, to_html, to_json, to_markdown, to_pdf

    if form == "json":
        return json.dumps(to_json(composed, assessment), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    if form == "docx":
        return to_docx(composed, assessment)
    if form == "pdf":
        return to_pdf(composed, assessment)
    return to_markdown(composed, assessment) if form == "md" else to_html(composed, assessment)


def _to_screen(written: str | bytes, form: str) -> None:
    if isinstance(written, str):
        print(written)
    elif sys.stdout.isatty():
        raise typer.BadParameter(f"--format {form} is no text for a screen: give it a file with -o FILE.{form}.")
    else:
        sys.stdout.buffer.write(written)
