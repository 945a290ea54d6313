"""Numbers of an assessment as a reader sees them."""


def figure(value: float | None, unit: str) -> str:
    """`31 %` for a probability, `0.62` for a utility, `1,204` for a count, `−2.87` for a Goldstein mean; a dash where there is none."""
    if value is None:
        return "–"
    shown = f"{value:,.0f}" if unit == "count" else _three_digits(value * 100 if unit == "probability" else value)
    shown = "0" if shown == "-0" else shown.replace("-", "−")
    return f"{shown}\u00a0%" if unit == "probability" else shown


def change(before: float | None, after: float | None, unit: str) -> str:
    """How far a number moved, with its sign; empty where one of the two is missing."""
    if before is None or after is None:
        return ""
    by = after - before
    size = abs(by)
    shown = (
        f"{_three_digits(size * 100)} points"
        if unit == "probability"
        else f"{size:,.0f}"
        if unit == "count"
        else _three_digits(size)
    )
    sign = "" if shown.startswith("under") else "+" if by > 0 else "−"
    return f"{sign}{shown}"


def _three_digits(value: float) -> str:
    """Three digits of a number, never with an exponent: what is less than a ten-thousandth is told as that."""
    if 0 < abs(value) < 1e-4:
        return f"{'-' if value < 0 else ''}under 0.0001"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
