"""Page one: the question, the answer, why, what speaks against it, and what would change it; one A4, at most 450 words.

A reason is a claim and its evidence, drawn from whichever rooms have a result (`reasons/`). Those that agree with the bottom line are its reasons,
the others speak against it.
"""

from collections.abc import Iterable

from hikiwake.assessment.cites import Words
from hikiwake.brief import english
from hikiwake.brief.composition import lately
from hikiwake.brief.composition.bottom_line import bottom_line, confidence
from hikiwake.brief.composition.coming import coming
from hikiwake.brief.composition.fitting import fitted
from hikiwake.brief.composition.material import BY_RULE, RECORD, Material, count_of
from hikiwake.brief.composition.reasons import Chosen, chosen
from hikiwake.brief.composition.reasons.clocks import clock_line
from hikiwake.brief.composition.signposts import come, signposts
from hikiwake.brief.composition.since import summary
from hikiwake.brief.model import Block, Paragraph, Reason, Reasons, Section, Sentence
from hikiwake.terms.grades import Grade

MOST_WORDS = 434  # of 450: the legend of the notes needs room too
_MOST_AGAINST = 2
# How many deeds of late, and whether plans without a day: the first that leaves room for all evidence, or for most.
_HAPPENED = ((4, True), (4, False), (3, True), (3, False))


def page_one(material: Material) -> Section:
    """At most `MOST_WORDS`; what is left out where there are more, `fitting` decides; plans without a day and a deed of late go before a piece of
    evidence."""
    has_come = come(material)
    has_told = [c for s in has_come for c in s.cites if isinstance(c, Words)]
    told = frozenset(c.entry for c in has_told)
    title = english.plain(material.assessment.case.question)
    pages: list[tuple[Block, ...]] = []
    for most, with_undated in _HAPPENED:
        comes = coming(material, but=has_told, with_undated=with_undated)
        blocks = _blocks(material, has_come, lately.sentences(material, most, but=told), comes)
        pages.append(fitted(blocks, title, MOST_WORDS))
        if _pieces_of_evidence(pages[-1]) == _pieces_of_evidence(blocks):
            break
    return Section("page-one", title, max(pages, key=_pieces_of_evidence))


def _pieces_of_evidence(blocks: Iterable[Block]) -> int:
    return sum(len(reason.evidence) for block in blocks if isinstance(block, Reasons) for reason in block.reasons)


def _blocks(material: Material, *happened: tuple[Sentence, ...]) -> list[Block]:
    """The whole page; `happened` is what came that was waited for, what is told of late and what comes."""
    found = chosen(material, is_lately_told=any(happened[:2]))
    against = found.against[:_MOST_AGAINST]
    blocks: list[Block] = [
        *_above(material, found, happened),
        *_reasons(found),
        *([Paragraph(_against(found, material), heading="What speaks against it")] if found.direction else []),
        Paragraph(signposts(material), "change", heading="What would change our mind"),
    ]
    keys = {a.claim.key for a in (*found.reasons, *against)}
    if "page_one:clocks" not in keys and (line := clock_line(material)):
        blocks.append(Paragraph((line,), heading="The clocks"))
    return blocks


def _above(material: Material, found: Chosen, happened: Iterable[tuple[Sentence, ...]]) -> list[Block]:
    """What stands above the reasons; `happened` is what came, comes or is told of late."""
    parts = (
        ((_as_of(material),), "as_of"),
        (_since(material), "since"),
        (_notice(material), "notice"),
        (bottom_line(material, found.reasons), "bottom_line"),
        ((confidence(material),), ""),
        *((some, "next") for some in happened),
    )
    return [Paragraph(sentences, style) for sentences, style in parts if sentences]


def _as_of(material: Material) -> Sentence:
    a = material.assessment
    contents = a.contents
    undated = sum(d.date is None and d.id not in contents.unread for d in contents.documents)
    text = f"As of {english.day(a.case.as_of)} · {english.documents_read(len(contents.documents), len(contents.unread), undated)}"
    counts = [f"{a.basis.by_grade[g]} {g.label}" for g in Grade if a.basis.by_grade.get(g)]
    entries = count_of(contents)
    if counts:
        text += f", {entries:,} {'entry' if entries == 1 else 'entries'}: {', '.join(counts)}"
    return Sentence("page_one:as_of", f"{text}.", (RECORD,))


def _since(material: Material) -> tuple[Sentence, ...]:
    found = material.since
    return (summary(found, material, "page_one:since"),) if found and found.since and not found.is_empty else ()


def _notice(material: Material) -> tuple[Sentence, ...]:
    """What the case says a reader must know of its sources."""
    notice = material.assessment.case.notice
    return (material.judged("page_one:notice", english.sentence(notice), "notice"),) if notice.strip() else ()


def _reasons(found: Chosen) -> list[Block]:
    n = len(found.reasons)
    if not n:
        return []
    what = ("reason" if n == 1 else "reasons") if found.direction else ("thing to know" if n == 1 else "things to know")
    heading = f"{english.capital(english.number(n))} {what}"
    return [Reasons(heading, tuple(Reason(a.claim, a.evidence) for a in found.reasons))]


def _against(found: Chosen, material: Material) -> tuple[Sentence, ...]:
    if not found.against:
        return (Sentence("page_one:against:none", "Nothing that was worked out here points the other way.", judgement=BY_RULE),)
    return tuple(s for a in found.against[:_MOST_AGAINST] for s in (a.claim, *a.evidence))
