"""The acts that a sentence tells of, with their parties.

A sentence is walked from its main verb down; a word that names an act (see `acts`) is coded with its parties, unless a word above it has consumed it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import lexicon, mood, syntax
from .act import Act
from .acts import reading
from .bases import is_abroad
from .cast import Cast
from .exonerated import without_exonerated
from .figures import is_figure
from .participants import Parties, parties
from .political import (
    comes_home,
    goes_nowhere,
    is_an_interview,
    is_for_oneself,
    is_named_unrest,
    is_of_somebody,
    is_only_denied,
    is_only_refused,
    is_only_to_be_prevented,
    is_political,
)
from .scenes import without_scenes
from .sides import completed
from .speech import speakers
from .speech_acts import as_complaint, as_demand, as_intent, as_leaving, bare_demand
from .warnings import advised, is_advice, is_warning

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_MEETINGS = frozenset({"036", "040", "042", "043", "046"})
_DISCUSSING = frozenset({"discuss", "debate", "review", "consult", "confer"})


@dataclass(frozen=True, slots=True)
class Telling:
    """An act of a sentence with its parties, before date, place and stance.

    `is_asked_for`: only what somebody demands, whether or not the demand is itself told: "a resolution calling for the withdrawal of troops".
    """

    act: Act
    parties: Parties
    modality: str | None
    is_intent: bool
    is_asked_for: bool = False


def tellings(sentence: "Sentence", cast: Cast) -> list[Telling]:
    """The acts of a sentence with a state or political actor on one side, from the main verb down."""
    consumed: set[int] = set()
    asked_for: set[int] = set()
    found: list[Telling] = []
    unclaimed: list[Telling] = []
    for token in _from_the_top(sentence.root):
        if token.i in consumed or not _can_tell(token) or cast.is_part_of_a_name(token):
            continue
        act = reading(token) or bare_demand(token)
        if act is None or is_figure(act) or is_only_to_be_prevented(act) or is_only_refused(act):
            continue
        told = replace(_with_parties(act, cast), is_asked_for=token.i in asked_for)
        asked_for.update(_asked_for(act))
        if goes_nowhere(act, cast) or is_for_oneself(told.act, told.parties):
            continue
        if is_advice(told.act, told.parties, cast):
            consumed.update(advised(told.act))
            continue
        if (
            is_only_denied(told.act, told.parties)
            or is_an_interview(act, told.parties, cast)
            or is_abroad(act, told.parties, cast)
        ):
            continue
        if is_named_unrest(act):
            unclaimed += [told] if not is_political(told.act, told.parties) else []
        is_clear = is_political(told.act, told.parties)
        if not is_clear and token.pos_ != "VERB":
            continue
        sides = without_exonerated(completed(told.act, told.parties, cast, sentence), sentence, cast)
        whole = replace(told, parties=without_scenes(told.act, sides, cast))
        if comes_home(act, whole.parties, cast):
            continue
        if is_clear or is_of_somebody(whole.act, whole.parties):
            found.append(whole)
            consumed.update(w.i for w in told.act.words)
            consumed.update(_inner_words(told.act))
            consumed.update(advised(told.act) if is_warning(told.act) else ())
    # A riot or uprising with a proper name is political by its nature, but only beside other politics: "a real riot" in a review is not.
    return found + unclaimed if found else found


def _from_the_top(root: "Token") -> Iterator["Token"]:
    level = [root]
    while level:
        yield from level
        level = [child for token in level for child in token.children]


def _can_tell(token: "Token") -> bool:
    """Whether the word can name an act: any verb, what the lexicon knows of the rest."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    if token.pos_ in ("NOUN", "PROPN"):
        return any(name in lexicon.nouns() for name in (token.lower_, token.lemma_.lower(), syntax.name_of(token)))
    return token.pos_ == "ADJ" and token.lemma_.lower() in lexicon.adjectives()


def _with_parties(act: Act, cast: Cast) -> Telling:
    modality = mood.modality(act.head) if act.head.pos_ in ("VERB", "AUX", "ADJ") else None
    # "told Iraq that it must comply": who says so is not "it"
    who = parties(act, cast, speakers(act.head) if modality != "obligation" else ())
    if is_named_unrest(act) and not who.sources and not who.targets:
        who = replace(who, targets=cast.named_after(act.head))
    act, who = as_demand(as_leaving(as_complaint(act, who), who), modality, who, cast)
    act, is_intent = as_intent(act, modality, who)
    return Telling(act, who, modality, is_intent)


def _asked_for(act: Act) -> Iterator[int]:
    """Words of what is demanded, all that is joined to it too: "called for a truce and the release of prisoners"; not "but refused"."""
    if act.operators[:1] not in (("appeal",), ("demand",)) or act.content is None:
        return
    heads = syntax.coordinated(act.content)
    yield from (w.i for w in heads if w.i == act.content.i or w.tag_ != "VBD")
    if act.inner is not None:
        yield act.inner.head.i


def _inner_words(act: Act) -> Iterator[int]:
    inner = act.inner
    while inner is not None:
        yield from (w.i for w in inner.words)
        inner = inner.inner
    if act.content is not None:
        yield act.content.i
    if act.code in _MEETINGS:  # "met to discuss it" is one meeting
        yield from (
            c.i for w in act.words for c in syntax.children(w, "advcl", "xcomp") if c.tag_ == "VB" and c.lemma_ in _DISCUSSING
        )
