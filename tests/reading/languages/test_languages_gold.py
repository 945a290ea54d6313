"""Each language's reader on its gold sentences, where its extra is installed; the tables always."""

import re

import pytest
from languages_measure import KINDS, SETS, measured, sentences

from hikiwake.reading.languages.names import names_in, words_of
from hikiwake.reading.languages.pipelines import pipelines
from hikiwake.terms.states import states

# F1 by kind, with room for another version of the pipeline: first set, later set.
FLOORS = {
    "ja": {"D": (0.95, 0.9), "E": (0.9, 0.85), "A": (0.9, 0.9), "P": (0.9, 0.85), "Q": (0.9, 0.9)},
    "ru": {"D": (0.95, 0.9), "E": (0.9, 0.9), "A": (0.9, 0.85), "P": (0.9, 0.9), "Q": (0.9, 0.85)},
}


@pytest.mark.parametrize("which", SETS)
@pytest.mark.parametrize("language", sorted(FLOORS))
def test_the_reader_keeps_to_its_floors(language: str, which: str) -> None:
    pipeline = pipelines()[language]
    if not pipeline.is_installed:
        pytest.skip(f"the extra {pipeline.extra!r} is not installed: {pipeline.install}")
    scores = measured(pipeline.load(()).finder, sentences(language, which))
    floors = {kind: floor[list(SETS).index(which)] for kind, floor in FLOORS[language].items()}
    below = {KINDS[k]: (s.f1, floors[k], s.errors) for k, s in scores.items() if s.f1 is None or s.f1 < floors[k]}
    assert below == {}


@pytest.mark.parametrize("which", SETS)
@pytest.mark.parametrize("language", sorted(FLOORS))
def test_twenty_sentences_hold_every_kind(language: str, which: str) -> None:
    gold = sentences(language, which)
    assert len(gold) == 20
    assert all(sum(len(s.marks[kind]) for s in gold) >= 5 for kind in KINDS)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_every_name_is_of_a_state_and_every_place_has_a_point(language: str) -> None:
    names = names_in(language)
    assert len(names) > 8_000
    assert all(n.country is None or re.fullmatch("[A-Z]{3}", n.country) for n in names)
    assert {n.country for n in names if n.kind in ("state", "seat", "leader")} - {None} <= {s.iso3 for s in states()}
    assert all(
        n.lat is not None and -90 <= n.lat <= 90 and -180 <= (n.lon or 0) <= 180 for n in names if n.kind in ("region", "city")
    )
    assert sum(n.kind == "seat" and n.lat is None for n in names) <= 5
    assert all(words_of(language).values())


@pytest.mark.parametrize(
    ("language", "words", "kind", "english", "country"),
    [
        ("ja", "択捉島", "region", "Etorofu", None),
        ("ja", "モスクワ", "seat", "Moscow", "RUS"),
        ("ja", "国連", "organisation", "United Nations", None),
        ("ja", "東ドイツ", "state", "East Germany", "DDR"),
        ("ru", "Крым", "region", "Crimea", "UKR"),
        ("ru", "Кремль", "organisation", "Kremlin", "RUS"),
        ("ru", "Владимир Зеленский", "leader", "Volodymyr Zelensky", "UKR"),
        ("ru", "Нидерланды", "state", "Netherlands", "NLD"),
    ],
)
def test_a_name_is_in_the_tables(language: str, words: str, kind: str, english: str, country: str | None) -> None:
    found = [n for n in names_in(language) if n.words == words]
    assert (kind, english, country) in [(n.kind, n.english, n.country) for n in found]
