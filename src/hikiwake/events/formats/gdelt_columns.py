"""The columns of GDELT's event tables and what all of them share.

Sources: GDELT Event Codebook 2.0 (2015-02-19) and GDELT 1.0 Data Format Codebook (2013); dated defects after GdeltForge's audit of the archive.
"""

from collections.abc import Callable

from hikiwake.events.formats.model import Format, Head, Layout, day_of, names, number, text

_ACTOR = names("Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code")
_EVENT = names(
    "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone"
)
_PLACE = names("Type FullName CountryCode ADM1Code Lat Long FeatureID")
_PLACE_2 = names("Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID")


def columns(place: tuple[str, ...]) -> tuple[str, ...]:
    """The table's columns with its places laid out so."""
    return (
        *names("GLOBALEVENTID SQLDATE MonthYear Year FractionDate"),
        *(f"Actor{which}{name}" for which in (1, 2) for name in _ACTOR),
        *_EVENT,
        *(f"{where}Geo_{name}" for where in ("Actor1", "Actor2", "Action") for name in place),
        "DATEADDED",
        "SOURCEURL",
    )


COLUMNS_1 = columns(_PLACE)  # 58; the back files lack the last one
COLUMNS_2 = columns(_PLACE_2)  # 61

# Rows of one file that agree from date to tone are one event that was put out again; these say all of it, since an actor's code holds its
# country, groups and types, and the event's code its root, class and Goldstein value.
CONTENT = names(
    "SQLDATE Actor1Code Actor1Name Actor2Code Actor2Name IsRootEvent EventCode NumMentions NumSources NumArticles AvgTone DATEADDED"
)

# From 2019-12-31 23:00 to 2020-01-05 15:00 the century is wrong: 1920 stands for 2020.
_WRITTEN = number("SQLDATE", "INTEGER")
_ADDED = number("DATEADDED[:8]", "INTEGER")
_IS_1920 = "day_number // 10000 = 1920 AND added_number // 10000 IN (2019, 2020)"

_GIVEN = {"day_number": _WRITTEN, "added_number": _ADDED, "goldstein_number": number("GoldsteinScale", "FLOAT")}
_DATE = day_of(f"(CASE WHEN {_IS_1920} THEN day_number + 1000000 ELSE day_number END)")
_ADDED_ON = day_of("added_number")

_ROW = {
    "event_date": _DATE,
    "written_date": f"CASE WHEN {_IS_1920} THEN {day_of('day_number')} END",
    "source_actor": text("Actor1Name"),
    "source_sector": "nullif(Actor1Type1Code, '')",
    "target_actor": text("Actor2Name"),
    "target_sector": "nullif(Actor2Type1Code, '')",
    "quad_class": number("QuadClass", "TINYINT"),
    "goldstein": "goldstein_number",
    "mentions": f"coalesce(greatest({number('NumMentions', 'INTEGER')}, 1), 1)",
    "place": "nullif(ActionGeo_FullName, '')",
    "lat": number("ActionGeo_Lat", "FLOAT"),
    "lon": number("ActionGeo_Long", "FLOAT"),
    "link": "nullif(SOURCEURL, '')",
    "id": number("GLOBALEVENTID", "BIGINT"),
}
_REJECTS = (
    ("no event number", "row_id IS NULL"),
    ("no date that can be read", "row_event_date IS NULL"),
    ("dated after its file", f"row_event_date > {_ADDED_ON} + 1"),
    ("null event (no code)", "EventCode[:1] IN ('-', 'X', '')"),
    ("code that CAMEO does not have", "row_cameo IS NULL"),
    ("quad class that is none of the four", "row_quad_class IS NULL OR row_quad_class NOT BETWEEN 1 AND 4"),
    (
        "Goldstein value outside -10 to 10",
        "GoldsteinScale <> '' AND (row_goldstein IS NULL OR row_goldstein NOT BETWEEN -10 AND 10)",
    ),
)
_REMARKS = (
    ("date mended", _IS_1920),
    ("dated more than 28 days before its file", f"row_event_date < {_ADDED_ON} - 28"),
    ("code without its leading zero", "code_was_short"),
    ("blanks around a code", "Actor1Code LIKE ' %' OR Actor1Code LIKE '% ' OR Actor2Code LIKE ' %' OR Actor2Code LIKE '% '"),
)


def event_format(
    name: str,
    title: str,
    recognises: Callable[[Head], Layout | None],
    *,
    link: str = "nullif(SOURCEURL, '')",
    optional: tuple[str, ...] = (),
) -> Format:
    """A layout of GDELT's event table."""
    return Format(
        name=name,
        title=title,
        collection="gdelt",
        recognises=recognises,
        given=_GIVEN,
        source_key="trim(Actor1CountryCode)",
        target_key="trim(Actor2CountryCode)",
        place_key="ActionGeo_CountryCode",
        code_key="trim(EventCode)",
        row={**_ROW, "link": link},
        content=CONTENT,
        rejects=_REJECTS,
        remarks=_REMARKS,
        optional=optional,
    )
