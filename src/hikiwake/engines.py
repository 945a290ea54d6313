"""Where work runs: in this process, or in some on this machine."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
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
            with _stopping_at_once(ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts_to_the_parent)) as pool:
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


@contextmanager
def _stopping_at_once(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """The pool; whoever leaves early (Ctrl-C, a full disk) does not wait for what the workers have in hand."""
    others = set(active_children())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    pool.shutdown()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
