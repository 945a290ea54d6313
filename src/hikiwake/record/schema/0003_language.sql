-- The language a document is in; one that nobody here can read has the reader "unread".

ALTER TABLE documents ADD COLUMN language TEXT;  -- ISO 639-1; NULL where the text does not tell, or it was read before languages were told
