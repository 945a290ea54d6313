"""Where: places in a document with coordinates, from the gazetteer and from what the case says about places that no gazetteer holds.

Names are found longest first; `place_context` says which of several places of one name is meant, `place_syntax` whether the words name a
place at all: a capital that stands for its government ("Moscow said") is an actor and no place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.reading.actor_names import names_in
from hikiwake.reading.gazetteer import LONGEST_NAME, Entry, places_named, province_written, words_of
from hikiwake.reading.language import Passage
from hikiwake.reading.place_context import Context, Naming, context_of
from hikiwake.reading.place_syntax import after_locative, is_a_place
from hikiwake.record.model import Place, Span

_WORD = re.compile(r"[^\W_]+")
_CONTINENTS = frozenset(
    ("Africa", "America", "Antarctica", "Asia", "Eurasia", "Europe", "Oceania", "Pacific", "Atlantic", "Arctic")
)
_POINTING = frozenset(("state", "adjective", "people", "prefix", "seat", "organisation", "leader"))
_FOLLOWED = re.compile(r",\s((?:[A-Z][\w’'-]*\.?)(?:\s?[A-Z][\w’'-]*\.?){0,2})")
_OWNED = re.compile(r"\b([A-Z][\w-]+(?:\s[A-Z][\w-]+)?)[’']s?\s$")
_DATELINE_END = re.compile(r"(?:,\s[A-Z][\w.]*\.?)?\s?(?:\(|—|–|-)")
_TAKES_ITS_NAME = re.compile(
    r"\s(?:Province|Oblast|Krai|Region|Prefecture|Peninsula|Island|Islands|Archipelago|Bay|Harbor|Harbour)\b"
)
_IS_ANOTHER = re.compile(
    r"\s(?:River|Straits?|Sea|Gulf|Channel|Lake|Mountains?|Desert|Valley|Creek|County|Street|St\.|Avenue|Road|Boulevard|Square|University|College)\b"
)
_PART_OF_A_NAME = re.compile(r"\b(?:Lake|Mount|Fort|Cape|Camp|Saint|St\.?)\s$")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place that the case states; degrees, north and east positive."""

    name: str
    lat: float
    lon: float
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words `[start, end)` of a passage's text that may name a place."""

    start: int
    end: int
    naming: Naming
    is_qualifier: bool = False


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
    candidates = [(passage, list(_candidates(passage.doc.text, stated))) for passage in passages]
    words = [
        (" ".join(words_of(passage.doc.text[m.start : m.end])), m.named.country)
        for passage in passages
        for m in names_in(passage.doc.text)
        if m.named.country and m.named.kind in _POINTING
    ]
    context = context_of([c.naming for _, several in candidates for c in several], words)
    surnames = _surnames(passages)
    return [place for passage, several in candidates for place in _of_passage(passage, several, context, surnames)]


def _surnames(passages: Sequence[Passage]) -> frozenset[str]:
    """The last words of the full names of people: where somebody is called Delcy Rodríguez, Rodríguez is no town."""
    people = (ent for passage in passages for ent in passage.doc.ents if ent.label_ == "PERSON" and len(ent) > 1)
    return frozenset(" ".join(words_of(ent[-1].text)) for ent in people)


def _of_passage(
    passage: Passage, candidates: Sequence[_Candidate], context: Context, surnames: frozenset[str]
) -> Iterator[Place]:
    doc, text = passage.doc, passage.doc.text
    at = {c: t.i for t in doc for c in range(t.idx, t.idx + len(t))} if candidates else {}
    last = -1  # where the place before ended
    for candidate in candidates:
        entry = context.sense(candidate.naming)
        if entry.kind != "stated":
            if candidate.start not in at or candidate.end - 1 not in at:
                continue
            is_qualifier = candidate.is_qualifier and last >= 0 and candidate.start - last <= 2
            first, end = at[candidate.start], at[candidate.end - 1] + 1
            is_supported = candidate.naming.key in context.supported
            if entry.kind == "city" and candidate.naming.key in surnames and not after_locative(doc, first):
                continue
            if not (
                _is_dateline(text, candidate)
                or is_a_place(doc, first, end, entry, is_supported=is_supported, is_qualifier=is_qualifier)
            ):
                continue
        last = candidate.end
        span = Span(passage.offset + candidate.start, passage.offset + candidate.end)
        yield Place(text[candidate.start : candidate.end], span, entry.name, entry.country, entry.lat, entry.lon)


# ------------------------------------------------------------ names


def _candidates(text: str, stated: dict[str, Entry]) -> Iterator[_Candidate]:
    """Words that places bear as names, longest first, from left to right."""
    words = list(_WORD.finditer(text))
    i = 0
    qualifier: tuple[int, Entry] | None = None  # where the region behind the name before begins
    while i < len(words):
        if not words[i][0][0].isupper():
            i += 1
            continue
        if qualifier and qualifier[0] == words[i].start():
            naming = Naming(" ".join(words_of(qualifier[1].name)), (qualifier[1],))
            end = _end_of_written(text, words[i].start())
            yield _Candidate(words[i].start(), end, naming, is_qualifier=True)
            i, qualifier = next((j for j in range(i, len(words)) if words[j].start() >= end), len(words)), None
            continue
        count, key, entries = _longest(text, words, i, stated)
        start, end = words[i].start(), words[i + count - 1].end()
        i += count
        if not entries:
            continue
        if entries[0].kind != "stated":
            if _PART_OF_A_NAME.search(text, max(0, start - 6), start):
                continue
            if not entries[0].is_land and _IS_ANOTHER.match(text, end):
                i += 1
                continue
            longer = _TAKES_ITS_NAME.match(text, end)
            if longer:
                end, i = longer.end(), i + 1
        end += text[end : end + 1] == "." and "." in text[start:end]  # Washington, D.C.
        within = _within(text, start, end)
        qualifier = within if within and within[0] > start else None
        yield _Candidate(start, end, Naming(key, entries, within[1] if within else None))


def _longest(text: str, words: Sequence[re.Match[str]], i: int, stated: dict[str, Entry]) -> tuple[int, str, tuple[Entry, ...]]:
    """How many words from `i` on make up a name, its key, and the places of that name; one word and none where it is no name."""
    for count in range(min(LONGEST_NAME, len(words) - i), 0, -1):
        last = words[i + count - 1]
        if last.end() - words[i].start() > 60 or any(
            b.start() - a.end() > 2 for a, b in zip(words[i : i + count], words[i + 1 : i + count], strict=False)
        ):
            continue
        key = " ".join(words_of(_plain(text[words[i].start() : last.end()])))
        if key in stated:
            return count, key, (stated[key],)
        entries = places_named(key)
        if key in _CONTINENTS:  # and not the town of that name
            entries = tuple(e for e in entries if e.is_land and e.kind != "state")
        if entries:
            return count, key, entries
    return 1, "", ()


def _plain(name: str) -> str:
    """A dateline's capitals as a name: "SAN JOSE" is San Jose; "US" stays."""
    return name.title() if name.isupper() and len(name) > 3 else name


def _within(text: str, start: int, end: int) -> tuple[int, Entry] | None:
    """The state or region that a name says it lies in, and where that is written: "Lima, Ohio", "Pakistan's Sindh"."""
    following = _FOLLOWED.match(text, end, end + 40)
    if following:
        at = following.start(1)
        for stop in _ends(following[1]):
            if area := _area(following[1][:stop]):
                return at, area
    owner = _OWNED.search(text, max(0, start - 40), start)
    if owner:
        for words in (owner[1], owner[1].split()[-1]):
            if area := _area(words):
                return owner.start(1), area
    return None


def _ends(words: str) -> Iterator[int]:
    """Where the words of a name may end, the longest first."""
    return reversed([m.end() for m in _WORD.finditer(words)])


def _area(words: str) -> Entry | None:
    key = " ".join(words_of(words))
    return province_written(key) or next((e for e in places_named(key) if e.is_land and e.country), None)


def _end_of_written(text: str, start: int) -> int:
    """The end of the region's name that begins at `start`, with the full stop of a short form ("Calif.")."""
    following = _FOLLOWED.match(text, start - 2, start + 38)
    stops = [stop for stop in _ends(following[1]) if _area(following[1][:stop])] if following else []
    end = start + stops[0] if stops else start + 1
    is_short = province_written(" ".join(words_of(text[start:end]))) is not None and not places_named(
        " ".join(words_of(text[start:end]))
    )
    return end + (is_short and text[end : end + 1] == ".")


def _is_dateline(text: str, candidate: _Candidate) -> bool:
    """SAN JOSE (AP) — …: a name in capitals that opens the passage."""
    words = text[candidate.start : candidate.end]
    return (
        words.isupper()
        and len(words) > 3
        and not text[: candidate.start].strip()
        and bool(_DATELINE_END.match(text, candidate.end))
    )
