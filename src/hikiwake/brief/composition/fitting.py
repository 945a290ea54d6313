"""Fitting page one to its page: what is left out, and in which order, until the words are few enough."""

from collections.abc import Sequence
from dataclasses import replace

from hikiwake.brief import english
from hikiwake.brief.composition.clauses import at_clause
from hikiwake.brief.model import Block, Paragraph, Reasons, Section, sentences_of


def words_on(section: Section) -> int:
    """Words of page one as a reader counts them: heading, headings of parts, sentences."""
    count = english.word_count(section.title)
    for block in section.blocks:
        count += english.word_count(getattr(block, "heading", ""))
        count += sum(english.word_count(s.plain) for s in sentences_of(block))
    return count


def fitted(whole: Sequence[Block], title: str, most: int) -> tuple[Block, ...]:
    """Shortened until the page holds `most` words: first what a formula is worth in points, then conditions, then second pieces of
    evidence."""
    blocks = list(whole)

    def count() -> int:
        return words_on(Section("page-one", title, tuple(blocks)))

    while count() > most:
        spot = max(range(len(blocks)), key=lambda i: _spare(blocks[i]))
        if _spare(blocks[spot]) == 0:
            break
        blocks[spot] = _shorter(blocks[spot])
    return tuple(blocks)


def _spare(block: Block) -> int:
    """How many words could go."""
    match block:
        case Reasons(reasons=reasons):
            return max(
                (english.word_count(r.evidence[-1].plain) + 1000 * (len(r.evidence) > 1) for r in reasons if r.evidence),
                default=0,
            )
        case Paragraph(sentences=sentences, style="change") if any(";" in s.text for s in sentences):
            return 1400 + max(english.word_count(s.plain) for s in sentences)
        case Paragraph(sentences=sentences, style="", heading=heading) if heading and len(sentences) > 2:
            return max(english.word_count(s.plain) for s in sentences) + 1500 * any(s.key.endswith(":worth") for s in sentences)
        case Paragraph(sentences=sentences, style="change", heading=heading) if heading:
            longest = max(english.word_count(s.plain) for s in sentences)
            return longest if len(sentences) > 1 or longest > 24 else 0
    return 0


def _shorter(block: Block) -> Block:
    match block:
        case Reasons(reasons=reasons):
            spare = [
                1000 * (len(r.evidence) > 1) + (english.word_count(r.evidence[-1].plain) if r.evidence else 0) for r in reasons
            ]
            spot = spare.index(max(spare))
            return replace(
                block, reasons=tuple(replace(r, evidence=r.evidence[:-1]) if i == spot else r for i, r in enumerate(reasons))
            )
        case Paragraph(sentences=sentences):
            if block.style != "change":
                # The claim and what it comes to stay; figures go before names.
                gone = next((s for s in sentences if s.key.endswith(":worth")), sentences[-1])
                return replace(block, sentences=tuple(s for s in sentences if s is not gone))
            several = [s for s in sentences if ";" in s.text] or sentences
            longest = max(several, key=lambda s: english.word_count(s.plain))
            if ";" in longest.text:
                cut = replace(longest, text=longest.text.rsplit(";", 1)[0].rstrip() + ".")
                return replace(block, sentences=tuple(cut if s is longest else s for s in sentences))
            if len(sentences) > 1:
                return replace(block, sentences=sentences[:-1])
            most = len(longest.text) * 2 // 3
            text = f"{at_clause(longest.text, most)}."
            text = text if len(text) <= most else english.shortened(longest.text, most)  # the page is never longer than a page
            return replace(block, sentences=(replace(longest, text=text),))
    return block
