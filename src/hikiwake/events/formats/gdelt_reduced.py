"""GDELT 1.0 reduced: one row for all events of a day, two actors and a code; 17 columns with a header, tabs.

The actors are whole CAMEO codes: the first three letters are the country, where they are one.
"""

from hikiwake.events.formats.model import Format, Head, Layout, day_of, names, number, text

_COLUMNS = names(
    "Date Source Target CAMEOCode NumEvents NumArts QuadClass Goldstein SourceGeoType SourceGeoLat SourceGeoLong TargetGeoType "
    "TargetGeoLat TargetGeoLong ActionGeoType ActionGeoLat ActionGeoLong"
)


def recognises(head: Head) -> Layout | None:
    """Its header names day, source, target, code and the number of events."""
    folded = [name.casefold() for name in _COLUMNS]
    return Layout(_COLUMNS, has_header=True) if head.names() == folded else None


GDELT_REDUCED = Format(
    name="gdelt_reduced",
    title="GDELT 1.0 reduced",
    collection="gdelt_reduced",
    recognises=recognises,
    given={"day_number": number("Date", "INTEGER"), "count_number": number("NumEvents", "INTEGER")},
    source_key="left(trim(Source), 3)",
    target_key="left(trim(Target), 3)",
    code_key="trim(CAMEOCode)",
    row={
        "event_date": day_of("day_number"),
        "source_actor": text("Source"),
        "source_sector": "nullif(trim(Source)[4:], '')",
        "target_actor": text("Target"),
        "target_sector": "nullif(trim(Target)[4:], '')",
        "quad_class": number("QuadClass", "TINYINT"),
        "goldstein": number("Goldstein", "FLOAT"),
        "mentions": f"coalesce(greatest({number('NumArts', 'INTEGER')}, 1), 1)",
        "events": "count_number",
        "lat": number("ActionGeoLat", "FLOAT"),
        "lon": number("ActionGeoLong", "FLOAT"),
        "id": f"(hash({', '.join(_COLUMNS)}) >> 1)::BIGINT",
    },
    rejects=(
        ("no date that can be read", "row_event_date IS NULL"),
        ("null event (no code)", "CAMEOCode[:1] IN ('-', 'X', '')"),
        ("code that CAMEO does not have", "row_cameo IS NULL"),
        ("no number of events", "row_events IS NULL OR row_events < 1"),
        ("quad class that is none of the four", "row_quad_class IS NULL OR row_quad_class NOT BETWEEN 1 AND 4"),
        (
            "Goldstein value outside -10 to 10",
            "Goldstein <> '' AND (row_goldstein IS NULL OR row_goldstein NOT BETWEEN -10 AND 10)",
        ),
    ),
    remarks=(("code without its leading zero", "code_was_short"),),
)
