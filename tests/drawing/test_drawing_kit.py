"""The drawing kit: labels never overlap, ticks are round, text is escaped."""

from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.drawing import Box, Data, Figure, Label, Scale, day_ticks, nice_ticks, place, text, text_width, wrap

BOUNDS = Box(0, 0, 660, 440)
_labels = st.lists(
    st.builds(
        Label,
        st.lists(st.text("abc defgW", min_size=1, max_size=22), min_size=1, max_size=3).map(tuple),
        st.floats(0, 660),
        st.floats(0, 440),
        size=st.sampled_from([11.0, 12.0, 14.0]),
        priority=st.floats(-5, 5),
    ),
    max_size=25,
)
_boxes = st.lists(st.builds(Box.around, st.floats(0, 660), st.floats(0, 440), st.floats(1, 12)), max_size=12)


@given(_labels, _boxes, _boxes)
def test_no_two_labels_overlap_and_none_covers_a_point_or_leaves_the_sheet(labels, points, lines):
    placed, unplaced = place(labels, BOUNDS, points, lines)
    assert len(placed) + len(unplaced) == len(labels)
    for i, one in enumerate(placed):
        assert BOUNDS.holds(one.box)
        assert not any(one.box.overlaps(point) for point in points)
        assert not any(one.box.overlaps(other.box) for other in placed[i + 1 :])


def test_a_label_alone_stands_right_of_its_point_without_a_leader():
    (only,), unplaced = place([Label(("Draw",), 100, 100)], BOUNDS)
    assert not unplaced and not only.leader and only.box.left > 100


def test_a_label_without_room_is_handed_back():
    label = Label(("far too long for so small a sheet",), 5, 5)
    assert place([label], Box(0, 0, 20, 20)) == ([], [label])


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6), st.integers(2, 12))
def test_ticks_are_round_within_the_range_and_not_too_many(low, width, most):
    ticks = nice_ticks(low, low + width, most)
    assert len(ticks) <= most
    assert all(low - 1e-6 * width <= t <= low + width + 1e-6 * width for t in ticks)


def test_decades_and_months_get_their_own_ticks():
    assert [words for _, words in day_ticks(date(1945, 1, 1), date(2016, 12, 9), 8)][:2] == ["1950", "1960"]
    assert day_ticks(date(2016, 3, 5), date(2016, 9, 1), 8)[0] == (date(2016, 4, 1), "Apr 2016")


@given(st.text(max_size=60), st.floats(30, 300))
def test_wrapping_keeps_every_line_within_its_width_and_loses_no_word(words, width):
    lines = wrap(words, width, 12)
    assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


def test_a_scale_runs_either_way():
    assert Scale(0, 10, 100, 0)(2.5) == 75
    assert Scale(3, 3, 0, 50)(3) == 25


@given(st.text(max_size=80))
def test_any_text_at_all_makes_well_formed_svg(words):
    figure = Figure(100, 50, (text(1, 1, words, size=12),), words, words, Data((), ()))
    root = ElementTree.fromstring(figure.svg("x"))
    assert root.find("{*}script") is None


def test_a_headline_with_markup_is_drawn_as_words():
    svg = text(0, 0, "</text><script>alert(1)</script>", size=12).svg()
    assert "<script" not in svg and "&lt;script&gt;" in svg


def test_a_mark_at_no_place_is_refused():
    with pytest.raises(ValueError, match="cannot place"):
        text(float("nan"), 0, "x", size=12).svg()
