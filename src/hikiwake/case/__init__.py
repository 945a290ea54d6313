"""What the analyst states: question, parties, leaders, issues, formulas, hypotheses, evidence. Plain typed data."""

from hikiwake.case.finding import locate, names, open_packaged
from hikiwake.case.loading import load, problems
from hikiwake.case.model import Case

__all__ = ["Case", "load", "locate", "names", "open_packaged", "problems"]
