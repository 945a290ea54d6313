"""Reports of one event brought together: which reports tell of the same event, and how many independent sources tell it."""
