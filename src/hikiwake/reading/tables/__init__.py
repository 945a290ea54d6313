"""A chronicle that somebody keeps in a spreadsheet: each row an entry, read by its columns instead of its language."""
