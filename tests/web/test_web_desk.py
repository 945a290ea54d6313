"""What the desk keeps when something changes: what a change did not reach is there at once, and nobody works for what is past."""

import threading
import time
from pathlib import Path

import pytest

from hikiwake.assessment.assess import assess
from hikiwake.case.editing import Set, edit_case
from hikiwake.terms.errors import CaseError
from hikiwake.terms.pauses import pause
from hikiwake.web.desk import Desk
from hikiwake.web.view import View


def test_what_a_change_did_not_reach_is_kept_from_view_to_view(desk: Desk) -> None:
    before = desk.look().assessment
    issue, side = before.case.issues[0].id, before.case.sides[0].id
    with desk.editing() as path:
        edit_case(path, [Set(f"issues.{issue}.weight.{side}", 0.123)])
    weight = desk.look().assessment
    assert weight.settlement != before.settlement
    assert weight.contents is before.contents and weight.weighing is before.weighing and weight.relations is before.relations
    with desk.writing() as record:
        record.note(desk.look().contents.events[0].id, "seen", by="Ana")
    noted = desk.look().assessment
    assert noted.record.notes and noted.settlement is weight.settlement and noted.relations is weight.relations
    view = desk.look()
    assert noted == assess(view.case, view.contents)


def test_the_brief_of_a_view_that_is_past_is_not_begun(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[View] = []
    monkeypatch.setattr(View, "assessment", property(lambda view: made.append(view)))
    monkeypatch.setattr(View, "brief", property(lambda view: made.append(view)))
    past = desk.look()
    with desk.writing() as record:
        record.note(past.contents.events[0].id, "seen", by="Ana")
    now = desk.look()
    assert past.is_past and not now.is_past
    assert past.is_ready(5) and made == []
    assert now.is_ready(5) and made == [now, now]


def test_a_large_record_is_opened_beside_whoever_asks_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    may_go_on, held = threading.Event(), desk._held

    def slowly() -> object:
        assert may_go_on.wait(20)
        return held()

    monkeypatch.setattr(desk, "_held", slowly)
    monkeypatch.setattr("hikiwake.web.desk._LARGE", 0)
    assert not desk.is_open(0.01) and not desk.is_open(0)
    may_go_on.set()
    assert desk.is_open(20) and desk.look().contents.events


def test_what_is_wrong_with_a_case_is_told_to_whoever_looks_at_it(case_folder: Path) -> None:
    (case_folder / "case.toml").write_text("title = ", encoding="utf-8")
    desk = Desk(case_folder)
    assert desk.is_open(20)
    with pytest.raises(CaseError):
        desk.look()


def test_work_on_a_view_that_is_past_is_given_up_and_other_work_is_not(desk: Desk) -> None:
    view = desk.look()
    began, done = threading.Barrier(3), threading.Event()

    def work(_: View) -> None:
        began.wait(10)
        while not done.is_set():
            pause()
            time.sleep(0.001)

    given_up = view.beside("comparing", work, even_if_past=False)
    kept_up = view.beside("keeping", work)
    began.wait(10)
    desk.case_file.write_text(desk.case_file.read_text() + "# looked at\n")
    assert given_up.is_alive() and desk.look() is not view
    given_up.join(10)
    assert not given_up.is_alive() and kept_up.is_alive()
    done.set()
    kept_up.join(10)
    assert not kept_up.is_alive()
