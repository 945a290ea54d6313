"""The chronicle for maps and for timelines on the web: GeoJSON (RFC 7946), TimelineJS."""

from collections.abc import Iterable
from datetime import date
from html import escape

from hikiwake.record.chronology import Entry, date_of
from hikiwake.record.export import CSV_COLUMNS, lines_with_disputes, rows
from hikiwake.record.model import Contents, Event
from hikiwake.terms.dates import Precision
from hikiwake.terms.text import json_text


def geojson_text(entries: Iterable[Entry], contents: Contents) -> tuple[str, int]:
    """A collection of points, one for each entry whose place is known by its degrees, and how many entries have no such place.

    The properties are the columns of the CSV; what is empty there is null.
    """
    entries = tuple(entries)
    features = []
    for entry, row in zip(entries, rows(entries, contents), strict=True):
        if (at := _degrees(entry)) is not None:
            properties = dict(zip(CSV_COLUMNS, row, strict=True))
            point = {"type": "Point", "coordinates": at}
            features.append({"type": "Feature", "id": entry.id, "geometry": point, "properties": properties})
    return json_text({"type": "FeatureCollection", "features": features}) + "\n", len(entries) - len(features)


def timelinejs_text(entries: Iterable[Entry], contents: Contents) -> tuple[str, int]:
    """The JSON that TimelineJS reads, a slide for each entry with a date, and how many entries have none.

    Its texts are HTML there, so a document's words are escaped.
    """
    entries = tuple(entries)
    slides = []
    for entry, line in zip(entries, lines_with_disputes(entries, contents), strict=True):
        days = _days(entry)
        if days is not None:
            told = " · ".join(filter(None, (line.grade, line.note, line.document)))
            text = {"headline": escape(line.who), "text": f"<p>{escape(line.what)}</p><p>{escape(told)}</p>"}
            slides.append({**days, "text": text, "group": f"{line.kind}s", "unique_id": entry.id})
    return json_text({"events": slides, "scale": "human"}) + "\n", len(entries) - len(slides)


def _degrees(entry: Entry) -> tuple[float, float] | None:
    """Longitude first, as the standard has it."""
    place = entry.best.place if isinstance(entry, Event) else None
    if place is None or place.lon is None or place.lat is None or not (abs(place.lon) <= 180 and abs(place.lat) <= 90):
        return None
    return round(place.lon, 6), round(place.lat, 6)


def _days(entry: Entry) -> dict[str, object] | None:
    """Where the slide begins and ends, no finer than the date is known."""
    when = date_of(entry)
    if when is None or when.earliest is None:
        return None
    parts = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}.get(when.precision)
    if parts:
        return {"start_date": _day(when.earliest, parts)}
    end = {"end_date": _day(when.latest, 3)} if when.latest and when.latest != when.earliest else {}
    return {"start_date": _day(when.earliest, 3), **end}


def _day(day: date, parts: int) -> dict[str, int]:
    return dict(list({"year": day.year, "month": day.month, "day": day.day}.items())[:parts])
