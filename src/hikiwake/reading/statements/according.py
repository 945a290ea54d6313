"""Attribution by a phrase: "according to X", "in X's view", "X's words"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, runs
from hikiwake.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token


def drafts_by_phrase(passage: Passage) -> Iterator[Draft]:
    """Drafts for attributing phrases and for hedges that have no source ("reportedly")."""
    for token in passage.doc:
        found: tuple[list[Token], list[Token], Token] | None = None
        lemma = token.lower_
        if lemma == "according":
            found = _according(token)
        elif lemma == "per" and token.dep_ == "prep":
            found = _per(token)
        elif lemma == "in" and token.dep_ == "prep":
            found = _in_view(token) or _in_poll(token)
        elif lemma in words("hedges") and token.pos_ == "ADV":
            yield from _hedge(passage, token)
        if found:
            source, cue, top = found
            own = {t.i for t in (*source, *cue, *(t for c in cue for t in c.subtree if t.dep_ == "case"))}
            aside = _in_brackets(token)
            source = [t for t in source if not aside or t in aside]
            content = runs(passage, (t for t in aside or _clause(top) if t.i not in own))
            if content:
                yield Draft(
                    runs(passage, source),
                    runs(passage, cue),
                    content,
                    "speech",
                    lemma,
                    passage.span(token.sent),
                    takes_quote=True,
                    is_telling=True,
                )


def _according(token: "Token") -> tuple[list["Token"], list["Token"], "Token"] | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        to = token.nbor()
    if to is None:
        return None
    noun = next((c for c in (*to.children, *token.children) if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    return list(noun.subtree), [token, to], token


def _per(token: "Token") -> tuple[list["Token"], list["Token"], "Token"] | None:
    noun = next((c for c in token.children if c.dep_ == "pobj"), None)
    if noun is None or noun.ent_type_ not in ("ORG", "PERSON") or token.head.pos_ not in ("VERB", "AUX"):
        return None
    return list(noun.subtree), [token], token


def _in_view(token: "Token") -> tuple[list["Token"], list["Token"], "Token"] | None:
    noun = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_ in words("views")), None)
    if noun is None or token.head.pos_ not in ("VERB", "AUX"):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        of = next((c for c in noun.children if c.lower_ == "of"), None)
        owner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
    if owner is None:
        return None
    source = [t for t in owner.subtree if t.dep_ != "case"]
    return source, [token, noun], token


def _in_poll(token: "Token") -> tuple[list["Token"], list["Token"], "Token"] | None:
    """ "In a poll released on Sunday, most were against": the poll says so."""
    noun = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_.lower() in words("surveys")), None)
    if noun is None or token.head.pos_ not in ("VERB", "AUX"):
        return None
    return list(noun.subtree), [token], token


def _in_brackets(token: "Token") -> list["Token"]:
    """The words between the round brackets around `token`; none where there are no such brackets in its sentence."""
    sentence = list(token.sent)
    at = sentence.index(token)
    before = next((i for i in range(at, -1, -1) if sentence[i].text in "()"), None)
    after = next((i for i in range(at, len(sentence)) if sentence[i].text in "()"), None)
    if before is None or after is None or sentence[before].text != "(" or sentence[after].text != ")":
        return []
    return sentence[before + 1 : after]


def _clause(prep: "Token") -> list["Token"]:
    """The clause that a sentence-level phrase stands with: up to the verb that no clause of the same sentence carries further."""
    top = prep.head
    while (
        top.dep_ in ("prep", "pobj", "amod", "appos", "dobj", "attr", "acl", "conj", "advcl", "xcomp", "npadvmod")
        and top.head is not top
    ):
        top = top.head
    return list(top.subtree)


def _hedge(passage: Passage, token: "Token") -> Iterator[Draft]:
    """ "Putin reportedly agreed": the hedge itself is the cue where its verb is none."""
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return
    content = runs(passage, (t for t in verb.subtree if t is not token))
    if content:
        yield Draft((), runs(passage, [token]), content, "hedge", token.lower_, passage.span(token.sent), is_hedged=True)
