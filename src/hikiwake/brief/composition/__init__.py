"""One file a section of the brief, composed from facts. `wording.csv` and the sentences here are the place to change what it says."""

from hikiwake.brief.composition.compose import compose

__all__ = ["compose"]
