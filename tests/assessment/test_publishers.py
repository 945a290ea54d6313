"""A publisher's letter, set once, and how far its reports are relied on from then on."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from example_case import CONTENTS, case

from hikiwake.assessment.assess import assess
from hikiwake.assessment.cites import Stated
from hikiwake.assessment.evidence import reliabilities, reliability_at
from hikiwake.assessment.what_if import what_if
from hikiwake.assessment.why import why
from hikiwake.assessment.why.node import Node
from hikiwake.case.edits import Append, Set
from hikiwake.terms.admiralty import SourceReliability
from hikiwake.terms.grades import Grade
from hikiwake.terms.reliability import report_letter, report_reliability

LETTERS = list(SourceReliability)

# Grade by letter: the bounds, as docs/numbers.md prints them.
TABLE = {
    Grade.ON_RECORD: "0.85–0.95 0.80–0.95 0.60–0.80 0.30–0.60 0.00–0.30 0.00–0.95",
    Grade.ATTRIBUTED: "0.70–0.90 0.70–0.90 0.60–0.80 0.30–0.60 0.00–0.30 0.00–0.90",
    Grade.REPORTED: "0.40–0.70 0.40–0.70 0.40–0.70 0.30–0.60 0.00–0.30 0.00–0.70",
    Grade.ANONYMOUS: "0.30–0.60 0.30–0.60 0.30–0.60 0.30–0.60 0.00–0.30 0.00–0.60",
    Grade.SPECULATION: "0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09",
    Grade.OPINION: "0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09 0.00–0.09",
}


@pytest.mark.parametrize("grade", list(Grade))
def test_the_table_of_grade_and_letter_is_as_it_is_documented(grade: Grade):
    found = [report_reliability(grade, letter) for letter in LETTERS]
    assert " ".join(f"{one.lower:.2f}–{one.upper:.2f}" for one in found) == TABLE[grade]
    assert report_reliability(grade, None) == grade.reliability


@pytest.mark.parametrize("grade", list(Grade))
def test_a_letter_never_raises_a_grade_and_a_better_one_is_never_worth_less(grade: Grade):
    found = [report_reliability(grade, letter) for letter in LETTERS[:5]]
    assert all(one.lower <= grade.reliability.lower and one.upper <= grade.reliability.upper for one in found)
    assert all(a.lower >= b.lower and a.upper >= b.upper for a, b in pairwise(found))


@pytest.mark.parametrize("grade", [Grade.ON_RECORD, Grade.ATTRIBUTED, Grade.REPORTED, Grade.ANONYMOUS])
def test_cannot_be_judged_is_wide_and_not_the_worst(grade: Grade):
    unjudged = report_reliability(grade, SourceReliability.F)
    assert (unjudged.lower, unjudged.upper) == (0, grade.reliability.upper)
    assert unjudged.middle > report_reliability(grade, SourceReliability.E).middle
    assert unjudged.middle < grade.reliability.middle


@pytest.mark.parametrize(
    ("grade", "publisher", "letter"),
    [
        (Grade.ON_RECORD, None, "B"),
        (Grade.ON_RECORD, "A", "B"),
        (Grade.ON_RECORD, "C", "C"),
        (Grade.ANONYMOUS, "A", "D"),
        (Grade.ANONYMOUS, "E", "E"),
        (Grade.ATTRIBUTED, "F", "F"),
        (Grade.OPINION, "A", "F"),
    ],
)
def test_the_letter_of_a_report_is_that_of_its_weaker_link(grade: Grade, publisher: str | None, letter: str):
    assert report_letter(grade, SourceReliability(publisher) if publisher else None) == letter


def test_a_publisher_set_once_counts_wherever_its_documents_are_used():
    base = assess(case(), CONTENTS)
    assert reliabilities(base.evidence_at) == {"near": pytest.approx(0.9), "show": pytest.approx(0.45)}
    after = what_if(base, [Append("publishers", {"name": "Courier", "reliability": "D", "by": "J. Doe"})])
    (near,), (show,) = after.evidence_at["near"], after.evidence_at["show"]
    assert (near.letter, show.letter) == ("D", None)
    assert reliability_at(near).middle == pytest.approx(0.45)
    assert reliabilities(after.evidence_at)["show"] == pytest.approx(0.45)
    assert {piece.id: piece.reliability for piece in after.weighing.problem.pieces} == {  # type: ignore[union-attr]
        "near": pytest.approx(0.45),
        "show": pytest.approx(0.45),
    }


def test_what_the_evidence_itself_states_goes_before_the_letter():
    stated = what_if(assess(case(), CONTENTS), [Append("publishers", {"name": "The Courier", "reliability": "E"})])
    after = what_if(stated, [Set("evidence.near.reliability", 0.8)])
    assert next(p.reliability for p in after.weighing.problem.pieces if p.id == "near") == 0.8  # type: ignore[union-attr]


def test_why_a_report_is_relied_on_so_far_names_the_publisher_s_letter():
    after = what_if(assess(case(), CONTENTS), [Append("publishers", {"name": "Courier", "reliability": "D", "by": "J. Doe"})])
    relied = [one for one in _all(why(after, "weighing.serious.posterior")) if "publisher D" in one.formula]
    assert relied
    assert all(one.value == pytest.approx(0.45) for one in relied)
    assert all(Stated("publishers.Courier.reliability", "J. Doe") in one.cites for one in relied)


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)
