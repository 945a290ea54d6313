"""The word lists of `words.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def listed(name: str) -> tuple[str, ...]:
    """The words of a list, in order, each once."""
    return tuple(dict.fromkeys(_lists()[name].split()))


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of a list, line by line."""
    return tuple(tuple(line.split()) for line in _lists()[name].splitlines() if line.strip())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
