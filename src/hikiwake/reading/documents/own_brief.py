"""Hikiwake's own briefs, which are no sources: what a case says would come back to it as if somebody else had said it."""

import re

from hikiwake.terms.errors import DocumentError

_MARK = "Hikiwake"  # the generator of a page; in the properties of other files "Hikiwake brief"
_MARKDOWN = re.compile(r"\A[^\n]{1,400} – brief as of \d{1,2} \w+ \d{4}\n+# ")


def refuse_own(mark: str | None) -> None:
    """Refuse what is marked as written by Hikiwake: `mark` is what a file says of the program that made it.

    Raises:
        DocumentError: it is one of its briefs.
    """
    if mark and mark.strip().startswith(_MARK):
        mend = "Read the documents that it cites; if you mean its own words, save them as .txt."
        raise DocumentError.of("", "is a brief that Hikiwake wrote, which is no source", mend)


def mark_of_markdown(text: str) -> str | None:
    """The mark of a brief in Markdown, which has no place for one: its first line is like no other's."""
    return _MARK if _MARKDOWN.match(text) else None
