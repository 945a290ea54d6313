"""Plain texts whose first lines say what they are: "Title: …", "Publisher: …", "Date: …"."""

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
