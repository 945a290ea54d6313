"""An entry as JSON, whole: what a correction keeps of the entry it was made to."""

from functools import cache
from typing import TYPE_CHECKING

from hikiwake.record.entries import Fact
from hikiwake.record.model import Report, Statement

if TYPE_CHECKING:
    from pydantic import TypeAdapter


def written(fact: Fact) -> str:
    """The fact as JSON, every field of it."""
    return _adapter("event" if isinstance(fact, Report) else "statement").dump_json(fact).decode()


def written_all(facts: tuple[Fact, ...]) -> str:
    """Facts of one kind as a JSON list."""
    return f"[{','.join(map(written, facts))}]"


def read(text: str, kind: str) -> Fact:
    """The fact that `written` wrote.

    Raises:
        ValueError: the text is not one.
    """
    return _adapter(kind).validate_json(text)


def read_all(text: str, kind: str) -> tuple[Fact, ...]:
    """The facts that `written_all` wrote."""
    return tuple(_list_adapter(kind).validate_json(text))


@cache
def _adapter(kind: str) -> "TypeAdapter[Fact]":
    from pydantic import TypeAdapter

    return TypeAdapter(Report if kind == "event" else Statement)


@cache
def _list_adapter(kind: str) -> "TypeAdapter[list[Fact]]":
    from pydantic import TypeAdapter

    return TypeAdapter(list[Report] if kind == "event" else list[Statement])  # type: ignore[arg-type]
