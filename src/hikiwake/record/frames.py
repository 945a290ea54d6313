"""The record as pandas data frames, one row an entry, in the chronicle's order.

The columns are fixed and always there, also in a frame without rows. Several sources or targets stand in one cell, joined by `; `
(countries and sectors by position, an empty place where one is not known). `earliest` and `latest` are `datetime64[s]`, which holds
every year a record can have, NaT where open. `start` and `end` are code points of the document's stored text.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hikiwake.record.chronology import in_order
from hikiwake.record.model import Actor, Contents, DateMention, Event, Said

if TYPE_CHECKING:
    import pandas

EVENT_COLUMNS = (
    "id",
    "date",  # TIMEX3 value, None where unknown
    "precision",
    "earliest",
    "latest",
    "source",  # names
    "source_country",  # ISO 3166-1 alpha-3
    "source_sector",  # PLOVER
    "target",
    "target_country",
    "target_sector",
    "category",  # PLOVER
    "mode",
    "cameo",
    "goldstein",  # −10 … 10
    "place",
    "place_country",
    "lat",
    "lon",
    "status",
    "grade",
    "certainty",
    "polarity",
    "context",
    "confidence",
    "trigger",
    "reports",  # how many
    "independent",  # how many sources tell it by themselves
    "document",  # SHA-256 of the best report's document
    "document_name",
    "start",
    "end",
    "corrected",  # by the analyst
    "unreviewed",  # found by a language model, accepted by nobody yet
    "reviewed",  # the analyst has looked at it
    "notes",  # the analyst's
)
STATEMENT_COLUMNS = (
    "id",
    "date",
    "precision",
    "earliest",
    "latest",
    "source",  # its words
    "speaker",  # the actor behind them
    "speaker_country",
    "speaker_sector",
    "cue",
    "content",
    "quoted",
    "grade",
    "certainty",
    "polarity",
    "via",  # id of the statement that carries this one
    "document",
    "document_name",
    "start",
    "end",
    "corrected",
    "unreviewed",
    "reviewed",
    "notes",
)
_DTYPES = {
    "earliest": "datetime64[s]",
    "latest": "datetime64[s]",
    "goldstein": "float64",
    "lat": "float64",
    "lon": "float64",
    "confidence": "float64",
    "reports": "int64",
    "independent": "int64",
    "start": "int64",
    "end": "int64",
    "quoted": "bool",
    "corrected": "bool",
    "unreviewed": "bool",
    "reviewed": "bool",
}


def events_frame(contents: Contents) -> "pandas.DataFrame":
    """One row an event; columns `EVENT_COLUMNS`."""
    names = _names(contents)
    return _frame([_event_row(e, names, contents) for e in in_order(contents) if isinstance(e, Event)], EVENT_COLUMNS)


def statements_frame(contents: Contents) -> "pandas.DataFrame":
    """One row a statement; columns `STATEMENT_COLUMNS`."""
    names = _names(contents)
    return _frame([_said_row(e, names, contents) for e in in_order(contents) if isinstance(e, Said)], STATEMENT_COLUMNS)


def _names(contents: Contents) -> dict[str, str]:
    return {d.id: d.name for d in contents.documents}


def _event_row(event: Event, names: dict[str, str], contents: Contents) -> tuple[object, ...]:
    best = event.best
    place = best.place
    return (
        event.id,
        *_when(best.date),
        *_who(best.sources),
        *_who(best.targets),
        best.category,
        best.mode,
        best.cameo,
        best.goldstein,
        *((place.name, place.country, place.lat, place.lon) if place else (None,) * 4),
        str(best.status),
        str(event.grade),
        str(best.certainty),
        str(best.polarity),
        best.context,
        best.confidence,
        best.trigger.text,
        len(event.reports),
        event.independent,
        best.document,
        names.get(best.document),
        best.span.start,
        best.span.end,
        event.corrected is not None,
        best.is_unreviewed,
        *_remarks(event, contents),
    )


def _said_row(said: Said, names: dict[str, str], contents: Contents) -> tuple[object, ...]:
    statement = said.statement
    speaker = statement.speaker
    return (
        said.id,
        *_when(statement.date),
        statement.source.text if statement.source else None,
        *((speaker.name, speaker.country, speaker.sector) if speaker else (None,) * 3),
        statement.cue.text if statement.cue else None,
        statement.content.text,
        statement.quoted,
        str(statement.grade),
        str(statement.certainty),
        str(statement.polarity),
        said.via,
        statement.document,
        names.get(statement.document),
        statement.span.start,
        statement.span.end,
        said.corrected is not None,
        statement.is_unreviewed,
        *_remarks(said, contents),
    )


def _remarks(entry: Event | Said, contents: Contents) -> tuple[bool, str]:
    return contents.is_reviewed(entry), "; ".join(note.text for note in contents.notes_on(entry))


def _when(mention: DateMention | None) -> tuple[str | None, str | None, date | None, date | None]:
    if mention is None:
        return None, None, None, None
    return mention.date.value, str(mention.date.precision), mention.date.earliest, mention.date.latest


def _who(actors: Iterable[Actor]) -> tuple[str, str, str]:
    actors = list(actors)
    return (
        "; ".join(a.name for a in actors),
        "; ".join(a.country or "" for a in actors),
        "; ".join(a.sector or "" for a in actors),
    )


def _frame(rows: Sequence[tuple[object, ...]], columns: Sequence[str]) -> "pandas.DataFrame":
    import pandas

    frame = pandas.DataFrame(rows, columns=list(columns), dtype=object)
    return frame.astype({column: kind for column, kind in _DTYPES.items() if column in columns})
