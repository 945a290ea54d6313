"""Sources that contradict each other: what is told as disputed, and what is only unlike."""

from dataclasses import replace
from datetime import date

import pytest
from dispute_examples import CORREO, DAY, DENIAL, NO, POST, alone, paper, signed, together, told_of
from record_examples import actor, document, mention, phrase, report, span, statement

from hikiwake.record.chronology import in_order
from hikiwake.record.contradictions.papers import voice_of
from hikiwake.record.disputes import disputes
from hikiwake.record.export import CSV_COLUMNS, csv_text, lines_with_disputes, rows
from hikiwake.record.model import Certainty, Contents, Document, Event, Polarity, Said, Status
from hikiwake.terms.dates import on_day
from hikiwake.terms.grades import Grade


def test_two_papers_that_name_two_days_of_one_happening_are_told_with_both() -> None:
    contents = together((POST, signed(POST, "3 May 2016", "2016-05-03")), (CORREO, signed(CORREO, "5 May 2016", "2016-05-05")))
    assert told_of(contents) == {"e0": "disputed: The Post says 3 May 2016, El Correo says 5 May 2016"}
    (dispute,) = disputes(contents)["e0"]
    assert (dispute.about, [s.entries for s in dispute.sides]) == ("when", [("e0",), ("e1",)])


def test_a_day_that_another_paper_denies_is_told_with_both_sides_on_both_entries() -> None:
    contents = alone((POST, signed(POST, "3 May 2016", "2016-05-03")), (DENIAL, signed(DENIAL, **NO)))
    line = "disputed: The Post says that it happened, La Razón says that it did not"
    assert told_of(contents) == {"e0": line, "e1": line}
    assert told_of(together((POST, signed(POST)), (DENIAL, signed(DENIAL, **NO)))) == {"e0": line}  # joined by the analyst


EARLY = replace(DENIAL, date=on_day(date(2016, 5, 1)))
LATE = replace(DENIAL, date=on_day(date(2016, 9, 1)))
OTHER_ACT = {"cameo": "190", "category": "ASSAULT"}


@pytest.mark.parametrize(
    "contents",
    [
        # a denial made before it, or long after, is of something else; so is that of another act; and who has no publisher is nobody's rival
        alone((POST, signed(POST, **DAY)), (EARLY, signed(EARLY, **NO))),
        alone((POST, signed(POST, **DAY)), (LATE, signed(LATE, **NO))),
        alone((POST, signed(POST, **DAY)), (DENIAL, signed(DENIAL, **NO, **OTHER_ACT))),
        alone((POST, signed(POST, **DAY)), (replace(DENIAL, publisher=None), signed(DENIAL, **NO))),
        alone((POST, signed(POST, **DAY)), (replace(DENIAL, publisher="The Post"), signed(DENIAL, **NO))),
        # what was planned and did not come about; what is only guessed
        alone((POST, signed(POST, **DAY, status=Status.PLANNED)), (DENIAL, signed(DENIAL, **NO))),
        alone((POST, signed(POST, **DAY, grade=Grade.SPECULATION)), (DENIAL, signed(DENIAL, **NO))),
        # a day apart may be a time zone; a month holds the day; a plan may have been moved
        together((POST, signed(POST, **DAY)), (CORREO, signed(CORREO, "5 May 2016", "2016-05-04"))),
        together((POST, signed(POST, **DAY)), (CORREO, signed(CORREO, "May 2016", "2016-05"))),
        together((POST, signed(POST, **DAY, status=Status.PLANNED)), (CORREO, signed(CORREO, "5 May 2016", "2016-05-05"))),
    ],
)  # fmt: skip
def test_what_can_both_be_true_is_not_disputed(contents: Contents) -> None:
    assert told_of(contents) == {}


def test_what_lasts_may_begin_on_one_day_and_end_on_another() -> None:
    opened = paper("Chile signed the rail accord with Bolivia as talks opened on 3 May 2016.", "The Post", "2016-05-04")
    both = (opened, signed(opened, **DAY)), (CORREO, signed(CORREO, "5 May 2016", "2016-05-05"))
    assert told_of(together(*both)) == {}


def said(doc: Document, cue: str, polarity: Polarity, **fields: object) -> Said:
    content = next(
        c
        for c in (
            "the islands were discussed over dinner by both presidents in Lima",
            "the islands were sold over dinner by both presidents in Lima",
        )
        if c in doc.text
    )
    one = statement(
        doc, doc.text.split()[0], cue, content, polarity=polarity, certainty=Certainty.CERTAIN, grade=Grade.ON_RECORD, **fields
    )
    return Said(f"s{doc.name}", one)


def test_what_one_affirms_and_another_denies_in_the_same_words_is_disputed() -> None:
    yes = paper("Abe said that the islands were discussed over dinner by both presidents in Lima.", "Asahi", "2016-11-20")
    no = paper("Peskov denied that the islands were discussed over dinner by both presidents in Lima.", "TASS", "2016-11-21")
    other = paper("Peskov denied that the islands were sold over dinner by both presidents in Lima.", "TASS", "2016-11-21")
    pair = (said(yes, "said", Polarity.POSITIVE, speaker=actor(yes.text, "Abe")), said(no, "denied", Polarity.NEGATIVE))
    line = "disputed: Abe (Asahi) says that it is so, Peskov (TASS) says that it is not"
    assert told_of(Contents((yes, no), (), pair)) == {"sAsahi.txt": line, "sTASS.txt": line}
    assert told_of(Contents((yes, other), (), (pair[0], said(other, "denied", Polarity.NEGATIVE)))) == {}
    late = replace(no, date=on_day(date(2016, 12, 24)))
    assert told_of(Contents((yes, late), (), pair)) == {}


PACT = paper("Peru and Ecuador signed a protocol on fishing off Tumbes on 12 June 2011.", "El Faro", "2011-06-13")


def pact() -> Event:
    parties = (actor(PACT.text, "Peru", country="PER"),), (actor(PACT.text, "Ecuador", country="ECU"),)
    one = report(
        PACT, "signed", span=span(PACT.text, PACT.text), cameo="057", category="AGREE", sources=parties[0], targets=parties[1],
        date=mention(PACT.text, "12 June 2011", "2011-06-12"),
    )  # fmt: skip
    return Event("e0", (one,), entries=("e0",))


def denied(words: str, *, cue: str = "said", publisher: str | None = "La Prensa", day: str = "2011-06-15") -> Contents:
    """The pact as El Faro tells it, and a text in which the Port Authority speaks of it."""
    doc = paper(f"The Port Authority {cue} {words}.", publisher, day)
    one = statement(doc, "The Port Authority", cue, words, polarity=Polarity.NEGATIVE, certainty=Certainty.CERTAIN)
    return Contents((PACT, doc), (pact(),), (Said("s0", one),))


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        ("that no protocol on fishing had been signed with Ecuador on 12 June", "said"),
        ("that Peru had never signed a protocol on fishing with Ecuador", "said"),
        ("Peru did not sign a protocol on fishing off Tumbes", "said"),
        ("that Peru had signed a protocol on fishing with Ecuador", "denied"),
    ],
)
def test_a_deed_that_another_text_says_was_not_done_is_told_with_both_sides_on_both_entries(words: str, cue: str) -> None:
    line = "disputed: El Faro says that it happened, The Port Authority (La Prensa) says that it did not"
    assert told_of(denied(words, cue=cue)) == {"e0": line, "s0": line}


def test_a_paper_that_takes_back_what_it_told_disputes_it_and_one_that_told_it_before_does_not() -> None:
    words = "that no protocol on fishing had been signed with Ecuador on 12 June"
    assert set(told_of(denied(words, publisher="El Faro"))) == {"e0", "s0"}
    assert told_of(denied(words, publisher="El Faro", day="2011-06-13")) == {}
    assert told_of(denied(words, day="2011-06-10")) == {}  # before it was to be
    assert told_of(denied(words, publisher=None)) == {}


@pytest.mark.parametrize(
    ("words", "cue", "day"),
    [
        ("that no protocol on mining had been signed with Ecuador on 12 June", "said", "2011-06-15"),  # another one
        ("that no protocol on fishing had been signed with Ecuador on 11 June", "said", "2011-06-15"),  # another day
        ("that no protocol on fishing had been signed with Chile on 12 June", "said", "2011-06-15"),  # another state
        ("that no protocol on fishing had been published with Ecuador", "said", "2011-06-15"),  # another act
        ("that no minister would sign a protocol on fishing with Ecuador", "said", "2011-06-15"),  # of what is to come
        ("that no protocol on fishing had been signed with Ecuador", "said", "2011-07-15"),  # long after, and of no day
        ("that the protocol signed with Ecuador on fishing was not new", "said", "2011-06-15"),  # it was signed
        ("that no protocol on fishing had not been signed with Ecuador", "said", "2011-06-15"),
        ("that Peru will sign a protocol on fishing with Ecuador", "denied", "2011-06-15"),
        ("that no protocol had been signed", "said", "2011-06-15"),  # with nobody
    ],
)
def test_a_denial_of_something_else_disputes_nothing(words: str, cue: str, day: str) -> None:
    assert told_of(denied(words, cue=cue, day=day)) == {}


def test_two_denials_of_one_thing_are_one_dispute() -> None:
    other = replace(paper(f"{DENIAL.text} Again.", "ABI", "2016-05-08"))
    contents = alone((POST, signed(POST, **DAY)), (DENIAL, signed(DENIAL, **NO)), (other, signed(other, **NO)))
    line = "disputed: The Post says that it happened, La Razón and ABI say that it did not"
    assert told_of(contents) == {"e0": line, "e1": line, "e2": line}


@pytest.mark.parametrize(
    "subject", ["to sign the joint statement on the four islands", "that he signed the joint statement on the four islands"]
)
def test_what_two_people_do_may_be_of_two_people(subject: str) -> None:
    yes, no = paper(f"Abe agreed {subject}.", "Asahi", "2016-11-20"), paper(f"Putin refused {subject}.", "TASS", "2016-11-21")
    one = statement(yes, "Abe", "agreed", subject)
    other = statement(no, "Putin", "refused", subject, polarity=Polarity.NEGATIVE)
    assert told_of(Contents((yes, no), (), (Said("s0", one), Said("s1", other)))) == {}


def test_tables_say_what_is_disputed_and_when_a_document_is_from() -> None:
    contents = alone((POST, signed(POST, **DAY)), (DENIAL, signed(DENIAL, **NO)))
    table = [dict(zip(CSV_COLUMNS, row, strict=True)) for row in rows(in_order(contents), contents)]
    assert [(row["date"], row["told"]) for row in table] == [("2016-05-03", "2016-05-04"), (None, "2016-05-07")]
    assert all(str(row["disputed"]).startswith("disputed: The Post says") for row in table)
    assert [line.note.partition("disputed")[0] for line in lines_with_disputes(in_order(contents), contents)] == ["", "denied; "]
    hostile = replace(DENIAL, publisher="\x1b]0;t\x07=1+1")
    assert "\x1b" not in csv_text(in_order(contents), replace(contents, documents=(POST, hostile)))


# ---------------------------------------------------------------- what can be said again, and what was only like it

NIGHT = {"cameo": "194", "category": "ASSAULT"}


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        # states shoot and meet again within the week, and of two accords each is signed on a day of its own
        ("Chile shelled a post of Bolivia near Visviri on {}.", "Chile shelled a post of Bolivia near Visviri on {}.", NIGHT),
        ("Chile met Bolivia on the railway in Arica on {}.", "Chile met Bolivia on the railway in Arica on {}.", {"cameo": "040"}),
        ("Chile signed the railway accord with Bolivia in Arica on {}.", "Chile signed the fishing accord with Bolivia in Arica on {}.", {}),
        ("Chile signed an agreement with Bolivia on {}.", "Chile signed an agreement with Bolivia on {}.", {}),
    ],
)  # fmt: skip
def test_two_days_of_what_may_be_done_twice_are_two_happenings(one: str, other: str, fields: dict[str, object]) -> None:
    first, second = (
        paper(one.format("3 May 2016"), "The Post", "2016-05-04"),
        paper(other.format("5 May 2016"), "El Correo", "2016-05-06"),
    )
    trigger = {"trigger": phrase(first.text, first.text.split()[1])}
    both = (
        (first, signed(first, "3 May 2016", "2016-05-03", **fields, **trigger)),
        (second, signed(second, "5 May 2016", "2016-05-05", **fields, **trigger)),
    )
    assert told_of(together(*both)) == {}


def test_days_count_only_where_both_texts_name_them_in_figures_and_look_back() -> None:
    weekday = paper("Chile signed the railway accord with Bolivia in Arica on Tuesday.", "The Post", "2016-05-04")
    foretold = replace(POST, date=on_day(date(2016, 5, 2)))
    fifth = (CORREO, signed(CORREO, "5 May 2016", "2016-05-05"))
    assert told_of(together((weekday, signed(weekday, "Tuesday", "2016-05-03")), fifth)) == {}
    assert told_of(together((foretold, signed(foretold, **DAY)), fifth)) == {}
    assert told_of(together((POST, signed(POST, **DAY)), fifth)) != {}


@pytest.mark.parametrize(
    "words",
    [
        "Chile never signed the mining accord with Bolivia in Arica",  # another one
        "Chile never signed the railway accord with Bolivia in Lima",  # elsewhere
        "Chile never signed two railway accords with Bolivia in Arica in the presence of seven ministers",
    ],
)
def test_a_denial_of_a_like_act_disputes_nothing(words: str) -> None:
    other = paper(f"{words}, La Paz says.", "La Razón", "2016-05-07")
    assert told_of(alone((POST, signed(POST, **DAY)), (other, signed(other, **NO)))) == {}


def test_a_denial_of_another_number_is_of_another_act() -> None:
    posts = paper("Chile expelled five diplomats of Bolivia on 3 May 2016.", "The Post", "2016-05-04")
    for number, is_disputed in (("seven", False), ("five", True)):
        other = paper(f"Chile never expelled {number} diplomats of Bolivia, La Paz says.", "La Razón", "2016-05-07")
        expelled = [{"cameo": "161", "trigger": phrase(doc.text, "expelled")} for doc in (posts, other)]
        contents = alone((posts, signed(posts, **DAY, **expelled[0])), (other, signed(other, **NO, **expelled[1])))
        assert bool(told_of(contents)) is is_disputed


def test_a_denial_that_names_no_day_denies_nothing_where_the_same_was_told_of_several_days() -> None:
    again = paper("Chile signed the railway accord with Bolivia in Arica on 28 April 2016.", "ABI", "2016-04-29")
    told_twice = (POST, signed(POST, **DAY)), (again, signed(again, "28 April 2016", "2016-04-28"))
    assert told_of(alone(*told_twice, (DENIAL, signed(DENIAL, **NO)))) == {}


@pytest.mark.parametrize(
    ("text", "publisher", "voice"),
    [
        ("ARICA, May 4 (Andes Wire) - Chile met Bolivia.", None, "Andes Wire"),
        ("Talks on the railway\n\nARICA (Andes Wire) — Chile met Bolivia.", "The Post", "Andes Wire"),
        ("Chile (Andes Wire) met Bolivia.", "The Post", "The Post"),
        ("ARICA (4 May 2016) - Chile met Bolivia.", None, ""),
    ],
)
def test_a_text_is_of_the_agency_that_its_dateline_names_else_of_its_publisher(
    text: str, publisher: str | None, voice: str
) -> None:
    assert voice_of(document(text, publisher=publisher)) == voice
