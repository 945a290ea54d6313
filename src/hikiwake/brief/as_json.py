"""The whole assessment with the brief's sentences, as JSON."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite

from pydantic import BaseModel

from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Brief, Rows, Sentence, Stated, Words

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_json(brief: Brief, assessment: Assessment) -> str:
    """Strict JSON (no NaN): `{"case", "brief": {"sentences": [{"key", "text", "cites", …}]}, "relations", …}`; a missing room is `{"missing", "supply"}`."""
    return json.dumps(as_json(brief, assessment), ensure_ascii=False, allow_nan=False)


def as_json(brief: Brief, assessment: Assessment) -> dict[str, Json]:
    """The same as plain data."""
    a = assessment
    return {
        "case": plain(a.case),
        "as_of": a.case.as_of.isoformat(),
        "brief": {
            "title": brief.title,
            "sources": [{"number": n, "document": d} for d, n in brief.numbers.items()],
            "sentences": [_sentence(s, section.id) for section in (brief.page_one, *brief.sections) for s in _of(brief, section.id)],
        },
        "basis": plain(a.basis),
        "relations": _room(a.relations),
        "settlement": _room(a.settlement),
        "weighing": _room(a.weighing),
        "forecast": _room(a.forecast),
        "clocks": _room(a.clocks),
        "evidence_at": plain(a.evidence_at),
        "unresolved": plain(a.unresolved),
        "record": plain(a.contents),
    }


def plain(value: object) -> Json:
    """Any of our frozen objects as what JSON knows. Spans become `[start, end]`; what is not a finite number becomes null."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in fields(value)]
        if names == ["start", "end"] and isinstance(getattr(value, "start"), int):  # noqa: B009
            return [value.start, value.end]  # type: ignore[attr-defined]
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _room(result: object) -> Json:
    if type(result).__name__ == "Missing":
        return {"missing": getattr(result, "what", ""), "supply": getattr(result, "supply", "")}
    return plain(result)


def _of(brief: Brief, section: str) -> list[Sentence]:
    from hikiwake.brief.model import sentences_of

    found = brief.page_one if section == brief.page_one.id else next(s for s in brief.sections if s.id == section)
    return [s for block in found.blocks for s in sentences_of(block)]


def _sentence(s: Sentence, section: str) -> Json:
    cites: list[Json] = []
    for c in s.cites:
        match c:
            case Words():
                cites.append({"document": c.document, "spans": [[x.start, x.end] for x in c.spans], "entry": c.entry or None})
            case Rows():
                cites.append({"table": c.table, "row": c.row})
            case Stated():
                cites.append({"case": c.key, "by": c.by})
    return {"key": s.key, "section": section, "lead": s.lead, "text": s.text, "cites": cites, "judgement": s.judgement or None}
