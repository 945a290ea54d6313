"""Words that take back or call false what they repeat."""

import pytest

from hikiwake.terms.retractions import reporter_of, taken_back

DEED = "Ghana closed the border with Togo"


@pytest.mark.parametrize(
    ("sentence", "is_itself"),
    [
        (f"The Post withdraws its report of May 3 that {DEED}.", False),
        (f"The agency has retracted an earlier story which said that {DEED}.", False),
        (f"The Post was wrong to say that {DEED}.", False),
        (f"We wrongly reported on Monday that {DEED}.", True),
        (f"“We were wrong to say that {DEED},” the minister said.", False),
        (f"The minister told the newspaper that he was wrong to say that {DEED}.", False),
        (f"In our issue of May 3, we wrongly reported that {DEED}.", True),
        (f"Correction: The Post wrongly said that {DEED}.", True),
        (f"Correction: An earlier version of this article said {DEED}.", True),
        (f"It is not true that {DEED}, the army said.", False),
        (f"Lomé denied reports that {DEED}.", False),
        (f"Reports that {DEED} were completely false, she said.", False),
    ],
)
def test_what_is_taken_back_or_called_false_is_found(sentence: str, is_itself: bool) -> None:
    found = taken_back(sentence)
    assert found is not None
    assert sentence[found.start : found.end].startswith(DEED)
    assert found.is_itself is is_itself


def test_a_stretch_ends_where_the_text_goes_on_with_its_own_words() -> None:
    sentence = f"The Post withdraws its report that {DEED}, after Togo sent troops: it regrets it."
    found = taken_back(sentence)
    assert found is not None
    assert sentence[found.start : found.end] == DEED


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana withdrew its troops from the border with Togo, the Post reported.",
        "Ghana withdrew its report to the Council and closed the border with Togo.",
        "An earlier report said that Ghana closed the border with Togo.",
        "An earlier version of the treaty said that Ghana would close the border.",
        "Reports that the ambassador was withdrawn reached Togo.",
        "Ghana said that it is true that the border was closed.",
    ],
)
def test_who_only_reports_takes_nothing_back(sentence: str) -> None:
    assert taken_back(sentence) is None


def test_whose_report_it_was_is_told() -> None:
    ours = reporter_of("The raid, as we wrongly reported, did not happen.")
    theirs = reporter_of("Contrary to what The Daily Horn had reported, nobody left.")
    assert ours is not None and ours.is_itself
    assert theirs is not None and (theirs.who, theirs.is_itself) == ("The Daily Horn", False)
    assert reporter_of("The Post reported that the raid did not happen.") is None
