"""Numbers of an assessment as a reader sees them."""


def figure(value: float | None, unit: str) -> str:
    """`31 %` for a probability, `0.62` for a utility, `1,204` for a count, `−2.87` for a Goldstein mean; a dash where there is none."""
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if unit == "count" else f"{value * 100:.3g}" if unit == "probability" else f"{value:.3g}"
    shown = "0" if shown == "-0" else shown.replace("-", "−")
    return f"{shown}\u00a0%" if unit == "probability" else shown


def change(before: float | None, after: float | None, unit: str) -> str:
    """How far a number moved, with its sign; empty where one of the two is missing."""
    if before is None or after is None:
        return ""
    by = after - before
    shown = f"{abs(by) * 100:.3g} points" if unit == "probability" else f"{abs(by):,.0f}" if unit == "count" else f"{abs(by):.3g}"
    return f"{'+' if by > 0 else '−'}{shown}"
