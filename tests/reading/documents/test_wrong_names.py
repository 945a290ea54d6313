"""The same bytes under several names: read under the one that tells what they are, whichever comes first."""

from pathlib import Path

import pytest

import hikiwake as hw
from hikiwake.cli import main
from hikiwake.file_result import FileResult

WORDS = b"Norwegian Prime Minister Erna Solberg met Swedish Prime Minister Stefan Lofven in Oslo on 4 May 2016.\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.argv", ["hikiwake", "new", str(tmp_path / "case"), "--between", "NOR", "SWE"])
    with pytest.raises(SystemExit):
        main()
        raise SystemExit
    return tmp_path / "case"


def read(case: Path, *names: str, words: bytes = WORDS) -> list[FileResult]:
    box = case.parent / "box"
    box.mkdir()
    for name in names:
        (box / name).write_bytes(words)
    with hw.open_case(case) as workspace:
        return workspace.read([box / name for name in names], fast=True)


def outcome(results: list[FileResult]) -> list[str]:
    """Of each file whether it failed, was read, or is the same as another, by its name."""
    return [f"failed {Path(r.problem.where).name}" if r.problem else r.notes[0] if r.was_known else "read" for r in results]


def test_a_wrong_name_first_does_not_cost_the_right_one(case: Path) -> None:
    results = read(case, "a.docx", "b.txt")
    assert outcome(results) == ["failed a.docx", "read"]
    assert results[0].problem and "is not a docx" in results[0].problem.what
    assert (case / "documents" / "b.txt").read_bytes() == WORDS


def test_a_right_name_first_is_the_one_that_is_read(case: Path) -> None:
    results = read(case, "a.txt", "b.docx")
    assert outcome(results) == ["read", f"The same file as {case.parent / 'box' / 'a.txt'}."]


def test_of_many_names_each_wrong_kind_is_tried_once_and_tells_its_own_name(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    results = read(case, "a.docx", "b.docx", "c.pdf", "d.txt", "e.txt", "f.docx")
    same = f"The same file as {case.parent / 'box' / 'd.txt'}."
    assert outcome(results) == ["failed a.docx", same, "failed c.pdf", "read", same, same]


def test_bytes_that_are_nothing_under_any_name_fail_under_each(case: Path) -> None:
    results = read(case, "a.docx", "b.pdf", "c.docx", words=b"\x00\x01\x02" * 50)
    assert outcome(results) == ["failed a.docx", "failed b.pdf", "failed c.docx"]
    assert not list((case / "documents").iterdir())
