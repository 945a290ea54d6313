"""Reports, with their actors and places, to rows and back."""

from collections.abc import Iterable

from hikiwake.record.model import Actor, Certainty, Phrase, Place, Polarity, Report, Span, Status
from hikiwake.record.rows.cells import Row, Value, number, phrase_row, spans_of
from hikiwake.record.rows.dates import date_mention_of, date_mention_row
from hikiwake.terms.grades import Grade


def report_row(report: Report, position: int, entry: str) -> dict[str, Value]:
    return {
        "document": report.document,
        "position": position,
        "entry": entry,
        "span_start": report.span.start,
        "span_end": report.span.end,
        **phrase_row("trigger", report.trigger),
        "category": report.category,
        "mode": report.mode,
        "cameo": report.cameo,
        "goldstein": number(report.goldstein),
        **date_mention_row(report.date),
        **_place_row(report.place),
        "status": str(report.status),
        "grade": str(report.grade),
        "certainty": str(report.certainty),
        "polarity": str(report.polarity),
        "context": report.context,
        "confidence": number(report.confidence),
        "is_reciprocal": int(report.is_reciprocal),
        "via": report.via,
        "is_unreviewed": int(report.is_unreviewed),
    }


def report_of(row: Row, actors: Iterable[Row]) -> Report:
    return Report(
        document=row["document"],
        span=Span(row["span_start"], row["span_end"]),
        trigger=Phrase(row["trigger_text"], spans_of(row["trigger_spans"])),
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


def _place_row(place: Place | None) -> dict[str, Value]:
    if place is None:
        names = ("name", "country", "lat", "lon", "text", "start", "end")
        return dict.fromkeys(f"place_{name}" for name in names)
    return {
        "place_name": place.name,
        "place_country": place.country,
        "place_lat": number(place.lat),
        "place_lon": number(place.lon),
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
