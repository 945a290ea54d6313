"""POLECAT (Dataverse 10.7910/DVN/AJGVIT): tabs, a header of 40 columns, PLOVER instead of CAMEO.

Written from the documented layout; no real file was at hand. Where a cell names several countries, the first counts.
"""

from hikiwake.events.formats.model import Format, Head, Layout, names

_NAMES = names(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,Primary Actor Sector,"
    "Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,"
    "Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,"
    "Longitude,GeoNames ID,Raw Placename,Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,"
    "Version",
    ",",
)
_COLUMNS = {"".join(c for c in name.casefold() if c.isalnum()): name.replace(" ", "") for name in _NAMES}
_COLUMNS["eventintensity"] = "Intensity"  # in some copies
_NEEDED = {"eventid", "eventdate", "eventtype", "actorcountry", "recipientcountry"}


def recognises(head: Head) -> Layout | None:
    """Its header names number, day, type and both countries."""
    found = head.names()
    if not set(found) >= _NEEDED:
        return None
    return Layout(tuple(_COLUMNS.get(name, f"other_{i}") for i, name in enumerate(found)), has_header=True)


def _cell(column: str) -> str:
    """A cell without quotation marks and blanks around it; null where nothing is left, or the word for nothing."""
    bare = f"trim({column}, ' \"')"
    return f"CASE WHEN {bare} IN ('', 'None', 'NA', 'NULL') THEN NULL ELSE {bare} END"


def _first(column: str) -> str:
    return f"trim(split_part({_cell(column)}, ';', 1))"


_QUAD = (
    "CASE WHEN wording LIKE '%VERBAL%COOP%' OR wording = '1' THEN 1 WHEN wording LIKE '%MATERIAL%COOP%' OR wording = '2' THEN 2 "
    "WHEN wording LIKE '%VERBAL%CONF%' OR wording = '3' THEN 3 WHEN wording LIKE '%MATERIAL%CONF%' OR wording = '4' THEN 4 END"
)

POLECAT = Format(
    name="polecat",
    title="POLECAT",
    collection="polecat",
    recognises=recognises,
    given={"wording": f"upper({_cell('QuadCode')})", "category": f"upper({_cell('EventType')})"},
    source_key=f"upper({_first('ActorCountry')})",
    target_key=f"upper({_first('RecipientCountry')})",
    place_key=f"lower({_cell('Country')})",
    countries="iso",
    places="name",
    joins="LEFT JOIN plover_quads AS plover_quad ON plover_quad.key = raw.category",
    row={
        "event_date": f"try_cast({_cell('EventDate')} AS DATE)",
        "source_actor": f"coalesce({_cell('ActorName')}, {_cell('ActorNameRaw')})",
        "source_sector": f"coalesce({_cell('PrimaryActorSector')}, {_cell('ActorSectors')})",
        "target_actor": f"coalesce({_cell('RecipientName')}, {_cell('RecipientNameRaw')})",
        "target_sector": f"coalesce({_cell('PrimaryRecipientSector')}, {_cell('RecipientSectors')})",
        "cameo": "NULL",
        "plover": "category",
        "quad_class": f"coalesce({_QUAD}, plover_quad.plover_class)",
        "goldstein": f"try_cast({_cell('Intensity')} AS FLOAT)",
        "place": f"coalesce({_cell('Placename')}, {_cell('RawPlacename')}, {_cell('Country')})",
        "lat": f"try_cast({_cell('Latitude')} AS FLOAT)",
        "lon": f"try_cast({_cell('Longitude')} AS FLOAT)",
        "link": _cell("Source"),
        "id": f"(hash({_cell('EventID')}) >> 1)::BIGINT",
    },
    rejects=(
        ("no event number", f"{_cell('EventID')} IS NULL"),
        ("no date that can be read", "row_event_date IS NULL"),
        ("null event (no code)", "row_plover IS NULL"),
        ("type that PLOVER does not have", "row_quad_class IS NULL"),
        ("Goldstein value outside -10 to 10", "row_goldstein NOT BETWEEN -10 AND 10"),
    ),
    remarks=(("several countries, the first taken", "ActorCountry LIKE '%;%' OR RecipientCountry LIKE '%;%'"),),
    optional=tuple(dict.fromkeys(_COLUMNS.values())),
)
