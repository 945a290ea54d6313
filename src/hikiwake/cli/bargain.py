"""`hikiwake bargain`: the settlement space of a case, or of a GENIUS domain."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(bargain)


def bargain(
    case: Annotated[str | None, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")] = None,
    genius: Annotated[Path | None, typer.Option(help="A folder with a GENIUS domain and two utility profiles.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Map every deal that two parties could strike: frontier, solutions, formulas."""
    from hikiwake.bargaining import frontier, outcomes, read_genius
    from hikiwake.bargaining.table import domain_json, settlement_json
    from hikiwake.terms.text import json_text

    if (case is None) == (genius is None):
        raise typer.BadParameter("Give a case, or --genius and a folder.")
    if genius is not None:
        domain = read_genius(genius)
        data = domain_json(domain, outcomes(domain), frontier(domain))
    else:
        from hikiwake.bargaining.from_case import settlement
        from hikiwake.cli.cases import load_case
        from hikiwake.terms.errors import CaseError

        assert case is not None
        found = settlement(load_case(case))
        if found is None:
            raise CaseError.of(case, "states no issues for two parties", "Add [[parties]] and [[issues]] (see `hikiwake new`).")
        data = settlement_json(found)
    if as_json:
        print(json_text(data))
        return
    _print_table(data)


def _print_table(data: dict[str, object]) -> None:
    from hikiwake.bargaining.terminal import lines
    from hikiwake.terms.text import terminal_safe

    print("\n".join(map(terminal_safe, lines(data))))
