"""One event, many reports: what the chronicle shows once, by whose word, and how many sources tell it by themselves."""

import json
import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_examples import actor, document, documents_read, mention, report

from hikiwake.cli import main
from hikiwake.events.from_record import series
from hikiwake.record.entries import entry_anchor
from hikiwake.record.merging import merged, scale
from hikiwake.record.merging.happenings import cut
from hikiwake.record.merging.partition import candidates, partition
from hikiwake.record.merging.tellings import telling
from hikiwake.record.model import (
    Certainty,
    Contents,
    Correction,
    Document,
    Event,
    Phrase,
    Polarity,
    Reading,
    Report,
    Said,
    Span,
    Statement,
    Status,
)
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.grades import Grade

MET = (
    "Norway's Ingrid Solvang met Russia's Pavel Grushin in Kirkenes on 12 March 2021 and promised a hotline for the coast guards."
)
AHEAD = "Ingrid Solvang of Norway is to meet Pavel Grushin of Russia in Kirkenes on 12 March 2021, the ministry in Oslo let it be known."
LATER = "When Solvang and Grushin, of Norway and Russia, met at Kirkenes in March 2021, they promised a hotline; nobody rings it."
AGAIN = "Norway's Ingrid Solvang met Russia's Pavel Grushin in Tromso on 3 June 2021 over cod and crab."
DENIED = "Norway denies that Ingrid Solvang met Russia's Pavel Grushin on 12 March 2021; he was ill, it says."
COPY = "KIRKENES, March 12 (BW) - " + MET
COPIED = "FROM OUR OWN DESK\n\n" + MET + " Nothing was said of it in town."


def told(
    text: str, day: str, value: str, *, trigger: str = "met", date: str = "2021-03-13", **fields: object
) -> tuple[Document, Report]:
    """A document whose one report is of a meeting on the day that its words `day` mean."""
    about = {key: fields.pop(key) for key in ("publisher", "name") if key in fields}
    doc = document(text, date=from_timex(date), **about)
    norway, russia = actor(text, "Solvang", "Ingrid Solvang", "NOR"), actor(text, "Grushin", "Pavel Grushin", "RUS")
    return doc, report(
        doc, trigger, cameo="040", sources=(norway,), targets=(russia,), date=mention(text, day, value), goldstein=1.0, **fields
    )  # fmt: skip


def record_of(*both: tuple[Document, Report]) -> Contents:
    events = tuple(Event(f"e{i}", (r,)) for i, (_, r) in enumerate(both))
    return Contents(tuple(doc for doc, _ in both), events)


def met(**fields: object) -> tuple[Document, Report]:
    return told(MET, "12 March 2021", "2021-03-12", **fields)


def ahead(**fields: object) -> tuple[Document, Report]:
    return told(AHEAD, "12 March 2021", "2021-03-12", trigger="meet", date="2021-03-09", status=Status.PLANNED, **fields)


def later(**fields: object) -> tuple[Document, Report]:
    return told(LATER, "March 2021", "2021-03", date="2022-03-14", **fields)


def again(**fields: object) -> tuple[Document, Report]:
    return told(AGAIN, "3 June 2021", "2021-06-03", date="2021-06-04", **fields)


# ---------------------------------------------------------------- what is one


def test_a_meeting_told_in_advance_on_the_day_and_a_year_later_is_one_and_the_next_one_another() -> None:
    events = merged(record_of(ahead(), met(), later(), again())).events
    assert [(e.id, e.entries) for e in events] == [("e0", ("e1", "e2", "e0")), ("e3", ("e3",))]


def test_what_one_side_denies_is_not_what_the_other_tells() -> None:
    doc, denied = told(DENIED, "12 March 2021", "2021-03-12", status=Status.DENIED)
    assert len(merged(record_of(met(), (doc, denied))).events) == 2


def test_who_tells_it_as_done_and_when_speaks_for_it_with_the_strongest_grade_of_all() -> None:
    plan = ahead(grade=Grade.ON_RECORD)
    vague, exact = later(grade=Grade.ON_RECORD), met(grade=Grade.REPORTED)
    (event,) = merged(record_of(plan, vague, exact)).events
    assert event.best == exact[1] and event.best.status is Status.ACTUAL
    assert event.grade is Grade.ON_RECORD
    (event,) = merged(record_of(plan, exact)).events
    assert event.grade is Grade.REPORTED  # that it was planned on record does not put on record that it happened


def test_a_series_counts_a_happening_once_however_many_report_it() -> None:
    both = (met(), later(), again())
    rows = [series(one(record_of(*both)), Dyad.of("NOR", "RUS")).rows for one in (merged, lambda contents: contents)]
    assert [len(r) for r in rows] == [2, 3]
    assert rows[0][0].first == rows[0][0].last == from_timex("2021-03-12").earliest


def test_one_sentence_tells_two_acts_not_one_act_twice() -> None:
    text = "Norway and Russia met on 12 March 2021 and met on 14 March 2021."
    doc = document(text, date=from_timex("2021-03-20"))
    who = (actor(text, "Norway", "Norway", "NOR"), actor(text, "Russia", "Russia", "RUS"))
    days = [mention(text, "12 March 2021", "2021-03-12"), mention(text, "14 March 2021", "2021-03-14")]
    reports = tuple(report(doc, "met", i, cameo="040", sources=who, date=day) for i, day in enumerate(days))
    assert len(merged(Contents((doc,), tuple(Event(f"e{i}", (r,)) for i, r in enumerate(reports)))).events) == 2


# ---------------------------------------------------------------- who corroborates


@pytest.mark.parametrize(
    ("others", "independent"),
    [
        ([later(publisher="The Review")], 2),
        ([told(COPIED, "12 March 2021", "2021-03-12", publisher="Another Paper")], 1),
        ([later(publisher="barents  WIRE")], 1),
        ([told(COPY, "12 March 2021", "2021-03-12", publisher="The Echo")], 1),
        ([later(publisher="The Review"), told(COPIED, "12 March 2021", "2021-03-12", publisher="Another Paper")], 2),
        ([later()], 2),
    ],
    ids=[
        "another paper",
        "a copy",
        "the same publisher",
        "a copy with its credit",
        "a copy and another paper",
        "publisher unknown",
    ],
)
def test_copies_and_one_publisher_count_once(others: list[tuple[Document, Report]], independent: int) -> None:
    (event,) = merged(record_of(met(publisher="Barents Wire"), *others)).events
    assert len(event.reports) == len(others) + 1 and event.independent == independent


def test_a_publisher_that_is_mended_counts_at_once() -> None:
    whole = record_of(met(publisher="Barents Wire"), later(publisher="The Review"))
    (event,) = merged(whole).events
    mended = replace(whole.documents[1], publisher="Barents Wire")
    (now,) = merged(replace(whole, documents=(whole.documents[0], mended))).events
    assert (event.independent, now.independent) == (2, 1)


def test_texts_that_credit_one_agency_count_once() -> None:
    one = told("OSLO (NTB) - " + MET, "12 March 2021", "2021-03-12", publisher="The Echo")
    other = told("BODO, 14 March (NTB) – " + LATER, "March 2021", "2021-03", publisher="The Tribune")
    (event,) = merged(record_of(one, other)).events
    assert len(event.reports) == 2 and event.independent == 1


# ---------------------------------------------------------------- what always holds


def shapes(contents: Contents) -> set[tuple[frozenset[str], str, int]]:
    return {(frozenset(e.entries), e.best.document, e.independent) for e in contents.events}


def test_the_order_of_documents_and_entries_changes_nothing() -> None:
    whole = record_of(ahead(), met(), later(), again(), told(COPIED, "12 March 2021", "2021-03-12"))
    for seed in range(10):
        rng = random.Random(seed)
        turned = replace(
            whole, documents=tuple(rng.sample(whole.documents, 5)), events=tuple(rng.sample(whole.events, 5))
        )  # fmt: skip
        assert shapes(merged(turned)) == shapes(merged(whole))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(documents_read(), max_size=3, unique_by=lambda read: read[0].id))
def test_every_report_is_in_one_event_whatever_was_read(read: list[tuple[Document, Reading]]) -> None:
    reports = [r for _, reading in read for r in reading.reports]
    contents = Contents(tuple(doc for doc, _ in read), tuple(Event(f"e{i}", (r,)) for i, r in enumerate(reports)))
    once = merged(contents)
    assert sorted(id for e in once.events for id in e.entries) == sorted(e.id for e in contents.events)
    for event in once.events:
        assert event.id in event.entries and 1 <= event.independent <= len(event.documents)
        assert len({Status.DENIED is r.status or r.polarity is Polarity.NEGATIVE for r in event.reports}) == 1
    assert merged(once) == once


def test_without_a_document_its_reports_are_gone_and_the_event_stays() -> None:
    whole = record_of(met(publisher="a"), later(publisher="b"))
    gone, _ = met(publisher="a")
    (left,) = merged(merged(whole).without(gone.id)).events
    assert left.entries == ("e1",) and left.reports == (whole.events[1].best,) and left.independent == 1
    assert merged(whole.without(gone.id)).events == (left,)
    assert merged(whole).without(*(d.id for d in whole.documents)).events == ()


def test_many_reports_are_not_compared_each_with_each() -> None:
    rng = random.Random(1)
    documents, reports = {}, []
    for i in range(2_000):
        day = f"20{rng.randrange(10, 20)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        doc, one = told(f"{MET} Seen by witness number {i}.", "12 March 2021", day, date=day)
        documents[doc.id] = doc
        reports.append(one)
    cuts = cut(reports, documents)
    compared = sum(1 for _ in candidates([telling(r, documents[r.document], cuts[r.document]) for r in reports]))
    assert compared < len(reports) * 3 * (scale.WINDOW_DAYS + 1)  # 2,000 over 2,800 days: about eleven others in a window
    assert sorted(i for group in partition(reports, documents, cuts) for i in group) == list(range(2_000))


# ---------------------------------------------------------------- the analyst


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "case.toml").write_text(
        'title = "A"\ndyad = ["NOR", "RUS"]\nquestion = "Will they?"\nas_of = 2022-12-09\nhorizon = 2023-12-31\nanalyst = "Ana"\n'
    )
    with Record.open(tmp_path / "record.sqlite") as record:
        for doc, one in (met(publisher="Barents Wire"), later(publisher="The Review"), again()):
            record.add(doc, Reading(doc.id, "x", (one,)))
    return tmp_path


def chronicle(case: Path, run_cli: object) -> list[dict[str, object]]:
    return json.loads(run_cli("chronicle", case, "--json"))["events"]  # type: ignore[operator]


@pytest.fixture
def run_cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    def call(*words: object) -> str:
        monkeypatch.setattr(sys, "argv", ["hikiwake", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main()
            raise SystemExit(0)
        assert not left.value.code, capsys.readouterr().err
        return capsys.readouterr().out

    return call


def test_the_chronicle_shows_one_entry_with_all_its_reports(case: Path, run_cli: object) -> None:
    first, second = chronicle(case, run_cli)
    assert (first["independent"], second["independent"]) == (2, 1)
    assert [r["document"] for r in first["reports"]] == [met(publisher="Barents Wire")[0].id, later(publisher="The Review")[0].id]  # type: ignore[attr-defined]
    assert first["id"] == first["reports"][0]["id"] and first["date"]["value"] == "2021-03-12"  # type: ignore[index]
    assert "2 independent sources" in run_cli("chronicle", case, "--format", "md")  # type: ignore[operator]


def test_the_brief_tells_it_once_and_by_how_many_sources(case: Path, run_cli: object) -> None:
    run_cli("brief", case, "-o", case / "b.md", "--format", "md")  # type: ignore[operator]
    (line,) = [
        line
        for line in (case / "b.md").read_text(encoding="utf-8").splitlines()
        if "12 March 2021" in line and line.startswith("- ")
    ]
    assert line.endswith("(attributed, 2 independent sources)") and line.count("[^") == 2
    run_cli("brief", case, "-o", case / "b.html")  # type: ignore[operator]
    assert (case / "b.html").read_text(encoding="utf-8").count("2 independent sources") == 1


def test_a_correction_of_an_entry_is_one_of_the_happening_and_is_taken_back_as_one(case: Path, run_cli: object) -> None:
    before = chronicle(case, run_cli)
    run_cli("correct", case, before[0]["id"], "--date", "2021-03-11", "--grade", "on_record")  # type: ignore[operator]
    first, second = chronicle(case, run_cli)
    assert first["date"]["value"] == "2021-03-11" and first["grade"] == "on_record"  # type: ignore[index]
    assert [r["id"] for r in first["reports"]] == [r["id"] for r in before[0]["reports"]] and second == before[1]  # type: ignore[attr-defined]
    run_cli("correct", case, first["id"], "--reject")  # type: ignore[operator]
    assert chronicle(case, run_cli) == [second]
    run_cli("correct", case, first["id"], "--undo")  # type: ignore[operator]
    run_cli("correct", case, first["id"], "--undo")  # type: ignore[operator]
    assert chronicle(case, run_cli) == before


def test_a_correction_of_one_report_parts_it_from_the_others(case: Path, run_cli: object) -> None:
    before = chronicle(case, run_cli)
    other = before[0]["reports"][1]["id"]  # type: ignore[index]
    run_cli("correct", case, other, "--date", "2020-03-11")  # type: ignore[operator]
    assert [(e["id"], e["date"]["value"]) for e in chronicle(case, run_cli)] == [  # type: ignore[index]
        (other, "2020-03-11"),
        (before[0]["id"], "2021-03-12"),
        (before[1]["id"], "2021-06-03"),
    ]


def test_what_the_analyst_corrected_speaks_for_the_event() -> None:
    doc, one = met(grade=Grade.ON_RECORD)
    other_doc, other = later()
    mark = Correction("e1", entry_anchor(other, other_doc.text), "event", note="seen", by="Ana")
    contents = Contents((doc, other_doc), (Event("e0", (one,)), Event("e1", (other,), mark)))
    (event,) = merged(contents).events
    assert event.id == "e0" and event.best == other and event.corrected == mark and event.grade is Grade.ON_RECORD


def test_a_statement_that_only_tells_an_event_once_more_is_left_out() -> None:
    doc, meeting = met()
    (cue,) = meeting.trigger.spans
    object_ = doc.text.index("Russia")
    told_again = Statement(
        doc.id,
        None,
        meeting.trigger,
        Phrase("Russia", (Span(object_, object_ + 6),)),
        None,
        False,
        Grade.ATTRIBUTED,
        Certainty.CERTAIN,
        Polarity.POSITIVE,
    )
    clause = replace(told_again, content=replace(told_again.content, text="that Russia"))
    elsewhere = replace(told_again, cue=Phrase("promised", (Span(cue.end + 1, cue.end + 3),)))
    said = tuple(Said(f"s{i}", s) for i, s in enumerate((told_again, clause, elsewhere)))
    contents = Contents((doc,), (Event("e0", (meeting,)),), said)
    assert [s.id for s in merged(contents).statements] == ["s1", "s2"]
    accused = replace(contents, events=(Event("e0", (replace(meeting, cameo="112"),)),))
    assert merged(accused).statements == said
