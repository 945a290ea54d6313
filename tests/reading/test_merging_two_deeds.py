"""Two deeds of one state to another on one day are two, whatever their kind has in common; one deed in other words stays one."""

import pytest

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Event, Reading
from hikiwake.terms.dates import from_timex


def happenings(*texts: str) -> list[int]:
    """How many reports each happening has, of papers of one day."""
    docs = [
        document_from_text(f"{n}.txt", text, date=from_timex("2026-05-06"), publisher=f"Paper {n}")
        for n, text in enumerate(texts)
    ]
    reports = [r for reading in BuiltIn().read(docs) if isinstance(reading, Reading) for r in reading.reports]
    events = tuple(Event(f"e{i}", (r,), entries=(f"e{i}",)) for i, r in enumerate(reports))
    return [len(e.reports) for e in merged(Contents(tuple(docs), events)).events]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Tanzania expelled two Kenyan diplomats on Monday over the wiretapping of its parliament.",
            "Tanzania recalled its ambassador from Kenya on Monday for consultations.",
        ),
        ("Tanzania banned imports of Kenyan milk on Monday.", "Tanzania banned Kenyan trucks on Monday."),
        (
            "Kenya's foreign minister Musalia Mudavadi visited Dodoma in Tanzania on Monday.",
            "Kenya's trade minister Lee Kinyanjui visited Dodoma in Tanzania on Monday.",
        ),
    ],
)
def test_two_deeds_of_a_day_are_two(one, other):
    assert happenings(one, other) == [1, 1]


def test_one_deed_in_two_papers_is_one():
    one = "Tanzania expelled two Kenyan diplomats on Monday over the wiretapping of its parliament."
    assert happenings(one, "On Monday Tanzania expelled two diplomats of Kenya, which it accuses of wiretapping.") == [2]
