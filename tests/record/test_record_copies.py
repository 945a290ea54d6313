"""The same story in two papers: told as one wire copy whatever each paper did to it, and counted once."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from record_examples import actor, document, mention, report

from hikiwake.record.merging import merged
from hikiwake.record.merging.copies import Copies
from hikiwake.record.model import (
    Anchor,
    Certainty,
    Contents,
    Correction,
    Document,
    Event,
    Phrase,
    Polarity,
    Said,
    Span,
    Statement,
)
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

STORY = (
    "Norway's Ingrid Solvang met Russia's Pavel Grushin in Kirkenes on 12 March 2021 and promised a hotline for the coast guards.",
    "The two ministers spent three hours in the old customs house above the harbour, where the heating had failed, and came out in coats.",
    "Fishermen on both sides have waited since autumn for word on the cod quota, which the joint commission was to set before Christmas.",
    "A second meeting is planned for June in Murmansk, though neither ministry would say who is to pay for the hotline's upkeep.",
    "Kirkenes has lived from the border for a century, and its mayor said that a telephone was better than a fence.",
)
ANOTHER = (
    "Ministers Solvang and Grushin talked in Kirkenes on Friday. A telephone line between the coast guards was agreed on in principle.",
    "The cod quota stayed open. It had been due in December, and skippers in Vardo and Murmansk complain that they cannot plan.",
    "Their talks will go on in Murmansk in June, officials of both countries said, without naming a day or an agenda.",
)


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def paper(words: str, name: str, publisher: str | None, day: str = "2021-03-13", title: str | None = None) -> Document:
    doc = document(words, name=name, publisher=publisher, date=from_timex(day))
    return doc if title is None else Document(**{**{f: getattr(doc, f) for f in doc.__slots__}, "title": title})


WIRE = paper(text(*STORY), "wire.txt", "Barents Wire", title="Hotline for the coast guards")
CHANGES: dict[str, Callable[[], str]] = {
    "another headline": lambda: text("Cold house, warm words", *STORY),
    "another dateline": lambda: text("KIRKENES, March 12 (BW) - " + STORY[0], *STORY[1:]),
    "a byline": lambda: text("By Our Own Correspondent", *STORY, "Kari Nord writes on the north for The Echo."),
    "trimmed from the end": lambda: text(*STORY[:3]),
    "trimmed to its half": lambda: text(STORY[0], STORY[2]),
    "a paragraph of its own at the end": lambda: text(*STORY, " ".join(ANOTHER)),
    "another order": lambda: text(STORY[0], STORY[2], STORY[1], STORY[4], STORY[3]),
    "lines broken anew, other quotation marks": lambda: text(*STORY).replace(" ", "\n", 40).replace("'", "’"),
    "a word changed in each sentence": lambda: (
        text(*STORY).replace("promised", "announced").replace("spent", "passed").replace("autumn", "spring")
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_copy_is_recognised_whatever_the_paper_did_to_it(change: str) -> None:
    echo = paper(CHANGES[change](), "echo.txt", "The Echo", "2021-03-14")
    copies = Copies([WIRE, echo])
    original = copies.of(echo.id)
    assert original == WIRE and copies.told(echo.id, WIRE) == "wire copy of Hotline for the coast guards (Barents Wire)"
    assert copies.of(WIRE.id) == echo and copies.told(WIRE.id, echo) == "its text is also that of echo.txt (The Echo)"


@pytest.mark.parametrize(
    "words",
    [
        text(*ANOTHER),
        text(*ANOTHER, "“A telephone is better than a fence”, the mayor of Kirkenes said."),
        text(STORY[0], *ANOTHER, *ANOTHER[::-1]),
        text("In brief", STORY[4]),
    ],
    ids=["another's report", "a quotation in common", "one sentence in common", "a note of a few words"],
)
def test_who_tells_the_same_in_other_words_is_no_copy(words: str) -> None:
    assert Copies([WIRE, paper(words, "echo.txt", "The Echo")]).of(WIRE.id) is None


def test_a_copy_is_recognised_where_no_blanks_part_the_words() -> None:
    story = (
        "ノルウェーのソルバング外相は12日、キルケネスでロシアのグルシン外相と会談し、沿岸警備隊の間にホットラインを設けることで合意した。"
        "両外相は漁業の割当量についても協議したが、結論は6月のムルマンスクでの会談に持ち越された。費用の負担について両国の外務省は明らかにしていない。"
    )
    own = (
        "北極圏の町キルケネスで12日に開かれた外相会談では、沿岸警備隊を結ぶ電話回線の開設が決まった。漁獲枠をめぐる交渉はなお続いており、"
        "漁師からは早期の決着を求める声が上がっている。次回は6月にムルマンスクで行われる見通しだと、両国の当局者が語った。"
    )
    wire, copy, other = paper(story, "a.txt", "A"), paper(f"北極の対話\n\n{story}", "b.txt", "B"), paper(own, "c.txt", "C")
    copies = Copies([wire, copy, other])
    assert copies.of(copy.id) == wire and copies.of(other.id) is None


def test_of_several_the_earliest_is_the_original_and_one_paper_s_second_text_is_another_copy() -> None:
    late = paper(CHANGES["another headline"](), "late.txt", "The Echo", "2021-03-20")
    again = paper(CHANGES["a byline"](), "again.txt", "Barents Wire", "2021-03-15")
    copies = Copies([late, again, WIRE])
    assert copies.of(late.id) == copies.of(again.id) == WIRE and copies.of(WIRE.id) == again
    assert copies.told(again.id, WIRE) == "another copy of Hotline for the coast guards (Barents Wire)"


def test_what_pages_say_around_their_texts_makes_no_copy() -> None:
    """Two papers of one house ask for cookies in the same words, at length."""
    notice = "We and our partners store and access information on your device, such as unique identifiers in cookies. " * 3
    both = []
    for words, name in ((STORY[1], "a.txt"), (ANOTHER[0], "b.txt")):
        doc = paper(text(notice, words), name, name)
        both.append(Document(doc.id, doc.name, doc.text, (Span(len(notice) + 2, len(doc.text)),), publisher=name))
    assert Copies(both).of(both[0].id) is None


def test_support_counts_independent_texts_only() -> None:
    def told(words: str, day: str, name: str, publisher: str) -> tuple[Document, Event]:
        doc = paper(words, name, publisher)
        sides = {
            "sources": (actor(words, "Solvang", "Ingrid Solvang", "NOR"),),
            "targets": (actor(words, "Grushin", "Pavel Grushin", "RUS"),),
        }
        trigger = "met" if "met" in words else "talked"
        one = report(doc, trigger, cameo="040", date=mention(words, day, "2021-03-12"), goldstein=1.0, **sides)
        return doc, Event(name, (one,))

    copies = [
        told(CHANGES[c](), "12 March 2021", f"{i}.txt", f"Paper {i}")
        for i, c in enumerate(["another headline", "trimmed from the end", "a byline"])
    ]
    own = told(text(*ANOTHER), "Friday", "own.txt", "The Review")
    for both, independent in ((copies, 1), ([*copies, own], 2)):
        (event,) = merged(Contents(tuple(d for d, _ in both), tuple(e for _, e in both))).events
        assert len(event.reports) == len(both) and event.independent == independent


def test_what_a_copy_prints_again_is_said_once_unless_an_analyst_put_it_right_or_looked_at_it() -> None:
    """Each of two papers has the sentence; so has one that tells the same by itself, in the same words."""

    def said(document: Document, id: str, corrected: Correction | None = None) -> Said:
        words = next(line for line in document.text.split("\n") if line.strip())
        start = document.text.index(words)
        content = Phrase(words, (Span(start, start + len(words)),))
        fact = Statement(document.id, None, None, content, None, False, Grade.OPINION, Certainty.CERTAIN, Polarity.POSITIVE)
        return Said(id, fact, None, corrected)

    one, copy = (paper(text(*STORY), f"{n}.txt", f"Paper {n}") for n in (1, 2))
    copy = replace(copy, id="z" * 64)
    events = (Event("e1", (report(one, "met", cameo="040"),)),)
    statements = (said(one, "s1"), said(copy, "s2"))
    whole = Contents((one, copy), events, statements)
    assert [s.id for s in merged(whole).statements] == ["s1"]
    assert [s.id for s in merged(replace(whole, reviewed=frozenset({"s2"}))).statements] == ["s1", "s2"]
    assert [s.id for s in merged(replace(whole, documents=(copy, one))).statements] == ["s1"]
    put_right = replace(statements[1], corrected=Correction("s2", Anchor(copy.id, "x"), "statement", by="Ruth"))
    assert [s.id for s in merged(replace(whole, statements=(statements[0], put_right))).statements] == ["s1", "s2"]
