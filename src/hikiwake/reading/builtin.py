"""The built-in reader: spaCy's parse, our own grammar of dates, actors, places, statements and events over it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.coding import code_events
from hikiwake.reading.dates import date_mentions
from hikiwake.reading.explanations import explanation_mentions
from hikiwake.reading.formulas import formula_mentions
from hikiwake.reading.language import Passage, parse
from hikiwake.reading.places import KnownPlace, place_mentions
from hikiwake.reading.statements import find_statements
from hikiwake.record.model import Document, Reading
from hikiwake.terms.errors import Problem

VERSION = "built-in 5"
_AT_ONCE = 32  # documents parsed together: enough for spaCy's batches, little enough for memory


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The reader that needs no server and no network.

    `places` are those that the case names and no gazetteer knows; `fast` leaves out the search for unlisted names (spaCy's named entities).
    """

    places: Sequence[KnownPlace] = ()
    fast: bool = False

    @property
    def name(self) -> str:
        return f"{VERSION} fast" if self.fast else VERSION

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]:
        """One reading for each document, in order; a document without prose gives an empty one."""
        remaining = iter(documents)
        while some := list(islice(remaining, _AT_ONCE)):
            parsed = parse(((d.text, d.prose) for d in some), fast=self.fast)
            for document, passages in zip(some, parsed, strict=True):
                try:
                    yield self.read_passages(document, passages)
                except Exception as error:  # whatever one document brings about, the others are read; it is told by name
                    yield Problem(
                        document.name,
                        f"could not be read ({type(error).__name__}: {error})",
                        "The others were read; please report it.",
                    )

    def read_passages(self, document: Document, passages: list[Passage]) -> Reading:
        """The reading of one parsed document."""
        actors = actor_mentions(passages)
        dates = date_mentions(passages, document.date)
        places = place_mentions(passages, self.places)
        statements = find_statements(document.id, passages, actors, dates, document.date)
        return Reading(
            document.id,
            self.name,
            tuple(code_events(document.id, passages, actors, dates, places, statements, document.date)),
            tuple(statements),
            tuple(dates),
            tuple(formula_mentions(document.id, document.text, passages, statements)),
            tuple(explanation_mentions(document.id, document.text, passages, statements)),
        )
