"""Facts to rows of the record and back: the one place that knows both.

A row is a plain dict of column to value; nested spans are JSON, every other field has a column of its own. What is read back was sealed, in
tables that are STRICT: that text is text is not looked at again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from itertools import starmap
from typing import Any

from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    ExplanationMention,
    FormulaMention,
    ModelAccount,
    Phrase,
    Place,
    Polarity,
    Report,
    Span,
    Statement,
    Status,
)
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.grades import Grade

Value = str | int | float | None
Row = Mapping[str, Any]

_json = json.JSONDecoder().decode


def document_row(document: Document, reader: str, account: ModelAccount | None = None) -> dict[str, Value]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        **_date_row(document.date),
        "date_basis": document.date_basis,
        "text": document.text,
        "prose": _spans_json(document.prose),
        "notes": json.dumps(document.notes, ensure_ascii=False),
        "language": document.language,
        "reader": reader,
        "account": _account_json(account),
    }


def document_of(row: Row) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        prose=_spans(row["prose"]),
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        url=row["url"],
        date=_date(row),
        date_basis=row["date_basis"],
        notes=tuple(json.loads(row["notes"])),
        language=row["language"],
    )


def account_of(row: Row) -> ModelAccount | None:
    if row["account"] is None:
        return None
    told = json.loads(row["account"])
    return ModelAccount(**{**told, "flagged": tuple(Span(*pair) for pair in told["flagged"]), "reasons": tuple(told["reasons"])})


def _account_json(account: ModelAccount | None) -> str | None:
    if account is None:
        return None
    told = {**asdict(account), "flagged": [[s.start, s.end] for s in account.flagged]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def report_row(report: Report, position: int, entry: str) -> dict[str, Value]:
    return {
        "document": report.document,
        "position": position,
        "entry": entry,
        "span_start": report.span.start,
        "span_end": report.span.end,
        **_phrase_row("trigger", report.trigger),
        "category": report.category,
        "mode": report.mode,
        "cameo": report.cameo,
        "goldstein": _number(report.goldstein),
        **date_mention_row(report.date),
        **_place_row(report.place),
        "status": str(report.status),
        "grade": str(report.grade),
        "certainty": str(report.certainty),
        "polarity": str(report.polarity),
        "context": report.context,
        "confidence": _number(report.confidence),
        "is_reciprocal": int(report.is_reciprocal),
        "via": report.via,
        "is_unreviewed": int(report.is_unreviewed),
    }


def report_of(row: Row, actors: Iterable[Row]) -> Report:
    return Report(
        document=row["document"],
        span=Span(row["span_start"], row["span_end"]),
        trigger=Phrase(row["trigger_text"], _spans(row["trigger_spans"])),
        category=row["category"],
        mode=row["mode"],
        cameo=row["cameo"],
        goldstein=row["goldstein"],
        sources=tuple([actor_of(actor) for actor in actors if actor["role"] == "source"]),
        targets=tuple([actor_of(actor) for actor in actors if actor["role"] == "target"]),
        date=date_mention_of(row),
        place=_place(row),
        status=Status(row["status"]),
        grade=Grade(row["grade"]),
        certainty=Certainty(row["certainty"]),
        polarity=Polarity(row["polarity"]),
        context=row["context"],
        confidence=row["confidence"],
        is_reciprocal=bool(row["is_reciprocal"]),
        via=row["via"],
        is_unreviewed=bool(row["is_unreviewed"]),
    )


def actor_rows(report: Report) -> list[dict[str, Value]]:
    """The rows of a report's sources and targets."""
    sources = [_actor_row(actor, "source", i) for i, actor in enumerate(report.sources)]
    return sources + [_actor_row(actor, "target", i) for i, actor in enumerate(report.targets)]


def _actor_row(actor: Actor, role: str, position: int) -> dict[str, Value]:
    return {
        "role": role,
        "position": position,
        "text": actor.text,
        "span_start": actor.span.start,
        "span_end": actor.span.end,
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
    }


def actor_of(row: Row) -> Actor:
    return Actor(
        row["text"],
        Span(row["span_start"], row["span_end"]),
        row["name"],
        row["country"],
        row["sector"],
    )


def statement_row(statement: Statement, position: int, entry: str) -> dict[str, Value]:
    return {
        "document": statement.document,
        "position": position,
        "entry": entry,
        **_phrase_row("source", statement.source),
        **_phrase_row("cue", statement.cue),
        **_phrase_row("content", statement.content),
        **_speaker_row(statement.speaker),
        "quoted": int(statement.quoted),
        "grade": str(statement.grade),
        "certainty": str(statement.certainty),
        "polarity": str(statement.polarity),
        **date_mention_row(statement.date),
        "via": statement.via,
        "is_unreviewed": int(statement.is_unreviewed),
    }


def statement_of(row: Row) -> Statement:
    return Statement(
        document=row["document"],
        source=_phrase(row["source_text"], row["source_spans"]),
        cue=_phrase(row["cue_text"], row["cue_spans"]),
        content=Phrase(row["content_text"], _spans(row["content_spans"])),
        speaker=_speaker(row),
        quoted=bool(row["quoted"]),
        grade=Grade(row["grade"]),
        certainty=Certainty(row["certainty"]),
        polarity=Polarity(row["polarity"]),
        date=date_mention_of(row),
        via=row["via"],
        is_unreviewed=bool(row["is_unreviewed"]),
    )


def date_mention_row(mention: DateMention | None) -> dict[str, Value]:
    if mention is None:
        return _date_row(None) | dict.fromkeys(("date_text", "date_start", "date_end", "date_reference"))
    at: dict[str, Value] = {"date_text": mention.text, "date_start": mention.span.start, "date_end": mention.span.end}
    return {**_date_row(mention.date), **at, "date_reference": mention.reference}


def date_mention_of(row: Row) -> DateMention | None:
    when = _date(row)
    if when is None:
        return None
    at = Span(row["date_start"], row["date_end"])
    return DateMention(row["date_text"], at, when, row["date_reference"])


def formula_row(formula: FormulaMention, position: int) -> dict[str, Value]:
    return {
        "document": formula.document,
        "position": position,
        "term": formula.term,
        "definition": formula.definition,
        "holder": formula.holder,
        "spans": _spans_json(formula.spans),
    }


def formula_of(row: Row) -> FormulaMention:
    return FormulaMention(row["document"], row["term"], row["definition"], row["holder"], _spans(row["spans"]))


def explanation_row(explanation: ExplanationMention, position: int) -> dict[str, Value]:
    return {
        "document": explanation.document,
        "position": position,
        "claim": explanation.claim,
        "holder": explanation.holder,
        "spans": _spans_json(explanation.spans),
    }


def explanation_of(row: Row) -> ExplanationMention:
    return ExplanationMention(row["document"], row["claim"], row["holder"], _spans(row["spans"]))


def _date_row(when: Date | None) -> dict[str, Value]:
    if when is None:
        return dict.fromkeys(("date_value", "date_precision", "date_earliest", "date_latest"))
    return {
        "date_value": when.value,
        "date_precision": str(when.precision),
        "date_earliest": when.earliest.isoformat() if when.earliest else None,
        "date_latest": when.latest.isoformat() if when.latest else None,
    }


def _date(row: Row) -> Date | None:
    if row["date_value"] is None:
        return None
    return _date_of(row["date_value"], row["date_precision"], row["date_earliest"], row["date_latest"])


@lru_cache(maxsize=8192)  # a record tells of the same days again and again
def _date_of(value: str, precision: str, earliest: str | None, latest: str | None) -> Date:
    return Date(
        value,
        Precision(precision),
        None if earliest is None else date.fromisoformat(earliest),
        None if latest is None else date.fromisoformat(latest),
    )


def _phrase_row(name: str, phrase: Phrase | None) -> dict[str, Value]:
    if phrase is None:
        return {f"{name}_text": None, f"{name}_spans": None}
    return {f"{name}_text": phrase.text, f"{name}_spans": _spans_json(phrase.spans)}


def _phrase(text: str | None, spans: str) -> Phrase | None:
    return None if text is None else Phrase(text, _spans(spans))


def _place_row(place: Place | None) -> dict[str, Value]:
    if place is None:
        names = ("name", "country", "lat", "lon", "text", "start", "end")
        return dict.fromkeys(f"place_{name}" for name in names)
    return {
        "place_name": place.name,
        "place_country": place.country,
        "place_lat": _number(place.lat),
        "place_lon": _number(place.lon),
        "place_text": place.text,
        "place_start": place.span.start,
        "place_end": place.span.end,
    }


def _place(row: Row) -> Place | None:
    if row["place_text"] is None:
        return None
    return Place(
        row["place_text"],
        Span(row["place_start"], row["place_end"]),
        row["place_name"],
        row["place_country"],
        row["place_lat"],
        row["place_lon"],
    )


def _speaker_row(speaker: Actor | None) -> dict[str, Value]:
    if speaker is None:
        return dict.fromkeys(f"speaker_{name}" for name in ("text", "start", "end", "name", "country", "sector"))
    return {
        "speaker_text": speaker.text,
        "speaker_start": speaker.span.start,
        "speaker_end": speaker.span.end,
        "speaker_name": speaker.name,
        "speaker_country": speaker.country,
        "speaker_sector": speaker.sector,
    }


def _speaker(row: Row) -> Actor | None:
    if row["speaker_text"] is None:
        return None
    return Actor(
        row["speaker_text"],
        Span(row["speaker_start"], row["speaker_end"]),
        row["speaker_name"],
        row["speaker_country"],
        row["speaker_sector"],
    )


def _spans_json(spans: Iterable[Span]) -> str:
    return f"[{', '.join(f'[{s.start}, {s.end}]' for s in spans)}]"


def _spans(value: str) -> tuple[Span, ...]:
    return tuple(starmap(Span, _json(value)))


def _number(value: float | None) -> float | None:
    return None if value is None else float(value) + 0.0  # as SQLite gives it back: no minus zero
