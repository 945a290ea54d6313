"""ICEWS as quadruples, as research on knowledge graphs has it: source, relation in words, target, day; tabs, with or without a header.

No column names a country: it stands in brackets after the actor ("Police (Singapore)"), or the actor is the state, or a leader in
office, whom `data/leaders.csv` or the user's own names know. The relation in words gives the CAMEO code and ICEWS's intensity.
"""

import re

from hikiwake.events.codes import relation_codes
from hikiwake.events.formats.model import Format, Head, Layout

_COLUMNS = ("SourceActor", "Relation", "TargetActor", "Day")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\s*")


def recognises(head: Head) -> Layout | None:
    """Four cells a row, the last a day, the second often a relation that ICEWS has; or the header that says so."""
    rows = head.cells()
    has_header = head.names() == ["source", "relation", "target", "date"]
    fitting = [r for r in rows[has_header:] if len(r) == 4 and _DAY.fullmatch(r[3])]
    if not has_header and not any(r[1].replace("_", " ").casefold() in relation_codes() for r in fitting):
        return None
    return Layout(_COLUMNS, has_header=has_header) if has_header or 2 * len(fitting) >= len(rows) else None


def _actor(column: str) -> str:
    return f"replace(trim({column}), '_', ' ')"


def _country(column: str) -> str:
    """What names the country: the last brackets, else the whole."""
    return rf"lower(CASE WHEN {column} LIKE '%)' THEN regexp_extract({column}, '\(([^()]*)\)$', 1) ELSE {column} END)"


def _role(column: str) -> str:
    return rf"CASE WHEN {column} LIKE '%)' THEN nullif(trim(regexp_extract({column}, '^(.*)\([^()]*\)$', 1)), '') END"


def _in_office(who: str) -> str:
    """A leader's country is that of the actor on the days in office only."""
    serves = f"row_event_date BETWEEN {who}.office_first AND {who}.office_last"
    return f"CASE WHEN {who}.office_first IS NULL OR {serves} THEN {who}.iso3 END"


ICEWS_QUADRUPLES = Format(
    name="icews_quadruples",
    title="ICEWS as quadruples",
    collection="icews_quadruples",
    recognises=recognises,
    given={
        "source_name": _actor("SourceActor"),
        "target_name": _actor("TargetActor"),
        "wording": "lower(replace(trim(Relation), '_', ' '))",
    },
    source_key=_country("source_name"),
    target_key=_country("target_name"),
    countries="actor",
    places="name",
    joins="LEFT JOIN relations AS relation ON relation.key = raw.wording",
    code_key="relation.relation_cameo",
    row={
        "event_date": "try_cast(trim(Day) AS DATE)",
        "source_actor": "source_name",
        "source_country": _in_office("source"),
        "source_sector": _role("source_name"),
        "target_actor": "target_name",
        "target_country": _in_office("target"),
        "target_sector": _role("target_name"),
        "goldstein": "relation.relation_intensity",
        "id": "(hash(source_name, wording, target_name, trim(Day)) >> 1)::BIGINT",
    },
    rejects=(
        ("no date that can be read", "row_event_date IS NULL"),
        ("relation that ICEWS does not have", "row_cameo IS NULL"),
    ),
)
