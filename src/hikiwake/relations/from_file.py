"""From a CSV file to the relations of its dyads, in one call."""

from pathlib import Path

from hikiwake.relations.ups_and_downs import UpsAndDowns


def analyse_file(path: Path | str, *, by: str = "week", min_probability: float = 0.1) -> list[UpsAndDowns]:
    """Index, phases and turning points of each dyad of a file, in the order in which it names them.

    Args:
        path: a CSV file with the columns `date` (as `series.day_of` reads it), `value` (in any unit; empty in silence) and, where there are,
            `dyad` (any text) and `count` (events that the value is the mean of).
        by: "week", "month", "quarter" or "year".
        min_probability: of the turning points that are given, in (0, 1].

    Returns:
        One result a dyad; without a column `dyad` one, named after the file. Empty for a file without rows.

    Raises:
        HikiwakeError: the file cannot be read, a column is missing, or a cell is no date or number (its line is named).
        ValueError: `by` is no period, or `min_probability` lies outside (0, 1].
    """
    from hikiwake.relations.measured import analyse, read_observations

    seen = read_observations(Path(path), by=by)
    return [UpsAndDowns(found) for found in analyse(seen, min_probability=min_probability)]
