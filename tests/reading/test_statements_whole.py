"""Contents are whole: no torn words, no "and" that joins what is not said, not half of what somebody is called on to do or accused of."""

import pytest
from statement_reading import rows, statements_in


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Serbia called on Kosovo to release the officers.", "Kosovo to release the officers"),
        ("Kenya protested against Somalia over the licences.", "Somalia over the licences"),
        ("Turkey was accused of drilling in Greek waters.", "Turkey … of drilling in Greek waters"),
        ("Peru's president was criticised for offering too much.", "Peru's president … for offering too much"),
        ("Japan wishes to re-emphasize the importance of the accord.", "to re-emphasize the importance of the accord"),
        ("Ethiopia is ready to co-operate in the talks.", "to co-operate in the talks"),
        ("His journey has been put off, and no new date is known.", "His journey has been put off"),
        (
            "The minister is said to have replied that it was late, and when the Indian side asked again, he is said to have left.",
            "that it was late",
        ),
    ],
)
def test_what_is_said_has_no_torn_end(text: str, content: str) -> None:
    assert content in {row[2] for row in rows(text)}


@pytest.mark.parametrize(
    "text",
    [
        "It watches the developments in Iran that have been reported over the past days.",
        "That is more than the mediators would hope for.",
        "They were considered in isolation.",
    ],
)
def test_where_neither_speaker_nor_matter_is_named_nobody_says_anything(text: str) -> None:
    assert [row for row in rows(text) if row[1]] == []


def test_who_denies_it_is_named_and_so_says_it() -> None:
    assert ("Chile", "denied", "it") in {row[:3] for row in rows("Peru spoke of an attack. Chile denied it.")}


def test_a_quotation_that_ends_in_and_stays_as_it_was_quoted() -> None:
    (said,) = statements_in('"We want peace, and", the Armenian minister said.')
    assert said.content.text.rstrip('",').endswith("and")
