"""Direct speech: which cue a quotation belongs to, and what that makes of the content.

A quotation goes to the nearest cue of its own sentence that can introduce one. One that stands alone after a quoted sentence of the same
paragraph, or that carries on the paragraph before, goes on with that statement; otherwise it stays unattributed, never the nearest name's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hikiwake.reading.statements.draft import Draft, joined, minus, tight
from hikiwake.reading.statements.places import Places
from hikiwake.reading.statements.quotation import Quotation, calls_for_a_cue
from hikiwake.record.model import Span

_SENTENCE_ENDS = ".!?;\n"
_FARTHEST_BEFORE = 70  # characters between a quotation and the clause that follows it
_FARTHEST_ON = 200  # between the clause and a quotation that goes on
_FARTHEST_AFTER = 160  # between a clause and the quotation that it introduces


def with_quotations(text: str, drafts: Sequence[Draft], quotes: Sequence[Quotation], paragraphs: Sequence[Span]) -> list[Draft]:
    """The drafts with their quotations in their content; those within a quotation keep to it."""
    held = Places.of((q.span, i) for i, q in enumerate(quotes))
    drafts = [_kept_inside(text, d, [quotes[i] for i in held.holding(d.cue[0])]) for d in drafts]
    within = Places.of((p, i) for i, p in enumerate(paragraphs))
    beside: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if not held.holding(draft.cue[0]):
            for k in within.holding(draft.cue[0]):
                beside.setdefault(k, []).append(i)
    owned: dict[int, list[Quotation]] = {}
    last: int | None = None
    for quote in quotes:
        place = next(iter(within.holding(quote.span)), None)
        if place is None:
            continue
        owner = _owner(text, quote, drafts, beside.get(place, ()))
        if owner is None:
            owner = _owner_across(text, quote, place, paragraphs, drafts, beside)
        if owner is None and last is not None and _goes_on(text, quote, paragraphs[place], owned[last][-1], drafts[last]):
            owner = last
        if owner is not None:
            owned.setdefault(owner, []).append(quote)
        last = owner if owner is not None and drafts[owner].takes_quote else None
    return [_quoted(text, d, owned[i]) if i in owned else d for i, d in enumerate(drafts)]


def _kept_inside(text: str, draft: Draft, holders: Sequence[Quotation]) -> Draft:
    """A cue within a quotation attributes nothing outside it, whatever the parser thought."""
    if not holders:
        return draft
    holder = holders[0]
    inner = holder.inner
    clipped = [Span(max(s.start, inner.start), min(s.end, inner.end)) for s in draft.content if s.overlaps(inner)]
    content = [kept for s in clipped if (kept := tight(text, s))]
    source = tuple(s for s in draft.source if inner.holds(s))
    return replace(draft, content=joined(content), source=source, takes_quote=False)


def _owner(text: str, quote: Quotation, drafts: Sequence[Draft], beside: Sequence[int]) -> int | None:
    """The draft whose quotation this is: the one that already holds a part of it, else the nearest in its sentence."""
    best: tuple[float, int] | None = None
    for i in beside:
        draft = drafts[i]
        holds = any(s.overlaps(quote.span) for s in draft.content)
        distance = _distance(text, quote, draft) if draft.takes_quote else None
        if distance is None:
            if not holds:
                continue
            distance = 100.0
        if holds:
            distance -= 60
        if best is None or distance < best[0]:
            best = (distance, i)
    return best[1] if best else None


def _owner_across(
    text: str,
    quote: Quotation,
    place: int,
    paragraphs: Sequence[Span],
    drafts: Sequence[Draft],
    beside: Mapping[int, Sequence[int]],
) -> int | None:
    """The draft of the paragraph before, which ends in a colon, or of the one behind, which begins with its cue: the line was broken between them."""
    here = paragraphs[place]
    if place and not text[here.start : quote.span.start].strip() and paragraphs[place - 1].cut(text).rstrip().endswith(":"):
        sayings = [i for i in beside.get(place - 1, ()) if drafts[i].takes_quote]
        last = max(sayings, key=lambda i: drafts[i].cue[-1].end, default=None)
        if last is not None and _is_one_sentence(text[drafts[last].cue[-1].end : paragraphs[place - 1].end]):
            return last
    ends_here = not text[quote.span.end : here.end].strip(" ,")
    if place + 1 < len(paragraphs) and ends_here and calls_for_a_cue(text, quote):
        begin = paragraphs[place + 1].start
        at_once = [i for i in beside.get(place + 1, ()) if drafts[i].takes_quote and drafts[i].clause.start == begin]
        return min(at_once, default=None)
    return None


def _is_one_sentence(gap: str) -> bool:
    return len(gap) <= _FARTHEST_AFTER and not any(c in _SENTENCE_ENDS for c in _without_abbreviations(gap.rstrip()))


def _distance(text: str, quote: Quotation, draft: Draft) -> float | None:
    """How far clause and quotation stand apart; None where a sentence ends between them."""
    clause = draft.clause
    words = len(quote.span.cut(text).split())
    if quote.span.end <= clause.start:
        if words < 5 and not _starts_sentence(text, quote):
            return None
        gap, farthest = text[quote.span.end : clause.start], _FARTHEST_BEFORE
        if gap.strip() and not calls_for_a_cue(text, quote):
            return None
        penalty = 0 if calls_for_a_cue(text, quote) else 80
    elif draft.cue[-1].end <= quote.span.start:
        gap, farthest = text[draft.cue[-1].end : quote.span.start], _FARTHEST_AFTER
        penalty = 0
        is_scare = words < 5 and not draft.content and gap.strip() not in ("", ":", ",", "that") and gap.strip()[-1:] not in ":,"
        if is_scare:
            return None
    else:
        return None
    leaves_brackets = ")" in gap and "(" not in gap.split(")")[0]
    if len(gap) > farthest or leaves_brackets or any(c in _SENTENCE_ENDS for c in _without_abbreviations(gap)):
        return None
    return len(gap) + penalty


def _without_abbreviations(gap: str) -> str:
    """Full stops inside or after a short capitalised word end no sentence ("Sen. Corker", "U.S.")."""
    words = gap.split(" ")
    return " ".join(w.replace(".", "") if w[:1].isupper() and len(w) <= 6 else w for w in words)


def _goes_on(text: str, quote: Quotation, paragraph: Span, before: Quotation, draft: Draft) -> bool:
    if quote.continues:
        return True
    if not paragraph.holds(before.span) and not paragraph.holds(draft.cue[0]):
        return False
    sentence_before = text[max(before.span.end, draft.cue[-1].end) : quote.span.start].rstrip()
    starts_a_sentence = sentence_before[-1:] in (".", "!", "?", ":") or not sentence_before
    is_bare = not text[quote.span.end : quote.span.end + 2].strip()
    nothing_between = len(sentence_before) <= _FARTHEST_ON and _without_abbreviations(sentence_before).count(".") <= 1
    return starts_a_sentence and is_bare and nothing_between and text[quote.inner.start].isupper()


def _quoted(text: str, draft: Draft, quotes: Sequence[Quotation]) -> Draft:
    """The draft with its quotations: alone where they are whole sentences, joined to the paraphrase where they are parts of one."""
    first = quotes[0]
    clause = draft.clause
    if not draft.takes_quote:
        return replace(draft, content=joined([*draft.content, *_touched(draft, quotes)]), is_quoted=True)
    rest = list(draft.content)
    if first.span.end <= clause.start and _starts_sentence(text, first):
        rest = [s for s in rest if s.start >= clause.end and not text[clause.end : s.start].strip(" ,")]
        rest = [] if any(q.span.start >= clause.end for q in quotes) else rest
        rest = [s for s in rest if s.start >= clause.end + 1 and not _is_short(s)]
    elif first.span.start >= draft.cue[-1].end and _introduces(text[draft.cue[-1].end : first.span.start]):
        rest = [s for s in rest if s.end > first.span.start]
    spans = [*minus(rest, [clause]), *(q.span for q in quotes)]
    content = [t for s in joined(spans) if (t := s if _is_quote(text, s) else tight(text, s))]
    return replace(draft, content=joined(content), is_quoted=True)


def _introduces(gap: str) -> bool:
    """Whether nothing stands between cue and quotation; or a line ends there in a colon."""
    return gap.strip() in ("", ",", ":", "that") or (gap.rstrip().endswith(":") and "\n" in gap)


def _touched(draft: Draft, quotes: Sequence[Quotation]) -> list[Span]:
    return [q.span for q in quotes if any(s.overlaps(q.span) for s in draft.content)]


def _is_short(span: Span) -> bool:
    return span.end - span.start < 12


def _is_quote(text: str, span: Span) -> bool:
    return not text[span.start].isalnum()


def _starts_sentence(text: str, quote: Quotation) -> bool:
    before = text[: quote.span.start].rstrip(" \t\u00a0")
    return not before or before[-1] in '.!?\n:”"’—–' or quote.span.start == 0
