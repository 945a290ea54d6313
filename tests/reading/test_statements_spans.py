"""What must hold for every text: spans cut the words they claim, whatever the quotation marks do."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from statement_reading import passages_of, statements_in

from hikiwake.reading.explanations import explanation_mentions
from hikiwake.reading.formulas import formula_mentions
from hikiwake.reading.statements.draft import joined, minus
from hikiwake.reading.statements.enumeration import items_after
from hikiwake.reading.statements.places import Places
from hikiwake.reading.statements.quotation import quotations
from hikiwake.record.model import Span

PIECES = st.sampled_from(
    [
        "“", "”", '"', "'", "’", "‘", "«", "»", "„", "「", "」", "``", "''", "(", ")", " — ", "\n\n", ". ", ", ", ": ", "? ",
        "Kosta said ", "he continued ", "according to the ministry", "that the talks went on", "reportedly ", "Q  ", "THE PRESIDENT: ",
        "formula of ", "two ", "because of the cold ", "First, ", "🙂", "🇯🇵", "外相は述べた", "é", "n't ", "\u200f", "\u00a0", "the claim that ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_every_phrase_of_a_statement_is_cut_by_its_spans(text):
    for statement in statements_in(text):
        assert statement.cue or statement.grade == "opinion"
        for phrase in (statement.source, statement.cue, statement.content):
            if phrase is not None:
                assert phrase.spans == tuple(sorted(phrase.spans))
                assert phrase.text == " … ".join(s.cut(text).replace("\n", " ") for s in phrase.spans)
                assert all(s.cut(text).strip() == s.cut(text) for s in phrase.spans)


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_a_carrier_comes_from_the_same_reading_and_no_statement_carries_itself(text):
    found = statements_in(text)
    for i, statement in enumerate(found):
        seen = {i}
        above = statement.via
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = found[above].via


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_formulas_and_explanations_are_cut_from_the_text(text):
    passages = passages_of(text)
    statements = statements_in(text)
    for formula in formula_mentions("d", text, passages, statements):
        assert formula.term
        assert formula.term in formula.spans[0].cut(text) or any(formula.term in s.cut(text) for s in formula.spans)
    for explanation in explanation_mentions("d", text, passages, statements):
        assert explanation.claim == " ".join(explanation.spans[0].cut(text).split())


@given(st.text(alphabet="ab “”\"'‘’«»„\n", max_size=60))
def test_quotations_are_disjoint_in_order_and_within_their_paragraph(text):
    if not text:
        return
    found = quotations(text, [Span(0, len(text))])
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for quote in found:
        assert 0 <= quote.span.start <= quote.inner.start < quote.inner.end <= quote.span.end <= len(text)


@given(st.lists(SPANS, max_size=8), st.lists(SPANS, max_size=8))
def test_joined_and_cut_spans_hold_the_same_places_as_sets_do(spans, holes):
    def places(some):
        return {p for s in some for p in range(s.start, s.end)}

    assert places(joined(spans)) == places(spans)
    assert places(minus(spans, holes)) == places(spans) - places(holes)


@given(st.lists(SPANS, max_size=12), SPANS)
def test_places_finds_every_span_that_holds_another(spans, inner):
    places = Places.of((s, i) for i, s in enumerate(spans))
    assert places.holding(inner) == [i for i, s in enumerate(spans) if s.holds(inner)]


def test_an_enumeration_ends_where_the_ordinals_end():
    text = "There are three reasons. First, snow. Second, ice. Then it thawed."
    sentences = [Span(0, 24), Span(25, 37), Span(38, 50), Span(51, 66)]
    assert [s.cut(text) for s in items_after(text, sentences[0], sentences)] == ["First, snow.", "Second, ice."]
