"""What a content holds that was not said: a dateline before it; what somebody else says, of whom it is contradicted."""

import re
from collections.abc import Iterator, Sequence

from hikiwake.reading.language import Passage
from hikiwake.reading.sourcing_cue import Sense, senses
from hikiwake.reading.statements.draft import Draft, Spans, minus, tight
from hikiwake.record.model import Span

_DATELINE = re.compile(
    r"\s*(?P<place>[^\W\d_a-z][^\n()–—,]{1,40})(?P<rest>(?:,\s[^\n()–—,]{1,25}){0,3})\s?(?P<agency>\([^)\n]{2,40}\))?\s?(?:[–—]|--?)\s"
    r"(?=[\"“‘']?(?:[^\W_a-z]))"
)
_NOT_SO = re.compile(r",\s(?:not|rather\sthan|instead\sof)\s(?P<other>[^,;:.]+?),?(?:\sas)?$")
_AS = re.compile(r",?\s*(?:as\s+)?$")
_ENDS_IN_AS = re.compile(r",\sas\s+$")
_PLAIN = Sense()


def narrowed(text: str, drafts: Sequence[Draft], passages: Sequence[Passage]) -> list[Draft]:
    """The drafts without datelines in their content; of "five, not three, as X said" X said only "three"."""
    datelines = list(_datelines(text, passages))
    found = []
    for draft in drafts:
        content = _without(text, draft.content, datelines)
        if draft.is_telling and (other := _contradicted(text, draft, content, drafts)):
            content = other
        found.append(draft.with_content(content) if content and content != draft.content else draft)
    return found


def _datelines(text: str, passages: Sequence[Passage]) -> Iterator[Span]:
    """The datelines at the passages' beginnings: "OSLO, May 4 (AP) - ", "Oslo, 4 May 2026 – ", "OSLO — "."""
    for passage in passages:
        found = _DATELINE.match(text, passage.offset)
        if found is None or not all(w[:1].isupper() or w[:1].isdigit() for w in (found["place"] + found["rest"]).split()):
            continue
        if found["place"].isupper() or found["agency"] or any(c.isdigit() for c in found["rest"]):
            yield Span(*found.span())


def _without(text: str, content: Spans, datelines: Sequence[Span]) -> Spans:
    if not any(dateline.overlaps(span) for dateline in datelines for span in content):
        return content
    return tuple(kept for span in minus(content, datelines) if (kept := tight(text, span)))


def _contradicted(text: str, draft: Draft, content: Spans, drafts: Sequence[Draft]) -> Spans:
    """What is denied before "as X reported": what follows "not" at the content's end, or what a denial in it is about; nothing elsewhere."""
    last = content[-1] if content else None
    if last is None or last.end > draft.clause.start or not _AS.match(text, last.end, draft.clause.start):
        return ()
    if not _ENDS_IN_AS.search(text, last.start, draft.clause.start):
        return ()
    if found := _NOT_SO.search(text, last.start, last.end):
        return (Span(*found.span("other")),)
    denial = next((d for d in drafts if senses().get(d.lemma, _PLAIN).denies and last.holds(d.cue[0])), None)
    return tuple(Span(s.start, min(s.end, last.end)) for s in denial.content if s.start < last.end) if denial else ()
