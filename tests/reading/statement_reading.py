"""Texts read for the tests of statements: one paragraph or more, all of it prose."""

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import Passage, parse
from hikiwake.reading.statements import find_statements
from hikiwake.record.model import Span, Statement


def passages_of(text: str) -> list[Passage]:
    return next(iter(parse([(text, [Span(0, len(text))])]))) if text else []


def statements_in(text: str) -> list[Statement]:
    passages = passages_of(text)
    return find_statements("d", passages, actor_mentions(passages), [])


def source(statement: Statement) -> str | None:
    return statement.source.text if statement.source else None


def cue(statement: Statement) -> str | None:
    return statement.cue.text if statement.cue else None


def rows(text: str) -> list[tuple[str | None, str | None, str, str]]:
    """Source, cue, content and grade of each statement."""
    return [(source(s), cue(s), s.content.text, s.grade.value) for s in statements_in(text)]
