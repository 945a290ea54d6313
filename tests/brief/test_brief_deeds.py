"""How an act reads by whom it is done to and by how many do it."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.wording import event_words
from hikiwake.record.model import Actor, Span, Status

HERE = Span(0, 1)


def actor(name: str, country: str | None = None, sector: str | None = None) -> Actor:
    return Actor(name, HERE, name, country, sector)


@pytest.mark.parametrize(
    ("cameo", "who", "target", "status", "words"),
    [
        ("0841", actor("Norway", "NOR"), actor("sailors", None, "MIL"), Status.ACTUAL, "Norway released sailors."),
        ("0841", actor("Norway", "NOR"), actor("sailors", None, "MIL"), Status.PLANNED, "Norway is expected to release sailors."),
        ("0841", actor("Norway", "NOR"), actor("Russia", "RUS"), Status.ACTUAL, "Norway released prisoners to Russia."),
        ("172", actor("Norway", "NOR"), actor("Russia", "RUS"), Status.ACTUAL, "Norway imposed restrictions on Russia."),
        (
            "046",
            actor("Ministers", "NOR", "GOV"),
            actor("Russia", "RUS"),
            Status.PLANNED,
            "Ministers are expected to negotiate with Russia.",
        ),
        ("046", actor("Yemen", "YEM"), actor("Russia", "RUS"), Status.PLANNED, "Yemen is expected to negotiate with Russia."),
    ],
)
def test_who_is_set_free_and_who_is_many_reads_so(cameo, who, target, status, words):
    report = barents.report("a", "Norway", "x", cameo, 1.0, (barents.NOR,), (barents.RUS,), status=status)
    told = replace(report, sources=(who,), targets=(target,), date=None, place=None)
    assert event_words(told, Names({}, {}), date(2009, 9, 1)) == words
