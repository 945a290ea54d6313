"""What changed between two case files, piece by piece."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from hikiwake.assessment.case_changes import case_changes, patched

CASE = {
    "title": "Norway and Russia",
    "horizon": "2011-12-31",
    "hypotheses": [{"id": "a", "prior": 0.5}, {"id": "b", "prior": 0.5}],
    "evidence": [{"id": "one", "likelihood": {"a": 0.2, "b": 0.4}}, {"id": "two", "likelihood": {"a": 0.3, "b": 0.3}}],
    "issues": [{"id": "shelf", "options": ["median", "sector"], "weight": {"n": 0.5, "r": 0.5}}],
    "parties": [{"id": "n", "reservation": 0.3, "leaders": [{"name": "Jens Stoltenberg"}]}, {"id": "r", "reservation": 0.4}],
    "formulas": [{"id": "even", "choose": {"shelf": "median"}}],
}


def changed(**tables):
    data = copy.deepcopy(CASE)
    for name, value in tables.items():
        data[name] = value
    return data


def test_the_same_file_has_no_changes():
    assert case_changes(CASE, copy.deepcopy(CASE)) == ()


def test_one_likelihood_is_one_change_told_by_its_key():
    after = copy.deepcopy(CASE)
    after["evidence"][0]["likelihood"]["a"] = 0.6
    (change,) = case_changes(CASE, after)
    assert change.keys == ("evidence.one",)
    assert change.told == "evidence.one.likelihood.a 0.2 → 0.6"


def test_priors_that_must_sum_to_one_go_together():
    after = changed(hypotheses=[{"id": "a", "prior": 0.7}, {"id": "b", "prior": 0.3}])
    (change,) = case_changes(CASE, after)
    assert change.keys == ("hypotheses.a", "hypotheses.b")


def test_a_new_hypothesis_brings_its_evidence_with_it():
    after = changed(
        hypotheses=[*CASE["hypotheses"], {"id": "c", "prior": 0.0}],
        evidence=[{"id": "one", "likelihood": {"a": 0.2, "b": 0.4, "c": 0.1}}, CASE["evidence"][1]],
        horizon="2012-12-31",
    )
    together, horizon = sorted(case_changes(CASE, after), key=lambda change: -len(change.keys))
    assert set(together.keys) == {"hypotheses.c", "evidence.one"}
    assert horizon.told == "horizon 2011-12-31 → 2012-12-31"


def test_a_new_option_brings_formulas_with_it():
    after = changed(
        issues=[{"id": "shelf", "options": ["median", "sector", "joint"], "weight": {"n": 0.5, "r": 0.5}}],
        formulas=[{"id": "even", "choose": {"shelf": "joint"}}],
    )
    (change,) = case_changes(CASE, after)
    assert set(change.keys) == {"issues.shelf", "formulas.even"}


rows = st.lists(st.sampled_from("abcde"), unique=True, max_size=4).flatmap(
    lambda ids: st.tuples(*(st.fixed_dictionaries({"id": st.just(i), "v": st.integers(0, 2)}) for i in ids)).map(list)
)
files = st.fixed_dictionaries(
    {"title": st.sampled_from("xyz")}, optional={"evidence": rows, "assumptions": rows, "since": st.just("1990")}
)


@given(files, files)
def test_none_of_the_changes_is_the_older_file_and_all_of_them_the_newer(before, after):
    def canonical(data):
        return {k: sorted(v, key=lambda m: m["id"]) if isinstance(v, list) else v for k, v in data.items() if v != []}

    changes = case_changes(before, after)
    keys = [key for change in changes for key in change.keys]
    assert canonical(patched(before, after, [])) == canonical(before)
    assert canonical(patched(before, after, keys)) == canonical(after)
    assert len(keys) == len(set(keys))
