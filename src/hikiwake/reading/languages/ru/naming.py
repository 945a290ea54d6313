"""Who and where in text of the language `ru`: entities, actors and places from the tables and from what the pipeline marks.

The country of a person or body is the table's, or that of the state, the body or the adjective in the words before its name ("президент
США X", "глава «Роснефти» X", "японский премьер X"); where none of them tells, it stays open. A capital without a preposition that acts or
is acted upon stands for its government.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hikiwake.reading.languages.found import Entity
from hikiwake.reading.languages.names import Name
from hikiwake.reading.languages.ru.names import Match, Word, adjectives, is_called, matches
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Actor, Place, Span

_AGREES = frozenset(("между", "с", "со", "против"))  # prepositions behind which a capital is a government
_NEAR = 4  # words within which its verb follows a subject
_DASHES = "—–-"
_BREAKS = re.compile(r"[,.;:!?—–()]")
_FARTHEST = 6  # words from a state's, body's or adjective's to the name that it says the country of
_MARKS = '«»"“”„ '


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch with its words and the pipeline's entities; spans are of the whole text."""

    stretch: Span
    words: tuple[Word, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What `named` finds, each in order."""

    entities: tuple[Entity, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]


@dataclass(slots=True)
class _Draft:
    entities: list[Entity] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    taken: list[Span] = field(default_factory=list)

    def is_taken(self, span: Span) -> bool:
        return any(s.overlaps(span) for s in self.taken)


def named(text: str, stretches: Sequence[Words], known: Sequence[KnownPlace] = ()) -> Names:
    """Entities, actors and places of a text."""
    people: dict[frozenset[str], Actor] = {}
    drafts = [_draft(text, words, known, people) for words in stretches]
    return Names(
        tuple(sorted((e for d in drafts for e in d.entities), key=lambda e: e.span)),
        tuple(sorted((a for d in drafts for a in d.actors), key=lambda a: a.span)),
        tuple(sorted((p for d in drafts for p in d.places), key=lambda p: p.span)),
    )


def _draft(text: str, words: Words, known: Sequence[KnownPlace], people: dict[frozenset[str], Actor]) -> _Draft:
    draft = _Draft()
    for place in known:
        for name in (place.name, *place.other_names):
            for m in re.finditer(rf"\b{re.escape(name)}\b", text[words.stretch.start : words.stretch.end]):
                span = Span(words.stretch.start + m.start(), words.stretch.start + m.end())
                draft.taken.append(span)
                draft.places.append(Place(name, span, place.name, None, place.lat, place.lon))
    entities = _joined(text, words.words, [replace(e, span=_unmarked(text, e.span)) for e in words.entities])
    bodies = [e for e in entities if e.kind == "body"]
    for match in matches(words.words):
        _from_table(text, words.words, match, entities, bodies, draft)
    for entity in entities:
        if not draft.is_taken(entity.span):
            draft.entities.append(entity)
            draft.taken.append(entity.span)
    for entity in sorted(draft.entities, key=lambda e: e.span):
        if entity.kind in ("person", "body") and not any(a.span.overlaps(entity.span) for a in draft.actors):
            draft.actors.append(_other(text, words.words, entity, draft.actors, people))
    for actor in draft.actors:
        people.setdefault(_key(words.words, actor.span), actor)
    return draft


def _unmarked(text: str, span: Span) -> Span:
    """An entity without the quotation marks around it."""
    start, end = span.start, span.end
    while start < end - 1 and text[start] in _MARKS:
        start += 1
    while end > start + 1 and text[end - 1] in _MARKS:
        end -= 1
    return Span(start, end)


def _joined(text: str, words: Sequence[Word], entities: Sequence[Entity]) -> list[Entity]:
    """МИД России, which the pipeline takes for two names: a body that no table gives a country, and the state behind it."""
    joined: list[Entity] = []
    for entity in entities:
        last = joined[-1] if joined else None
        if (
            last is not None
            and (last.kind, entity.kind) == ("body", "place")
            and text[last.span.end : entity.span.start] == " "
            and _within(words, entity.span)
            and not _within(words, last.span)
        ):
            joined[-1] = Entity(Span(last.span.start, entity.span.end), "body")
        else:
            joined.append(entity)
    return joined


# ------------------------------------------------------------ by the tables


def _from_table(
    text: str, words: Sequence[Word], match: Match, entities: Sequence[Entity], bodies: Sequence[Entity], draft: _Draft
) -> None:
    span = Span(words[match.first].span.start, words[match.last].span.end)
    overlapping = [e for e in entities if e.span.overlaps(span)]
    name = _meant(match, overlapping, span.end)
    if name is None or draft.is_taken(span):
        return
    if words[match.first].is_first and not overlapping and name.kind in ("state", "city"):
        return  # a word with a capital because it opens the sentence
    match name.kind:
        case "leader":
            span = next(e.span for e in overlapping if e.kind == "person")
            if not is_called(name.english, [w.forms for w in words if span.holds(w.span)]):
                return  # another of that surname
            draft.entities.append(Entity(span, "person"))
            draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
        case "organisation":
            draft.entities.append(Entity(span, "body"))
            draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
        case "state":
            if any(b.span.holds(span) and b.span != span for b in bodies):
                return  # МИД России is one
            draft.entities.append(Entity(span, "place"))
            draft.actors.append(Actor(span.cut(text), span, name.english, name.country))
        case _:
            if name.kind == "seat" and _is_government(words, match):
                draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
            elif name.lat is not None:
                draft.places.append(Place(span.cut(text), span, name.english, name.country, name.lat, name.lon))
            draft.entities.append(Entity(span, "place"))
    draft.taken.append(span)


def _meant(match: Match, overlapping: Sequence[Entity], end: int) -> Name | None:
    """Which of the things of that name is meant: a leader only where the pipeline sees a person, a city only where it sees a place."""
    kinds = {e.kind for e in overlapping}
    for name in match.names:
        if name.kind == "leader" and "person" in kinds:
            return name
        if name.kind == "city" and any(e.kind == "place" and e.span.end == end for e in overlapping):
            return name  # the whole name, and not Южное of Южное море
        if name.kind not in ("leader", "city") and "person" not in kinds:
            return name
    return None


def _is_government(words: Sequence[Word], match: Match) -> bool:
    before = words[match.first - 1] if match.first else None
    if before is not None and before.pos == "ADP":
        return before.text.lower() in _AGREES
    if before is not None and before.text.lower().startswith(("город", "столиц")):
        return False
    if words[match.last].case == "Dat":
        return True
    following = words[match.last + 1 : match.last + 1 + _NEAR]
    return words[match.last].case in ("Nom", None) and any(w.pos in ("VERB", "AUX") for w in following if w.text not in _DASHES)


# ------------------------------------------------------------ by the pipeline


def _other(
    text: str, words: Sequence[Word], entity: Entity, actors: Sequence[Actor], people: dict[frozenset[str], Actor]
) -> Actor:
    """A person or body that no table holds: with the country that the words before or within its name tell."""
    said = entity.span.cut(text)
    key = _key(words, entity.span)
    told = next((a for k, a in people.items() if key and key & k and a.country), None) if entity.kind == "person" else None
    if told is not None:
        return replace(told, text=said, span=entity.span)
    return Actor(said, entity.span, said, _within(words, entity.span) or _before(text, words, entity.span, actors))


def _key(words: Sequence[Word], span: Span) -> frozenset[str]:
    """The forms of the last word of a name: a surname in any case."""
    inside = [w for w in words if span.holds(w.span)]
    return inside[-1].forms if inside else frozenset()


def _within(words: Sequence[Word], span: Span) -> str | None:
    """МИД России, Банк Японии: the state in the name."""
    inside = [w for w in words if span.holds(w.span)]
    return next((m.names[0].country for m in matches(inside) if m.names[0].kind in ("state", "organisation")), None)


def _before(text: str, words: Sequence[Word], span: Span, actors: Sequence[Actor]) -> str | None:
    first = next((i for i, w in enumerate(words) if w.span.start >= span.start), len(words))
    for i in range(first - 1, max(-1, first - 1 - _FARTHEST), -1):
        word = words[i]
        if _BREAKS.search(text, word.span.end, span.start) or word.pos in ("VERB", "ADP", "CCONJ", "SCONJ"):
            return None
        owner = next((a for a in actors if a.span.holds(word.span)), None)
        if owner is not None and owner.country:
            return owner.country
        country = next((code for form in word.forms if (code := adjectives().get(form))), None)
        if country:
            return country
    return None
