"""The day that the verbs of one scene share: "sailed in and approached a ship the day before", "were wounded on Tuesday when gunmen opened fire"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention, Span

from .distance import day_of_clause, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_OWN = frozenset({"nsubj", "nsubjpass", "aux", "mark"})  # what makes a joined verb another story: a subject, "has", "to"
_VERBAL = frozenset({"VBD", "VBN"})


def day_of_scene(passage: Passage, act: Span, dates: Sequence[DateMention]) -> DateMention | None:
    """The day of an act that its own clause leaves to another of the same scene.

    Three ways: a day at the end of verbs joined without a comma, or in a row, is that of all of them; a day with the first of two verbs is that of
    the other, too; a clause with "when" and its main clause tell of one day.

    Args:
        act: the act's words.
        dates: the document's, in order.

    Returns:
        None where a noun tells the act, its clause has a date of its own, or the other has no day or several.
    """
    words = words_of(passage, act)
    verb = words.root if words else None
    if verb is None or not _is_simple_past(verb) or day_of_clause(verb, passage, dates) is not None:
        return None
    others = (v for v in (*_joined(verb), *_joined_to(verb), *_beside_when(verb)) if _is_simple_past(v))
    found = (day_of_clause(other, passage, dates) for other in others)
    return next((day for day in found if day is not None), None)


def _is_simple_past(verb: "Token") -> bool:
    """ "Opened", "was opened"; not "had", "has" or "to have opened"."""
    return verb.tag_ in _VERBAL and all(c.dep_ != "aux" for c in verb.children)


def _joined(verb: "Token") -> Iterator["Token"]:
    """The last of the verbs that follow it with the same subject."""
    last = verb
    row = [verb]
    while (following := next((c for c in last.children if c.dep_ == "conj" and c.tag_ == verb.tag_), None)) is not None:
        if any(c.dep_ in _OWN for c in following.children):
            return
        row.append(following)
        last = following
    is_set_off = len(row) == 2 and any(c.text == "," and verb.i < c.i < last.i for c in verb.children)
    if len(row) > 1 and not is_set_off:
        yield last


def _joined_to(verb: "Token") -> Iterator["Token"]:
    """The verb before it with the same subject: "met on Monday and signed a treaty"."""
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not any(c.dep_ in _OWN for c in verb.children):
        yield verb.head


def _beside_when(verb: "Token") -> Iterator["Token"]:
    """The verb of the main clause, or of the clause that says "when"."""
    if verb.dep_ == "advcl" and _says_when(verb):
        yield verb.head
    yield from (c for c in verb.children if c.dep_ == "advcl" and _says_when(c))


def _says_when(verb: "Token") -> bool:
    return any(c.lower_ == "when" and c.i < verb.i for c in verb.children)
