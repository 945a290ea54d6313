"""Scores place mentions on `gold_places.txt`: found (the spans touch), and right (the country, and the point near enough)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from hikiwake.reading.language import parse
from hikiwake.reading.places import place_mentions
from hikiwake.record.model import Place, Span

GOLD = Path(__file__).with_name("gold_places.txt")
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]{3})?\|(-?[\d.]+) (-?[\d.]+)(?:\|(\d+))?\]")
_NEAR_KM = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention as the gold has it."""

    text: str
    span: Span
    country: str | None
    lat: float
    lon: float
    near_km: float

    def is_met_by(self, place: Place) -> bool:
        return place.country == self.country and _km(self.lat, self.lon, place.lat, place.lon) <= self.near_km


@dataclass(frozen=True, slots=True)
class Score:
    wanted: int
    told: int
    found: int
    right: int
    errors: tuple[str, ...]

    @property
    def found_f1(self) -> float:
        return 2 * self.found / (self.wanted + self.told)

    @property
    def right_of_wanted(self) -> float:
        return self.right / self.wanted


def passages() -> Iterator[tuple[str, list[Wanted]]]:
    """Each passage's plain text and its mentions."""
    for paragraph in GOLD.read_text(encoding="utf-8").split("\n\n"):
        if paragraph.startswith("#"):
            continue
        text, wanted, at = "", [], 0
        for m in _MARK.finditer(paragraph):
            text += paragraph[at : m.start()]
            span = Span(len(text), len(text) + len(m[1]))
            wanted.append(Wanted(m[1], span, m[2], float(m[3]), float(m[4]), float(m[5] or _NEAR_KM)))
            text, at = text + m[1], m.end()
        yield (text + paragraph[at:]).strip(), wanted


def score() -> Score:
    gold = list(passages())
    wanted = told = found = right = 0
    errors = []
    parsed = parse((text, [Span(0, len(text))]) for text, _ in gold)
    for (text, mentions), document in zip(gold, parsed, strict=True):
        places = place_mentions(document)
        wanted, told = wanted + len(mentions), told + len(places)
        open_mentions = list(mentions)
        for place in places:
            hit = next((w for w in open_mentions if w.span.start < place.span.end and place.span.start < w.span.end), None)
            if hit is None:
                errors.append(f"no place: {place.text} ({place.country}) | {text[:40]}")
                continue
            open_mentions.remove(hit)
            found += 1
            right += hit.is_met_by(place)
            if not hit.is_met_by(place):
                errors.append(
                    f"wrong: {hit.text} {hit.country} {hit.lat} {hit.lon} read as {place.name} {place.country} {place.lat} {place.lon}"
                )
        errors += [f"missed: {w.text} {w.country} | {text[max(0, w.span.start - 30) : w.span.end + 20]}" for w in open_mentions]
    return Score(wanted, told, found, right, tuple(errors))


def _km(lat: float, lon: float, lat2: float, lon2: float) -> float:
    a, b, c, d = map(radians, (lat, lon, lat2, lon2))
    return 12742 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))
