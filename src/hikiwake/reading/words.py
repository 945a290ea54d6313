"""The word lists of the reading room, by name (`data/words.toml`)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """One list, lower case.

    Raises:
        KeyError: there is no list of that name.
    """
    return frozenset(_lists()[name].split())


@cache
def _lists() -> dict[str, str]:
    return tomllib.loads(files("hikiwake.reading").joinpath("data/words.toml").read_text(encoding="utf-8"))
