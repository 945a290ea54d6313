"""Factuality: what the clause around an event's word says of its having happened, and how surely."""

import pytest
from statement_reading import passages_of

from hikiwake.reading.factuality import certainty_at, status_by_governor, status_by_mood, status_by_time
from hikiwake.record.model import Certainty, Status


def word(text, form):
    return next(t for t in passages_of(text)[0].doc if t.text == form)


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [
        ("The envoys managed to sign the treaty.", "sign", Status.ACTUAL),
        ("The envoys did not manage to sign the treaty.", "sign", Status.DENIED),
        ("The envoys failed to sign the treaty.", "sign", Status.DENIED),
        ("The envoys did not fail to sign the treaty.", "sign", Status.ACTUAL),
        ("The envoys refused to sign the treaty.", "sign", Status.DENIED),
        ("The envoys avoided signing the treaty.", "signing", Status.DENIED),
        ("The envoys will manage to sign the treaty.", "sign", None),
        ("The envoys plan to sign the treaty.", "sign", None),
        ("The envoys signed the treaty.", "signed", None),
    ],
)
def test_a_governor_says_whether_it_happened(text, form, status):
    assert status_by_governor(word(text, form)) is status


@pytest.mark.parametrize(
    ("text", "form", "status"),
    [
        ("Sign the treaty now.", "Sign", Status.HYPOTHETICAL),
        ("Please sign the treaty.", "sign", Status.HYPOTHETICAL),
        ("Did they sign the treaty?", "sign", Status.HYPOTHETICAL),
        ("Who signed the treaty?", "signed", None),
        ("They signed the treaty.", "signed", None),
        ("Thank you for the letter.", "Thank", None),
    ],
)
def test_an_order_or_a_question_tells_no_fact(text, form, status):
    assert status_by_mood(word(text, form)) is status


def test_the_present_after_when_lies_ahead_with_its_main_clause():
    assert status_by_time(word("When the bank collapses, prices will rise.", "collapses")) is Status.PLANNED
    assert status_by_time(word("When the bank collapsed, prices rose.", "collapsed")) is None


@pytest.mark.parametrize(
    ("text", "form", "certainty"),
    [
        ("The company will close two plants.", "close", Certainty.CERTAIN),
        ("The company may close two plants.", "close", Certainty.POSSIBLE),
        ("The company is expected to close two plants.", "close", Certainty.PROBABLE),
        ("The device appears to run on batteries.", "run", Certainty.PROBABLE),
        ("Shares fell on fears of a recession.", "recession", Certainty.POSSIBLE),
        ("The company closed two plants.", "closed", Certainty.CERTAIN),
    ],
)
def test_a_hedge_beside_or_above_the_word_counts(text, form, certainty):
    assert certainty_at(word(text, form), is_open=False) is certainty


def test_what_hangs_on_a_condition_is_open():
    assert certainty_at(word("The company would close two plants.", "close"), is_open=True) is Certainty.UNKNOWN
