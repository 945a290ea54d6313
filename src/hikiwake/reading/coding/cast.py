"""The actors and places of a passage by token, so that each phrase of the grammar finds who is named in it.

An actor counts where it stands in a phrase as its head, as nationality or owner before it ("Burundian militiamen"), or behind a preposition in it
("rebels in Chad", "offices of the administration"). A party's country may come from such a modifier.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.actor_syntax import SIGNED_AT
from hikiwake.reading.gazetteer import places_named
from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor, Place, Span
from hikiwake.terms.states import by_iso3, find

from . import lexicon, syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_ETHNIC = re.compile(r"\bethnic\b", re.IGNORECASE)
_LEANING = re.compile(r"\b(?:anti|pro)[-‑–](\w+)", re.IGNORECASE)
_OF_IMMIGRANTS = frozenset({"USA", "CYP", "CAN", "AUS"})  # "Korean Americans", "Turkish Cypriots"
_TIED = frozenset({"loyal", "allied", "linked", "link", "affiliated", "affiliate", "belong", "close", "ally"})
_PLACING = frozenset({"in", "of", "out", "from", "at", "across", "inside"})
_BODIES = frozenset({"union", "association", "federation", "confederation", "movement", "party", "congress"})
_WITHIN = ("of", "in", "from", "at", "inside", "for", "on", "near", "to", "against", "within", "by", "with", "between", "among")


class Cast:
    """The actors and places of one passage by token, so that a phrase finds its own."""

    def __init__(self, passage: Passage, actors: Iterable[Actor], places: Iterable[Place]) -> None:
        self._passage = passage
        self._at: dict[int, list[Actor]] = {}
        self._located: set[int] = set()
        self._towns: set[Span] = set()
        actors = list(actors)
        people = {a.span for a in actors if a.sector is not None}
        places = [p for p in places if p.span not in people]  # Obama in Japan is where the president is not
        for place in places:
            state = by_iso3(place.country or "")
            self._located.update(t.i for t in _tokens(passage, place.span))
            if state is not None:
                self._fill(passage, Actor(place.text, place.span, state.name, state.iso3, None))
                if place.name != state.name:
                    self._towns.add(place.span)
        for actor in actors:
            self._fill(passage, _as_told(actor, passage, places))

    def _fill(self, passage: Passage, actor: Actor) -> None:
        for token in _tokens(passage, actor.span):
            beside = [a for a in self._at.get(token.i, ()) if a.span == actor.span and a.country != actor.country]
            self._at[token.i] = [*beside, actor]
        self._towns.discard(actor.span)

    def __bool__(self) -> bool:
        return bool(self._at)

    def at(self, token: "Token") -> Actor | None:
        """The actor whose mention holds the token; of two in one mention ("both sides") the second."""
        here = self._at.get(token.i)
        return here[-1] if here else None

    def all_at(self, token: "Token") -> Sequence[Actor]:
        """The actors and places whose mention holds the token."""
        return self._at.get(token.i, ())

    def named_at(self, token: "Token") -> Sequence[Actor]:
        """As `all_at`, a people within another state as that state's: the "Serbs" of "Bosnian Serbs"."""
        own = self.at(token)
        living = self._living_elsewhere(token, own, 0) if own is not None and own.country else None
        return [living] if living else self.all_at(token)

    def is_town(self, actor: Actor) -> bool:
        """Whether the mention is only that of a place within a country, which can be gone to and fought over but does nothing."""
        return actor.span in self._towns

    def is_where_signed(self, place: "Token") -> bool:
        """ "The protocol of Lima": the town where it was signed has no part in it."""
        here = self.at(place)
        is_of = place.dep_ == "pobj" and place.head.lower_ == "of" and place.head.head.lemma_.lower() in SIGNED_AT
        return is_of and here is not None and self.is_town(here)

    def _tells_nothing(self, noun: "Token", governed: "Token") -> bool:
        """ "In spite of", "the protocol of Lima"."""
        return governed.lower_ == "spite" or (governed.head.head.i == noun.i and self.is_where_signed(governed))

    def is_part_of_a_name(self, noun: "Token") -> bool:
        """Whether a noun only belongs to a body's proper name: the "Cooperation" of "Gulf Cooperation Council"."""
        named = self.at(noun) if noun.pos_ in ("NOUN", "PROPN") and noun.is_title else None
        return named is not None and named.sector is not None and " " in named.text

    def is_somewhere(self, phrase: "Token") -> bool:
        """Whether the phrase names a place or an actor at all, be its country known or not."""
        return any(w.i in self._located or w.i in self._at for w in phrase.subtree)

    def named_after(self, noun: "Token") -> tuple[Actor, ...]:
        """The states of the places in a noun's proper name: the "Kiev" of a "Kiev riot" is neither who acts nor where, but tells against whom."""
        names = [w for c in noun.children if c.dep_ == "compound" for w in c.subtree if w.pos_ == "PROPN"]
        found = []
        for word in names:
            known = next(iter(places_named(word.text)), None)
            state = by_iso3(known.country or "") if known and known.kind in ("capital", "state") else None
            if state is not None:
                found.append(Actor(word.text, self._passage.span(word), state.name, state.iso3, None))
        return tuple(found[:1])

    def within(self, phrase: "Token", depth: int = 0) -> list[Actor]:
        """Actors of the phrase with this head and of what is joined to it, each once."""
        found: dict[tuple[Span, str, str | None], Actor] = {}
        for head in syntax.coordinated(phrase):
            if head.i != phrase.i and self.at(phrase) and (_is_owner(head) or not (self.at(head) or is_human(head))):
                continue  # "in Ukraine and Japan's participation": joined by the parser only
            for actor in self._of_one(head, depth):
                found.setdefault((actor.span, actor.name, actor.country), actor)
        return list(found.values())

    def _of_one(self, head: "Token", depth: int) -> list[Actor]:
        own = self.at(head)
        if own is not None and own.country:
            living = self._living_elsewhere(head, own, depth)
            return [living] if living else [*self._joined_before(head, own), *self._at[head.i]]
        before = [
            a
            for c in head.children
            if c.i < head.i and c.dep_ in ("amod", "compound", "poss", "nmod", "nummod")
            for a in self._modifier(c)
        ]
        if own is not None:
            if own.sector == "IGO" and not before:
                return [own]
            country = next((a.country for a in before if a.country), None)
            if country is None and depth < 2:
                country = next(
                    (
                        a.country
                        for n, g in syntax.prepositions(head)
                        if n in ("of", "in", "from", "at")
                        for a in self.within(g, depth + 1)
                        if a.country
                    ),
                    None,
                ) or next((a.country for a in self._belonging(head, depth) if a.country), None)
            return [replace(own, country=country) if country else own]
        if before:
            return before
        if depth >= 3:
            return []
        for child in head.children:
            if child.dep_ == "appos" and (named := self.within(child, depth + 1)):
                return named
        # "the intervention in X by Y" is Y's
        for name, governed in sorted(syntax.prepositions(head), key=lambda behind: behind[0] != "by"):
            if name in _WITHIN and not self._tells_nothing(head, governed) and (named := self.within(governed, depth + 1)):
                return named
        return self._whereabouts(head, depth) if is_human(head) or head.ent_type_ else []

    def _whereabouts(self, head: "Token", depth: int) -> list[Actor]:
        """By what they do or what was done to them: "people living in X", "Africans ordered out of X"."""
        told = [c for c in head.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBG")]
        found = (self.within(g, depth + 1) for c in told for name, g in syntax.prepositions(c) if name in _PLACING)
        return next((named for named in found if named), [])

    def _belonging(self, head: "Token", depth: int) -> list[Actor]:
        """Whose they are by a word behind the noun: "militants loyal to X", "groups linked to X"."""
        tied = [c for c in head.children if c.i > head.i and c.lemma_.lower() in _TIED]
        return [
            a for c in tied for name, g in syntax.prepositions(c) if name in ("to", "with") for a in self.within(g, depth + 1)
        ]

    def _living_elsewhere(self, head: "Token", own: Actor, depth: int) -> Actor | None:
        """A people within another state, which acts there: "Bosnian Serbs", "the Albanians of southern Serbia"; not "Korean Americans"."""
        state = by_iso3(own.country or "")
        if state is None or own.text != head.text or head.text not in state.people or state.iso3 in _OF_IMMIGRANTS:
            return None
        before = self.at(head.doc[head.i - 1]) if head.i and head.doc[head.i - 1].head.i == head.i else None
        of = [a for name, g in syntax.prepositions(head) if name == "of" for a in self.within(g, depth + 1)] if depth < 2 else []
        there = next((a for a in (before, *of) if a is not None and a.country and a.country != own.country), None)
        return replace(own, name=own.text, country=there.country) if there else None

    def _joined_before(self, head: "Token", own: Actor) -> list[Actor]:
        """The first of two countries before one noun, "U.S. and Russian negotiators", whose mention holds only the second."""
        first = [c for c in head.children if c.i < head.i and c.dep_ in ("nmod", "amod", "compound") and c.conjuncts]
        named = [a for c in first if any(own in self.all_at(o) for o in c.conjuncts) for a in self.all_at(c) if a != own]
        return [a for a in named if a.country and a.country != own.country]

    def _modifier(self, token: "Token") -> list[Actor]:
        if _is_leaning(token):
            return []
        named = [a for t in syntax.coordinated(token) if (a := self.at(t))]
        return named or [
            a for c in token.children if c.dep_ in ("amod", "compound", "poss") and c.i < token.i for a in self._modifier(c)
        ]


def _as_told(actor: Actor, passage: Passage, places: Sequence[Place]) -> Actor:
    """The actor without a country that is not its own ("ethnic Albanians", "pro-Russian rebels"), or with that of the town in its name."""
    if actor.sector == "IGO" and actor.country is None:
        return actor  # "the Court in The Hague" is no Dutch one
    inside = next((p for p in places if actor.span.holds(p.span) and p.span != actor.span and p.country), None)
    if inside is None and actor.country is None and actor.sector is not None and actor.name != actor.text:
        beside = next((p for p in places if p.span.end + 1 == actor.span.start and p.country), None)
        return replace(actor, country=beside.country) if beside else actor  # "New York Governor Andrew Cuomo"
    if actor.country is None:
        return replace(actor, country=inside.country) if inside and actor.name == actor.text else actor
    start = actor.span.start - passage.offset
    words = passage.doc.text[max(0, start - len("ethnic ")) : actor.span.end - passage.offset]
    if "thnic" in words and _ETHNIC.search(words):
        return replace(actor, name="ethnic " + _ETHNIC.sub("", actor.text).strip(), country=None, sector=actor.sector or "CVL")
    leaning = _LEANING.search(actor.text) if not actor.text.isalpha() else None
    state = find(leaning[1]) if leaning else None
    if state is not None and state.iso3 == actor.country:
        return replace(actor, country=None)
    if inside is None or actor.name != actor.text or inside.country == actor.country:
        return actor
    is_named = any((state := find(word)) is not None and state.iso3 == actor.country for word in actor.text.split())
    return actor if is_named else replace(actor, country=inside.country)


def _is_leaning(token: "Token") -> bool:
    """ "anti-Syria" tells whom somebody is against, not whose he is."""
    doc, i = token.doc, token.i
    return i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ in ("anti", "pro")


def is_human(noun: "Token") -> bool:
    """Whether a noun names people or an institution, so that a nationality before it makes it an actor."""
    return noun.lemma_.lower() in lexicon.people() or noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")


def are_many(doer: "Token") -> bool:
    """Whether people do it, by whatever name: "landowners", "Algerians"."""
    return (
        (doer.pos_ == "NOUN" and is_human(doer))
        or doer.lemma_.lower() in _BODIES
        or (doer.ent_type_ == "NORP" and doer.tag_ in ("NNPS", "NNS"))
    )


def _is_owner(noun: "Token") -> bool:
    """Whether the noun owns something else: "'s" of its own, though what it is joined to owns nothing ("Putin and Abe's talks" is one owner)."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ not in ("poss", "nmod", "compound") and any(c.dep_ == "case" for c in noun.children)


def _tokens(passage: Passage, span: Span) -> Iterable["Token"]:
    return passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand") or ()
