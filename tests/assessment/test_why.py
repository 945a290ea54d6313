"""Why a number is what it is: every number leads back to words, data or stated judgements, and can be computed again from them."""

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.cites import Rows, Stated, Words
from hikiwake.assessment.numbers import numbers
from hikiwake.assessment.why import leaves, recomputed, why
from hikiwake.assessment.why.wire import node_json
from hikiwake.brief.model import Sentence
from hikiwake.brief.tracing import trace
from hikiwake.terms.errors import HikiwakeError


@pytest.fixture(scope="module")
def assessment():
    return assess(barents.case(), barents.contents())


def test_every_room_of_the_assessment_has_numbers(assessment):
    rooms = {n.room for n in numbers(assessment).values()}
    assert rooms == {"forecast", "base_rate", "weighing", "bargaining", "formulas", "relations", "basis"}


def test_every_number_can_be_computed_again_from_its_leaves(assessment):
    tried = wrong = 0
    for number in numbers(assessment).values():
        node = why(assessment, number.name)
        assert node.value == pytest.approx(number.value, abs=1e-12) if number.value is not None else node.value is None, (
            number.name
        )
        again = recomputed(node)
        tried += 1
        wrong += again != (None if node.value is None else pytest.approx(node.value, abs=1e-9))
    print(f"tried {tried}, wrong {wrong}")
    assert tried > 40 and not wrong


def test_every_leaf_rests_on_something_that_exists(assessment):
    for number in numbers(assessment).values():
        for leaf in leaves(why(assessment, number.name)):
            if not leaf.value or leaf.label.startswith("normal deviations"):
                continue
            assert leaf.cites, (number.name, leaf)
            sentence = Sentence(number.name, "", leaf.cites, judgement="x")
            assert trace(sentence, assessment) == [], number.name


def test_a_posterior_leads_to_stated_judgements_and_to_words(assessment):
    first = assessment.weighing.hypotheses[0].id
    cites = [cite for leaf in leaves(why(assessment, f"weighing.{first}.posterior")) for cite in leaf.cites]
    assert {type(c) for c in cites} >= {Stated}
    assert any(isinstance(c, Stated) and c.key == f"hypotheses.{first}.prior" for c in cites)


def test_an_index_leads_to_the_words_of_its_events(assessment):
    point = next(p for p in assessment.relations.index if p.index is not None)
    node = why(assessment, f"relations.{point.period}.index")
    assert len(node.children) >= point.events
    assert all(isinstance(c, Words | Rows) for leaf in leaves(node) for c in leaf.cites)


def test_a_changed_input_changes_the_recomputed_value(assessment):
    """The tree is no copy of the result: with another leaf it gives another number."""
    from dataclasses import replace

    name = next(n for n in numbers(assessment) if n.startswith("formulas.") and not n.endswith("distance"))
    node = why(assessment, name)
    part = node.children[0]
    other = replace(
        node, children=(replace(part, children=(part.children[0], replace(part.children[1], value=0.123))), *node.children[1:])
    )
    assert recomputed(other) != pytest.approx(node.value)


def test_a_number_that_is_none_names_its_neighbours(assessment):
    with pytest.raises(HikiwakeError, match=r"Near to it: forecast\.probability"):
        why(assessment, "forecast.probabilty")


def test_a_tree_is_plain_json(assessment):
    import json

    for name in numbers(assessment):
        tree = node_json(why(assessment, name))
        assert json.loads(json.dumps(tree, allow_nan=False)) == tree
