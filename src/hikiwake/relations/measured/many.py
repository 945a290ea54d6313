"""Many dyads at once, wherever work runs: observations in, lines of JSON out."""

import json
from collections.abc import Iterator, Sequence

from hikiwake import engines
from hikiwake.relations.measured.analysis import analyse
from hikiwake.relations.measured.observations import Observations
from hikiwake.relations.table import relations_json

_CHUNK = 64
_WORTH_A_PROCESS = 60_000  # periods; fewer are done before another process has begun


def lines(
    seen: Sequence[Observations], *, engine: str = "local", workers: int | None = None, address: str | None = None
) -> Iterator[str]:
    """One line of JSON a dyad, in order, with every turn of a probability of at least a tenth.

    Args:
        engine, workers, address: as for `engines.run`; little work is done here.
    """
    chunks = [list(seen[i : i + _CHUNK]) for i in range(0, len(seen), _CHUNK)]
    if engine == "local" and sum(len(one.starts) for one in seen) < _WORTH_A_PROCESS:
        workers = 1
    for found in engines.run(_lines_of, chunks, engine=engine, workers=workers, address=address):
        yield from found


def _lines_of(chunk: list[Observations]) -> list[str]:
    return [json.dumps(relations_json(found), ensure_ascii=False) for found in analyse(chunk)]
