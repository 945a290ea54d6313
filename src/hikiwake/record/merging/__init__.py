"""Reports of one event brought together: which reports tell of the same event, and how many independent sources tell it."""

from hikiwake.record.merging.happenings import merged

__all__ = ["merged"]
