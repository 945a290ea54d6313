"""To which of several deeds a date belongs: not to the protest when it is that of what was protested against."""

import pytest
from coding_reading import events_of


def days(text: str, reference: str = "2015-06-10") -> dict[str | None, str | None]:
    return {e.cameo: e.date.date.value if e.date else None for e in events_of(text, reference)}


@pytest.mark.parametrize(
    ("text", "cameo", "day"),
    [
        (
            "Japan and Norway met in Oslo on Monday. Japan protested to Norway over the hunting of whales last November.",
            "114",
            "2015-06-08",
        ),
        ("Peru criticised Chile over the closure of the border on Friday.", "111", "2015-06-05"),
        ("In January Peru criticised Chile over the closure of the border.", "111", "2015-01"),
        ("Peru protested to Chile in January over the closure of the border.", "114", "2015-01"),
    ],
)
def test_a_month_within_what_a_protest_is_about_is_not_its_own(text, cameo, day):
    assert days(text)[cameo] == day


@pytest.mark.parametrize(
    ("text", "cameo", "day"),
    [
        ("Peru and Chile met in Lima on Monday and signed a treaty.", "057", "2015-06-08"),
        (
            "Ghana's president and the president of Togo talked for three hours on Tuesday and agreed to raise trade.",
            "0311",
            "2015-06-09",
        ),
    ],
)
def test_the_day_of_the_first_of_two_verbs_is_that_of_the_other(text, cameo, day):
    assert days(text)[cameo] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "A week earlier Foreign Minister Sergei Lavrov had told Japan that it must recognise the results of the war.",
            "2015-W23",
        ),
        ("On Monday Peru told Chile that it must withdraw its troops.", "2015-06-08"),
    ],
)
def test_a_demand_has_the_day_on_which_it_was_told(text, day):
    (event,) = events_of(text)
    assert event.date and event.date.date.value == day


def test_what_an_old_paper_says_is_of_its_year_and_not_of_the_news():
    text = (
        "SINGAPORE, June 9 - Japan and Russia agreed on Tuesday to accelerate talks on a peace treaty on the basis of the 1956 Joint Declaration, "
        "under which Moscow undertook to hand over Habomai and Shikotan after a treaty is signed."
    )
    assert days(text)["030"] == "1956"
