"""A number known only to lie between two bounds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """`lower` ≤ the number ≤ `upper`, both included."""

    lower: float
    upper: float

    def __post_init__(self) -> None:
        if not self.lower <= self.upper:
            raise ValueError(f"lower bound {self.lower} exceeds upper bound {self.upper}")

    @property
    def middle(self) -> float:
        return (self.lower + self.upper) / 2

    @property
    def is_point(self) -> bool:
        return self.lower == self.upper

    def __contains__(self, value: float) -> bool:
        return self.lower <= value <= self.upper
