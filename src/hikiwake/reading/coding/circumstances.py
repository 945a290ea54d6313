"""When and where: the date and place of an act, by syntax first, then by sentence.

"Meetings in Sochi in May and Lima in November" are two events: `settings` gives the pairs that such a list spells out.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention, Place
from hikiwake.terms.dates import Precision

from .act import Act
from .courts import is_of_a_court
from .speech import is_reporting

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_FARTHEST = 10  # steps up the tree at which a date or place still belongs to an act
_AT = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "to",
        "on",
        "from",
        "into",
        "across",
        "around",
        "over",
        "inside",
        "of",
        "throughout",
        "against",
    }
)
_PAPERS = frozenset(
    [
        "declaration",
        "treaty",
        "protocol",
        "agreement",
        "statement",
        "communiqué",
        "communique",
        "memorandum",
        "law",
        "act",
        "accord",
        "convention",
    ]
)
_ASKING = ("02", "10")
_SAID = ("01", "02", "10", "11", "12", "13")  # CAMEO roots of what is done by saying it of something
_ON_PAPER, _MEETING_AHEAD = ("03", "057"), "036"
_ABOUT = frozenset({"on", "about", "over", "for", "concerning", "regarding", "off"})
_JOINING = frozenset({",", ";", "and", "then", "in", "on", "at", "of", "during", "early", "late", "the", "again", "later"})


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when; `last` is the last token of the words that say so, None where no words do."""

    place: Place | None
    date: DateMention | None
    last: "Token | None" = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in the tree: `words` it covers, `head` the one that the others hang from."""

    mention: Place | DateMention
    head: "Token"
    words: tuple["Token", ...]


def spots(passage: Passage, sentence: "Sentence", mentions: Sequence[Place | DateMention]) -> list[Spot]:
    """The mentions that lie in a sentence, in order."""
    found = []
    for mention in mentions:
        start, end = mention.span.start - passage.offset, mention.span.end - passage.offset
        if not sentence.start_char <= start < sentence.end_char:
            continue
        words = tuple(passage.doc.char_span(start, end, alignment_mode="expand") or ())
        if words:
            inside = {w.i for w in words}
            head = next((w for w in words if w.head.i not in inside or w.head.i == w.i), words[0])
            found.append(Spot(mention, head, words))
    return found


def settings(act: Act, places: Sequence[Spot], dates: Sequence[Spot], other_words: frozenset[int]) -> list[Setting]:
    """One setting for each event that the act's words tell of: mostly one, more where a list pairs places with dates."""
    pairs = _pairs(act, places, dates)
    if len(pairs) > 1:
        return pairs
    place, date = _place(act, places, other_words), _date(act, dates, other_words)
    at = place.mention if place is not None and isinstance(place.mention, Place) else None
    if date is None:
        return [Setting(at, None)]
    listed = [date, *(d for d in dates if d.head in date.head.conjuncts and d.head.i > date.head.i)]
    return [Setting(at, d.mention) for d in listed if isinstance(d.mention, DateMention)]


def _pairs(act: Act, places: Sequence[Spot], dates: Sequence[Spot]) -> list[Setting]:
    """Place and date by turns, with nothing but commas, conjunctions and prepositions between them."""
    at = {w.i: s for s in (*places, *dates) for w in s.words}
    doc = act.head.doc
    position = act.words[-1].i + 1
    ahead = [i for i in at if i >= position]
    if not ahead:
        return []
    position = min(ahead)
    if any(t.pos_ in ("VERB", "AUX") for t in doc[act.words[-1].i + 1 : position]):
        return []
    run: list[Spot] = []
    while position < len(doc):
        spot = at.get(position)
        if spot is not None:
            run.append(spot)
            position = spot.words[-1].i + 1
        elif doc[position].lower_ in _JOINING:
            position += 1
        else:
            break
    found = []
    for first, second in zip(run[::2], run[1::2], strict=False):
        place, date = (first, second) if isinstance(first.mention, Place) else (second, first)
        if not (isinstance(place.mention, Place) and isinstance(date.mention, DateMention)):
            return []
        found.append(Setting(place.mention, date.mention, max(first.words[-1], second.words[-1], key=lambda w: w.i)))
    return found


def _climb(token: "Token") -> list["Token"]:
    path = []
    current = token
    for _ in range(_FARTHEST):
        if current.head.i == current.i:
            break
        current = current.head
        path.append(current)
    return path


def _steps(spot: Spot, act: Act, other_words: frozenset[int]) -> int | None:
    """Steps from a mention up to the act's words; None where another act stands between or the act does not govern it."""
    own = {w.i for w in act.words}
    for steps, token in enumerate(_climb(spot.head)):
        if token.i in own or (token.pos_ == "ADP" and token.i - 1 in own):
            return steps
        if token.pos_ == "ADP" and token.i - 1 in other_words and token.doc[token.i - 1].pos_ == "NOUN":
            return None
        if token.i in other_words:
            return None
    return None


def _place(act: Act, places: Sequence[Spot], other_words: frozenset[int]) -> Spot | None:
    if is_of_a_court(act):
        return None
    located = [p for p in places if _is_location(p, act)]
    under = [(steps, p.head.i, p) for p in located if (steps := _steps(p, act, other_words)) is not None]
    if under:
        return min(under, key=lambda x: x[:2])[2]
    clause = _clause(act.head)
    beside = [
        p for p in located if p.head.dep_ == "pobj" and p.head.head.lower_ in ("in", "at", "near") and _clause(p.head) == clause
    ]
    beside = [p for p in beside if not any(t.i in other_words for t in _climb(p.head)[:3])]
    return beside[0] if len(beside) == 1 else None


def _is_location(spot: Spot, act: Act) -> bool:
    head = spot.head
    is_paper = act.code.startswith(_ON_PAPER) and act.code != _MEETING_AHEAD
    if (is_paper and _is_of_the_paper(head, act)) or _is_of_what_is_asked(head, act):
        return False
    if head.dep_ in ("pobj", "conj", "appos"):
        while head.dep_ in ("conj", "appos"):
            head = head.head
        return head.dep_ == "pobj" and head.head.lower_ in _AT
    if head.dep_ in ("compound", "amod", "nmod", "poss"):
        return head.head in act.words and head.head.pos_ in ("NOUN", "PROPN") and act.code[:2] in ("14", "18", "19", "20")
    return head.dep_ == "dobj" and act.code in ("042", "192", "190", "195", "194", "036")


def _is_of_what_is_asked(place: "Token", act: Act) -> bool:
    """ "Asked the Council to send monitors to the Evros": nobody asked there."""
    content = act.content
    return (
        act.code.startswith(_ASKING) and content is not None and content.i != act.head.i and content in (place, *place.ancestors)
    )


def _is_of_the_paper(place: "Token", act: Act) -> bool:
    """ "A memorandum on fishing off the mouth of the Evros" was not signed there."""
    own = {w.i for w in act.words}
    below = place
    for token in _climb(place):
        if token.i in own:
            return False
        is_about = token.dep_ in ("pobj", "pcomp") and token.head.lower_ in _ABOUT
        if is_about and below.pos_ == "ADP" and below.i != place.i:
            return True
        below = token
    return False


def _date(act: Act, dates: Sequence[Spot], other_words: frozenset[int]) -> Spot | None:
    known = [d for d in dates if not _is_part_of_a_name(d, act) and not _is_of_what_it_is_about(d, act)]
    under = [
        (steps, abs(d.head.i - act.head.i), d)
        for d in known
        if (steps := _steps(d, act, other_words)) is not None and not _is_of_another_clause(d, act)
    ]
    if under:
        return min(under, key=lambda x: x[:2])[2]
    above = {t.i for t in (act.head, *_climb(act.head)[:3]) if t.dep_ in ("relcl", "acl")}
    holding = [d for d in known if any(act.head.doc[i].head.i == d.head.i for i in above)]
    holding = holding or [d for d in dates if any(_is_year_of(d.head, act.head.doc[i].head) for i in above)]
    if holding:  # "in 2012, when they were elected", "the declaration of 1956, under which they undertook"
        return holding[0]
    free = [d for d in known if not _belongs_elsewhere(d, other_words)]
    clause = _clause(act.head)
    same = [d for d in free if _clause(d.head) == clause]
    if same:
        return min(same, key=lambda d: abs(d.head.i - act.head.i))
    told_before = [d for d in free if _tells_on(d, act)]
    return max(told_before, key=lambda d: d.head.i) if told_before else None


def _is_year_of(date: "Token", paper: "Token") -> bool:
    """Whether a date says which paper is meant: "the 1956 declaration", "the treaty of 1960"."""
    above = date.head.head if date.dep_ == "pobj" and date.head.lower_ == "of" else date.head
    return above.i == paper.i and paper.lemma_.lower() in _PAPERS


def _is_part_of_a_name(spot: Spot, act: Act) -> bool:
    """ "the Protocol of 1942", "the award of 3 May is valid": which paper, or which party to the deed, is meant, not when something was done."""
    head = spot.head
    while head.dep_ == "conj":  # "of 1929 and 1959"
        head = head.head
    above = head.head
    if head.dep_ == "pobj" and above.lower_ == "of":
        noun = above.head
    elif head.dep_ in ("compound", "nummod", "nmod", "amod"):
        noun = above
    else:
        return False
    if act.code == "057" and noun.dep_ == "dobj" and noun.head.i == act.head.i:
        return False  # "signed the Agreement of 8 July 1997": then
    is_of_another_verb = noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i not in {w.i for w in act.words}
    is_party = head.dep_ == "pobj" and (noun.dep_ == "dobj" or is_of_another_verb)
    is_named = noun.pos_ == "PROPN" and head.dep_ == "pobj"
    is_paper = noun.lemma_.lower() in _PAPERS and noun.i != act.head.i  # "accepts the treaty of 1929"
    is_elsewhere = noun.i not in {w.i for w in act.words} and noun.ent_type_ not in ("DATE", "EVENT")
    return is_paper or ((is_named or is_party) and is_elsewhere)


def _is_of_what_it_is_about(spot: Spot, act: Act) -> bool:
    """ "Protested over the deployment of missiles last November": then they were deployed. A day is that of the protest."""
    own = {w.i for w in act.words}
    return act.code.startswith(_SAID) and isinstance(spot.mention, DateMention) and is_within_topic(spot.head, spot.mention, own)


def is_within_topic(word: "Token", mention: DateMention, own: Container[int] | None = None) -> bool:
    """Whether a date that is no day belongs to what something is about ("over the deployment last November").

    Args:
        own: the words by which it is told, by number; the verb above where None.
    """
    if mention.date.precision in (Precision.DAY, Precision.WEEK):
        return False
    topic = None
    for token in _climb(word):
        if (token.pos_ == "VERB") if own is None else (token.i in own):
            return topic is not None and topic.pos_ in ("NOUN", "PROPN") and topic.i != word.i
        if token.dep_ in ("pobj", "pcomp") and token.head.lower_ in _ABOUT:
            topic = token
    return False


def _is_of_another_clause(spot: Spot, act: Act) -> bool:
    """Whether a verb of its own stands between the date and the act: "imposed sanctions, and widened them in April"."""
    own = {w.i for w in act.words}
    for token in _climb(spot.head):
        if token.i in own:
            return False
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("conj", "relcl", "advcl", "acl", "parataxis"):
            return True
    return False


def _tells_on(spot: Spot, act: Act) -> bool:
    """Whether the act follows in the story of the clause that the date stands in: "flew there on Friday and met …"; not what is only said then."""
    clause = _clause(spot.head)
    if spot.head.i > act.head.i or (_is_perfect(act.head) and act.head.i != clause):
        return False
    current = act.head
    for _ in range(_FARTHEST):
        if current.i == clause:
            return True
        if current.head.i == current.i or (current.dep_ in ("ccomp", "parataxis") and is_reporting(current.head)):
            return False
        if current.dep_ in ("relcl", "acl"):
            return False
        current = current.head
    return False


def _is_perfect(word: "Token") -> bool:
    """ "and has since closed the border": later than what the clause before it tells, and no one knows how much."""
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in word.children)


def _belongs_elsewhere(spot: Spot, other_words: frozenset[int]) -> bool:
    return any(t.i in other_words or (t.pos_ == "ADP" and t.i - 1 in other_words) for t in _climb(spot.head)[:3])


def _clause(token: "Token") -> int:
    current = token
    while current.pos_ not in ("VERB", "AUX") and current.head.i != current.i:
        current = current.head
    return int(current.i)
