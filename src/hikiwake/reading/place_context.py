"""Which of several places of one name a document means: one sense a document, unless a mention says otherwise ("Paris, Texas").

A place is the likelier the larger it is, the more other words of the document point to its country, the more other places named lie in
its region or near by. Two rounds, because "Georgia" and "Columbus" tell of each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, log10, radians

from hikiwake.reading.gazetteer import Entry

_STATE, _LAND = 7.5, 6.6  # as if of so many digits of inhabitants
_CAPITAL = 0.5
_TOLD = 10.0  # said with the name somewhere in the document: outweighs all else
_FIRST_WORD, _MORE_WORDS, _ENOUGH_WORDS = 1.0, 0.5, 2.5  # words that point to the country
_SAME_REGION, _SAME_COUNTRY, _ENOUGH_COUNTRY = 1.2, 0.4, 1.5  # other places named
_NEAR, _NEAR_KM = 1.0, 150
_NEIGHBOURS = 40  # other names that are looked at for nearness: the most often named
_SUPPORTED = 0.8


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that places bear, in a document: `key` as the gazetteer has it; `within` the state or region that the mention itself gives."""

    key: str
    entries: tuple[Entry, ...]
    within: Entry | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a document's names mean: the sense by key, and the keys whose country or surroundings the rest of the document speaks of."""

    senses: Mapping[str, Entry]
    supported: frozenset[str]

    def sense(self, naming: Naming) -> Entry:
        """The place meant by one mention."""
        inside = [e for e in naming.entries if naming.within and _lies_in(e, naming.within)]
        return max(inside, key=_size) if inside else self.senses[naming.key]


def context_of(namings: Sequence[Naming], words: Iterable[tuple[str, str]]) -> Context:
    """What the names of a document mean.

    Args:
        namings: every candidate mention, in order.
        words: other names with the ISO alpha-3 country they point to (states, demonyms, institutions, leaders).
    """
    entries = {n.key: n.entries for n in namings}
    counts = Counter(n.key for n in namings)
    told = {(n.key, e) for n in namings if n.within for e in n.entries if _lies_in(e, n.within)}
    pointing: dict[str, set[str]] = defaultdict(set)
    for word, country in words:
        if len({e.country for e in entries.get(word, ())}) < 2:  # a shared name points nowhere by itself
            pointing[country].add(word)
    shares = {key: _shares(several, [_size(e) for e in several]) for key, several in entries.items()}
    neighbours = [key for key, _ in counts.most_common(_NEIGHBOURS)]
    scores: dict[str, list[float]] = {}
    for _ in range(2):
        by_region, by_country = _votes(shares)
        for key, several in entries.items():
            mine = shares[key]
            around = [
                _by_words(key, e, pointing)
                + _by_places(e, mine, by_region, by_country)
                + _by_nearness(key, e, neighbours, shares)
                for e in several
            ]
            scores[key] = around
        shares = {
            key: _shares(several, [_size(e) + c + _TOLD * ((key, e) in told) for e, c in zip(several, scores[key], strict=True)])
            for key, several in entries.items()
        }
    senses = {key: max(share, key=lambda e: share[e]) for key, share in shares.items()}
    supported = frozenset(
        key
        for key, several in entries.items()
        if scores[key][several.index(senses[key])] >= _SUPPORTED or (key, senses[key]) in told
    )
    return Context(senses, supported)


def _size(entry: Entry) -> float:
    if entry.is_land:
        return _STATE if entry.kind == "state" else _LAND
    return log10(max(entry.population, 1)) + _CAPITAL * (entry.kind == "capital")


def _lies_in(entry: Entry, area: Entry) -> bool:
    """Whether a place lies in a state, or in a part of one where both parts are known."""
    if entry == area:
        return False
    if area.region and entry.region:
        return entry.region == area.region
    return area.country is not None and entry.country == area.country


def _shares(entries: Sequence[Entry], scores: Sequence[float]) -> dict[Entry, float]:
    """How likely each is, as if people meant places in proportion to ten to the score."""
    best = max(scores)
    weights = [10 ** (s - best) for s in scores]
    return {e: w / sum(weights) for e, w in zip(entries, weights, strict=True)}


def _votes(shares: Mapping[str, Mapping[Entry, float]]) -> tuple[dict[str, float], dict[str, float]]:
    by_region: dict[str, float] = defaultdict(float)
    by_country: dict[str, float] = defaultdict(float)
    for share in shares.values():
        for entry, weight in share.items():
            if entry.region:
                by_region[entry.region] += weight
            if entry.country:
                by_country[entry.country] += weight
    return by_region, by_country


def _by_words(key: str, entry: Entry, pointing: Mapping[str, set[str]]) -> float:
    n = len(pointing.get(entry.country or "", set()) - {key})
    return min(_FIRST_WORD + _MORE_WORDS * (n - 1), _ENOUGH_WORDS) if n else 0.0


def _by_places(
    entry: Entry, mine: Mapping[Entry, float], by_region: Mapping[str, float], by_country: Mapping[str, float]
) -> float:
    """Other names in the same region and country, this name's own votes taken off."""
    region = country = 0.0
    if entry.region:
        region = by_region.get(entry.region, 0.0) - sum(w for e, w in mine.items() if e.region == entry.region)
    if entry.country:
        country = by_country.get(entry.country, 0.0) - sum(w for e, w in mine.items() if e.country == entry.country)
    return _SAME_REGION * max(region, 0) + min(_SAME_COUNTRY * max(country, 0), _ENOUGH_COUNTRY)


def _by_nearness(key: str, entry: Entry, neighbours: Sequence[str], shares: Mapping[str, Mapping[Entry, float]]) -> float:
    if entry.kind == "state":
        return 0.0
    near = (
        w for other in neighbours if other != key for e, w in shares[other].items() if e.kind != "state" and _is_near(entry, e)
    )
    return min(_NEAR * sum(near), 3 * _NEAR)


def _is_near(a: Entry, b: Entry) -> bool:
    if abs(a.lat - b.lat) > _NEAR_KM / 111:
        return False
    return hypot(a.lat - b.lat, (a.lon - b.lon) * cos(radians(a.lat))) * 111 <= _NEAR_KM
