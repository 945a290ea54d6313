"""Who says nothing, only asks, or takes his report back affirms nothing."""

import pytest

from hikiwake.reading.language import parse
from hikiwake.reading.modality import certainty_of, polarity_of
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.find import drafts_by_rule
from hikiwake.reading.statements.retracted import is_taken_back
from hikiwake.reading.statements.silent import says_nothing
from hikiwake.record.model import Certainty, Polarity, Span


def drafts(text: str) -> list[Draft]:
    (passages,) = parse([(text, [Span(0, len(text))])])
    return [draft for passage in passages for draft in drafts_by_rule(passage)]


@pytest.mark.parametrize(
    "text",
    [
        "Does Ghana deny that its troops crossed the border?",
    ],
)
def test_who_does_not_say_it_or_is_only_asked_says_nothing(text: str) -> None:
    found = drafts(text)
    assert found
    assert all(says_nothing(draft, text) for draft in found)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not say that the boat was its own.",
        "The ministry said who had fired.",
        "The ministry did not say whose boat it was.",
        "Neither side said that it would sign.",
        "Ghana denied that its troops crossed the border.",
    ],
)
def test_who_affirms_or_denies_something_says_it(text: str) -> None:
    found = drafts(text)
    assert found
    assert not any(says_nothing(draft, text) for draft in found)


def test_what_a_paper_withdraws_is_taken_back_and_what_it_says_beside_is_not() -> None:
    taken = "The Post withdraws its report that Ghana attacked Togo."
    kept = "The Post said that Ghana withdrew its troops."
    assert any(is_taken_back(draft, taken) for draft in drafts(taken))
    assert drafts(kept) and not any(is_taken_back(draft, kept) for draft in drafts(kept))


def test_another_day_is_no_negation_and_what_was_not_said_is_unknown() -> None:
    assert polarity_of("They were arrested on 1 October, not on 2 October") is Polarity.POSITIVE
    assert polarity_of("They were not arrested on 1 October") is Polarity.NEGATIVE
    assert certainty_of("whose boat it was", cue="did not say") is Certainty.UNKNOWN
    assert certainty_of("that the boat was theirs", cue="did not say") is Certainty.CERTAIN
