"""Who speaks: an unnamed source by what the text says of it, a named one by name."""

from dataclasses import replace

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.speakers import lead, speaker_of
from hikiwake.record.model import Statement


def led(source: str) -> str:
    old = barents.contents().statements[0].statement
    statement: Statement = replace(old, speaker=None, source=replace(old.source, text=source))
    return lead(statement, speaker_of(statement, Material(assess(barents.case(), barents.contents()))))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A Western diplomat in Oslo, who asked not to be named because the talks go on", "Unnamed (a Western diplomat in Oslo)"),
        ("an owner of three boats with a share in the fields off the northern coast", "Unnamed (an owner of three boats)"),
        ("two security officials in Kirkenes", "Unnamed (two security officials in Kirkenes)"),
        ("Officials in Oslo who have been asked since the spring how a line could be drawn", "Unnamed (officials in Oslo)"),
        ("A Russian expert on fish who watched the press conference from the back row", "Unnamed (a Russian expert on fish)"),
        ("their offices", "Unnamed"),
        ("The leader of the Norwegian opposition, Kari Nordmann", "Kari Nordmann"),
        ("a skipper in Vardø, East Finnmark", "Unnamed (a skipper in Vardø, East Finnmark)"),
    ],
)
def test_an_unnamed_source_is_told_by_what_the_text_says_of_it(source: str, expected: str):
    assert led(source) == expected
