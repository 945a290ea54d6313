"""A trade statistic is no act of a state; what a state does about trade is one."""

import pytest
from coding_reading import countries, events_of, main_event


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade between Japan and Russia fell 12 percent in 2015.",
        "Bilateral trade between Turkey and Iran reached $14 billion.",
        "Despite the quarrel, trade between China and Japan has quadrupled since 2000.",
        "The fall in trade between Armenia and Turkey was 30 per cent.",
        "Growing trade between Peru and Chile has eased tensions.",
        "Brazil exported 50 million tonnes of soybeans to China in 2015.",
        "Chile imports most of its gas from Argentina.",
        "Exports to China rose by 8 % last year, Australian customs figures show.",
        "South Korea's imports from Japan declined for the fourth month in a row.",
        "Ukraine's trade deficit with Russia widened.",
        "China is Australia's largest trading partner, buying a third of its exports.",
        "Mexico sells 80 percent of its exports to the United States.",
        "Serbia trades more with Germany than with Russia.",
        "A decline in exports to Japan hurt Thailand.",
        "Visits by Chinese tourists to Japan increased by 107 percent.",
        "Attacks on Kurdish villages by Turkey fell by half last year.",
    ],
)
def test_a_figure_is_no_event(sentence):
    assert events_of(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "cameo", "sources", "targets"),
    [
        ("India bought 36 fighter jets from France.", "061", "IND", "FRA"),
        ("Russia agreed to sell S-400 missiles to Turkey.", "0332", "RUS", "TUR"),
        ("Saudi Arabia invested $2 billion in Egypt.", "061", "SAU", "EGY"),
        ("China halted exports of rare earths to Japan.", "160", "CHN", "JPN"),
        ("Pakistan suspended trade with India.", "160", "PAK", "IND"),
        ("Japan and Mexico agreed to increase trade by 10 percent.", "0311", "JPN MEX", "JPN MEX"),
        ("Serbia urged Croatia to expand trade.", "0212", "SRB", "HRV"),
        ("Russia cut gas supplies to Ukraine by 30 percent.", "162", "RUS", "UKR"),
    ],
)
def test_what_is_done_about_trade_is_an_event(sentence, cameo, sources, targets):
    event = main_event(sentence)
    assert event is not None and (event.cameo or "").startswith(cameo)
    assert (countries(event.sources), countries(event.targets)) == (sources, targets)
