"""`hikiwake new`: a case folder to fill in."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(new)


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; a case.toml in it is never overwritten.")],
    between: Annotated[tuple[str, str], typer.Option(metavar="A B", help="The two states, by ISO alpha-3 code or name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a case folder with a commented case.toml that holds as it is."""
    from datetime import date

    from hikiwake.case.writing import new_case
    from hikiwake.terms.text import json_text, terminal_safe

    file = new_case(folder, between, date.today())
    if as_json:
        print(json_text({"case": str(file), "documents": str(folder / "documents")}))
    else:
        print(terminal_safe(f"{file} is written. Put articles into {folder / 'documents'}, then: hikiwake brief {folder}"))
