"""What holds for whatever arrives."""

import string

import pytest
from container_examples import (
    RIS,
    csl_json,
    docx,
    mail_with_attachments,
    rss,
    rss_item,
    web_archive,
    zipped,
    zotero_item,
    zotero_rdf,
)
from document_examples import REPLY, TALKS, page, pdf, stream, words
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikiwake.reading.documents import Limits, document_from_text
from hikiwake.reading.documents.assemble import assemble
from hikiwake.reading.documents.formats import DOCUMENTS
from hikiwake.reading.documents.kinds import CONTAINERS, EXTENSIONS, kind
from hikiwake.reading.documents.model import Given, Part, Remark
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError

LINES = [
    TALKS, REPLY, "A", "• A", "By Jane Doe", "Published 3 May 2016", "05/06/2016", "Comments are closed.", "(Photo: Agency/A. Name)",
    "Home", "Share", "Jane Doe is a professor at the Institute.", "---", "# Heading", "title: x", "Tokyo, 3 May 2016 — talks", "\u202e\u200b",
    "\U0001f54a\ufe0f e\u0301", "\ud800", "\x00", "\x0c", "\u00a0", "<p>", "</p><script>", "**a",
    "| a | b |", "> q", "- item", "```", "&amp;", "%PDF-1.4", "\x85", "\u2028",
]  # fmt: skip
joined = st.tuples(st.sampled_from(["\n", "\n\n", " "]), st.lists(st.sampled_from(LINES), max_size=25)).map(
    lambda t: t[0].join(t[1])
)
texts = st.one_of(st.text(max_size=300), joined)
seeds = [
    TALKS.encode(),
    page(TALKS, REPLY).encode(),
    pdf(stream(words(TALKS)), stream(words(REPLY))),
    f"---\ndate: 2016\n---\n# T\n\n{TALKS}".encode(),
    docx(TALKS, title="Talks"),
    mail_with_attachments(),
    web_archive(TALKS),
    zipped({"a.txt": TALKS, "b.html": page(REPLY)}, compression=0),
    rss(rss_item("Talks", TALKS * 2)).encode(),
    zotero_rdf(zotero_item(1, "Talks", file="a.txt")).encode(),
    csl_json("Talks").encode(),
    RIS.format(title="Talks", more="").encode(),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A good file with a few bytes replaced, taken out or put in."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 40))] = draw(st.binary(max_size=20))
    return bytes(data)


@pytest.fixture(scope="module")
def parsing():
    with Parsing(Limits(seconds=10, cpu_seconds=8)) as parsing:
        yield parsing


def check(document: Document) -> None:
    end = 0
    for span in document.prose:
        assert end <= span.start < span.end <= len(document.text)
        assert span.cut(document.text).strip()
        end = span.end
    document.text.encode()
    assert "\x00" not in document.text
    assert document.date_basis == "none" or document.date is not None


@given(texts)
def test_a_batch_text_keeps_its_offsets_and_its_prose_lies_within_it(text):
    document = document_from_text("x", text)
    assert len(document.text) == len(text)
    assert all(
        a == b or (b == "\ufffd" and (a == "\x00" or "\ud800" <= a <= "\udfff")) for a, b in zip(text, document.text, strict=True)
    )
    check(document)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=400), texts.map(lambda t: t.encode("utf-8", "surrogatepass")), damaged()),
    st.sampled_from([*EXTENSIONS, *CONTAINERS, ".TXT", ".doc"]),
)
def test_any_bytes_give_documents_or_one_line_and_the_same_one_twice(parsing, data, extension):
    def outcome() -> Document | list[Part | Remark] | str:
        try:
            what = kind(data, "a" + extension, "a")
            if what not in DOCUMENTS:
                return list(parsing.unpack(what, data, "a"))
            return assemble("0" * 64, "a", parsing.parse(what, data, "a"), Given())
        except DocumentError as error:
            return str(error)

    first = outcome()
    if isinstance(first, Document):
        check(first)
    elif isinstance(first, str):
        assert first.startswith("a: ") and "\n" not in first
    assert outcome() == first


@given(st.text(string.ascii_letters + " .,\n", min_size=1, max_size=200))
def test_letters_are_only_ever_left_out_never_changed(text):
    document = document_from_text("x", text)
    assert document.text == text
