"""What the analyst noted down on documents and entries."""

from collections.abc import Iterator
from datetime import datetime

from hikiwake.assessment.cites import Words
from hikiwake.brief import english
from hikiwake.brief.composition.chronicle import Line, entry_text, lines
from hikiwake.brief.composition.material import Material, of_report, of_statement
from hikiwake.brief.model import Sentence
from hikiwake.record.analyst import Note
from hikiwake.record.model import Said, Span
from hikiwake.record.wording import wording

_LONGEST = 120  # characters of what is noted on


def notes(material: Material) -> tuple[Sentence, ...]:
    """Each note with what it is on: those on documents in the order of their numbers, then those on events, then on statements."""
    contents = material.assessment.contents
    if not contents.notes:
        return ()
    return tuple(_sentence(n, *one, material) for n, one in enumerate(_noted(material)))


def _noted(material: Material) -> Iterator[tuple[Note, str, Words]]:
    contents = material.assessment.contents
    for document in material.documents.values():
        for note in contents.notes.get(document.id, ()):
            named = f"document {material.numbers[document.id]}, “{english.plain(document.title or document.name)}”"
            yield note, named, Words(document.id, (Span(0, len(document.text)),))
    for line in lines(material):
        for note in contents.notes_on(line.event):
            yield note, _quoted(entry_text(line)), _behind(line)
    for said in contents.statements:
        for note in contents.notes_on(said):
            yield note, _quoted(_told(said)), of_statement(said.statement, said.id)


def _sentence(n: int, note: Note, on: str, behind: Words, material: Material) -> Sentence:
    when = f" ({english.day(datetime.fromisoformat(note.on).date())})" if note.on else ""
    text = f"On {on}{when}: {english.sentence(note.text)}"
    return Sentence(f"note:{behind.entry or behind.document}:{n}", text, (behind,), english.plain(note.by) or material.analyst)


def _behind(line: Line) -> Words:
    return of_report(line.best[1], line.event.id)


def _told(said: Said) -> str:
    speaker = said.statement.speaker
    words = english.quoted(wording(said.statement, marks=False))
    return f"{english.plain(speaker.name)}: {words}" if speaker else words


def _quoted(words: str) -> str:
    return english.quoted(english.shortened(words.rstrip("."), _LONGEST))
