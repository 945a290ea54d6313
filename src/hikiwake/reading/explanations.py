"""Explanations: the rival accounts that a text gives of why things are as they are, and who gives each.

Few and good: an account counts where the text says that it is one ("attributed this to", "two factors. First, …", "the reason is that"), or where
"because" and its like explain the course of relations or talks, not any small thing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import tight
from hikiwake.reading.statements.enumeration import announces, items_after, without_ordinal
from hikiwake.record.model import ExplanationMention, Span, Statement

_CREDITED = re.compile(
    r"\b(?:attribut(?!ion)|ascrib|credit|chalk)\w*\s+(?!to\b)(?P<what>[^.;]{2,120}?)\s+(?:up )?to\s+(?P<claim>[^.;]{6,400})", re.I
)
_BLAMED = re.compile(r"\bblam(?:e|es|ed|ing)\s+(?P<what>[^.;]{2,80}?)\s+on\s+(?P<claim>[^.;]{6,300})", re.I)
_REASON = re.compile(
    r"\b(?:the|one|another|a)\s+(?:\w+\s+){0,2}?(?:reason|explanation|cause|theory|hypothesis|interpretation|reading)\b(?P<what>[^.;]{0,100}?)"
    r"\s+(?:is|was|may be|might be|could be|holds|goes|says)\s+(?:simply |perhaps |probably )?(?P<claim>that\s+[^.;]{6,300}|"
    r"(?:the|a|an)\s+[^.;]{6,300})",
    re.I,
)
_EXPLAINED = re.compile(
    r"\b(?P<what>[^.;]{4,120}?)\s+(?:can|could|may|might|must|is|was|are|were)\s+(?:best )?(?:be )?explained by\s+(?P<claim>[^.;]{6,300})",
    re.I,
)
_BECAUSE = re.compile(
    r"\b(?:because of|because|owing to|due to|thanks to|as a result of|on account of|stems? from|stemmed from)\s+(?P<claim>[^.;]{8,300})",
    re.I,
)
_MATTERS = re.compile(
    r"\b(?:relations?|relationship|talks|negotiat\w+|cooling|thaw|stalemate|deadlock|impasse|upturn|downturn|rapprochement|breakthrough|"
    r"settlement|treaty|agreement|deal|tensions?|delay|silence|progress|crisis|dispute|reconciliation|breakdown|failure|setback)\b",
    re.I,
)
_AGAIN = re.compile(r"\s*(?:[—–]\s*)?,?\s*\b(?:and|or|as well as|but also|and partly)\s+(?:partly\s+)?to\s+(?=\w)")
_QUESTIONED = re.compile(
    r"\b(?:is (?:this|that|it) really|what is (?:really|actually) (?:happening|going on)|why)\b[^?]*\?", re.I
)
_ORDINAL_LEAD = re.compile(r"^\W*(?:first|second|third|fourth|fifth|finally)(?:ly)?,\s+", re.I)
_ADVICE = re.compile(r"\b(?:should|must|ought to|better (?:not )?to|let us|need to)\b", re.I)
_MOST = 12


@dataclass(frozen=True, slots=True)
class _Found:
    claim: Span
    holder: str | None


def explanation_mentions(
    document: str, text: str, passages: Sequence[Passage], statements: Sequence[Statement]
) -> list[ExplanationMention]:
    """The explanations that the text gives, in its order, at most twelve.

    Args:
        document: the document's id.
        text: its stored text.
        passages: its parsed prose.
        statements: of the same reading; the source of the statement around an explanation holds it.

    Returns:
        Claim in the text's own words, holder where one is named (None: the author), and the claim's span; empty where nothing is explained.
    """
    found: list[_Found] = []
    questioned = False
    for passage in passages:
        sentences = [passage.span(s) for s in passage.doc.sents if s.text.strip()]
        found += _enumerated(text, sentences, statements)
        for sentence in sentences:
            found += _in_sentence(text, sentence, statements)
        if questioned:
            found += _author_alternative(text, sentences, statements)
        questioned = questioned or any(_QUESTIONED.search(s.cut(text)) for s in sentences)
    kept = _without_doubles(found)[:_MOST]
    return [ExplanationMention(document, " ".join(f.claim.cut(text).split()), f.holder, (f.claim,)) for f in kept]


def _enumerated(text: str, sentences: Sequence[Span], statements: Sequence[Statement]) -> Iterator[_Found]:
    """ "reduces the cooling to two factors. First, … Second, …": one explanation an item."""
    for i, sentence in enumerate(sentences):
        words = sentence.cut(text)
        if not announces(words) or not re.search(
            r"\b(?:factor|reason|cause|explanation|theor|hypothes|interpretation)", words, re.I
        ):
            continue
        holder = _holder(sentence, statements, by_overlap=True)
        for item in items_after(text, sentence, sentences[i + 1 :]):
            claim = without_ordinal(text, item)
            if claim:
                yield _Found(claim, holder)


def _in_sentence(text: str, sentence: Span, statements: Sequence[Statement]) -> Iterator[_Found]:
    words = sentence.cut(text)
    for pattern in (_CREDITED, _BLAMED, _REASON, _EXPLAINED):
        match = pattern.search(words)
        if match:
            yield from _claims(text, sentence.start + match.start("claim"), sentence.start + match.end("claim"), statements)
            return
    match = _BECAUSE.search(words)
    if match and _MATTERS.search(words[: match.start()]) and not _in_quotation(words, match.start()):
        yield from _claims(text, sentence.start + match.start("claim"), sentence.start + match.end("claim"), statements)


def _claims(text: str, start: int, end: int, statements: Sequence[Statement]) -> Iterator[_Found]:
    """The claim, or each of them where a second hangs on the same verb ("… to his insistence — and to her finding …")."""
    at = start
    holder: str | None = None
    for joint in (*_AGAIN.finditer(text, start, end), None):
        stop = joint.start() if joint else end
        claim = tight(text, Span(at, stop)) if stop > at else None
        if claim:
            holder = holder or _holder(claim, statements, by_overlap=True)
            yield _Found(claim, holder)
        at = joint.end() if joint else end


def _author_alternative(text: str, sentences: Sequence[Span], statements: Sequence[Statement]) -> Iterator[_Found]:
    """What the author sets against an account just questioned, point by point ("First, … Second, …"), one a paragraph; advice is none."""
    for sentence in sentences:
        lead = _ORDINAL_LEAD.match(sentence.cut(text))
        if lead and not _ADVICE.search(sentence.cut(text)):
            claim = tight(text, Span(sentence.start + lead.end(), sentence.end))
            if claim:
                yield _Found(_unstopped(text, claim), _holder(claim, statements, by_overlap=False))
            return


def _unstopped(text: str, span: Span) -> Span:
    end = span.start + len(span.cut(text).rstrip(" .!"))
    return Span(span.start, end)


def _in_quotation(words: str, at: int) -> bool:
    return words[:at].count("“") > words[:at].count("”") or words[:at].count('"') % 2 == 1


def _holder(span: Span, statements: Sequence[Statement], *, by_overlap: bool) -> str | None:
    for statement in statements:
        if statement.source is None:
            continue
        here = any(s.overlaps(span) if by_overlap else s.holds(span) for s in statement.content.spans)
        if here:
            return statement.speaker.name if statement.speaker else statement.source.text
    return None


def _without_doubles(found: Sequence[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in sorted(found, key=lambda f: (f.claim.start, -f.claim.end)):
        if not any(k.claim.overlaps(one.claim) for k in kept):
            kept.append(one)
    return kept
