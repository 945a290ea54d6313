"""The words that pages put around documents, as data: `data/furniture.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lists of `furniture.toml`; what each means stands there."""

    whole: frozenset[str]
    begins: tuple[str, ...]
    holds: tuple[str, ...]
    closes: tuple[str, ...]
    places: frozenset[str]
    papers: frozenset[str]
    roles: tuple[str, ...]
    credit: re.Pattern[str]
    longest_begins: int
    longest_holds: int


@cache
def furniture() -> Furniture:
    """The phrases, ready to compare."""
    raw = tomllib.loads(files(__package__).joinpath("data/furniture.toml").read_text(encoding="utf-8"))
    names = "|".join(re.escape(name) for name in sorted(raw["credit"], key=len, reverse=True))
    return Furniture(
        whole=frozenset(raw["whole"]),
        begins=tuple(raw["begins"]),
        holds=tuple(raw["holds"]),
        closes=tuple(raw["closes"]),
        places=frozenset(raw["places"]),
        papers=frozenset(raw["papers"]),
        roles=tuple(raw["roles"]),
        credit=re.compile(rf"\s*[(\[](?:{names})(?:(?<=/)|\b)[^()\[\]\n]{{0,120}}[)\]]\W*\Z", re.IGNORECASE),
        longest_begins=raw["longest_begins"],
        longest_holds=raw["longest_holds"],
    )
