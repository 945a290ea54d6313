"""Anchors: exact words and some words around them, found again or not at all; never guessed."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from record_examples import TEXT, document, span, texts

from hikiwake.record.anchors import Unresolved, anchor, locate, resolve, unique_anchor, why_unresolved
from hikiwake.record.model import Anchor, Span

DOC = document()


def test_an_anchor_quotes_the_words_and_their_neighbours() -> None:
    at = anchor(TEXT, span(TEXT, "planned"), DOC.id, words=3)
    assert at == Anchor(DOC.id, "planned", "A visit is", "for December. Officials")
    assert resolve(at, TEXT) == span(TEXT, "planned")


def test_context_tells_two_places_apart() -> None:
    for nth in range(4):
        at = span(TEXT, "The" if nth < 3 else "that", nth if nth < 3 else 0)
        assert resolve(anchor(TEXT, at, DOC.id), TEXT) == at


def test_wrapped_lines_are_the_same_words() -> None:
    at = anchor(TEXT, span(TEXT, "met the prime minister"), DOC.id)
    wrapped = TEXT.replace(" ", "\n   ")
    found = resolve(at, wrapped)
    assert found and found.cut(wrapped).split() == ["met", "the", "prime", "minister"]


@pytest.mark.parametrize(
    ("quote", "before", "after", "why"),
    [
        ("a settlement", "", "", Unresolved.ABSENT),
        ("the", "", "", Unresolved.AMBIGUOUS),
        ("the", "nothing of the kind", "nor this", Unresolved.AMBIGUOUS),
        ("met", "they had never", "anybody", Unresolved.ABSENT),  # a short word at another place is not the one that was quoted
        ("", "", "", Unresolved.ABSENT),
        ("  ", "", "", Unresolved.ABSENT),
        ("MET", "", "", Unresolved.ABSENT),  # exact is exact
        ("me", "", "", Unresolved.AMBIGUOUS),
    ],
)
def test_what_cannot_be_told_is_not_guessed(quote: str, before: str, after: str, why: Unresolved) -> None:
    at = Anchor(DOC.id, quote, before, after)
    assert resolve(at, TEXT) is None
    assert why_unresolved(at, DOC) is why


def test_the_reason_names_a_missing_document() -> None:
    at = Anchor("0" * 64, "met")
    assert why_unresolved(at, None) is why_unresolved(at, DOC) is Unresolved.NO_SUCH_DOCUMENT
    assert why_unresolved(anchor(TEXT, span(TEXT, "Sochi"), DOC.id), DOC) is None


def test_a_long_quotation_that_stands_once_needs_no_context() -> None:
    assert resolve(Anchor(DOC.id, "met the prime minister"), TEXT) == span(TEXT, "met the prime minister")
    assert resolve(Anchor(DOC.id, "met the prime minister", "in other words", "it was said"), TEXT) is not None


def test_the_same_words_twice_in_the_same_words_are_ambiguous() -> None:
    text = "They met. They met. They met. They met. They met. They met. They met. They met. They met. They met. They met."
    at = Span(*re.search("met", text[50:]).span())  # type: ignore[union-attr]
    assert locate(Anchor("x", "met", "They", ". They"), text) is Unresolved.AMBIGUOUS
    assert resolve(unique_anchor(text, at, "x"), text) == at


@settings(max_examples=300, deadline=None)
@given(texts, st.data())
def test_an_anchor_finds_its_own_words_or_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    at = Span(start, data.draw(st.integers(start + 1, len(text))))
    assume(at.cut(text).strip())
    found = resolve(anchor(text, at, "x"), text)
    if found is not None:
        assert found.start >= at.start and found.end <= at.end  # white space at the ends is not quoted
        assert found.cut(text).split() == at.cut(text).split()


@settings(max_examples=200, deadline=None)
@given(texts, texts, st.data())
def test_an_anchor_moves_with_its_text(text: str, more: str, data: st.DataObject) -> None:
    """Text put before the document's moves the words; where they are found, they are the words that moved."""
    start = data.draw(st.integers(0, len(text) - 1))
    at = Span(start, data.draw(st.integers(start + 1, len(text))))
    assume(at.cut(text).strip() == at.cut(text) != "")
    longer = f"{more}\n\n{text}"
    found = resolve(anchor(text, at, "x"), longer)
    assert found is None or found.cut(longer).split() == at.cut(text).split()
    if longer.count(at.cut(text)) == 1 and at.cut(text).split() == [at.cut(text)] and len(at.cut(text)) > 12:
        assert found == Span(at.start + len(more) + 2, at.end + len(more) + 2)
