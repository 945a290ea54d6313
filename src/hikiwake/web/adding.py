"""What selected words say of themselves, to begin an entry with: who is named in them first, and on which day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hikiwake.record.chronology import Entry
from hikiwake.record.model import DateMention, Event, Span


@dataclass(frozen=True, slots=True)
class Begun:
    """What the fields of a new entry begin with: a name, and a date as TIMEX3 writes it; each empty where the words hold none."""

    source: str = ""
    date: str = ""


def begun(
    text: str, spans: Sequence[Span], entries: Iterable[Entry], names: Iterable[str], dates: Iterable[DateMention]
) -> Begun:
    """What the words at `spans` of a document's text say.

    Args:
        entries: those of the document, whose actors have their places in it.
        names: names of actors that the record knows.
        dates: what was read as a date in the document.
    """
    found = [
        (at.start, -(at.end - at.start), name) for at, name in (*_read(entries), *_known(text, spans, names)) if _in(at, spans)
    ]
    told = sorted(
        (m.span.start, m.date.value)
        for m in dates
        if m.date.is_known and not m.date.is_ambiguous and any(m.span.overlaps(s) for s in spans)
    )
    return Begun(min(found)[2] if found else "", told[0][1] if told else "")


def _read(entries: Iterable[Entry]) -> Iterator[tuple[Span, str]]:
    """The actors of the entries by their own places."""
    for entry in entries:
        if isinstance(entry, Event):
            for actor in (*entry.best.sources, *entry.best.targets):
                yield actor.span, actor.name
        elif entry.statement.speaker:
            yield entry.statement.speaker.span, entry.statement.speaker.name


def _known(text: str, spans: Sequence[Span], names: Iterable[str]) -> Iterator[tuple[Span, str]]:
    """Known names that stand in the words as they are."""
    for name in names:
        for span in spans:
            if name in text[span.start : span.end]:
                for m in re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").finditer(text, span.start, span.end):
                    yield Span(*m.span()), name


def _in(at: Span, spans: Sequence[Span]) -> bool:
    return any(span.holds(at) for span in spans)
