-- The record as it was read. Spans count code points of documents.text; the end is not included.
-- Dates: *_value is TIMEX3, *_earliest and *_latest are ISO days, NULL where open.
-- What the analyst put right stands in `corrections`, never here: these rows change when reading gets better.

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,           -- in order of arrival
    id TEXT NOT NULL UNIQUE,              -- SHA-256 of the bytes as received
    name TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    author TEXT,
    url TEXT,
    date_value TEXT,
    date_precision TEXT,
    date_earliest TEXT,
    date_latest TEXT,
    date_basis TEXT NOT NULL,             -- given | stated | none
    text TEXT NOT NULL,
    prose TEXT NOT NULL,                  -- JSON [[start, end], …]: the document's own words
    notes TEXT NOT NULL,                  -- JSON ["…", …]
    reader TEXT NOT NULL,                 -- who read it, with its version
    seal TEXT NOT NULL                    -- SHA-256 over this document's rows, to notice damage
) STRICT;

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,            -- in the reading, from 0
    entry TEXT NOT NULL,                  -- the entry's stable id
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_spans TEXT NOT NULL,          -- JSON
    category TEXT,                        -- PLOVER
    mode TEXT,
    cameo TEXT,
    goldstein REAL,                       -- -10 … 10
    date_value TEXT,
    date_precision TEXT,
    date_earliest TEXT,
    date_latest TEXT,
    date_text TEXT,
    date_start INTEGER,
    date_end INTEGER,
    place_name TEXT,
    place_country TEXT,
    place_lat REAL,
    place_lon REAL,
    place_text TEXT,
    place_start INTEGER,
    place_end INTEGER,
    status TEXT NOT NULL,
    grade TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    context TEXT,
    confidence REAL NOT NULL,
    is_reciprocal INTEGER NOT NULL,
    via TEXT,
    UNIQUE (document, position)
) STRICT;

CREATE TABLE actors (                     -- sources and targets of reports
    report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('source', 'target')),
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,                         -- ISO 3166-1 alpha-3
    sector TEXT,
    PRIMARY KEY (report, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    entry TEXT NOT NULL,
    source_text TEXT,
    source_spans TEXT,
    cue_text TEXT,
    cue_spans TEXT,
    content_text TEXT NOT NULL,
    content_spans TEXT NOT NULL,
    speaker_text TEXT,
    speaker_start INTEGER,
    speaker_end INTEGER,
    speaker_name TEXT,
    speaker_country TEXT,
    speaker_sector TEXT,
    quoted INTEGER NOT NULL,
    grade TEXT NOT NULL,
    certainty TEXT NOT NULL,
    polarity TEXT NOT NULL,
    date_value TEXT,
    date_precision TEXT,
    date_earliest TEXT,
    date_latest TEXT,
    date_text TEXT,
    date_start INTEGER,
    date_end INTEGER,
    via INTEGER,                          -- position of the statement that carries this one
    UNIQUE (document, position)
) STRICT;

CREATE TABLE dates (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    date_value TEXT NOT NULL,
    date_precision TEXT NOT NULL,
    date_earliest TEXT,
    date_latest TEXT,
    date_text TEXT NOT NULL,
    date_start INTEGER NOT NULL,
    date_end INTEGER NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE formulas (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    term TEXT NOT NULL,
    definition TEXT,
    holder TEXT,
    spans TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE explanations (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    claim TEXT NOT NULL,
    holder TEXT,
    spans TEXT NOT NULL,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- Appended to, never changed. It points at no row above, so it outlives every reading; `document` may have been removed.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    undoes INTEGER REFERENCES corrections (number),  -- this row only takes that one back
    entry TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('event', 'statement')),
    document TEXT NOT NULL,
    quote TEXT NOT NULL,
    quote_before TEXT NOT NULL,
    quote_after TEXT NOT NULL,
    sources TEXT,                         -- JSON ["name or ISO code", …]
    targets TEXT,
    date_value TEXT,
    grade TEXT,
    status TEXT,
    rejected INTEGER NOT NULL,
    note TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_on TEXT NOT NULL,                -- ISO timestamp
    snapshot TEXT NOT NULL,               -- JSON: the entry as it stood when corrected
    neighbours TEXT NOT NULL              -- JSON: the other entries at the same words, which it does not concern
) STRICT;

CREATE INDEX reports_entry ON reports (entry);
CREATE INDEX reports_date ON reports (date_earliest);
CREATE INDEX statements_entry ON statements (entry);
CREATE INDEX statements_speaker ON statements (speaker_country, speaker_name);
CREATE INDEX actors_country ON actors (country, role);
CREATE INDEX corrections_entry ON corrections (entry);

-- For the sqlite3 shell: one line an entry, as read.
CREATE VIEW chronicle AS
SELECT * FROM (
SELECT r.date_earliest AS earliest, r.date_latest AS latest, 'event' AS kind, r.entry, r.grade, r.status,
       (SELECT group_concat(a.name, '; ') FROM actors a WHERE a.report = r.number AND a.role = 'source') AS sources,
       r.trigger_text AS words,
       (SELECT group_concat(a.name, '; ') FROM actors a WHERE a.report = r.number AND a.role = 'target') AS targets,
       d.name AS document, r.span_start AS place
FROM reports r JOIN documents d ON d.id = r.document
UNION ALL
SELECT s.date_earliest, s.date_latest, 'statement', s.entry, s.grade, NULL, coalesce(s.speaker_name, s.source_text),
       s.content_text, NULL, d.name, json_extract(s.content_spans, '$[0][0]')
FROM statements s JOIN documents d ON d.id = s.document
)
ORDER BY earliest IS NULL, earliest, latest, document, place;
