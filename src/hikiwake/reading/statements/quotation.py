"""Quotations: stretches of a document in quotation marks, of whatever kind, paired or left open.

Only the outermost marks count: a quotation inside a quotation belongs to it. A quotation that a paragraph leaves open ends with that
paragraph; where the next one begins with an opening mark again, it goes on there (the newspaper's way to quote several paragraphs).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hikiwake.record.model import Span

_CLOSING = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "‘": "’'",
    '"': '"”',
    "'": "'",
    "”": "”",  # Swedish and Finnish printers, and hurried editors, open with it
}
_TYPED = ("``", "''")  # typewriter quotation marks, closed by two apostrophes
_SINGLE = "‘'"
_LONGEST_SINGLE = 600  # a single mark is mostly an apostrophe: what it would enclose must stay within reason


@dataclass(frozen=True, slots=True)
class Quotation:
    """`span` includes the marks; `is_closed` says whether its closing mark was found, `continues` whether it carries on the one before.

    `width`: characters of a mark, two of a typewriter's.
    """

    span: Span
    is_closed: bool
    continues: bool = False
    width: int = 1

    @property
    def inner(self) -> Span:
        """The words without their marks; the marks themselves where there is nothing else."""
        start, end = self.span.start + self.width, self.span.end - self.width * self.is_closed
        return Span(start, end) if start < end else self.span


def quotations(text: str, paragraphs: Iterable[Span]) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order."""
    found: list[Quotation] = []
    was_open = False
    for paragraph in paragraphs:
        here = _in_paragraph(text, paragraph)
        if here and was_open and not text[paragraph.start : here[0].span.start].strip():
            here[0] = replace(here[0], continues=True)
        was_open = bool(here) and not here[-1].is_closed
        found += here
    return found


def _in_paragraph(text: str, paragraph: Span) -> list[Quotation]:
    found = []
    at, end = paragraph.start, paragraph.end
    while at < end:
        mark = text[at]
        if text[at : at + 2] in _TYPED:
            close_at = text.find("''", at + 2, end)
            opens = not text[at + 2 : at + 3].isspace() and not text[at - 1 : at].isalnum()
            if close_at > at + 2 and opens:
                found.append(Quotation(Span(at, close_at + 2), is_closed=True, width=2))
                at = close_at + 2
                continue
            if close_at < 0 and opens and (stop := at + len(text[at:end].rstrip())) > at + 2:
                found.append(Quotation(Span(at, stop), is_closed=False, width=2))
                break
        if mark not in _CLOSING or not _opens(text, at, paragraph):
            at += 1
            continue
        close = _close(text, at, end)
        if close is None:
            if mark in _SINGLE or mark == "”":
                at += 1
                continue
            stop = at + len(text[at:end].rstrip())
            if stop > at + 1:
                found.append(Quotation(Span(at, stop), is_closed=False))
            break
        if close > at + 1:
            found.append(Quotation(Span(at, close + 1), is_closed=True))
        at = close + 1
    return found


def _opens(text: str, at: int, paragraph: Span) -> bool:
    """Whether the mark at `at` can begin a quotation: no letter before it, something to quote behind it."""
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if text[at] in "“„«‹「『":
        return True
    return not before.isalnum() and not after.isspace()


def _close(text: str, at: int, end: int) -> int | None:
    """Where the mark at `at` is closed, or None."""
    mark = text[at]
    limit = min(end, at + _LONGEST_SINGLE) if mark in _SINGLE else end
    for i in range(at + 1, limit):
        if text[i] not in _CLOSING[mark]:
            continue
        after = text[i + 1] if i + 1 < end else " "
        is_apostrophe = mark in _SINGLE and (after.isalnum() or text[i - 1].isspace())
        opens_another = text[i] == mark == '"' and text[i - 1].isspace() and not after.isspace() and i + 1 < end
        if not is_apostrophe and not opens_another:
            return i
    return None


def calls_for_a_cue(text: str, quote: Quotation) -> bool:
    """Whether the quotation ends so that who said it must follow: `…,"` `…?"` `…",`."""
    end = quote.inner.end
    return text[end - 1 : end] in (",", "?", "!", "—", "–", "…") or text[quote.span.end : quote.span.end + 1] == ","
