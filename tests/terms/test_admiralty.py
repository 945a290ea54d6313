"""Reliability by letter and by grade: our own stated table, and what it must keep."""

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.terms.admiralty import SourceReliability, greatest_reliability
from hikiwake.terms.grades import Grade


def test_a_weaker_grade_is_never_the_more_reliable():
    middles = [grade.reliability.middle for grade in Grade]
    assert middles == sorted(middles, reverse=True)


def test_f_has_the_whole_range_because_nobody_can_judge():
    assert (SourceReliability.F.reliability.lower, SourceReliability.F.reliability.upper) == (0, 1)


def test_letters_a_to_e_cover_the_range_without_gap_or_overlap():
    letters = [letter.reliability for letter in SourceReliability if letter is not SourceReliability.F]
    assert letters[0].upper == 1
    assert letters[-1].lower == 0
    assert all(better.lower == worse.upper for better, worse in pairwise(letters))


@pytest.mark.parametrize(("false_report", "reliability"), [(0.3, 0.0721), (0.4, 0.0938), (0.5, 0.1146)])
def test_the_reliability_at_which_a_report_weighs_a_deciban_at_most(false_report, reliability):
    assert greatest_reliability(1, false_report) == pytest.approx(reliability, abs=1e-4)


@pytest.mark.parametrize("grade", [Grade.SPECULATION, Grade.OPINION])
@given(false_report=st.floats(0.4, 1))
def test_no_speculation_moves_the_odds_by_more_than_a_deciban(grade, false_report):
    r = grade.reliability.upper
    noise = (1 - r) * false_report
    assert 10 * math.log10((r + noise) / noise) <= 1


@pytest.mark.parametrize(("decibans", "false_report"), [(-1, 0.5), (1, 0), (1, 1.1)])
def test_a_limit_outside_its_range_is_refused(decibans, false_report):
    with pytest.raises(ValueError, match="must be at least 0"):
        greatest_reliability(decibans, false_report)


def test_a_grade_s_letter_is_one_whose_interval_holds_its_middle():
    judged = [grade for grade in Grade if grade.letter is not SourceReliability.F]
    assert judged == [grade for grade in Grade if grade is not Grade.OPINION]
    assert all(grade.reliability.middle in grade.letter.reliability for grade in judged)


def test_a_weaker_grade_has_no_better_letter_or_number():
    codes = [(grade.letter.value, grade.credibility) for grade in Grade]
    assert codes == sorted(codes)


def test_the_annotation_guide_tells_what_each_grade_is_worth():
    guide = (Path(__file__).parents[2] / "docs" / "annotation.md").read_text(encoding="utf-8")
    for grade in Grade:
        worth = grade.reliability
        assert f"| {grade.value} | {grade.letter.value}{grade.credibility} | {worth.lower:.2f}–{worth.upper:.2f} |" in guide
