"""GDELT's event table as BigQuery exports it: a header with the columns' names in any order, commas or tabs, quoted cells."""

from hikiwake.events.formats import gdelt_columns as gdelt
from hikiwake.events.formats.model import Head, Layout

_FOLDED = {"".join(c for c in name.casefold() if c.isalnum()): name for name in gdelt.COLUMNS_2}
_NEEDED = {"globaleventid", "sqldate", "eventcode", "actor1countrycode", "actor2countrycode"}


def recognises(head: Head) -> Layout | None:
    """Its header names the number, the day, the code and both countries."""
    for separator in (",", "\t"):
        names = head.names(separator)
        if set(names) >= _NEEDED:
            return Layout(tuple(_FOLDED.get(name, f"other_{i}") for i, name in enumerate(names)), separator, True, '"')
    return None


GDELT_BIGQUERY = gdelt.event_format("gdelt_bigquery", "GDELT events exported from BigQuery", recognises, optional=gdelt.COLUMNS_2)
