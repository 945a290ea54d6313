"""Whom "he", "the president", "both countries" mean: by what the document mentioned last, of the right number, gender and role.

The rules are small and keep silent rather than guess. A pronoun looks back over its own sentence and the one before it, over the end of a paragraph
only to who was the subject there or the one person named; somebody unnamed who stands nearer hides whoever stands behind.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.actor_memory import Memory, Met, plain, surname
from hikiwake.reading.actor_names import Named, Role
from hikiwake.reading.actor_syntax import HEADS, QUOTED_BACK, is_saying, main_subject_before, verbs_over
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
_MEETING = ("ministers", "deputies", "delegations", "negotiators", "envoys", "leaders", "presidents", "foreign ministries")
_MET = frozenset(("meet", "speak", "talk", "see", "receive", "call", "telephone", "phone", "visit", "host", "confer"))
_LOOK_BACK = 2  # sentences
_AT_HAND = 3  # sentences within which one of several presidents is "the president"
_KEPT = 60  # mentions among which a pair or an office is looked for


def referred(memory: Memory, doc: "Doc", start: int, end: int, root: int) -> list[Actor] | None:
    """Whom a noun phrase refers back to: None where it does not refer at all, an empty list where nobody can be named."""
    memory.turn_to(doc, root)
    words = [t.lower_ for t in doc[start:end]]
    if len(words) == 1 and doc[root].pos_ == "PRON" and words[0] != "both":
        return _pronoun(memory, doc, root, words[0])
    if words in (["the", "two"], ["both"], ["the", "pair"]) and doc[root].dep_ in ("nsubj", "nsubjpass"):
        met = _who_met(memory, doc, root)
        return met if met is not None else _pair(memory, "men") or _pair(memory, "countries")
    if words[0] in ("both", "two") or words[:2] in (["the", "two"], ["the", "both"], ["these", "two"]):
        return _pair(memory, words[-1]) if words[-1] in _PAIRS and len(words) <= 4 else None
    if words in (["leaders"], ["the", "leaders"]) and doc[root].dep_ == "nsubj" and doc[root].head.i == end:
        return _pair(memory, "leaders")
    if (words[0] == "the" and len(words) in (2, 3) and doc[root].pos_ == "NOUN") or (
        words[0] == "the" and " ".join(words[1:]) in HEADS
    ):
        called = _description(memory, " ".join(words[1:]))
        if called:
            memory.meet_again(doc, root, called[0], None)
        return called
    return None


# ------------------------------------------------------------ pronouns


def _pronoun(memory: Memory, doc: "Doc", at: int, word: str) -> list[Actor]:
    if word in _HE | _SHE:
        gender = "m" if word in _HE else "f"
        found = _one_person(memory, doc, at, gender)
        memory.meet_again(doc, at, found, gender)
        return [found] if found else []
    if word in ("they", "them", "their"):
        if together := _together(memory):
            return together
        several = next((m for m in memory.recent(_LOOK_BACK) if m.number == "several" and m.actor), None)
        return [several.actor] if several and several.actor else []
    return []


def _one_person(memory: Memory, doc: "Doc", at: int, gender: str) -> Actor | None:
    """Whom "he" or "she" means: who spoke before, else the last person who can be it."""
    token = doc[at]
    if token.dep_ == "nsubj" and (said_before := main_subject_before(doc, at)) is not None:
        spoke = _speaker(memory, gender, said_before)
        if spoke is not None:
            return spoke[0]
    own_verbs = verbs_over(doc, at) if token.dep_ in ("dobj", "dative", "pobj") else frozenset[int]()
    speaks = token.dep_ == "nsubj" and is_saying(token.head)
    back = _LOOK_BACK + (_sentences_quoted(memory, token) if speaks else 0)
    near = [m for m in memory.recent(back) if not (m.sentence == memory.sentence and m.verb in own_verbs)]
    if speaks and not memory.is_in_quotation(at):
        near = [m for m in near if not m.is_quoted]  # whom he speaks of is not he
    fitting = [m for m in near if m.number == "one" and m.gender in (gender, None)]
    if not fitting or (fitting[0].passage != memory.passage and not _carries_over(fitting[0], fitting)):
        return None
    found = fitting[0].actor
    is_spoken_of = speaks and found is not None and {t.text for t in token.head.subtree} & _short_names(memory, found)
    return None if is_spoken_of else found  # "Howard endorsed Cruz. He said Cruz has courage": who says so is not Cruz


def _sentences_quoted(memory: Memory, token: "Token") -> int:
    """How many sentences of its quotation stand before the one in which "he said" is: “One. Two,” he said."""
    doc, sent, count = token.doc, token.sent, 0
    while sent.start > 0 and memory.is_in_quotation(sent.start) and not memory.is_in_quotation(token.i):
        sent, count = doc[sent.start - 1].sent, count + 1
    return count


def _carries_over(met: Met, near: Sequence[Met]) -> bool:
    """Whether somebody of the paragraph before can be meant in this one: its last subject, or the one in its last sentence who fits."""
    return met.is_subject or not any(m is not met and m.sentence == met.sentence for m in near)


def _speaker(memory: Memory, gender: str, subject: "Token") -> tuple[Actor | None] | None:
    """Who spoke in the sentence before: nobody where it is a name that nobody knows; None where it cannot be "he" or "she"."""
    before = [
        m for m in memory.recent(QUOTED_BACK + 1) if m.is_subject and m.passage == memory.passage and m.sentence < memory.sentence
    ]
    mine = [m for m in before if m.verb == subject.head.i]
    if not mine:
        return (None,) if subject.pos_ == "PROPN" else None
    found = next((m for m in mine if m.number == "one" and m.gender in (gender, None)), None)
    return (found.actor,) if found else None


def _short_names(memory: Memory, actor: Actor) -> set[str]:
    known = memory.person(actor.name)
    return {surname(known), plain(surname(known))} if known else set()


# ------------------------------------------------------------ several


def _together(memory: Memory) -> list[Actor]:
    """Those who last were the subject of one sentence together, where they are of different countries: "X and Y met. They …"."""
    for sentence in range(memory.sentence, memory.sentence - _LOOK_BACK - 1, -1):
        here = [m for m in memory.met[-40:] if m.sentence == sentence and m.actor]
        subjects = [m for m in here if m.is_subject]
        countries = {m.actor.country: m.actor for m in subjects if m.actor}
        if any(m.number == "several" for m in subjects) and len(countries) < 2:
            return []
        if len(countries) == 2 and None not in countries:
            return list(countries.values())
        # "X received Y. They agreed …": the people of one sentence, where they are of the two countries that the document is about.
        people = {m.actor.country: m.actor for m in here if m.number == "one" and m.actor and m.actor.country}
        if sentence < memory.sentence and subjects and set(people) == set(memory.main_two() or ()):
            return list(people.values())
    return []


def _pair(memory: Memory, word: str) -> list[Actor]:
    """The two of the kind, of different countries: those of the last sentences where these name just two, else the document's own two."""
    kind = [m for m in memory.met[-_KEPT:] if m.actor and m.actor.country and _is_of_kind(m, word, _office(memory, m))]
    found = _two_at_hand(memory, kind) or _last_two(kind, memory.main_two())
    if len(found) < 2:
        return []
    return found[::-1] if word in _OF_PEOPLE else [_state_behind(a) for a in reversed(found)]


def _who_met(memory: Memory, doc: "Doc", at: int) -> list[Actor] | None:
    """Behind "X met his counterpart Y" the two are these and no others, though one be unknown; None where the sentence before tells of no meeting."""
    start = doc[at].sent.start
    told = doc[start - 1].sent.root if start else None
    if told is None or told.lemma_.lower() not in _MET:
        return None
    here = [m for m in memory.met[-_KEPT:] if m.sentence == memory.sentence - 1]
    if not any(m.is_main and m.number == "one" for m in here):
        return None
    by_country: dict[str, Actor] = {}
    for m in sorted(here, key=lambda m: m.number != "one"):
        if m.actor and m.actor.country:
            by_country.setdefault(m.actor.country, m.actor if m.number == "one" else _state_behind(m.actor))
    return list(by_country.values()) if len(by_country) == 2 else []


def _two_at_hand(memory: Memory, kind: Sequence[Met]) -> list[Actor]:
    """Latest first: who of the kind the last sentence with two countries names, be they the document's two or not ("Obama met Erdogan. Both …").

    Where one of the document's two speaks of "the two sides", its own is one of them.
    """
    speaking = {m.actor.country for m in memory.met[-_KEPT:] if m.sentence == memory.sentence and m.actor and m.is_subject}
    own = speaking.intersection(memory.main_two() or ())
    for sentence in range(memory.sentence, memory.sentence - _LOOK_BACK, -1):
        here = [m for m in kind if m.sentence == sentence and m.actor]
        countries = {m.actor.country for m in here if m.actor}
        if not own <= countries:
            break
        if len(countries) == 2:
            return _last_two(here, None)
        acting = [m for m in here if m.is_subject]
        if len({m.actor.country for m in acting if m.actor}) == 2:
            return _last_two(acting, None)  # those who met, not who invited them
        if len(countries) > 1:
            break
    return []


def _last_two(kind: Sequence[Met], countries: tuple[str, str] | None) -> list[Actor]:
    found: list[Actor] = []
    for m in reversed(kind):
        if m.actor is None or (countries and m.actor.country not in countries):
            continue
        if all(m.actor.country != a.country for a in found):
            found.append(m.actor)
        if len(found) == 2:
            break
    return found


def both_of(memory: Memory, role: Role, before: "SpacySpan") -> tuple[str, str] | None:
    """The two countries that "the deputy ministers" are of in a document about two; None for "two ministers", "some ministers"."""
    if {t.lower_ for t in before} - {"the"} or not role.words.endswith(_MEETING):
        return None
    return memory.main_two()


# ------------------------------------------------------------ offices


def _description(memory: Memory, words: str) -> list[Actor] | None:
    """ "the president": the last person so called, of several only one at hand; None where nobody is."""
    if words not in HEADS and not words.endswith(("minister", "secretary", "ambassador", "envoy", "spokesman", "spokeswoman")):
        return None
    fitting = [m for m in memory.met[-_KEPT:] if m.number == "one" and m.actor and _is_short_for(words, m.role)]
    fitting = [
        m for m in fitting if m.is_called
    ] or fitting  # whom only a table gives the office may have held it in another year
    if not fitting or fitting[-1].actor is None:
        return None
    is_only = len({m.actor.name for m in fitting if m.actor}) == 1
    return [fitting[-1].actor] if is_only or memory.sentence - fitting[-1].sentence < _AT_HAND else None


def office_holder(memory: Memory, country: str | None, role: Role) -> str | None:
    """The person of `country` whom the document knows in that role: "the Russian leader" after "President Putin"."""
    if role.number != "one":
        return None
    people = reversed(memory.people.values())
    return next((p.name for p in people if p.country == country and _same_role(role.words, p.office)), None)


def _office(memory: Memory, m: Met) -> str:
    """What the document last called somebody, over what a table knows of other years."""
    known: Named | None = memory.person(m.actor.name) if m.actor else None
    return (known.office if known else None) or m.role or ""


def _is_of_kind(m: Met, word: str, office: str) -> bool:
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


def _is_short_for(words: str, office: str | None) -> bool:
    """Whether "the minister" can be said of who was called "foreign minister"; "the president" is no vice president."""
    if office is None or _same_role(words, office):
        return office is not None
    return words not in HEADS and office not in HEADS and office.endswith(" " + words)


def _same_role(words: str, office: str | None) -> bool:
    if office is None:
        return False
    return (
        words == office
        or (words == "leader" and office in HEADS)
        or (words in ("premier", "prime minister") and office in ("premier", "prime minister"))
    )
