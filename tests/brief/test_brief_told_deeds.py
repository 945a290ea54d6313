"""Deeds by the words of the text where these say more than the code: ambassadors, courts, bases, releases, warnings, referendums."""

from datetime import date

import pytest

from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.wording import event_words
from hikiwake.record.model import Actor, Certainty, Phrase, Place, Polarity, Report, Span, Status
from hikiwake.terms.grades import Grade

NAMES = Names({}, {})
DAY = date(2009, 9, 1)


def actor(name: str, country: str | None, sector: str | None = None) -> Actor:
    return Actor(name, Span(0, len(name)), name, country, sector)


PERU, CHILE = actor("Peru", "PER"), actor("Chile", "CHL")
SAILORS, ENVOY = actor("Chilean sailors", "CHL", "MIL"), actor("Chile's ambassador", "CHL", "GOV")
FISHERMEN, UN = actor("Chilean fishermen", "CHL", "CVL"), actor("United Nations", None, "IGO")


def words(
    cameo: str | None, trigger: str, sources: tuple, targets: tuple = (), status: Status = Status.ACTUAL, place: str = ""
) -> str:
    at = Place(place, Span(0, len(place)), place, "CHL", -33.45, -70.67) if place else None
    told = Phrase(trigger, (Span(0, len(trigger)),))
    report = Report(
        document="x",
        span=Span(0, 80),
        trigger=told,
        category=None,
        mode=None,
        cameo=cameo,
        goldstein=None,
        sources=sources,
        targets=targets,
        date=None,
        place=at,
        status=status,
        grade=Grade.ATTRIBUTED,
        certainty=Certainty.CERTAIN,
        polarity=Polarity.POSITIVE,
        context=None,
        confidence=0.9,
    )
    return event_words(report, NAMES, DAY)


@pytest.mark.parametrize(
    ("cameo", "trigger", "source", "target", "expected"),
    [
        ("161", "recalled", PERU, CHILE, "Peru recalled its ambassador from Chile."),
        ("050", "returned", PERU, CHILE, "Peru sent its ambassador back to Chile."),
        ("114", "summoned", PERU, ENVOY, "Peru summoned Chile’s ambassador."),
        ("114", "summoned", PERU, CHILE, "Peru summoned the ambassador of Chile."),
        ("161", "expelled", PERU, actor("Chilean diplomats", "CHL", "GOV"), "Peru expelled Chilean diplomats."),
        ("010", "rejects accusations", PERU, CHILE, "Peru rejected the accusations of Chile."),
        ("051", "stands with", PERU, CHILE, "Peru stood with Chile."),
        ("051", "praised", PERU, CHILE, "Peru praised Chile."),
        ("173", "detained", PERU, FISHERMEN, "Peru detained Chilean fishermen."),
        ("173", "arrested", PERU, CHILE, "Peru arrested people from Chile."),
        ("1053", "demanded released", PERU, SAILORS, "Peru demanded the release of Chilean sailors."),
        ("1053", "demanded release", PERU, CHILE, "Peru demanded a release by Chile."),
        ("0353", "promised to free", PERU, SAILORS, "Peru agreed to release Chilean sailors."),
        ("0253", "asked release", PERU, UN, "Peru asked for a release by the United Nations."),
        ("0255", "asked send", PERU, UN, "Peru asked for observers or access from the United Nations."),
        ("130", "warned", PERU, CHILE, "Peru warned Chile."),
        ("130", "threatened", PERU, CHILE, "Peru threatened Chile."),
        ("172", "closed border", PERU, CHILE, "Peru closed the border to Chile."),
        ("150", "crossed", PERU, CHILE, "Peru entered the waters or airspace of Chile."),
        ("0355", "agreed open border", PERU, CHILE, "Peru agreed to open the border with Chile."),
        ("050", "resume relations", PERU, CHILE, "Peru resumed relations with Chile."),
        ("051", "ratified", PERU, CHILE, "Peru ratified an agreement with Chile."),
        ("0831", "resigned", PERU, CHILE, "Peru resigned."),
        ("102", "demands apology", PERU, CHILE, "Peru demanded an apology from Chile."),
        ("102", "demands", PERU, CHILE, "Peru demanded support from Chile."),
        ("1232", "denies plan", PERU, CHILE, "Peru denied a plan with Chile."),
        ("164", "cancelled visit", PERU, CHILE, "Peru cancelled a visit to Chile."),
        ("164", "broke off", PERU, CHILE, "Peru broke off negotiations with Chile."),
    ],
)
def test_the_words_of_the_text_tell_what_the_code_leaves_out(cameo, trigger, source, target, expected):
    assert words(cameo, trigger, (source,), (target,)) == expected


@pytest.mark.parametrize(
    ("cameo", "trigger", "status", "expected"),
    [
        ("037", "agrees appear Court", Status.ACTUAL, "Peru agreed to appear before the court."),
        ("037", "appear Court", Status.PLANNED, "Peru is expected to appear before the court."),
        ("127", "refused appear Court", Status.ACTUAL, "Peru refused to appear before the court."),
        ("030", "agreed to hold elections", Status.ACTUAL, "Peru agreed to hold elections."),
        ("030", "promised not to publish the maps", Status.ACTUAL, "Peru promised not to publish the maps."),
        ("150", "inaugurated base", Status.ACTUAL, "Peru opened a military base."),
        ("150", "open airstrip", Status.PLANNED, "Peru is expected to open a military airstrip."),
        (None, "held referendum", Status.ACTUAL, "Peru held a referendum."),
        (None, "hold referendum", Status.PLANNED, "Peru is expected to hold a referendum."),
        (None, "inaugurated", Status.ACTUAL, "Peru took office."),
    ],
)
def test_what_is_agreed_opened_or_held_is_said(cameo, trigger, status, expected):
    assert words(cameo, trigger, (PERU,), (), status) == expected


def test_who_comes_travels_and_has_not_agreed_to_talk():
    humala = actor("Humala", "PER", "GOV")
    assert words("036", "come", (humala,), (CHILE,), Status.PLANNED) == "Humala is expected to travel to Chile."
    assert words("036", "arrive", (humala,), (CHILE,), Status.PLANNED, "Santiago") == "Humala is expected to travel to Santiago."
    assert words("036", "meet", (humala,), (CHILE,), Status.PLANNED) == "Humala is expected to hold talks with Chile."


def test_nobody_is_named_twice_over():
    """A minister signs for his state; nobody meets his own state, or appeals to it beside another."""
    humala, bachelet = actor("Humala", "PER", "GOV"), actor("Bachelet", "CHL", "GOV")
    assert words("057", "signed", (PERU, CHILE, humala)) == "Peru and Chile signed an agreement."
    assert words("036", "meet", (humala, bachelet), (CHILE,), Status.PLANNED) == "Humala and Bachelet are expected to meet."
    assert words("0211", "asked", (humala,), (PERU, CHILE)) == "Humala called for cooperation with Chile."
    assert words("111", "criticised", (humala,), (PERU,)) == "Humala criticised Peru."  # his own alone


def test_the_other_capital_is_not_told_beside_the_other_state():
    assert words("161", "recalled", (PERU,), (CHILE,), place="Santiago") == "Peru recalled its ambassador from Chile."


@pytest.mark.parametrize(
    ("code", "trigger", "told"),
    [
        ("036", "agreed accelerate talks", "Peru agreed to accelerate talks with Chile."),
        ("036", "agreed to resume border negotiations", "Peru agreed to resume border negotiations with Chile."),
        ("036", "agreed to meet", "Peru agreed to hold talks with Chile."),
        ("032", "agree mission", "Peru agreed on cooperation with Chile."),
        ("030", "proposed", "Peru proposed an agreement to Chile."),
        ("043", "invited", "Peru invited Chile."),
        ("102", "recognise", "Peru demanded recognition from Chile."),
    ],
)
def test_what_was_agreed_proposed_or_demanded_reads_as_the_text_has_it(code, trigger, told):
    assert words(code, trigger, (PERU,), (CHILE,)) == told


def test_who_is_invited_is_invited_to_a_place_and_a_visit_ahead_is_a_visit():
    assert words("043", "invited", (PERU,), (ENVOY,), place="Santiago").endswith(" to Santiago.")
    assert words("036", "visit", (PERU,), (CHILE,), Status.PLANNED) == "Peru is expected to visit Chile."
