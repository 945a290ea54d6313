"""The options by which a command takes another reader than the built-in one, and what it tells of it."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.intake import FileResult
    from hikiwake.reading.readers import ReaderChoice

ReaderName = Annotated[
    str | None, typer.Option("--reader", help="built-in (default), or llm: a language model's server, named in your config.toml.")
]
AllowRemote = Annotated[
    bool, typer.Option("--llm-allow-remote", help="Let documents' text leave this machine for the model's server.")
]
KeyVariable = Annotated[
    str | None, typer.Option("--llm-key-env", metavar="NAME", help="The environment variable that holds the server's key.")
]


def chosen_reader(name: str | None, is_remote_allowed: bool, key_variable: str | None) -> "ReaderChoice | None":
    """The reader that the options ask for; None where they ask for none.

    Raises:
        typer.BadParameter: options of the language model without it.
    """
    from platformdirs import user_cache_path, user_config_path

    from hikiwake.reading.readers import ReaderChoice
    from hikiwake.terms.text import terminal_safe

    if name != "llm" and (is_remote_allowed or key_variable is not None):
        raise typer.BadParameter("--llm-allow-remote and --llm-key-env go with --reader llm.")
    if name is None:
        return None
    return ReaderChoice(
        name,
        is_remote_allowed=is_remote_allowed,
        key_variable=key_variable,
        settings_folder=user_config_path("hikiwake", appauthor=False),
        cache_folder=user_cache_path("hikiwake", appauthor=False) / "llm",
        environment=os.environ,
        tell=lambda line: print(terminal_safe(line), file=sys.stderr),
    )


def tell_account(results: "Iterable[FileResult]") -> None:
    """One line of what a language model did, where one was asked."""
    accounts = [r.account for r in results if r.account is not None]
    if accounts:
        from hikiwake.reading.model_reader.account import accounts_summed, told_in_a_line
        from hikiwake.terms.text import terminal_safe

        total = accounts_summed(accounts)
        if total is not None:
            print(terminal_safe(told_in_a_line(total)), file=sys.stderr)
