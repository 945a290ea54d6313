"""Who and where in text of the language `ja`: entities, actors and places from the tables and from what the pipeline marks.

A person is known by the tables, by the pipeline, or by a title behind the name. The country is the table's, that of the sign before the
title (トランプ米大統領), or that of the state or body the name belongs to (米国のケリー国務長官); where none of them tells, it stays open.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from hikiwake.reading.languages.found import OTHER, Entity
from hikiwake.reading.languages.ja import names as by_table
from hikiwake.reading.languages.names import Name, alternatives, words_of
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import Actor, Place, Span

_BELONGS = re.compile(r"の(?:[^、。はがをに「」]{0,12})?$|^$")
_OF_A_GOVERNMENT = re.compile(r"(?:は|が|も)(?!、?(?:雪|雨|晴))")
_KATAKANA_NAME = re.compile(r"[ァ-ヺー]{3,}(?:[・＝][ァ-ヺー]+)*$")
_FULL_NAME = re.compile(r"[一-龥々]{3,}|.+・.+")  # one that means nothing else
_TREATY = re.compile(r"宣言|条約|議定書|合意|協定")
_PROPER, _PERSON, _PLACE = "固有名詞", "人名", "地名"
_LETTERS = re.compile(r"[A-Za-zＡ-Ｚａ-ｚァ-ヺ]{2,}")
_FARTHEST = 24  # characters from the end of a state's or body's name to that of its person


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch with the pipeline's words, each with its tag, and entities; spans are of the whole text."""

    stretch: Span
    words: tuple[tuple[Span, str], ...]
    entities: tuple[Entity, ...]

    def is_break(self, at: int) -> bool:
        """Whether a word begins or ends there."""
        i = bisect_left(self.words, at, key=lambda w: w[0].start)
        return at in (self.stretch.start, self.stretch.end) or (i < len(self.words) and self.words[i][0].start == at)

    def within(self, span: Span) -> Iterator[tuple[Span, str]]:
        """The words that overlap a span."""
        i = bisect_left(self.words, span.start, key=lambda w: w[0].end - 1)
        while i < len(self.words) and self.words[i][0].start < span.end:
            yield self.words[i]
            i += 1

    def ending_at(self, at: int) -> tuple[Span, str] | None:
        i = bisect_left(self.words, at, key=lambda w: w[0].end)
        return self.words[i] if i < len(self.words) and self.words[i][0].end == at else None


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
    people: dict[str, Actor] = {}
    drafts = [_draft(text, words, known, people) for words in stretches]
    return Names(
        tuple(sorted((e for d in drafts for e in d.entities), key=lambda e: e.span)),
        tuple(sorted((a for d in drafts for a in d.actors), key=lambda a: a.span)),
        tuple(sorted((p for d in drafts for p in d.places), key=lambda p: p.span)),
    )


def _draft(text: str, words: Words, known: Sequence[KnownPlace], people: dict[str, Actor]) -> _Draft:
    draft = _Draft()
    _stated(text, words.stretch, known, draft)
    for pair in by_table.pairs(text, words.stretch.start, words.stretch.end):
        draft.taken.append(pair.span)
        draft.actors += [Actor(span.cut(text), span, name.english, name.country) for span, name in pair.states]
    found = list(by_table.matches(text, words.stretch.start, words.stretch.end, words.is_break))
    persons = list(_titled(text, words, found))
    for match in found:
        if not draft.is_taken(match.span):
            _from_table(text, words, match, persons, draft)
    draft.entities += [Entity(span, "person") for span in persons if not draft.is_taken(span)]
    draft.taken += persons
    for entity in words.entities:
        _from_pipeline(text, words, entity, draft)
    draft.places = _joined(text, draft.places)
    draft.entities = _merged(draft)
    for entity in sorted(draft.entities, key=lambda e: e.span):
        if entity.kind == "person" and not any(a.span.overlaps(entity.span) for a in draft.actors):
            draft.actors.append(_person(text, entity.span, draft.actors, people))
        elif entity.kind == "body" and not any(a.span.overlaps(entity.span) for a in draft.actors):
            draft.actors.append(Actor(entity.span.cut(text), entity.span, entity.span.cut(text)))
    for actor in draft.actors:
        people.setdefault(actor.text, actor)
    return draft


def _stated(text: str, stretch: Span, known: Sequence[KnownPlace], draft: _Draft) -> None:
    for place in known:
        for name in (place.name, *place.other_names):
            for m in re.finditer(re.escape(name), text[stretch.start : stretch.end]):
                span = Span(stretch.start + m.start(), stretch.start + m.end())
                if not draft.is_taken(span):
                    draft.taken.append(span)
                    draft.places.append(Place(name, span, place.name, None, place.lat, place.lon))


# ------------------------------------------------------------ by the tables


def _from_table(text: str, words: Words, match: by_table.Match, persons: Sequence[Span], draft: _Draft) -> None:
    span, name = match.span, match.names[0]
    held = next((p for p in persons if p.overlaps(span)), None)
    if held is not None and name.kind != "leader":
        return  # 長崎 in the name of a man
    match name.kind:
        case "leader":
            is_marked = held is not None or any(e.kind == "person" and e.span.overlaps(span) for e in words.entities)
            if not is_marked and not _FULL_NAME.fullmatch(name.words):
                return
            span = by_table.full_katakana(text, span)
            if not by_table.is_called(name.english, span.cut(text)):
                return  # another of that surname
            draft.entities.append(Entity(span, "person"))
            draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
        case "organisation":
            span = _to_word_end(text, words, span)
            draft.entities.append(Entity(span, "body"))
            draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
        case "state":
            if not _bodies().match(text, span.end) and _is_within_another(words, span):
                return
            _state(text, span, name, draft)
        case _:
            if not _is_place(text, words, span, name) or _is_within_another(words, span):
                return
            if name.kind == "seat" and _OF_A_GOVERNMENT.match(text, span.end):
                draft.actors.append(Actor(span.cut(text), span, name.english, name.country, name.sector))
            elif name.lat is not None:
                draft.places.append(Place(span.cut(text), span, name.english, name.country, name.lat, name.lon))
            draft.entities.append(Entity(span, "place"))
    draft.taken.append(span)


def _is_within_another(words: Words, span: Span) -> bool:
    """九州大学, 日本貝類学会: part of the name of a body or a thing."""
    return any(e.kind not in ("place", "person") and e.span.holds(span) and e.span != span for e in words.entities)


def _state(text: str, span: Span, name: Name, draft: _Draft) -> None:
    """A state, or with the word behind it one of its bodies."""
    body = _bodies().match(text, span.end)
    whole = Span(span.start, body.end()) if body else span
    if body and body[0] != "側":
        sectors = dict(zip(words_of("ja")["body"], words_of("ja")["body_sectors"], strict=True))
        draft.entities.append(Entity(whole, "body"))
        draft.actors.append(Actor(whole.cut(text), whole, whole.cut(text), name.country, sectors[body[0]]))
        draft.taken.append(whole)
        return
    draft.entities.append(Entity(span, "place"))
    draft.actors.append(Actor(span.cut(text), span, name.english, name.country))


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(alternatives(words_of("ja")["body"]))


def _to_word_end(text: str, words: Words, span: Span) -> Span:
    """参院外交防衛委員会 from 参院: what the pipeline marks as one body."""
    wider = [e.span for e in words.entities if e.kind == "body" and e.span.start == span.start and e.span.end > span.end]
    return max(wider, key=lambda s: s.end, default=span)


def _is_place(text: str, words: Words, span: Span, name: Name) -> bool:
    if _TREATY.match(text, span.end):
        return False
    if name.kind in ("region", "seat"):
        return True
    if any(e.kind == "person" and e.span.overlaps(span) for e in words.entities):
        return False
    return any(_PLACE in tag for _, tag in words.within(span)) or any(
        e.kind == "place" and e.span.overlaps(span) for e in words.entities
    )


# ------------------------------------------------------------ by titles and by the pipeline


def _titled(text: str, words: Words, found: Sequence[by_table.Match]) -> Iterator[Span]:
    """Names of persons before a title, whatever the pipeline says of them."""
    others = [m.span for m in found if m.names[0].kind != "leader"]
    states = {m.span.end: m.span.start for m in found if m.names[0].kind == "state"}
    for m in _titles().finditer(text, words.stretch.start, words.stretch.end):
        stop = states.get(m.start(), m.start())
        stop -= stop == m.start() and by_table.sign_of(text[stop - 1 : stop]) is not None and words.is_break(stop - 1)
        start = stop
        last = words.ending_at(stop)
        if m[0] == "さん" and last and "普通名詞" in last[1]:
            continue  # スタッフさん
        while word := words.ending_at(start):
            is_last_sign = start == stop and len(word[0].cut(text)) == 1 and _is_of_a_person(words.ending_at(word[0].start))
            if not is_last_sign and not _is_of_a_name(text, word):
                break
            start = word[0].start
        if start < stop and not any(o.overlaps(Span(start, stop)) for o in others):
            yield Span(start, stop)


def _is_of_a_person(word: tuple[Span, str] | None) -> bool:
    return word is not None and _PERSON in word[1]


def _is_of_a_name(text: str, word: tuple[Span, str]) -> bool:
    span, tag = word
    return (
        _PERSON in tag or (_KATAKANA_NAME.fullmatch(span.cut(text)) is not None and _PLACE not in tag) or span.cut(text) in "・＝"
    )


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(alternatives(words_of("ja")["title"]))


def _from_pipeline(text: str, words: Words, entity: Entity, draft: _Draft) -> None:
    """What the pipeline marks and nothing else has taken, without common words before or behind the name."""
    inside = [(s, tag) for s, tag in words.within(entity.span) if not draft.is_taken(s)]
    if entity.kind == "person" and _titles().match(text, entity.span.end):
        pass  # 金錬鉄長官: a title behind it says enough
    elif entity.kind in ("place", "person"):
        inside = [(s, tag) for s, tag in inside if _PROPER in tag or (_LETTERS.search(s.cut(text)) and "普通名詞" not in tag)]
    elif not any(_PROPER in tag or _LETTERS.search(s.cut(text)) for s, tag in inside):
        return  # 両政府 is the name of none
    if not inside or entity.kind == OTHER:
        return
    span = Span(inside[0][0].start, inside[-1][0].end)
    span = by_table.full_katakana(text, span) if entity.kind == "person" else span
    if not draft.is_taken(span) and len(span.cut(text)) > 1:
        draft.entities.append(Entity(span, entity.kind))
        draft.taken.append(span)


def _joined(text: str, places: Sequence[Place]) -> list[Place]:
    """山口県長門市: places without a break between them are the last one."""
    joined: list[Place] = []
    for place in sorted(places, key=lambda p: p.span):
        if joined and joined[-1].span.end == place.span.start and joined[-1].country == place.country:
            span = Span(joined.pop().span.start, place.span.end)
            place = replace(place, text=span.cut(text), span=span)
        joined.append(place)
    return joined


def _merged(draft: _Draft) -> list[Entity]:
    """Entities, those of one joined place as one."""
    kept = [e for e in draft.entities if not any(p.span.holds(e.span) and p.span != e.span for p in draft.places)]
    return kept + [Entity(p.span, "place") for p in draft.places if all(e.span != p.span for e in kept)]


def _person(text: str, span: Span, actors: Sequence[Actor], people: dict[str, Actor]) -> Actor:
    words = span.cut(text)
    told = people.get(words) or next((a for t, a in people.items() if len(words) > 1 and t.startswith(words)), None)
    if told is not None and told.country:
        return replace(told, text=words, span=span)
    sign = by_table.sign_of(text[span.end : span.end + 1])
    if sign is not None and _titles().match(text, span.end + 1):
        return Actor(words, span, words, sign.country)
    behind = next((a for a in actors if a.span.start == span.end and _titles().match(text, a.span.end)), None)
    if behind is not None:  # 尹錫悦韓国大統領
        return Actor(words, span, words, behind.country)
    return Actor(words, span, words, _country_of_owner(text, span, actors))


def _country_of_owner(text: str, span: Span, actors: Sequence[Actor]) -> str | None:
    """The country of the state or body that a name belongs to by の, or that stands right before it."""
    before = [a for a in actors if a.country and a.span.end <= span.start and span.end - a.span.end <= _FARTHEST]
    if not before:
        return None
    owner = max(before, key=lambda a: a.span.end)
    return owner.country if _BELONGS.search(text[owner.span.end : span.start]) else None
