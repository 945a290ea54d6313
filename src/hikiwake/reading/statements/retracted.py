"""Statements that their text takes back: "withdraws its report that …" affirms nothing."""

from hikiwake.reading.statements.draft import Draft
from hikiwake.terms.retractions import taken_back


def is_taken_back(draft: Draft, text: str) -> bool:
    """Whether the content is what the sentence takes back; what somebody says within it is his."""
    taken = taken_back(draft.reach.cut(text))
    if taken is None:
        return False
    first, last = draft.reach.start + taken.start, draft.reach.start + taken.end
    content = draft.content[0]
    return draft.cue[-1].end <= first < content.end and content.start < last
