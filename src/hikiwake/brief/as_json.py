"""The whole assessment with the brief's sentences, as JSON."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isfinite

from pydantic import BaseModel

from hikiwake.assessment.cites import Rows, Stated, Words
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.numbers import numbers
from hikiwake.assessment.state import told
from hikiwake.brief.model import Brief, Sentence, sentences_of
from hikiwake.record.model import Span
from hikiwake.relations.agreement import Agreement

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_json(brief: Brief, assessment: Assessment) -> dict[str, Json]:
    """Plain data that strict JSON can hold (no NaN): the case, every room's result, the record, and the brief's sentences.

    `brief.sentences` holds `{"key", "section", "lead", "text", "cites", "judgement"}` each; a room without a result is `{"missing", "supply"}`.
    """
    a = assessment
    return {
        "case": plain(a.case),
        "as_of": a.case.as_of.isoformat(),
        "brief": {
            "title": brief.title,
            "sources": [{"number": n, "document": d} for d, n in brief.numbers.items()],
            "sentences": [
                _sentence(s, section.id)
                for section in (brief.page_one, *brief.sections)
                for block in section.blocks
                for s in sentences_of(block)
            ],
        },
        "numbers": {n.name: {"value": plain(n.value), "unit": n.unit, "label": n.label} for n in numbers(a).values()},
        "entries": plain(told(a.contents)),
        "basis": plain(a.basis),
        "relations": _room(a.relations),
        "settlement": _room(a.settlement),
        "weighing": _room(a.weighing),
        "forecast": _room(a.forecast),
        "clocks": _room(a.clocks),
        "event_data": _room(a.event_data),
        "agreement": agreement_json(a.agreement),
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
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(v) for v in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _room(result: object) -> Json:
    if isinstance(result, Missing):
        return {"missing": result.what, "supply": result.supply}
    return plain(result)


def agreement_json(found: Agreement | None) -> dict[str, Json] | None:
    """The agreement with what follows from it: `share`, `kappa`, `met`, `met_by_chance`, `is_thin`."""
    if found is None:
        return None
    derived = ("share", "kappa", "met", "met_by_chance", "is_thin")
    return {f.name: plain(getattr(found, f.name)) for f in fields(found)} | {
        name: plain(getattr(found, name)) for name in derived
    }


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
