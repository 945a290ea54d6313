"""The languages besides English that are read, each with what has to be installed for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from hikiwake.reading.languages.reader import OtherReader
from hikiwake.reading.places import KnownPlace


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How a language is read: `needs` are the modules that its extra installs, `load` makes the reader once they are there."""

    extra: str
    needs: tuple[str, ...]
    load: Callable[[Sequence[KnownPlace]], OtherReader]

    @property
    def is_installed(self) -> bool:
        return all(find_spec(module) is not None for module in self.needs)

    @property
    def install(self) -> str:
        return f"pip install 'hikiwake[{self.extra}]'"


def _ja(places: Sequence[KnownPlace]) -> OtherReader:
    from hikiwake.reading.languages.ja.finding import finder

    return OtherReader(finder(), places)


def _ru(places: Sequence[KnownPlace]) -> OtherReader:
    from hikiwake.reading.languages.ru.finding import finder

    return OtherReader(finder(), places)


@cache
def pipelines() -> dict[str, Pipeline]:
    """By ISO 639-1 code."""
    return {
        "ja": Pipeline("ja", ("ja_ginza", "ginza", "sudachipy"), _ja),
        "ru": Pipeline("ru", ("natasha", "slovnet", "razdel", "pymorphy3"), _ru),
    }
