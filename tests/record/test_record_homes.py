"""The state of a person, carried from the document that tells it to those that do not."""

from pathlib import Path

import pytest
from record_examples import document, report

from hikiwake.record.homes import homes_of
from hikiwake.record.model import Actor, Document, Reading, Span
from hikiwake.record.store import Record


def actor(doc: Document, words: str, name: str, country: str | None) -> Actor:
    start = doc.text.index(words)
    return Actor(words, Span(start, start + len(words)), name, country, "GOV")


def added(record: Record, text: str, words: str, name: str, country: str | None) -> None:
    doc = document(text, name=f"{len(text)}.txt")
    record.add(doc, Reading(doc.id, "x", (report(doc, text.split()[-1], sources=(actor(doc, words, name, country),)),)))


def sources(record: Record) -> list[tuple[str, str | None]]:
    return [(a.name, a.country) for event in record.contents().events for a in event.best.sources]


INTRODUCED = (
    "The President of Zambia, Hakainde Hichilema, arrived",
    "President of Zambia, Hakainde Hichilema",
    "Hakainde Hichilema",
)


@pytest.mark.parametrize("filled_in", [None, "USA"])
def test_who_is_introduced_with_a_state_is_of_it_everywhere(tmp_path: Path, filled_in: str | None) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        added(record, "President Hakainde Hichilema left", "President Hakainde Hichilema", "Hakainde Hichilema", filled_in)
        assert sources(record) == [("Hakainde Hichilema", filled_in)]
        added(record, *INTRODUCED, "ZMB")
        assert sources(record) == [("Hakainde Hichilema", "ZMB")] * 2


def test_nothing_is_carried_over_where_documents_disagree_or_no_person_is_introduced(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        added(record, *INTRODUCED, "ZMB")
        added(record, "Malawi's Hakainde Hichilema spoke", "Malawi's Hakainde Hichilema", "Hakainde Hichilema", "MWI")
        added(record, "Hakainde Hichilema came home", "Hakainde Hichilema", "Hakainde Hichilema", None)
        added(record, "Zambian Foreign Ministry wrote", "Zambian Foreign Ministry", "Zambian Foreign Ministry", "ZMB")
        added(record, "Foreign Ministry denied", "Foreign Ministry", "Foreign Ministry", None)
        assert sources(record)[2] == ("Hakainde Hichilema", None)
        assert sources(record)[4] == ("Foreign Ministry", None)


def test_what_the_analyst_says_stands_over_what_is_carried(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite") as record:
        added(record, *INTRODUCED, "ZMB")
        added(record, "Hakainde Hichilema came", "Hakainde Hichilema", "Hakainde Hichilema", None)
        record.rename_actor(["Hakainde Hichilema"], "Hakainde Hichilema", country="MWI")
        assert {country for _, country in sources(record)} == {"MWI"}


def test_homes_of_nobody() -> None:
    assert homes_of([]) == {}
