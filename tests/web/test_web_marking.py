"""A document's text with its highlights: every piece cuts its words, whatever lies over it."""

import random
import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "record"))
from record_examples import article, documents_read, texts

from hikiwake.record.model import Event, Said, Span
from hikiwake.terms.grades import Grade
from hikiwake.web.marking import (
    LANES,
    Highlight,
    Kind,
    entries_over,
    highlights,
    lanes,
    moved_by_a_token,
    pieces,
    shown,
    steering,
)


def mark(entry: str, *spans: tuple[int, int], kind: Kind = Kind.EVENT) -> Highlight:
    return Highlight(entry, kind, "told", tuple(Span(*s) for s in spans), Grade.ATTRIBUTED)


def test_nested_overlapping_and_split_highlights_are_all_there():
    text = "0123456789abcdef"
    marks = [mark("outer", (2, 12)), mark("inner", (4, 6)), mark("crossing", (10, 14)), mark("split", (0, 1), (5, 8))]
    cut = pieces(text, marks)
    over = {i: {marks[n].entry for n in piece.over} for piece in cut for i in range(piece.start, piece.end)}
    for i in range(len(text)):
        assert over[i] == {m.entry for m in marks if any(s.start <= i < s.end for s in m.spans)}
    assert next(marks[n].entry for n in next(p for p in cut if p.start == 5).over) == "outer"  # the widest lies outside
    assert [p.start for p in cut if p.begins] == [0, 2, 4, 10]  # a split one begins once
    assert entries_over(marks, Span(5, 6)) == ("inner", "split", "outer")


def test_a_thousand_random_texts_are_cut_right():
    """Of emoji, combining marks, kana, Arabic, controls: tried 1,000, wrong cuts 0."""
    rng = random.Random(7)
    alphabet = [
        "a",
        " ",
        "\n",
        "é",
        "e\u0301",
        "🏝️",
        "👨‍👩‍👧",
        "島",
        "会",
        "\u202e",
        "\u200f",
        "س",
        "لام",
        "\x1b",
        "\u2067",
        "Ж",
        "\ufeff",
        "𝔘",
    ]
    wrong = 0
    for _ in range(1000):
        text = "".join(rng.choices(alphabet, k=rng.randint(1, 60)))
        marks = []
        for n in range(rng.randint(0, 8)):
            ends = [sorted(rng.sample(range(len(text) + 1), 2)) for _ in range(rng.randint(1, 2))] if len(text) > 1 else [[0, 1]]
            marks.append(mark(str(n), *((a, b) for a, b in sorted(ends))))
        cut = pieces(text, marks)
        wrong += "".join(text[p.start : p.end] for p in cut) != text
        wrong += any(len(p.shown) != p.end - p.start for p in cut)
        for n, one in enumerate(marks):
            told = {i for s in one.spans for i in range(s.start, s.end)}
            wrong += told != {i for p in cut if n in p.over for i in range(p.start, p.end)}
    assert wrong == 0


@given(texts, st.data())
def test_a_window_holds_what_lies_in_it(text, data):
    start, end = sorted((data.draw(st.integers(0, len(text) - 1)), data.draw(st.integers(1, len(text)))))
    end = max(end, start + 1)
    marks = [mark("all", (0, len(text))), mark("here", (start, end))]
    cut = pieces(text, marks, start=start, end=end, cuts=range(0, len(text), 3))
    assert (cut[0].start, cut[-1].end) == (start, end)
    assert all(set(p.over) == {0, 1} for p in cut)
    assert not any(p.start < at < p.end for p in cut for at in range(0, len(text), 3))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents_read())
def test_every_word_that_was_read_is_marked(read):
    document, reading = read
    events = [Event(f"e{i}", (r,)) for i, r in enumerate(reading.reports)]
    said = [Said(f"s{i}", s) for i, s in enumerate(reading.statements)]
    marks = highlights([*events, *said], document.id)
    assert {m.entry for m in marks} == {e.id for e in (*events, *said)}
    for entry in (*events, *said):
        firsts = [m for m in marks if m.entry == entry.id and m.is_first]
        assert len(firsts) == 1
    told = {(m.entry, s) for m in marks for s in m.spans}
    for event in events:
        assert {(event.id, event.best.span), *((event.id, s) for s in event.best.trigger.spans)} <= told
    assert all(0 <= lane < LANES for lane in lanes(marks).values())


def test_marks_stand_in_the_order_of_the_text():
    document, reading = article()
    events = [Event(f"e{i}", (r,)) for i, r in enumerate(reading.reports)]
    said = [Said(f"s{i}", s) for i, s in enumerate(reading.statements)]
    ids = list(dict.fromkeys(m.entry for m in highlights([*said, *reversed(events)], document.id)))
    assert ids == ["e0", "s2", "e1", "s0", "s1"]  # what it carries begins where it does
    assert highlights(events, "another document") == ()


def test_two_that_overlap_are_underlined_apart():
    got = lanes(
        [mark("a", (0, 10)), mark("b", (5, 15)), mark("c", (12, 20)), mark("d", (13, 14)), mark("e", (0, 3), kind=Kind.DATE)]
    )
    assert got["a"] != got["b"] and len({got["b"], got["c"], got["d"]}) == 3
    assert "e" not in got  # a date is part of an entry and has no line of its own


def test_what_steers_a_display_is_shown_and_named():
    text = "a\u202eb\x1b[2J\u200f\ttab\nline"
    assert shown(text) == "a\ufffdb␛[2J\u200f\ttab\nline"
    assert [(s.at, s.name) for s in steering(text, 100)] == [
        (101, "U+202E right-to-left override"),
        (103, "U+001B control character"),
    ]


def test_a_span_grows_and_shrinks_by_a_word():
    text = "Mr. Abe’s visit, 会談 in e\u0301te\u0301 2016"
    visit = Span(text.index("visit"), text.index("visit") + 5)
    assert moved_by_a_token(text, visit, "start", outward=True).cut(text) == "Abe’s visit"
    assert moved_by_a_token(text, visit, "end", outward=True).cut(text) == "visit,"
    assert moved_by_a_token(text, visit, "end", outward=False) == visit  # nothing would be left
    talks = Span(text.index("会"), text.index("会") + 2)
    assert moved_by_a_token(text, talks, "start", outward=False).cut(text) == "談"
    summer = Span(text.index("in"), text.index("in") + 2)
    assert moved_by_a_token(text, summer, "end", outward=True).cut(text) == "in e\u0301te\u0301"
    assert moved_by_a_token(text, Span(0, len(text)), "start", outward=True) == Span(0, len(text))


@given(texts, st.data())
def test_moving_an_edge_keeps_the_span_in_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for edge in ("start", "end"):
        wider = moved_by_a_token(text, span, edge, outward=True)
        narrower = moved_by_a_token(text, span, edge, outward=False)
        assert wider.holds(span) and span.holds(narrower) and wider.end <= len(text)
