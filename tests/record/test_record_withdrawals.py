"""What a paper told and took back: told as withdrawn, beside who still tells it."""

from dataclasses import replace

import pytest
from dispute_examples import NO, alone, paper, together, told_of
from record_examples import actor, mention, report, span

from hikiwake.record.disputes import disputes
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Document, Report, Status
from hikiwake.terms.grades import Grade

DEED = "Peru closed the crossing to Ecuador at Huaquillas on 3 May 2016"
POST = paper(f"{DEED}.", "The Post", "2016-05-04")
SEEN = "Peru closed its side of the bridge to Ecuador on Tuesday, 3 May 2016"
STAR = paper(
    f"Traders in Machala say that there was much anger at the customs post when {SEEN}, without a word.", "Star", "2016-05-05"
)


def closed(doc: Document, deed: str = DEED, day: str = "3 May 2016", timex: str = "2016-05-03", **fields: object) -> Report:
    plain: dict[str, object] = {
        "span": span(doc.text, deed),
        "category": "COERCE",
        "cameo": "172",
        "sources": (actor(doc.text, "Peru", country="PER"),),
        "targets": (actor(doc.text, "Ecuador", country="ECU"),),
        "date": mention(doc.text, day, timex) if day in doc.text else None,
    }
    return report(doc, "closed", **{**plain, **fields})


def taken_back(text: str, publisher: str = "The Post", day: str = "2016-05-10") -> tuple[Document, Report]:
    doc = paper(text, publisher, day)
    return doc, closed(doc, **NO)


OTHER = "Peru closed the crossing to Ecuador at Macara on 1 April 2016"
ELSEWHERE = paper(f"The Post withdraws its report of April 2 that {OTHER}.", "The Post", "2016-05-10")
RETRACTIONS = [
    f"The Post withdraws its report of May 4 that {DEED}.",
    f"Correction: An earlier version of this article said that {DEED}. It did not.",
    f"The Post was wrong to say that {DEED}.",
    f"We wrongly reported that {DEED}.",
    f"It is not so that {DEED}, as this newspaper reported.",
]


@pytest.mark.parametrize("text", RETRACTIONS)
def test_what_a_paper_takes_back_is_told_as_withdrawn_on_both_entries(text: str) -> None:
    line = "disputed: The Post has withdrawn it"
    assert told_of(alone((POST, closed(POST)), taken_back(text))) == {"e0": line, "e1": line}


def test_another_paper_may_say_that_it_is_withdrawn_and_a_third_may_still_tell_it() -> None:
    doc, back = taken_back(f"The Post has retracted its story, which said that {DEED}.", "Gazette")
    assert told_of(alone((POST, closed(POST)), (doc, back)))["e0"] == "disputed: The Post has withdrawn it"
    both = together((POST, closed(POST)), (STAR, closed(STAR, SEEN)))
    contents = Contents((*both.documents, doc), (*both.events, *alone((doc, back)).events[:1]))
    contents = replace(contents, events=(both.events[0], replace(contents.events[1], id="e2", entries=("e2",))))
    assert told_of(contents)["e0"] == "disputed: Star says that it happened, The Post has withdrawn it"
    (dispute,) = disputes(contents)["e0"]
    assert dispute.about == "withdrawn"
    assert [side.entries for side in dispute.sides] == [("e1",), ("e2",)]


def test_what_is_taken_back_may_have_been_only_a_guess() -> None:
    guessed = closed(POST, grade=Grade.SPECULATION)
    assert "e0" in told_of(alone((POST, guessed), taken_back(RETRACTIONS[0])))


@pytest.mark.parametrize(
    "contents",
    [
        # a detail is put right, and the deed told once more
        alone((POST, closed(POST)), taken_back(f"An earlier version said that {DEED}. It was closed on 4 May.")),
        # the paper only passes on what somebody else denies, or takes back
        alone((POST, closed(POST)), taken_back(f"Quito says it is not so that {DEED}.")),
        alone((POST, closed(POST)), taken_back(f"The minister withdrew his claim that {DEED}.")),
        # another paper's report
        alone((STAR, closed(STAR, SEEN)), taken_back(RETRACTIONS[0])),
        # another deed, a retraction made before it, a plan
        alone((POST, closed(POST)), (ELSEWHERE, closed(ELSEWHERE, OTHER, "1 April 2016", "2016-04-01", **NO))),
        alone((POST, closed(POST)), taken_back(RETRACTIONS[0], day="2016-05-01")),
        alone((POST, closed(POST, status=Status.PLANNED)), taken_back(RETRACTIONS[0])),
    ],
    ids=["detail", "denial", "claim", "paper", "deed", "before", "plan"],
)
def test_what_no_paper_takes_back_of_its_own_is_not_withdrawn(contents: Contents) -> None:
    assert not any(dispute.about == "withdrawn" for some in disputes(contents).values() for dispute in some)


def test_a_text_older_than_a_deed_does_not_tell_it_as_done() -> None:
    deed = DEED.partition(" on ")[0]
    for day, happenings in (("2016-04-20", 2), ("2016-05-05", 1)):
        other = paper(f"{deed}, the ministry said.", "Star", day)
        assert len(merged(alone((POST, closed(POST)), (other, closed(other, deed)))).events) == happenings
