"""What is named as carrying a turn is what changed with it, not what is loud or always there."""

from datetime import date, timedelta

import event_files as made
import pytest

from hikiwake.cli.relations import _causes
from hikiwake.events import load, open_lake
from hikiwake.events.deeds import NOTHING, deeds_of
from hikiwake.events.dyad_relations import LakeRelations
from hikiwake.relations.model import Relations, TurningPoint
from hikiwake.terms.dyad import Dyad

TURN = date(2014, 12, 15)
PAIR = Dyad.of("RUS", "UKR")
CONSULT, FORCE, ARMS, SANCTIONS = ("040", 1.0, 1), ("190", -10.0, 4), ("193", -10.0, 4), ("163", -8.0, 4)


def lake_of(folder, before, after, mentions=None):
    """Events on the hundred days before a turn and on the fifty from it on; `before`, `after`: (code, Goldstein, class) → events."""
    rows = []
    for kinds, first, days in ((before, TURN - timedelta(days=100), 100), (after, TURN, 50)):
        for (source, target, kind), times in kinds.items():
            code, goldstein, quad = kind
            for i in range(times):
                day = first + timedelta(days=i * days // times)
                rows.append(
                    made.gdelt(id=len(rows), day=f"{day:%Y%m%d}", a=source, b=target, code=code, goldstein=goldstein, quad=quad,
                               mentions=(mentions or {}).get(kind, 2), added="20160101000000", AvgTone=len(rows))
                )  # fmt: skip
    load([made.write(folder / "events.csv", *rows)], folder / "lake")
    return open_lake(folder / "lake")


def told(lake, direction="down", probability=0.9, source=None, usual=0.0, last=None):
    turn = TurningPoint(TURN, TURN, TURN, direction, probability, ())
    return deeds_of(lake, PAIR, turn, source=source, usual=usual, collection=None, last=last)


def test_what_is_as_frequent_as_before_carries_nothing_however_often_it_is_reported(tmp_path):
    """Force is one in ten before and after, in the headlines all the while; small arms came with the turn."""
    before = {("UKR", "RUS", FORCE): 20, ("RUS", "UKR", CONSULT): 180}
    after = {("UKR", "RUS", FORCE): 11, ("RUS", "UKR", CONSULT): 70, ("RUS", "UKR", ARMS): 15}
    (deed,) = told(lake_of(tmp_path, before, after, mentions={FORCE: 900}))
    assert (deed.words, deed.events) == ("Russia → Ukraine: fight with small arms and light weapons (15 events)", 15)
    assert (deed.first, deed.goldstein) == (TURN, -10.0)


def test_what_moved_the_mean_most_comes_first(tmp_path):
    before = {("RUS", "UKR", CONSULT): 180, ("RUS", "UKR", SANCTIONS): 10}
    after = {("RUS", "UKR", CONSULT): 60, ("UKR", "RUS", ARMS): 10, ("RUS", "UKR", SANCTIONS): 30, ("UKR", "RUS", FORCE): 3}
    found = told(lake_of(tmp_path, before, after, mentions={ARMS: 500}))
    assert [(deed.source, deed.events) for deed in found] == [("Russia", 30), ("Ukraine", 10), ("Ukraine", 3)]
    assert {deed.source for deed in told(open_lake(tmp_path / "lake"), source="UKR")} == {"Ukraine"}


def test_a_turn_that_no_deed_explains_has_none_and_says_so(tmp_path):
    """The quarrel is as it was, and so is all else."""
    same = {("UKR", "RUS", FORCE): 20, ("RUS", "UKR", CONSULT): 80}
    lake = lake_of(tmp_path, same, {kind: times // 2 for kind, times in same.items()})
    assert told(lake) == told(lake, "up") == ()
    turns = [TurningPoint(TURN, TURN, TURN, "down", probability, ()) for probability in (0.9, 0.2)]
    found = LakeRelations(Relations("RUS-UKR", "week", (), (), tuple(turns)), ((), ()))
    assert _causes(found) == [NOTHING, ""]  # of an improbable turn nothing was looked for


def test_a_turn_up_is_carried_by_what_is_friendly(tmp_path):
    before = {("RUS", "UKR", CONSULT): 100, ("UKR", "RUS", FORCE): 50}
    after = {("RUS", "UKR", CONSULT): 100, ("UKR", "RUS", FORCE): 2, ("RUS", "UKR", ("057", 8.0, 1)): 20}
    assert [deed.label for deed in told(lake_of(tmp_path, before, after), "up")] == ["sign formal agreement", "consult"]


def test_without_a_half_year_before_the_level_that_is_usual_counts(tmp_path):
    lake = lake_of(tmp_path, {}, {("RUS", "UKR", CONSULT): 50, ("UKR", "RUS", FORCE): 20})
    assert [deed.label for deed in told(lake, usual=2.0)] == ["use conventional military force"]


def test_what_came_later_than_is_known_carries_nothing(tmp_path):
    lake = lake_of(tmp_path, {("RUS", "UKR", CONSULT): 100}, {("RUS", "UKR", CONSULT): 30, ("UKR", "RUS", FORCE): 2})
    (deed,) = told(lake)
    assert deed.events == 2 and told(lake, last=TURN + timedelta(days=5))[0].events == 1
    with pytest.raises(IndexError):
        told(lake, probability=0.4)[0]
