"""GENIUS domains through the public command, against values that nobody here computed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hikiwake.bargaining import frontier, read_genius
from hikiwake.cli import app
from hikiwake.terms.errors import DomainError

SHARED = Path(__file__).parents[3] / "shared/benchmarks/negotiation"

PROFILE = """<utility_space><reservation value="0.2"/><objective index="0" name="o">
<issue index="1" type="discrete" name="border">
<item index="1" value="north" evaluation="{a}"/><item index="2" value="south" evaluation="{b}"/></issue>
<issue index="2" type="discrete" name="fish">
<item index="1" value="many" evaluation="{c}"/><item index="2" value="few" evaluation="{d}"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.6"/></objective></utility_space>"""


def write_domain(folder: Path) -> Path:
    (folder / "a.xml").write_text(PROFILE.format(a=10, b=0, c=4, d=1))
    (folder / "b.xml").write_text(PROFILE.format(a=0, b=5, c=1, d=2))
    (folder / "domain.xml").write_text("<negotiation_template><utility_space/></negotiation_template>")
    return folder


def test_evaluations_count_as_shares_of_the_best_and_weights_as_shares_of_their_sum(tmp_path):
    domain = read_genius(write_domain(tmp_path))
    assert domain.issues[0].utilities == ((0.5, 0.0), (0.0, 0.5))
    assert domain.issues[1].utilities == ((0.5, 0.125), (0.25, 0.5))
    assert domain.reservation == (0.2, 0.2)


def test_the_command_prints_the_frontier_with_the_outcome_behind_each_point(tmp_path):
    result = CliRunner().invoke(app, ["bargain", "--genius", str(write_domain(tmp_path)), "--json"])
    data = json.loads(result.stdout)
    assert data["outcomes"] == 4
    assert data["frontier"][0] == {"utilities": [1.0, 0.25], "choose": {"border": "north", "fish": "many"}}
    assert data["pareto_points"] == len(data["frontier"])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<utility_space", "well-formed"),
        ('<!DOCTYPE x [<!ENTITY e "e">]><utility_space/>', "entities"),
        (PROFILE.format(a="much", b=0, c=1, d=1), "evaluation 'much'"),
        ('<u><issue index="1" name="x" type="real"><range/></issue><weight index="1" value="1"/></u>', "not discrete"),
        (
            '<u><issue index="1" name="x"><item value="a" evaluation="1"/></issue><weight index="1" value="0"/></u>',
            "no issue any weight",
        ),
    ],
)
def test_a_broken_profile_is_one_clear_line(tmp_path, text, what):
    write_domain(tmp_path)
    (tmp_path / "b.xml").write_text(text)
    with pytest.raises(DomainError, match=what) as caught:
        read_genius(tmp_path)
    assert "\n" not in str(caught.value)


def test_one_profile_is_not_a_negotiation(tmp_path):
    write_domain(tmp_path)
    (tmp_path / "b.xml").unlink()
    with pytest.raises(DomainError, match="1 utility profiles"):
        read_genius(tmp_path)


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not beside this checkout")
@pytest.mark.parametrize("name", ["y2010-Travel", "y2011-Car", "y2012-FiftyFiftyA", "y2012-NiceOrDieC", "y2012-EnergyB"])
def test_real_domains_have_the_published_number_of_pareto_points(name):
    expected = json.loads((SHARED / "expected.json").read_text())[name]
    assert len(frontier(read_genius(SHARED / "genius" / name))) == expected["pareto_points"]
