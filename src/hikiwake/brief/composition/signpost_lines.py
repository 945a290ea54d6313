"""What a signpost asks for: a line such as "Venezuela seizes another Guyanese boat", made ready to be looked for in the record.

Words are compared without their endings; states are known by their names and adjectives. Who acts and who suffers is told by where a state is
named: behind "by" it acts, behind another preposition or as an object it suffers, first of all it acts unless the line is in the passive.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hikiwake.record.merging.words import stem
from hikiwake.terms import states

_TOKEN = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*\d|\d|[,;]")
_ALTERNATIVES = re.compile(r"[,;]\s+or\s+", re.IGNORECASE)
# What holds the words of such a line may say its reverse, or the line may ask for more than one entry.
_NOT_TO_BE_FOUND = re.compile(
    r"\b(?:no|not|never|none|neither|nor|without|than|unless|if|stops?|fails?|refuses?|disowns?)\b|n[’']t\b", re.IGNORECASE
)
_BOTH = re.compile(r"\b(?:both|the two) (?:sides|governments|countries|states|capitals|parties)\b", re.IGNORECASE)
_ONCE_MORE = frozenset({"another", "again", "more", "further", "new", "renewed", "second", "wider", "still"})
_PASSIVE = frozenset({"is", "are", "be", "been", "being", "gets", "get"})
_TOWARD = frozenset(
    {"of", "to", "on", "against", "with", "from", "in", "toward", "towards", "for", "between", "into", "at", "over"}
)
_JOINING = frozenset({"and", ",", "or"})
_EMPTY = _PASSIVE | _TOWARD | _JOINING | _ONCE_MORE
_EMPTY |= {
    "a",
    "an",
    "the",
    "by",
    "as",
    "its",
    "their",
    "his",
    "her",
    "that",
    "which",
    "who",
    "has",
    "have",
    "either",
    "side",
    "sides",
}
_EMPTY |= {"before", "after", "one", "some", "any", "each", "other", "it", "they", "them", ";"}
_LONGEST_NAME = 4  # words of a state's name
_FIRST_WORDS = 60  # characters in which a text's subject is looked for
_FEWEST = 2  # words and states, one word among them


@dataclass(frozen=True, slots=True)
class Sought:
    """`words` must all be there, of each group one ("Kunashiri or Etorofu"); `actors` and `sufferers` are ISO codes.

    `is_once_more`: what happened before the line was written is no answer to it.
    """

    words: tuple[frozenset[str], ...]
    actors: frozenset[str]
    sufferers: frozenset[str]
    is_once_more: bool

    @property
    def states(self) -> frozenset[str]:
        return self.actors | self.sufferers

    @property
    def is_clear(self) -> bool:
        return bool(self.words) and len(self.words) + len(self.states) >= _FEWEST

    @property
    def is_of_both(self) -> bool:
        """Whether it says so little that only what concerns both sides answers it: it names no state, or has a single word beside one."""
        return not self.states or len(self.words) + len(self.states) == _FEWEST

    def words_in(self, told: frozenset[str]) -> bool:
        return all(group & told for group in self.words)


class _Token(NamedTuple):
    """A word of a line, or a state's name with its ISO code."""

    text: str
    code: str | None = None

    @property
    def small(self) -> str:
        return self.text.lower()


def sought(line: str, dyad: Sequence[str]) -> tuple[Sought, ...]:
    """What would answer a line, one for each of its alternatives; empty for a line that no single entry can answer for certain."""
    parts = (_sought(part, dyad) for part in _ALTERNATIVES.split(line) if not _NOT_TO_BE_FOUND.search(part))
    return tuple(part for part in parts if part.is_clear)


def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings."""
    return frozenset(stem(m[0]) for m in _TOKEN.finditer(text) if m[0][0].isalnum())


def subject(text: str) -> str | None:
    """The state with whose name a text begins."""
    first = next((t for t in _tokens(text[:_FIRST_WORDS]) if t.small not in ("that", "the")), None)
    return first.code if first else None


def _sought(part: str, dyad: Sequence[str]) -> Sought:
    tokens = _tokens(_BOTH.sub("", part))
    actors, sufferers = _parts(tokens)
    if _BOTH.search(part):
        actors |= set(dyad)
    is_once_more = any(t.small in _ONCE_MORE for t in tokens)
    return Sought(tuple(_groups(tokens)), frozenset(actors), frozenset(sufferers - actors), is_once_more)


def _tokens(text: str) -> list[_Token]:
    words = [m[0] for m in _TOKEN.finditer(text)]
    out: list[_Token] = []
    while words:
        n, code = _state(words)
        out.append(_Token(" ".join(words[:n]), code))
        del words[:n]
    return out


def _state(words: Sequence[str]) -> tuple[int, str | None]:
    """How many of the first words are the name of a state, and of which; one word of none."""
    for n in range(min(_LONGEST_NAME, len(words)), 0, -1):
        name = re.sub(r"[’']s?$", "", " ".join(words[:n]))
        if name[0].isupper() and (state := states.find(name)):
            return n, state.iso3
    return 1, None


def _parts(tokens: Sequence[_Token]) -> tuple[set[str], set[str]]:
    """The states that act and those that suffer."""
    actors: set[str] = set()
    sufferers: set[str] = set()
    role = sufferers if any(t.small in _PASSIVE for t in tokens) else actors
    for i, token in enumerate(tokens):
        if token.code is None:
            continue
        before = next((t.small for t in reversed(tokens[:i]) if t.small not in ("the", "a", "an")), "")
        if before == "by":
            role = actors
        elif before in _TOWARD or (before not in _JOINING and (actors or sufferers)):
            role = sufferers
        role.add(token.code)
    return actors, sufferers


def _groups(tokens: Sequence[_Token]) -> Iterator[frozenset[str]]:
    """The telling words, those that "or" joins in one group."""
    group: set[str] = set()
    is_joined = False
    for token in tokens:
        if token.small == "or":
            is_joined = bool(group)
        elif token.code is None and token.small not in _EMPTY:
            if group and not is_joined:
                yield frozenset(group)
                group = set()
            group.add(stem(token.text))
            is_joined = False
    if group:
        yield frozenset(group)
