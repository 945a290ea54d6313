"""A what-if is the assessment of the edited case, whatever the edit, though only what depends on it is computed anew."""

from datetime import date

import pytest
from example_case import CONTENTS, EARLY, LATE, case
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.assessment.aspects import ASPECTS, changed_aspects
from hikiwake.assessment.assess import PARTS, assess
from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.what_if import what_if
from hikiwake.brief import compose
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Append, Edit, Remove, Set
from hikiwake.terms.errors import CaseError
from hikiwake.workspace import WrittenBrief

CASE = case()
BASE = assess(CASE, CONTENTS)
UNIT = st.floats(0.01, 1).map(lambda x: round(x, 3))
INTERVAL = st.tuples(UNIT, UNIT).map(lambda pair: sorted(pair)) | UNIT
DAY = st.dates(date(2014, 1, 1), date(2018, 12, 31))

KINDS: dict[str, st.SearchStrategy[Edit]] = {
    "weight": st.builds(Set, st.sampled_from(["issues.valley.weight.norway", "issues.fish.weight.sweden"]), INTERVAL),
    "value": st.builds(Set, st.sampled_from(["issues.valley.value.norway.swap", "issues.fish.value.sweden.0"]), INTERVAL),
    "reservation": st.builds(
        Set, st.sampled_from(["parties.norway.reservation", "parties.norway.constituencies.storting.reservation"]), INTERVAL
    ),
    "status quo": st.builds(Set, st.just("status_quo.fish"), st.sampled_from(["apart", "together"])),
    "formula": st.builds(
        Append, st.just("formulas"), st.sampled_from([{"id": "all", "title": "All", "choose": {"valley": "all"}}])
    )
    | st.just(Remove("formulas.swap")),
    "likelihood": st.builds(Set, st.sampled_from(["evidence.near.likelihood.serious", "evidence.show.likelihood.for_show"]), INTERVAL),
    "reliability": st.builds(Set, st.just("evidence.show.reliability"), UNIT),
    "anchors": st.sampled_from([Remove("evidence.near.anchors.0"), Set("evidence.near.anchors.0.quote", "words that are gone")]),
    "prior": st.builds(lambda p: Set("hypotheses", [
        {"id": "serious", "statement": "They mean it.", "prior": p},
        {"id": "for_show", "statement": "They do not.", "prior": 1 - p},
    ]), UNIT),
    "as of": st.builds(Set, st.just("as_of"), DAY),
    "horizon": st.builds(Set, st.just("horizon"), st.dates(date(2017, 1, 1), date(2030, 1, 1))),
    "claim": st.builds(Set, st.just("claim_began"), st.integers(1900, 2013).map(str)),
    "since": st.builds(Set, st.just("since"), st.dates(date(1990, 1, 1), date(2014, 1, 1))),
    "leader": st.builds(Set, st.just("parties.norway.leaders.A. Leader.term_ends"), st.dates(date(2014, 1, 1), date(2022, 1, 1))),
    "publisher": st.builds(
        lambda name, letter: Append("publishers", {"name": name, "reliability": letter}),
        st.sampled_from(["the courier", "Evening News"]), st.sampled_from("ABCDEF"),
    ),
    "words": st.sampled_from([Set("title", "Other"), Set("change_up", ["a treaty"]), Append("assumptions", {"statement": "x", "by": "y"})]),
}  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_it_is_the_assessment_of_the_edited_case(data: st.DataObject):
    kinds = data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3, unique=True))
    edits = [data.draw(KINDS[kind]) for kind in kinds]
    try:
        edited = with_edits(CASE, edits)
    except CaseError as refused:
        with pytest.raises(CaseError) as told:
            what_if(BASE, edits)
        assert told.value.problems == refused.problems
        return
    assert what_if(BASE, edits) == assess(edited, CONTENTS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_edit_makes_a_case(kind: str):
    """Else the property above would compare refusals."""

    @settings(max_examples=8, deadline=None, database=None)
    @given(KINDS[kind])
    def some(edit: Edit) -> None:
        if kind != "as of" and kind != "since":
            assert what_if(BASE, [edit]).case != BASE.case or with_edits(CASE, [edit]) == CASE

    some()


@pytest.mark.parametrize(
    ("edit", "moved"),
    [
        (Set("issues.valley.weight.norway", 0.2), {"settlement"}),
        (Set("parties.sweden.reservation", 0.9), {"settlement"}),
        (Set("evidence.near.likelihood.serious", 0.1), {"weighing"}),
        (Set("evidence.near.anchors.0.quote", "gone"), {"weighing", "evidence_at", "unresolved", "basis"}),
        (
            Set("as_of", date(2015, 12, 31)),
            {"contents", "weighing", "evidence_at", "unresolved", "basis", "series", "relations", "forecast"},
        ),
        (Set("horizon", date(2017, 6, 1)), {"forecast", "clocks"}),
        (Set("parties.norway.leaders.0.term_ends", date(2019, 1, 1)), {"clocks"}),
        (Append("publishers", {"name": "The Courier", "reliability": "E"}), {"weighing", "evidence_at"}),
        (Set("title", "Other"), set()),
    ],
)
def test_an_edit_moves_the_rooms_that_rest_on_it_and_no_others(edit: Edit, moved: set[str]):
    after = what_if(BASE, [edit])
    assert {part for part in PARTS if getattr(after, part) != getattr(BASE, part)} == moved
    # what does not depend on it is not even computed again
    changed = changed_aspects(BASE.case, after.case) | moved
    same = {name for name, part in PARTS.items() if changed.isdisjoint((*part.case, *part.parts))}
    assert same >= set(PARTS) - moved - {"basis", "event_data", "agreement"} and all(
        getattr(after, part) is getattr(BASE, part) for part in same
    )


def test_a_later_day_brings_back_what_was_not_known_yet():
    early = what_if(BASE, [Set("as_of", date(2015, 12, 31))])
    assert [d.id for d in early.contents.documents] == [EARLY.id]
    late = what_if(early, [Set("as_of", CASE.as_of)])
    assert [d.id for d in late.contents.documents] == [EARLY.id, LATE.id]
    assert late == BASE


def test_a_leader_whose_term_nobody_knows_is_told_and_drawn():
    after = what_if(BASE, [Append("parties.sweden.leaders", {"name": "B. Other", "office": "Foreign Minister"})])
    page = WrittenBrief(compose(after), after).html()
    assert "B. Other, Foreign Minister, holds the office (since when is not stated)" in page
    assert "B. Other, Foreign Minister: begin of term not stated, no end of term stated." in page


def test_every_part_of_an_assessment_is_in_the_table():
    assert set(PARTS) | {"case", "record", "lake"} == set(Assessment.__dataclass_fields__)
    made = {"record", "lake"}
    for name, part in PARTS.items():
        assert set(part.case) <= set(ASPECTS) and set(part.parts) <= made, f"{name} rests on what is not there"
        made.add(name)


def test_without_issues_the_room_says_what_it_lacks():
    after = what_if(
        BASE, [Remove("formulas.swap"), Remove("status_quo"), Remove("issues"), Remove("parties.norway.constituencies.storting")]
    )
    assert isinstance(after.settlement, Missing)


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([Set("issues.valley.weight.norway", -0.1)], "issues.valley.weight.norway: "),
        ([Set("hypotheses.serious.prior", 0.9)], "hypotheses.serious.prior: the priors cannot sum to 1"),
        ([Set("as_of", date(2020, 1, 1))], "horizon: horizon (2018-12-31) lies before as_of"),
        ([Set("issues.valey.weight.norway", 0.1)], 'there is no issue "valey". Did you mean "valley"?'),
        ([Remove("issues.fish.weight.sweden")], 'issues.fish.weight: issue "fish" gives no weight for sweden'),
        (
            [Set("evidence.near.likelihood", {"serious": 0, "for_show": 1}), Set("evidence.near.reliability", 1),
             Set("evidence.show.likelihood", {"serious": 1, "for_show": 0}), Set("evidence.show.reliability", 1)],
            "it is impossible under every hypothesis",
        ),
    ],
)  # fmt: skip
def test_an_edit_that_makes_no_sense_is_told_with_the_mend(edits: list[Edit], told: str):
    with pytest.raises(CaseError) as error:
        what_if(BASE, edits)
    assert told in str(error.value)
