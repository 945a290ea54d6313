import pytest
from document_examples import REPLY, TALKS

from hikiwake.reading.documents import Given, document_from_text, receive
from hikiwake.terms.dates import from_timex


def date_of(text: str) -> str | None:
    document = document_from_text("x", text)
    return document.date.value if document.date else None


@pytest.mark.parametrize(
    "opening",
    [
        "Tokyo, 3 May 2016 — ",
        "TOKYO, May 3, 2016 (Agency) - ",
        "MOSCOW (May 3, 2016) — ",
        "The talks go on\n\nPublished 3 May 2016\n\n",
        "The talks go on\n\nPosted on May 3rd, 2016 at 9:15 am\n\n",
        "The talks go on\n\nMay 3, 2016\n\n",
        "The talks go on\n\nTuesday, 3 May 2016\n\n",
        "The talks go on\n\nBy Jane Doe, 3 May 2016\n\n",
        "The talks go on\n\nJane Doe | The Gazette | 3 May 2016\n\n",
        "2016-05-03\n\n",
        "Remarks by the Foreign Minister, Tokyo, 3 May 2016\n\n",
        "Updated 6 May 2016\n\nPublished 3 May 2016\n\n",
        "Date: 3 May 2016\n\n",
    ],
)
def test_a_dateline_byline_or_label_states_the_date(opening):
    assert date_of(opening + TALKS) == "2016-05-03"


@pytest.mark.parametrize(
    "foot", ["Done at Moscow on 3 May 2016.", "Moscow, May 3, 2016", "Signed in Tokyo, this 3rd day of May 2016"]
)
def test_the_foot_of_an_agreement_states_its_date(foot):
    assert date_of(f"{TALKS}\n\n{foot}") == "2016-05-03"


@pytest.mark.parametrize(
    "text",
    [
        f"{TALKS}\n\nCopyright 3 May 2016 The Gazette",
        f"© 2016-05-03 The Gazette\n\n{TALKS}",
        f"{TALKS}\n\nPrinted on 3 May 2016",
        f"{TALKS}\n\nAccessed 3 May 2016",
        f"Updated 3 May 2016\n\n{TALKS}",
        f"{TALKS}\n\nCorrection:\n\nFriday, May 6, 2016",
        f"On 3 May 2016 the ministers met. {TALKS}",
        f"In May 2016 — a year before the visit — nothing moved. {TALKS}",
        f"The two presidents in Sochi, 6 May 2016\n\n{TALKS}",
        f"The two presidents, Sochi, 6 May 2016 (Photo: Agency/A. Name)\n\n{TALKS}",
        f"The treaty of 7 February 1855\n\n{TALKS}",
        f"31 June 2016\n\n{TALKS}",
    ],
)
def test_no_other_date_is_taken(text):
    document = document_from_text("x", text)
    assert document.date is None
    assert document.date_basis == "none"
    assert any("--date" in note for note in document.notes)


def test_day_and_month_that_cannot_be_told_apart_are_not_guessed():
    document = document_from_text("x", f"The talks go on\n\n05/06/2016\n\n{TALKS}")
    assert document.date is None
    assert any('"05/06/2016"' in note for note in document.notes)
    assert date_of(f"The talks go on\n\n25/06/2016\n\n{TALKS}") == "2016-06-25"


def test_a_month_alone_is_a_date_of_that_precision():
    assert date_of(f"The talks go on\n\nMay 2016\n\n{TALKS}\n\n{REPLY}") == "2016-05"


def test_what_is_given_wins_over_the_file_beside_and_that_over_the_document(tmp_path):
    path = tmp_path / "talks.txt"
    path.write_text(f"Tokyo, 3 May 2016 — {TALKS}", encoding="utf-8")
    assert (receive(path).date.value, receive(path).date_basis) == ("2016-05-03", "stated")
    (tmp_path / "talks.toml").write_text(
        'date = 2016-05-04\npublisher = "The Gazette"\nfacts_from = ["elsewhere"]\n', encoding="utf-8"
    )
    beside = receive(path)
    assert (beside.date.value, beside.date_basis, beside.publisher) == ("2016-05-04", "given", "The Gazette")
    given = receive(path, Given(date=from_timex("2016-05-05"), title="Talks"))
    assert (given.date.value, given.title, given.publisher) == ("2016-05-05", "Talks", "The Gazette")


@pytest.mark.parametrize(
    "line", ["Office of the President, Nairobi, 3 May 2016", "Ministry of Foreign Affairs and Trade, Nairobi, May 3, 2016."]
)
def test_an_office_with_place_and_day_below_the_headline_states_the_date(line):
    assert date_of(f"The talks go on\n\n{line}\n\n{TALKS}") == "2016-05-03"


def test_a_caption_with_place_and_day_states_none():
    assert date_of(f"The talks go on\n\nRuto and Museveni, Kampala, 3 May 2016\n\n{TALKS}") is None


WIRE = f"The talks go on\n\nTOKYO, May 3 (Agency) - {TALKS}"


@pytest.mark.parametrize(
    ("text", "given", "value"),
    [
        (WIRE, None, None),
        (WIRE, "2016", "2016-05-03"),
        (WIRE, "2016-05", "2016-05-03"),
        (WIRE, "2016-06", "2016-06"),
        (WIRE, "2016-05-05", "2016-05-05"),
        (f"{WIRE}\n\n© 2016 The Agency", None, "2016-05-03"),
        (f"{WIRE}\n\n© 2009-2016 The Agency", None, None),
        (f"{WIRE}\n\n© 2015 The Agency\n\n© 2016 The Gazette", None, None),
        (f"{WIRE.replace('May 3', '29 February')}\n\n© 2015 The Agency", None, None),
    ],
)
def test_a_dateline_takes_its_year_only_from_what_is_known_of_the_file(text, given, value):
    document = document_from_text("x", text, date=from_timex(given) if given else None)
    assert (document.date.value if document.date else None) == value
    says = any("without a year" in note for note in document.notes)
    assert says == (given not in ("2016-06", "2016-05-05"))
    assert any("--date" in note for note in document.notes) == (value is None)
