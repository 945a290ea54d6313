"""Whose words a paper gives: those of the sources that it cites, and not those of a dateline or a weekday."""

import pytest
from statement_reading import rows


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The daily Hokuto reported, citing unnamed government sources, that Norway was ready to accept the transfer of two islands.",
            "unnamed government sources",
            "that Norway was ready to accept the transfer of two islands",
        ),
        ("Reuters said, citing diplomats, that Iran would free the crew.", "diplomats", "that Iran would free the crew"),
        (
            "Reuters reported on Friday, citing two people familiar with the matter, that Iran had agreed on a swap.",
            "two people familiar with the matter",
            "that Iran had agreed on a swap",
        ),
        (
            "Citing unnamed officials, the newspaper Assabah reported that Peru would sign.",
            "unnamed officials",
            "that Peru would sign",
        ),
    ],
)
def test_what_a_paper_reports_citing_somebody_is_his(text, source, content):
    assert [(row[0], row[2], row[3]) for row in rows(text)] == [(source, content, "anonymous")]


def test_reasons_that_are_cited_are_no_sources():
    assert rows("Ghana halted imports from Togo, citing security concerns.")[0][0] == "Ghana"


def test_a_dateline_does_not_speak_and_a_weekday_is_not_said():
    found = rows("LIMA, June 9 - Peruvian President Ana Luna and Chilean President Luis Vega agreed on Tuesday to resume talks.")
    assert [(row[0], row[2]) for row in found] == [
        ("Peruvian President Ana Luna and Chilean President Luis Vega", "to resume talks")
    ]
