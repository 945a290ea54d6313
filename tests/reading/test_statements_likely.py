"""What the fitted weights add to the rules, what they take away, and what must not depend on them."""

import pytest
from statement_reading import cue, passages_of, rows, source, statements_in

from hikiwake.reading.statements import likely
from hikiwake.reading.statements.likelihood import CueWeights, cue_weights
from hikiwake.reading.statements.signs import Signs

NOTHING_IS_LIKELY = CueWeights(-20.0, {}, frozenset(), 0.2, 0.1, 0.42, 0.6)


def test_the_weights_know_no_names() -> None:
    weights = cue_weights()
    assert len(weights.weights) > 10_000
    words = {part.partition("=")[2] for sign in weights.weights for part in sign.split("|")}
    assert not words & {"clinton", "obama", "cruz", "america", "washington"}


def test_a_word_that_no_rule_lists_attributes_where_it_is_likely() -> None:
    assert ("Kosta", "decried", "the lack of shells") in [r[:3] for r in rows("Kosta decried the lack of shells.")]


def test_a_cue_that_is_not_likely_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Maro, who is said to hope for rain, wants a boat."
    assert statements_in(text)
    monkeypatch.setattr(likely, "cue_weights", lambda: NOTHING_IS_LIKELY)
    assert statements_in(text) == []


def test_every_sign_of_a_word_is_given_once_and_without_the_document() -> None:
    (passage,) = passages_of("Kosta said on Monday that “no inch” would be given.")
    signs = Signs(passage, {}, [])
    for word in signs.candidates(frozenset()):
        given = signs.of(word)
        assert len(given) == len(set(given)) > 20


@pytest.mark.parametrize(
    ("text", "said_by", "words", "content"),
    [
        (
            "OSLO, 24 August 2009 – Norway and Russia will meet again in Moscow in September to discuss the division of the Barents Sea,"
            " Norwegian Foreign Minister Jonas Gahr Støre said on Monday.",
            "Norwegian Foreign Minister Jonas Gahr Støre",
            "said",
            "Norway and Russia will meet again in Moscow in September to discuss the division of the Barents Sea",
        ),
        ("The ministry began reporting that the river had risen.", "The ministry", "began reporting", "that the river had risen"),
        ("The parties voiced concern about the mines.", "The parties", "voiced concern about", "the mines"),
    ],
)
def test_the_speaker_is_the_one_beside_the_cue(text: str, said_by: str, words: str, content: str) -> None:
    assert [r[:3] for r in rows(text)] == [(said_by, words, content)]


def test_a_quotation_in_typewriter_marks_goes_on_behind_its_cue() -> None:
    (said,) = statements_in("''Can we hold the river?'' the colonel asked. ''I do not know. But we can hold the hill.''")
    assert source(said) == "the colonel"
    assert len(said.content.spans) == 2


def test_who_asked_not_to_be_named_has_said_nothing_by_it() -> None:
    found = statements_in("An official, who asked not to be named, said the fleets had reason to fear any change.")
    assert [cue(s) for s in found] == ["said"]


def test_who_a_speaker_is_stands_in_his_source() -> None:
    (said,) = statements_in("“The line holds,” said Maro, who was the president's adviser in 2012.")
    assert source(said) == "Maro, who was the president's adviser in 2012"
