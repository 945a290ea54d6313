"""Statements: who said, or is said to think, what."""

from hikiwake.reading.statements.find import find_statements

__all__ = ["find_statements"]
