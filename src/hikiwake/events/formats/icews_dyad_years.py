"""Counts of ICEWS events a directed dyad and year (netify's `icews`, as Parquet): four counts a row, one of each quad class.

A count stands on the first day of its year and has no Goldstein value; a year without events is kept as one row of none.
"""

from hikiwake.events.formats.model import Format, Head, Layout, number, text

_COUNTS = ("verbal_coop", "material_coop", "verbal_conf", "material_conf")
_COLUMNS = ("source", "target", "source_iso3", "target_iso3", "year", *_COUNTS)
_NAMES = ("from_actor", "to_actor", "from_iso3", "to_iso3", "in_year", *(f"count_{i}" for i in range(1, 5)))


def recognises(head: Head) -> Layout | None:
    """Its header names both states, the year and the four counts."""
    folded = ["".join(c for c in name if c.isalnum()) for name in _COLUMNS]
    return Layout(_NAMES, has_header=True) if head.names() == folded else None


_TOTAL = " + ".join(f"count_number_{i}" for i in range(1, 5))

ICEWS_DYAD_YEARS = Format(
    name="icews_dyad_years",
    title="ICEWS counts a dyad and year",
    collection="icews_dyad_years",
    recognises=recognises,
    given={f"count_number_{i}": f"coalesce({number(f'count_{i}', 'INTEGER')}, 0)" for i in range(1, 5)},
    source_key="trim(from_iso3)",
    target_key="trim(to_iso3)",
    countries="iso",
    joins=f"""
    JOIN (VALUES (1), (2), (3), (4)) AS quad (quad_number)
        ON [count_number_1, count_number_2, count_number_3, count_number_4][quad_number] > 0 OR ({_TOTAL} = 0 AND quad_number = 1)
    """,
    is_spread=True,
    is_yearly=True,
    row={
        "event_date": f"TRY(make_date({number('in_year', 'INTEGER')}, 1, 1))",
        "source_actor": text("from_actor"),
        "target_actor": text("to_actor"),
        "quad_class": "quad.quad_number",
        "events": "[count_number_1, count_number_2, count_number_3, count_number_4][quad.quad_number]",
        "mentions": "[count_number_1, count_number_2, count_number_3, count_number_4][quad.quad_number]",
        "goldstein": "NULL",
        "id": "(hash(from_iso3, to_iso3, in_year, quad.quad_number) >> 1)::BIGINT",
    },
    rejects=(("no date that can be read", "row_event_date IS NULL"),),
    remarks=(("day of the year unknown", "true"),),
)
