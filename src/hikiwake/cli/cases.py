"""How the commands find a case: a folder, a .toml file, or a packaged case's name."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hikiwake.case.model import Case

if TYPE_CHECKING:
    from hikiwake.history import History


def locate_case(text: str) -> Path:
    """The case's folder, or its .toml file where it has none."""
    from hikiwake.case.finding import data_folder, locate

    return locate(text, data_folder())


def load_case(text: str) -> Case:
    """The case that `text` names, checked."""
    from hikiwake.case.loading import load

    return load(locate_case(text))


def record_path(text: str) -> Path:
    """`record.sqlite` in the folder of the case; it need not be there yet.

    Raises:
        CaseError: there is no such case, or it is a lone .toml file.
    """
    from hikiwake.terms.errors import CaseError

    place = locate_case(text)
    if not place.is_dir():
        raise CaseError.of(text, "a lone .toml file has no record", "Name the case's folder.")
    return place / "record.sqlite"


def keep_run(history: "History | None", command: str) -> None:
    """Put the present into the ledger; where that cannot be, it is told, and what was done stays done."""
    from hikiwake.terms.errors import LedgerError

    try:
        if history:
            history.keep(command)
    except LedgerError as error:
        print(error, file=sys.stderr)


def day_of(text: str | None, option: str) -> date | None:
    """The day that an option gives; None where it was not given."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option} {text}: write it as 2016-12-09.") from None
