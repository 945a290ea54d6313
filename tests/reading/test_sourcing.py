"""Sourcing: what grade a channel earns, and what grade holds at a place of the text."""

import pytest
from statement_reading import statements_in

from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.reading.sourcing import Channel, grade_at, grade_of
from hikiwake.record.model import Actor, Certainty, Polarity, Span
from hikiwake.terms.grades import Grade

PAPER = Actor("El Comercio", Span(0, 11), "El Comercio", "PER", "MED")


@pytest.mark.parametrize(
    ("channel", "grade"),
    [
        (Channel("Abe", None, "speech", "state", is_quoted=True, has_name=True), Grade.ON_RECORD),
        (Channel("Abe", None, "speech", "declare", is_public=True, has_name=True), Grade.ON_RECORD),
        (Channel("Abe", None, "speech", "say", has_name=True), Grade.ATTRIBUTED),
        (Channel("Abe", None, "belief", "think", is_quoted=True, has_name=True), Grade.ATTRIBUTED),
        (Channel("Putin", None, "speech", "state", is_quoted=True, is_hedged=True, has_name=True), Grade.REPORTED),
        (Channel("a senior official", None, "speech", "say", is_quoted=True), Grade.ANONYMOUS),
        (Channel("officials in Tokyo", None, "speech", "say", has_name=True), Grade.ANONYMOUS),
        (Channel("Ivan Petrov, an official who asked not to be named", None, "speech", "say", has_name=True), Grade.ANONYMOUS),
        (Channel("a farmer", None, "speech", "say", is_quoted=True), Grade.ANONYMOUS),
        (Channel("the spokesman", None, "speech", "say"), Grade.ATTRIBUTED),
        (Channel("a spokesman", None, "speech", "say"), Grade.ANONYMOUS),
        (Channel("many", None, "belief", "feel"), Grade.SPECULATION),
        (Channel("Some in the ministry", None, "speech", "say"), Grade.SPECULATION),
        (Channel("the media", None, "speech", "say"), Grade.SPECULATION),
        (Channel("Japanese press commentary", None, "causal", "reduce"), Grade.SPECULATION),
        (Channel("Japanese media", None, "speech", "report"), Grade.REPORTED),
        (Channel("El Comercio newspaper", PAPER, "speech", "say", has_name=True), Grade.ATTRIBUTED),
        (Channel(None, None, "speech", "say"), Grade.REPORTED),
        (Channel(None, None, "belief", "expect"), Grade.SPECULATION),
        (Channel(None, None, "appearance", "seem"), Grade.OPINION),
        (Channel("I", None, "belief", "think"), Grade.OPINION),
        (Channel("we", None, "speech", "propose", is_speech=True), Grade.ON_RECORD),
        (Channel("Moscow", None, "intent", "want", has_name=True, is_supposed=True), Grade.OPINION),
    ],
)
def test_a_channel_earns_its_grade(channel, grade):
    assert grade_of(channel) is grade


def test_a_place_told_by_nobody_else_has_no_grade_of_its_own():
    text = "The convoy crossed the river. Kosta said that the bridge was closed."
    statements = statements_in(text)
    assert grade_at(Span(0, 10), statements) == (None, None)


def test_a_place_in_a_chain_has_the_grade_of_the_innermost_statement():
    text = "Kyodo reported that Putin said the talks would continue."
    at = text.index("continue")
    assert grade_at(Span(at, at + 8), statements_in(text)) == (Grade.REPORTED, 1)


@pytest.mark.parametrize(
    ("content", "lemma", "certainty"),
    [
        ("that the line is drawn", "say", Certainty.CERTAIN),
        ("that the line may be drawn", "say", Certainty.POSSIBLE),
        ("that the line is likely to be drawn", "say", Certainty.PROBABLE),
        ("that the line is drawn", "believe", Certainty.PROBABLE),
        ("that the line is drawn", "hope", Certainty.POSSIBLE),
        ("whether the line is drawn", "ask", Certainty.UNKNOWN),
        ("“Is it drawn?”", "say", Certainty.UNKNOWN),
    ],
)
def test_certainty_is_read_from_the_words_and_the_cue(content, lemma, certainty):
    assert certainty_of(content, lemma=lemma) is certainty


@pytest.mark.parametrize(
    ("content", "lemma", "is_negated", "polarity"),
    [
        ("that the line is drawn", "say", False, Polarity.POSITIVE),
        ("that the line is not drawn", "say", False, Polarity.NEGATIVE),
        ("that the line is drawn", "deny", False, Polarity.NEGATIVE),
        ("that the line is not drawn", "deny", False, Polarity.POSITIVE),
        ("that the line is drawn", "deny", True, Polarity.POSITIVE),
        ("the proposal", "rule out", False, Polarity.NEGATIVE),
        ("that the line is drawn, which nobody saw", "say", False, Polarity.POSITIVE),
    ],
)
def test_a_denial_and_a_negation_cancel_out(content, lemma, is_negated, polarity):
    assert polarity_of(content, lemma=lemma, is_negated=is_negated) is polarity
