"""The index of spans answers as a look at every span would."""

from hypothesis import given
from hypothesis import strategies as st

from hikiwake.reading.statements.places import Places
from hikiwake.record.model import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 15))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_what_holds_and_what_touches_a_span(spans: list[Span], asked: Span) -> None:
    index = Places.of((s, i) for i, s in enumerate(spans))
    assert index.touch(asked) == any(s.overlaps(asked) for s in spans)
    assert index.holding(asked) == [i for i, s in enumerate(spans) if s.holds(asked)]
