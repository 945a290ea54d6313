"""Which year a day or a month without one is meant in: the text's own time, unless the story lies elsewhere."""

import pytest

from hikiwake.reading.dates import date_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex


def values(text: str, reference: str = "2026-11-08") -> dict[str, str]:
    """The dates of a text published on the day `reference`, by their words."""
    (passages,) = parse([(text, [Span(0, len(text))])])
    return {m.text: m.date.value for m in date_mentions(passages, from_timex(reference))}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Kenya has never accepted the treaties of 1963 and 1979. On 3 June Kenya closed its border.", "3 June", "2026-06-03"),
        ("Peru rejects the award of 1899. On 2 October soldiers arrested two fishermen.", "2 October", "2026-10-02"),
        ("Bolivia was no party to the treaty of 1904. Its president spoke in March.", "March", "2026-03"),
        ("The temple was Cambodia's by the ruling of 1962. On 28 July troops shelled it.", "28 July", "2026-07-28"),
        ("It would be a mistake to trust the protocol of September.", "September", "2026-09"),
    ],
)
def test_the_year_by_which_a_paper_is_known_is_no_year_of_the_story(text, words, value):
    assert values(text)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Georgia cut ties with Russia in 2008. On 4 October a crossing was opened.", "4 October", "2026-10-04"),
        ("The two fought in 1941. In 1981 they fought again. On 28 October Peru attacked.", "28 October", "2026-10-28"),
        ("Georgia cut ties with Russia in 2008. In May it closed the embassy.", "May", "2008-05"),
        ("Georgia cut ties with Russia on 29 August 2008. On 2 September it closed the embassy.", "2 September", "2008-09-02"),
    ],
)
def test_what_is_told_by_years_is_not_told_on_by_days(text, words, value):
    assert values(text)[words] == value


def test_what_has_been_offered_is_offered_now_whatever_was_told_before():
    text = "The envoy spoke on Tuesday. Talks broke down in December 2023. Oman has offered to host a new round in September."
    assert values(text, "2026-08-25")["September"] == "2026-09"


def test_what_a_union_plans_lies_ahead():
    text = "Prices have risen, and the unions plan a strike for February."
    assert values(text, "2027-01-20")["February"] == "2027-02"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "The third round has been put off from December 1 to December 15.",
            "December 1 to December 15",
            "2026-12-01/2026-12-15",
        ),
        ("The visit was postponed from March 3 to March 17, Athens said.", "March 3 to March 17", "2027-03-03/2027-03-17"),
        ("The summit has been delayed to 15 June.", "15 June", "2027-06-15"),
        ("The summit was moved from 1 July to 15 July.", "1 July to 15 July", "2026-07-01/2026-07-15"),
        ("The talks were held from 1 December to 15 December.", "1 December to 15 December", "2025-12-01/2025-12-15"),
        ("Kenya shifted troops to the border on 10 December.", "10 December", "2025-12-10"),
    ],
)
def test_the_days_of_what_was_put_off_are_those_to_come(text, words, value):
    assert values(text, "2026-11-22")[words] == value
