"""Words of a document selected on the command line: by their place, or by themselves."""

import re

import typer

from hikiwake.record.chronology import span_of
from hikiwake.record.model import Contents, Event, Said
from hikiwake.terms.errors import RecordError

_NUMBERS = re.compile(r"(\d+)[:\-,](\d+)")


def by_numbers(text: str) -> tuple[int, int]:
    """`START:END` as code points, the end not included.

    Raises:
        typer.BadParameter: it is not written so.
    """
    match = _NUMBERS.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(f"--span {text}: write START:END, two whole numbers, such as 120:164.")
    return int(match[1]), int(match[2])


def by_words(words: str, contents: Contents, document_id: str, near: Event | Said | None = None) -> tuple[int, int]:
    """Where the exact words stand in the document, white space aside; of several places the one that overlaps the entry.

    Raises:
        RecordError: nowhere, or in several places.
    """
    found = [d for d in contents.documents if len(document_id) >= 6 and d.id.startswith(document_id)]
    if len(found) != 1:
        raise RecordError.of(document_id[:12], "there is no such document in the record", "Name one that was read.")
    text = found[0].text
    pattern = r"\s+".join(map(re.escape, words.split()))
    places = [(m.start(), m.end()) for m in re.finditer(pattern, text)] if pattern else []
    if near is not None and len(places) > 1:
        at = span_of(near)
        places = [(start, end) for start, end in places if start < at.end and at.start < end] or places
    if len(places) != 1:
        what = f"holds the words {words[:60]!r} {'nowhere' if not places else f'{len(places)} times'}"
        mend = "Copy them from the stored text." if not places else "Give more words around them, or --span START:END."
        raise RecordError.of(found[0].name, what, mend)
    return places[0]
