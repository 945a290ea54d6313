"""What-ifs that a case keeps by name."""

from datetime import date
from pathlib import Path

import pytest
from test_case_editing import ODD

from hikiwake.case.applying import in_scenario, with_edits
from hikiwake.case.editing import Append, Edit, Remove, Set, edit_case
from hikiwake.case.loading import examine, load
from hikiwake.case.scenarios import as_scenario, edits_of, stated
from hikiwake.terms.errors import CaseError

EDITS: list[Edit] = [
    Set("issues.border.weight.japan", 0.2),
    Append("formulas", {"id": "swap", "title": "Swap", "choose": {"border": "line", "the sea": "open"}}),
    Remove("parties.japan.constituencies.diet"),
]


def test_edits_are_kept_as_a_scenario_and_made_when_it_is_asked_for(tmp_path: Path):
    file = tmp_path / "case.toml"
    file.write_text(ODD, encoding="utf-8")
    kept = edit_case(file, [as_scenario("cheap", "A cheap border", EDITS, by="J. Doe", on=date(2016, 12, 9), note="why")])
    assert kept == load(file)
    assert edits_of(stated(kept, "cheap")) == tuple(EDITS)
    assert kept.issues[0].weight["japan"] == 0.7
    there = in_scenario(kept, "cheap")
    assert there == with_edits(kept, EDITS)
    assert (there.issues[0].weight["japan"], there.parties[0].constituencies, there.formulas[0].id) == (0.2, (), "swap")


def test_a_scenario_that_is_not_there_is_told_with_those_that_are(tmp_path: Path):
    case, _ = examine(ODD, "case.toml")
    assert case is not None
    with pytest.raises(CaseError, match="None is stated"):
        in_scenario(case, "cheap")


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ('[{ set = "issues.bordr.title", to = "x" }]', 'scenario "s", edit 1: issues.bordr.title: there is no issue "bordr"'),
        ('[{ set = "title" }]', 'scenario "s", edit 1 lacks to'),
        ('[{ append = "formulas" }]', 'scenario "s", edit 1 lacks row'),
        ('[{ to = 1 }]', 'scenario "s", edit 1 says nothing'),
        ('[{ set = "title", to = "x", remove = "since" }]', 'scenario "s", edit 1 says set and remove'),
        ('[{ set = "title", to = "x" }, { remove = "scenarios.s" }]', "edit 2 is about the scenarios themselves"),
        ('[{ set = "hypotheses.a.prior", to = 0.9 }]', 'scenario "s" makes no case: the priors of the hypotheses sum to 1.4'),
    ],
)  # fmt: skip
def test_a_scenario_that_does_not_fit_the_case_is_told_by_its_line(edits: str, told: str):
    text = ODD + f'\n[[scenarios]]\nid = "s"\ntitle = "S"\nedits = {edits}\n'
    line = text[: text.index(edits)].count("\n") + 1
    case, found = examine(text, "case.toml")
    assert case is None
    assert [problem.where for problem in found] == [f"case.toml:{line}"]
    assert told in str(found[0])


def test_an_edit_of_the_case_that_breaks_a_scenario_is_refused(tmp_path: Path):
    file = tmp_path / "case.toml"
    file.write_text(ODD, encoding="utf-8")
    edit_case(file, [as_scenario("s", "S", [Set("evidence.e.note", "x")], by="", on=date(2016, 12, 9))])
    with pytest.raises(CaseError, match=r'scenario "s", edit 1: evidence\.e\.note: there is no evidence "e"'):
        edit_case(file, [Remove("evidence.e")])
