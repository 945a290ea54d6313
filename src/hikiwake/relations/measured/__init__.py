"""The relations of dyads that many events measure: event data, or any series; the few, loosely dated events of a record have a model of their own."""

from hikiwake.relations.measured.analysis import analyse
from hikiwake.relations.measured.observations import Observations, observe, observe_rows
from hikiwake.relations.measured.reading import read_observations

__all__ = ["Observations", "analyse", "observe", "observe_rows", "read_observations"]
