"""A proposal: a stanza for the case file, where it comes from, and why it is worth a look."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from hikiwake.case.edits import Append
from hikiwake.case.toml_form import stanza
from hikiwake.record.anchors import unique_anchor
from hikiwake.record.model import Anchor, Contents, Document, Span

KINDS = ("leader", "formula", "hypothesis", "evidence")  # in the order in which they are told


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that the record holds and the case does not state.

    `id` stays the same from run to run, whatever is read besides. `edit` writes it into the case; what else has to be written with it
    follows from the case (`proposing.edits_for`). `rank` orders the proposals of one kind, the most useful first.
    """

    id: str
    kind: str  # one of KINDS
    title: str
    edit: Append
    anchors: tuple[Anchor, ...]
    why: str
    rank: float

    @property
    def toml(self) -> str:
        """The stanza as it would stand in the case file."""
        names = [name for name in self.edit.table.split(".") if name]
        keys = (
            (names[0], names[-1]) if len(names) > 1 else (names[0],)
        )  # parties.japan.leaders: below the party, [[parties.leaders]]
        return stanza(keys, self.edit.stanza, remarks=self.edit.remarks)


def anchors_of(contents: Contents, places: Iterable[tuple[str, Span]], most: int = 3) -> tuple[Anchor, ...]:
    """Anchors of some places, each document once, in the order given."""
    texts = {d.id: d.text for d in contents.documents}
    first: dict[str, Span] = {}
    for document, span in places:
        first.setdefault(document, span)
    return tuple(unique_anchor(texts[d], span, d) for d, span in list(first.items())[:most])


def told(document: Document) -> str:
    """A document as a reader knows it: its title, else its name, with its date."""
    name = " ".join((document.title or document.name).split())
    return f"“{name}” ({document.date.value})" if document.date else f"“{name}”"


def slug(text: str, longest: int = 40) -> str:
    """A text as an id: small letters, digits and underscores; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("+", " plus ")
    words = re.findall(r"[a-z0-9]+", plain)
    taken = ""
    for word in words:
        if taken and len(taken) + len(word) + 1 > longest:
            break
        taken = f"{taken}_{word}" if taken else word[:longest]
    return taken or digest(text)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]


def free(id: str, taken: Iterable[str]) -> str:
    """`id`, with a number where it is taken."""
    known = set(taken)
    number, found = 1, id
    while found in known:
        number += 1
        found = f"{id}_{number}"
    return found


def closed(text: str) -> str:
    """A quotation mark that is opened and not closed is closed."""
    for opening, closing in (("‘", "’"), ("“", "”")):
        if text.count(opening) > text.count(closing):
            text += closing
    return text
