"""Looking back to a day: what may be of a later one is left out, whatever is not known of its date."""

from datetime import date

import pytest
from record_examples import document, mention, report, statement

from hikiwake.record.hindsight import as_known_on
from hikiwake.record.model import Contents, Event, Said, Status
from hikiwake.terms.dates import from_timex

DAY = date(2009, 8, 25)
TEXT = "They met on 15 September {year}. The minister said on 16 September {year} that talks go on."


def record(year: int, dated: str | None = None, status: Status = Status.ACTUAL, is_only_said: bool = False) -> Contents:
    """One document of a year, which tells of a day of that year."""
    doc = document(TEXT.format(year=year), date=from_timex(dated) if dated else None)
    met = Event("e", (report(doc, "met", status=status, date=mention(doc.text, f"15 September {year}", f"{year}-09-15")),))
    when = mention(doc.text, f"16 September {year}", f"{year}-09-16")
    said = Said("s", statement(doc, "The minister", "said", "that talks go on", date=when if is_only_said else None))
    return Contents((doc,), () if is_only_said else (met,), (said,))


@pytest.mark.parametrize(
    ("contents", "is_known"),
    [
        (record(2009, "2009-08-25"), True),
        (record(2009, "2009-08-26"), False),
        (record(2009, "2009-08"), False),  # it may be of the 31st
        (record(2009, "2009"), False),
        (record(2008, "2008"), True),
        (record(2010), False),
        (record(2008), True),
        (record(2010, status=Status.PLANNED), True),  # a plan is told before its day
        (record(2010, is_only_said=True), False),
        (record(2010, "2009-08-01"), True),  # a date that it has goes before what it tells
    ],
)
def test_what_may_be_later_is_left_out(contents, is_known):
    known = as_known_on(DAY, contents)
    assert known == (contents if is_known else Contents())
