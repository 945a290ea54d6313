"""The review queue: the least certain readings that move a number most come first, and say why."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "brief"))
import barents

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose
from hikiwake.record.model import Contents, Correction, Event, Status
from hikiwake.record.store import Record
from hikiwake.relations.index import relations_index
from hikiwake.terms.grades import Grade
from hikiwake.web import review_doubts, review_stakes
from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk
from hikiwake.web.review_doubts import Doubt, disagreements, doubt, of_event, of_statement
from hikiwake.web.review_queue import MATTERS, Queue, queue
from hikiwake.web.review_stakes import Stake, stake, stakes


def queue_of(contents: Contents, reviewed: frozenset[str] = frozenset()) -> Queue:
    assessment = assess(barents.case(), contents)
    return queue(assessment, compose(assessment).page_one, reviewed)


@pytest.fixture(scope="module")
def barents_queue() -> Queue:
    return queue_of(barents.contents())


@given(st.lists(st.floats(0, 1), max_size=6))
def test_parts_together_are_more_than_each_and_never_more_than_one(shares):
    for together, one in ((doubt, Doubt), (stake, lambda n, s, x: Stake(n, s, x, x))):
        whole = together([one("x", "x", share) for share in shares])
        assert max(shares, default=0.0) - 1e-12 <= whole <= 1.0
    assert doubt([Doubt("a", "", 0.5), Doubt("b", "", 0.5)]) == 0.75


def test_the_move_of_the_index_is_that_of_the_index_without_the_event():
    """Against the index worked out anew without each event."""
    from hikiwake.events.from_record import series
    from hikiwake.terms.dyad import Dyad

    assessment = assess(barents.case(), barents.contents())
    case, contents, by = assessment.case, assessment.contents, assessment.relations.by

    def index(some: Contents) -> dict:
        rows = series(some, Dyad.of(*case.dyad), since=case.since, until=case.as_of)
        return {point.period: point.index for point in relations_index(rows, by=by)}

    whole, found = index(contents), stakes(assessment, None)
    compared = 0
    for event in contents.events:
        left = index(replace(contents, events=tuple(e for e in contents.events if e is not event)))
        moves = [abs(whole[p] - left[p]) for p in whole if whole[p] is not None and left.get(p) is not None]
        told = next((s.moves for s in found.get(event.id, ()) if s.name == "index"), 0.0)
        if max(moves, default=0.0) >= 0.005:  # where others are left in the period
            assert told == pytest.approx(max(moves))
            compared += 1
    assert compared >= 4


def test_a_statement_whose_grade_weighs_evidence_waits_with_what_it_moves(barents_queue):
    weighs = next(w for w in barents_queue.waiting if any(s.name == "posterior" for s in w.stakes))
    assert weighs.entry.statement.content.text == "We agree on most of the line"
    assert weighs.why == (
        "its grade weighs “lavrov”, which moves Nearly done by up to 17 points; stands on page one of the brief; nobody has checked it yet"
    )
    assert weighs.worth >= MATTERS
    # Evidence whose reliability the case states ("stalled") rests on no entry's grade.
    assert sum(s.name == "posterior" for w in barents_queue.waiting for s in w.stakes) == 1


def test_the_order_is_by_worth_and_always_the_same(barents_queue):
    worths = [w.worth for w in barents_queue.waiting]
    assert worths == sorted(worths, reverse=True)
    shuffled = barents.contents()
    shuffled = replace(shuffled, events=shuffled.events[::-1], statements=shuffled.statements[::-1])
    assert [(w.document, w.span) for w in queue_of(shuffled).waiting] == [(w.document, w.span) for w in barents_queue.waiting]
    # Surer readings of the same weight come later, and what moves nothing comes last.
    arrest = [w.id for w in barents_queue.waiting].index("e-arrest2")
    surer = barents.contents()
    sure = tuple(
        replace(e, reports=(replace(e.best, confidence=1.0, grade=Grade.ON_RECORD),)) if e.id == "e-arrest2" else e
        for e in surer.events
    )
    assert [w.id for w in queue_of(replace(surer, events=sure)).waiting].index("e-arrest2") > arrest


def test_what_was_reviewed_or_corrected_waits_no_longer(barents_queue):
    first = barents_queue.mattering[0]
    after = queue_of(barents.contents(), frozenset(first.ids))
    assert first.id not in {w.id for w in after.waiting}
    assert (after.matter, after.reviewed) == (barents_queue.matter, 1)
    read = queue_of(barents.contents(), frozenset({"d"}))  # a whole document
    assert not any(w.document == "d" for w in read.waiting)
    contents = barents.contents()
    correction = Correction("e-met", None, "event", grade=Grade.REPORTED)  # type: ignore[arg-type]
    corrected = tuple(replace(e, corrected=correction) if e.id == "e-met" else e for e in contents.events)
    assert "e-met" not in {w.id for w in queue_of(replace(contents, events=corrected)).waiting}


def test_one_report_of_two_reviewed_is_not_the_event_reviewed(barents_queue):
    signed = next(w for w in barents_queue.waiting if len(w.ids) == 2)
    assert (
        signed.id in {w.id for w in queue_of(barents.contents(), frozenset(signed.ids[1:])).waiting} or signed.ids[1] == signed.id
    )
    assert signed.id not in {w.id for w in queue_of(barents.contents(), frozenset(signed.ids)).waiting}


def test_the_rest_moves_nothing_by_more_than_it_says(barents_queue):
    rest = [w for w in barents_queue.waiting if w.worth < MATTERS]
    assert rest
    assert all(s.moves <= barents_queue.rest_index for w in rest for s in w.stakes if s.name == "index")
    assert all(s.moves <= barents_queue.rest_posterior for w in rest for s in w.stakes if s.name == "posterior")


def test_doubts_are_those_an_analyst_would_have():
    events = {e.id: e for e in barents.contents().events}
    said = {s.id: s for s in barents.contents().statements}
    assert [d.name for d in of_event(events["e-met"])] == ["confidence", "grade"]
    undated = replace(events["e-met"], reports=(replace(events["e-met"].best, date=None, is_unreviewed=True),))
    assert [d.name for d in of_event(undated)] == ["unreviewed", "date", "confidence", "grade"]
    assert [d.says for d in of_statement(said["s3"])][:1] == ["who speaks is not clear (“An official who asked not to be named”)"]
    signed = events["e-signed"].reports
    planned = replace(signed[1], status=Status.PLANNED, date=replace(signed[1].date, date=events["e-met"].best.date.date))
    assert disagreements((signed[0], planned)) == ("whether it happened", "when")
    assert disagreements(signed) == () == disagreements(signed[:1])
    assert [d.name for d in of_event(Event("x", (signed[0], planned)))].count("disagreement") == 2


def test_an_event_that_only_lacks_a_date_says_what_it_would_move():
    contents = barents.contents()
    undated = tuple(replace(e, reports=(replace(e.best, date=None),)) if e.id == "e-arrest1" else e for e in contents.events)
    waiting = next(w for w in queue_of(replace(contents, events=undated)).waiting if w.id == "e-arrest1")
    assert waiting.why.startswith("would move the index of its quarter by some ")
    assert "undated" in waiting.why


def test_an_empty_record_has_an_empty_queue():
    empty = queue_of(Contents())
    assert (empty.waiting, empty.matter, empty.reviewed, empty.rest_index) == ((), 0, 0, 0.0)


# ---------------------------------------------------------------- the page


def test_the_page_shows_the_queue_with_its_reasons(looking):
    twin = looking.get("/review.json").json()
    page = looking.get("/review").text
    assert twin["entries"] and twin["matter"] >= len(twin["entries"])
    places = [page.index(f'id="r-{entry["id"]}"') for entry in twin["entries"][:10]]
    assert places == sorted(places)
    first = twin["entries"][0]
    assert first["worth"] == pytest.approx(first["doubt"] * first["stake"], abs=1e-3)
    assert f"0 of {twin['matter']}" in page and first["stakes"][0]["says"][1:] in page


def test_one_is_accepted_another_rejected_and_both_are_gone(client, case_folder):
    one, other = client.get("/review.json").json()["entries"][:2]
    page = client.get("/review").text
    version = page.split(f'id="r-{one["id"]}"')[1].split('name="version" value="')[1].split('"')[0]
    also = " ".join(one["ids"][1:])
    answer = client.post(f"/entries/{one['ids'][0]}/accept", data={"version": version, "also": also, "to": "/review"})
    assert "1 of" in answer.text and f'id="r-{one["id"]}"' not in answer.text
    client.post(f"/entries/{other['ids'][0]}/reject", data={"also": " ".join(other["ids"][1:]), "to": "/review"})
    left = {e["id"] for e in client.get("/review.json").json()["entries"]}
    assert not {one["id"], other["id"]} & left
    with Record.open(case_folder / "record.sqlite") as record:
        assert [c.what for c in record.changes()] == ["reviewed", "rejected"]
        assert set(one["ids"]) <= record.contents().reviewed
    assert "taken back" in client.post("/undo", data={"here": "/review"}).text
    assert other["id"] in {e["id"] for e in client.get("/review.json").json()["entries"]}


def test_accepting_all_takes_those_that_are_shown_and_no_other(client, case_folder):
    shown = client.get("/review?kind=event").text
    ids = re.findall(r'id="r-(\w+)"', shown)
    lines = re.search(r'name="entry" value="([^"]+)"', shown)[1]
    changed = lines.split(";")[0].split()[0]
    with Record.open(case_folder / "record.sqlite") as record:
        record.correct(changed, grade="reported", by="another")
        before = record.contents().reviewed
    answer = client.post("/review/accept", data={"entry": lines, "to": "/review"})
    assert "nobody had changed meanwhile" in answer.text
    with Record.open(case_folder / "record.sqlite") as record:
        told = [c for c in record.changes() if c.what == "reviewed"]
        assert len(told) == len(ids) - 1 and all(changed not in c.targets for c in told)
        assert len(record.contents().reviewed) - len(before) == sum(len(c.targets) for c in told)


def test_filters_skipping_and_the_rest(looking):
    everything = looking.get("/review.json?rest=1").json()["entries"]
    statements = looking.get("/review.json?rest=1&kind=statement").json()["entries"]
    assert {e["kind"] for e in statements} == {"statement"} and len(statements) < len(everything)
    anonymous = looking.get("/review.json?rest=1&grade=anonymous").json()["entries"]
    assert {e["grade"] for e in anonymous} == {"anonymous"}
    skipped = everything[0]["id"]
    assert looking.get(f"/review.json?rest=1&skip={skipped}").json()["entries"][-1]["id"] == skipped
    assert looking.get("/review?kind=%00&grade=x&skip=,,&document=zz&open=").status_code == 200


def test_an_entry_opens_for_correction_beside_the_queue(client, case_folder):
    first = client.get("/review.json").json()["entries"][0]
    page = client.get(f"/review?open={first['ids'][0]}").text
    assert f'data-entry="{first["ids"][0]}"' in page and 'name="date"' in page
    client.post(f"/entries/{first['ids'][0]}/correct", data={"date": "2015-07", "to": "/review"})
    with Record.open(case_folder / "record.sqlite") as record:
        assert record.entry(first["ids"][0]).best.date.date.value == "2015-07"
    assert first["id"] not in {e["id"] for e in client.get("/review.json").json()["entries"]}


def test_an_empty_case_says_what_to_do(client, tmp_path):
    (tmp_path / "case.toml").write_text(
        'title = "A"\ndyad = ["NOR", "SWE"]\nquestion = "?"\nas_of = 2016-02-01\nhorizon = 2018-12-31\n'
    )
    empty = type(client)(build_app(Desk(tmp_path)), base_url=str(client.base_url))
    page = empty.get("/review").text
    assert "Nothing has been read yet" in page and 'href="/sources"' in page


def test_with_many_entries_nobody_waits_for_the_order(client, monkeypatch):
    """What was worked out a moment ago is shown without what is done since, and says so."""
    from hikiwake.web.pages import review

    monkeypatch.setattr(review, "_MANY", 0)
    monkeypatch.setattr(review, "_latest", {})
    first = client.get("/review").text
    assert "is being worked out" in first and "data-poll" in first and 'class="item"' not in first
    ids = re.findall(r'id="r-(\w+)"', client.get("/review?fresh=1").text)
    client.post(f"/entries/{ids[0]}/reject", data={})
    after = client.get("/review").text
    assert re.findall(r'id="r-(\w+)"', after) == ids[1:] and "that of a moment ago" in after
    assert "Show it" in client.get("/review?fresh=1", headers={"x-swap": "fresh"}).text
    assert "that of a moment ago" not in client.get("/review").text


def test_the_page_of_the_docs_says_what_the_code_does():
    told = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    shares = {*review_doubts._GRADES.values(), *review_doubts._CERTAINTIES.values()} - {0.0}
    shares |= {
        getattr(review_doubts, name) for name in ("_UNREVIEWED", "_UNCHECKED", "_NO_DATE", "_DATE_INFERRED", "_DATE_AMBIGUOUS")
    }
    shares |= {review_doubts._NO_SPEAKER, review_doubts._NO_ACTOR, review_doubts._DISAGREEMENT, review_doubts._MOST, MATTERS}
    assert [share for share in shares if f"{share:g}" not in told] == []
    assert f"over {review_stakes._INDEX_SCALE:g} " in told and f"over {review_stakes._POSTERIOR_SCALE:g}," in told
    assert f"{review_stakes._PAGE_ONE:g} for an entry" in told
