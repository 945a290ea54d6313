"""Cells of a row: a value as SQLite keeps it. Nested spans are JSON."""

import json
from collections.abc import Iterable, Mapping
from itertools import starmap
from typing import Any

from hikiwake.record.model import Phrase, Span

Value = str | int | float | None
Row = Mapping[str, Any]

_json = json.JSONDecoder().decode


def phrase_row(name: str, phrase: Phrase | None) -> dict[str, Value]:
    if phrase is None:
        return {f"{name}_text": None, f"{name}_spans": None}
    return {f"{name}_text": phrase.text, f"{name}_spans": spans_json(phrase.spans)}


def phrase_of(text: str | None, spans: str) -> Phrase | None:
    return None if text is None else Phrase(text, spans_of(spans))


def spans_json(spans: Iterable[Span]) -> str:
    return f"[{', '.join(f'[{s.start}, {s.end}]' for s in spans)}]"


def spans_of(value: str) -> tuple[Span, ...]:
    return tuple(starmap(Span, _json(value)))


def number(value: float | None) -> float | None:
    return None if value is None else float(value) + 0.0  # as SQLite gives it back: no minus zero
