"""Events as counts: large event files to one lake and a dyad's series; and the record's events as rows of a series."""

from hikiwake.events.codes import read_names
from hikiwake.events.lake import Lake, open_lake
from hikiwake.events.loading import Loaded, load
from hikiwake.events.manifest import LakeError
from hikiwake.events.model import FileReport

__all__ = ["FileReport", "Lake", "LakeError", "Loaded", "load", "open_lake", "read_names"]
