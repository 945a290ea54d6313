"""GDELT 2.0 files made up: its 61 columns, the cardinalities of real quarter-hours, rows in the order of their days.

A sixth of the rows is between two different states, a tenth has no first actor's country, a fifteenth is put out again under the next number, as
counted in real files. Addresses differ by article, of which each gives three rows.
"""

from pathlib import Path

import duckdb

from hikiwake.events.formats.gdelt_columns import COLUMNS_2
from hikiwake.events.model import ROW
from hikiwake.terms.ontology import cameo
from hikiwake.terms.states import states

DAY_ROWS = 150_000  # of one day
_FIRST = "DATE '2018-01-01'"


def write_files(folder: Path, rows: int, *, rows_a_file: int) -> list[Path]:
    """Files of so many rows in all, by the same seed always the same."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with duckdb.connect() as connection:
        prepare(connection)
        for number, start in enumerate(range(0, rows, rows_a_file)):
            path = folder / f"made-{min(rows - start, rows_a_file)}-{number:05}.export.CSV"
            if not path.exists():
                end = min(start + rows_a_file, rows)
                query = f"COPY ({text_rows(start, end)}) TO '{path}.part' (DELIMITER '\t', HEADER false, QUOTE '', ESCAPE '')"
                connection.execute(query).fetchall()
                Path(f"{path}.part").rename(path)
            written.append(path)
    return written


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """The variables `countries`, `codes`, `quads`, `scores` of a connection."""
    known = [state.cameo for state in states() if not state.is_historical]
    codes = [code for code in cameo() if len(code) > 2]
    root = [int(code[:2]) for code in codes]
    given = {
        "countries": known,
        "codes": codes,
        "quads": [1 if r <= 5 else 2 if r <= 8 else 3 if r <= 13 else 4 for r in root],
        "scores": [cameo()[code].goldstein or 0.0 for code in codes],
    }
    for name, values in given.items():
        connection.execute(f"SET VARIABLE {name} = $values", {"values": values})


def chance(row: str, salt: int, most: int) -> str:
    """A number from 0 to most − 1, the same for the same row."""
    return f"(hash({row}, {salt}) % {most})::INTEGER"


def text_rows(start: int, end: int) -> str:
    """Rows as GDELT writes them, all text."""
    # The row before last is what a row put out again repeats.
    same = f"(i - CASE WHEN {chance('i', 1, 15)} = 0 THEN 1 ELSE 0 END)"
    # Few states make most of the news: the square of a chance number favours the first.
    state = "getvariable('countries')[1 + (({0} / 10000.0) ** 2 * 195)::INTEGER]"
    cells = dict.fromkeys(COLUMNS_2, "''")
    first = f"CASE WHEN {chance('e', 2, 10)} = 0 THEN '' ELSE {state.format(chance('e', 3, 10000))} END"
    second = f"CASE WHEN {chance('e', 4, 100)} < 72 THEN '' WHEN {chance('e', 5, 10)} < 4 THEN {first} ELSE {state.format(chance('e', 6, 10000))} END"
    place = chance("e // 3", 7, 4000)
    cells |= {
        "GLOBALEVENTID": "(700000000 + i)::VARCHAR", "SQLDATE": "strftime(day, '%Y%m%d')", "MonthYear": "strftime(day, '%Y%m')",
        "Year": "year(day)::VARCHAR", "FractionDate": "(year(day) + 0.2356)::VARCHAR", "Actor1Code": first, "Actor1CountryCode": first,
        "Actor1Name": f"'ACTOR ' || {chance('e', 8, 900)}", "Actor2Code": second, "Actor2CountryCode": second,
        "Actor2Name": f"'ACTOR ' || {chance('e', 9, 900)}", "Actor1Type1Code": f"CASE {chance('e', 10, 3)} WHEN 0 THEN 'GOV' ELSE '' END",
        "IsRootEvent": "'1'", "EventCode": "getvariable('codes')[code]", "EventBaseCode": "getvariable('codes')[code][:3]",
        "EventRootCode": "getvariable('codes')[code][:2]", "QuadClass": "getvariable('quads')[code]::VARCHAR",
        "GoldsteinScale": "getvariable('scores')[code]::VARCHAR", "NumMentions": f"(1 + {chance('e', 11, 12)})::VARCHAR", "NumSources": "'1'",
        "NumArticles": f"(1 + {chance('e', 11, 12)})::VARCHAR", "AvgTone": f"(({chance('e', 12, 2000000)} - 1000000) / 123456.0)::VARCHAR",
        "DATEADDED": "strftime(added, '%Y%m%d%H%M%S')", "SOURCEURL": f"'https://news' || {chance('e // 3', 13, 3000)} || '.example/world/' || "
        "strftime(day, '%Y/%m/%d') || '/' || hash(e // 3, 14) || '-an-article-with-a-long-name'",
    }  # fmt: skip
    for which in ("Actor1", "Actor2", "Action"):
        cells |= {
            f"{which}Geo_Type": "'4'", f"{which}Geo_FullName": f"'Town ' || {place} || ', Province ' || {place} % 300 || ', Country'",
            f"{which}Geo_CountryCode": f"CASE {place} % 5 WHEN 0 THEN 'US' WHEN 1 THEN 'RS' WHEN 2 THEN 'UK' WHEN 3 THEN 'JA' ELSE 'CH' END",
            f"{which}Geo_ADM1Code": f"'US' || {place} % 90", f"{which}Geo_ADM2Code": f"({place} + 10000)::VARCHAR",
            f"{which}Geo_Lat": f"({place} / 50.0)::VARCHAR", f"{which}Geo_Long": f"({place} / 25.0)::VARCHAR",
            f"{which}Geo_FeatureID": f"'-' || ({place} + 500000)",
        }  # fmt: skip
    return _FILLED.format(columns=_listed(cells, COLUMNS_2), same=same, start=start, end=end)


def lake_rows(start: int, end: int) -> str:
    """The same kind of rows as they stand in a lake, for lakes too large to be made by way of text."""
    state = "getvariable('countries')[1 + (({0} / 10000.0) ** 2 * 195)::INTEGER]"
    one, other = state.format(chance("e", 3, 10000)), state.format(chance("e", 6, 10000))
    between = f"{chance('e', 4, 100)} < 17 AND {one} <> {other}"
    given = {
        "dyad": f"CASE WHEN {between} THEN least({one}, {other}) || '-' || greatest({one}, {other}) END", "event_date": "day",
        "source_actor": f"'ACTOR ' || {chance('e', 8, 900)}", "source_country": one,
        "target_actor": f"'ACTOR ' || {chance('e', 9, 900)}", "target_country": f"CASE WHEN {between} THEN {other} END",
        "cameo": "getvariable('codes')[code]", "quad_class": "getvariable('quads')[code]", "goldstein": "getvariable('scores')[code]",
        "mentions": f"1 + {chance('e', 11, 12)}", "events": "1", "place": f"'Town ' || {chance('e // 3', 7, 4000)}",
        "link": "'https://news.example/' || hash(e // 3, 14)", "collection": "'gdelt'", "format": "'gdelt_2'", "id": "700000000 + i",
        "file": "1", "row": "i", "copies": "1", "flags": "0",
    }  # fmt: skip
    cells = {column.name: f"({given.get(column.name, 'NULL')})::{column.type}" for column in ROW}
    return _FILLED.format(columns=_listed(cells, tuple(cells)), same="i", start=start, end=end)


_FILLED = f"""
SELECT {{columns}} FROM (
    SELECT *, {_FIRST} + (e // {DAY_ROWS})::INTEGER - CASE WHEN {chance("e", 15, 50)} = 0 THEN 365 ELSE 0 END AS day,
        1 + {chance("e", 16, 290)} AS code,
        {_FIRST}::TIMESTAMP + INTERVAL (e // {DAY_ROWS}) DAY + INTERVAL (e % {DAY_ROWS} // 1563 * 15) MINUTE AS added
    FROM (SELECT i, {{same}} AS e FROM range({{start}}, {{end}}) AS r (i))
) ORDER BY i
"""  # noqa: S608  made of this file's own words


def _listed(cells: dict[str, str], names: tuple[str, ...]) -> str:
    return ", ".join(f"{cells[name]} AS {name}" for name in names)
