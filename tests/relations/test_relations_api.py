"""Relations from Python: a lake and a file to data frames and a labelled chart; and the notebook of the documentation, run."""

import json
import random
import re
import sys
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from hikiwake.events import open_lake
from hikiwake.relations import analyse_file
from hikiwake.terms.errors import HikiwakeError

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from notebook import CHART, NOTEBOOK, differences, run, source  # noqa: E402

CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The folder in which the notebook was run, the names that it defined, and what its cells showed."""
    folder, names = tmp_path_factory.mktemp("notebook"), {}
    shown = list(run(CELLS, folder, names))
    return folder, names, shown


@pytest.fixture(scope="module")
def lake(notebook):
    return open_lake(notebook[0] / "example" / "lake")


def test_the_notebook_shows_what_its_cells_show(notebook):
    otherwise = [
        words for cell, shown in notebook[2] if shown != cell["outputs"] for words in differences(shown, cell["outputs"])
    ]
    assert otherwise == [], "python scripts/notebook.py brings what the documentation shows up to date"
    assert sum(bool(shown) for _, shown in notebook[2]) >= 6


def test_its_lines_from_files_to_a_chart_are_ten_and_its_chart_is_the_documentations(notebook):
    lines = [line for cell, _ in notebook[2][1:] for line in source(cell).splitlines() if line]
    assert len(lines) == 10 and lines[-1] == "found.chart()"
    drawn = notebook[2][-1][0]["outputs"][0]["data"]["image/svg+xml"]
    assert "".join(drawn) == CHART.read_text(encoding="utf-8")


def test_what_a_cell_would_show_otherwise_is_found():
    stored = [{"text": ["turn 2011-03-14, 0.9970, at 12.3"]}]
    assert differences([{"text": ["turn 2011-03-14, 0.9971, at 12.3"]}], stored) == []
    for other in (
        "turn 2011-03-15, 0.9970, at 12.3",
        "turn 2011-03-14, 0.9978, at 12.3",
        "no 2011-03-14, 0.9970, at 12.3",
        "turn",
    ):
        assert differences([{"text": [other]}], stored) != []


def test_the_frames_of_a_lakes_dyad_have_days_numbers_and_causes_that_stand_in_the_files(notebook):
    folder, names, _ = notebook
    found = names["found"]
    assert str(found.frame()["period"].dtype).startswith("datetime64") and len(found.frame()) == 314
    assert found.phases()["kind"].tolist() == ["stalemate", "downturn", "upturn"]
    turns = found.turns()
    assert [f"{day:%Y-%m-%d}" for day in turns["date"]] == ["2011-03-14", "2012-10-08"]
    assert turns["cause"].tolist() == found.causes().groupby("turn", sort=False)["words"].first().tolist()
    for cause in found.causes().to_dict("records"):
        cells = (folder / cause["file"]).read_text(encoding="utf-8").splitlines()[cause["row"] - 1].split("\t")
        assert (cells[1][:3] == "NOR") == (cause["source"] == "Norway") and float(cells[7]) == pytest.approx(cause["goldstein"])


def test_who_acts_on_whom_is_asked_for_by_an_arrow_and_both_add_up(lake):
    one, other = lake.relations("NOR>SWE", by="month"), lake.relations("Sweden>NOR", by="month")
    assert (one.result.dyad, other.result.dyad) == ("NOR>SWE", "SWE>NOR")
    both = lake.relations("NOR-SWE", by="month").frame()
    assert (one.frame()["events"] + other.frame()["events"]).tolist() == both["events"].tolist()
    assert set(one.causes()["source"]) == {"Norway"}


def test_a_dyad_that_is_not_there_is_empty_everywhere_and_no_pair_is_refused(lake):
    none = lake.relations("NOR>JPN")
    assert none.frame().empty and none.phases().empty and none.turns().empty and none.causes().empty
    assert "No event is known" in none.chart().svg() and "NOR&gt;JPN: No event is known" in none._repr_html_()
    with pytest.raises(ValueError, match="no pair of states"):
        lake.relations("Atlantis>SWE")


def test_a_chart_stands_by_itself(notebook, tmp_path):
    svg = notebook[1]["found"].chart(width=400).save(tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(svg).get("width") == "400"
    ruled = set(re.findall(r"\.chart \.([\w-]+)", svg))
    assert {name for css in re.findall(r'class="([^"]+)"', svg) for name in css.split()} - ruled == {"chart"}


def weekly(path, depth, *, dyad="A-B", without=frozenset()):
    """Two hundred weeks of a dozen events each, in the hundredth a fall that lasts eight weeks; `without`: lines left out."""
    chance = random.Random(2)
    lines = ["dyad,date,value,count"]
    for week in range(200):
        count = chance.randrange(8, 20)
        value = 1.5 - depth * (100 <= week < 108) + chance.gauss(0, 4.5 / count**0.5)
        lines.append(f'"{dyad}",{date(2010, 1, 4) + timedelta(weeks=week)},{value:.3f},{count}')
    path.write_text("\n".join(x for i, x in enumerate(lines, 1) if str(i) not in without) + "\n", encoding="utf-8")
    return path


def fall(path):
    """The turn down of December 2011."""
    turns = analyse_file(path)[0].turns()
    near = turns[(turns["direction"] == "down") & ((turns["date"] - pd.Timestamp("2011-12-05")).abs() < pd.Timedelta(weeks=8))]
    return near.iloc[0] if len(near) else None


@pytest.mark.parametrize("depth", [3.0, 5.0])
def test_without_what_carries_it_a_turn_is_less_probable(tmp_path, depth):
    turn = fall(weekly(tmp_path / "all.csv", depth))
    assert turn["probability"] > 0.9 and len(turn["events"]) >= 4
    left = fall(weekly(tmp_path / "some.csv", depth, without=frozenset(turn["events"])))
    assert left is None or left["probability"] < turn["probability"] - 0.1


class Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)


def test_a_file_gives_a_result_a_dyad_in_its_order_whatever_they_are_called(tmp_path):
    one, other = weekly(tmp_path / "1.csv", 5.0, dyad="<b>1 & 2"), weekly(tmp_path / "2.csv", 0.0)
    path = tmp_path / "both.csv"
    path.write_text(one.read_text() + other.read_text().partition("\n")[2])
    found = analyse_file(str(path), by="month")
    assert [one.result.dyad for one in found] == ["<b>1 & 2", "A-B"]
    assert set(Tags(found[0]._repr_html_()).tags) == {"img", "p", "table", "tr", "th", "td"}
    assert found[0].causes().empty and found[0].turns()["cause"].eq("").all()


def test_a_cell_that_is_no_number_is_told_by_its_line_and_a_period_that_is_none_is_refused(tmp_path):
    path = tmp_path / "series.csv"
    path.write_text("date,value\n2010-01-04,1\n2010-01-11,many\n")
    with pytest.raises(HikiwakeError, match=r"series\.csv:3"):
        analyse_file(path)
    with pytest.raises(ValueError, match="no period"):
        analyse_file(weekly(path, 0.0), by="fortnight")
