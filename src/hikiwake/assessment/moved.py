"""How far a number moved, in figures that a person can add up."""

from dataclasses import replace

from hikiwake.assessment.difference import Moved, Part

_DECIMALS = {"probability": 1, "count": 0, "goldstein": 2, "utility": 3}  # of a probability, in per cent
_MOST_DECIMALS = 8


def figures(moved: Moved) -> tuple[str, str, str, tuple[str, ...]]:
    """Before, after, how far, and each part's share, as text; the parts shown add up to how far it moved, and that to the difference of the two.

    As many decimals are shown as it takes for the number to be seen to move. A part that cannot be told is an empty text.
    """
    scale, sign = (100.0, " %") if moved.unit == "probability" else (1.0, "")
    before, after = (None if v is None else v * scale for v in (moved.before, moved.after))
    if before is None or after is None:
        shown = tuple("—" if v is None else _figure(v, _DECIMALS.get(moved.unit, 3)) + sign for v in (before, after))
        return shown[0], shown[1], "", tuple("" for _ in moved.because)
    decimals = _DECIMALS.get(moved.unit, 3)
    while decimals < _MOST_DECIMALS and round(before, decimals) == round(after, decimals):
        decimals += 1
    unit = 10**decimals
    first, last = round(before * unit), round(after * unit)
    parts = _rounded([(part.by or 0.0) * scale * unit for part in moved.because], last - first)
    return (
        f"{_figure(first / unit, decimals)}{sign}",
        f"{_figure(last / unit, decimals)}{sign}",
        _signed((last - first) / unit, decimals),
        tuple(_signed(part / unit, decimals) for part in parts),
    )


def is_seen(moved: Moved) -> bool:
    """Whether it moved by more than rounding hides: as many decimals as a reader is usually shown."""
    scale = 100.0 if moved.unit == "probability" else 1.0
    decimals = _DECIMALS.get(moved.unit, 3)
    if moved.before is None or moved.after is None:
        return True
    return round(moved.before * scale, decimals) != round(moved.after * scale, decimals)


def with_few_parts(moved: Moved, most: int) -> Moved:
    """With at most `most` parts and one more for the rest of them, so that what is shown still adds up; a single part is not the rest."""
    rest = moved.because[most:]
    if len(rest) < 2:
        return moved
    by = None if any(part.by is None for part in rest) else sum(part.by or 0.0 for part in rest)
    return replace(moved, because=(*moved.because[:most], Part("rest", "rest", f"{len(rest)} more", by)))


def _rounded(parts: list[float], whole: int) -> list[int]:
    """Whole numbers near the parts that sum to `whole`: what rounding leaves over goes where it is missed most (largest remainders)."""
    found = [round(part) for part in parts]
    left = whole - sum(found)
    if not parts:
        return []
    step = 1 if left > 0 else -1
    order = sorted(range(len(parts)), key=lambda i: (found[i] - parts[i]) * step)
    for k in range(abs(left)):
        found[order[k % len(order)]] += step
    return found


def _figure(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace("-", "−")


def _signed(value: float, decimals: int) -> str:
    return f"{value:+,.{decimals}f}".replace("-", "−")
