"""Whom "he", "the president", "both countries" mean: by what the document mentioned last, of the right number, gender and role.

The rule is small and keeps silent rather than guess: a pronoun looks back over its own sentence and the one before it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from hikiwake.reading.actor_names import SURNAME_FIRST, Named, Role
from hikiwake.record.model import Actor
from hikiwake.terms.states import by_iso3

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as SpacySpan

_HE = frozenset(("he", "him", "his", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_PAIR_WORDS = (
    "countries sides leaders nations states governments presidents ministers parties men capitals armies empires parliaments legislatures "
    "delegations neighbours neighbors premiers counterparts women guards navies fleets forces militaries allies rivals powers peoples two both"
)
_PAIRS = frozenset(_PAIR_WORDS.split())
_OF_PEOPLE = frozenset(("leaders", "presidents", "ministers", "men", "premiers", "counterparts", "women"))
HEADS = frozenset(("president", "prime minister", "premier", "chancellor", "leader", "king", "queen", "emperor"))
_OFTEN = 2  # mentions from which a country is one of those that a document is about
_MEETING = ("ministers", "deputies", "delegations", "negotiators", "envoys", "leaders", "presidents", "foreign ministries")
_LOOK_BACK = 2  # sentences
_QUOTED_BACK = 3  # sentences of a quotation between "he said" and the sentence that says who speaks
_SAYING_WORDS = (
    "say tell add state announce declare warn write claim explain argue insist note stress reply answer ask respond comment deny"
)
_SAYING = frozenset(_SAYING_WORDS.split())
_QUOTE_MARKS = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class _Met:
    """A mention as it is remembered: who, in which sentence, of what number and gender, and whether as a subject."""

    actor: Actor
    sentence: int
    number: str
    gender: str | None
    role: str | None
    is_subject: bool
    verb: int = -1  # the token that it is subject of


@dataclass(slots=True)
class Memory:
    """What a document has mentioned so far; `countries` it mentions anywhere."""

    countries: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)  # how often it names each
    namesakes: frozenset[str] = frozenset()  # words for a state that here mean something else
    people: dict[str, Named] = field(default_factory=dict)  # by full name and by surname, without accents
    met: list[_Met] = field(default_factory=list)
    sentence: int = 0
    _last_sentence: object = None

    def person(self, name: str) -> Named | None:
        """Somebody whom the document has introduced, by full name or surname."""
        return self.people.get(_plain(name))

    def meet(self, doc: "Doc", at: int, actor: Actor, who: Named | None, number: str, role: Role | None = None) -> None:
        """Remembers a mention, and the person behind it under name and surname."""
        self._turn_to(doc, at)
        if who is not None:
            self._introduce(who)
        token = doc[at]
        while token.dep_ in ("compound", "amod", "poss", "conj", "nmod") and token.head is not token:
            token = token.head
        words = role.words if role else who.office if who else None
        gender = who.gender if who else None
        is_subject = token.dep_ in ("nsubj", "nsubjpass")
        self.met.append(_Met(actor, self.sentence, number, gender, words, is_subject, token.head.i if is_subject else -1))

    def _introduce(self, who: Named) -> None:
        words = who.name.split()
        surname = words[0] if who.country in SURNAME_FIRST and len(words) < 4 else words[-1]
        known = self.person(who.name) or self.person(surname)
        if known and known.name != who.name and len(words) == 1:
            return
        if known and known.name == who.name:
            # what an earlier mention said stays where this one is silent
            who = Named(
                "leader",
                who.name,
                who.country or known.country,
                who.sector or known.sector,
                who.gender or known.gender,
                who.office or known.office,
            )
        self.people[_plain(who.name)] = self.people[_plain(surname)] = who

    def _turn_to(self, doc: "Doc", at: int) -> None:
        here = (id(doc), doc[at].sent.start)
        if here != self._last_sentence:
            self._last_sentence = here
            self.sentence += 1

    def referred(self, doc: "Doc", start: int, end: int, root: int) -> list[Actor] | None:
        """Whom a noun phrase refers back to: None where it does not refer at all, an empty list where nobody can be named."""
        self._turn_to(doc, root)
        words = [t.lower_ for t in doc[start:end]]
        if len(words) == 1 and doc[root].pos_ == "PRON" and words[0] != "both":
            if words[0] in ("he", "she") and (said_before := _main_subject_before(doc, root)) is not None:
                who = self._speaker(words[0], said_before)
                if who is not None:
                    return who
            return self._pronoun(
                words[0], _verbs_over(doc, root) if doc[root].dep_ in ("dobj", "dative", "pobj") else frozenset()
            )
        if words in (["the", "two"], ["both"], ["the", "pair"]) and doc[root].dep_ in ("nsubj", "nsubjpass"):
            return self._pair("men") or self._pair("countries")
        if words[0] in ("both", "two") or words[:2] in (["the", "two"], ["the", "both"], ["these", "two"]):
            return self._pair(words[-1]) if words[-1] in _PAIRS and len(words) <= 4 else None
        if words in (["leaders"], ["the", "leaders"]) and doc[root].dep_ == "nsubj" and doc[root].head.i == end:
            return self._pair("leaders")
        if (words[0] == "the" and len(words) in (2, 3) and doc[root].pos_ == "NOUN") or (
            words[0] == "the" and " ".join(words[1:]) in HEADS
        ):
            return self._description(" ".join(words[1:]))
        return None

    def _recent(self, sentences: int = _LOOK_BACK) -> list[_Met]:
        """Latest first, subjects of the same sentence before others."""
        recent = [m for m in reversed(self.met[-40:]) if self.sentence - m.sentence < sentences]
        return sorted(recent, key=lambda m: (-m.sentence, not m.is_subject))

    def _pronoun(self, word: str, own_verbs: frozenset[int]) -> list[Actor]:
        """Whom it means; the subject of one of `own_verbs`, whose object it is, does not do things to itself."""
        if word in _HE | _SHE:
            wanted = "m" if word in _HE else "f"
            others = [m for m in self._recent() if not (m.sentence == self.sentence and m.verb in own_verbs)]
            found = next((m for m in others if m.number == "one" and m.gender in (wanted, None)), None)
            return [found.actor] if found else []
        if word in ("they", "them", "their"):
            if together := self._together():
                return together
            several = next((m for m in self._recent() if m.number == "several"), None)
            return [several.actor] if several else []
        return []

    def _speaker(self, word: str, subject: "Token") -> list[Actor] | None:
        """Who spoke in the sentence before: nobody where it is a name that nobody knows; None where it cannot be "he" or "she"."""
        mine = [
            m for m in self._recent(_QUOTED_BACK + 1) if m.is_subject and m.verb == subject.head.i and m.sentence < self.sentence
        ]
        if not mine:
            return [] if subject.pos_ == "PROPN" else None
        wanted = "m" if word in _HE else "f"
        found = next((m for m in mine if m.number == "one" and m.gender in (wanted, None)), None)
        return [found.actor] if found else None

    def _office(self, m: _Met) -> str:
        """What the document last called somebody, over what a table knows of other years."""
        known = self.person(m.actor.name)
        return (known.office if known else None) or m.role or ""

    def _together(self) -> list[Actor]:
        """Those who last were the subject of one sentence together, where they are of different countries: "X and Y met. They …"."""
        for sentence in range(self.sentence, self.sentence - _LOOK_BACK - 1, -1):
            subjects = [m for m in self.met[-40:] if m.sentence == sentence and m.is_subject]
            countries = {m.actor.country: m.actor for m in subjects}
            if any(m.number == "several" for m in subjects) and len(countries) < 2:
                return []
            if len(countries) == 2 and None not in countries:
                return list(countries.values())
            # "X received Y. They agreed …": the people of one sentence, where they are of the two countries that the document is about.
            people = {
                m.actor.country: m.actor
                for m in self.met[-40:]
                if m.sentence == sentence and m.number == "one" and m.actor.country
            }
            if sentence < self.sentence and subjects and set(people) == set(self._main_two() or ()):
                return list(people.values())
        return []

    def _pair(self, word: str) -> list[Actor]:
        """The last two of the kind, of different countries."""
        found: list[Actor] = []
        main = self._main_two()
        for m in reversed(self.met[-60:]):
            if main and m.actor.country not in main:
                continue
            if _is_of_kind(m, word, self._office(m)) and m.actor.country and all(m.actor.country != a.country for a in found):
                found.append(m.actor)
            if len(found) == 2:
                break
        if len(found) < 2:
            return []
        return found[::-1] if word in _OF_PEOPLE else [_state_behind(a) for a in reversed(found)]

    def _description(self, words: str) -> list[Actor] | None:
        """ "the president": the last person of that role; None where the words are no person's role."""
        if words not in HEADS and not words.endswith(
            ("minister", "secretary", "ambassador", "envoy", "spokesman", "spokeswoman")
        ):
            return None
        found = next((m for m in reversed(self.met[-60:]) if m.number == "one" and _same_role(words, m.role)), None)
        return [found.actor] if found else None

    def office_holder(self, country: str | None, role: Role) -> str | None:
        """The person of `country` whom the document knows in that role: "the Russian leader" after "President Putin"."""
        if role.number != "one":
            return None
        return next(
            (p.name for p in reversed(self.people.values()) if p.country == country and _same_role(role.words, p.office)), None
        )

    def both_of(self, role: Role, before: "SpacySpan") -> tuple[str, str] | None:
        """The two countries that "the deputy ministers" are of in a document about two; None for "two ministers", "some ministers"."""
        if {t.lower_ for t in before} - {"the"} or not role.words.endswith(_MEETING):
            return None
        return self._main_two()

    def _main_two(self) -> tuple[str, str] | None:
        """The two countries that the document names far more often than any third."""
        counted = self.counted.most_common(3)
        if len(counted) < 2 or counted[1][1] < _OFTEN or (len(counted) > 2 and 2 * counted[2][1] > counted[1][1]):
            return None
        return counted[0][0], counted[1][0]

    def country_at_hand(self, doc: "Doc", at: int) -> str | None:
        """The country that "the government" is of: the only one mentioned in this sentence and the one before."""
        self._turn_to(doc, at)
        near = {m.actor.country for m in self._recent() if m.actor.country}
        return near.pop() if len(near) == 1 else None


def _plain(name: str) -> str:
    """A name without its accents, as other papers print it."""
    return "".join(c for c in normalize("NFD", name) if not combining(c))


def is_saying(verb: "Token") -> bool:
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _SAYING


def _main_subject_before(doc: "Doc", at: int) -> "Token | None":
    """The subject of the speech verb that heads the sentence before, where the word at `at` is that of the next one: "X told …. “…,” he said"."""
    word = doc[at]
    sent = word.sent
    if word.dep_ != "nsubj" or word.head.i != sent.root.i or not is_saying(word.head):
        return None
    for _ in range(_QUOTED_BACK):
        if sent.start == 0:
            return None
        sent = doc[sent.start - 1].sent
        if is_saying(sent.root):
            return next((c for c in sent.root.children if c.dep_ == "nsubj"), None)
        if sent.text.strip()[:1] not in _QUOTE_MARKS:
            return None
    return None


def _verbs_over(doc: "Doc", at: int) -> frozenset[int]:
    """The verb that a word depends on, and those that govern it as an infinitive: "is said to have urged him"."""
    verb = doc[at].head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    found = {verb.i}
    while verb.dep_ == "xcomp" and verb.head.i != verb.i:
        verb = verb.head
        found.add(verb.i)
    return frozenset(found)


def _is_of_kind(m: _Met, word: str, office: str) -> bool:
    """Whether somebody met can be one of the two "leaders", "ministers"; any actor can be of the two "countries"."""
    if word not in _OF_PEOPLE:
        return True
    if m.number != "one":
        return False
    if word == "ministers":
        return office.endswith("minister")
    return word == "men" or office in HEADS


def _state_behind(actor: Actor) -> Actor:
    state = by_iso3(actor.country or "")
    return replace(actor, name=state.name, sector=None) if state else actor


def _same_role(words: str, office: str | None) -> bool:
    if office is None:
        return False
    return (
        words == office
        or (words == "leader" and office in HEADS)
        or (words in ("premier", "prime minister") and office in ("premier", "prime minister"))
    )
