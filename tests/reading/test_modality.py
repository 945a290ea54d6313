"""Modality: certainty and polarity of what is said, from its words and the cue."""

import pytest

from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.record.model import Certainty, Polarity


@pytest.mark.parametrize(
    ("content", "lemma", "certainty"),
    [
        ("that the line is drawn", "say", Certainty.CERTAIN),
        ("that the line will be drawn", "say", Certainty.CERTAIN),
        ("that the line can be drawn", "say", Certainty.CERTAIN),
        ("that the line should be drawn", "say", Certainty.CERTAIN),
        ("that the line may be drawn", "say", Certainty.POSSIBLE),
        ("that if the line is drawn, peace will come", "say", Certainty.POSSIBLE),
        ("that peace would come if the line were drawn", "say", Certainty.POSSIBLE),
        ("that the line is drawn", "hope", Certainty.POSSIBLE),
        ("that the line is likely to be drawn", "say", Certainty.PROBABLE),
        ("“I think that the line is drawn,”", "say", Certainty.PROBABLE),
        ("that the line is drawn", "believe", Certainty.PROBABLE),
        ("that the line was drawn in haste", "suggest", Certainty.PROBABLE),
        ("that a line be drawn and kept", "suggest", Certainty.CERTAIN),
        ("a new line", "suggest", Certainty.CERTAIN),
        ("whether the line is drawn", "ask", Certainty.UNKNOWN),
        ("him to draw the line", "ask", Certainty.CERTAIN),
        ("“Is it drawn?”", "say", Certainty.UNKNOWN),
        ("that it was too early to say who had drawn it", "say", Certainty.UNKNOWN),
        ("that the line is drawn, which may please nobody", "say", Certainty.CERTAIN),
        ("that the line is drawn for those who might cross it", "say", Certainty.CERTAIN),
    ],
)
def test_certainty_is_read_from_the_words_and_the_cue(content, lemma, certainty):
    assert certainty_of(content, lemma=lemma) is certainty


@pytest.mark.parametrize(
    ("cue", "lemma", "certainty"),
    [
        ("is unlikely to give", "give", Certainty.PROBABLE),
        ("did not know", "know", Certainty.UNKNOWN),
        ("may have thought", "think", Certainty.POSSIBLE),
        ("There is no doubt", "doubt", Certainty.CERTAIN),
    ],
)
def test_the_cue_s_own_words_count(cue, lemma, certainty):
    assert certainty_of("that the line is drawn", cue=cue, lemma=lemma) is certainty


@pytest.mark.parametrize(
    ("content", "lemma", "is_negated", "polarity"),
    [
        ("that the line is drawn", "say", False, Polarity.POSITIVE),
        ("that the line is not drawn", "say", False, Polarity.NEGATIVE),
        ("that nobody drew it", "say", False, Polarity.NEGATIVE),
        ("that it is unlikely to be drawn", "say", False, Polarity.NEGATIVE),
        ("that the line is not only drawn but kept", "say", False, Polarity.POSITIVE),
        ("that there is no doubt about the line", "say", False, Polarity.POSITIVE),
        ("that the line is drawn", "deny", False, Polarity.NEGATIVE),
        ("that the line is not drawn", "deny", False, Polarity.POSITIVE),
        ("that the line is drawn", "deny", True, Polarity.POSITIVE),
        ("the raid", "condemn", False, Polarity.POSITIVE),
        ("the proposal", "rule out", False, Polarity.NEGATIVE),
        ("that the line is drawn, which nobody saw", "say", False, Polarity.POSITIVE),
    ],
)
def test_a_denial_and_a_negation_cancel_out(content, lemma, is_negated, polarity):
    assert polarity_of(content, lemma=lemma, is_negated=is_negated) is polarity


def test_no_doubt_affirms():
    assert polarity_of("that the line is drawn", cue="There is no doubt", lemma="doubt") is Polarity.POSITIVE
