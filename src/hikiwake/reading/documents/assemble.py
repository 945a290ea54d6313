"""From what a format made of a file to the document that is recorded: noise left out, title, author and date found."""

import re
from collections.abc import Sequence

from hikiwake.reading.documents.byline import byline
from hikiwake.reading.documents.doubts import doubts, person
from hikiwake.reading.documents.headline import headline
from hikiwake.reading.documents.masthead import byline_behind, masthead, without_byline
from hikiwake.reading.documents.model import Given, Parsed
from hikiwake.reading.documents.names import day_in
from hikiwake.reading.documents.noise import credit, head, noise
from hikiwake.reading.documents.publication import ASK, NO_DATE, last_changed, lines_of_date_only, stated_in
from hikiwake.reading.documents.yearless import completed
from hikiwake.reading.languages.dateline import dateline
from hikiwake.reading.languages.detection import language_of
from hikiwake.record.model import Document, Span
from hikiwake.terms.dates import from_timex

NOTED = "Note: "  # before what is no doubt: the analyst's own words, the library's, that it was changed later
_PRINTED_FROM = re.compile(
    r"(?:This )?(?:article |page )?(?:was )?printed from:?\s+(?P<name>(?!https?:|www\.)[^\n(:|–—]{2,60}?)\s*(?:[(:|.–—-]|\Z)",
    re.I,
)


def assemble(document_id: str, name: str, parsed: Parsed, given: Given, *, asks_for_date: bool = True) -> Document:
    """The document as recorded; what is `given` wins over what the document says of itself.

    Args:
        asks_for_date: whether a note says how to give the date where none was found.
    """
    text = parsed.text
    furniture = noise(text, parsed.blocks)
    own = [i for i in range(len(parsed.blocks)) if i not in furniture]
    above = head(text, parsed.blocks, own)
    blocks, behind = _without_bylines(text, parsed.blocks, above)
    by = byline(text, blocks, above, own, furniture)
    dates = lines_of_date_only(text, blocks) if len(blocks) > 1 else frozenset()
    says = masthead(text, blocks, above, dates)
    apart = by.lines | says.lines | dates
    found = headline(text, blocks, [i for i in above if i not in apart], furniture | apart)
    stated = stated_in(text, blocks, furniture, says.lines)
    left_out = furniture | (by.lines | says.lines) - says.dates.keys() | found.banner
    prose = _prose(text, [says.dates.get(i, b) for i, b in enumerate(blocks) if i not in left_out])
    language = language_of(text, prose).code
    named = given.date or (from_timex(parsed.date) if parsed.date else stated.date or dateline(language, text, blocks))
    dated = completed(text, blocks, named)
    by_name = day_in(name) if dated.date is None else None
    date = from_timex(by_name) if by_name else dated.date
    author = given.author or parsed.author or says.author or behind[0] or by.author or person(parsed.maker)
    publisher = given.publisher or parsed.publisher or says.publisher or behind[1]
    changed = parsed.changed or last_changed(text, blocks)
    notes = [f"{NOTED}{_line(given.note)}"] if given.note else []
    notes += parsed.notes
    if date and changed and changed[: len(date.value)] > date.value:
        notes.append(f"{NOTED}it says that it was last changed on {changed}.")
    if not given.date and not parsed.date:
        notes += stated.notes
        if by_name:
            notes.append(f"{NO_DATE} The day that its name begins with was taken: {by_name}.")
        if date is None and asks_for_date:
            notes.append(ASK + _other_days(parsed.made, changed))
    notes += dated.notes
    notes += doubts(parsed, author=author, stated=stated.date, language=language)
    return Document(
        id=document_id,
        name=name,
        text=text,
        prose=prose,
        title=_line(given.title or (without_byline(parsed.title) if parsed.title else found.title)),
        publisher=_line(publisher or _printed_from(text, [blocks[i] for i in furniture])),
        author=_line(author),
        url=given.url or parsed.url,
        date=date,
        date_basis="given" if given.date else "name" if by_name else "stated" if date else "none",
        notes=tuple(dict.fromkeys(notes)),
        language=language,
    )


def _other_days(made: str | None, changed: str | None) -> str:
    """What stands beside the question for a date: days that are none of publication."""
    told = f" It says that it was last changed on {changed}." if changed else ""
    return told + (f" The file was made on {made}." if made else "")


def _without_bylines(
    text: str, blocks: Sequence[Span], head: Sequence[int]
) -> tuple[tuple[Span, ...], tuple[str | None, str | None]]:
    """The blocks, those of the head without a byline behind their words; and the first author and publication that such bylines name."""
    lines = {i: blocks[i].cut(text) for i in head}
    cut = {i: len(short) for i, line in lines.items() if (short := without_byline(line)) != line}
    named = next((byline_behind(lines[i]) for i in cut), (None, None))
    return tuple(Span(b.start, b.start + cut[i]) if i in cut else b for i, b in enumerate(blocks)), named


def _printed_from(text: str, furniture: Sequence[Span]) -> str | None:
    """The publisher as a print view names it in its last lines."""
    found = (_PRINTED_FROM.match(b.cut(text)) for b in furniture if b.end - b.start <= 300)
    return next((m["name"] for m in found if m), None)


def _prose(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """The blocks without the photo credits at their ends."""
    spans = []
    for block in blocks:
        cut = credit(text, block)
        if cut is None:
            spans.append(block)
        elif cut.start > block.start:
            spans.append(Span(block.start, cut.start))
    return tuple(spans)


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
