"""Statements for DuckDB. What a user says goes in as a parameter; only names and expressions from this package are put into the text."""

from collections.abc import Iterable, Mapping


def filled(template: str, **pieces: str) -> str:
    """`template` with its `{pieces}` put in: names of tables and columns and expressions that stand in this package's own tables."""
    return template.format(**pieces)


def listed(expressions: Mapping[str, str]) -> str:
    """`expression AS name, …`"""
    return ", ".join(f"{expression} AS {name}" for name, expression in expressions.items())


def cases(conditions: Iterable[tuple[str, str]]) -> str:
    """The name of the first condition that holds, as an expression; null where none does."""
    whens = " ".join(f"WHEN {condition} THEN '{name}'" for name, condition in conditions)
    return f"CASE {whens} END" if whens else "NULL"
