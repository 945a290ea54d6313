"""Which of many spans hold a place of the text, without looking at them all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from hikiwake.record.model import Span


@dataclass(frozen=True, slots=True)
class Places:
    """Spans with the index of their owner, ordered by start; `reaches[i]` is the farthest end among the first i + 1."""

    starts: tuple[int, ...]
    spans: tuple[tuple[Span, int], ...]
    reaches: tuple[int, ...]

    @classmethod
    def of(cls, owned: Iterable[tuple[Span, int]]) -> "Places":
        spans = tuple(sorted(owned))
        reaches = []
        farthest = 0
        for span, _ in spans:
            farthest = max(farthest, span.end)
            reaches.append(farthest)
        return cls(tuple(s.start for s, _ in spans), spans, tuple(reaches))

    def holding(self, span: Span) -> list[int]:
        """The owners of the spans that hold `span`, each once, in order."""
        found = set()
        i = bisect_right(self.starts, span.start) - 1
        while i >= 0 and self.reaches[i] >= span.end:
            if self.spans[i][0].holds(span):
                found.add(self.spans[i][1])
            i -= 1
        return sorted(found)

    def touch(self, span: Span) -> bool:
        """Whether any of the spans shares a character with `span`."""
        i = bisect_left(self.starts, span.end)
        return i > 0 and self.reaches[i - 1] > span.start
