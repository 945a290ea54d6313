"""`hikiwake new` and `hikiwake check`."""

import json
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hikiwake.case import load, problems
from hikiwake.case.loading import examine
from hikiwake.case.writing import case_text, new_case
from hikiwake.cli import main
from hikiwake.terms.errors import CaseError
from hikiwake.terms.states import states

DAY = date(2016, 12, 9)
Command = Callable[..., int]


@pytest.fixture
def hikiwake(monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs a command as a shell would; returns its exit code."""

    def run(*words: object) -> int:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        return int(ended.value.code or 0)

    return run


def uncommented(text: str) -> str:
    """The case with all its examples in force."""
    return re.sub(r"(?m)^#(?=[^ \n])", "", text)


def test_a_new_case_holds_as_it_is(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    assert hikiwake("new", tmp_path / "case", "--between", "JPN", "RUS", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert Path(made["documents"]).is_dir()
    assert load(Path(made["case"])).dyad == ("JPN", "RUS")
    assert hikiwake("check", tmp_path / "case", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}


def test_its_examples_hold_together_too_and_leave_no_part_out(tmp_path: Path):
    file = new_case(tmp_path / "case", ("PER", "ECU"), DAY)
    text = file.read_text(encoding="utf-8")
    file.write_text(uncommented(text), encoding="utf-8")
    assert problems(file) == []
    case = load(file)
    assert [name for name in type(case).model_fields if not getattr(case, name)] == []
    assert case.parties[0].leaders[0].may_extend_to


def test_a_case_can_be_written_about_any_state():
    living = [state for state in states() if not state.is_historical]
    for one, other in zip(living, living[1:] + living[:1], strict=True):
        case, found = examine(uncommented(case_text(one, other, DAY)), "case.toml")
        assert found == []
        assert case is not None
        assert case.dyad == (one.iso3, other.iso3)


def test_states_can_be_named_in_words(tmp_path: Path):
    assert load(new_case(tmp_path / "case", ("Japan", "South Korea"), DAY)).dyad == ("JPN", "KOR")


def test_a_leap_day_has_a_horizon_too(tmp_path: Path):
    assert load(new_case(tmp_path / "case", ("JPN", "RUS"), date(2016, 2, 29))).horizon == date(2018, 2, 28)


def test_nothing_is_ever_overwritten(tmp_path: Path):
    file = new_case(tmp_path / "case", ("JPN", "RUS"), DAY)
    file.write_text("mine")
    with pytest.raises(CaseError, match="there is a case already"):
        new_case(tmp_path / "case", ("JPN", "RUS"), DAY)
    assert file.read_text() == "mine"


def test_a_folder_with_articles_becomes_a_case_and_keeps_them(tmp_path: Path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "one.txt").write_text("They met.")
    new_case(tmp_path, ("JPN", "RUS"), DAY)
    assert (tmp_path / "documents" / "one.txt").read_text() == "They met."


@pytest.mark.parametrize(("between", "what"), [(("JPN", "JPN"), "given twice"), (("JPN", "XXX"), '"XXX" is no state')])
def test_a_dyad_needs_two_states(tmp_path: Path, between: tuple[str, str], what: str):
    with pytest.raises(CaseError, match=what):
        new_case(tmp_path / "case", between, DAY)
    assert not (tmp_path / "case").exists()


def test_a_file_in_the_way_is_told(tmp_path: Path):
    (tmp_path / "case").write_text("a file")
    with pytest.raises(CaseError, match="cannot be written there"):
        new_case(tmp_path / "case", ("JPN", "RUS"), DAY)


def test_check_tells_every_problem_and_exits_with_1(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "case.toml"
    file.write_text('title = 3\ndyad = ["JPN", "JPN"]\nquestion = "?"\nas_of = 2016-12-09\nhorizon = 2010-01-01\n')
    assert hikiwake("check", file, "--json") == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["where"] for problem in found] == ["case.toml:1", "case.toml:2", "case.toml:5"]
    assert all(problem["what"] and problem["mend"] for problem in found)
    assert hikiwake("check", file) == 1
    assert capsys.readouterr().out.splitlines()[1] == "case.toml:2: dyad names JPN twice. Give two different states."


def test_check_of_nothing_is_a_problem_like_any_other(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    assert hikiwake("check", tmp_path / "nowhere", "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["what"] == "there is no such case"


def test_check_lists_anchors_that_no_longer_resolve(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    """The case points to a document that the record does not hold, and to event data that are not there."""
    from hikiwake.record.store import Record

    file = new_case(tmp_path / "case", ("JPN", "RUS"), DAY)
    file.write_text(
        uncommented(file.read_text())
        + '[[evidence]]\nid = "lost"\nstatement = "x"\nlikelihood = { serious = 0.5, for_show = 0.4 }\n'
        f'[[evidence.anchors]]\ndocument = "{"0" * 64}"\nquote = "words that are gone"\n'
    )
    Record.open(tmp_path / "case" / "record.sqlite").close()
    assert hikiwake("check", tmp_path / "case", "--json") == 1
    lake, problem = json.loads(capsys.readouterr().out)["problems"]
    assert lake["what"] == "the lake of event data “lake” is not there"
    assert 'evidence "lost": its words "words that are gone" are not found' in problem["what"]
    assert problem["where"] == f"case.toml:{len(file.read_text().splitlines())}"
