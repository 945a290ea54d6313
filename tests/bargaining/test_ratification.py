"""The two-level game on a small case of our own: a river border, two sides, one hard-line parliament."""

from datetime import date

from hikiwake.bargaining.from_case import settlement
from hikiwake.case.model import Case, Constituency, Formula, Issue, Party


def river_case(**changes) -> Case:
    issues = (
        Issue(id="line", title="Line", options=("north", "middle", "south"), weight={"a": 0.7, "b": 0.7},
              value={"a": (0.0, 0.6, 1.0), "b": (1.0, 0.6, 0.0)}),
        Issue(id="fish", title="Fishing", options=("shared", "a only"), weight={"a": 0.3, "b": 0.3},
              value={"a": (0.7, 1.0), "b": (0.8, 0.0)}),
    )  # fmt: skip
    parties = (
        Party(id="a", country="AAA", reservation=(0.3, 0.4), constituencies=(Constituency(id="diet", reservation=0.7),)),
        Party(id="b", country="BBB", reservation=0.4),
    )
    formulas = (
        Formula(id="split", title="Split", choose={"line": "middle", "fish": "shared"}),
        Formula(id="all_for_a", title="All for A", choose={"line": "south", "fish": "a only"}),
        Formula(id="half_quiet", title="Half", choose={"line": "middle"}),
    )
    stated = {
        "title": "River", "dyad": ("AAA", "BBB"), "question": "?", "as_of": date(2000, 1, 1), "horizon": date(2002, 1, 1),
        "status_quo": {"line": "north", "fish": "a only"}, "parties": parties, "issues": issues, "formulas": formulas,
    }  # fmt: skip
    return Case(**(stated | changes))


def view(case, formula):
    return next(f for f in settlement(case).formulas if f.id == formula)


def test_a_formula_that_beats_no_agreement_over_the_whole_interval_is_acceptable():
    assert view(river_case(), "split").acceptable == ("yes", "yes")


def test_a_formula_that_one_side_would_never_sign_names_the_single_change_that_mends_it():
    found = view(river_case(), "all_for_a")
    assert found.acceptable == ("yes", "no")
    assert found.change is not None
    assert all(u >= r for u, r in zip(found.change.utilities, (0.35, 0.4), strict=True))


def test_a_parliament_with_a_higher_bar_than_its_government_says_no():
    (diet,) = view(river_case(), "split").constituencies
    assert (diet.constituency, diet.verdict) == ("diet", "no")


def test_what_a_formula_leaves_out_stays_as_things_stand():
    assert view(river_case(), "half_quiet").choose == {"line": "middle", "fish": "a only"}


def test_a_formula_that_both_would_exchange_for_another_says_for_which():
    better = Formula(id="better", title="Better", choose={"line": "middle", "fish": "shared"})
    worse = Formula(id="worse", title="Worse", choose={"line": "middle", "fish": "burn it"})
    issues = river_case().issues
    fish = issues[1].model_copy(
        update={"options": ("shared", "a only", "burn it"), "value": {"a": (0.7, 1.0, 0.0), "b": (0.8, 0.0, 0.0)}}
    )
    case = river_case(formulas=(better, worse), issues=(issues[0], fish))
    assert view(case, "worse").dominated_by == ("better",)
    assert view(case, "better").dominated_by == ()


def test_a_case_without_issues_has_no_settlement_space():
    assert settlement(river_case(issues=(), formulas=())) is None
