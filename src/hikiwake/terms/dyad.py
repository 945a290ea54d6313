"""A dyad: an unordered pair of states, by ISO 3166-1 alpha-3 codes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two states; `Dyad.of("RUS", "JPN") == Dyad.of("JPN", "RUS")`."""

    a: str
    b: str

    @classmethod
    def of(cls, one: str, other: str) -> "Dyad":
        if one == other:
            raise ValueError(f"a dyad needs two states, {one} is given twice")
        return cls(*sorted((one, other)))

    def __contains__(self, country: str | None) -> bool:
        return country in (self.a, self.b)

    def __str__(self) -> str:
        return f"{self.a}-{self.b}"
