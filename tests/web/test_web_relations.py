"""The page of relations: record and event data on one time axis, the days in the address, the turns of both with what carries them."""

import time

import pytest
from lake_of_two import lake_of_two
from served import client_of

from hikiwake.cli.check import problems
from hikiwake.web.desk import Desk


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    return lake_of_two(tmp_path_factory.mktemp("two"))


@pytest.fixture(scope="module")
def with_lake(case_as_written, lake):
    return client_of(Desk(case_as_written, lake=str(lake)))


def test_without_event_data_the_page_says_what_to_do_next(looking):
    page = looking.get("/relations").text
    assert "hikiwake events load FILE… --lake DIR" in page and "lake = " in page
    twin = looking.get("/relations.json").json()
    assert twin["event_data"] is None and set(twin["missing"]) == {"event_data"} and twin["agreement"] is None


def test_both_charts_stand_on_one_axis_and_every_cause_leads_to_its_place(with_lake):
    page = with_lake.get("/relations").text
    assert page.index('id="record"') < page.index('id="event-data"') and 'data-left="34"' in page
    twin = with_lake.get("/relations.json").json()
    assert twin["event_data"]["by"] == "week" and twin["event_data"]["collections"] == ["icews"]
    causes = [c for t in twin["turns"] if t["source"] == "event data" for c in t["causes"]]
    assert causes and all(c["place"].startswith("events.tab, row ") for c in causes) and causes[0]["place"] in page
    for turn in (t for t in twin["turns"] if t["source"] == "record"):
        assert with_lake.get(turn["why"]).status_code == 200
        assert all(with_lake.get(c["href"]).status_code == 200 for c in turn["causes"])


def test_the_days_are_those_of_the_address_and_what_is_no_day_is_said(with_lake):
    twin = with_lake.get("/relations.json", params={"from": "2015-03", "to": "May 2015"}).json()
    assert (twin["first"], twin["last"]) == ("2015-03-01", "2015-05-31")
    assert all("2015-02-2" < p["period"] <= "2015-05-31" for p in twin["event_data"]["series"])
    assert (
        with_lake.get("/relations.json?from=2015-06-01&to=2015-06-02").json()["first"] < "2015-06-01"
    )  # no closer than four weeks
    page = with_lake.get("/relations?from=soon&to=2015").text
    assert "From: “soon” is no date" in page and 'value="soon"' in page
    assert with_lake.get("/relations?from=0001-01-01&to=9999-12-31").status_code == 200


def test_days_the_wrong_way_round_are_said_and_the_days_between_them_shown(with_lake):
    page = with_lake.get("/relations?from=2016&to=2015-03").text
    assert "From (2016-01-01) lies after To (2015-03-31): the days between the two are shown." in page
    twin = with_lake.get("/relations.json?from=2016&to=2015-03").json()
    assert (twin["first"], twin["last"]) == ("2015-03-31", "2016-01-01")
    assert "lies after" not in with_lake.get("/relations?from=2015-03&to=2016").text


def test_one_chart_is_not_said_to_stand_beside_another(with_lake, looking):
    assert "Both stand on one time axis" in with_lake.get("/relations").text
    alone = looking.get("/relations").text
    assert "Both stand" not in alone and "The time axis goes from" in alone


def test_the_caption_is_that_of_the_days_shown(with_lake):
    twin = with_lake.get("/relations.json").json()
    silent = next(p["period"] for p in twin["record"]["series"] if p["index"] is None)
    page = with_lake.get(f"/relations?from={silent[:7]}&to={silent[:7]}").text
    caption = page.split('id="record"')[1].split("</figcaption>")[0]
    assert "The record: no event is known of these days." in caption


def test_files_loaded_meanwhile_are_seen_and_a_lake_that_the_case_names_is_checked(case_folder, tmp_path):
    file = case_folder / "case.toml"
    file.write_text('lake = "../two/lake"\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert str(problems(case_folder)[0]).startswith("case.toml:1: the lake of event data “lake” is not there.")
    client = client_of(Desk(case_folder))
    assert "The lake of event data “lake” is not there." in client.get("/relations").text
    lake_of_two(tmp_path / "two")
    assert problems(case_folder) == [] or all("lake" not in str(p) for p in problems(case_folder))
    assert client.get("/relations.json").json()["event_data"]["events"] > 200


def until(page, condition):
    end = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(15)


def test_the_brush_zooms_both_charts_and_the_address_keeps_the_days(case_folder, lake, serve, new_page, serious):
    file = case_folder / "case.toml"
    file.write_text(f'lake = "{lake}"\n' + file.read_text(encoding="utf-8"), encoding="utf-8")
    page = new_page(f"{serve(case_folder).url}/relations", viewport={"width": 1200, "height": 900})
    assert serious(page) == []
    until(page, "'live' in document.getElementById('drawn').dataset")
    whole = page.get_attribute("#drawn", "data-first")
    chart = page.locator("#event-data svg.chart:visible").bounding_box()
    page.mouse.move(chart["x"] + chart["width"] * 0.4, chart["y"] + 60)
    page.mouse.down()
    page.mouse.move(chart["x"] + chart["width"] * 0.7, chart["y"] + 90, steps=4)
    assert "–" in page.locator(".brush span").inner_text()
    page.mouse.up()
    until(page, f"document.getElementById('drawn').dataset.first > '{whole}' && location.search.includes('from=')")
    assert page.locator("#record svg.chart:visible").count() == page.locator("#event-data svg.chart:visible").count() == 1
    page.go_back()
    until(page, f"document.getElementById('drawn').dataset.first === '{whole}'")
