"""Words above a plot: each leads to its point, and no line runs through another's words."""

from hypothesis import given
from hypothesis import strategies as st

from hikiwake.drawing import Box, text_width
from hikiwake.relations.turn_labels import SIZE, Over, labels

SHEET = Box(2, 20, 328, 170)
WORDS = "Japan → China: express intent to meet or negotiate (31 events)"


def drawn(marks):
    """Boxes of all words, and the lines as x, top and bottom."""
    boxes, lines = [], []
    for mark in marks:
        at = dict(mark.attributes)
        if mark.tag == "line":
            assert at["x1"] == at["x2"]
            lines.append((float(at["x1"]), float(at["y1"]), float(at["y2"])))
        else:
            wide = text_width(mark.text, SIZE)
            left = float(at["x"]) - {"start": 0, "middle": wide / 2, "end": wide}[at.get("text-anchor", "start")]
            boxes.append(Box(left, float(at["y"]) - 0.8 * SIZE, left + wide, float(at["y"]) + 0.2 * SIZE))
    return boxes, lines


@given(st.lists(st.floats(34, 320), min_size=1, max_size=9), st.text("ab négotiation→", min_size=1, max_size=90))
def test_no_line_runs_through_words_and_none_overlap(places, words):
    marks, left = labels([Over(x, f"2012: {words}") for x in places], SHEET, 118)
    boxes, lines = drawn(marks)
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])
    assert not any(b.left < x < b.right and b.top < bottom and top < b.bottom for x, top, bottom in lines for b in boxes)
    assert all(SHEET.left - 1 <= b.left and b.right <= SHEET.right + 1 and b.top >= SHEET.top for b in boxes)
    assert len(left) < len(places)


def test_four_turns_within_four_years_are_all_named_where_there_is_room():
    marks, left = labels([Over(x, f"July 2012: {WORDS}") for x in (684.0, 634.0, 501.0, 455.0)], Box(2, 20, 878, 134), 170)
    assert left == [] and sum(mark.tag == "line" for mark in marks) >= 1


def test_words_end_after_a_whole_word():
    marks, _ = labels([Over(200.0, "September 2014: China → Japan: engage in negotiation (15 events)")], SHEET, 90)
    last = [mark.text for mark in marks if mark.tag == "text"][-1]
    assert last.endswith("…") and last[:-1].split()[-1] in {"engage", "in", "negotiation", "Japan:", "→"}
