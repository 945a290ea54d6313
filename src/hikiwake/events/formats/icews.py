"""ICEWS as Dataverse gives it: tabs, a header, 20 columns; countries in words, quotation marks round some cells of some releases.

The event's wording decides its code, where it is one of ICEWS's; so the releases whose codes lost their leading zeros, and the one without the
column, are read alike.
"""

from hikiwake.events.formats.model import Format, Head, Layout, names

_NAMES = names(
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,Target Sectors,"
    "Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude",
    ",",
)
_COLUMNS = {"".join(c for c in name.casefold() if c.isalnum()): name.replace(" ", "") for name in _NAMES}
_NEEDED = {"eventid", "eventdate", "sourcename", "eventtext", "targetname"}


def recognises(head: Head) -> Layout | None:
    """Its header names number, day, source, wording and target."""
    found = head.names()
    if not set(found) >= _NEEDED:
        return None
    return Layout(tuple(_COLUMNS.get(name, f"other_{i}") for i, name in enumerate(found)), has_header=True)


def _cell(column: str) -> str:
    """A cell without the quotation marks and blanks around it; null where it is empty, or R's or a database's word for nothing."""
    bare = f"trim({column}, ' \"')"
    return f"CASE WHEN {bare} IN ('', 'NA', 'NULL', 'None') THEN NULL ELSE {bare} END"


_DATE = f"coalesce(try_cast({_cell('EventDate')} AS DATE), TRY(strptime({_cell('EventDate')}, '%m/%d/%Y')::DATE))"

ICEWS = Format(
    name="icews",
    title="ICEWS (Dataverse)",
    collection="icews",
    recognises=recognises,
    given={"wording": f"lower({_cell('EventText')})"},
    source_key=f"lower({_cell('SourceCountry')})",
    target_key=f"lower({_cell('TargetCountry')})",
    place_key=f"lower({_cell('Country')})",
    countries="name",
    places="name",
    joins="LEFT JOIN relations AS relation ON relation.key = raw.wording",
    code_key=f"coalesce(relation.relation_cameo, {_cell('CAMEOCode')})",
    row={
        "event_date": _DATE,
        "source_actor": _cell("SourceName"),
        "source_sector": _cell("SourceSectors"),
        "target_actor": _cell("TargetName"),
        "target_sector": _cell("TargetSectors"),
        "goldstein": f"coalesce(try_cast({_cell('Intensity')} AS FLOAT), code.code_goldstein)",
        "place": f"nullif(concat_ws(', ', {_cell('City')}, {_cell('District')}, {_cell('Province')}, {_cell('Country')}), '')",
        "lat": f"try_cast({_cell('Latitude')} AS FLOAT)",
        "lon": f"try_cast({_cell('Longitude')} AS FLOAT)",
        "link": _cell("Publisher"),
        "id": f"try_cast({_cell('EventID')} AS BIGINT)",
    },
    # One story that says a thing in two sentences tells of one event.
    content=("EventDate", "SourceName", "wording", "TargetName", "CASE WHEN StoryID IN ('', 'NA') THEN EventID ELSE StoryID END"),
    rejects=(
        ("no event number", "row_id IS NULL"),
        ("no date that can be read", "row_event_date IS NULL"),
        ("code that CAMEO does not have", "row_cameo IS NULL"),
        ("Goldstein value outside -10 to 10", "row_goldstein NOT BETWEEN -10 AND 10"),
    ),
    remarks=(("code without its leading zero", f"'0' || {_cell('CAMEOCode')} = row_cameo"),),
    optional=tuple(_COLUMNS.values()),
)
