"""Interviews and broadcasts: questions are no statements, answers are the interviewee's, a surname in capitals is the person of that name."""

import pytest
from statement_reading import source, statements_in

from hikiwake.record.model import Statement
from hikiwake.terms.grades import Grade

LEAD = """A talk about the bridge

Foreign Minister Mira Kosta of Norway spoke to Jens Holm in Oslo on 3 May 2026.

"""
ANSWERS = ["Yes. Norway will open the bridge in June.", "That is false. The bridge stands."]
BROADCAST = """HOST: Good evening. With me is Defence Minister Erik Lund. Norway seized a Swedish trawler yesterday. Minister, why?

LUND: The trawler was fishing in our waters. I told the Swedish ambassador that we have the log.

HOST: The Swedish prime minister said that the trawler was in Swedish waters.

LUND: Sweden is mistaken.

HOST: Thank you, Minister.
"""
BY_NAME = """Ambassador Rosa Quispe talked to Luis Vega of this paper.

Luis Vega: Will Peru close the border with Chile?

Rosa Quispe: Peru will not close the border. Chile knows that.

Luis Vega: And the fishermen?

Rosa Quispe: Chile has released the fishermen. Why should we quarrel?
"""
POSITIONS = """Norway: the line is the median line.

Sweden: the line is drawn by the treaty of 1810.
"""


def turns_of(text: str) -> list[tuple[str | None, str]]:
    return [(_name(s), s.content.text) for s in statements_in(text) if s.quoted and s.via is None]


def _name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None


@pytest.mark.parametrize(
    ("q", "a"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("Q – ", "A – "),
        ("Q1: ", "A1: "),
        ("**Q:** ", "**A:** "),
        ("Question: ", "Answer: "),
        ("Q  ", "A  "),
        ("Q\u00a0\u00a0\u00a0 ", "A\u00a0\u00a0\u00a0 "),  # as web pages print it
    ],
)
def test_an_answer_is_the_interviewees_and_a_question_is_nobodys_statement(q: str, a: str):
    text = (
        LEAD
        + f"{q}Will Norway open the bridge?\n\n{a}{ANSWERS[0]}\n\n{q}The bridge is not safe, people think.\n\n{a}{ANSWERS[1]}\n"
    )
    assert [said for _, said in turns_of(text)] == ANSWERS
    if a.strip() != "A" and "–" not in a:  # where a sign stands behind the label
        assert {name for name, _ in turns_of(text)} == {"Mira Kosta"}
        assert {s.grade for s in statements_in(text) if s.quoted} == {Grade.ON_RECORD}


def test_questions_and_answers_may_stand_in_one_paragraph():
    text = LEAD + f"Question: Will Norway open the bridge? Answer: {ANSWERS[0]} Question: Is it safe? Answer: {ANSWERS[1]}\n"
    assert turns_of(text) == [("Mira Kosta", said) for said in ANSWERS]


def test_whom_the_title_says_to_be_interviewed_is_preferred_to_who_is_named_first():
    text = "Jens Holm of this paper interviewed Mira Kosta in Oslo.\n\nQ: Will it open?\n\nA: It will open in June.\n\nQ: When?\n\nA: On the first.\n"
    assert {name for name, _ in turns_of(text)} == {"Mira Kosta"}


def test_answers_of_nobody_named_have_no_speaker():
    assert {name for name, _ in turns_of("Q: Will it open?\n\nA: It will.\n\nQ: When?\n\nA: In June, at noon.\n")} == {None}


def test_a_presenters_turns_are_no_statements_and_a_surname_is_the_person_named_elsewhere():
    found = statements_in(BROADCAST)
    assert [s.content.text for s in found if source(s) == "LUND"][1] == "Sweden is mistaken."
    assert {_name(s) for s in found if source(s) == "LUND"} == {"Erik Lund"}
    assert not any(source(s) == "HOST" for s in found)
    assert not any("seized" in s.content.text for s in found)


def test_what_a_presenter_says_that_somebody_said_is_kept():
    assert any(source(s) == "The Swedish prime minister" for s in statements_in(BROADCAST))


def test_i_in_an_answer_is_who_answers():
    told = next(s for s in statements_in(BROADCAST) if source(s) == "I")
    assert _name(told) == "Erik Lund"


def test_names_in_running_text_are_labels_where_one_of_them_asks():
    assert [name for name, _ in turns_of(BY_NAME)] == ["Rosa Quispe", "Rosa Quispe"]
    assert not any(source(s) == "Luis Vega" for s in statements_in(BY_NAME))


def test_positions_of_two_states_are_no_interview():
    assert [source(s) for s in statements_in(POSITIONS)] == ["Norway", "Sweden"]


def test_a_paragraph_that_begins_with_an_article_is_no_answer():
    text = "Q: Will it open?\n\nKOSTA: It will.\n\nA Western diplomat said that it would not.\n"
    assert any(source(s) == "A Western diplomat" for s in statements_in(text))
