"""A passage while its actors are found: its names and roles by token, and what stands in a mention already."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hikiwake.reading.actor_memory import Memory
from hikiwake.reading.actor_names import Match, Role, names_in, roles_in
from hikiwake.reading.actor_syntax import is_name_of_something_else
from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PlacedName = tuple[int, int, Match]  # first token, token after the last
PlacedRole = tuple[int, int, Role]
_LIGHT = frozenset(("DET", "PUNCT", "NUM", "PRON", "PART", "SPACE", "ADV", "ADP", "SCONJ", "CCONJ", "SYM"))


@dataclass(slots=True)
class ActorPassage:
    """One passage, its names and roles; `taken` are tokens that stand in a mention already."""

    passage: Passage
    memory: Memory
    names: list[PlacedName]
    roles: list[PlacedRole]
    taken: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, passage: Passage, memory: Memory) -> "ActorPassage":
        doc = passage.doc
        at = {c: t.i for t in doc for c in range(t.idx, t.idx + len(t))}
        names = [
            (at[m.start], at[m.end - 1] + 1, m)
            for m in names_in(doc.text)
            if m.start in at
            and m.end - 1 in at
            and doc.text[m.start : m.end] not in memory.namesakes
            and not (m.named.is_shared and m.named.kind == "organisation" and m.named.country not in memory.countries)
        ]
        names = [n for n in names if not is_name_of_something_else(doc, *n)]
        bodies = [n for n in names if n[2].named.kind == "organisation"]
        roles = [(at[s], at[e - 1] + 1, r) for s, e, r in roles_in(doc.text) if s in at and e - 1 in at]
        # the "court" of "International Court of Justice" is a part of its name
        roles = [x for x in roles if not any(n[0] <= x[0] and x[1] <= n[1] for n in bodies)]
        memory.open(doc)
        return cls(passage, memory, names, roles)

    @property
    def doc(self) -> "Doc":
        return self.passage.doc

    def words_of(self, name: PlacedName) -> str:
        """A name as the text has it."""
        text: str = self.doc.text
        return text[name[2].start : name[2].end]

    def is_in_role(self, token: int) -> bool:
        return any(first <= token < end for first, end, _ in self.roles)

    def of_countries(self, after: int) -> list[PlacedName]:
        """The states or the organisation in "of Japan", "of Japan and Russia" right after a role."""
        doc = self.doc
        if after >= len(doc) or doc[after].lower_ != "of":
            return []
        found: list[PlacedName] = []
        at = after + 1
        for n in self.names:
            if n[0] < at or n[2].named.kind not in ("state", "seat", "organisation"):
                continue
            between = {t.lower_ for t in doc[at : n[0]]}
            if not between <= {"the", "and", ",", "both"} or (n[1] < len(doc) and doc[n[1]].lower_ in ("'s", "’s")):
                break
            found.append(n)
            at = n[1]
        return found

    def without_article(self, start: int) -> int:
        """Past articles and numbers: "at least 20 Iraqi soldiers" begins with "Iraqi"."""
        doc = self.doc
        while start + 1 < len(doc) and (doc[start].pos_ in _LIGHT or doc[start].lower_ in ("least", "most", "more", "then")):
            start += 1
        return start

    def is_former(self, start: int, end: int) -> bool:
        return any(t.lower_ in ("former", "ex", "ex-president", "ousted", "deposed", "onetime") for t in self.doc[start:end])

    def mention(
        self, first: int, last: int, name: str, country: str | None, sector: str | None, match: Match | None = None
    ) -> Actor:
        """The actor whose mention are the tokens from `first` to before `last`, which are taken from now on."""
        start = match.start if match else self.doc[first].idx
        end = match.end if match else self.doc[last - 1].idx + len(self.doc[last - 1])
        self.taken.update(range(first, last))
        span = Span(self.passage.offset + start, self.passage.offset + end)
        return Actor(self.doc.text[start:end], span, name, country, sector)
