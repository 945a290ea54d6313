"""The settlement space in some lines of plain text."""

from typing import Any


def lines(data: dict[str, Any]) -> list[str]:
    """What a reader of a terminal sees of `domain_json` or `settlement_json`."""
    first, second = data["parties"]
    shown = [
        f"{data['outcomes']:,} outcomes, {data['pareto_points']} on the frontier. Utilities: {first}, {second}.",
        f"{'without agreement':26} {_pair(data['reservation'])}",
        f"{'the draw (Nash)':26} {_pair(data['nash'])}",
        f"{'Kalai–Smorodinsky':26} {_pair(data['kalai_smorodinsky'])}",
    ]
    if not data["agreement_possible"]:
        shown.append("No outcome gives both more than they have without agreement.")
    for formula in data.get("formulas", ()):
        verdict = ", ".join(f"{party} {word}" for party, word in zip((first, second), formula["acceptable"], strict=True))
        change = formula["change"]
        mend = f"; would do with {change['issue']}: {change['to']}" if change else ""
        shown.append(f"{formula['title'][:26]:26} {_pair(formula['utilities'])}  {verdict}{mend}")
    return shown


def _pair(utilities: list[float] | None) -> str:
    return f"{utilities[0]:.2f}  {utilities[1]:.2f}" if utilities else "none"
