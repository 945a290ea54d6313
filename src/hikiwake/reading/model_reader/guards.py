"""Guards against text that speaks to the model: sentences that look like instructions, and the grade that no sentence may exceed.

Spans found verbatim do not stop an injected sentence, and no list of patterns knows every guise. What holds in any guise is the ceiling: the
grade of what a model found never rises above what the built-in reader gives the same sentence, and where that finds nothing there, it is the
weakest there is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikiwake.record.model import Reading, Report, Span, Statement
from hikiwake.terms.grades import Grade, weakest

_INSTRUCTING = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.]{0,40}"
    r"\b(?:instruction|prompt|guideline|(?:your|previous|prior|earlier) rule|everything (?:above|before))"
    r"|\b(?:new|updated|system|real|developer|hidden)\s+(?:instruction|prompt|message|directive)s?\b"
    r"|\bon_record\b|\b(?:grade|mark|label|classify|rate|treat|record|tag|output|count)\b[^.]{0,50}\b(?:as|:|=)\s*[\"'“‘]?on[ _-](?:the[ _-])?record"
    r"|\byou are (?:now )?(?:an?|the) [^.]{0,30}(?:assistant|model|ai|analyst|system)\b"
    r"|\b(?:language models?|llms?|chat ?gpt|ai (?:model|assistant|system|reader)s?|annotators?)\b[^.]{0,60}"
    r"\b(?:must|should|shall|please|note|attention|is to|are to)\b"
    r"|\b(?:attention|note|message|instructions?|memo)\b[^.]{0,20}\b(?:to|for)\b[^.]{0,20}\b(?:language model|llm|ai|assistant|annotator|model)s?\b"
    r"|\bthe (?:model|assistant),? (?:must|should|shall|is to)\b"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|inst|endoftext)|\[/?INST\]|<<<|>>>|^\s*#+\s*(?:system|instruction)"
    r"|^\s*(?:system|assistant|user|developer)\s*:|\"(?:role|statements|grade)\"\s*:"
    r"|\b(?:respond|reply|answer|output)\b[^.]{0,30}\b(?:json|only|with the|exactly)\b",
    re.IGNORECASE | re.MULTILINE,
)


def looks_like_an_instruction(sentence: str) -> bool:
    """Whether a sentence seems to speak to a model instead of to a reader."""
    return _INSTRUCTING.search(sentence) is not None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What the built-in reader makes of each sentence of a document."""

    sentences: Sequence[Span]
    reading: Reading

    def over(self, spans: Iterable[Span], same: Statement | Report | None) -> Grade:
        """The strongest grade that something found at `spans` may have: the weakest over the sentences it touches.

        Args:
            same: the built-in reader's own entry for it, which speaks for the sentences in which it stands.
        """
        spans = list(spans)
        touched = [s for s in self.sentences if any(s.overlaps(span) for span in spans)]
        return weakest([self._of(sentence, same) for sentence in touched] or [Grade.OPINION])

    def _of(self, sentence: Span, same: Statement | Report | None) -> Grade:
        if same is not None and any(sentence.overlaps(s) for s in _words(same)):
            return same.grade
        entries: list[Statement | Report] = [*self.reading.statements, *self.reading.reports]
        here = [e.grade for e in entries if any(sentence.overlaps(s) for s in _words(e))]
        return weakest(here) if here else Grade.OPINION


def _words(entry: Statement | Report) -> tuple[Span, ...]:
    if isinstance(entry, Report):
        return (entry.span,)
    return tuple(s for part in (entry.source, entry.cue, entry.content) if part for s in part.spans)
