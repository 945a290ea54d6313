"""A refusal that leaves unsaid what is refused: what somebody asked for just before, in "X asked Y to open the border, but Y refused"."""

from typing import TYPE_CHECKING

from . import syntax, topics
from .act import Act, Read
from .frames import frames_of
from .operators import about

if TYPE_CHECKING:
    from spacy.tokens import Token

_REFUSING = frozenset({"refuse", "decline"})
_ORDERING = frozenset({"tell", "order", "instruct"})
_ASKING = ("appeal", "demand")
_INSTEAD = frozenset({"do", "comply"})  # "refused to do so"


def refused_request(verb: "Token", read: Read) -> Act | None:
    """The refusal of what the sentence tells before to have been asked of the verb's subject; None where it says what is refused, or nobody asked."""
    if verb.lemma_ not in _REFUSING or syntax.is_passive(verb) or syntax.objects(verb):
        return None
    clauses = [c for c in syntax.children(verb, "xcomp", "ccomp") if c.i > verb.i]
    if any(c.lemma_ not in _INSTEAD or any(o.pos_ != "PRON" for o in syntax.objects(c)) for c in clauses):
        return None
    asking = next((t for t in reversed(verb.doc[verb.sent.start : verb.i]) if _is_asking(t)), None)
    if asking is None or _is_by_the_same(verb, asking):
        return None
    contents = [c for c in syntax.children(asking, "xcomp", "ccomp") if c.i > asking.i and c.i != verb.i]
    contents += [g for name, g in syntax.prepositions(asking) if name in ("for", "to")]
    topic = about(contents[0], read)[1] if contents else None
    code = topics.apply("reject", topic) or "120"
    return Act(code, verb, (verb,), ("reject",))


def _is_asking(word: "Token") -> bool:
    if word.pos_ != "VERB":
        return False
    is_order = word.lemma_ in _ORDERING and bool(syntax.objects(word)) and bool(syntax.children(word, "xcomp"))
    return is_order or word.lemma_ == "invite" or any(frame.meaning in _ASKING for frame in frames_of(word))


def _is_by_the_same(verb: "Token", asking: "Token") -> bool:
    """Whether who refuses is who asked."""
    those, others = ({" ".join(w.lower_ for w in s.subtree) for s in syntax.subjects(v)} for v in (verb, asking))
    return bool(those & others)
