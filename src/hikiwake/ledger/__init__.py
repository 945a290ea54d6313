"""The history of a case: what was said when."""

from hikiwake.ledger.log import Ledger
from hikiwake.ledger.model import Run, Source, Told

__all__ = ["Ledger", "Run", "Source", "Told"]
