"""`hikiwake bargain`."""

import typer


def register(app: typer.Typer) -> None: ...
