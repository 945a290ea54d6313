"""The author's own judgements: evaluative, modal and first-person sentences of a commentary that nobody else is made to say.

They have neither source nor cue and the grade `opinion`. A news report has none: there a "likely" is somebody's, said or left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import runs
from hikiwake.reading.statements.places import Places
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_WORDS_A_JUDGEMENT = 45  # at most one judgement for so many words of a text
_STRONG = re.compile(
    r"\b(?:let us|let[’']s|hopefully|in my (?:view|opinion)|i (?:think|believe|suspect|doubt|fear|hope|would argue)|may well|might well|"
    r"it (?:is|was|would be|remains|seems) (?:\w+ ){0,3}?(?:better|best|dangerous|wise|unwise|wrong|right|foolish|naive|premature|misleading|"
    r"essential|vital|crucial|important|necessary|time|hard|difficult|doubtful|clear|obvious|tempting|worth|unfortunate|regrettable|"
    r"inconceivable|unthinkable|imperative|likely|unlikely|too (?:early|late|soon))|(?:is|are|was|were) (?:\w+ )?(?:likely|unlikely|bound)|"
    r"too (?:short|early|late|soon|weak|strong|much|little|optimistic|pessimistic|complicated)|"
    r"(?:all|what) \w*(?: \w+){0,3} is (?:mainly|mostly|merely|simply)|"
    r"ought to|good reasons?|no reason to|the real (?:question|problem|issue)|there is (?:little|no) (?:doubt|hope|chance|question|point))\b",
    re.IGNORECASE,
)
_MILD = re.compile(
    r"\b(?:should|must|perhaps|probably|surely|arguably|undoubtedly|certainly|clearly|unfortunately|sadly|fortunately|inevitably|might|"
    r"need(?:s)? to|cannot afford)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|let us|let[’']s)\b")
_AUTHOR = re.compile(
    r"\bis (?:an?|the) (?:\w+[ -]){0,4}?(?:professor|fellow|lecturer|director|researcher|scholar|analyst|"
    r"columnist|editor|diplomat|ambassador|author)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:first|second|third|fourth|fifth|finally|but|and|yet|so|however|still|moreover|thus|in short)(?:ly)?\b,?\s*)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    content: tuple[Span, ...]
    is_strong: bool


def judgements(text: str, passages: Sequence[Passage], taken: Sequence[Span]) -> list[tuple[Span, ...]]:
    """The contents of the author's own judgements, in order; none where the text is no commentary.

    Args:
        text: the stored text.
        passages: its parsed prose.
        taken: what others say: contents of statements and quotations, where the author does not speak.
    """
    candidates = [c for p in passages for c in _candidates(text, p, taken)]
    words = sum(len(p.doc) for p in passages)
    if not is_commentary(text, passages, taken, strong=sum(c.is_strong for c in candidates)):
        return []
    most = max(3, words // _WORDS_A_JUDGEMENT)
    strong = [c for c in candidates if c.is_strong][:most]
    mild = [c for c in candidates if not c.is_strong][: most - len(strong)]
    return sorted(c.content for c in (*strong, *mild))


def is_commentary(text: str, passages: Sequence[Passage], taken: Sequence[Span], *, strong: int) -> bool:
    """Whether an author argues here: two of first person, question to the reader, signature, and several strong judgements."""
    told = Places.of((t, 0) for t in taken)
    own = [s for p in passages for s in p.doc.sents if not told.touch(p.span(s))]
    first_person = any(_FIRST_PERSON.search(s.text) for s in own)
    asks = any(s.text.rstrip().endswith("?") for s in own if len(s) > 3)
    signed = any(_AUTHOR.search(p.doc.text) for p in passages[-3:] if len(p.doc) < 60)
    argues = strong >= 3 and strong * 12 >= len(own)
    return sum((first_person, asks, signed, argues)) >= 2 and strong >= 1


def _candidates(text: str, passage: Passage, taken: Sequence[Span]) -> Iterator[_Candidate]:
    for sentence in passage.doc.sents:
        words = sentence.text
        if words.rstrip().endswith("?") or len(sentence) < 4 or _AUTHOR.search(words):
            continue
        strong = _STRONG.search(words)
        match = strong or _MILD.search(words)
        if not match:
            continue
        at = passage.offset + sentence.start_char + match.start()
        if any(s.start <= at < s.end for s in taken):
            continue
        content = _clause(passage, sentence, sentence.start_char + match.start(), sentence.start_char + match.end())
        if content:
            yield _Candidate(content, strong is not None)


def _clause(passage: Passage, sentence: "Sentence", start: int, end: int) -> tuple[Span, ...]:
    """The main clause around the judging words: the sentence without its opening connective, and without a clause joined by "and" or "but"."""
    lead = _LEAD.match(sentence.text)
    first = sentence.start_char + (lead.end() if lead else 0)
    if first > start:
        first = sentence.start_char
    kept = [t for t in sentence if t.idx >= first]
    for token in sentence:
        if token.dep_ == "conj" and token.head.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children):
            kept = _side(kept, token, start, end)
    while kept and kept[-1].text in (".", "!", " "):
        kept.pop()
    return runs(passage, kept)


def _side(kept: list["Token"], joined: "Token", start: int, end: int) -> list["Token"]:
    cut = joined.left_edge.idx
    if start >= cut:
        return [t for t in kept if t.idx >= cut]
    if end <= cut:
        left = [t for t in kept if t.idx < cut]
        while left and left[-1].dep_ in ("cc", "punct"):
            left.pop()
        return left
    return kept
