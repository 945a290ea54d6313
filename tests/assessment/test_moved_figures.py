"""How far a number moved, as a reader adds it up: no rounding that says another thing, and no certainty that there is none of."""

import pytest

from hikiwake.assessment.difference import Moved, Part
from hikiwake.assessment.moved import figures


def shown(before: float | None, after: float | None, unit: str = "probability", *parts: float) -> tuple[object, ...]:
    return figures(Moved("n", "n", unit, before, after, tuple(Part("document", "d", "d", by) for by in parts)))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (0.0376, 0.0365, ("3.76 %", "3.65 %", "−0.11")),  # 3.8 % → 3.6 % would say −0.2
        (0.38, 0.36, ("38.0 %", "36.0 %", "−2.0")),
        (0.994, 0.9999999, ("99.4 %", "over 99.9 %", "+0.5")),
        (0.9996, 0.99999, ("99.96 %", "over 99.99 %", "+0.03")),
        (0.2, 0.00001, ("20.0 %", "under 0.1 %", "−19.9")),
        (1.0, 0.98, ("100.0 %", "98.0 %", "−2.0")),  # exactly one is told as one
        (None, 0.99999, ("—", "over 99.9 %", "")),
    ],
)
def test_what_is_shown_adds_up_and_is_never_surer_than_the_number(before, after, told):
    assert shown(before, after)[:3] == told


def test_the_parts_still_add_up_where_an_end_is_told_by_its_bound():
    *_, whole, parts = shown(0.994, 0.9999999, "probability", 0.004, 0.0019999)
    numbers = [float(part.replace("−", "-")) for part in parts]
    assert sum(numbers) == pytest.approx(float(whole))


def test_a_mean_below_zero_is_shown_as_far_as_it_moved():
    assert shown(-2.344, 1.955, "goldstein")[:3] == ("−2.34", "1.96", "+4.30")
    assert shown(-0.004, -0.0041, "goldstein")[:3] == ("−0.0040", "−0.0041", "−0.0001")
