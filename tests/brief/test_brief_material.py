"""The material of a brief: what several sections and pages need is worked out once, and the brief is the same."""

from dataclasses import replace
from datetime import timedelta

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.difference import Difference
from hikiwake.brief import compose, english
from hikiwake.brief.composition import chronicle
from hikiwake.brief.composition.compose import compose_from
from hikiwake.brief.composition.material import Material


@pytest.fixture(scope="module")
def assessment():
    return assess(barents.case(), barents.contents())


def test_a_brief_is_the_same_whoever_needed_its_material_before(assessment):
    alone = compose(assessment)
    material = Material(assessment)
    told = chronicle.lines(material)
    assert compose_from(material) == alone == compose_from(material)
    assert chronicle.lines(material) is told


def test_what_changed_since_is_told_of_the_same_material(assessment, monkeypatch):
    material = Material(assessment)
    compose_from(material)
    since = Difference(None, (), (), ())
    with monkeypatch.context() as held:
        held.setattr(chronicle, "_line", None)  # nothing is told anew
        again = compose_from(material.with_since(since))
    assert again == compose(assessment, since)
    assert material.since is None and material.with_since(since).names is material.names
    assert compose_from(Material(replace(assessment))) == compose(assessment)


CHANGES = {
    "analyst": lambda case: {"analyst": "Somebody Else"},
    "title": lambda case: {"title": "Another title"},
    "explanations": lambda case: {"evidence": case.evidence[1:], "hypotheses": case.hypotheses[::-1]},
    "deals": lambda case: {"formulas": case.formulas[1:]},
    "horizon": lambda case: {"horizon": case.horizon + timedelta(days=400)},
    "names": lambda case: {"parties": tuple(p.model_copy(update={"title": f"The realm of {p.id}"}) for p in case.parties)},
    "day": lambda case: {"as_of": case.as_of - timedelta(days=4000)},
    "side": lambda case: {"dyad": case.dyad[::-1]},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_brief_beside_another_one_of_the_same_record_is_as_if_it_were_alone(assessment, what):
    before = Material(assessment)
    compose_from(before)
    case = assessment.case.model_copy(update=CHANGES[what](assessment.case))
    now = assess(case, assessment.record, assessment)
    beside = Material.like(now, before)
    assert compose_from(beside) == compose(now)
    is_told_alike = what in ("analyst", "title", "explanations", "deals", "horizon")
    assert (chronicle.lines(beside) is chronicle.lines(before)) == is_told_alike


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("It’s  a\n\tlong line ", "It’s a long line"),
        ("the states' case, Abe's", "the states’ case, Abe’s"),
        ("\u200efrom\u202e right\u2066 to left", "from right to left"),
        ("a\x00b\x07c\ud800 \u0378d", "abc d"),
        ("soft\u00adhyphen \u200bstays\ufeff", "soft\u00adhyphen \u200bstays\ufeff"),
        ("in\x1cparts\x85here\u2028there\u3000too", "in parts here there too"),
        ("“one”", "“one”"),
        ("“one \"two\" three”", "“one ‘two’ three”"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_is_plain_whichever_characters_it_holds(words, plain):
    assert english.plain(words) == plain
