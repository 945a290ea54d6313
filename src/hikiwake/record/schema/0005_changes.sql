-- Everything an analyst puts right, in one journal: corrections of entries, entries added by hand, reports joined or parted, rules about
-- actors, notes, what was reviewed. When each document came in. A number that grows with every write.

ALTER TABLE documents ADD COLUMN added_on TEXT NOT NULL DEFAULT '';  -- ISO timestamp; '' where not known

CREATE TABLE changes (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    undoes INTEGER REFERENCES changes (number),  -- this row only takes that one back
    what TEXT NOT NULL CHECK (what IN ('entry', 'added', 'joined', 'parted', 'actor', 'note', 'reviewed')),
    entry TEXT NOT NULL,                  -- the entry; a document's id; an actor's name
    kind TEXT NOT NULL CHECK (kind IN ('event', 'statement', 'document', 'actor')),
    document TEXT NOT NULL,               -- '' for a rule about an actor
    quote TEXT NOT NULL,
    quote_before TEXT NOT NULL,
    quote_after TEXT NOT NULL,
    sources TEXT,                         -- JSON ["name or ISO code", …]
    targets TEXT,
    date_value TEXT,                      -- '' where the date was taken away
    grade TEXT,
    status TEXT,
    category TEXT,                        -- PLOVER
    cameo TEXT,
    place TEXT,                           -- JSON [name, country, lat, lon]; a name of '' where the place was taken away
    span TEXT,                            -- JSON [[quote, before, after], …]: the words that tell the event
    content TEXT,                         -- JSON likewise: the words of a statement's content
    actor TEXT,                           -- JSON {names, to, country} of a rule; "to" is null for what is no actor
    rejected INTEGER NOT NULL,
    note TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_on TEXT NOT NULL,                -- ISO timestamp
    snapshot TEXT,                        -- JSON: the entry as it stood when the change was made; NULL for documents and actors
    neighbours TEXT NOT NULL,             -- JSON: the other entries at the same words, which it does not concern
    made_with INTEGER REFERENCES changes (number),  -- the first one of the same go; NULL where alone or first
    seal TEXT NOT NULL                    -- SHA-256 over this row, to notice damage
) STRICT;

INSERT INTO changes (
    number, undoes, what, entry, kind, document, quote, quote_before, quote_after, sources, targets, date_value, grade, status,
    rejected, note, made_by, made_on, snapshot, neighbours, made_with, seal
)
SELECT number, undoes, 'entry', entry, kind, document, quote, quote_before, quote_after, sources, targets, date_value, grade, status,
       rejected, note, made_by, made_on, snapshot, neighbours, made_with, ''
FROM corrections ORDER BY number;

DROP TABLE corrections;
ALTER TABLE changes RENAME TO corrections;
CREATE INDEX corrections_entry ON corrections (entry);

CREATE TABLE revision (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL               -- grows with every write
) STRICT;
INSERT INTO revision VALUES (1, 0);
