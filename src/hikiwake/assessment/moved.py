"""How far a number moved, in figures that a person can add up."""

from dataclasses import replace

from hikiwake.assessment.difference import Moved, Part

_DECIMALS = {"probability": 1, "count": 0, "goldstein": 2, "utility": 3}  # of a probability, in per cent
_MOST_DECIMALS = 8


def figures(moved: Moved) -> tuple[str, str, str, tuple[str, ...]]:
    """Before, after, how far, and each part's share, as text; the parts shown add up to how far it moved, and that to the difference of the two.

    As many decimals are shown as it takes for the number to be seen to move, and for how far it moved not to be rounded to something else. A
    probability that is not exactly 0 or 1 is never shown as such: `over 99.9 %`. A part that cannot be told is an empty text.
    """
    is_share = moved.unit == "probability"
    scale = 100.0 if is_share else 1.0
    before, after = (None if v is None else v * scale for v in (moved.before, moved.after))
    decimals = _DECIMALS.get(moved.unit, 3)
    if before is None or after is None:
        ends = tuple("—" if v is None else _end(v, decimals, is_share=is_share)[1] for v in (before, after))
        return ends[0], ends[1], "", tuple("" for _ in moved.because)
    decimals = _decimals(before, after, decimals, is_share=is_share)
    unit = 10**decimals
    (first, shown_first), (last, shown_last) = (_end(v, decimals, is_share=is_share) for v in (before, after))
    parts = _rounded([(part.by or 0.0) * scale * unit for part in moved.because], last - first)
    return (
        shown_first,
        shown_last,
        _signed((last - first) / unit, decimals),
        tuple(_signed(part / unit, decimals) for part in parts),
    )


def _decimals(before: float, after: float, least: int, *, is_share: bool) -> int:
    """How many it takes: to tell the two apart, and, with up to two more than usual, to tell by how much they differ."""
    for decimals in range(least, _MOST_DECIMALS):
        (first, shown_first), (last, shown_last) = (_end(v, decimals, is_share=is_share) for v in (before, after))
        is_bound = any(shown.startswith(("over", "under")) for shown in (shown_first, shown_last))
        is_true = is_bound or decimals >= least + 2 or last - first == round((after - before) * 10**decimals)
        if first != last and is_true:
            return decimals
    return _MOST_DECIMALS


def _end(value: float, decimals: int, *, is_share: bool) -> tuple[int, str]:
    """A value in units of its last decimal, and as text; a probability short of certain is told by the bound that it lies beyond."""
    unit = 10**decimals
    found, bound = round(value * unit), ""
    if is_share and found >= 100 * unit and value < 100:
        found, bound = 100 * unit - 1, "over "
    elif is_share and found <= 0 < value:
        found, bound = 1, "under "
    return found, f"{bound}{_figure(found / unit, decimals)}{' %' if is_share else ''}"


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
