"""Documents received one after another by one parser, as those of a folder are: to start one for each takes longer than the parsing."""

from collections import deque
from pathlib import Path

from hikiwake.reading.documents.receive import receive_each
from hikiwake.reading.documents.sources import Source
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError, Problem


class OneParser:
    def __init__(self) -> None:
        self._waiting: deque[Source] = deque()
        self._found = receive_each(iter(self._waiting.popleft, None))

    def __call__(self, path: Path) -> Document:
        """The document at `path`, as `receive` gives it."""
        self._waiting.append(Source(path, str(path)))
        found = next(self._found)
        if isinstance(found, Problem):
            raise DocumentError(found)
        return found


receive_next = OneParser()
