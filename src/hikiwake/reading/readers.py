"""The readers by name. A new one is a file of its own with a class that keeps to `Reader`, and a function here that makes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hikiwake.reading.places import KnownPlace
from hikiwake.reading.reader import Reader
from hikiwake.terms.errors import HikiwakeError

BUILT_IN = "built-in"


@dataclass(frozen=True)
class ReaderChoice:
    """Which reader the analyst asked for, and what it needs of the world outside.

    `places` are the case's; `settings_folder` holds `config.toml`, `cache_folder` may be written; `environment` is where keys come from;
    `tell` hears messages for the analyst. The built-in reader needs none of it; `fast` is a setting of its own.
    """

    name: str = BUILT_IN
    places: Sequence[KnownPlace] = ()
    fast: bool = False
    is_remote_allowed: bool = False
    key_variable: str | None = None
    settings_folder: Path = Path()
    cache_folder: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    tell: Callable[[str], None] = lambda line: None

    def knowing(self, places: Sequence[KnownPlace]) -> "ReaderChoice":
        return replace(self, places=places)


def reader(choice: ReaderChoice) -> Reader:
    """The reader that was chosen.

    Raises:
        HikiwakeError: there is none of that name, or its settings do not hold.
    """
    if choice.name not in READERS:
        raise HikiwakeError.of("--reader", f"there is no reader {choice.name!r}", f"Use one of: {', '.join(READERS)}.")
    return READERS[choice.name](choice)


def _built_in(choice: ReaderChoice) -> Reader:
    from hikiwake.reading.builtin import BuiltIn
    from hikiwake.reading.languages.routing import ByLanguage

    return ByLanguage(BuiltIn(choice.places, choice.fast), choice.places)


def _language_model(choice: ReaderChoice) -> Reader:
    from hikiwake.reading.model_reader import ModelReader, endpoint, settings
    from hikiwake.reading.model_reader.cache import Cache

    configured = settings(choice.settings_folder, choice.environment)
    return ModelReader(
        configured,
        endpoint(configured.base_url, choice.environment, choice.key_variable),
        built_in=_built_in(choice),
        cache=Cache(choice.cache_folder),
        is_remote_allowed=choice.is_remote_allowed,
        tell=choice.tell,
    )


READERS: dict[str, Callable[[ReaderChoice], Reader]] = {BUILT_IN: _built_in, "llm": _language_model}
