"""Talks that begin or stop belong to the two states that a document is about."""

import pytest
from coding_reading import events_of

PAIR = (
    "Norway and Russia have quarrelled over the line since the war. Norway wants the middle; Russia wants the sector. "
    "Neither Norway nor Russia has yielded. "
)
ONE = "Norway votes in autumn. Norway has four parties. The Norwegian press expects Norway to turn left. "


def talks(text: str) -> list[tuple[str | None, list[str | None]]]:
    return [(r.cameo, sorted(a.country or "" for a in r.sources)) for r in events_of(text) if r.cameo in ("046", "164")]


@pytest.mark.parametrize(
    ("sentence", "cameo"),
    [
        ("Negotiations practically stopped after the winter.", "164"),
        ("The talks collapsed in 1998.", "164"),
        ("Negotiations between the two broke down.", "164"),
        ("In May the negotiations began again.", "046"),
        ("Talks looked to have started.", "046"),
    ],
)
def test_talks_of_nobody_in_particular_are_the_pairs(sentence, cameo):
    assert talks(PAIR + sentence) == [(cameo, ["NOR", "RUS"])]


@pytest.mark.parametrize(
    "sentence", ["Talks with the unions stopped.", "His talks began on Monday.", "The talks did not stop.", "Trade stopped."]
)
def test_talks_of_somebody_else_are_not(sentence):
    assert talks(PAIR + sentence) == []


def test_a_document_about_one_state_lends_nobody():
    assert talks(ONE + "Negotiations stopped.") == []
