"""Where work runs: in this process, in some on this machine, or on a Ray cluster."""

import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, islice
from multiprocessing import active_children, get_context
from typing import Any, TypeVar

from hikiwake.terms.errors import HikiwakeError

T = TypeVar("T")
R = TypeVar("R")
ENGINES = ("local", "ray")
_TO_END_SECONDS = 2.0
_TRIES = 3  # how often a chunk is tried when a worker dies
_SECONDS_TO_ANSWER = 10
_AHEAD = 3  # chunks in flight for each worker: enough to keep it busy while the first one is waited for, little enough for memory


def run(
    work: Callable[[T], R],
    chunks: Iterable[T],
    *,
    engine: str = "local",
    workers: int | None = None,
    address: str | None = None,
) -> Iterator[R]:
    """`work` of each chunk, in order. `work` must be a module's function, its argument and result picklable.

    Chunks are taken from their iterator as they are needed, a few ahead of the result that is waited for. A worker that dies (killed, out of
    memory) loses nothing: what it had not finished is given to another, up to three times.

    Args:
        address: of a Ray cluster; without it, and without RAY_ADDRESS, Ray is started here and stopped again.

    Raises:
        HikiwakeError: the engine is unknown or missing, or a chunk killed its worker three times.
    """
    if engine == "ray":
        return _on_ray(work, chunks, address or os.environ.get("RAY_ADDRESS") or None, workers)
    if engine == "local":
        return _here(work, chunks, workers or os.cpu_count() or 1)
    raise HikiwakeError.of("--engine", f"{engine!r} is not available", f"Use one of: {', '.join(ENGINES)}.")


def _here(work: Callable[[T], R], chunks: Iterable[T], workers: int) -> Iterator[R]:
    remaining = iter(chunks)
    first = list(islice(remaining, 2))
    if workers <= 1 or len(first) < 2:
        yield from map(work, chain(first, remaining))
        return
    remaining = chain(first, remaining)
    waiting: deque[T] = deque()  # chunks whose results have not been handed on
    done = tries = 0
    while True:
        try:
            # spawn: the parent may hold threads and locks that a fork would copy in the middle of their work
            with _stopping_at_once(ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts_to_the_parent)) as pool:
                futures: deque[Future[R]] = deque(_submitted(pool, work, chunk) for chunk in waiting)
                while True:
                    for chunk in islice(remaining, max(0, workers * _AHEAD - len(waiting))):
                        waiting.append(chunk)
                        futures.append(_submitted(pool, work, chunk))
                    if not futures:
                        return
                    result = futures.popleft().result()
                    waiting.popleft()
                    done += 1
                    tries = 0
                    yield result
        except BrokenProcessPool:
            tries += 1
            if tries == _TRIES:
                raise HikiwakeError.of(
                    f"chunk {done + 1}", "its worker died three times", "Is memory short? Try fewer workers."
                ) from None


def _submitted(pool: ProcessPoolExecutor, work: Callable[[T], R], chunk: T) -> "Future[R]":
    """As `submit`, which says that its handle is closed where a worker dies in the very moment of asking."""
    try:
        return pool.submit(work, chunk)
    except OSError as error:
        raise BrokenProcessPool(str(error)) from error


@contextmanager
def _stopping_at_once(pool: ProcessPoolExecutor) -> Iterator[ProcessPoolExecutor]:
    """The pool; whoever leaves early (Ctrl-C, a full disk) does not wait for what the workers have in hand."""
    others, threads = set(active_children()), set(threading.enumerate())
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(active_children()) - others:
            worker.terminate()
        for thread in filter(threading.Thread.is_alive, set(threading.enumerate()) - threads):
            thread.join(_TO_END_SECONDS)  # the pool's own: the interpreter must not end while they close what it wakes them by
        raise
    pool.shutdown()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _on_ray(work: Callable[[T], R], chunks: Iterable[T], address: str | None, workers: int | None) -> Iterator[R]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Ray would report its use over the network
    try:
        ray: Any = import_module("ray")
    except ImportError:
        raise HikiwakeError.of("--engine ray", "Ray is not installed", "Install it: pip install 'hikiwake[ray]'.") from None
    with _cluster(ray, address, workers):
        task = ray.remote(num_cpus=1, max_retries=_TRIES)(_done)
        at_once = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        remaining = iter(chunks)
        flying: deque[Any] = deque()
        done = 0
        while True:
            flying.extend(task.remote(work, chunk) for chunk in islice(remaining, at_once - len(flying)))
            if not flying:
                return
            try:
                result: R = ray.get(flying.popleft())
            except ray.exceptions.RayTaskError as error:
                if isinstance(error.cause, RuntimeError) and "failed to import" in str(error.cause):
                    raise HikiwakeError.of(
                        address or "--engine ray",
                        "its machines cannot import hikiwake",
                        "Install the same version on each of them.",
                    ) from None
                raise error.cause from None  # what the work itself raised, as the other engine raises it
            except ray.exceptions.RayError as error:
                first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
                raise HikiwakeError.of(
                    f"chunk {done + 1}", f"Ray lost it ({first})", "Look at the cluster: ray status."
                ) from None
            done += 1
            yield result


def _done(work: Callable[[T], R], chunk: T) -> R:
    """What Ray is given to run: it takes a plain function, and `work` may be one with an argument filled in."""
    return work(chunk)


@contextmanager
def _cluster(ray: Any, address: str | None, workers: int | None) -> Iterator[None]:
    """A connection to Ray; what was started or connected here ends here, a cluster that was there goes on."""
    if ray.is_initialized():
        yield
        return
    try:
        with _interrupts_held():
            _connect(ray, address, workers)
        yield
    finally:
        with _interrupts_held():
            ray.shutdown()


def _connect(ray: Any, address: str | None, workers: int | None) -> None:
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    mend = "Give --ray-address HOST:PORT, or use --engine local."
    try:
        if address:
            _knock(address)
            mend = "If it wants a token, set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN; its Ray and Python must be of the same versions as here."
            ray.init(address=address, **quiet)
        else:
            ray.init(address="local", num_cpus=workers, include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
    except (OSError, RuntimeError, ValueError, ray.exceptions.RayError) as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise HikiwakeError.of(address or "--engine ray", f"no Ray cluster answers ({first})", mend) from None


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is heard at the end of the block: Ray, interrupted while it starts or ends, crashes or leaves processes behind."""
    if threading.current_thread() is not threading.main_thread():
        yield  # no other thread is interrupted
        return
    come: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: come.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if come:
            signal.raise_signal(signal.SIGINT)


def _knock(address: str) -> None:
    """Raises OSError where nobody listens; Ray itself would go on trying for minutes."""
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdigit():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS_TO_ANSWER).close()
