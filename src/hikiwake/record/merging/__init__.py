"""Reports of one event brought together: which reports tell of the same event, and how many independent sources tell it."""

from hikiwake.record.merging.happenings import merged
from hikiwake.record.merging.repeated import origins

__all__ = ["merged", "origins"]
