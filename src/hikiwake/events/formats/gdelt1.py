"""GDELT 1.0: a file a day from 2013-04-01 with 58 columns, back files by year and month with 57 (no address); tabs, no header."""

from hikiwake.events.formats import gdelt_columns as gdelt
from hikiwake.events.formats.model import Head, Layout


def recognises(head: Head) -> Layout | None:
    """Most of its first rows have 57 or 58 cells, a number, and the day they were added as the 57th."""
    rows = head.cells()
    fitting = [
        r for r in rows if len(r) in (57, 58) and r[0].strip().isdigit() and len(r[56].strip()) == 8 and r[56].strip().isdigit()
    ]
    return Layout(gdelt.COLUMNS_1, optional=1) if fitting and 2 * len(fitting) >= len(rows) else None


GDELT_1 = gdelt.event_format("gdelt_1", "GDELT 1.0 events", recognises, link="nullif(coalesce(SOURCEURL, ''), '')")
