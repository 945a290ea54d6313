"""Names with a colon: headlines ("Kishida: talks to go on") and quotations so introduced ("The Mainichi: “…”")."""

import re
from collections.abc import Iterator

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, tight
from hikiwake.reading.words import words
from hikiwake.record.model import Span

_LONGEST_HEADLINE = 180  # characters
_LONGEST_SOURCE = 7  # words
_COLON = re.compile(r"^(?P<source>[^:.!?“\"]{2,60}):\s+(?P<content>\S.{8,})$", re.DOTALL)
_LABEL = re.compile(r"(?:^|[.!?”\"]\s+|[—–-]\s+)(?P<source>[A-Z][^.:;!?“”\"]{1,58})(?P<colon>:)\s+(?=[“\"‘'«])")
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def drafts_by_colon(passage: Passage) -> Iterator[Draft]:
    """At most one: a short line without a final stop whose words before the colon name somebody who can speak."""
    text = passage.doc.text.rstrip()
    match = _COLON.match(text)
    if not match or len(text) > _LONGEST_HEADLINE or text.count(". ") > 1:
        return
    source = match["source"]
    terms = source.lower().split()
    if not 0 < len(terms) <= _LONGEST_SOURCE or terms[0] in words("labels") or terms[-1] in words("labels") - {"analysis"}:
        return
    tokens = [t for t in passage.doc if t.idx < match.end("source")]
    names = any(t.ent_type_ in _ENTITIES for t in tokens)
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) or not (names or terms[-1] in words("speaking")):
        return
    at = passage.offset
    colon = Span(at + match.end("source"), at + match.end("source") + 1)
    said = tight(text, Span(match.start("source"), match.end("source")))
    content = tight(text, Span(match.start("content"), len(text.rstrip("."))))
    if said is None or content is None:
        return
    yield Draft(
        (Span(at + said.start, at + said.end),),
        (colon,),
        (Span(at + content.start, at + content.end),),
        "speech",
        ":",
        Span(at, at + len(text)),
        is_quoted=text[content.start] in "“\"‘'«",
    )


def drafts_by_label(passage: Passage) -> Iterator[Draft]:
    """Quotations that a name and a colon introduce, without a verb; the quotation itself is joined on by `direct`."""
    for match in _LABEL.finditer(passage.doc.text):
        tokens = [t for t in passage.doc if match.start("source") <= t.idx < match.end("source")]
        if not tokens or any(t.pos_ in ("VERB", "AUX") for t in tokens) or not any(t.pos_ == "PROPN" for t in tokens):
            continue
        said = tight(passage.doc.text, Span(match.start("source"), match.end("source")))
        if said is None:
            continue
        at = passage.offset
        yield Draft(
            (Span(at + said.start, at + said.end),),
            (Span(at + match.start("colon"), at + match.end("colon")),),
            (),
            "speech",
            ":",
            passage.span(tokens[0].sent),
            takes_quote=True,
            is_telling=True,
        )
