"""Titles that go on behind the office: half of one would be a higher office, and the name stands behind the whole."""

import pytest
from statement_reading import passages_of

from hikiwake.reading.actors import actor_mentions


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("The line stays, said Venezuela's Vice President for Communication, Freddy Ñáñez.", "Freddy Ñáñez", "VEN"),
        ("Turkey's Vice President for Energy, Mehmet Aydin, said that it would close.", "Mehmet Aydin", "TUR"),
        ("Thailand's Deputy Minister for Communication, Somchai Prasert, said that it failed.", "Somchai Prasert", "THA"),
        ("The Somali Deputy Minister for Roads and Ports, Abdi Farah, said that it went well.", "Abdi Farah", "SOM"),
        ("The Minister of Foreign Affairs of the Republic of Chile, H.E. Dr. Ana Ruiz, spoke.", "Ana Ruiz", "CHL"),
    ],
)
def test_the_title_runs_to_the_comma_and_the_name_follows(text: str, name: str, country: str) -> None:
    (actor,) = [a for a in actor_mentions(passages_of(text)) if a.sector == "GOV"]
    assert (actor.name, actor.country) == (name, country)


def test_without_a_name_the_whole_title_is_the_mention() -> None:
    (actor,) = actor_mentions(passages_of("Kenya's Deputy Minister for Youth said that the games would go on."))
    assert actor.text == "Kenya's Deputy Minister for Youth"
