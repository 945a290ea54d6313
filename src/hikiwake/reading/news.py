"""News that bears its own date: where the text states it, and the week up to it, in which what its lead tells has happened."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from hikiwake.reading.language import Passage
from hikiwake.record.model import DateMention
from hikiwake.terms.dates import Date, Precision

LEAD = 3  # passages: headline, dateline and lead
_DATELINE = 80  # characters from the head of its passage within which a text states its own date
_WEEK = timedelta(days=7)
_ADVERBIAL = re.compile(r"\b(?:on|in|by|since|until|till|from|after|before|and|to)\s(?:the\s)?$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:^|[\n|•·])\W*(?:(?:first|originally|last) )?(?:published|posted|released|issued|dated?|updated)\b[\s:]*(?:on )?$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[.:|)—–-]|$)")
_NAMES_DAY = re.compile(r"\d")  # "Monday", "today" do so only where they stand alone
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def dateline(passages: Sequence[Passage], dates: Iterable[DateMention], reference: Date | None) -> DateMention | None:
    """Where the text states its own date, at the head of a passage near its top ("TOKYO, 2 May 2016 - …"); None where it does not.

    The day on which something is told to have been done ("met in Oslo on 2 May 2016") is none, be it the document's own.
    """
    for passage in passages[:LEAD]:
        end = passage.offset + len(passage.doc.text)
        for mention in dates:
            if (
                passage.offset <= mention.span.start < end
                and mention.span.start - passage.offset <= _DATELINE
                and mention.date == reference
                and _is_stated(passage, mention)
            ):
                return mention
    return None


def _is_stated(passage: Passage, mention: DateMention) -> bool:
    """Whether the day stands by itself, and not within what a sentence tells."""
    text = passage.doc.text
    start, end = mention.span.start - passage.offset, mention.span.end - passage.offset
    if _LABEL.search(text, 0, start):
        return True
    if _ADVERBIAL.search(text, 0, start) or not (_NAMES_DAY.search(mention.text) or _CLOSED.match(text, end)):
        return False
    words = passage.doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        return True
    is_of = text.endswith("of ", 0, start)  # "Talks of 3 May broke down"; a heading has no verb
    return not any(t.tag_ in _FINITE for t in words.sent if t.i < words.start or is_of)


def news_week(stated: DateMention | None) -> DateMention | None:
    """The week up to the document's date, at the words that state that date."""
    if stated is None or stated.date.precision is not Precision.DAY or stated.date.earliest is None:
        return None
    first = stated.date.earliest - _WEEK
    when = Date(f"{first.isoformat()}/{stated.date.value}", Precision.RANGE, first, stated.date.latest)
    return replace(stated, date=when)
