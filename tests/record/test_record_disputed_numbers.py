"""Numbers of the same people or things that two sources tell otherwise."""

import pytest
from dispute_examples import DAY, paper, signed, together, told_of
from record_examples import phrase, span, statement

from hikiwake.record.disputes import disputes
from hikiwake.record.model import Certainty, Contents, Document, Event, Report, Said


def seized(words: str, publisher: str, day: str = "2016-05-04", cameo: str = "1711", text: str = "") -> tuple[Document, Report]:
    doc = paper(text or f"Chile seized {words} of Bolivia off Arica on 3 May 2016.", publisher, day)
    verb = {"trigger": phrase(doc.text, "seized")}
    return doc, signed(doc, **DAY, cameo=cameo, category="COERCE", **verb)


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("a boat with five men", "a boat with seven men", "The Post says five men, El Correo says seven men"),
        ("three boats", "2 trawlers", "El Correo says 2 trawlers, The Post says three boats"),
        ("five fishermen", "seven men", "The Post says five fishermen, El Correo says seven men"),
        ("1,200 prisoners", "800 prisoners", "El Correo says 800 prisoners, The Post says 1,200 prisoners"),
    ],
)
def test_two_numbers_of_the_same_are_told_with_both(one: str, other: str, line: str) -> None:
    contents = together(seized(one, "The Post"), seized(other, "El Correo"))
    assert told_of(contents) == {"e0": f"disputed: {line}"}
    assert disputes(contents)["e0"][0].about == "number"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at least five boats", "seven boats"),
        ("more than five boats", "seven boats"),
        ("about 300 prisoners", "312 prisoners"),
        ("300 prisoners", "312 prisoners"),
        ("five boats", "another seven boats"),
        ("five boats", "seven men"),
        ("five boats", "five boats with two tonnes of fish"),
        ("twelve boats", "nine wooden boats"),
        ("five sailors", "five sailors, two of the sailors women"),
        ("five sailors and two young sailors", "three sailors"),
        ("five to seven boats", "seven boats"),
        ("five of the boats", "seven boats"),
        ("5 percent of the boats", "seven boats"),
        (f"{'9' * 5000} boats", "seven boats"),
    ],
)
def test_numbers_that_can_both_be_right_are_not_disputed(one: str, other: str) -> None:
    assert told_of(together(seized(one, "The Post"), seized(other, "El Correo"))) == {}


def test_numbers_count_where_they_are_of_one_day_and_place_by_two_voices() -> None:
    five = seized("five men", "The Post")
    assert told_of(together(five, seized("seven men", "The Post"))) == {}
    later = seized("seven men", "El Correo")
    other_day = (later[0], signed(later[0], "3 May 2016", "2016-05-04", cameo="1711", trigger=five[1].trigger))
    south = seized("", "El Correo", text="Chile seized seven men of Bolivia off Antofagasta on 3 May 2016.")
    assert told_of(together(five, other_day)) == {} and told_of(together(five, south)) == {}
    assert told_of(together(five, later)) != {}


def test_a_text_that_tells_the_other_number_too_contradicts_nobody() -> None:
    told = "Chile seized five men of Bolivia off Arica on 3 May 2016"
    both = paper(f"{told}. The owner spoke of seven men.", "The Post", "2016-05-04")
    five = signed(both, **DAY, cameo="1711", span=span(both.text, told), trigger=phrase(both.text, "seized"))
    assert told_of(together((both, five), seized("seven men", "El Correo"))) == {}
    assert told_of(together((both, five), seized("six men", "El Correo"))) != {}


def test_a_toll_that_a_later_text_puts_higher_is_no_dispute() -> None:
    three = seized("three soldiers", "The Post", cameo="180")
    assert told_of(together(three, seized("four soldiers", "El Correo", "2016-05-06", cameo="180"))) == {}
    assert told_of(together(three, seized("four soldiers", "El Correo", cameo="180"))) != {}  # of the same day
    assert told_of(together(three, seized("two soldiers", "El Correo", "2016-05-06", cameo="180"))) != {}  # lower


@pytest.mark.parametrize(
    "told",
    [
        "The number of the seized boats has since risen.",
        "The coast guard raised its count in the evening.",
        "El Mercurio later put them at eight.",
        "Arica revised the figure downward.",
    ],
)
def test_a_text_that_says_that_its_number_is_a_new_one_disputes_none(told: str) -> None:
    seizure = "Chile seized eight boats of Bolivia off Arica on 3 May 2016"

    def new(day: str) -> tuple[Document, Report]:
        doc = paper(f"{seizure}. {told}", "El Correo", day)
        return doc, signed(doc, **DAY, cameo="1711", span=span(doc.text, seizure), trigger=phrase(doc.text, "seized"))

    assert told_of(together(seized("nine boats", "The Post"), new("2016-05-04"))) == {}
    assert told_of(together(seized("nine boats", "The Post", "2016-05-06"), new("2016-05-04"))) != {}  # the other is the newer


def test_a_number_that_is_only_put_by_somebody_can_be_disputed() -> None:
    seizure = "Chile seized eight boats of Bolivia off Arica on 3 May 2016"
    doc = paper(f"{seizure}. La Paz put the number at eight.", "El Correo", "2016-05-04")
    told = signed(doc, **DAY, cameo="1711", span=span(doc.text, seizure), trigger=phrase(doc.text, "seized"))
    assert told_of(together(seized("nine boats", "The Post"), (doc, told))) != {}


def put_right(words: str, publisher: str = "El Correo", day: str = "2016-05-05") -> Contents:
    doc = paper(f"Ana Rios, who owns the boat that was seized on 3 May, said {words}.", publisher, day)
    one = statement(doc, "Ana Rios, who owns the boat that was seized on 3 May", "said", words, certainty=Certainty.CERTAIN)
    five, report_of_five = seized("a boat with five men", "The Post")
    return Contents((five, doc), (Event("e0", (report_of_five,), entries=("e0",)),), (Said("s0", one),))


def test_a_statement_that_puts_a_number_right_is_told_with_both_sides_on_both_entries() -> None:
    line = "disputed: The Post says five men, Ana Rios (El Correo) says seven men"
    assert told_of(put_right("that seven men were aboard, not five")) == {"e0": line, "s0": line}
    assert told_of(put_right("that seven men were aboard, not five, as the coast guard reported")) != {}


@pytest.mark.parametrize(
    ("words", "publisher", "day"),
    [
        ("that seven men were aboard", "El Correo", "2016-05-05"),
        ("that seven men were aboard, not six", "El Correo", "2016-05-05"),  # of another telling
        ("that seven nets were lost, not five", "El Correo", "2016-05-05"),
        ("that five men were aboard, not five", "El Correo", "2016-05-05"),
        ("that seven men were aboard, not five", "The Post", "2016-05-05"),
        ("that seven men were aboard, not five", "El Correo", "2016-05-02"),  # before it
        ("that seven men were aboard, not five", "El Correo", "2016-07-05"),  # of another
    ],
)
def test_a_number_put_right_of_something_else_disputes_nothing(words: str, publisher: str, day: str) -> None:
    assert told_of(put_right(words, publisher, day)) == {}


def test_two_papers_that_print_one_agency_are_no_two_voices() -> None:
    line = "ARICA, May 4 (Andes Wire) - Chile seized {} men of Bolivia off Arica on 3 May 2016."
    one, other = (seized("", name, text=line.format(n)) for name, n in (("The Post", "five"), ("El Correo", "seven")))
    assert told_of(together(one, other)) == {}
    assert told_of(together(one, seized("seven men", "La Razón"))) == {
        "e0": "disputed: Andes Wire says five men, La Razón says seven men"
    }
    assert told_of(together(one, seized("seven men", "The Post"))) == {}
