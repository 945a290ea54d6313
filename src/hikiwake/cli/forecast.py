"""`hikiwake forecast`: how likely a settlement is by the case's horizon."""

import json
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(forecast)


def forecast(
    case: Annotated[str, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how likely a settlement is by the horizon; in this version the base rate, with its class and count."""
    from hikiwake.cli.cases import load_case
    from hikiwake.forecasting.from_case import forecast as of_case
    from hikiwake.forecasting.table import forecast_json
    from hikiwake.terms.errors import CaseError
    from hikiwake.terms.likelihood import per_cent

    found = of_case(load_case(case))
    if found is None:
        raise CaseError.of(
            case, "no reference class, so no number", 'Say when the territorial claim began: claim_began = "1952-04".'
        )
    if as_json:
        print(json.dumps(forecast_json(found), ensure_ascii=False))
        return
    print(f"{per_cent(found.probability)} ({per_cent(found.lower)} to {per_cent(found.upper)}) by {found.by}")
    for line in (*found.reasons, *found.base_rate.caveats, found.base_rate.source):
        print(f"  {line}")
