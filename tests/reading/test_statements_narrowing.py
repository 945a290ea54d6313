"""Contents without what was not said: datelines, and what another reported who is contradicted."""

import pytest
from statement_reading import source, statements_in


def said_by(text: str, who: str) -> list[str]:
    return [s.content.text for s in statements_in(text) if source(s) == who]


@pytest.mark.parametrize(
    "dateline",
    [
        "OSLO, May 18 (North News) - ",
        "OSLO (Reuters) — ",
        "OSLO — ",
        "Oslo, 4 May 2026 – ",
        "SAN JOSE, Costa Rica, May 4 (AP) -- ",
        "",
    ],
)
def test_a_dateline_is_no_part_of_what_was_said(dateline: str):
    text = f"{dateline}Norway has moved 90 soldiers to Kirkenes on the border with Russia, the army said on Friday."
    assert said_by(text, "the army") == ["Norway has moved 90 soldiers to Kirkenes on the border with Russia"]


@pytest.mark.parametrize(
    "text", ["Norway – Sweden's neighbour – has closed the road", "NATO – an alliance of 32 – has closed the road"]
)
def test_a_name_before_an_aside_is_no_dateline(text: str):
    assert said_by(f"{text}, the army said.", "the army") == [text]


@pytest.mark.parametrize(
    ("text", "who", "reported"),
    [
        ("The mayor said on Monday that nine ships were seized, not six, as the navy reported.", "the navy", "six"),
        ("The minister said twelve men had died, rather than ten, as Reuters wrote.", "Reuters", "ten"),
        ("The boat was empty, not full, as Norway claimed on Sunday.", "Norway", "full"),
        ("Norway denied that it had moved its troops, as the paper reported.", "the paper", "that it had moved its troops"),
        ("The talks go on, as the envoy said.", "the envoy", "The talks go on"),
    ],
)
def test_as_reported_belongs_to_what_is_contradicted(text: str, who: str, reported: str):
    assert said_by(text, who) == [reported]
