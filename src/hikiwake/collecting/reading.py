"""What reading one file of a case gives, as far as collecting needs to know; who reads hands it in."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from hikiwake.terms.errors import Problem


class ReadResult(Protocol):
    """What came of a file, or of one document in it; `holds` is how many documents came out of a container, None of a document."""

    @property
    def problem(self) -> Problem | None: ...

    @property
    def was_known(self) -> bool: ...

    @property
    def holds(self) -> int | None: ...


Read = Callable[[Path], Sequence[ReadResult]]


def is_news(result: ReadResult) -> bool:
    """A document that the record has now and did not have before."""
    return result.problem is None and not result.was_known and result.holds is None


@contextmanager
def alone_with(case: Path) -> Iterator[bool]:
    """Whether nobody else who asks so reads into the case at this moment, kept so within the block.

    It ends with the process, however that ends. Where the system cannot say, it is taken for granted: the record itself keeps a document once.
    """
    if sys.platform == "win32":
        yield True
        return
    import fcntl
    import os

    descriptor = os.open(case, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_alone = True
        except BlockingIOError:
            is_alone = False
        except OSError:  # a file system without locks
            is_alone = True
        yield is_alone
    finally:
        os.close(descriptor)
