"""`hikiwake brief`: the main job."""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hikiwake.cli.readers import AllowRemote, KeyVariable, ReaderName, chosen_reader, tell_account

if TYPE_CHECKING:
    from hikiwake.assessment.model import Assessment
    from hikiwake.brief.model import Brief

_FORMATS = ("html", "md", "json")
_LATER = ("docx", "pdf")


def register(app: typer.Typer) -> None:
    app.command()(brief)


def brief(
    case: Annotated[str, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")] = "japan-russia",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the brief goes (default: brief.html here).")
    ] = None,
    form: Annotated[str, typer.Option("--format", help="html, md or json.")] = "html",
    as_of: Annotated[str | None, typer.Option(help="Judge as of this day (2016-12-09), not the case's own.")] = None,
    fresh: Annotated[bool, typer.Option(help="Copy a packaged case anew; the old copy is kept beside it.")] = False,
    reader: ReaderName = None,
    llm_allow_remote: AllowRemote = False,
    llm_key_env: KeyVariable = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole assessment as JSON; write no file.")] = False,
) -> None:
    """Write the cited brief of a case; reads first what lies unread in its documents folder."""
    from hikiwake.brief import compose, to_json, to_terminal
    from hikiwake.terms.files import write_whole
    from hikiwake.terms.text import terminal_safe
    from hikiwake.workspace import open_case

    started = time.perf_counter()
    if form in _LATER:
        raise typer.BadParameter(f"--format {form} is not there yet: write html and print it to a PDF from the browser.")
    if form not in _FORMATS:
        raise typer.BadParameter(f"--format {form}: use one of {', '.join(_FORMATS)}.")
    choice = chosen_reader(reader, llm_allow_remote, llm_key_env)
    with open_case(case, as_of=_day(as_of), fresh=fresh) as workspace:
        results = workspace.read_unread(lambda line: print(terminal_safe(line), file=sys.stderr), choice)
        assessment = workspace.assess()
    tell_account(results)
    for result in results:
        if result.problem or result.unread:
            print(terminal_safe(str(result)), file=sys.stderr)
    composed = compose(assessment)
    if as_json:
        print(json.dumps(to_json(composed, assessment), ensure_ascii=False, allow_nan=False))
        return
    path = output or Path(f"brief.{form}")
    text = _text(form, composed, assessment)
    if str(path) == "-":
        print(text)
        return
    write_whole(path, text)
    print(to_terminal(composed, assessment, path, time.perf_counter() - started))


def _text(form: str, composed: "Brief", assessment: "Assessment") -> str:
    from hikiwake.brief import to_html, to_json, to_markdown

    if form == "json":
        return json.dumps(to_json(composed, assessment), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return to_markdown(composed, assessment) if form == "md" else to_html(composed, assessment)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--as-of {text}: write it as 2016-12-09.") from None
