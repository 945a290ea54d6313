"""Every number explained."""

from hikiwake.assessment.why.answer import why
from hikiwake.assessment.why.node import Node, leaves, recomputed

__all__ = ["Node", "leaves", "recomputed", "why"]
