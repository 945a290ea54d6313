"""Formulas: named settlements, their definitions and holders, and no other quoted word."""

import pytest
from statement_reading import passages_of, statements_in

from hikiwake.reading.formulas import formula_mentions


def formulas(text):
    return formula_mentions("d", text, passages_of(text), statements_in(text))


def terms(text):
    return [(f.term, f.definition) for f in formulas(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The mediator put forward the formula of ‘land first’ (return of the valley before any treaty).",
            [("land first", "return of the valley before any treaty")],
        ),
        (
            "They spoke of a formula of “one” (the northern islet) and “more” (a lease on the southern one).",
            [("one", "the northern islet"), ("more", "a lease on the southern one")],
        ),
        (
            "The position of “all or nothing” — that no treaty is possible without the whole valley — was given up.",
            [("all or nothing", "that no treaty is possible without the whole valley")],
        ),
        ("The “step-by-step” approach has failed twice.", [("step-by-step", None)]),
        ("It rested on the principle of ‘even, level or hikiwake’.", [("hikiwake", "even, level or hikiwake")]),
        ("The two plus two formula was never written down.", [("two plus two", None)]),
        ("The land for peace formula came back in May.", [("land for peace", None)]),
        (
            "A plan known as “the long lease”, that is, ninety-nine years of Chilean use, was leaked.",
            [("the long lease", "ninety-nine years of Chilean use, was leaked")],
        ),
    ],
)
def test_a_formula_is_found_with_what_it_is_said_to_mean(text, found):
    got = terms(text)
    assert [t for t, _ in got] == [t for t, _ in found]
    assert [d for _, d in got] == [d for _, d in found]


@pytest.mark.parametrize(
    "text",
    [
        "The ‘upturn’ did not last.",
        "He called the visit “a success”.",
        "Kosta said that “no inch” would be given and that the “old” map was wrong.",
        "Talks are kept in a ‘black box’.",
        "",
    ],
)
def test_a_word_in_quotation_marks_is_no_formula(text):
    assert formulas(text) == []


def test_a_formula_named_twice_is_one_with_both_places():
    text = "The principle of ‘draw’ is old. A breakthrough through ‘draw’ is possible."
    (formula,) = formulas(text)
    assert [s.cut(text) for s in formula.spans] == ["draw", "draw"]


def test_whoever_is_made_to_speak_of_a_formula_holds_it():
    (formula,) = formulas("President Kosta declared that the dispute should be settled on the principle of ‘half each’.")
    assert formula.holder is not None
    assert "Kosta" in formula.holder


def test_a_formula_that_the_press_guesses_at_has_no_holder():
    (formula,) = formulas("The media speculate that the formula of ‘half each’ will return.")
    assert formula.holder is None


def test_the_possessor_of_a_position_holds_it():
    (formula,) = formulas("Santiago's position of ‘not one stone’ did not change.")
    assert formula.holder == "Santiago"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In Quito this was soon known as “two plus two”; its enemies called it “one first”.", ["two plus two", "one first"]),
        ("What was needed, he said, was the Basque word “berdin”.", ["berdin"]),
        (
            "Lima never gave up its claim to three islands in one bunch, because it names them all.",
            ["three islands in one bunch"],
        ),
        ("A return of two and a half islands would be acceptable.", ["two and a half islands"]),
        ("They spoke of a “new, original and unconventional approach”.", ["new, original and unconventional approach"]),
    ],
)
def test_what_is_counted_or_given_a_name_is_a_formula(text, found):
    assert [t for t, _ in terms(text)] == found


def test_a_definition_may_stand_by_a_word_of_the_formula():
    text = "Is it “one plus omega” again? For the southern islet there would be an omega, that is to say a long lease."
    assert terms(text) == [("one plus omega", "a long lease")]
