"""What the chart's title claims: no more than is known, in the words of probability of the brief, and of the days that are shown."""

from dataclasses import replace
from datetime import date

import pytest

from hikiwake.relations.chart import chart, data
from hikiwake.relations.finding import finding, named, sureness, told_by
from hikiwake.relations.model import IndexPoint, Phase, PhaseKind, Relations, Thin, TurningPoint
from hikiwake.relations.table import relations_json
from hikiwake.relations.terminal import drawn
from hikiwake.relations.window import Window

NOTHING = (1 / 3, 1 / 3, 1 / 3)


def months(first, end):
    found = []
    while first < end:
        found.append(first)
        first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return found


def told(probability, *, thin=(), silent=(), other=0.3, counted=True):
    """Monthly relations from 2012 to 2018: a downturn, and from February 2017 on an upturn of some probability."""
    turned, end = date(2017, 2, 1), date(2019, 1, 1)
    index = tuple(
        IndexPoint(
            month,
            *((None,) * 3 if any(a <= month < b for a, b in silent) else (1.0, 0.0, 2.0)),
            4,
            (),
            (probability, other, 1 - probability - other) if month >= turned else (0.0, 0.1, 0.9),
        )
        for month in months(date(2012, 1, 1), end)
    )
    before = thin[0].start if thin else turned
    phases = (Phase(date(2012, 1, 1), before, PhaseKind.DOWNTURN, 0.9), Phase(turned, end, PhaseKind.UPTURN, probability))
    turn = TurningPoint(date(2014, 3, 1), date(2014, 2, 1), date(2014, 4, 30), "down", 0.9, ())
    return Relations("A-B", "month", index, phases, (turn,), thin, counted)


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.93, "Relations have stood in an upturn since February 2017"),
        (0.70, "Relations have likely stood in an upturn since February 2017"),
        (0.52, "There is a roughly even chance that relations have stood in an upturn since February 2017"),
        (0.46, "It is unclear whether relations stand in an upturn (46 %) or at their usual level (30 %)"),
    ],
)
def test_the_words_are_no_surer_than_the_probability(probability, words):
    assert finding(told(probability)) == f"{words}; one turn stands out"


def test_after_a_thin_stretch_no_beginning_is_claimed():
    thin = (Thin(date(2015, 6, 1), date(2017, 2, 1), 3),)
    assert finding(told(0.9, thin=thin)).startswith(
        "By the 92 events since February 2017, after 20 months with too few, relations stand in an upturn;"
    )
    assert finding(told(0.7, thin=thin)).startswith(
        "By the 92 events since February 2017, after 20 months with too few, relations likely stand in an upturn;"
    )
    unclear = finding(told(0.46, thin=thin, counted=False))
    past = finding(told(0.9, thin=thin), Window(date(2016, 1, 1), date(2018, 3, 31)))
    assert (
        past == "Relations stood in an upturn at the end of these days, after 20 months with too few events; no turn stands out"
    )
    assert unclear.startswith(
        "By the 92 rows since February 2017, after 20 months with too few, it is unclear whether relations stand in an upturn (46 %)"
    )


def test_a_phase_that_the_first_event_after_years_of_silence_begins_is_not_said_to_begin_there():
    silent = ((date(2015, 2, 1), date(2017, 2, 1)),)
    assert finding(told(0.9, silent=silent)).startswith(
        "By the 92 events since February 2017, after two years without one, relations stand in an upturn;"
    )
    assert "since February 2017" in finding(told(0.9, silent=((date(2016, 11, 1), date(2017, 2, 1)),)))


def test_a_silence_that_reaches_into_a_phase_is_told_up_to_its_first_event_and_alone_where_it_holds_none():
    into = told(0.9, silent=((date(2016, 2, 1), date(2018, 2, 1)),))
    assert told_by(into, into.phases[-1]) == "by the 44 events since February 2018, after two years without one"
    whole = told(0.9, silent=((date(2016, 1, 1), date(2019, 1, 1)),))
    assert told_by(whole, whole.phases[-1]) == "after three years without an event"
    one = replace(into, index=tuple(replace(p, events=1) for p in into.index if p.period <= date(2018, 2, 1)))
    assert told_by(one, one.phases[-1]).startswith("by the one event since February 2018,")


def test_how_sure_is_the_probability_of_the_kind_named_first():
    found = told(0.3, other=0.5)
    assert named(found, found.phases[-1]).startswith("unclear: usual level 50 %") and sureness(found, found.phases[-1]) == 0.5
    assert sureness(found, found.phases[0]) == 0.9


def test_the_title_is_that_of_the_days_shown():
    found = told(0.9, silent=((date(2015, 2, 1), date(2016, 2, 1)),))
    assert finding(found, Window(date(2015, 3, 1), date(2015, 11, 30))) == "No event is known of these days"
    past = finding(found, Window(date(2013, 1, 1), date(2014, 12, 31)))
    assert past == "Relations stood in a downturn at the end of these days, since January 2012; one turn stands out"
    assert finding(found, Window(date(2018, 1, 1), date(2018, 12, 31))).endswith("since February 2017; no turn stands out")
    assert finding(found, Window(date(2000, 1, 1), date(2030, 1, 1))) == finding(found)


def test_a_phase_less_likely_than_not_is_listed_as_unclear_in_table_and_terminal():
    found = told(0.46)
    assert named(found, found.phases[-1]) == "unclear: upturn 46 % or usual level 30 %"
    assert [row[1] for row in data(found).rows[:2]] == ["downturn", "unclear: upturn 46 % or usual level 30 %"]
    assert "  2017-02-01 to 2019-01-01  ? unclear: upturn 46 % or usual level 30 %" in drawn(found, 100).splitlines()


def test_rows_of_a_series_are_not_called_events_and_its_notes_are_told_whole():
    found = replace(told(0.9, counted=False, thin=(Thin(date(2015, 6, 1), date(2017, 2, 1), 3),)), notes=("One remark. " * 12,))
    text = drawn(found, 60)
    assert text.startswith("A-B: 336 rows, 1 turning point") and "too few rows from 2015-06-01" in text and "event" not in text
    assert text.count("One remark.") + text.count("One\n  remark.") == 12 and max(map(len, text.splitlines())) <= 60


def test_the_terminals_axis_names_the_highest_and_the_lowest_value_and_nothing_off_the_scale():
    found = told(0.9)
    values = [-9.9 if p.period == date(2014, 3, 1) else 2.0 + 0.01 * (p.period == date(2012, 1, 1)) for p in found.index]
    index = tuple(replace(p, index=v, lower=v, upper=v) for p, v in zip(found.index, values, strict=True))
    rows = [line for line in drawn(replace(found, index=index), 100).splitlines() if line.lstrip().startswith(("+", "-"))]
    assert [row.split()[0] for row in rows] == ["+2.00", "-9.90"]  # of a hundredth there is nothing to see


def test_the_middle_kind_is_the_usual_level_wherever_a_reader_looks_and_keeps_its_code_for_programs():
    found = told(0.1, other=0.85)
    *before, last = found.phases
    usual = replace(found, phases=(*before, replace(last, kind=PhaseKind.STALEMATE, probability=0.85)))
    assert finding(usual).startswith("Relations have stood at their usual level since February 2017;")
    index = tuple(replace(p, index=None) if date(2015, 2, 1) <= p.period < date(2017, 2, 1) else p for p in usual.index)
    gap = replace(usual, index=index)
    assert "after two years without one, relations stand at the usual level of what is known of them;" in finding(gap)
    assert [row[1] for row in data(gap).rows[:2]] == ["downturn", "usual level"] and "– usual level 85%" in drawn(gap, 100)
    figure = chart(gap, 980)
    assert "Usual level from February 2017 to January 2019." in figure.description
    assert "<title>usual level, February 2017 to January 2019</title>" in figure.svg("r") and ">usual level</text>" in figure.svg(
        "r"
    )
    assert "stalemate" not in f"{figure.svg('r')} {figure.description} {figure.data} {drawn(gap, 100)}"
    assert [p["kind"] for p in relations_json(gap)["phases"]] == ["downturn", "stalemate"]
