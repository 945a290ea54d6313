"""Who was there, as one source tells it, and stayed away, as another does."""

import pytest
from dispute_examples import DAY, paper, signed, together, told_of
from record_examples import phrase, span

from hikiwake.record.disputes import disputes
from hikiwake.record.model import Document, Report


def talks(after: str, publisher: str, day: str = "2016-05-04") -> tuple[Document, Report]:
    doc = paper(f"Chile held talks with Bolivia on the railway in Arica on 3 May 2016. {after}", publisher, day)
    whole = span(doc.text, "Chile held talks with Bolivia on the railway in Arica on 3 May 2016")
    return doc, signed(doc, **DAY, cameo="046", span=whole, trigger=phrase(doc.text, "held talks"))


@pytest.mark.parametrize(
    ("there", "away"),
    [
        ("Peru was represented.", "Peru did not attend."),
        ("Peru sent a delegation.", "The weather was good. Peru boycotted the talks."),
        ("Peru took part in the talks.", "Peru stayed away from the talks."),
        ("Peru attended the meeting.", "Peru sent nobody, as it had threatened."),
        ("Carla Soto attended the talks.", "Mrs Carla Soto was absent."),
    ],
)
def test_who_is_said_to_have_been_there_and_to_have_stayed_away_is_told_with_both(there: str, away: str) -> None:
    contents = together(talks(there, "The Post"), talks(away, "El Correo"))
    (dispute,) = disputes(contents)["e0"]
    assert dispute.about == "attended"
    assert str(dispute).startswith("The Post says that ") and str(dispute).endswith(" stayed away")
    assert [s.entries for s in dispute.sides] == [("e0",), ("e1",)]


@pytest.mark.parametrize(
    ("there", "away"),
    [
        ("Peru was represented.", "Peru's minister did not attend."),
        ("Peru was represented.", "Brazil did not attend."),
        ("Peru was represented.", "Peru did not attend the dinner."),
        ("Peru was represented.", "Peru did not attend the previous talks."),
        ("Peru was represented.", "Peru will not attend."),
        ("Peru was represented.", "Rumour had it that Peru stayed away."),
        ("Peru was represented.", "A report that Peru stayed away is wrong."),
        ("Peru was represented.", "It rained. It snowed. It hailed. Peru did not attend."),
        ("Peru was represented. Peru did not attend the dinner, it stayed at home.", "Brazil was absent."),
        ("Peru was represented.", "Peru was represented."),
    ],
)
def test_who_may_have_been_there_and_elsewhere_is_not_disputed(there: str, away: str) -> None:
    assert told_of(together(talks(there, "The Post"), talks(away, "El Correo"))) == {}


def test_who_stayed_away_before_it_was_held_or_by_one_voice_contradicts_nobody() -> None:
    there, away = talks("Peru was represented.", "The Post"), "Peru did not attend."
    assert told_of(together(there, talks(away, "The Post"))) == {}
    assert told_of(together(there, talks(away, "El Correo", "2016-05-02"))) == {}
    assert told_of(together(there, talks(away, "El Correo"))) != {}
