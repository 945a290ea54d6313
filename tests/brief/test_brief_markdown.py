"""The brief as Markdown: whatever a text is called, it is read back as text."""

from dataclasses import replace

import barents
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hikiwake.assessment.assess import assess
from hikiwake.brief import Brief, compose, english, to_markdown

ODD = (
    "- a list", "+ another", "* a third", "1. counted", "2) so too", "# a heading", "> quoted", "    code", "```", "~~~", "---", "===", "***",
    "[x](javascript:alert(1))", "![x](http://e.org/y.png)", "<script>alert(1)</script>", "<!-- gone -->", "&lt;b&gt;", "&amp;", "&#35;",
    "http://e.org/_a_", "<http://e.org>", "a | b", "a\\", "_it_", "**b**", "`c`", "[^1]", "[^1]: x", "[a]: http://e.org", "$x$", "\\*", "~a~",
    "5. May 2016", "2016.", "-", "+", "a  ", "\ttab",
)  # fmt: skip
OURS = {"em", "strong"}  # the only inline marks that a brief sets


def named(words: str) -> Brief:
    case = barents.case().model_copy(update={"title": words, "question": words, "analyst": words})
    contents = barents.contents()
    documents = tuple(replace(d, title=words, publisher=words) for d in contents.documents)
    said = tuple(
        replace(s, statement=replace(s.statement, source=s.statement.source and replace(s.statement.source, text=words)))
        for s in contents.statements
    )
    result = assess(case, replace(contents, documents=documents, statements=said))
    return compose(result), result


def read_back(text: str) -> tuple[str, set[str]]:
    """The text as a reader sees it, and the kinds of inline marks in it."""
    seen, kinds = [], set()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        assert token.type not in ("html_block", "code_block", "fence", "hr", "blockquote_open"), token
        for child in token.children or ():
            kinds.add(child.type)
            seen.append(child.content)
        seen.append("\n")
    return "".join(seen), {k.removesuffix("_open") for k in kinds if k.endswith("_open")} | (
        kinds & {"image", "html_inline", "code_inline", "link"}
    )


def check(words: str) -> None:
    brief, result = named(words)
    seen, marks = read_back(to_markdown(brief, result))
    assert marks <= OURS
    for sentence in brief.sentences():
        if not any(
            sentence.key == t.key for s in brief.sections for b in s.blocks for e in getattr(b, "entries", ()) for t in e.tellings
        ):
            assert english.plain(sentence.text) in seen, sentence.key


@pytest.mark.parametrize("words", ODD)
def test_an_odd_title_is_only_a_title(words: str) -> None:
    check(words)


@given(st.text(st.sampled_from("-+*1.)#>`~_[]()!<>&|\\ =:^a\n"), min_size=1, max_size=12))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_title_is_only_a_title(words: str) -> None:
    check(words)
