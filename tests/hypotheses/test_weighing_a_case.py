"""From a case to its weighing, and the command."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hikiwake.case.loading import examine
from hikiwake.case.model import Case
from hikiwake.cli import main
from hikiwake.hypotheses.from_case import problem, weighing

HEAD = 'title = "T"\ndyad = ["JPN", "RUS"]\nquestion = "?"\nas_of = 2016-12-09\nhorizon = 2018-12-31\n'
HYPOTHESES = """\
[[hypotheses]]
id = "serious"
statement = "They mean it."
prior = 0.5
[[hypotheses]]
id = "for_show"
statement = "They do not."
prior = 0.5
"""
Command = Callable[..., int]


def evidence(id: str, serious: object, for_show: object, **more: object) -> str:
    keys = "".join(f"{key} = {json.dumps(value)}\n" for key, value in more.items())
    return f'[[evidence]]\nid = "{id}"\nstatement = "{id}"\nlikelihood = {{ serious = {serious}, for_show = {for_show} }}\n{keys}'


def case_of(*parts: str) -> Case:
    case, found = examine(HEAD + HYPOTHESES + "".join(parts), "case.toml")
    assert case is not None, found
    return case


ANCHORED = [{"document": "abc", "quote": "they met"}]


def anchored(id: str, serious: float, for_show: float, **more: object) -> str:
    return evidence(id, serious, for_show, **more) + '[[evidence.anchors]]\ndocument = "abc"\nquote = "they met"\n'


def posterior(case: Case, **more: object) -> float:
    return next(one.posterior for one in weighing(case, **more).hypotheses if one.id == "serious")  # type: ignore[arg-type]


def test_evidence_without_anchors_and_reliability_counts_in_full():
    assert posterior(case_of(evidence("met", 0.6, 0.2))) == pytest.approx(0.75)


def test_the_grade_of_the_source_decides_for_anchored_evidence_unless_the_analyst_states_a_reliability():
    by_grade = case_of(anchored("met", 0.6, 0.2))
    assert posterior(by_grade, reliability={"met": 0.5}) == pytest.approx(0.55 / 0.9)  # 0.3 + 0.25 against 0.1 + 0.25
    stated = case_of(anchored("met", 0.6, 0.2, reliability=1.0))
    assert posterior(stated, reliability={"met": 0.5}) == pytest.approx(0.75)
    without_anchors = case_of(evidence("met", 0.6, 0.2))
    assert posterior(without_anchors, reliability={"met": 0.5}) == pytest.approx(0.75)


def test_evidence_whose_words_are_gone_is_set_aside():
    case = case_of(anchored("met", 0.6, 0.2), evidence("spoke", 0.3, 0.6))
    weighed = weighing(case, gone={"met"})
    assert [weight.id for weight in weighed.evidence] == ["spoke"]
    assert "not in the record" in weighed.set_aside["met"]


def test_one_wire_story_counts_once_by_its_most_reliable_paper():
    papers = [evidence(f"paper{n}", 0.6, 0.2, group="wire", reliability=r) for n, r in enumerate((0.5, 0.9, 0.7))]
    case = case_of(*papers)
    weighed = weighing(case)
    assert [weight.id for weight in weighed.evidence] == ["paper1"]
    assert set(weighed.set_aside) == {"paper0", "paper2"}
    assert posterior(case) == posterior(case_of(papers[1]))


def test_without_the_most_reliable_paper_the_next_speaks_and_without_the_group_none():
    case = case_of(
        evidence("first", 0.8, 0.2, group="wire", reliability=0.9),
        evidence("second", 0.2, 0.8, group="wire", reliability=0.8),
        evidence("third", 0.9, 0.1, group="wire", reliability=0.1),
    )
    paper, group = weighing(case).sensitivity
    assert (paper.without, paper.is_group, group.without, group.is_group) == ("first", False, "wire", True)
    assert paper.posterior["serious"] == pytest.approx(posterior(case_of(evidence("second", 0.2, 0.8, reliability=0.8))))
    assert paper.changes_leader
    assert group.posterior == {"serious": 0.5, "for_show": 0.5}


def test_a_stated_joint_likelihood_counts_for_its_group():
    joint = '[[groups]]\nid = "wire"\nlikelihood = { serious = 0.3, for_show = 0.1 }\n'
    case = case_of(
        evidence("one", 0.6, 0.2, group="wire", reliability=0.5), evidence("two", 0.6, 0.2, group="wire", reliability=0.8), joint
    )
    (piece,) = problem(case).pieces
    assert (piece.id, piece.members, piece.reliability) == ("wire", ("one", "two"), 0.8)
    assert posterior(case) == pytest.approx((0.8 * 0.3 + 0.1) / (0.8 * 0.3 + 0.1 + 0.8 * 0.1 + 0.1))
    assert [drop.without for drop in weighing(case).sensitivity] == ["wire"]


def test_a_group_whose_words_are_all_gone_counts_for_nothing():
    joint = '[[groups]]\nid = "wire"\nlikelihood = { serious = 0.3, for_show = 0.1 }\n'
    case = case_of(anchored("one", 0.6, 0.2, group="wire"), joint)
    assert problem(case, gone={"one"}).pieces == ()


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


def written(folder: Path, name: str, *parts: str) -> Path:
    file = folder / name
    file.write_text(HEAD + "".join(parts), encoding="utf-8")
    return file


def test_weigh_prints_full_precision_as_json_one_line_a_case(
    tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]
):
    one = written(tmp_path, "one.toml", HYPOTHESES, evidence("met", 0.6, 0.3))
    two = written(tmp_path, "two.toml", HYPOTHESES, evidence("met", "[0.3, 0.6]", 0.3))
    assert hikiwake("weigh", one, two, "--json") == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert set(first) >= {"hypotheses", "evidence", "sensitivity"}
    serious = first["hypotheses"][0]
    assert set(serious) == {"id", "prior", "posterior", "lower", "upper"}
    assert serious["posterior"] == pytest.approx(2 / 3, abs=1e-15)
    assert second["hypotheses"][0]["upper"] == pytest.approx(2 / 3, abs=1e-15)
    assert second["hypotheses"][0]["lower"] == pytest.approx(1 / 2, abs=1e-15)


def test_weigh_shows_a_reader_rounded_figures(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    file = written(tmp_path, "one.toml", HYPOTHESES, evidence("met", 0.6, 0.3), evidence("alibi", 0.5, 0))
    assert hikiwake("weigh", file) == 0
    shown = capsys.readouterr().out
    assert "serious" in shown
    assert "+3.0  met" in shown
    assert "rules out for_show  alibi" in shown
    assert "0.666" not in shown


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((), "the case states no hypotheses"),
        ((HYPOTHESES, evidence("met", 0, 0)), 'evidence "met" is impossible under every hypothesis'),
        ((HYPOTHESES, evidence("a", 0, 1), evidence("b", 1, 0)), 'evidence "b": it is impossible under every hypothesis'),
        ((HYPOTHESES, evidence("met", 0.5, 1.5)), "beyond the range from 0 to 1"),
    ],
)
def test_a_case_that_cannot_be_weighed_gets_one_clear_line(
    tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str], parts: tuple[str, ...], words: str
):
    assert hikiwake("weigh", written(tmp_path, "case.toml", *parts), "--json") == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert words in line


def test_one_bad_case_does_not_stop_the_others(tmp_path: Path, hikiwake: Command, capsys: pytest.CaptureFixture[str]):
    good = written(tmp_path, "good.toml", HYPOTHESES, evidence("met", 0.6, 0.3))
    assert hikiwake("weigh", good, tmp_path / "nowhere.toml", good, "--json") == 1
    out, err = capsys.readouterr()
    lines = list(map(json.loads, out.splitlines()))
    assert [set(line) == {"error"} for line in lines] == [False, True, False]
    assert "nowhere.toml: there is no such case" in err


def test_the_published_and_computed_problems_are_right_to_twelve_digits():
    root = Path(__file__).parents[2]
    score = root.parent / "shared" / "benchmarks" / "score.py"
    if not score.exists():
        pytest.skip("../shared is missing: the benchmark's problems are not part of the project")
    done = subprocess.run([sys.executable, score, "weigh"], cwd=root, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    measured = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert measured["right"] == measured["problems"]
    assert int(measured["problems"]) > 0
