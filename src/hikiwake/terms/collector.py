"""Python's collector of garbage, told to wait while much is built.

It looks everything over again and again as the number of objects grows, and a large record is hundreds of thousands of small frozen ones, none
of which is garbage.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_pausing = threading.Lock()
_MANY = 50_000  # new objects that are worth passing by


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection as long as this lasts, whatever else runs; then as before, however it ends.

    One pause at a time: within another one, or beside that of another thread, it does nothing. So no chain of pauses, each begun before the
    last one ended, keeps the collector off for good.
    """
    if not gc.isenabled() or not _pausing.acquire(blocking=False):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _MANY and not gc.get_freeze_count():
            # Frozen and thawed, new objects are among the oldest: looked over when all is, and not twice before that.
            gc.freeze()
            gc.unfreeze()
        gc.enable()
        _pausing.release()
