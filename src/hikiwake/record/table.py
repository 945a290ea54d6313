"""The chronicle as lines of a table: when, who, what, how it reaches us, and where it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hikiwake.record.chronology import Entry, date_of, document_of, grade_of
from hikiwake.record.model import Actor, Contents, Event, Report
from hikiwake.record.spans import squeezed
from hikiwake.record.wording import wording
from hikiwake.terms.pauses import pause
from hikiwake.terms.text import terminal_safe


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words; `what` are the document's own, those of a denial behind its cue ("denied that …")."""

    id: str
    kind: str  # "event" | "statement"
    when: str
    who: str
    what: str
    grade: str
    document: str
    # Status where it is not actual, independent sources where there are several, "unreviewed" where only a model found it, "corrected by X".
    note: str


def lines(entries: Iterable[Entry], contents: Contents) -> list[Line]:
    """One line an entry, each field on one line and safe for a terminal."""
    names = {d.id: d.name for d in contents.documents}
    texts = {d.id: d.text for d in contents.documents}
    return [_line(e, names[document_of(e)], texts[document_of(e)]) for e in entries]


def markdown(table: Sequence[Line]) -> str:
    """A Markdown table whose cells are text and nothing else: no link, no markup, no HTML of a document's."""
    rows = ["| when | who | what | grade | source | entry |", "|---|---|---|---|---|---|"]
    for line in table:
        grade = f"{line.grade}; {line.note}" if line.note else line.grade
        cells = (line.when, line.who, line.what, grade, line.document, line.id)
        rows.append(f"| {' | '.join(map(_plain, cells))} |")
    return "\n".join(rows) + "\n"


def _line(entry: Entry, name: str, text: str) -> Line:
    pause()
    when = date_of(entry)
    if isinstance(entry, Event):
        best = entry.best
        who = _sides(best)
        what = best.span.cut(text)
        status = "" if best.status == "actual" else str(best.status)
        is_unreviewed = best.is_unreviewed
        told = f"{entry.independent} independent sources" if entry.independent > 1 else ""
    else:
        statement = entry.statement
        who = _speaker(entry.statement.speaker, statement.source.text if statement.source else None)
        what, status = wording(statement), ""
        is_unreviewed, told = statement.is_unreviewed, ""
    note = ", ".join(filter(None, (status, told, "unreviewed" if is_unreviewed else "", _correction(entry))))
    fields = (when.value if when else "undated", who, what, grade_of(entry).label, name, note)
    when_, who, what, grade, name, note = (terminal_safe(squeezed(field)) for field in fields)
    return Line(entry.id, "event" if isinstance(entry, Event) else "statement", when_, who, what, grade, name, note)


def _sides(report: Report) -> str:
    """Who did it to whom; an arrow before whom it was done to where nobody is known to have done it."""
    sources, targets = _names(report.sources), _names(report.targets)
    return f"{sources} → {targets}" if sources and targets else sources or (f"→ {targets}" if targets else "—")


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(dict.fromkeys(actor.name for actor in actors))


def _speaker(speaker: Actor | None, words: str | None) -> str:
    return speaker.name if speaker else words or "the author"


def _correction(entry: Entry) -> str:
    if entry.corrected is None:
        return ""
    return f"corrected by {entry.corrected.by}" if entry.corrected.by else "corrected"


_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]()#+!|~>"} | {"<": "&lt;", "&": "&amp;"})


def _plain(text: str) -> str:
    return text.translate(_MARKUP)
