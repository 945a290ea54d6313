"""Who published and wrote a document, and when, as the lines below its headline say."""

import pytest
from container_examples import docx
from document_examples import REPLY, TALKS

from hikiwake.reading.documents import document_from_text, receive

HEADLINE = "Ministers agree to resume talks on the islands"
LONG = "Ministers agree to resume talks on the islands before the end of the year"


def said(text: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Title, publisher, author and date."""
    doc = document_from_text("x", text)
    return doc.title, doc.publisher, doc.author, doc.date.value if doc.date else None


@pytest.mark.parametrize("headline", [HEADLINE, LONG])
@pytest.mark.parametrize(
    ("lines", "publisher", "author", "date"),
    [
        ("By Joan Smith, Coastal Wire\n7 September 2018", "Coastal Wire", "Joan Smith", "2018-09-07"),
        ("The Coastal Daily, 9 November 2018. By Joan Smith", "The Coastal Daily", "Joan Smith", "2018-11-09"),
        ("The Coastal Daily, 9 November 2018", "The Coastal Daily", None, "2018-11-09"),
        ("Coastal Daily\nSaturday 24 November 2018\nBy Joan Smith", "Coastal Daily", "Joan Smith", "2018-11-24"),
        ("By Joan Smith and Ana Silva", None, "Joan Smith and Ana Silva", None),
        ("The Japan Times, Tokyo, 6 May 2016", "The Japan Times", None, "2016-05-06"),
        ("By Joan Smith", None, "Joan Smith", None),
    ],
)
def test_the_lines_below_a_headline_say_who_published_and_wrote_it(headline, lines, publisher, author, date):
    assert said(f"{headline}\n{lines}\n\n{TALKS}\n\n{REPLY}") == (headline, publisher, author, date)


def test_a_byline_on_the_headlines_line_is_cut_from_it():
    text = f"{HEADLINE} By Joan Smith, Coastal Wire\n\n{TALKS}"
    assert said(text) == (HEADLINE, "Coastal Wire", "Joan Smith", None)
    assert [s.cut(text) for s in document_from_text("x", text).prose] == [HEADLINE, TALKS]


@pytest.mark.parametrize(
    "line",
    [
        "Ministers agree to resume talks by Christmas",
        "Talks Ended By Joan Smith",  # every word has a capital: so may be this one
        "The islands as seen by Joan Smith",
        "Ministers and envoys in Sochi, 6 May 2016",
    ],
)
def test_a_headline_stays_whole(line):
    title, publisher, author, _ = said(f"{line}\n\n{TALKS}")
    assert (title, publisher, author) == (line, None, None)


def test_what_a_masthead_says_is_left_out_of_the_prose_but_for_its_date():
    text = f"{HEADLINE}\n\nThe Coastal Daily, 9 November 2018. By Joan Smith\n\n{TALKS}"
    assert [s.cut(text) for s in document_from_text("x", text).prose] == [HEADLINE, "9 November 2018", TALKS]


def test_a_word_document_has_its_masthead_too(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(HEADLINE, "Coastal Daily, 9 November 2018. By Joan Smith", TALKS))
    doc = receive(path)
    assert (doc.publisher, doc.author, doc.date.value) == ("Coastal Daily", "Joan Smith", "2018-11-09")
