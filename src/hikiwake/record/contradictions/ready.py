"""Reports made ready to be compared with the denial of what they tell."""

from collections.abc import Mapping
from dataclasses import replace

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Sentences, Telling, sentences, telling
from hikiwake.record.model import Document, Report


class Tellings:
    """Reports made ready for comparison, each document cut once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self._cut: dict[str, Sentences] = {}
        self._known: dict[int, Telling] = {}  # by the report's identity: they live as long as the record does

    def of(self, report: Report) -> Telling:
        if id(report) not in self._known:
            document = self.documents[report.document]
            self._known[id(report)] = telling(report, document, self.cut(report).of((report,)))
        return self._known[id(report)]

    def cut(self, report: Report) -> Sentences:
        """The sentences of the report's document."""
        if report.document not in self._cut:
            self._cut[report.document] = sentences(self.documents[report.document].text, ())
        return self._cut[report.document]


def are_alike(denied: Telling, done: Telling) -> bool:
    """Whether the two would be one if neither denied it."""
    as_done = replace(denied, status=done.status)
    if denied.first is None or denied.is_inferred:  # made of what was just told: the day is the other's
        as_done = replace(as_done, first=done.first, last=done.last, is_inferred=False)
    return likeness(as_done, done) > scale.MERGE_ABOVE
