"""What kind of file it is is known in linear time, whatever a hostile file begins with."""

import time

import pytest

from hikiwake.reading.documents.kinds import container, kind
from hikiwake.terms.errors import DocumentError


def seconds(data: bytes, name: str, times: int = 1) -> float:
    """Of computing, for so many files of these bytes."""
    begin = time.process_time()
    for _ in range(times):
        try:
            container(data, name)
            kind(data, name, name)
        except DocumentError:
            pass
    return time.process_time() - begin


@pytest.mark.parametrize(
    "begin",
    [
        b"<!---->",
        b"<!-- -->",
        b"<!--",
        b"<!-- -- ",
        b"<?xml ",
        b"<?xml?><!--x-->\n",
        b"<feed ",
        b"<rss",
        b"From a 2016\n",
        b"From a 2016\n>From ",
        b"\n \n ",
        b"content-type: ",
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.xml", "a"])
def test_repeating_what_a_kind_begins_with_costs_no_more_than_its_length(begin, name):
    """One long file against as many bytes in short ones: were it quadratic, it would cost a hundred times as much."""
    few, many = begin * 60, begin * 6_000
    seconds(few, name)  # what is prepared once
    assert seconds(many, name) < 10 * seconds(few, name, 100) + 0.05


def test_a_page_may_begin_with_some_comments():
    assert kind(b"<!-- a --><!----> <!-- b --><html><p>They met.</p></html>", "a", "a") == "html"
    assert kind(b"<!---->" * 60 + b"They met.", "a", "a") == "text"
