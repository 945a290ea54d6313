"""A case's own record: its events as `from_record.write_table` writes them."""

from hikiwake.events.formats.model import Format, Head, Layout, number, text
from hikiwake.events.from_record import TABLE


def recognises(head: Head) -> Layout | None:
    return Layout(TABLE, has_header=True) if tuple(head.first.split("\t")) == TABLE else None


OWN_RECORD = Format(
    name="record",
    title="a case's own record",
    collection="record",
    recognises=recognises,
    source_key="from_country",
    target_key="to_country",
    countries="iso",
    code_key="event_code",
    row={
        "event_date": "try_cast(nullif(first_day, '') AS DATE)",
        "source_actor": text("from_name"),
        "source_sector": text("from_sector"),
        "target_actor": text("to_name"),
        "target_sector": text("to_sector"),
        "plover": "coalesce(nullif(event_category, ''), code.code_plover)",
        "quad_class": "coalesce(code.code_quad, plover_quad.plover_class)",
        "goldstein": number("event_goldstein", "FLOAT"),
        "mentions": number("reports", "INTEGER"),
        "place": text("place_name"),
        "lat": number("place_lat", "FLOAT"),
        "lon": number("place_lon", "FLOAT"),
        "id": "(hash(event_id) >> 1)::BIGINT",
    },
    joins="LEFT JOIN plover_quads AS plover_quad ON plover_quad.key = raw.event_category",
    rejects=(
        ("no date", "first_day = ''"),
        ("dated too vaguely for a day", "last_day = '' OR try_cast(last_day AS DATE) - row_event_date > 31"),
        ("neither code nor category", "row_quad_class IS NULL"),
    ),
)
