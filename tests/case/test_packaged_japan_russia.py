"""The packaged case is real work that holds together: its file, its documents, and the words that evidence points to."""

import hashlib
import html
import re
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from hikiwake.bargaining.from_case import settlement
from hikiwake.case.loading import load
from hikiwake.case.model import Case, Evidence
from hikiwake.hypotheses.from_case import weighing
from hikiwake.record.model import Document
from one_parser import receive_next

FOLDER = Path(str(files("hikiwake.case.packaged"))) / "japan-russia"
SOURCES = sorted(path for path in (FOLDER / "documents").iterdir() if path.suffix != ".toml")
ARTICLE = Path(__file__).parents[2] / ".." / "shared" / "cases" / "japan-russia" / "article.txt"
AS_OF = date(2016, 12, 9)
# Years after the case's date that were already spoken of: ends of terms and the horizon.
STATED_TERMS = {2017, 2018, 2021, 2024}
RUN = 8  # words in a row that two texts on one subject do not share by chance

by_name = pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)


@cache
def case() -> Case:
    return load(FOLDER)


@cache
def document(path: Path) -> Document:
    return receive_next(path)


@cache
def documents_by_hash() -> dict[str, Document]:
    return {hashlib.sha256(path.read_bytes()).hexdigest(): document(path) for path in SOURCES}


def sidecar(path: Path) -> dict[str, object]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", html.unescape(text).casefold())


def anchored() -> list[Evidence]:
    return [piece for piece in case().evidence if piece.anchors]


def test_the_case_states_what_a_specialist_would_state():
    stated = case()
    assert stated.as_of == AS_OF
    assert len(stated.formulas) >= 8
    assert len(stated.hypotheses) == 4
    assert len(stated.issues) >= 9
    assert len(stated.evidence) >= 10
    assert [party.is_third for party in stated.parties] == [False, False, True]
    assert all(party.constituencies and party.leaders for party in stated.sides)
    assert {place.name for place in stated.places} == {"Etorofu", "Kunashiri", "Shikotan", "Habomai"}
    assert stated.change_up and stated.change_down and stated.settlement and stated.assumptions


def test_the_end_of_a_term_and_its_possible_extension_stand_apart():
    leaders = {leader.name: leader for party in case().sides for leader in party.leaders}
    abe, putin = leaders["Shinzo Abe"], leaders["Vladimir Putin"]
    assert (abe.term_ends, abe.may_extend_to) == (date(2018, 9, 30), date(2021, 9, 30))
    assert putin.term_ends == date(2018, 5, 7)
    assert putin.may_extend_to is not None and putin.may_extend_to.year == 2024


def test_weights_are_stated_to_sum_to_one():
    for party in case().sides:
        stated = [issue.weight[party.id] for issue in case().issues]
        assert sum(w if isinstance(w, float) else sum(w) / 2 for w in stated) == pytest.approx(1, abs=1e-9)
        for constituency in party.constituencies:
            if constituency.weight:
                assert set(constituency.weight) == {issue.id for issue in case().issues}
                assert sum(constituency.weight.values()) == pytest.approx(1, abs=1e-9)


def test_there_are_documents_of_several_kinds_and_publishers():
    assert len(SOURCES) >= 28
    assert {".txt", ".md", ".html", ".pdf"} <= {path.suffix for path in SOURCES}
    assert len({sidecar(path)["publisher"] for path in SOURCES}) >= 8
    assert len({document(path).id for path in SOURCES}) == len(SOURCES)


@by_name
def test_a_document_has_a_sidecar_and_names_the_sources_of_its_facts(path: Path):
    beside = sidecar(path)
    assert set(beside) <= {"title", "publisher", "date", "url", "facts_from"}
    assert beside["title"] and "composed for this case" in str(beside["publisher"])
    assert isinstance(beside["date"], date) and beside["date"] <= AS_OF
    facts = beside["facts_from"]
    assert isinstance(facts, list) and facts
    text = " ".join(document(path).text.split())
    assert "Composed for this case from:" in text
    assert all(fact in text for fact in facts)


def test_no_sidecar_lies_about_without_its_document():
    beside = {path.stem for path in (FOLDER / "documents").glob("*.toml")}
    assert beside == {path.stem for path in SOURCES}


@by_name
def test_a_document_is_of_an_article_s_length(path: Path):
    assert 180 <= len(document(path).text.split()) <= 520


@by_name
def test_a_document_knows_nothing_of_what_came_after_it(path: Path):
    written = sidecar(path)["date"]
    assert isinstance(written, date)
    for year in map(int, re.findall(r"\b(?:1[89]|20)\d\d\b", document(path).text)):
        assert year <= written.year or (year in STATED_TERMS and written.year == 2016), f"{path.name} speaks of {year}"


def test_the_case_file_knows_nothing_of_what_came_after_it():
    for year in map(int, re.findall(r"\b20\d\d\b", (FOLDER / "case.toml").read_text(encoding="utf-8"))):
        assert year <= AS_OF.year or year in STATED_TERMS


def test_every_anchor_resolves_to_exactly_one_place_of_the_document_s_own_words():
    assert len(anchored()) >= 10
    for piece in anchored():
        for anchor in piece.anchors:
            source = documents_by_hash()[anchor.document]
            assert source.text.count(anchor.quote) == 1, piece.id
            assert source.text.count(anchor.before + anchor.quote + anchor.after) == 1, piece.id
            start = source.text.index(anchor.quote)
            assert any(span.start <= start and start + len(anchor.quote) <= span.end for span in source.prose), piece.id


def test_evidence_without_an_anchor_says_so():
    bare = [piece for piece in case().evidence if not piece.anchors]
    assert len(bare) <= 2
    assert all("without an anchor" in piece.note and piece.by for piece in bare)


def test_every_file_that_a_source_names_exists():
    stems = {path.stem for path in SOURCES}
    text = (FOLDER / "case.toml").read_text(encoding="utf-8")
    named = re.findall(r"\b((?:19|20)\d\d-(?:\d\d-)?[a-z][a-z-]+[a-z])\b", text)
    assert len(named) > 20
    assert set(named) <= stems


def test_one_event_is_reported_twice_and_one_is_told_in_two_ways():
    texts = {path.stem: document(path).text for path in SOURCES}
    for first, second in (
        ("2016-05-sochi-desk-summary", "2016-05-sochi-regional-daily"),
        ("2016-11-lima-desk-summary", "2016-11-lima-wire-on-a-wire"),
    ):
        told = re.compile(r"three hours|seventy minutes")
        assert told.search(texts[first]) and told.search(texts[second])
    assert "did not talk about any territorial problem" in texts["2015-09-moscow-talks-moscow-version"]
    assert "serious exchange on the Northern Territories" in " ".join(texts["2015-09-moscow-talks-tokyo-version"].split())


def test_documents_share_no_run_of_words_with_one_another():
    """Thirty texts, not one text thirty times; the lines that name sources may agree."""
    runs: Counter[tuple[str, ...]] = Counter()
    for path in SOURCES:
        own = words(document(path).text.split("Composed for this case")[0])
        runs.update({tuple(own[n : n + 2 * RUN]) for n in range(len(own) - 2 * RUN + 1)})
    assert [run for run, count in runs.items() if count > 1] == []


@pytest.mark.skipif(not ARTICLE.exists(), reason="../shared/cases/japan-russia/article.txt is missing")
def test_nothing_is_copied_from_the_article():
    article = words(ARTICLE.read_text(encoding="utf-8"))
    theirs = {tuple(article[n : n + RUN]) for n in range(len(article) - RUN + 1)}
    ours = [FOLDER / "case.toml", *SOURCES]
    for path in ours:
        own = words(document(path).text if path.suffix != ".toml" else path.read_text(encoding="utf-8"))
        shared = theirs & {tuple(own[n : n + RUN]) for n in range(len(own) - RUN + 1)}
        assert not shared, f"{path.name}: {' '.join(next(iter(shared)))}"


def test_four_in_a_bunch_is_japan_s_best_and_out_of_the_question_for_russia():
    found = settlement(case())
    assert found is not None
    view = {formula.id: formula for formula in found.formulas}
    assert view["four_in_a_bunch"].acceptable == ("yes", "no")
    assert view["two"].acceptable[1] == "yes"
    assert view["two"].utilities[0] < view["two_plus_alpha"].utilities[0] < view["four_in_a_bunch"].utilities[0]
    for draw in ("two_plus_alpha", "hikiwake"):
        assert view[draw].distance < 0.05
        assert all(u > r for u, r in zip(view[draw].utilities, found.domain.reservation, strict=True))


def test_speculation_cannot_move_a_judgement_by_a_deciban():
    weights = {weight.id: weight.decibans for weight in weighing(case()).evidence}
    for piece in ("commentators_on_the_barrier", "official_on_trump"):
        assert 0 < max(map(abs, weights[piece].values())) < 1
