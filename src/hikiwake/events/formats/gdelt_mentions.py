"""Mentions of events: GDELT 2.0's file every 15 minutes (16 columns, tabs, no header) and BigQuery's export of them (header, commas)."""

from hikiwake.events.formats.model import Format, Head, Layout, day_of, names, number, text

_COLUMNS = names(
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID Actor1CharOffset "
    "Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras"
)
_FOLDED = {name.casefold(): name for name in _COLUMNS}


def recognises(head: Head) -> Layout | None:
    """Most of its first rows have 14 to 16 cells: a number and two times of 14 digits."""
    rows = head.cells()
    fitting = [r for r in rows if len(r) in (14, 15, 16) and r[0].isdigit() and all(len(c) == 14 and c.isdigit() for c in r[1:3])]
    return Layout(_COLUMNS, optional=2) if fitting and 2 * len(fitting) >= len(rows) else None


def recognises_export(head: Head) -> Layout | None:
    """Its header names the event, the time of the mention and where it stands."""
    for separator in (",", "\t"):
        names = head.names(separator)
        if set(names) >= {"globaleventid", "mentiontimedate", "mentionidentifier"}:
            return Layout(tuple(_FOLDED.get(name, f"other_{i}") for i, name in enumerate(names)), separator, True, '"')
    return None


_ROW = {
    "event_id": number("GLOBALEVENTID", "BIGINT"),
    "event_date": day_of("day_number"),
    "publisher": text("MentionSourceName"),
    "link": text("MentionIdentifier"),
    "confidence": number("Confidence", "TINYINT"),
    "id": "(hash(GLOBALEVENTID, MentionTimeDate, MentionIdentifier, SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset) >> 1)::BIGINT",
}
_GIVEN = {"day_number": number("MentionTimeDate[:8]", "INTEGER")}
_REJECTS = (
    ("no event number", "row_event_id IS NULL"),
    ("no date that can be read", "row_event_date IS NULL"),
)

GDELT_MENTIONS = Format(
    name="gdelt_mentions",
    title="GDELT 2.0 mentions",
    collection="gdelt",
    recognises=recognises,
    given=_GIVEN,
    row=_ROW,
    rejects=_REJECTS,
    table="mentions",
    same=("id", "event_date"),
)
GDELT_MENTIONS_BIGQUERY = Format(
    name="gdelt_mentions_bigquery",
    title="GDELT mentions exported from BigQuery",
    collection="gdelt",
    recognises=recognises_export,
    given=_GIVEN,
    row=_ROW,
    rejects=_REJECTS,
    table="mentions",
    same=("id", "event_date"),
    optional=_COLUMNS,
)
