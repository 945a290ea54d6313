"""Two views of one dyad compared: the same ones agree, blind ones agree by chance, and chance stands beside every figure."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from hikiwake.relations.agreement import agreement
from hikiwake.relations.model import IndexPoint, Phase, PhaseKind, Relations, TurningPoint
from hikiwake.relations.periods import next_period, periods
from hikiwake.relations.window import Window, common_axis, window_of, within

UP, LEVEL, DOWN = PhaseKind.UPTURN, PhaseKind.STALEMATE, PhaseKind.DOWNTURN


def told(*stretches: tuple[int, PhaseKind], first: date = date(2000, 1, 1), turns: tuple[TurningPoint, ...] = ()) -> Relations:
    """Relations by month: phases of so many months each."""
    months = periods(first, first + timedelta(days=31 * sum(n for n, _ in stretches)), "month")
    phases, at = [], 0
    for length, kind in stretches:
        phases.append(Phase(months[at], months[at + length], kind, 0.9))
        at += length
    points = tuple(IndexPoint(m, 0.0, -1.0, 1.0, 3, (), (0.3, 0.4, 0.3)) for m in months[:at])
    return Relations("NOR-SWE", "month", points, tuple(phases), turns)


def turn(day: date, direction: str = "up", open_days: int = 20, probability: float = 0.9) -> TurningPoint:
    half = timedelta(days=open_days // 2)
    return TurningPoint(day, day - half, day + half, direction, probability, ())


def test_two_that_say_the_same_agree_wholly_and_kappa_is_one():
    view = told((12, UP), (12, DOWN), (12, LEVEL))
    found = agreement(view, view)
    assert (found.months, found.same, found.kappa) == (36, 36, 1.0) and found.by_chance == approx(1 / 3)


def test_kappa_of_a_table_that_cohen_would_know():
    """20 months up in both, 5 and 10 in one only, 15 down in both: p = 0.7, by chance 0.5, κ = 0.4."""
    one = told((20, UP), (5, UP), (10, DOWN), (15, DOWN))
    other = told((20, UP), (5, DOWN), (10, UP), (15, DOWN))
    found = agreement(one, other)
    assert found.share == approx(0.7) and found.by_chance == approx(0.5) and found.kappa == approx(0.4)


def test_two_that_never_change_agree_always_and_that_says_nothing():
    found = agreement(told((40, LEVEL)), told((60, LEVEL)))
    assert (found.months, found.share, found.kappa) == (40, 1.0, None)


def test_too_few_months_give_no_kappa_and_none_in_common_give_nothing():
    short = told((20, UP))
    assert agreement(short, short).is_thin and agreement(short, short).kappa is None
    apart = agreement(told((30, UP)), told((30, UP), first=date(2010, 1, 1)))
    assert (apart.first, apart.months, apart.share, apart.turns) == (None, 0, None, ())
    assert agreement(replace(short, index=(), phases=()), short).months == 0


def test_a_turn_is_met_within_half_a_year_in_its_direction_and_chance_grows_with_how_vaguely_it_is_dated():
    record = told(
        (120, LEVEL), turns=(turn(date(2003, 6, 1)), turn(date(2006, 6, 1), "down"), turn(date(2008, 6, 1), open_days=1460))
    )
    data = told(
        (120, LEVEL),
        turns=(turn(date(2003, 11, 1)), turn(date(2006, 6, 1), "up"), turn(date(2006, 6, 1), "down", probability=0.3)),
    )
    close, other_way, vague = agreement(record, data).turns
    assert close.other is not None and close.other.date == date(2003, 11, 1)
    assert other_way.other is None and other_way.chance == 0
    assert vague.other is not None and vague.chance > 2 * close.chance


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from(PhaseKind)), min_size=1, max_size=6),
    st.integers(0, 60),
    st.lists(st.integers(0, 1500)),
)
def test_every_figure_stays_in_its_range(stretches, shift, days):
    turns = tuple(turn(date(2000, 1, 1) + timedelta(days=d), "up" if d % 2 else "down") for d in sorted(days))
    one = told(*stretches, turns=turns)
    other = told(*reversed(stretches), first=date(2000 + shift // 12, 1 + shift % 12, 1), turns=turns[::2])
    found = agreement(one, other)
    assert 0 <= found.same <= found.months and 0 <= found.by_chance <= 1
    assert found.kappa is None or found.kappa <= 1
    assert all(0 <= met.chance <= 1 for met in found.turns) and found.met <= len(found.turns)


def test_a_window_cuts_phases_and_keeps_the_periods_that_reach_into_it():
    view = told((12, UP), (12, DOWN), turns=(turn(date(2001, 1, 1), "down"),))
    part = within(view, Window(date(2000, 6, 15), date(2000, 8, 1)))
    assert [p.period.month for p in part.index] == [6, 7, 8] and part.turning_points == ()
    assert [(p.start, p.end) for p in part.phases] == [(date(2000, 6, 15), date(2000, 8, 2))]
    assert window_of(view) == Window(date(2000, 1, 1), next_period(date(2001, 12, 1), "month") - timedelta(days=1))
    assert within(view, Window(date(1990, 1, 1), date(1991, 1, 1))).index == ()


def test_a_common_axis_is_given_up_where_one_of_the_two_could_not_be_read_on_it():
    decades, years = Window(date(1945, 1, 1), date(2016, 12, 31)), Window(date(2000, 1, 1), date(2016, 12, 31))
    assert common_axis(decades, years) == decades
    assert common_axis(decades, Window(date(2014, 1, 1), date(2016, 12, 31))) is None
