"""Event data of a case: up to its day, asked once, told where they cannot be read; other event data are a cause that moves no number."""

import sys
from datetime import date
from pathlib import Path

import pytest
from example_case import CONTENTS, case
from lake_of_two import lake_of_two

from hikiwake.assessment.assess import assess
from hikiwake.assessment.causes import of_event_data
from hikiwake.assessment.event_data import NO_LAKE, EventData
from hikiwake.assessment.lake import LakeAt, fault_of, lake_at
from hikiwake.assessment.model import Missing
from hikiwake.assessment.numbers import numbers
from hikiwake.assessment.state import run_of
from hikiwake.assessment.what_if import what_if
from hikiwake.case.edits import Set

CASE = case().model_copy(update={"dyad": ("NOR", "SWE"), "as_of": date(2016, 1, 31), "horizon": date(2020, 1, 1), "since": None})


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> LakeAt:
    found = lake_at(str(lake_of_two(tmp_path_factory.mktemp("two"))), Path())
    assert found is not None and found.state
    return found


def test_event_data_are_told_by_week_up_to_the_day_of_the_case_with_the_rows_that_carry_each_turn(lake):
    found = assess(CASE, CONTENTS, lake=lake)
    data = found.event_data
    assert isinstance(data, EventData) and (data.relations.by, data.collections, data.file_names) == (
        "week",
        ("icews",),
        ("events.tab",),
    )
    assert 240 < data.events < 250 and data.relations.index[-1].period <= CASE.as_of
    assert {t.direction for t in data.relations.turning_points} == {"up", "down"}
    assert all(deed.row > 1 and deed.file.endswith("events.tab") for deeds in data.deeds for deed in deeds)
    earlier = assess(CASE.model_copy(update={"as_of": date(2015, 3, 1)}), CONTENTS, lake=lake).event_data
    assert isinstance(earlier, EventData) and earlier.events < 80 and earlier.id != data.id


def test_what_does_not_touch_the_days_does_not_ask_the_lake_again(lake, monkeypatch):
    before = assess(CASE, CONTENTS, lake=lake)
    monkeypatch.setattr("hikiwake.events.lake.open_lake", lambda place: pytest.fail("the lake was asked"))
    after = what_if(before, [Set("horizon", date(2021, 1, 1))])
    assert after.event_data is before.event_data and after.agreement is before.agreement


def test_without_a_lake_nothing_is_asked_and_nothing_is_imported(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    found = assess(CASE, CONTENTS)
    assert found.event_data == NO_LAKE and found.agreement is None


def test_a_lake_that_cannot_be_read_is_told_and_the_rest_is_assessed(lake, tmp_path):
    import shutil

    gone = lake_at("gone", tmp_path)
    broken = Path(shutil.copytree(lake.place, tmp_path / "broken"))
    for part in (broken / "daily").rglob("*.parquet"):
        part.write_bytes(part.read_bytes()[:50])
    for one in (gone, lake_at("broken", tmp_path)):
        found = assess(CASE, CONTENTS, lake=one)
        assert (
            isinstance(found.event_data, Missing)
            and one.name in found.event_data.what
            and str(tmp_path) not in found.event_data.what
        )
        assert found.agreement is None and found.basis.texts
    other = CASE.model_copy(update={"dyad": ("NOR", "FIN")})
    assert "no event between FIN and NOR" in assess(other, CONTENTS, lake=lake).event_data.what  # type: ignore[union-attr]


def test_other_event_data_are_another_state_and_move_no_number(lake):
    def run(found):
        return run_of(found, {}, case_text="", at="2016-02-01T00:00:00+00:00", command="brief", version="1")

    without, with_it = assess(CASE, CONTENTS), assess(CASE, CONTENTS, lake=lake)
    assert run(without).state != run(with_it).state and numbers(without) == numbers(with_it)
    assert (run(without).event_data, len(run(with_it).event_data)) == ("", 16)
    assert of_event_data("a", "a") == () and [c.kind for c in of_event_data("a", "b")] == ["data"]


def test_a_lake_is_found_from_the_case_on_and_told_where_it_is_not_there(tmp_path, lake):
    assert lake_at("", tmp_path) is None and lake_at("  ", tmp_path) is None
    missing = lake_at("../lake", tmp_path)
    assert missing is not None and missing.place == str(tmp_path / "../lake") and missing.state == ""
    assert str(fault_of(missing, "case.toml:7")).startswith("case.toml:7: the lake of event data “lake” is not there.")
    for odd in ("~nobody/lake", "a\0b", "x" * 5000):
        assert "is not there" in assess(CASE, CONTENTS, lake=lake_at(odd, tmp_path)).event_data.what  # type: ignore[union-attr]
    assert fault_of(LakeAt("s3://bucket/lake", "s3://bucket/lake"), "case.toml:7") is None and fault_of(lake, "x") is None
