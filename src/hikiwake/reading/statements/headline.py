"""Headlines with a colon: "Kishida: talks to go on", "Poll: most oppose the deal"."""

import re
from collections.abc import Iterator

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft
from hikiwake.record.model import Span

_LONGEST_HEADLINE = 180
_COLON = re.compile(r"^(?P<source>[^:.!?“\"]{2,60}):\s+(?P<content>\S.{8,})$", re.DOTALL)
_SPEAKING = frozenset(
    "report poll study survey analysis official officials source sources minister ministry president premier envoy "
    "spokesman spokeswoman expert experts police court government kremlin diplomats paper media daily".split()
)
_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LABELS = frozenset(
    "exclusive opinion analysis update updated watch video photos breaking interview live editorial commentary review part chapter note "
    "summary background related more date subject reading".split()
)


def drafts_by_colon(passage: Passage) -> Iterator[Draft]:
    """At most one: a short line without a final stop whose words before the colon name somebody who can speak."""
    text = passage.doc.text.rstrip()
    match = _COLON.match(text)
    if not match or len(text) > _LONGEST_HEADLINE or text.count(". ") > 1:
        return
    source = match["source"]
    words = source.split()
    if len(words) > 7 or words[0].lower() in _LABELS or words[-1].lower() in _LABELS - {"analysis"}:
        return
    tokens = [t for t in passage.doc if t.idx < match.end("source")]
    names = any(t.ent_type_ in _ENTITIES for t in tokens)
    if any(t.pos_ in ("VERB", "AUX") for t in tokens) or not (names or words[-1].lower() in _SPEAKING):
        return
    at = passage.offset
    colon = Span(at + match.end("source"), at + match.end("source") + 1)
    content = text[match.start("content") :].rstrip(".")
    yield Draft(
        (Span(at + match.start("source"), colon.start),),
        (colon,),
        (Span(at + match.start("content"), at + match.start("content") + len(content)),),
        "speech",
        ":",
        Span(at, at + len(text)),
        is_quoted=content[0] in "“\"‘'«",
    )
