"""What every reader is: documents in, one reading each out."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from hikiwake.record.model import Document, Reading
from hikiwake.terms.errors import Problem


class Reader(Protocol):
    """Reads documents in order; one it cannot read gives a problem. `name` tells reader and version, and stands in the record."""

    @property
    def name(self) -> str: ...

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]: ...
