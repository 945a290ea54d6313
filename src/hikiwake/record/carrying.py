"""What analysts put right in one document, found again in another that takes its place: by its words, as after a better reading.

The journal is appended to. A change that is found again is taken back where it stood and made again where it stands, by whom and when it was
made; one that is not stays with the old document and takes hold again when that is read again. Changes of one go stay one, and later ones of the
same entries stay later.
"""

import sqlite3
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from hikiwake.record import changes, journal, matching
from hikiwake.record.anchors import Unresolved, locate
from hikiwake.record.compilation import Compiled
from hikiwake.record.corrections import is_lost
from hikiwake.record.entries import correction_anchor
from hikiwake.record.journal import Made
from hikiwake.record.keeping import Kept
from hikiwake.record.model import Anchor, Correction
from hikiwake.record.placing import Placed, placed

_WHY = {Unresolved.ABSENT: "its words are not there", Unresolved.AMBIGUOUS: "its words stand there more than once"}


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the changes to a document: how many stand in the new text, and those that do not, in words with the reason."""

    found: int
    lost: tuple[str, ...]

    def __str__(self) -> str:
        count = self.found + len(self.lost)
        if not count:
            return "nothing was put right in it"
        told = f"{self.found} of {count} {'change' if count == 1 else 'changes'} found again"
        return f"{told}; not found: {'; '.join(self.lost)}" if self.lost else told


def carry(connection: sqlite3.Connection, found: Compiled, old: str, new: Kept, *, by: str, on: str) -> Carried:
    """Make the changes to the document `old` again in the one that takes its place, within the caller's transaction.

    Args:
        found: the record as it stands before; `old` need not be in it.
        by, on: who takes the changes back where they stood, and when.
    """
    own = [made for made in found.made if _document(made) == old and not _is_of(made, new.document.id)]
    there = [made for made in found.made if _document(made) == new.document.id]
    at_home = placed(new, sorted((*there, *(_told_of(made, new) for made in own)), key=lambda made: made.number))
    missed = {made.number: why for made in own if (why := _missed(made, at_home, new))}
    standing = {made.go for made in own if made.snapshot is None or made.number in at_home.at}
    for made in found.made:
        if _document(made) == old and _is_of(made, new.document.id):
            journal.append_undoing(connection, made, by, on)
    _make_again(connection, _with_later(found, standing), old, new, at_home, by, on)
    lost = {made.go: why for made in own if (why := missed.get(made.number))}
    counted = {made.go for made in own if not is_taking_place(made)}
    told = {change.number: change.told for change in changes.changes(found.made)}
    words = {made.go: made.correction.anchor.quote for made in reversed(own)}
    return Carried(len(counted - lost.keys()), tuple(f"{told[go]} on “{words[go][:60]}” ({lost[go]})" for go in sorted(lost)))


def taking_place(old: str, new: str, told: str, *, by: str, on: str) -> Made:
    """The note on a document that it took the place of another, whose id stands as what is pointed at."""
    return Made(Correction(new, Anchor(new, old), "document", note=told, by=by, on=on), None, what="note")


def is_taking_place(made: Made) -> bool:
    """Whether the change is such a note."""
    return made.snapshot is None and made.what == "note" and bool(made.correction.anchor.quote)


def places_taken(made: Iterable[Made]) -> dict[str, str]:
    """By the id of each document whose place another took: which one took it last."""
    return {one.correction.anchor.quote: _document(one) for one in made if is_taking_place(one)}


def _document(made: Made) -> str:
    return made.correction.anchor.document


def _is_of(made: Made, document_id: str) -> bool:
    """Whether the change says that its document took the place of this one."""
    return is_taking_place(made) and made.correction.anchor.quote == document_id


def _told_of(made: Made, new: Kept) -> Made:
    """The change as if it had been made of the new document."""
    id = new.document.id
    anchor = replace(made.correction.anchor, document=id)
    snapshot = made.snapshot and replace(made.snapshot, document=id)
    return replace(made, correction=replace(made.correction, anchor=anchor), snapshot=snapshot)


def _missed(made: Made, at_home: Placed, new: Kept) -> str | None:
    """Why a change does not stand in the new text, or not with all that it says; None where it does."""
    if made.snapshot is None:
        return None
    text = new.document.text
    if made.number not in at_home.at:
        why = locate(made.correction.anchor, text)
        return _WHY.get(why, _WHY[Unresolved.ABSENT]) if isinstance(why, Unresolved) else _WHY[Unresolved.ABSENT]
    return "the words that it gives the entry are not there" if is_lost(made.correction, text) else None


def _with_later(found: Compiled, goes: Set[int]) -> list[Made]:
    """All changes of these goes, and of those that changed one of their entries later, oldest first."""
    at = {number: id for part in found.parts for number, id in part.placed.at.items()}
    of_entries = [(made, at.get(made.number, made.correction.entry)) for made in found.made if made.snapshot is not None]
    chosen, more = set(goes), set(goes)
    while more:
        first: dict[str, int] = {}
        for made, entry in of_entries:
            if made.go in chosen:
                first.setdefault(entry, made.number)
        more = {made.go for made, entry in of_entries if made.go not in chosen and made.number > first.get(entry, made.number)}
        chosen |= more
    return [made for made in found.made if made.go in chosen]


def _make_again(
    connection: sqlite3.Connection, made: Sequence[Made], old: str, new: Kept, at_home: Placed, by: str, on: str
) -> None:
    firsts: dict[int, int] = {}
    for one in made:
        journal.append_undoing(connection, one, by, on)
    for one in made:
        again = _remade(one, new, at_home) if _document(one) == old else one
        number = journal.append(connection, replace(again, made_with=firsts.get(one.go)))
        firsts.setdefault(one.go, number)


def _remade(made: Made, new: Kept, at_home: Placed) -> Made:
    """The change as it is made of the new document; as it was where it is not found there."""
    c, document = made.correction, new.document
    if made.snapshot is None:
        return replace(made, correction=replace(c, entry=document.id, anchor=replace(c.anchor, document=document.id)))
    id = at_home.at.get(made.number)
    if id is None:
        return made
    fact = at_home.read[id]
    again = replace(c, entry=id, anchor=correction_anchor(fact, document.text))
    return Made(again, fact, matching.neighbours(id, tuple(at_home.read.items())), what=made.what)
