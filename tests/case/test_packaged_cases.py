"""Packaged cases, and finding the case that a command names."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from hikiwake.case import finding, load, locate, names, open_packaged
from hikiwake.terms.errors import CaseError

CASE = 'title = "Demo"\ndyad = ["JPN", "RUS"]\nquestion = "?"\nas_of = 2016-12-09\nhorizon = 2018-12-31\n'


@pytest.fixture
def packaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program that carries one packaged case, `demo`."""
    case = tmp_path / "program" / "packaged" / "demo"
    (case / "documents").mkdir(parents=True)
    (case / "case.toml").write_text(CASE, encoding="utf-8")
    (case / "documents" / "one.txt").write_text("They met.", encoding="utf-8")
    monkeypatch.setattr(finding, "files", lambda package: tmp_path / "program")
    return case


@pytest.mark.parametrize("name", names())
def test_every_packaged_case_holds_together(name: str, tmp_path: Path):
    case = load(open_packaged(name, tmp_path))
    assert case.hypotheses
    assert case.formulas


def test_a_packaged_case_is_opened_as_a_copy_with_its_documents(packaged: Path, tmp_path: Path):
    copy = locate("demo", tmp_path / "data")
    assert copy == tmp_path / "data" / "cases" / "demo"
    assert (copy / "documents" / "one.txt").read_text() == "They met."
    assert load(copy).title == "Demo"
    assert [path.name for path in copy.parent.iterdir()] == ["demo"]  # nothing half-made lies beside it


def test_what_the_user_changed_in_the_copy_stays(packaged: Path, tmp_path: Path):
    copy = locate("demo", tmp_path)
    (copy / "case.toml").write_text(CASE.replace("Demo", "Mine"))
    assert load(locate("demo", tmp_path)).title == "Mine"


def test_a_copy_of_an_older_edition_stays_and_says_so(packaged: Path, tmp_path: Path):
    copy = locate("demo", tmp_path)
    assert not finding.is_outdated(copy)
    (packaged / "case.toml").write_text(CASE.replace("Demo", "Newer"))
    assert load(locate("demo", tmp_path)).title == "Demo"
    assert finding.is_outdated(copy)


def test_a_fresh_copy_keeps_the_old_one_under_its_date(packaged: Path, tmp_path: Path):
    def day() -> datetime:
        return datetime(2016, 12, 9)

    copy = locate("demo", tmp_path)
    (copy / "case.toml").write_text(CASE.replace("Demo", "Mine"))
    assert load(open_packaged("demo", tmp_path, fresh=True, now=day)).title == "Demo"
    assert load(copy.with_name("demo.until-2016-12-09")).title == "Mine"
    open_packaged("demo", tmp_path, fresh=True, now=day)
    assert copy.with_name("demo.until-2016-12-09.2").is_dir()


def test_a_failure_while_copying_leaves_nothing_and_the_old_copy_untouched(
    packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    copy = locate("demo", tmp_path)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(CaseError, match="no space left on device"):
        open_packaged("demo", tmp_path, fresh=True)
    assert load(copy).title == "Demo"
    assert [path.name for path in copy.parent.iterdir()] == ["demo"]


def test_a_data_folder_that_cannot_be_made_is_told(packaged: Path, tmp_path: Path):
    (tmp_path / "data").write_text("a file")
    with pytest.raises(CaseError, match="cannot be copied there"):
        locate("demo", tmp_path / "data")


def test_a_read_only_program_gives_a_copy_that_can_be_written(packaged: Path, tmp_path: Path):
    for path in (packaged / "case.toml", packaged / "documents", packaged):
        path.chmod(0o555)
    copy = locate("demo", tmp_path / "data")
    assert copy.stat().st_mode & 0o200
    assert (copy / "case.toml").stat().st_mode & 0o200
    for path in (packaged, packaged / "documents"):
        path.chmod(0o755)


def test_a_folder_and_any_toml_file_are_cases_and_go_before_a_packaged_name(
    packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    mine = tmp_path / "here" / "demo"
    mine.mkdir(parents=True)
    (mine / "case.toml").write_text(CASE)
    (tmp_path / "here" / "lone.toml").write_text(CASE)
    monkeypatch.chdir(tmp_path / "here")
    assert locate("demo", tmp_path) == Path("demo")
    assert locate("lone.toml", tmp_path) == Path("lone.toml")


@pytest.mark.parametrize("text", ["nowhere", "", "x" * 5000, "a\0b", "../demo", "\udcff"])
def test_what_names_no_case_gets_one_line_with_the_names_there_are(packaged: Path, tmp_path: Path, text: str):
    with pytest.raises(CaseError) as raised:
        locate(text, tmp_path / "data")
    (problem,) = raised.value.problems
    assert "Give a case folder, a .toml file or a packaged case" in problem.mend
    str(problem).encode()  # can be printed
    assert len(str(problem).splitlines()) == 1
