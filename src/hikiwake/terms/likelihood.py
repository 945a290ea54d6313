"""Words of estimative probability (ICD 203, 2015) and of confidence."""

from enum import StrEnum

# Upper ends in per cent; a step owns its upper end, so 20 % is "very unlikely" and 45 % "unlikely".
_STEPS = (
    (5, "almost no chance"),
    (20, "very unlikely"),
    (45, "unlikely"),
    (55, "roughly even chance"),
    (80, "likely"),
    (95, "very likely"),
    (100, "almost certain"),
)


class Confidence(StrEnum):
    """How well founded a judgement is; never stated in one sentence with its likelihood (ICD 203)."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


def likelihood_word(probability: float) -> str:
    """The ICD 203 phrase for a probability in [0, 1].

    Raises:
        ValueError: `probability` lies outside [0, 1].
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"probability {probability} lies outside [0, 1]")
    return next(word for upper, word in _STEPS if probability * 100 <= upper + 1e-9)


def per_cent(probability: float) -> str:
    """A probability rounded for a reader: `31 %`, `3 %`, `0.4 %`, `under 0.1 %`, `over 99 %`."""
    value = probability * 100
    if 0 < value < 0.1:
        return "under 0.1 %"
    if 99.5 <= value < 100:
        return "over 99 %"
    return f"{value:.0f} %" if value >= 1 or value == 0 else f"{value:.1f} %"
