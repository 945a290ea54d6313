"""Statements, with their speakers, to rows and back."""

from hikiwake.record.model import Actor, Certainty, Phrase, Polarity, Span, Statement
from hikiwake.record.rows.cells import Row, Value, phrase_of, phrase_row, spans_of
from hikiwake.record.rows.dates import date_mention_of, date_mention_row
from hikiwake.terms.grades import Grade


def statement_row(statement: Statement, position: int, entry: str) -> dict[str, Value]:
    return {
        "document": statement.document,
        "position": position,
        "entry": entry,
        **phrase_row("source", statement.source),
        **phrase_row("cue", statement.cue),
        **phrase_row("content", statement.content),
        **_speaker_row(statement.speaker),
        "quoted": int(statement.quoted),
        "grade": str(statement.grade),
        "certainty": str(statement.certainty),
        "polarity": str(statement.polarity),
        **date_mention_row(statement.date),
        "via": statement.via,
        "is_unreviewed": int(statement.is_unreviewed),
    }


def statement_of(row: Row) -> Statement:
    return Statement(
        document=row["document"],
        source=phrase_of(row["source_text"], row["source_spans"]),
        cue=phrase_of(row["cue_text"], row["cue_spans"]),
        content=Phrase(row["content_text"], spans_of(row["content_spans"])),
        speaker=_speaker(row),
        quoted=bool(row["quoted"]),
        grade=Grade(row["grade"]),
        certainty=Certainty(row["certainty"]),
        polarity=Polarity(row["polarity"]),
        date=date_mention_of(row),
        via=row["via"],
        is_unreviewed=bool(row["is_unreviewed"]),
    )


def _speaker_row(speaker: Actor | None) -> dict[str, Value]:
    if speaker is None:
        return dict.fromkeys(f"speaker_{name}" for name in ("text", "start", "end", "name", "country", "sector"))
    return {
        "speaker_text": speaker.text,
        "speaker_start": speaker.span.start,
        "speaker_end": speaker.span.end,
        "speaker_name": speaker.name,
        "speaker_country": speaker.country,
        "speaker_sector": speaker.sector,
    }


def _speaker(row: Row) -> Actor | None:
    if row["speaker_text"] is None:
        return None
    return Actor(
        row["speaker_text"],
        Span(row["speaker_start"], row["speaker_end"]),
        row["speaker_name"],
        row["speaker_country"],
        row["speaker_sector"],
    )
