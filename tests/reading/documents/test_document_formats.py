import pytest
from document_examples import REPLY, TALKS, compressed, page, pdf, stream, words

from hikiwake.reading.documents import receive
from hikiwake.terms.errors import DocumentError
from one_parser import receive_next


def received(tmp_path, name: str, content: str | bytes):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return receive_next(path)


def prose(document) -> list[str]:
    return [span.cut(document.text) for span in document.prose]


MARKDOWN = f"""---
title: "The islands\\u2019 future\\
  \\ and ours"
date: 2016-05-03 10:00:00+09:00
author: [Jane Doe, Jan Roe]
source_url: https://gazette.example/islands
tags: politics
---

# The islands' future

**{TALKS[:21]}**{TALKS[21:]} See [the text](https://gazette.example/text "title"), \\[sic\\].
\u00a0
{REPLY}

- First *formula*
- Second formula

> A quotation.

```python
code()
```

| issue | state |
|-------|-------|
| islands | open |

<div>Plain <b>html</b></div><script>evil()</script>
"""


def test_markdown_gives_its_words_without_the_markup(tmp_path):
    document = received(tmp_path, "note.md", MARKDOWN)
    assert prose(document) == [
        "The islands' future",
        f"{TALKS} See the text, [sic].",
        REPLY,
        "First formula",
        "Second formula",
        "A quotation.",
        "Plain html",
    ]
    assert "code()" in document.text and "evil" not in document.text and "tags" not in document.text


def test_front_matter_is_metadata(tmp_path):
    document = received(tmp_path, "note.md", MARKDOWN)
    assert document.title == "The islands’ future and ours"
    assert (document.author, document.url) == ("Jane Doe and Jan Roe", "https://gazette.example/islands")
    assert document.date and (document.date.value, document.date_basis) == ("2016-05-03", "stated")


def test_a_rule_of_dashes_is_not_front_matter(tmp_path):
    document = received(tmp_path, "note.md", f"---\n\n{TALKS}\n\n---\n\n{REPLY}\n")
    assert prose(document) == [TALKS, REPLY]


def test_a_web_page_gives_its_article_without_menus_and_buttons(tmp_path):
    document = received(tmp_path, "page.html", page(TALKS, REPLY))
    assert prose(document) == ["Island talks resume", TALKS, REPLY]
    assert document.title == "Island talks resume"
    for noise in ("Home", "Log in", "Facebook", "Copyright"):
        assert noise not in document.text


def test_headings_and_lists_of_a_page_are_kept_apart(tmp_path):
    body = f"{TALKS}</p><h2>Two formulas</h2><ul><li>Transfer of two islands</li><li>Division by area</li></ul><p>{REPLY}"
    document = received(tmp_path, "page.html", page(body))
    assert prose(document) == ["Island talks resume", TALKS, "Two formulas", "Transfer of two islands", "Division by area", REPLY]


def test_scripts_never_become_text_but_what_the_page_shows_does(tmp_path):
    shown = (
        "The ministry's page showed &lt;script&gt;alert(1)&lt;/script&gt; to its readers for most of the day, said a spokesman."
    )
    scripts = "<script>evil('x')</script><style>.evil{}</style><noscript>evil</noscript><svg><script>evil()</script></svg>"
    document = received(tmp_path, "page.html", page(TALKS + scripts, shown, REPLY, head="<script>evil()</script>"))
    assert "evil" not in document.text
    assert "<script>alert(1)</script>" in document.text


def test_a_paragraph_that_the_page_repeats_is_read_once(tmp_path):
    document = received(tmp_path, "page.html", page(TALKS, REPLY, TALKS))
    assert document.text.count(TALKS) == 1


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2016-05-03T23:30:00+09:00">',
        '<meta name="DC.date.issued" content="2016-05-03">',
        '<script type="application/ld+json">{"@graph":[{"dateModified":"2019-01-01","datePublished":"2016-05-03T10:00Z"}]}</script>',
        '<meta property="article:modified_time" content="2019-01-01"><meta name="pubdate" content="3 May 2016">',
    ],
)
def test_the_date_of_a_page_is_the_one_of_its_publication(tmp_path, head):
    document = received(tmp_path, "page.html", page(TALKS, REPLY, head=head))
    assert document.date and (document.date.value, document.date_basis) == ("2016-05-03", "stated")


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("<time datetime='2016-05-03'>3 May</time>", TALKS, REPLY),
        ("Published 3 May 2016", TALKS, REPLY),
        (f"Tokyo, 3 May 2016 — {TALKS}", REPLY),
    ],
)
def test_else_the_marked_time_or_the_dateline_of_a_page_dates_it(tmp_path, paragraphs):
    document = received(tmp_path, "page.html", page(*paragraphs))
    assert document.date and document.date.value == "2016-05-03"


def test_neither_its_copyright_nor_its_last_change_dates_a_page(tmp_path):
    head = '<meta property="article:modified_time" content="2019-01-01"><meta name="copyright" content="2024-01-01">'
    document = received(tmp_path, "page.html", page(TALKS, REPLY, head=head, tail="<p>Last updated 3 May 2016</p>"))
    assert document.date is None


def test_a_page_states_its_own_encoding(tmp_path):
    source = page(
        TALKS,
        "Русские министры сказали, что переговоры будут продолжены в мае, и вернулись домой.",
        head='<meta charset="windows-1251">',
    )
    document = received(tmp_path, "page.html", source.encode("windows-1251"))
    assert "Русские министры" in document.text
    assert not any("guessed" in note for note in document.notes)


def test_a_page_under_another_name_is_read_as_a_page(tmp_path):
    assert prose(received(tmp_path, "page.txt", page(TALKS, REPLY))) == ["Island talks resume", TALKS, REPLY]


def test_a_text_under_a_pages_name_is_read_as_text(tmp_path):
    assert prose(received(tmp_path, "page.html", TALKS)) == [TALKS]


def test_a_page_made_by_scripts_is_told_from_an_empty_one(tmp_path):
    with pytest.raises(DocumentError, match=r"holds no words\. If scripts make the page"):
        received(tmp_path, "page.html", "<html><body><div id='root'></div><script src='app.js'></script></body></html>")


PAGES = [
    f"The Gazette of Draws\n{TALKS[:60]}\n{TALKS[60:120]} negotia-\ntions were long and the partners\n1",
    f"The Gazette of Draws\nstayed silent. {REPLY[:50]}\n{REPLY[50:]}\n2",
    "The Gazette of Draws\nNothing else was said about the negotiations before the summer.\n3",
]


def test_a_pdf_gives_one_text_without_running_heads(tmp_path):
    document = received(tmp_path, "talks.pdf", pdf(*(stream(words(p)) for p in PAGES)))
    assert "Gazette" not in document.text
    assert "negotiations were long and the partners\nstayed silent" in document.text
    assert not any("page" in note for note in document.notes)


def test_a_page_of_a_pdf_that_gave_no_text_is_noted_and_never_taken_as_empty(tmp_path):
    bomb = compressed(b"BT (A) Tj ET " * 8_000_000)
    document = received(tmp_path, "talks.pdf", pdf(stream(words(TALKS)), stream(b""), bomb, stream(words(REPLY))))
    assert any("From page 2 came little or no text" in note for note in document.notes)
    assert any("Of page 3 the text could not be read" in note for note in document.notes)


def test_a_scanned_pdf_is_named_as_such(tmp_path):
    with pytest.raises(DocumentError, match=r"talks.pdf: holds no text: its pages are pictures \(a scan\)"):
        received(tmp_path, "talks.pdf", pdf(stream(b""), stream(b"")))


def test_a_locked_pdf_is_named_as_such_and_one_that_opens_without_a_password_is_read(tmp_path):
    from pypdf import PdfWriter

    plain = tmp_path / "plain.pdf"
    plain.write_bytes(pdf(stream(words(TALKS))))
    for name, password in (("locked.pdf", "secret"), ("open.pdf", "")):
        writer = PdfWriter(clone_from=plain)
        writer.encrypt(password, "owner", algorithm="RC4-128")
        writer.write(tmp_path / name)
    with pytest.raises(DocumentError, match=r"locked\.pdf: is locked with a password"):
        receive(tmp_path / "locked.pdf")
    assert TALKS in receive(tmp_path / "open.pdf").text
