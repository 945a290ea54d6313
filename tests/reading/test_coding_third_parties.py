"""What third parties do to each other is not the pair's, in a document about two states."""

import pytest
from coding_reading import countries, events_of

INDIA = (
    "India and Pakistan have fought three wars. India accuses Pakistan of backing militants. Pakistan denies it. "
    "Pakistan and India met in Delhi in 2015. "
)


def last(text: str) -> tuple[str | None, str, str] | None:
    found = [r for r in events_of(INDIA + text) if r.span.start >= len(INDIA)]
    return (found[-1].cameo, countries(found[-1].sources), countries(found[-1].targets)) if found else None


@pytest.mark.parametrize(
    ("text", "cameo"),
    [
        ("North Korea tested a bomb in January 2016. India imposed sanctions in March.", "163"),
        ("In May 2016 Chinese soldiers crossed the line in Ladakh. India protested.", "114"),
        ("The European Union extended the list. India rejected the proposal.", "12"),
        ("In Libya, militias took Sirte. India warned of air strikes.", "138"),
    ],
)
def test_an_act_after_a_third_partys_is_not_done_to_the_other_of_the_pair(text, cameo):
    found = last(text)
    assert found is not None and found[0].startswith(cameo) and found[2] == ""


@pytest.mark.parametrize(
    "text",
    [
        "In May 2016 Pakistani soldiers crossed the line in Kashmir. India protested.",
        "Pakistan annexed a province from China. India protested.",  # it is Pakistan's doing
    ],
)
def test_an_act_after_the_others_is_done_to_the_other(text):
    assert last(text) == ("114", "IND", "PAK")


def test_talks_of_others_are_not_the_pairs():
    assert last("The Afghan government and the Taliban met in Murree. The talks collapsed within days.") == ("040", "AFG", "AFG")
    assert last("The talks collapsed within days.") == ("164", "IND PAK", "IND PAK")


def test_the_two_sides_are_those_who_just_met():
    assert last("Nepal's prime minister met the American envoy on 5 May. The two sides agreed to meet again.") == (
        "036",
        "NPL USA",
        "NPL USA",
    )
