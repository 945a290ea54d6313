"""A series to index, phases and turning points. Takes a `Series`, never a store."""

from hikiwake.relations.from_file import analyse_file
from hikiwake.relations.index import relations_index
from hikiwake.relations.model import IndexPoint, Phase, PhaseKind, Relations, Row, Series, TurningPoint
from hikiwake.relations.phases import PhasePrior, phases
from hikiwake.relations.series import read_series
from hikiwake.relations.turning_points import relations, turning_points
from hikiwake.relations.ups_and_downs import UpsAndDowns

__all__ = [
    "IndexPoint",
    "Phase",
    "PhaseKind",
    "PhasePrior",
    "Relations",
    "Row",
    "Series",
    "TurningPoint",
    "UpsAndDowns",
    "analyse_file",
    "phases",
    "read_series",
    "relations",
    "relations_index",
    "turning_points",
]
