-- What a relative date was read against, and which corrections the analyst made in one go.

ALTER TABLE reports ADD COLUMN date_reference TEXT;     -- TIMEX3; NULL where the words say all
ALTER TABLE statements ADD COLUMN date_reference TEXT;
ALTER TABLE dates ADD COLUMN date_reference TEXT;
ALTER TABLE corrections ADD COLUMN made_with INTEGER REFERENCES corrections (number);  -- the first one of the same go; NULL where alone or first
