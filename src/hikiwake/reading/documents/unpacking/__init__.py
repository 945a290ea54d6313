"""Files that hold documents: one file a format, each hands out what is in it, one after another."""
