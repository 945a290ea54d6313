"""`hikiwake forecast`."""

import typer


def register(app: typer.Typer) -> None: ...
