"""Where: places in a document with coordinates, from the gazetteer and from what the case says about places that no gazetteer holds.

Of several places with one name the one in a country that the document mentions is taken, then the most populous. A capital that
stands for its government ("Moscow said") is an actor and no place.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.reading.actor_names import names_in
from hikiwake.reading.actor_syntax import MOTION, VISITED, is_government
from hikiwake.reading.gazetteer import LONGEST_NAME, Entry, places_named, words_of
from hikiwake.reading.language import Passage
from hikiwake.record.model import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"[^\W_]+")
_PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
_LOCATIVE_WORDS = (
    "in at near outside around from to toward towards into inside across throughout above over off through via between"
)
_LOCATIVE = frozenset(_LOCATIVE_WORDS.split())
_INSIDE = frozenset(("in", "at", "near", "inside", "outside", "across", "throughout", "into", "around"))
_CONTINENTS = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Eurasia", "Europe", "Oceania", "Pacific", "Atlantic", "Arctic")
)
_WELL_KNOWN = 100_000  # inhabitants from which a name after "in" is taken as the city without the entity recogniser's word
_HOME = 30  # how many times more populous a city abroad must be than one in a country that the document mentions


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that the case states; degrees, north and east positive."""

    name: str
    lat: float
    lon: float
    other_names: tuple[str, ...] = ()


def place_mentions(passages: Sequence[Passage], known: Sequence[KnownPlace] = ()) -> list[Place]:
    """Every place named in a document, in order and apart from each other.

    Args:
        passages: the parsed document.
        known: places that the case states; they are found before the gazetteer's, whatever the syntax.

    Returns:
        Places with coordinates; `country` is None for seas, disputed lands and what the case states. Empty where none are named.
    """
    stated = {
        " ".join(words_of(name)): Entry(p.name, None, p.lat, p.lon, 0, "stated")
        for p in known
        for name in (p.name, *p.other_names)
    }
    home: Counter[str | None] = Counter(m.named.country for p in passages for m in names_in(p.doc.text) if m.named.country)
    return [place for passage in passages for place in _of_passage(passage, stated, home)]


def _of_passage(passage: Passage, stated: dict[str, Entry], home: Counter[str | None]) -> Iterator[Place]:
    doc = passage.doc
    at = {c: t.i for t in doc for c in range(t.idx, t.idx + len(t))}
    text = doc.text
    words = list(_WORD.finditer(text))
    i = 0
    while i < len(words):
        count, entry = _named(doc, words, i, at, stated, home)
        if entry:
            start, end = words[i].start(), words[i + count - 1].end()
            end += text[end : end + 1] == "." and "." in text[start:end]  # Washington, D.C.
            span = Span(passage.offset + start, passage.offset + end)
            yield Place(text[start:end], span, entry.name, entry.country, entry.lat, entry.lon)
        i += count


def _named(
    doc: "Doc", words: list[re.Match[str]], i: int, at: dict[int, int], stated: dict[str, Entry], home: Counter[str | None]
) -> tuple[int, Entry | None]:
    """The place whose name begins with word `i`, if any, and how many words to go on."""
    if not words[i][0][0].isupper():
        return 1, None
    text = words[i].string  # the doc's text, which spaCy would put together anew each time
    for count in range(min(LONGEST_NAME, len(words) - i), 0, -1):
        last = words[i + count - 1]
        if last.end() - words[i].start() > 60 or any(
            b.start() - a.end() > 2 for a, b in zip(words[i : i + count], words[i + 1 : i + count], strict=False)
        ):
            continue
        key = " ".join(words_of(text[words[i].start() : last.end()]))
        if key in stated:
            return count, stated[key]
        entries = places_named(key)
        if key in _CONTINENTS:  # and not the town of that name
            entries = tuple(e for e in entries if e.kind == "region")
        if entries and words[i].start() in at and last.end() - 1 in at:
            first, end = at[words[i].start()], at[last.end() - 1] + 1
            chosen = _chosen(doc, last.end(), entries, home)
            if _is_a_place(doc, first, end, chosen, home):
                return count, chosen
            if count > 1:
                return count, None
    return 1, None


def _chosen(doc: "Doc", end: int, entries: tuple[Entry, ...], home: Counter[str | None]) -> Entry:
    """Among places of one name: by what follows ("Paris, Texas"), by the document's countries, by population."""
    if entries[0].kind in ("region", "state") or entries[-1].kind in ("region", "state"):
        return next(e for e in entries if e.kind in ("region", "state"))
    following = re.match(r",\s((?:[A-Z][\w.’'-]+)(?:\s[A-Z][\w.’'-]+)?)", doc.text[end : end + 40])
    if following:
        for words in (following[1], following[1].split()[0]):
            inside = {e.country for e in places_named(" ".join(words_of(words))) if e.kind in ("region", "state")}
            here = [e for e in entries if e.country in inside]
            if here:
                return here[0]
    return max(entries, key=lambda e: e.population * (_HOME if home[e.country] else 1) * (2 if e.kind == "capital" else 1))


def _is_a_place(doc: "Doc", first: int, end: int, entry: Entry, home: Counter[str | None]) -> bool:
    tokens = doc[first:end]
    head = tokens.root
    if any(t.pos_ in ("VERB", "AUX", "DET") for t in tokens) and entry.kind == "city" and len(tokens) == 1:
        return False
    if head.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT") and _entity_is_longer(doc, first, end):
        return False
    if entry.kind == "state":
        return _is_where(doc, first, end)
    if entry.kind == "capital" and _is_qualifier(doc, first, end):
        return False
    if entry.kind == "capital" and is_government(doc, first, end) and not _after_locative(doc, first):
        return False
    if entry.kind == "region" or (entry.kind == "capital" and head.dep_ == "dobj" and head.head.lemma_.lower() in VISITED):
        return True
    if tokens[0].ent_type_ in _PLACE_LABELS:
        return True
    if entry.population < _WELL_KNOWN or tokens[0].pos_ != "PROPN":
        return False
    return _after_locative(doc, first) or (home[entry.country] > 0 and _stands_in_a_list(doc, first))


def _entity_is_longer(doc: "Doc", first: int, end: int) -> bool:
    return any(
        e.start <= first and end <= e.end and (e.end - e.start) > (end - first) + (doc[e.start].lower_ == "the") for e in doc.ents
    )


def _is_qualifier(doc: "Doc", first: int, end: int) -> bool:
    """Half of a compound that names no place: "US-led", "Japan–Russia relations"."""
    return doc[end - 1].dep_ in ("compound", "amod", "nmod", "npadvmod") and end < len(doc) and doc[end].text in ("-", "–", "‑")


def _is_where(doc: "Doc", first: int, end: int) -> bool:
    """A state as the place of something ("in Japan", "visited Japan") and not as one who acts."""
    head = doc[first:end].root
    if head.dep_ == "pobj":
        preposition = head.head
        if preposition.lower_ == "to":
            return preposition.head.lemma_.lower() in MOTION
        return preposition.lower_ in _INSIDE
    return head.dep_ == "dobj" and head.head.lemma_.lower() in VISITED


def _stands_in_a_list(doc: "Doc", first: int) -> bool:
    """ "in Sochi in May, Vladivostok in September": a city among other places."""
    if first == 0 or doc[first - 1].lower_ not in (",", "and", "or"):
        return False
    return any(t.ent_type_ in _PLACE_LABELS for t in doc[max(doc[first].sent.start, first - 8) : first])


def _after_locative(doc: "Doc", first: int) -> bool:
    at = first - 1
    while at >= 0 and (
        doc[at].lower_ in ("the", "downtown", "central", "northern", "southern", "eastern", "western", ",", "and")
    ):
        if doc[at].lower_ in (",", "and"):
            return False
        at -= 1
    return at >= 0 and doc[at].lower_ in _LOCATIVE
