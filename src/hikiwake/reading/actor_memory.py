"""What a document has mentioned so far: who, in which sentence, and by what name it goes on calling them.

Somebody whom no table and no title makes an actor ("a shopkeeper", "his wife") is remembered too, without an actor: "she said" after her is nobody
that can be named, where without her it would be somebody farther away.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from hikiwake.reading.actor_names import SURNAME_FIRST, Named, Role
from hikiwake.record.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OFTEN = 2  # mentions from which a country is one of those that a document is about
_KEPT_RECENT = 40  # mentions among which those of the last sentences are
_ABROAD = re.compile(r"\b(?:embassy|embassies|consulate)\b", re.IGNORECASE)
_OPENING, _CLOSING, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset({'"', "''", "``"})


@dataclass(frozen=True, slots=True)
class Met:
    """A mention as it is remembered: who, where, of what number and gender, and whether as a subject.

    `actor` is None where it is somebody who is no actor. `role` is what the text or a table calls them, `is_called` says that the text does.
    """

    actor: Actor | None
    sentence: int
    passage: int
    number: str
    gender: str | None
    role: str | None
    is_called: bool
    is_subject: bool
    is_quoted: bool
    verb: int = -1  # the token that it is subject of
    is_main: bool = False  # the subject of its sentence's main clause


@dataclass(slots=True)
class Memory:
    """What a document has mentioned so far; `countries` it mentions anywhere, `in_full` the surnames of the listed people whom it names in full."""

    countries: set[str] = field(default_factory=set)
    counted: Counter[str] = field(default_factory=Counter)  # how often it names each
    in_full: set[str] = field(default_factory=set)
    namesakes: frozenset[str] = frozenset()  # words for a state that here mean something else
    people: dict[str, Named] = field(default_factory=dict)  # by full name and by surname, without accents
    met: list[Met] = field(default_factory=list)
    sentence: int = 0
    passage: int = 0
    _last: tuple[int, int] = (0, -1)  # passage and first token of the sentence in hand
    _quoted: frozenset[int] = frozenset()  # tokens of the passage in hand that stand in quotation marks

    def person(self, name: str) -> Named | None:
        """Somebody whom the document has introduced, by full name or surname."""
        return self.people.get(plain(name))

    def open(self, doc: "Doc") -> None:
        """Begins a passage."""
        self.passage += 1
        self._quoted = _in_quotation_marks(doc)

    def turn_to(self, doc: "Doc", at: int) -> None:
        """Says in which sentence the reading is."""
        here = (self.passage, doc[at].sent.start)
        if here != self._last:
            self._last = here
            self.sentence += 1

    def meet(
        self,
        doc: "Doc",
        at: int,
        actor: Actor,
        who: Named | None,
        number: str,
        role: Role | None = None,
        gender: str | None = None,
    ) -> None:
        """Remembers a mention, and the person behind it under name and surname. `role` is what the text calls them here."""
        if who is not None:
            self._introduce(who)
        office = who.office if who else None
        gender = gender or (who.gender if who else None)
        self._remember(doc, at, actor, number, gender, role.words if role else office, is_called=role is not None)

    def pass_by(self, doc: "Doc", at: int, gender: str | None) -> None:
        """Remembers somebody who is no actor."""
        self._remember(doc, at, None, "one", gender, None)

    def meet_again(self, doc: "Doc", at: int, actor: Actor | None, gender: str | None) -> None:
        """Remembers whom a pronoun or "the minister" meant, None where nobody can tell."""
        known = next(
            (m for m in reversed(self.met) if actor is not None and m.actor is not None and m.actor.name == actor.name), None
        )
        role, is_called = (known.role, known.is_called) if known else (None, False)
        gender = gender or (known.gender if known else None)
        self._remember(doc, at, actor, "one", gender, role, is_called=is_called)

    def _remember(
        self,
        doc: "Doc",
        at: int,
        actor: Actor | None,
        number: str,
        gender: str | None,
        role: str | None,
        *,
        is_called: bool = False,
    ) -> None:
        self.turn_to(doc, at)
        token = doc[at]
        # "Abe's adviser" is somebody else than Abe; what Japan's minister does, Japan does
        up = ("compound", "amod", "conj", "nmod") if number == "one" else ("compound", "amod", "poss", "conj", "nmod")
        # "his wife, Indra Ramlall, said": the name beside the noun is who says it
        up = (*up, "appos") if number == "one" and actor is not None else up
        while token.dep_ in up and token.head is not token:
            token = token.head
        is_subject = token.dep_ in ("nsubj", "nsubjpass")
        verb = token.head.i if is_subject else -1
        is_main = is_subject and token.head.i == token.sent.root.i
        is_quoted = at in self._quoted
        self.met.append(
            Met(actor, self.sentence, self.passage, number, gender, role, is_called, is_subject, is_quoted, verb, is_main)
        )

    def _introduce(self, who: Named) -> None:
        name = surname(who)
        known = self.person(who.name) or self.person(name)
        if known and known.name != who.name and len(who.name.split()) == 1:
            return
        # "President Tala Sefo" behind "President Sefo"; "Akie Sefo, his wife" is somebody else
        is_in_full = known is not None and " " not in known.name and known.office is not None and known.office == who.office
        if known and (known.name == who.name or is_in_full):
            # what an earlier mention said stays where this one is silent
            who = Named(
                "leader",
                who.name,
                who.country or known.country,
                who.sector or known.sector,
                who.gender or known.gender,
                who.office or known.office,
            )
        self.people[plain(who.name)] = who
        bearer = self.person(name)
        is_another = bearer is not None and bearer.name != who.name and not is_in_full
        if not who.is_listed and (is_another or plain(name) in self.in_full):
            return  # the surname alone stays with whom the document is about: "Akie Abe" does not take it from Shinzo Abe
        self.people[plain(name)] = who

    def recent(self, sentences: int) -> list[Met]:
        """Latest sentence first; of one sentence its main subject, then other subjects, then whoever it names besides."""
        recent = [m for m in reversed(self.met[-_KEPT_RECENT:]) if self.sentence - m.sentence < sentences]
        return sorted(recent, key=lambda m: (-m.sentence, not m.is_main, not m.is_subject))

    def is_in_quotation(self, at: int) -> bool:
        """Whether a token of the passage in hand stands in quotation marks."""
        return at in self._quoted

    def main_two(self) -> tuple[str, str] | None:
        """The two countries that the document names far more often than any third."""
        counted = self.counted.most_common(3)
        if len(counted) < 2 or counted[1][1] < _OFTEN or (len(counted) > 2 and 2 * counted[2][1] > counted[1][1]):
            return None
        return counted[0][0], counted[1][0]

    def country_at_hand(self, doc: "Doc", at: int) -> str | None:
        """The country that "the government" is of: the only one mentioned in this sentence and the one before; an embassy's stands in another."""
        self.turn_to(doc, at)
        near = {m.actor.country for m in self.recent(2) if m.actor and m.actor.country and not _ABROAD.search(m.actor.text)}
        return near.pop() if len(near) == 1 else None


def surname(who: Named) -> str:
    """The word by which a person is called for short."""
    words = who.name.split()
    return words[0] if who.country in SURNAME_FIRST and len(words) < 4 else words[-1]


def plain(name: str) -> str:
    """A name without its accents, as other papers print it."""
    return "".join(c for c in normalize("NFD", name) if not combining(c))


def _in_quotation_marks(doc: "Doc") -> frozenset[int]:
    """The tokens between quotation marks; a quotation that the paragraph does not close goes on to its end."""
    inside: list[int] = []
    is_open = False
    for token in doc:
        mark = token.text
        if mark in _OPENING or (mark in _EITHER and not is_open):
            is_open = True
        elif mark in _CLOSING or mark in _EITHER:
            is_open = False
        elif is_open:
            inside.append(token.i)
    return frozenset(inside)
