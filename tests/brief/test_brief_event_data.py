"""Event data in the brief: beside the record's relations, each sentence traced, whole in every format; without a lake nothing of it."""

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import barents
import pytest
from lake_of_two import lake_of_two

from hikiwake.assessment.assess import assess
from hikiwake.assessment.cites import Rows
from hikiwake.assessment.lake import lake_at
from hikiwake.brief import compose, to_docx, to_html, to_json, to_markdown, trace
from hikiwake.brief.composition import event_data
from hikiwake.brief.composition.material import Material
from hikiwake.relations.model import PhaseKind
from hikiwake.relations.window import window_of


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    lake = lake_of_two(tmp_path_factory.mktemp("two"), "Norway", "Russian Federation", 2007)
    return assess(barents.case(), barents.contents(), lake=lake_at(str(lake), Path()))


@pytest.fixture(scope="module")
def brief(result):
    return compose(result)


def of_event_data(brief):
    return [s for s in brief.sentences() if s.key.startswith("event_data:")]


def test_every_sentence_about_event_data_names_its_rows_and_rests_on_something(result, brief):
    told = of_event_data(brief)
    assert [s.key.split(":")[1] for s in told] == ["finding", "what", "now", "turns", "agreement", "caution"]
    assert [fault for s in told for fault in trace(s, result)] == []
    turns = next(s for s in told if s.key == "event_data:turns")
    assert turns.cites and all(isinstance(c, Rows) and c.row.startswith("events.tab, row ") for c in turns.cites)
    assert "→" in turns.text and "ICEWS; one file" in told[1].text


def test_every_format_has_the_chart_or_its_finding_the_paragraph_and_the_rows(result, brief):
    finding, caution = of_event_data(brief)[0].text, "no single row of them is taken for a fact"
    row = result.event_data.deeds[0][0].row
    page, marked = to_html(brief, result), to_markdown(brief, result)
    assert page.count("<svg xmlns") >= 6 and 'id="chart-event_data"' in page and f"events.tab, row {row}" in page
    assert caution in page and caution in marked and finding in marked and f"row {row}" in marked
    data = json.loads(json.dumps(to_json(brief, result), allow_nan=False))
    assert data["event_data"]["events"] == result.event_data.events and data["agreement"]["months"] == result.agreement.months
    with zipfile.ZipFile(BytesIO(to_docx(brief, result))) as archive:
        text = archive.read("word/document.xml").decode()
    assert caution in text and finding[:40] in text


def test_the_folder_that_the_event_files_lay_in_does_not_leave(result, brief):
    folder = str(Path(result.lake.place).parent)
    assert folder not in to_html(brief, result) and folder not in to_markdown(brief, result)


def test_the_charts_stand_on_one_axis_only_where_both_can_be_read_on_it(result):
    axis = event_data.axis(Material(result))
    spans = [window_of(result.relations), window_of(result.event_data.relations)]
    assert (axis is not None) == (
        min(s.days for s in spans) >= 0.2 * ((max(s.last for s in spans) - min(s.first for s in spans)).days + 1)
    )


def test_without_a_lake_the_brief_says_nothing_of_event_data():
    result = assess(barents.case(), barents.contents())
    brief = compose(result)
    assert not [s for s in brief.sentences() if "event_data" in s.key or "event data" in s.text.lower()]
    assert to_json(brief, result)["event_data"] == {
        "missing": "The case names no event data.",
        "supply": result.event_data.supply,
    }


def test_a_lake_that_is_not_there_is_one_line_of_the_section(tmp_path):
    result = assess(barents.case(), barents.contents(), lake=lake_at("gone", tmp_path))
    told = [s for s in compose(result).sentences() if "event_data" in s.key]
    assert [s.key for s in told] == ["missing:event_data"] and "“gone”" in told[0].text


def test_a_phase_less_likely_than_not_is_told_as_unclear_and_without_a_beginning(result):
    relations = result.event_data.relations
    *before, last = relations.phases
    index = tuple(replace(p, phase=(0.41, 0.35, 0.24)) if p.period >= last.start else p for p in relations.index)
    phases = (*before, replace(last, kind=PhaseKind.UPTURN, probability=0.41))
    data = replace(result.event_data, relations=replace(relations, index=index, phases=phases))
    told = {s.key: s.text for s in compose(replace(result, event_data=data)).sentences()}
    unclear = "Where the two stand they leave unclear: in an upturn (41 %) or at their usual level (35 %)."
    assert told["event_data:now"] == unclear and "it is unclear whether" in told["event_data:finding"]
