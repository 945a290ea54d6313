-- A reader behind a language model: what it did with a document, and which entries nobody has accepted yet.

ALTER TABLE documents ADD COLUMN account TEXT;   -- JSON: model, prompt, counts; NULL where no model was asked
ALTER TABLE reports ADD COLUMN is_unreviewed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statements ADD COLUMN is_unreviewed INTEGER NOT NULL DEFAULT 0;
