"""Event coding: who did what to whom, by PLOVER and CAMEO."""

from .events import code_events

__all__ = ["code_events"]
