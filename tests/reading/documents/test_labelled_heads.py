"""Plain texts whose first lines say what they are ("Title: …", "Publisher: …", "Date: …"), and files whose name says of which day they are."""

from pathlib import Path

import pytest

from hikiwake.reading.documents import receive
from hikiwake.reading.documents.metadata import labelled_head
from hikiwake.record.model import Document

BODY = "Norway and Sweden signed a protocol on grazing in Oslo on Monday."


def received(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    return receive(path)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_labelled_lines_say_what_the_document_is_and_are_no_prose(tmp_path: Path, end: str) -> None:
    head = end.join(
        ["Title: A protocol on grazing", "Publisher: Northern Post", "By: Kari Holm", "Date: 3 May 2016", "", BODY, ""]
    )
    found = received(tmp_path, head)
    assert (found.title, found.publisher, found.author) == ("A protocol on grazing", "Northern Post", "Kari Holm")
    assert found.date and found.date.value == "2016-05-03"
    assert [span.cut(found.text) for span in found.prose] == [BODY]


@pytest.mark.parametrize(
    "text",
    [
        f"Norway: we agree.\nSweden: so do we.\n\n{BODY}\n",  # a dialogue
        f"Title: A protocol\nReaction: none yet\n\n{BODY}\n",
        f"Date: 3 May 2016\n\n{BODY}\n",  # one line alone
        "Title: A protocol\nDate: 3 May 2016\n",  # and nothing below
        f"Title: A protocol\nTitle: Another one\n\n{BODY}\n",
        "",
    ],
)
def test_other_lines_stay_what_they_are(text: str) -> None:
    assert labelled_head(text) == ({}, 0)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2018-11-15 Talks in Lima.txt", "2018-11-15"),
        ("20181115_talks.txt", "2018-11-15"),
        ("2018.11.15.txt", "2018-11-15"),
        ("2018-13-15.txt", None),
        ("2018-11.txt", None),
        ("201811151230.txt", None),
        ("report 2018-11-15.txt", None),
        ("un_1980.txt", None),
    ],
)
def test_a_name_that_begins_with_a_day_says_it_where_the_text_does_not(tmp_path: Path, name: str, day: str | None) -> None:
    (tmp_path / name).write_text(BODY, encoding="utf-8")
    found = receive(tmp_path / name)
    assert (found.date and found.date.value, found.date_basis) == (day, "name" if day else "none")
    assert any("name begins with" in note for note in found.notes) is (day is not None)


def test_the_text_goes_before_the_name(tmp_path: Path) -> None:
    (tmp_path / "2018-11-15.txt").write_text(f"Oslo, 3 May 2016\n\n{BODY}", encoding="utf-8")
    found = receive(tmp_path / "2018-11-15.txt")
    assert found.date and (found.date.value, found.date_basis, found.notes) == ("2016-05-03", "stated", ())
