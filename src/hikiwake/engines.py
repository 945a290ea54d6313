"""Where work runs: in this process, or in some on this machine."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from hikiwake.terms.errors import HikiwakeError

T = TypeVar("T")
R = TypeVar("R")
_TRIES = 3  # how often a chunk is tried when a worker dies


def run(work: Callable[[T], R], chunks: Sequence[T], *, engine: str = "local", workers: int | None = None) -> Iterator[R]:
    """`work` of each chunk, in order. `work` must be a module's function, its argument and result picklable.

    A worker that dies (killed, out of memory) loses nothing: what it had not finished is given to new workers, up to three times.

    Raises:
        HikiwakeError: the engine is unknown, or a chunk killed its worker three times.
    """
    if engine != "local":
        raise HikiwakeError.of("--engine", f"{engine!r} is not available", "Use --engine local.")
    workers = min(workers or os.cpu_count() or 1, len(chunks))
    if workers <= 1:
        yield from map(work, chunks)
        return
    done = 0
    tries = 0
    while done < len(chunks):
        try:
            # spawn: the parent may hold threads and locks that a fork would copy in the middle of their work
            with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
                for result in pool.map(work, chunks[done:]):
                    yield result
                    done += 1
                    tries = 0
        except BrokenProcessPool:
            tries += 1
            if tries == _TRIES:
                raise HikiwakeError.of(
                    f"chunk {done + 1} of {len(chunks)}", "its worker died three times", "Is memory short? Try fewer workers."
                ) from None
