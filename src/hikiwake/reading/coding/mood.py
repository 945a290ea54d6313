"""How a clause is told: negated, ahead, required, supposed or only awaited, by its auxiliaries and by what introduces it."""

from typing import TYPE_CHECKING

from . import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEVER = frozenset({"never", "neither", "nor"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_CONDITIONAL = frozenset({"would", "could", "may", "might", "should", "can", "must", "ought", "'d", "ca"})
_ORDINALS = frozenset({"first", "last", "only", "second", "third", "latest"})
_SOME = frozenset({"those", "anyone", "anybody", "whoever", "people", "some"})
_NEAR = 10  # words between "the first" and its "to visit"


def is_negated(verb: "Token") -> bool:
    for c in verb.children:
        if c.dep_ == "neg" and not _is_of_what_follows(verb, c):
            return True
        if c.dep_ in ("advmod", "preconj", "cc") and (c.lower_ in _NEVER or _is_no_longer(c)):
            return True
    subject = next(iter(syntax.children(verb, *syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS)), None)
    heads = [h for h in (subject, *syntax.children(verb, *syntax.OBJECTS)) if h is not None]
    if any(c.lower_ == "no" and c.dep_ == "det" for h in heads for c in h.children) or any(
        h.lower_ in ("nobody", "none") for h in heads
    ):
        return True
    if verb.dep_ in ("acomp", "attr") or _is_the_other_of_or(verb):
        return is_negated(verb.head)
    return False


def _is_of_what_follows(verb: "Token", negation: "Token") -> bool:
    """ "signed on 4 May, not on 3 May", "came not to fight": a full verb has its negation before it."""
    return bool(verb.pos_ == "VERB" and negation.lower_ == "not" and negation.i > verb.i)


def _is_the_other_of_or(verb: "Token") -> bool:
    """ "did not sign or ratify it": one negation for both."""
    is_bare = verb.dep_ == "conj" and verb.head.i != verb.i and not syntax.children(verb, "aux", "nsubj", "nsubjpass")
    return is_bare and any(c.lower_ in ("or", "nor") and c.i < verb.i for c in syntax.children(verb.head, "cc"))


def _is_no_longer(adverb: "Token") -> bool:
    return adverb.lower_ == "longer" and any(c.lower_ == "no" for c in adverb.children)


def modality(verb: "Token") -> str | None:
    """`future` ("will"), `conditional` ("would", "may" …), `obligation` ("must", "should"), or None for a plain verb."""
    if (
        verb.tag_ == "VB"
        and verb.dep_ == "xcomp"
        and verb.head.lemma_ == "be"
        and not syntax.children(verb.head, "acomp", "attr", "dobj")
    ):
        return "future"  # "are to meet"
    holders = [verb]
    if verb.dep_ in ("acomp", "attr", "oprd") or (verb.dep_ == "conj" and not syntax.children(verb, "aux", "nsubj", "nsubjpass")):
        holders.append(verb.head)
    for holder in holders:
        for aux in syntax.children(holder, "aux"):
            word = aux.lower_
            if word in _FUTURE:
                return "future"
            if word in ("must", "should", "ought"):
                return "obligation"
            if word in _CONDITIONAL:
                return "conditional"
    return "obligation" if _has_to_be(verb) else None


def _has_to_be(verb: "Token") -> bool:
    """ "Any solution had to be supported by both": told as done only where somebody "had to withdraw" and so did."""
    had = verb.head
    is_to = any(c.lower_ == "to" for c in syntax.children(verb, "aux"))
    return is_to and verb.dep_ == "xcomp" and had.lemma_.lower() == "have" and bool(syntax.children(verb, "auxpass"))


def is_conditional_clause(token: "Token") -> bool:
    """Whether a clause of condition holds the word: after "if" or "unless", after "until" of what has not come, after "rather than".

    Nor does who asks if it is so say that it is, or who only speaks of those who say it.
    """
    current = token
    for _ in range(syntax.DEEPEST_CLIMB):
        if _is_awaited(current) or _is_passed_over(current) or _is_asked(current) or _is_said_by_some(current):
            return True
        marks = [c for c in current.children if c.dep_ in ("mark", "advmod")]
        if any(c.lower_ in ("if", "unless", "whether", "lest") or _is_supposing(c) or _is_aim(current, c) for c in marks):
            return True
        if current.head.i == current.i:
            return False
        current = current.head
    return False


def is_first_to(verb: "Token") -> bool:
    """ "the first president ever to visit": has visited."""
    if verb.tag_ != "VB" or verb.dep_ not in ("relcl", "acl") or verb.head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    before = verb.doc[max(verb.sent.start, verb.i - _NEAR) : verb.i]
    ordinal = next((t.i for t in reversed(before) if t.lower_ in _ORDINALS), None)
    return ordinal is not None and not any(t.pos_ in ("VERB", "AUX") for t in verb.doc[ordinal : verb.i])


def _is_awaited(verb: "Token") -> bool:
    """ "stays in force until they sign": nobody says that they will; "stayed until they signed" says that they did."""
    if not any(c.lower_ in ("until", "till") for c in syntax.children(verb, "mark", "advmod")):
        return False
    is_past = any(t.tag_ == "VBD" for t in (verb, *syntax.children(verb, "aux", "auxpass")))
    return not is_past or modality(verb.head) is not None


def _is_passed_over(word: "Token") -> bool:
    """What is not chosen, or only liked better: "rather than sign", "instead of signing", "would rather resign than sign"."""
    first = word.left_edge
    opener = first if first.lower_ == "than" else first.nbor(-1) if first.i else None
    if opener is not None and opener.i:
        pair = (opener.nbor(-1).lower_, opener.lower_)
        if pair in (("rather", "than"), ("instead", "of")):
            return True
        if opener.lower_ == "than" and word.pos_ in ("VERB", "AUX") and _would_rather(word.head):
            return True
    return _would_rather(word)


def _is_asked(clause: "Token") -> bool:
    """ "Is it true that they walked out?", "Can you confirm that …?"."""
    above = clause.head
    if clause.dep_ not in ("ccomp", "csubj") or above.dep_ != "ROOT" or not above.sent.text.rstrip("”\"'’) ").endswith("?"):
        return False
    first = next((t for t in above.sent if t.pos_ in ("AUX", "VERB")), above)
    subject = next(iter(syntax.children(above, *syntax.SUBJECTS, *syntax.PASSIVE_SUBJECTS)), None)
    has_asking_word = any(t.tag_ in ("WP", "WRB", "WDT", "WP$") for t in above.sent if t.i < above.i)
    return subject is not None and first.i < subject.i < clause.i and not has_asking_word


def _is_said_by_some(clause: "Token") -> bool:
    """ "Those who say that there will be war"."""
    saying = clause.head
    return clause.dep_ == "ccomp" and saying.dep_ == "relcl" and saying.head.lower_ in _SOME


def _would_rather(verb: "Token") -> bool:
    return modality(verb) == "conditional" and any(c.lower_ == "rather" for c in syntax.children(verb, "advmod"))


def _is_aim(clause: "Token", mark: "Token") -> bool:
    """ "so that there is no war": an aim; "so that trade stopped": what came of it."""
    is_so_that = mark.lower_ == "that" and mark.i > 0 and mark.nbor(-1).lower_ == "so"
    return is_so_that and not any(t.tag_ == "VBD" for t in (clause, *syntax.children(clause, "aux", "auxpass")))


def _is_supposing(mark: "Token") -> bool:
    """ "as though", "only when"."""
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    return (before, mark.lower_) in (("as", "though"), ("only", "when"))
