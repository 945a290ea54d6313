"""Light verbs lend their subject to the noun that names the act: "hold talks", "begin a withdrawal"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from . import syntax
from .act import Act, Read, in_order
from .operators import ACTION_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CHANGING = frozenset({"widen", "broaden", "extend", "tighten", "renew", "intensify", "expand"})
_ENGAGING = frozenset({"engage", "involve", "commit"})
_BEHIND = frozenset({"with", "in", "into", "on", "to", "for"})
_JOINING = frozenset({"join", "lead", "engage"})  # whose object takes part: "led a delegation on a visit"
_CAUSES = frozenset({"of", "from", "in", "under", "after", "during", "as", "due", "because"})
_FOR = frozenset({"join", "responsible"})  # "joined the two for talks"


def is_state(verb: "Token") -> bool:
    """ "was engaged in", "is involved in": passive in form only, who is engaged does it."""
    return verb.lemma_ in _ENGAGING and syntax.is_passive(verb)


def lent(kind: str, verb: "Token", words: tuple["Token", ...], read: Read) -> Act | None:
    """The act of the noun or clause that a light or aspectual verb carries."""
    candidates = [*syntax.children(verb, "xcomp")] if kind == "aspect" else []
    held = syntax.objects(verb) if verb.pos_ in ("VERB", "AUX") and not is_state(verb) else []
    # "declared a state of siege to begin at midnight"
    held = held or [s for c in syntax.children(verb, "ccomp") if c.tag_ == "VB" for s in syntax.children(c, "nsubj")]
    candidates += [o for h in held for o in syntax.coordinated(h) if o not in words]  # "take part in talks"
    if kind == "suffer":
        candidates += [g for name, g in syntax.prepositions(verb) if name in _CAUSES]
        candidates += [o for c in candidates for name, o in syntax.prepositions(c) if c.lemma_ == "result" and name == "of"]
    elif not candidates or verb.lemma_ in _JOINING:
        candidates += [g for name, g in syntax.prepositions(verb) if name in _BEHIND and (name != "for" or verb.lemma_ in _FOR)]
    if verb.lemma_.lower() in _CHANGING:
        candidates = [noun for c in candidates for noun in (_antecedent_act(c, read), c) if noun is not None]
    for candidate in candidates:
        act = read(candidate)
        if act is None and candidate.lemma_.lower() in ACTION_NOUNS:
            act = _of_carrier(candidate, read)
        if act is not None and act.code != "014" and (kind != "suffer" or act.code[:2] in ("18", "19", "20")):
            return replace(act, head=verb, words=in_order(words, act.words), inner=act.inner or act)
    return None


def _of_carrier(noun: "Token", read: Read) -> Act | None:
    """The act that a noun only carries: "ten days of war games", "a mediation mission"."""
    held = [g for name, g in syntax.prepositions(noun) if name in ("of", "at", "for")] + syntax.children(noun, "compound")
    return next((act for h in held if (act := read(h)) is not None), None)


def _antecedent_act(pronoun: "Token", read: Read) -> "Token | None":
    """The act that "it" or "them" stands for in "imposes sanctions and widens them"."""
    if pronoun.lower_ not in ("it", "them", "these", "those"):
        return None
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    number = "NN" if pronoun.lower_ == "it" else "NNS"
    return next((t for t in reversed(before) if t.tag_ == number and read(t) is not None), None)
