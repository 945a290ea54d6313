"""What single pieces weigh, and what hangs on them."""

import json
import math

import pytest
from hypothesis import given, settings
from weighing_problems import piece, problem, problems

from hikiwake.hypotheses import Problem, posteriors, sensitivity, weigh, weights
from hikiwake.hypotheses.table import evidence_rows, hypothesis_rows, sensitivity_rows, weighing_json


def test_a_six_from_a_loaded_die_weighs_three_decibans_and_another_face_nearly_one_the_other_way():
    """Good (1950): a die that falls on six with 1/3, against a fair one."""
    weighed = problem([0.5, 0.5], piece("six", 1 / 3, 1 / 6), piece("other", 2 / 3, 5 / 6))
    six, other = weights(weighed)
    assert six.decibans["h0:h1"] == pytest.approx(3.0103, abs=1e-4)
    assert other.decibans["h0:h1"] == pytest.approx(-0.9691, abs=1e-4)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_weights_add_up_to_the_change_of_odds_and_turn_their_sign_with_the_question(weighed: Problem):
    points = Problem(weighed.hypotheses, weighed.priors, weighed.pieces, {})
    found = {one.id: one for one in posteriors(points)}
    for one in weighed.hypotheses:
        for other in weighed.hypotheses:
            if one == other or not (found[one].prior and found[other].prior):
                continue
            total = math.fsum(weight.decibans[f"{one}:{other}"] for weight in weights(weighed))
            assert total == pytest.approx(-math.fsum(weight.decibans[f"{other}:{one}"] for weight in weights(weighed)), abs=1e-9)
            before, after = found[one].prior / found[other].prior, found[one].posterior / found[other].posterior
            assert 10 * math.log10(after / before) == pytest.approx(total, abs=1e-8)


def test_weights_do_not_depend_on_the_priors():
    evidence = piece("e", 0.6, 0.2, 0.4)
    assert weights(problem([0.1, 0.2, 0.7], evidence)) == weights(problem([0.6, 0.3, 0.1], evidence))


def test_a_piece_that_excludes_a_hypothesis_has_no_number_in_json():
    weighed = weigh(problem([0.4, 0.3, 0.3], piece("alibi", 0, 0.5, 0), piece("e", 0.5, 0.5, 0.5)))
    assert weighed.evidence[0].decibans == {"h0:h1": -math.inf, "h1:h0": math.inf, "h1:h2": math.inf, "h2:h1": -math.inf}
    alibi = json.loads(json.dumps(weighing_json(weighed), allow_nan=False))["evidence"][0]
    assert alibi["decibans"]["h0:h1"] is None
    assert alibi["excludes"] == ["h0", "h2"]


@settings(max_examples=60, deadline=None)
@given(problems())
def test_dropping_a_piece_gives_what_the_others_alone_would(weighed: Problem):
    for index, drop in enumerate(sensitivity(weighed)):
        rest = tuple(one for n, one in enumerate(weighed.pieces) if n != index)
        alone = {one.id: one.posterior for one in posteriors(Problem(weighed.hypotheses, weighed.priors, rest, {}))}
        assert drop.posterior == pytest.approx(alone, abs=1e-12)
        assert drop.posterior[drop.leader] == max(drop.posterior.values())


def test_dropping_the_piece_that_excluded_a_hypothesis_brings_it_back():
    weighed = problem([0.8, 0.2], piece("alibi", 0, 0.5), piece("witness", 0.5, 0.5))
    alibi, witness = sensitivity(weighed)
    assert alibi.posterior == pytest.approx({"h0": 0.8, "h1": 0.2})
    assert alibi.leader == "h0"
    assert alibi.changes_leader
    assert witness.posterior == {"h0": 0, "h1": 1}
    assert not witness.changes_leader


def test_the_most_probable_stands_first_and_equals_keep_their_order():
    weighed = weigh(problem([0.2, 0.4, 0.4]))
    assert [one.id for one in weighed.hypotheses] == ["h1", "h2", "h0"]


def test_a_weighing_becomes_plain_rows():
    weighed = weigh(problem([0.4, 0.6], piece("alibi", 0, 0.5)))
    assert [row["id"] for row in hypothesis_rows(weighed)] == ["h1", "h0"]
    assert weighed.frame().to_dict("records") == hypothesis_rows(weighed)
    assert evidence_rows(weighed) == [
        {"id": "alibi", "for": "h0", "against": "h1", "decibans": None},
        {"id": "alibi", "for": "h1", "against": "h0", "decibans": None},
    ]
    (row,) = sensitivity_rows(weighed)
    assert row["without"] == "alibi"
    assert row["h0"] == pytest.approx(0.4)
