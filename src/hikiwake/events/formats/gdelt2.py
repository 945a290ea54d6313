"""GDELT 2.0: one file every 15 minutes from 2015-02-18, 61 columns, tabs, no header."""

from hikiwake.events.formats import gdelt_columns as gdelt
from hikiwake.events.formats.model import Head, Layout


def recognises(head: Head) -> Layout | None:
    """Most of its first rows have 61 cells, a number, and a day of eight digits."""
    rows = head.cells()
    fitting = [
        r for r in rows if len(r) == 61 and r[0].strip().isdigit() and len(r[59].strip()) in (8, 14) and r[59].strip().isdigit()
    ]
    return Layout(gdelt.COLUMNS_2) if fitting and 2 * len(fitting) >= len(rows) else None


GDELT_2 = gdelt.event_format("gdelt_2", "GDELT 2.0 events", recognises)
