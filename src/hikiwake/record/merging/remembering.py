"""The last records that were brought together, so that one that has changed a little is not worked out from the start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from hikiwake.record.merging.neighbourhood import Neighbourhood
from hikiwake.record.merging.ordered import Ordered
from hikiwake.record.model import Contents, Document, Event
from hikiwake.terms.while_held import WhileHeld

KEPT = 3  # of what is remembered: the record as it stands, as of another day, without a document


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """What `merged` made of a record, and by what: its reports in their order, the groups of those that tell of one event, by their places
    in `reports.told`, and each happening by the `id`s of its members and of their documents.

    The `id`s are those of objects that the run itself holds, so they are nobody else's.
    """

    contents: Contents
    result: Contents
    reports: Ordered
    groups: Sequence[tuple[int, ...]]
    near: Neighbourhood
    happenings: Mapping[tuple[int, ...], Event]


class Remembered:
    """A few runs, the latest first, and the result of each record that somebody still holds; safe to share among threads."""

    def __init__(self) -> None:
        self._runs: tuple[Run, ...] = ()
        self._results: WhileHeld[Contents, Contents] = WhileHeld()
        self._came_out: WhileHeld[Contents, bool] = WhileHeld()
        self._lock = Lock()

    def result_for(self, contents: Contents) -> Contents | None:
        """What came out for this very record, also where it had come out itself; None where it is not remembered."""
        return contents if self._came_out.get(contents) else self._results.get(contents)

    def nearest(self, documents: Sequence[Document]) -> Run | None:
        """The run that has most of these very documents, of several the one with fewest others; None where none has any."""
        shared = [(_shared(run, documents), -len(run.reports.ready), -n) for n, run in enumerate(self._runs)]
        most, _, n = max(shared, default=(0, 0, 0))
        return self._runs[-n] if most else None

    def keep(self, run: Run) -> None:
        with self._lock:
            self._runs = (run, *self._runs)[:KEPT]
        self._came_out.keep(run.result, True)
        self._results.keep(run.contents, run.result)


def _shared(run: Run, documents: Sequence[Document]) -> int:
    return sum(1 for d in documents if d.id in run.reports.ready and run.reports.ready[d.id].document is d)
