"""What the record holds and the case does not state: found, told with its words, accepted into the file, or declined for good."""

import json
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.proposals.explanations import _names
from hikiwake.assessment.proposals.matching import is_same_formula, is_same_person
from hikiwake.assessment.proposing import Proposal, chosen, edits_for, pasteable, propose
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Append, Set
from hikiwake.case.loading import load, problems
from hikiwake.case.model import Case
from hikiwake.cli import main
from hikiwake.record.anchors import resolve
from hikiwake.record.model import Contents
from hikiwake.record.store import Record
from hikiwake.terms.errors import CaseError

CASE = """\
title = "Norway and Sweden: the valley"
dyad = ["NOR", "SWE"]
question = "Will they settle?"
as_of = 2016-12-31
horizon = 2018-12-31

[[parties]]
id = "norway" # the western side
country = "NOR"

[[parties]]
id = "sweden"
country = "SWE"

[status_quo]
valley = "as it is"

[[issues]]
id = "valley"
title = "The valley"
options = ["as it is", "swap"]
weight = { norway = 1, sweden = 1 }
value = { norway = [0, 1], sweden = [1, 0] }
"""

NEW = """\
Talks on the valley

Oslo, 3 December 2016

Norwegian Prime Minister Erna Solberg said in Oslo on Friday that Norway would never give up the valley without a road to the sea. \
Swedish Foreign Minister Margot Wallstrom replied that Sweden was ready for a swap of the valley. The former prime minister, Kare Willoch, \
said that he had no opinion.

Many papers wrote of the formula of ‘two plus one’ (two thirds of the valley for Norway and one third for Sweden). Others wrote of \
‘a new approach’.

Commentators attributed the cooling of the talks to Norway’s fear of losing the election in the coming year. The second explanation is that \
Sweden wanted higher fees for its ports before it signs anything.

The agency attributed its account to a person who had seen the minutes of the meeting.
"""

OLD = """\
Forty years ago

Stockholm, 2 May 2010

In May 1976 Norwegian Prime Minister Odvar Nordli said that Norway would wait. In 1976 Swedish Foreign Minister Karin Soder met him in Oslo.
"""
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def read_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case with both texts read."""
    from hikiwake.workspace import open_case

    folder = tmp_path_factory.mktemp("valley")
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    (folder / "documents").mkdir()
    (folder / "documents" / "new.txt").write_text(NEW, encoding="utf-8")
    (folder / "documents" / "old.txt").write_text(OLD, encoding="utf-8")
    with open_case(folder) as workspace:
        workspace.read_unread()
    return folder


@pytest.fixture
def folder(read_case: Path, tmp_path: Path) -> Path:
    return shutil.copytree(read_case, tmp_path / "valley")


@pytest.fixture(scope="module")
def contents(read_case: Path) -> Contents:
    with Record.open(read_case / "record.sqlite") as record:
        return record.contents()


@pytest.fixture(scope="module")
def case(read_case: Path) -> Case:
    return load(read_case)


@pytest.fixture
def hikiwake(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command as a shell would; returns its exit code, what it printed and what it told."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
            sys.exit(0)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return run


def titles(proposals: tuple[Proposal, ...], kind: str) -> list[str]:
    return [one.title for one in proposals if one.kind == kind]


def test_who_holds_an_office_is_proposed_and_who_held_it_forty_years_ago_is_not(case: Case, contents: Contents):
    found = titles(propose(case, contents), "leader")
    assert sorted(found) == ["Erna Solberg, Prime Minister", "Margot Wallstrom, Foreign Minister"]


def test_a_formula_is_proposed_with_its_meaning_and_a_turn_of_phrase_is_not(case: Case, contents: Contents):
    (formula,) = [one for one in propose(case, contents) if one.kind == "formula"]
    assert formula.title == "Two plus one"
    assert formula.edit.stanza["terms"] == "Two thirds of the valley for Norway and one third for Sweden."


def test_explanations_are_proposed_as_hypotheses_and_where_an_account_comes_from_is_none(case: Case, contents: Contents):
    found = titles(propose(case, contents), "hypothesis")
    assert len(found) == 2
    assert any("fear of losing the election" in one for one in found)
    assert any("higher fees for its ports" in one for one in found)


def test_a_proposed_explanation_has_a_name_for_where_there_is_little_room(case: Case, contents: Contents):
    names = {str(one.edit.stanza["title"]) for one in propose(case, contents) if one.kind == "hypothesis"}
    assert names == {
        "Norway’s fear of losing the election in the coming year",
        "Sweden wanted higher fees for its ports before it signs anything",
    }
    assert _names("Norway plays for time: each winter makes the road more costly and the valley emptier than it was.") == {
        "title": "Norway plays for time"
    }
    # A clause that is cut would make page one say what no source says: "Most likely Sweden wanted higher".
    assert _names("The price is too high.") == {"title": "The price is too high", "short": "the price is too high"}
    assert _names("Norway waits for a better hour.")["short"] == "Norway waits for a better hour"
    assert _names(f"Sweden fears {'x' * 60}.") == {"title": "Sweden fears…"}
    assert "short" not in _names("Sweden wanted higher fees for its ports before it signs.")


def test_every_proposal_points_to_its_words_and_says_why(case: Case, contents: Contents):
    texts = {d.id: d.text for d in contents.documents}
    for one in propose(case, contents):
        assert one.why
        assert one.anchors
        assert all(resolve(anchor, texts[anchor.document]) for anchor in one.anchors)


def test_the_same_comes_again_under_the_same_id_whatever_else_is_read(case: Case, contents: Contents):
    old = next(d.id for d in contents.documents if d.name == "old.txt")
    assert [one.id for one in propose(case, contents.without(old))] == [one.id for one in propose(case, contents)]
    assert len({one.id for one in propose(case, contents)}) == len(propose(case, contents))


def test_a_later_document_proposes_nothing(case: Case, contents: Contents):
    assert propose(with_edits(case, [Set("as_of", "2016-11-30")]), contents) == ()


def test_what_is_printed_is_toml_that_says_the_same(case: Case, contents: Contents):
    proposals = propose(case, contents)
    data = tomllib.loads(pasteable(proposals))
    stated = [*data["parties"]["leaders"], *data["formulas"], *data["hypotheses"]]
    assert sorted(map(str, stated)) == sorted(str(one.edit.stanza) for one in proposals)
    for one in proposals:
        assert tomllib.loads(one.toml)


def test_all_of_it_can_be_accepted_and_then_nothing_of_it_is_proposed_again(case: Case, contents: Contents):
    proposals = propose(case, contents)
    after = with_edits(case, edits_for(case, proposals))
    assert [leader.name for party in after.parties for leader in party.leaders] == ["Erna Solberg", "Margot Wallstrom"]
    assert [(h.statement, h.prior) for h in after.hypotheses] == [
        ("Norway’s fear of losing the election in the coming year.", (0, 1)),
        ("Sweden wanted higher fees for its ports before it signs anything.", (0, 1)),
    ]
    again = propose(after, contents)
    assert {one.kind for one in again} == {"evidence"}
    assert {one.id for one in again}.isdisjoint(one.id for one in proposals)


def test_once_there_are_explanations_words_and_deeds_are_proposed_that_weigh_nothing_yet(case: Case, contents: Contents):
    after = with_edits(case, edits_for(case, propose(case, contents)))
    evidence = propose(after, contents)
    assert any("ready for a swap of the valley" in one.title for one in evidence)
    before = assess(after, contents).weighing
    judged = assess(with_edits(after, edits_for(after, evidence)), contents).weighing
    assert [(h.id, h.posterior) for h in judged.hypotheses] == [(h.id, pytest.approx(h.posterior)) for h in before.hypotheses]  # type: ignore[union-attr]
    assert len(judged.evidence) == len(evidence)  # type: ignore[union-attr]


def test_a_new_explanation_takes_nothing_from_priors_that_sum_to_one_and_leaves_evidence_unjudged(case: Case, contents: Contents):
    stated = with_edits(
        case,
        [
            Append("hypotheses", {"id": "ripe", "statement": "Both armies are tired.", "prior": 0.7}),
            Append("hypotheses", {"id": "pause", "statement": "It is a pause.", "prior": 0.3}),
            Append(
                "evidence",
                {"id": "withdrawal", "statement": "They withdrew.", "likelihood": {"ripe": 0.6, "pause": 0.2}, "group": "g"},
            ),
            Append("groups", {"id": "g", "likelihood": {"ripe": 0.6, "pause": 0.2}}),
        ],
    )
    new = [one for one in propose(stated, contents) if one.kind == "hypothesis"]
    after = with_edits(stated, edits_for(stated, new))
    id = new[0].edit.stanza["id"]
    assert (after.evidence[0].likelihood[id], after.groups[0].likelihood[id]) == ((0, 1), (0, 1))
    weighed = {h.id: h.posterior for h in assess(after, contents).weighing.hypotheses}  # type: ignore[union-attr]
    assert weighed == {h.id: pytest.approx(h.posterior) for h in assess(stated, contents).weighing.hypotheses} | {  # type: ignore[union-attr]
        one.edit.stanza["id"]: 0 for one in new
    }


# --- what is known under another name ----------------------------------------------------------------------------------------------


def stating(case: Case, *edits: Append) -> Case:
    return with_edits(case, edits)


def test_what_the_case_has_under_another_name_is_not_proposed(case: Case, contents: Contents):
    stated = stating(
        case,
        Append("parties.norway.leaders", {"name": "Solberg", "office": "Prime Minister"}),
        Append("parties.sweden.leaders", {"name": "Ann Linde", "office": "Foreign Minister"}),  # one holds the office at a time
        Append("formulas", {"id": "thirds", "title": "Two + one", "choose": {}}),
        Append("hypotheses", {"id": "election", "statement": "The election coming, Norway fears losing.", "prior": 1}),
    )
    assert [one.kind for one in propose(stated, contents)] == ["hypothesis"]
    assert "higher fees" in propose(stated, contents)[0].title


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Abe", "Shinzo Abe", True),
        ("Shinzō Abe", "shinzo abe", True),
        ("Abe Shinzo", "Shinzo Abe", True),
        ("Shintaro Abe", "Shinzo Abe", False),
        ("George W. Bush", "George Bush", True),
        ("Bush", "George Washington", False),
    ],
)
def test_people_go_by_parts_of_their_names(one: str, other: str, same: bool):
    assert is_same_person(one, other) is is_same_person(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("two plus alpha", "Two + alpha", True),
        ("2+2", "two plus two", True),
        ("four islands in a bunch", "Four in a bunch", True),
        ("four islands, together and at once", "Four in a bunch", True),
        ("two", "two plus two", False),
        ("three and a half islands", "Three and a half", True),
        ("land for peace", "Land for peace (1991)", True),
        ("two first", "two plus two", False),
    ],
)
def test_formulas_go_by_numbers_and_words(one: str, other: str, same: bool):
    assert is_same_formula(one, other.split(" (")[0]) is same


# --- the command --------------------------------------------------------------------------------------------------------------------


def test_the_command_prints_what_can_be_pasted(folder: Path, hikiwake: Command):
    code, out, err = hikiwake("propose", folder)
    assert code == 0
    assert [row["name"] for row in tomllib.loads(out)["parties"]["leaders"]] == ["Erna Solberg", "Margot Wallstrom"]
    assert "5 proposals. Take one with --accept ID" in err
    code, out, _ = hikiwake("propose", folder, "--kind", "leader", "--json")
    found = json.loads(out)["proposals"]
    assert [one["kind"] for one in found] == ["leader", "leader"]
    assert set(found[0]) == {"id", "kind", "title", "why", "rank", "table", "stanza", "toml", "anchors"}
    assert hikiwake("propose", folder, "--kind", "leaders")[0] == 2


def test_what_is_accepted_stands_in_the_file_and_the_remarks_stay(folder: Path, hikiwake: Command):
    code, _, err = hikiwake("propose", folder, "--accept", "leader.erna_solberg.nor", "--accept", "formula.two_plus_one")
    assert (code, "written into" in err) == (0, True)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    assert 'id = "norway" # the western side' in text
    assert text.index("Erna Solberg") < text.index('id = "sweden"')
    assert problems(folder) == []
    assert "leader.erna_solberg.nor" not in hikiwake("propose", folder, "--json")[1]


def test_what_is_declined_is_not_proposed_again_until_it_is_reconsidered(folder: Path, hikiwake: Command):
    before = (folder / "case.toml").read_bytes()
    assert hikiwake("propose", folder, "--decline", "formula.two_plus_one", "--by", "J. Doe")[0] == 0
    kept = tomllib.loads((folder / "declined.toml").read_text(encoding="utf-8"))["declined"]
    assert [(one["id"], one["by"]) for one in kept] == [("formula.two_plus_one", "J. Doe")]
    assert "formula.two_plus_one" not in hikiwake("propose", folder, "--json")[1]
    assert hikiwake("propose", folder, "--reconsider", "formula.two_plus_one")[0] == 0
    assert "formula.two_plus_one" in hikiwake("propose", folder, "--json")[1]
    assert (folder / "case.toml").read_bytes() == before


def test_an_unknown_id_is_told_and_nothing_is_written(folder: Path, hikiwake: Command):
    before = (folder / "case.toml").read_bytes()
    code, _, err = hikiwake("propose", folder, "--accept", "leader.erna_solberg.nor", "--decline", "nobody")
    assert (code, "nobody: there is no such proposal" in err) == (1, True)
    assert (folder / "case.toml").read_bytes() == before
    assert not (folder / "declined.toml").exists()
    assert hikiwake("propose", folder, "--reconsider", "nobody")[0] == 1
    (folder / "declined.toml").write_text("declined = [1]\n", encoding="utf-8")
    code, _, err = hikiwake("propose", folder)
    assert (code, "declined.toml: it cannot be read" in err) == (1, True)


def test_a_case_that_has_read_nothing_says_what_to_do(folder: Path, hikiwake: Command, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    shutil.copy(folder / "case.toml", tmp_path / "empty" / "case.toml")
    code, out, err = hikiwake("propose", tmp_path / "empty")
    assert (code, out) == (0, "")
    assert "add documents with hikiwake read" in err
    code, _, err = hikiwake("propose", tmp_path / "empty" / "case.toml")
    assert (code, "has no record" in err) == (1, True)


def test_only_what_is_proposed_can_be_chosen(case: Case, contents: Contents):
    proposals = propose(case, contents)
    assert chosen(proposals, [proposals[1].id, proposals[1].id]) == (proposals[1],)
    with pytest.raises(CaseError, match="there is no such proposal"):
        chosen(proposals, ["leader.nobody"])
