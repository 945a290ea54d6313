"""The main job on the cases that come with the program: from a fresh machine to a cited page, and again in a moment."""

import hashlib
import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import hikiwake as hw
from conftest import FirstRun, House
from hikiwake.assessment.assess import assess
from hikiwake.brief import compose, trace
from hikiwake.brief.model import sentences_of
from hikiwake.record.store import Record
from hikiwake.terms.grades import Grade
from hikiwake.terms.likelihood import Confidence

NAMES = ("japan-russia", "ecuador-peru")


def record_hash(case: Path) -> str:
    """A hash of all rows of the record, in order of their content."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(case / "record.sqlite")) as record:
        tables = [name for (name,) in record.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        assert tables
        for table in tables:
            for row in sorted(map(repr, record.execute(f"SELECT * FROM {table}"))):  # noqa: S608  names from the schema itself
                digest.update(f"{table} {row}\n".encode())
    return digest.hexdigest()


def test_a_fresh_machine_gets_a_page_and_a_short_form(first_run: FirstRun) -> None:
    for ran, page in ((first_run.japan_russia, "brief.html"), (first_run.ecuador_peru, "border.html")):
        assert ran.code == 0, ran.err
        text = (first_run.house.here / page).read_text(encoding="utf-8")
        assert text.startswith("<!doctype html>") or text.lower().startswith("<!doctype html>")
        assert page in ran.out
        assert "Our confidence in this judgement is" in ran.out
        counted = [line for line in ran.out.splitlines() if "documents read:" in line]
        assert counted and any(f" {Grade.ON_RECORD.label}" in line for line in counted)
        assert ran.out.rstrip().endswith(" s)"), ran.out


def test_a_second_run_reads_nothing_and_writes_the_same_page(first_run: FirstRun, tmp_path: Path) -> None:
    case = first_run.case("japan-russia")
    before = record_hash(case)
    again = first_run.house("brief", "-o", tmp_path / "again.html")
    assert again.code == 0
    assert again.err == ""
    assert record_hash(case) == before
    assert (tmp_path / "again.html").read_bytes() == (first_run.house.here / "brief.html").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_the_json_is_strict_and_whole(first_run: FirstRun, name: str) -> None:
    ran = first_run.house("brief", name, "--json")
    assert ran.code == 0
    told = ran.json()
    assert {"case", "brief", "relations", "settlement", "weighing", "forecast", "clocks", "basis", "record"} <= told.keys()
    assert len(told["brief"]["sentences"]) > 30
    texts = {d["id"]: d["text"] for d in told["record"]["documents"]}
    for sentence in told["brief"]["sentences"]:
        for cite in sentence["cites"]:
            for start, end in cite.get("spans", []):
                assert texts[cite["document"]][start:end].strip()


def test_markdown_and_json_go_to_a_file_or_to_the_screen(first_run: FirstRun, tmp_path: Path) -> None:
    house = first_run.house
    assert house("brief", "ecuador-peru", "--format", "json", "-o", tmp_path / "b.json").code == 0
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["as_of"]
    screen = house("brief", "ecuador-peru", "--format", "md", "-o", "-")
    assert screen.code == 0
    assert screen.out.count("\n## ") >= 8
    assert "[^1]: " in screen.out


def test_a_format_that_is_not_there_is_refused_in_a_line(hikiwake: House) -> None:
    for form in ("doc", "odt", "xls"):
        hikiwake("brief", "--format", form).fails_in_a_line(f"--format {form}", code=2)
    assert not list(hikiwake.here.glob("brief*"))


def test_a_page_is_never_put_in_the_place_of_a_device_and_a_failure_leaves_the_old_page(
    first_run: FirstRun, tmp_path: Path
) -> None:
    assert first_run.house("brief", "ecuador-peru", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()
    first_run.house("brief", "ecuador-peru", "-o", tmp_path / "no" / "b.html").fails_in_a_line("b.html")
    (tmp_path / "page.html").write_text("old")
    (tmp_path / "link.html").symlink_to(tmp_path / "page.html")
    assert first_run.house("brief", "ecuador-peru", "-o", tmp_path / "link.html").code == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "page.html").read_text(encoding="utf-8") != "old"


def test_judged_as_of_an_earlier_day_later_documents_are_not_known(first_run: FirstRun) -> None:
    told = first_run.house("brief", "--json", "--as-of", "2013-12-31").json()
    assert told["as_of"] == "2013-12-31"
    whole = first_run.house("brief", "--json").json()
    assert 0 < len(told["record"]["documents"]) < len(whole["record"]["documents"])
    assert "2016" not in " ".join(d["name"] for d in told["record"]["documents"])
    first_run.house("brief", "--as-of", "2099-01-01").fails_in_a_line("horizon")
    first_run.house("brief", "--as-of", "soon").fails_in_a_line("--as-of soon", code=2)


def test_fresh_keeps_the_old_copy_beside_the_new_one(first_run: FirstRun, hikiwake: House) -> None:
    shutil.copytree(first_run.case("ecuador-peru"), hikiwake.data / "hikiwake" / "cases" / "ecuador-peru")
    copy = hikiwake.data / "hikiwake" / "cases" / "ecuador-peru"
    (copy / "mine.txt").write_text("kept")
    assert hikiwake("brief", "ecuador-peru", "--fresh").code == 0
    assert not (copy / "mine.txt").exists()
    assert [p.read_text() for p in copy.parent.glob("*/mine.txt")] == ["kept"]


def test_a_case_that_is_not_there_is_answered_with_those_that_are(hikiwake: House) -> None:
    for command in ("brief", "check", "chronicle", "weigh", "bargain", "forecast", "relations"):
        hikiwake(command, "atlantis").fails_in_a_line("atlantis", "ecuador-peru", "japan-russia")


@pytest.mark.parametrize("name", NAMES)
def test_fifty_sentences_at_random_rest_on_what_they_cite(first_run: FirstRun, name: str) -> None:
    with hw.open_case(first_run.case(name)) as workspace:
        assessment = workspace.assess()
    sentences = list(compose(assessment).sentences())
    broken = [line for s in random.Random(1956).sample(sentences, 50) for line in trace(s, assessment)]
    assert broken == []


def test_deleting_a_document_removes_exactly_what_rested_on_it_alone(japan_russia: Path) -> None:
    """Sentences about documents alone: gone if the document was all they rested on, and no other such sentence goes."""
    with hw.open_case(japan_russia) as workspace:
        contents, case = workspace.contents(), workspace.case
    whole = {s.key: s for s in compose(assess(case, contents)).sentences()}
    for document in random.Random(7).sample(contents.documents, 3):
        left = {s.key for s in compose(assess(case, contents.without(document.id))).sentences()}
        alone = {k for k, s in whole.items() if s.rests_on_documents_alone and s.documents == {document.id}}
        untouched = {k for k, s in whole.items() if s.rests_on_documents_alone and document.id not in s.documents}
        assert alone
        assert not alone & left, f"{document.name} is gone, its sentences are not: {sorted(alone & left)[:3]}"
        # What a computed title or summary says may change with any document; entries may not.
        entries = {k for k in untouched if k.startswith(("chronicle:", "said:"))}
        assert not entries - left, f"{document.name} took others' sentences along: {sorted(entries - left)[:3]}"


def test_a_document_removed_from_the_record_leaves_the_brief(japan_russia: Path) -> None:
    with hw.open_case(japan_russia) as workspace:
        contents, case = workspace.contents(), workspace.case
    gone = contents.documents[4].id
    with Record.open(japan_russia / "record.sqlite") as record:
        assert record.remove(gone)
        after = record.contents()
    assert [s.key for s in compose(assess(case, after)).sentences()] == [
        s.key for s in compose(assess(case, contents.without(gone))).sentences()
    ]
    assert gone not in {d for s in compose(assess(case, after)).sentences() for d in s.documents}


def test_half_of_the_documents_gives_a_less_confident_text(first_run: FirstRun) -> None:
    with hw.open_case(first_run.case("japan-russia")) as workspace:
        case, contents = workspace.case, workspace.contents()
    half = assess(case, contents.without(*[d.id for d in contents.documents[::2]]))
    whole = assess(case, contents)
    assert whole.basis.confidence is not Confidence.LOW
    said = " ".join(s.text for b in compose(half).page_one.blocks for s in sentences_of(b))
    order = list(Confidence)
    assert half.basis.confidence is Confidence.LOW, half.basis.because
    assert half.basis.confidence in order
    assert "confidence in this judgement is low" in said


def test_the_two_cases_share_neither_issues_nor_leaders(first_run: FirstRun) -> None:
    cases = []
    for name in NAMES:
        with hw.open_case(first_run.case(name)) as workspace:
            cases.append(workspace.case)
    one, other = cases
    assert not {i.id for i in one.issues} & {i.id for i in other.issues}
    assert not {x.name for p in one.parties for x in p.leaders} & {x.name for p in other.parties for x in p.leaders}
    assert not set(one.dyad) & set(other.dyad)


def test_the_python_interface_saves_what_the_command_writes(first_run: FirstRun, tmp_path: Path) -> None:
    with hw.open_case(first_run.case("ecuador-peru")) as workspace:
        brief = workspace.brief()
        events, statements = workspace.record.events(), workspace.record.statements()
        assert workspace.weigh() and workspace.bargain() and workspace.forecast() and workspace.relations().index
    assert len(events) > 10 and len(statements) > 10
    assert brief.save(tmp_path / "b.html").read_bytes() == (first_run.house.here / "border.html").read_bytes()
    assert json.loads(brief.save(tmp_path / "b.json").read_text(encoding="utf-8"))["case"]["dyad"] == ["ECU", "PER"]
    assert brief.save(tmp_path / "b.md").read_text(encoding="utf-8") == brief.markdown()
    assert brief._repr_html_().startswith("<iframe")
