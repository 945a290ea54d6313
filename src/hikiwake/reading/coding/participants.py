"""Sources and targets: which actors take part in an act, and on which side.

An actor counts where it stands in the phrase that the grammar makes the doer or the done-to: as its head, as nationality or owner before it
("Burundian militiamen"),
or behind a preposition in it ("rebels in Chad", "offices of the administration"). A party's country may come from such a modifier.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hikiwake.reading.gazetteer import places_named
from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor, Place, Span
from hikiwake.terms.states import by_iso3

from . import lexicon, syntax
from .acts import Act

if TYPE_CHECKING:
    from spacy.tokens import Token

_WITHIN = ("of", "in", "from", "at", "inside", "for", "on", "near", "to", "against", "within", "by", "with", "between", "among")
_TOWARD = (
    "along",
    "against",
    "with",
    "to",
    "on",
    "at",
    "from",
    "into",
    "towards",
    "toward",
    "over",
    "upon",
    "between",
    "among",
    "for",
    "of",
    "in",
    "inside",
    "about",
    "out",
)
_POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
_MEDIATING = frozenset({"045", "038", "039"})
_OWN_FORCES = ("087", "15", "0356", "0334", "0332", "074", "1246", "166")
_STATES_OF_MIND = frozenset({"oppose", "prepare", "determine", "commit", "resolve"})
_MEETINGS = frozenset({"040", "041", "044", "046", "057"})
_MUTUAL = _MEETINGS | {"060", "061", "062"}
_IDIOMS = frozenset(
    {"spite", "order", "response", "view", "line", "case", "light", "protest", "reaction"}
)  # "in spite of a request from X"
_NEVER_TO_TOWNS = ("03", "05")
_WHERE = frozenset({"in", "at", "on", "into", "of", "inside", "over", "about", "for", "to"})
_RECIPROCAL = frozenset(
    {"036", "040", "041", "044", "046", "057", "060", "061", "062", "030", "031", "0311", "0312", "037", "050", "190", "193"}
)


@dataclass(frozen=True, slots=True)
class Parties:
    """`sources` act on `targets`; where `is_reciprocal` each acts on each. `has_doer`: the text names a doer, be it an actor or not."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    is_reciprocal: bool
    has_doer: bool
    doers: tuple["Token", ...]


class Cast:
    """The actors and places of one passage by token, so that a phrase finds its own."""

    def __init__(self, passage: Passage, actors: Iterable[Actor], places: Iterable[Place]) -> None:
        self._passage = passage
        self._at: dict[int, list[Actor]] = {}
        self._located: set[int] = set()
        self._towns: set[Span] = set()
        for place in places:
            state = by_iso3(place.country or "")
            self._located.update(t.i for t in _tokens(passage, place.span))
            if state is not None:
                self._fill(passage, Actor(place.text, place.span, state.name, state.iso3, None))
                if place.name != state.name:
                    self._towns.add(place.span)
        for actor in actors:
            self._fill(passage, actor)

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

    def is_town(self, actor: Actor) -> bool:
        """Whether the mention is only that of a place within a country, which can be gone to and fought over but does nothing."""
        return actor.span in self._towns

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
            return list(self._at[head.i])
        before = [
            a
            for c in head.children
            if c.i < head.i and c.dep_ in ("amod", "compound", "poss", "nmod", "nummod")
            for a in self._modifier(c)
        ]
        if own is not None:
            country = next((a.country for a in before if a.country), None)
            if country is None and depth < 2:
                country = next(
                    (
                        a.country
                        for n, g in syntax.prepositions(head)
                        if n in ("of", "in", "from")
                        for a in self.within(g, depth + 1)
                        if a.country
                    ),
                    None,
                )
            return [replace(own, country=country) if country else own]
        if before:
            return before
        if depth >= 3:
            return []
        for child in head.children:
            if child.dep_ == "appos" and (named := self.within(child, depth + 1)):
                return named
        for name, governed in syntax.prepositions(head):
            if name in _WITHIN and governed.lower_ != "spite" and (named := self.within(governed, depth + 1)):
                return named
        return []

    def _modifier(self, token: "Token") -> list[Actor]:
        named = [a for t in syntax.coordinated(token) if (a := self.at(t))]
        return named or [a for c in token.children if c.dep_ in ("amod", "compound", "poss") and (a := self.at(c))]


def _tokens(passage: Passage, span: Span) -> Iterable["Token"]:
    return passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand") or ()


def parties(act: Act, cast: Cast, speakers: Sequence["Token"]) -> Parties:
    """Who acts on whom. `speakers` are who says it, for "it" and "they" in reported speech."""
    doers = _doers(act, speakers)
    sources = _unique(
        a for d in doers if _can_do(d, act, cast) for a in cast.within(d) if not cast.is_town(a) or cast.at(d) is not a
    )
    reciprocal = act.code in _RECIPROCAL
    if reciprocal and len(_countries(sources)) > 1 and not _has_partner(act):
        return Parties(sources, sources, True, True, tuple(doers))
    targets = _targets(act, cast, sources)
    between = _between(act, cast)
    if len(_countries(between)) > 1 and sources and act.code in _MEDIATING:
        return Parties(sources, between, False, True, tuple(doers))
    if len(_countries(between)) > 1:
        return Parties(between, between, True, True, tuple(doers))
    is_mutual = act.code in _MUTUAL and bool(sources) and bool(targets)
    return Parties(sources, targets, is_mutual, bool(doers), tuple(doers))


def _has_partner(act: Act) -> bool:
    """Whether somebody else is met or agreed with: "X and Y met Z", "talks with Z"."""
    return any(name == "with" for head in _heads(act) for name, _ in syntax.prepositions(head)) or bool(
        act.code.startswith("04") and any(o.pos_ == "PROPN" for o in syntax.objects(act.head) if act.head.pos_ == "VERB")
    )


def _doers(act: Act, speakers: Sequence["Token"]) -> list["Token"]:
    head = act.head
    if act.code == "election":
        return _owners(syntax.elected(head))
    if head.pos_ in ("NOUN", "PROPN"):
        return _owners(_doers_of_noun(act))
    found = syntax.subjects(head)
    if not found and syntax.is_passive(head) and (act.operators[:1] == ("intend",) or head.lemma_ in _STATES_OF_MIND):
        found = syntax.objects(head)  # "X is scheduled to visit", "X is opposed to it"
    if found and speakers and found[0].pos_ == "PRON" and found[0].lower_ in ("it", "he", "she", "they", "we", "i"):
        return [*speakers, *found[0].conjuncts]
    return found


def _owners(phrases: list["Token"]) -> list["Token"]:
    """ "upon his own re-election, X …": a possessive that nothing else resolves is the subject of its clause."""
    if not phrases or phrases[0].tag_ != "PRP$":
        return phrases
    verb = syntax.clause_root(phrases[0])
    found = [s for s in syntax.subjects(verb) if s.i != phrases[0].head.i] if verb.pos_ in ("VERB", "AUX") else []
    return [phrases[0], *found]


def _doers_of_noun(act: Act) -> list["Token"]:
    noun = act.head
    owners = [c for c in noun.children if c.dep_ == "poss"] or _owner_before(noun)
    by = [g for name, g in syntax.prepositions(noun) if name == "by"]
    if act.of == "source":
        by += [g for name, g in syntax.prepositions(noun) if name in ("of", "from")]
    before = [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c not in act.words]
    if act.of == "target" and by:
        return by
    return owners or by or before or _doer_of_clause(noun)


def _owner_before(noun: "Token") -> list["Token"]:
    """The owner that stands right before the noun, where the parser joins it to something else: "the war in X and Y's participation"."""
    return [noun.doc[noun.i - 2]] if noun.i >= 2 and noun.doc[noun.i - 1].tag_ == "POS" else []


def _doer_of_clause(noun: "Token") -> list["Token"]:
    """ "Japan announced a suspension": the noun's doer is the subject of the verb it completes."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("announce", "declare", "propose", "order", "plan", "continue", "reaffirm"):
        return syntax.subjects(noun.head)
    return []


def _targets(act: Act, cast: Cast, sources: Sequence[Actor]) -> tuple[Actor, ...]:
    taken = {a.span for a in sources}
    own = {a.country for a in sources if a.country}
    for phrase in done_to(act):
        named = [a for a in cast.within(phrase) if a.span not in taken and not _is_one_of(a, sources)]
        if act.code.startswith(_OWN_FORCES):  # "withdrew troops from Y": the troops are the doer's
            named = [a for a in named if a.country not in own]
        if act.code.startswith(_NEVER_TO_TOWNS) and not _is_visit(act):
            named = [a for a in named if not cast.is_town(a)]
        if named:
            return _unique(named)
    return ()


def _is_visit(act: Act) -> bool:
    inner = act.inner
    return act.code in ("042", "036", "134") or (inner is not None and inner.code == "042")


def _is_one_of(actor: Actor, others: Sequence[Actor]) -> bool:
    """Whether the actor is one of the others by name, or an "its" and "their" of the same country."""
    owns = actor.text.lower() in _POSSESSIVES
    return any(actor.country == o.country and (owns or actor.name == o.name) for o in others)


def done_to(act: Act) -> Iterable["Token"]:
    """Phrases that may hold the target, the likeliest first: along the chain of operators, outermost first."""
    seen: set[int] = set()
    for head in _heads(act):
        for phrase in _complements(head, act):
            if phrase.i not in seen:
                seen.add(phrase.i)
                yield phrase


def _heads(act: Act) -> list["Token"]:
    heads = [act.head, *act.words]
    inner = act.inner
    while inner is not None:
        heads += [inner.head, *inner.words]
        inner = inner.inner
    if act.content is not None:
        heads.append(act.content)
    return list({h.i: h for h in heads}.values())


def _complements(head: "Token", act: Act) -> Iterable["Token"]:
    if head.pos_ in ("VERB", "AUX"):
        if head.i != act.head.i:  # the embedded clause's own subject: "demanded that Israel withdraw"
            yield from (s for s in syntax.children(head, "nsubj", "nsubjpass"))
        yield from syntax.datives(head)
        yield from syntax.objects(head)
    elif head.pos_ in ("NOUN", "PROPN"):
        if act.of == "target":
            yield from (g for name, g in syntax.prepositions(head) if name == "of")
        if head.i != act.head.i or act.of == "target":
            yield from (c for c in head.children if c.dep_ == "poss")
    behind = list(syntax.prepositions(head))
    is_meeting = act.code in _MEETINGS
    for wanted in _TOWARD:
        if is_meeting and wanted in _WHERE:
            continue
        if wanted == "of" and head.pos_ in ("NOUN", "PROPN") and head.i == act.head.i and act.of == "source":
            continue
        yield from (g for name, g in behind if name == wanted and g.lower_ not in _IDIOMS)
    if head.pos_ in ("NOUN", "PROPN") and (head.i != act.head.i or act.of == "target"):
        yield from (c for c in head.children if c.dep_ in ("amod", "compound", "nmod"))


def _between(act: Act, cast: Cast) -> tuple[Actor, ...]:
    for head in _heads(act):
        for name, governed in syntax.prepositions(head):
            if name in ("between", "among"):
                return _unique(cast.within(governed))
    return ()


def _countries(actors: Iterable[Actor]) -> set[str]:
    return {a.country or a.name for a in actors}


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({(a.span, a.name, a.country): a for a in actors}.values())


def _is_owner(noun: "Token") -> bool:
    """Whether the noun owns something else: "'s" of its own, though what it is joined to owns nothing ("Putin and Abe's talks" is one owner)."""
    first = noun
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ not in ("poss", "nmod", "compound") and any(c.dep_ == "case" for c in noun.children)


def _can_do(doer: "Token", act: Act, cast: Cast) -> bool:
    """A nationality makes an actor of people and institutions, not of a cat or a restaurant."""
    if act.head.pos_ in ("NOUN", "PROPN") or doer.pos_ != "NOUN" or cast.at(doer) is not None:
        return True
    return is_human(doer) or not any(c.dep_ in ("amod", "compound") and cast.at(c) for c in doer.children)


def is_human(noun: "Token") -> bool:
    """Whether a noun names people or an institution, so that a nationality before it makes it an actor."""
    return noun.lemma_.lower() in lexicon.people() or noun.ent_type_ in ("PERSON", "ORG", "NORP", "GPE")
