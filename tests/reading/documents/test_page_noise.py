from pathlib import Path

import pytest
from document_examples import REPLY, TALKS

from hikiwake.reading.documents import document_from_text, receive

SHARED = Path(__file__).parents[4] / "shared"


def prose(document) -> str:
    return "\n".join(span.cut(document.text) for span in document.prose)


@pytest.mark.parametrize(
    "furniture",
    [
        "  • A\n  • A\n  • A",
        "Reading Time: 4 mins",
        "5 min read",
        "Comments are closed.",
        "Share this article",
        "Click to share on Twitter (Opens in new window)",
        "Facebook\nTwitter\nLinkedIn\nEmail",
        "Home | World | Opinion | Contact",
        "Home » Asia » Analysis",
        "Home\nNews\nSport\nOpinion\nLog in",
        "Subscribe to our newsletter",
        "Copyright © 2024 The Gazette. All rights reserved.",
        "Article printed from The Gazette (https://gazette.example/a)",
        "https://gazette.example/2016/05/03/talks",
        "Photo: Agency/A. Name",
        "12 comments",
        "Page 3 of 7",
        "* * *",
    ],
)
def test_what_a_page_puts_around_a_text_is_kept_but_not_read(furniture):
    text = f"{TALKS}\n\n{furniture}\n\n{REPLY}"
    document = document_from_text("x", text)
    assert document.text == text
    assert prose(document) == f"{TALKS}\n{REPLY}"


@pytest.mark.parametrize(
    "sentence",
    [
        "Copyright law was not on the agenda when the two ministers met, though both sides had asked for it before the talks began.",
        "Support for the treaty fell in March.",
        "Home rule was offered to the islands.",
        "More than forty soldiers died.",
        "The ministry denied it (Reuters).",
        "Tags on the map were false.",
        "“No.”",
        "Japan",
        "Comments by the minister angered Moscow.",
    ],
)
def test_a_sentence_that_resembles_furniture_is_read(sentence):
    assert sentence in prose(document_from_text("x", f"{TALKS}\n\n{sentence}\n\n{REPLY}"))


def test_what_follows_the_line_that_closes_a_page_is_the_pages():
    text = f"{TALKS}\n\n{REPLY}\n\nComments are closed.\n\nSupport Quality Work\n\nThe office of the Gazette is in Geneva and open all day."
    assert prose(document_from_text("x", text)) == f"{TALKS}\n{REPLY}"


def test_a_closing_line_far_from_the_end_takes_nothing_with_it():
    text = f"{TALKS}\n\nRead next\n\n" + "\n\n".join([REPLY] * 5)
    assert prose(document_from_text("x", text)) == "\n".join([TALKS, *[REPLY] * 5])


def test_a_caption_is_read_and_its_credit_is_not():
    caption = "The two ministers before their meeting in Geneva, 3 May 2016"
    text = f"{caption} (Photo: Agency/A. Name)\n\n{TALKS}"
    assert prose(document_from_text("x", text)) == f"{caption}\n{TALKS}"


def test_the_title_is_the_line_that_shares_its_words_with_the_text_not_the_sites_banner():
    text = f"Peerless commentary from around the globe\n\nMinisters agree to resume talks on the islands\n\nReading Time: 4 mins\n\n{TALKS}"
    document = document_from_text("x", text)
    assert document.title == "Ministers agree to resume talks on the islands"
    assert prose(document) == f"{document.title}\n{TALKS}"


def test_a_speech_without_a_title_has_none():
    assert document_from_text("x", f"12.\t{TALKS}\n13.\t{REPLY}").title is None


@pytest.mark.parametrize(
    ("text", "author"),
    [
        (f"Island talks\n\nBy Jane Doe\n\n{TALKS}\n\n{REPLY}", "Jane Doe"),
        (f"Island talks\n\nAuthor: Jane Doe, University of Nowhere\n\n{TALKS}\n\n{REPLY}", "Jane Doe"),
        (f"Island talks\n\n{TALKS}\n\n{REPLY}\n\nJane Doe is a senior fellow at the Institute of Draws.", "Jane Doe"),
        (
            f"Island talks\n\n{TALKS}\n\n{REPLY}\n\nJane Doe and Jan Roe are professors at the Institute of Draws.",
            "Jane Doe and Jan Roe",
        ),
        (
            f"Island talks\n\n{TALKS}\n\n{REPLY}\n\nAbout the author\n\nDr Jane Doe is Director of the Institute of Draws.",
            "Jane Doe",
        ),
    ],
)
def test_who_wrote_it_is_metadata_and_no_prose(text, author):
    document = document_from_text("x", text)
    found = document.author or ""
    assert author.split(" and ")[0] in found and author.split(" and ")[-1] in found
    assert "Doe" not in prose(document)


def test_an_office_holder_of_whom_the_text_speaks_is_not_its_author():
    last = "Jane Doe is the President of the Senate."
    document = document_from_text("x", f"{TALKS} Doe was silent.\n\n{REPLY}\n\n{last}")
    assert document.author is None
    assert last in prose(document)


def test_paragraphs_are_told_apart_whether_lines_are_wrapped_or_not():
    wrapped = "The foreign ministers of the two states met in the capital\non Tuesday and agreed to resume their talks on the islands\nsoon.\n"
    document = document_from_text("x", wrapped + wrapped + f"1.\t{TALKS}\n2.\t{REPLY}\n")
    assert [span.cut(document.text)[:12] for span in document.prose] == [
        "The foreign ",
        "The foreign ",
        "1.\tThe forei",
        "2.\tThe oppos",
    ]


ARTICLE = SHARED / "cases" / "japan-russia" / "article.txt"


@pytest.mark.skipif(not ARTICLE.exists(), reason="../shared, with the real article, is missing")
def test_of_the_real_article_the_argument_is_read_whole_and_the_print_view_not_at_all():
    document = receive(ARTICLE)
    read = prose(document)
    for noise in (
        "Reading Time",
        "• A",
        "Comments are closed",
        "Support",
        "Article printed",
        "Copyright",
        "Photo:",
        "In Brief",
        "Peer reviewed",
    ):
        assert noise not in read
    paragraphs = [line for line in document.text.split("\n") if len(line) > 300]
    assert len(paragraphs) >= 8
    assert all(paragraph in read for paragraph in paragraphs)
    assert document.title and document.title.endswith("genuine rapprochement?")
    assert document.author == "Kazuhiko Togo"
    assert document.date is None


@pytest.mark.skipif(not (SHARED / "data" / "articles").exists(), reason="../shared, with real speeches, is missing")
def test_of_real_speeches_with_scanning_errors_nothing_is_lost():
    for path in sorted((SHARED / "data" / "articles").glob("un_*.txt")):
        document = receive(path)
        read = sum(span.end - span.start for span in document.prose)
        assert read >= 0.99 * len("".join(document.text.split("\n")))
        assert document.title is None and document.date is None


@pytest.mark.skipif(not (SHARED / "data" / "articles").exists(), reason="../shared, with real transcripts, is missing")
def test_of_real_transcripts_title_and_date_come_from_the_front_matter():
    for path in sorted((SHARED / "data" / "articles").glob("wh_*.md")):
        document = receive(path)
        assert document.date and document.date.value == path.name[3:13] and document.date_basis == "stated"
        assert document.title and document.url
        assert "modified_time" not in document.text and "\\[" not in document.text
        assert sum(span.end - span.start for span in document.prose) >= 0.97 * len(document.text) - 100
