"""Transcripts: turns marked by their speaker ("THE PRESIDENT: …", "Q  …", "Mr. Lavrov: …")."""

import re
from collections.abc import Sequence

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import Draft, tight
from hikiwake.record.model import Span

_CAPITALS = r"(?:THE\s+)?[A-Z][A-Z’'.\-]+(?:[ ][A-Z][A-Z’'.\-]*){0,5}(?:\s\([^)]{1,40}\))?"
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Sir|Senator|President|Prime Minister|Foreign Minister|Minister|Secretary|Ambassador)\.?[ ](?:[A-Z][\w’'-]+[ ]?){1,3}"
_LABEL = re.compile(
    rf"^\s*(?P<who>{_CAPITALS}|{_TITLED}|Question|Answer|Interviewer)\s*(?P<colon>:)\s+(?=\S)|^\s*(?P<q>[QA])(?:[:.]|\s{{1,3}})\s*(?=[A-Z“\"])"
)
_AUDIENCE = re.compile(
    r"\b(?:Mr\.? President, |Madam President, |Mr\.? Speaker, |Mr\.? Chairman, |Excellencies\b|[Ll]adies and [Gg]entlemen\b|"
    r"[Dd]istinguished (?:delegates|guests|colleagues|representatives)\b|[Mm]y fellow (?:citizens|countrymen|\w+ns)\b)"
)
_OPENING = 3000  # characters in which a speech greets its audience
_FEWEST_TURNS = 2


def turns(passages: Sequence[Passage]) -> list[Draft]:
    """One draft for each turn, its content one span a paragraph; none where the document is no transcript."""
    labels = [(i, m) for i, p in enumerate(passages) if (m := _LABEL.match(p.doc.text))]
    names = [m["who"] or m["q"] for _, m in labels]
    if len(labels) < _FEWEST_TURNS or len(set(names)) < 2 or len(set(names)) == len(names) > 4:
        return []
    drafts = []
    for (i, label), following in zip(labels, [*(j for j, _ in labels[1:]), len(passages)], strict=True):
        draft = _turn(passages[i:following], label)
        if draft:
            drafts.append(draft)
    return drafts


def _turn(passages: Sequence[Passage], label: re.Match[str]) -> Draft | None:
    first = passages[0]
    at = first.offset
    content = []
    for passage in passages:
        text = passage.doc.text
        start = label.end() if passage is first else 0
        if text[start:].strip():
            span = tight(text, Span(passage.offset + start, passage.offset + len(text)), passage.offset)
            content += [span] if span else []
    if not content:
        return None
    who = "who" if label["who"] else "q"
    source = Span(at + label.start(who), at + label.end(who))
    cue = Span(at + label.start("colon"), at + label.end("colon")) if label["who"] else source
    is_question = label["q"] == "Q" or label["who"] in ("Question", "Interviewer")
    sources = (source,) if label["who"] else ()
    last = passages[-1]
    return Draft(
        sources,
        (cue,),
        tuple(content),
        "speech",
        ":",
        Span(at, last.offset + len(last.doc.text)),
        is_quoted=True,
        is_question=is_question,
    )


def speaks_to_an_audience(text: str) -> bool:
    """Whether the document is a speech, by its greeting ("Mr. President, …", "Excellencies")."""
    return _AUDIENCE.search(text[:_OPENING]) is not None
