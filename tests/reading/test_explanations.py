"""Explanations: the rival accounts a text gives, each with its holder."""

import pytest
from statement_reading import passages_of, statements_in

from hikiwake.reading.explanations import explanation_mentions


def claims(text):
    return [(x.claim, x.holder) for x in explanation_mentions("d", text, passages_of(text), statements_in(text))]


def test_an_announced_enumeration_gives_one_explanation_an_item():
    text = "Press commentary reduces the cooling to two factors. First, the army wants more. Second is the election in the north."
    assert claims(text) == [("the army wants more", "Press commentary"), ("the election in the north", "Press commentary")]


def test_two_causes_on_one_verb_are_two_explanations_of_one_holder():
    text = "Many attributed the thaw to the visit of the minister and to the fall in the price of gas."
    assert claims(text) == [("the visit of the minister", "Many"), ("the fall in the price of gas", "Many")]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The talks broke down because the army refused to leave the valley.", "the army refused to leave the valley"),
        ("The deadlock in the negotiations is due to the election in the north.", "the election in the north"),
        (
            "The main reason for the delay is that neither president can sign before June.",
            "that neither president can sign before June",
        ),
        ("One explanation is that the mediator has lost heart.", "that the mediator has lost heart"),
        ("The silence can be explained by the fear of leaks.", "the fear of leaks"),
    ],
)
def test_a_cause_of_the_course_of_talks_is_an_explanation(text, claim):
    assert [c for c, _ in claims(text)] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "He was late because of the snow.",
        "The call is attributed to a senior official, and the text is to be released.",
        "There are two lakes. First comes the northern one.",
        "",
    ],
)
def test_a_small_thing_is_no_explanation_of_relations(text):
    assert claims(text) == []


def test_what_an_author_sets_against_a_questioned_account_is_his_own_explanation():
    text = (
        "Commentary reduces the cooling to two factors. First, the army. Second, the election. But is this really what is happening?\n\n"
        "First, the talks are kept so secret that nobody knows what is discussed.\n\n"
        "Second, seven months is a short time for an old quarrel.\n\n"
        "Third, one should not blame the election too early."
    )
    own = [claim for claim, holder in claims(text) if holder is None]
    assert own[:2] == [
        "the talks are kept so secret that nobody knows what is discussed",
        "seven months is a short time for an old quarrel",
    ]
    assert not any("blame" in claim for claim in own)
