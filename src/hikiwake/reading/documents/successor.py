"""What a new version of a document says of itself: where it says nothing, what was known of the old one."""

from dataclasses import replace

from hikiwake.reading.documents.model import Given, Limits
from hikiwake.reading.documents.receive import receive
from hikiwake.reading.documents.sidecar import sidecar
from hikiwake.reading.documents.sources import Source
from hikiwake.record.model import Document
from hikiwake.terms.errors import DocumentError


def succeeding(source: Source, given: Given, old: Document, said: Given) -> Source:
    """The source of a new version, with what is known of the old one.

    What an analyst `said` of the old one goes before what the new one says of itself; what else is known of the old one only fills in. What is
    `given` now, or stands beside the new one, goes before both.
    """
    stated = source.stated.over(replace(said, charset=None))
    try:
        new = receive(source.path, given.over(sidecar(source.path, Limits())).over(stated))
    except DocumentError:
        return replace(
            source, stated=stated
        )  # a chronicle, which says nothing of itself; or what is wrong with it is told when it is read
    left = Given(
        title=None if new.title else old.title,
        publisher=None if new.publisher else old.publisher,
        author=None if new.author else old.author,
        url=None if new.url else old.url,
        date=None if new.date else old.date,
    )
    return replace(source, stated=stated.over(left))
