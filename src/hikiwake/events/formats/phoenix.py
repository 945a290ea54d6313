"""Phoenix (OEDA, `events.full.YYYYMMDD.txt`): 26 columns, tabs, no header.

Written from the documented layout; no real file was at hand. Readers disagree on the names of columns 22 and 23, so the one with three
capitals is the country. Column 16 is QuadClass or PentaClass by version, so the class follows from the code.
"""

from hikiwake.events.formats.model import Format, Head, Layout, day_of, names, number, text

_ACTOR = ("Full", "Entity", "Role", "Attribute")
_COLUMNS = (
    *names("EventID Date Year Month Day"),
    *(f"SourceActor{part}" for part in _ACTOR),
    *(f"TargetActor{part}" for part in _ACTOR),
    *names("EventCode EventRootCode PentaClass GoldsteinScore Issues ActionLat ActionLong LocationName GeoFirst GeoSecond"),
    *names("SentenceID URLs NewsSources"),
)


def recognises(head: Head) -> Layout | None:
    """Most of its first rows have 26 cells, of which the second is a day and the third its year."""
    rows = head.cells()
    fitting = [r for r in rows if len(r) == 26 and len(r[1]) == 8 and r[1].isdigit() and r[1][:4] == r[2]]
    return Layout(_COLUMNS) if fitting and 2 * len(fitting) >= len(rows) else None


_IS_COUNTRY = "regexp_full_match({column}, '[A-Z]{{3}}')"

PHOENIX = Format(
    name="phoenix",
    title="Phoenix",
    collection="phoenix",
    recognises=recognises,
    given={"day_number": number("Date", "INTEGER")},
    source_key="trim(SourceActorEntity)",
    target_key="trim(TargetActorEntity)",
    place_key=f"CASE WHEN {_IS_COUNTRY.format(column='GeoFirst')} THEN GeoFirst ELSE GeoSecond END",
    places="cameo",
    code_key="trim(EventCode)",
    row={
        "event_date": day_of("day_number"),
        "source_actor": text("SourceActorFull"),
        "source_sector": text("SourceActorRole"),
        "target_actor": text("TargetActorFull"),
        "target_sector": text("TargetActorRole"),
        "goldstein": number("GoldsteinScore", "FLOAT"),
        "place": text("LocationName"),
        "lat": number("ActionLat", "FLOAT"),
        "lon": number("ActionLong", "FLOAT"),
        "link": "nullif(trim(split_part(URLs, ';', 1)), '')",
        "id": "(hash(EventID) >> 1)::BIGINT",
    },
    content=("Date", "SourceActorFull", "TargetActorFull", "EventCode", "SentenceID", "URLs"),
    rejects=(
        ("no event number", "trim(EventID) = ''"),
        ("no date that can be read", "row_event_date IS NULL"),
        ("null event (no code)", "EventCode[:1] IN ('-', 'X', '')"),
        ("code that CAMEO does not have", "row_cameo IS NULL"),
        (
            "Goldstein value outside -10 to 10",
            "GoldsteinScore <> '' AND (row_goldstein IS NULL OR row_goldstein NOT BETWEEN -10 AND 10)",
        ),
    ),
    remarks=(("code without its leading zero", "code_was_short"),),
)
