"""`hikiwake read CASE NEW --replaces DOC`, as an analyst calls it."""

import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hikiwake.cli import main
from hikiwake.cli.replacing import beyond_the_record
from hikiwake.record.model import Document, Event
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError

Run = Callable[..., tuple[int, str, str]]
OLD = (
    "Norway and Sweden held talks in Oslo on 5 May 2016.\n\nSweden protested agianst the seizure of a trawler.\n\n"
    "Norway expelled two Swedish diplomats on 4 May 2016.\n"
)
NEW = OLD.replace("agianst", "against").replace("Norway expelled two Swedish diplomats on 4 May 2016.\n", "")
CASE = """
title = "A case"
dyad = ["NOR", "SWE"]
question = "Will they?"
as_of = 2016-12-09
horizon = 2018-12-31
analyst = "Ana Lyst"

[[hypotheses]]
id = "yes"
statement = "They will."
prior = 0.5

[[hypotheses]]
id = "no"
statement = "They will not."
prior = 0.5

[[evidence]]
id = "trawler"
statement = "A trawler was seized."  # stays
likelihood = { yes = 0.2, no = 0.6 }
[[evidence.anchors]]
document = "DOC"
quote = "the seizure of a trawler"
[[evidence.anchors]]
document = "DOC"
quote = "two Swedish diplomats"
"""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture
def case(tmp_path: Path, run: Run) -> Path:
    """A case whose one article was read with a date, two of its events corrected by the analyst, and cited as evidence."""
    case = tmp_path / "case"
    case.mkdir()
    old = hashlib.sha256(OLD.encode()).hexdigest()
    (case / "case.toml").write_text(CASE.replace("DOC", old))
    (tmp_path / "article.txt").write_text(OLD)
    assert run("read", case, tmp_path / "article.txt", "--date", "2016-05-06", "--publisher", "The Gazette")[0] == 0
    for event in events(case):
        if "protested" in event.best.trigger.text or "expelled" in event.best.trigger.text:
            assert run("correct", case, event.id, "--grade", "reported")[0] == 0
    return case


def events(case: Path) -> tuple[Event, ...]:
    with Record.open(case / "record.sqlite") as record:
        return record.contents().events


def documents(case: Path) -> tuple[Document, ...]:
    with Record.open(case / "record.sqlite") as record:
        return record.contents().documents


def test_a_mended_text_takes_the_place_of_the_old_one(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "mended.txt").write_text(NEW)
    code, out, _ = run("read", case, tmp_path / "mended.txt", "--replaces", "article.txt")
    told = "replaces article.txt: 1 of 2 changes found again; not found: grade: reported on “expelled” (its words are not there)"
    assert code == 0 and told in out and "1 of 2 places of evidence in case.toml point at it now" in out
    (document,) = documents(case)
    assert (document.name, document.publisher, document.date and document.date.value) == (
        "mended.txt",
        "The Gazette",
        "2016-05-06",
    )
    assert [(e.best.grade, e.corrected.by) for e in events(case) if e.corrected] == [("reported", "Ana Lyst")]
    toml = (case / "case.toml").read_text()
    assert toml.count(document.id) == 1 and "# stays" in toml
    lying = {str(f.relative_to(case / "documents")) for f in (case / "documents").rglob("*") if f.is_file()}
    assert lying == {"mended.txt", "mended.txt.toml", ".removed/article.txt", ".removed/article.txt.toml"}
    assert run("read", case)[1].splitlines()[-1] == "0 documents read, 1 known"  # the old file is found by no reading
    _, out, _ = run("check", case)
    assert (
        'evidence "trawler": its words "two Swedish diplomats" are not found' in out and "'expelled' are no longer found" in out
    )


def test_it_is_undone_by_the_same_command(run: Run, case: Path, tmp_path: Path) -> None:
    before = {(e.id, e.best.grade) for e in events(case)}
    (tmp_path / "mended.txt").write_text(NEW)
    run("read", case, tmp_path / "mended.txt", "--replaces", "article.txt")
    _, out, _ = run("read", case, tmp_path / "article.txt", "--replaces", "mended.txt")
    assert "replaces mended.txt: 1 of 1 change found again" in out
    assert {(e.id, e.best.grade) for e in events(case)} == before
    assert run("check", case)[0] == 0


def test_a_file_that_was_mended_where_it_lies_is_told_and_may_replace_itself(run: Run, case: Path) -> None:
    (case / "documents" / "article.txt").write_text(NEW)
    _, out, _ = run("read", case)
    assert "article.txt was read before with another text; --replaces keeps what was put right in it" in out
    assert len(documents(case)) == 2
    code, out, _ = run("read", case, case / "documents" / "article.txt", "--replaces", "article.txt")
    assert code == 0 and "replaces article.txt: 1 of 2 changes found again" in out
    assert [d.text for d in documents(case)] == [NEW] and (case / "documents" / "article.txt").read_text() == NEW


def test_files_of_one_name_that_come_in_one_go_are_not_taken_for_versions(run: Run, case: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "saved" / name).mkdir(parents=True)
        (tmp_path / "saved" / name / "index.txt").write_text(f"Norway praised Sweden {name} times on 7 May 2016.")
    assert "was read before" not in run("read", case, tmp_path / "saved")[1]


def test_what_cannot_be_is_told_in_a_line_and_changes_nothing(
    run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mended.txt").write_text(NEW)
    (tmp_path / "other.txt").write_text("Sweden praised Norway.")
    before = documents(case), (case / "case.toml").read_bytes()
    assert "is no document of the record" in run("read", case, tmp_path / "mended.txt", "--replaces", "letter.txt")[2]
    assert run("read", case, tmp_path / "mended.txt", tmp_path / "other.txt", "--replaces", "article.txt")[0] == 2
    assert run("read", case, "--fetch", "https://example.org", "--replaces", "article.txt")[0] == 2
    code, out, _ = run("read", case, tmp_path / "article.txt", "--replaces", "article.txt")
    assert code == 1

    def fails(*_: object, **__: object) -> None:
        raise RecordError.of("record", "cannot be written", "Make room.")

    monkeypatch.setattr(Record, "replace", fails)
    code, out, _ = run("read", case, tmp_path / "mended.txt", "--replaces", "article.txt")
    assert code == 1 and "cannot be written" in out
    assert (documents(case), (case / "case.toml").read_bytes()) == before
    assert (case / "documents" / "article.txt").read_text() == OLD and (case / "documents" / "article.txt.toml").exists()


def test_what_was_stopped_on_the_way_is_finished_by_the_same_command(run: Run, case: Path, tmp_path: Path) -> None:
    """Killed when the old file was set aside and the evidence pointed at the new text, but nothing was in the record yet."""
    (tmp_path / "mended.txt").write_text(NEW)
    (old,) = documents(case)
    with beyond_the_record(case, old, replace(old, id=hashlib.sha256(NEW.encode()).hexdigest(), text=NEW)):
        pass
    assert documents(case) == (old,)
    code, out, _ = run("read", case, tmp_path / "mended.txt", "--replaces", "article.txt")
    assert code == 0 and "1 of 2 changes found again" in out
    (new,) = documents(case)
    assert (new.text, new.publisher) == (NEW, "The Gazette") and (case / "case.toml").read_text().count(new.id) == 1


def test_a_document_that_is_read_again_when_its_successor_is_gone_has_back_what_was_put_right(
    run: Run, case: Path, tmp_path: Path
) -> None:
    before = {(e.id, e.best.grade) for e in events(case)}
    (tmp_path / "mended.txt").write_text(NEW)
    run("read", case, tmp_path / "mended.txt", "--replaces", "article.txt")
    with Record.open(case / "record.sqlite") as record:
        record.remove(documents(case)[0].id)
    code, out, _ = run("read", case, tmp_path / "article.txt", "--date", "2016-05-06")
    assert code == 0 and "takes its place again: 1 of 1 change found again" in out
    assert {(e.id, e.best.grade) for e in events(case)} == before
