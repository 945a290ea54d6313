"""The formats of event files: one file each, one line in the list."""

from hikiwake.events.formats.gdelt1 import GDELT_1
from hikiwake.events.formats.gdelt2 import GDELT_2
from hikiwake.events.formats.gdelt_bigquery import GDELT_BIGQUERY
from hikiwake.events.formats.gdelt_mentions import GDELT_MENTIONS, GDELT_MENTIONS_BIGQUERY
from hikiwake.events.formats.gdelt_reduced import GDELT_REDUCED
from hikiwake.events.formats.icews import ICEWS
from hikiwake.events.formats.icews_dyad_years import ICEWS_DYAD_YEARS
from hikiwake.events.formats.icews_quadruples import ICEWS_QUADRUPLES
from hikiwake.events.formats.model import Format, Head, Layout
from hikiwake.events.formats.own_record import OWN_RECORD
from hikiwake.events.formats.phoenix import PHOENIX
from hikiwake.events.formats.polecat import POLECAT

FORMATS: tuple[Format, ...] = (
    GDELT_2,
    GDELT_1,
    GDELT_MENTIONS,
    GDELT_REDUCED,
    GDELT_BIGQUERY,
    GDELT_MENTIONS_BIGQUERY,
    ICEWS,
    ICEWS_QUADRUPLES,
    ICEWS_DYAD_YEARS,
    POLECAT,
    PHOENIX,
    OWN_RECORD,
)
WHOLE_YEARS = frozenset(f.collection for f in FORMATS if f.is_yearly)  # collections of which a row counts a whole year


def recognised(head: Head) -> tuple[Format, Layout] | None:
    """The first format that takes a file for its own, by how it begins; its name plays no part."""
    for format in FORMATS:
        if (layout := format.recognises(head)) is not None:
            return format, layout
    return None


def is_series(head: Head) -> bool:
    """Whether a file holds values by day or week (sums of scores), not events: such is for `hikiwake relations --series`."""
    for separator in (",", "\t"):
        names = head.names(separator)
        if 2 <= len(names) <= 6 and names[0] in ("date", "week", "day", "month", "period"):
            return True
    return False


def by_name(name: str) -> Format:
    return next(f for f in FORMATS if f.name == name)


__all__ = ["FORMATS", "WHOLE_YEARS", "Format", "Head", "Layout", "by_name", "is_series", "recognised"]
