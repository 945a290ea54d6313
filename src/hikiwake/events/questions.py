"""What is asked of a lake, as statements for DuckDB.

Rows that count a whole year (`$yearly` names their collections) stand on its first day and have no finer one: they are counted by year only,
and where the whole of their year is asked for.
"""

_ASKED = "dyad = $dyad AND ($collection IS NULL OR collection = $collection)"
_WHOLE = "($by = 'year' AND ($first IS NULL OR event_date >= $first) AND ($last IS NULL OR event_date + INTERVAL 1 YEAR <= $last::DATE + 1))"

SERIES = f"""
SELECT {{directions}} date_trunc($by, event_date)::DATE AS period,
    sum(events)::BIGINT AS events,
    sum(scored)::BIGINT AS scored,
    sum(goldstein_sum) / nullif(sum(scored), 0) AS mean,
    CASE WHEN sum(scored) > 1 THEN sqrt(greatest(0, (sum(goldstein_squares) - sum(goldstein_sum) ** 2 / sum(scored)) / (sum(scored) - 1))) END
        AS deviation,
    coalesce(sum(events) FILTER (quad_class = 1), 0)::BIGINT AS verbal_cooperation,
    coalesce(sum(events) FILTER (quad_class = 2), 0)::BIGINT AS material_cooperation,
    coalesce(sum(events) FILTER (quad_class = 3), 0)::BIGINT AS verbal_conflict,
    coalesce(sum(events) FILTER (quad_class = 4), 0)::BIGINT AS material_conflict,
    sum(mentions)::BIGINT AS mentions
FROM read_parquet($parts)
WHERE {_ASKED}
    AND ($first IS NULL OR event_date >= $first) AND ($last IS NULL OR event_date <= $last)
    AND (NOT list_contains($yearly, collection) OR {_WHOLE})
GROUP BY ALL HAVING sum(events) > 0 ORDER BY period {{order}}
"""  # noqa: S608  all of it stands above

WHOLE_YEARS = f"""
SELECT collection, sum(events)::BIGINT AS events
FROM read_parquet($parts)
WHERE {_ASKED} AND list_contains($yearly, collection) AND NOT {_WHOLE}
    AND ($first IS NULL OR event_date + INTERVAL 1 YEAR > $first) AND ($last IS NULL OR event_date <= $last)
GROUP BY collection HAVING sum(events) > 0 ORDER BY collection
"""  # noqa: S608  all of it stands above

DYADS = """
SELECT dyad, collection, sum(events)::BIGINT AS events, min(event_date) AS first, max(event_date) AS last
FROM read_parquet($parts) GROUP BY ALL HAVING sum(events) > 0 ORDER BY events DESC, dyad, collection
"""

USUAL = "SELECT sum(goldstein_sum) / nullif(sum(scored), 0) FROM read_parquet($parts) WHERE dyad = $dyad"
ROWS = f"""
SELECT event_date, written_date, source_actor, source_country, source_sector, target_actor, target_country, target_sector, cameo, plover,
    quad_class, goldstein, mentions, events, copies, place, place_country, lat, lon, link, collection, format, file, row, flags,
    abs(coalesce(goldstein, $usual) - $usual) * mentions AS telling
FROM read_parquet($parts)
WHERE {_ASKED} AND event_date BETWEEN $first AND $last AND events > 0
ORDER BY telling DESC, event_date, file, row LIMIT $limit
"""  # noqa: S608  all of it stands above

KINDS = f"""
SELECT * EXCLUDE (most), most.file AS file, most.row AS row, most.link AS link
FROM (
    SELECT event_date >= $turn AS is_after, source_country, target_country, cameo, plover, quad_class, min(event_date) AS first,
        sum(events)::BIGINT AS events, sum(mentions)::BIGINT AS mentions, sum(goldstein::DOUBLE * events) AS goldstein_sum,
        arg_max({{'file': file, 'row': row, 'link': link}}, (mentions, -epoch(event_date), -row)) AS most
    FROM read_parquet($parts)
    WHERE {_ASKED} AND event_date BETWEEN $first AND $last AND events > 0 AND goldstein IS NOT NULL
    GROUP BY is_after, source_country, target_country, cameo, plover, quad_class
)
"""  # noqa: S608  all of it stands above
