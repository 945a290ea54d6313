"""Two analysts' copies of a case into one: nothing lost, nothing overwritten, whoever comes first."""

import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hikiwake.cli.check import problems
from hikiwake.ledger import Ledger, Run
from hikiwake.record.model import Contents, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import CaseError, HikiwakeError
from hikiwake.uniting import United, unite
from sending_examples import CASE, small_case

BEN = CASE.replace("Ana Lyst", "Ben Ochtend")


def test_check_lists_what_a_merge_left_open_until_it_is_settled(tmp_path: Path) -> None:
    case = small_case(tmp_path / "border")
    assert problems(case) == []
    (case / "conflicts.toml").write_text(
        '[[conflicts]]\nwhere = "record"\nwhat = "e1: grade"\nholds = "opinion"\n', encoding="utf-8"
    )
    (told,) = problems(case)
    assert str(told).startswith(
        "conflicts.toml: the two copies of the case that were merged differ in record: e1: grade. Settle it"
    )
    for broken in ("conflicts = 3", "[[conflicts]]\nwhat = 3", "[[", "conflicts = ['x']"):
        (case / "conflicts.toml").write_text(broken, encoding="utf-8")
        assert "is no list" in problems(case)[0].what
    (case / "conflicts.toml").unlink()
    assert problems(case) == []


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Ana's case, and what Ben has made of his copy of it: his name."""
    ana = small_case(tmp_path / "ana")
    with Record.open(ana / "record.sqlite") as record:
        record.correct(first_event(record), note="before the copy", by="Ana Lyst", on="2016-12-09T11:00:00Z")
    ben = Path(shutil.copytree(ana, tmp_path / "ben"))
    (ben / "case.toml").write_text(BEN, encoding="utf-8")
    return ana, ben


def first_event(record: Record) -> str:
    return record.contents().events[0].id


def change(folder: Path, what: Callable[[Record], object]) -> None:
    with Record.open(folder / "record.sqlite") as record:
        what(record)


def contents(folder: Path) -> Contents:
    with Record.open(folder / "record.sqlite") as record:
        assert record.problems() == []
        return record.contents()


def journal(folder: Path) -> list[tuple[str, str, str]]:
    with Record.open(folder / "record.sqlite") as record:
        return [(c.by, c.on, c.told) for c in record.changes()]


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.name.endswith(("-wal", "-shm"))
    }


def as_set(c: Contents) -> tuple[object, ...]:
    """What a record says, in no order."""
    said = ({d.id: d for d in c.documents}, {e.id: e for e in c.events}, {s.id: s for s in c.statements})
    return (
        *said,
        set(c.corrections),
        c.orphans,
        {k: set(v) for k, v in c.notes.items()},
        c.reviewed,
        set(c.judgements),
        c.added_on,
    )


def test_a_case_merged_with_itself_is_what_it_was(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, _ = copies
    Ledger.open(ana).append(run("2016-12-09T12:00:00+00:00", "a"))
    done = unite(ana, ana, tmp_path / "one")
    assert (done.conflicts, done.taken, done.brought, done.documents) == ((), (), 0, 1)
    assert contents(tmp_path / "one") == contents(ana) and journal(tmp_path / "one") == journal(ana)
    before, after = files(ana), files(tmp_path / "one")
    assert before.keys() == after.keys()
    assert {k: v for k, v in before.items() if k != "record.sqlite"} == {k: v for k, v in after.items() if k != "record.sqlite"}
    again = unite(tmp_path / "one", ana, tmp_path / "two")
    assert again.conflicts == () and files(tmp_path / "two") == after
    assert files(unite(ana, ana, tmp_path / "three").folder) == after


def test_what_only_one_has_is_taken_and_both_copies_stay_as_they_were(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    change(ana, lambda r: r.correct(first_event(r), grade="reported", by="Ana Lyst", on="2016-12-10T10:00:00Z"))
    change(ben, lambda r: r.correct(first_event(r), date="2016-05-06", by="Ben Ochtend", on="2016-12-10T09:00:00Z"))
    change(ben, lambda r: r.note(first_event(r), "ask Tokyo", by="Ben Ochtend", on="2016-12-10T09:01:00Z"))
    change(ben, lambda r: r.rename_actor(["The President"], "Vladimir Putin", by="Ben Ochtend", on="2016-12-10T09:02:00Z"))
    (ben / "documents" / "second.txt").write_text("Another text.", encoding="utf-8")
    (ben / "documents" / "article copy.txt").write_bytes((ben / "documents" / "article.txt").read_bytes())
    (ben / "case.toml").write_text(BEN + '\n[[assumptions]]\nstatement = "Ice melts."\nby = "Ben"  # his own\n', encoding="utf-8")
    before = files(ana), files(ben)
    done = unite(ana, ben, tmp_path / "one")
    assert (files(ana), files(ben)) == before
    event = contents(tmp_path / "one").events[0]
    assert (event.grade, event.best.date.date.value, event.best.sources[0].name) == ("reported", "2016-05-06", "Vladimir Putin")
    assert [by for by, _, _ in journal(tmp_path / "one")] == ["Ana Lyst", *["Ben Ochtend"] * 3, "Ana Lyst"]
    assert sorted(f for f in files(tmp_path / "one") if "/" in f) == [
        "documents/article.txt",
        "documents/article.txt.toml",
        "documents/second.txt",
    ]
    assert done.taken == ("assumptions.Ice melts.",) and done.brought == 1
    text = (tmp_path / "one" / "case.toml").read_text(encoding="utf-8")
    assert text.startswith(CASE.rstrip()) and tomllib.loads(text)["assumptions"] == [{"statement": "Ice melts.", "by": "Ben"}]
    assert [(c.what, c.holds, c.other) for c in done.conflicts] == [("analyst", "Ana Lyst", "Ben Ochtend")]


def test_contradicting_corrections_are_listed_by_author_and_the_later_one_holds(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ana, ben = copies
    change(ana, lambda r: r.correct(first_event(r), grade="reported", date="2016-05-06", by="Ana", on="2016-12-10T10:00:00Z"))
    change(ben, lambda r: r.rename_actor("The President", "Putin", by="Ben", on="2016-12-10T10:00:00Z"))
    change(ben, lambda r: r.correct(first_event(r), grade="anonymous", date="2016-05-06", by="Ben", on="2016-12-10T11:00:00Z"))
    change(ana, lambda r: r.not_an_actor("The President", by="Ana", on="2016-12-10T10:01:00Z"))
    for one, other, name in ((ana, ben, "one"), (ben, ana, "two")):
        found = [c for c in unite(one, other, tmp_path / name).conflicts if c.where == "record"]
        assert [(c.what.split(": ")[1], c.holds, c.holds_by, c.other, c.other_by) for c in found] == [
            ("actor", "no actor", "Ana", "Putin", "Ben"),
            ("grade", "anonymous", "Ben", "reported", "Ana"),
        ]
        assert contents(tmp_path / name).events[0].grade == "anonymous"
        listed = tomllib.loads((tmp_path / name / "conflicts.toml").read_text(encoding="utf-8"))["conflicts"]
        assert {
            "where": "record",
            "holds": "anonymous",
            "holds_by": "Ben",
            "other": "reported",
            "other_by": "Ana",
        }.items() <= listed[-1].items()
    assert journal(tmp_path / "one") == journal(tmp_path / "two")


def test_reports_that_one_joined_and_the_other_parted_are_told(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    ids = [e.id for e in contents(ana).events]
    change(ana, lambda r: r.join(ids, by="Ana", on="2016-12-10T10:00:00Z"))
    change(ben, lambda r: r.part(ids[0], ids[1:], by="Ben", on="2016-12-10T11:00:00Z"))
    (found,) = [c for c in unite(ana, ben, tmp_path / "one").conflicts if c.where == "record"]
    assert (found.holds, found.holds_by, found.other, found.other_by) == ("not one", "Ben", "one", "Ana")


def test_a_correction_taken_back_in_one_copy_stays_taken_back(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    change(ben, lambda r: r.undo(first_event(r), by="Ben", on="2016-12-10T10:00:00Z"))
    assert contents(unite(ana, ben, tmp_path / "one").folder).events[0].corrected is None
    assert contents(unite(ben, ana, tmp_path / "two").folder).events[0].corrected is None
    assert contents(ana).events[0].corrected is not None


def test_of_two_readings_the_newer_reader_s_is_kept(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    (document,) = contents(ana).documents
    with Record.open(ben / "record.sqlite") as record:
        old = record.reading(document.id)
        record.add(document, replace(old, reader="built-in 10", statements=()))
    for one, other, name in ((ana, ben, "one"), (ben, ana, "two")):
        assert contents(unite(one, other, tmp_path / name).folder).statements == ()
    with Record.open(ben / "record.sqlite") as record:
        record.add(document, Reading(document.id, "llm 1, tiny, prompt 1", old.reports))
    found = [c for c in unite(ana, ben, tmp_path / "three").conflicts if c.where == "record"]
    assert [(c.what, c.holds, c.other) for c in found] == [("article.txt: reader", "built-in 1", "llm 1, tiny, prompt 1")]


def test_what_both_state_differently_stays_as_the_first_has_it(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    case = BEN.replace("prior = 0.5", "prior = 0.4", 1).replace("prior = 0.5", "prior = 0.3") + NEW_HYPOTHESIS
    (ben / "case.toml").write_text(case, encoding="utf-8")
    done = unite(ana, ben, tmp_path / "one")
    assert (tmp_path / "one" / "case.toml").read_text(encoding="utf-8") == CASE and done.taken == ()
    told = {c.what: c for c in done.conflicts}
    assert (told["hypotheses.early.prior"].holds, told["hypotheses.early.prior"].other) == (0.5, 0.4)
    assert told["hypotheses.early.prior"].holds_by == "Ana Lyst" and told["hypotheses.early.prior"].other_by == "Ben Ochtend"
    assert told["hypotheses.new"].holds is None and "priors" in told["hypotheses.new"].why
    listed = tomllib.loads((tmp_path / "one" / "conflicts.toml").read_text(encoding="utf-8"))["conflicts"]
    assert {"id": "new", "statement": "Neither.", "prior": 0.3} in [row["other"] for row in listed]
    assert ("conflicts.toml", "hypotheses.early.prior") in [(p.where, p.what.split(": ")[-1]) for p in problems(tmp_path / "one")]
    further = unite(tmp_path / "one", ana, tmp_path / "two")
    assert (
        further.conflicts == ()
        and (tmp_path / "two" / "conflicts.toml").read_bytes() == (tmp_path / "one" / "conflicts.toml").read_bytes()
    )


NEW_HYPOTHESIS = """
[[hypotheses]]
id = "new"
statement = "Neither."
prior = 0.3
"""


def run(at: str, state: str) -> Run:
    return Run(at, "brief", "Ana", "0.1.0", "2016-12-09", state, CASE, {}, {}, {"forecast.probability": 0.1})


def test_the_histories_are_one_by_time(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    for folder in (ana, ben):
        Ledger.open(folder).append(run("2016-12-09T12:00:00+00:00", "both"))
    Ledger.open(ana).append(run("2016-12-11T12:00:00+00:00", "ana"))
    Ledger.open(ben).append(run("2016-12-10T12:00:00+00:00", "ben"))
    for one, other, name in ((ana, ben, "one"), (ben, ana, "two")):
        unite(one, other, tmp_path / name)
        assert [r.state for r in Ledger.open(tmp_path / name).runs()] == ["both", "ben", "ana"]
    assert files(tmp_path / "one")["ledger.jsonl"] == files(tmp_path / "two")["ledger.jsonl"]


def test_what_cannot_be_merged_is_told_and_leaves_nothing(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    (tmp_path / "taken").mkdir()
    with pytest.raises(CaseError, match="is there already"):
        unite(ana, ben, tmp_path / "taken")
    (ben / "case.toml").write_text(BEN.replace("RUS", "CHN"), encoding="utf-8")
    with pytest.raises(CaseError, match="two dyads, JPN-RUS and JPN-CHN"):
        unite(ana, ben, tmp_path / "new" / "one")
    raw = bytearray((ana / "record.sqlite").read_bytes())
    raw[raw.index(b"The president met")] ^= 1
    (ana / "record.sqlite").write_bytes(raw)
    with pytest.raises(Exception, match=r"damaged|other program"):
        unite(ana, ana, tmp_path / "one")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ana", "ben", "taken"]


def test_the_nth_copy_fails_while_merging_and_nothing_is_left(
    copies: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = copies
    (ben / "documents" / "more.txt").write_text("More.", encoding="utf-8")
    tried = 0
    real = shutil.copyfile
    while True:
        calls = iter(range(1000))

        def failing(path, to, calls=calls, nth=tried):  # type: ignore[no-untyped-def]
            if next(calls) == nth:
                raise OSError(28, "No space left on device")
            return real(path, to)

        with monkeypatch.context() as patched:
            patched.setattr("hikiwake.uniting.shutil.copyfile", failing)
            try:
                unite(ana, ben, tmp_path / "one")
                break
            except HikiwakeError as error:
                assert "No space left" in str(error)
        tried += 1
        assert sorted(p.name for p in tmp_path.iterdir()) == ["ana", "ben"]
    assert tried == 3
    print(f"tried {tried}, lost 0")


OPERATIONS = {
    "grade": lambda r, on, by: r.correct(first_event(r), grade="reported" if by == "Ana" else "anonymous", by=by, on=on),
    "status": lambda r, on, by: r.correct(r.contents().events[-1].id, status="planned", by=by, on=on),
    "note": lambda r, on, by: r.note(first_event(r), f"{by} was here", by=by, on=on),
    "review": lambda r, on, by: r.review(r.contents().documents[0].id, by=by, on=on),
    "rule": lambda r, on, by: r.rename_actor("The President", by, by=by, on=on),
    "undo": lambda r, on, by: (
        r.undo_last(by=by) if any(c.by == by and c.what != "undone" and not c.is_undone for c in r.changes()) else None
    ),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 5)), max_size=4)


@given(STEPS, STEPS)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_comes_first_the_record_is_the_same_and_no_change_is_lost(
    tmp_path_factory: pytest.TempPathFactory, mine, theirs
) -> None:
    tmp_path = tmp_path_factory.mktemp("merge")
    ana = small_case(tmp_path / "ana")
    ben = Path(shutil.copytree(ana, tmp_path / "ben"))
    for folder, by, steps in ((ana, "Ana", mine), (ben, "Ben", theirs)):
        for name, hour in steps:
            change(folder, lambda r, name=name, hour=hour, by=by: OPERATIONS[name](r, f"2016-12-10T1{hour}:00:00Z", by))
    done: dict[str, United] = {"one": unite(ana, ben, tmp_path / "one"), "two": unite(ben, ana, tmp_path / "two")}
    one, two = (tmp_path / name for name in done)
    assert sorted(journal(one)) == sorted(journal(ana) + journal(ben))
    assert journal(one) == journal(two) and as_set(contents(one)) == as_set(contents(two))
    assert files(one)["record.sqlite"] == files(two)["record.sqlite"]


def test_that_an_entry_stands_against_that_it_was_rejected_is_told_and_the_rejection_holds(
    copies: tuple[Path, Path], tmp_path: Path
) -> None:
    ana, ben = copies
    entry = contents(ana).events[0].id
    change(ben, lambda r: r.correct(entry, rejected=True, by="Ben", on="2016-12-10T10:00:00Z"))
    change(ana, lambda r: r.review(entry, by="Ana", on="2016-12-10T11:00:00Z"))
    for one, other, name in ((ana, ben, "one"), (ben, ana, "two")):
        (found,) = [c for c in unite(one, other, tmp_path / name).conflicts if c.where == "record"]
        assert found.what == f"{entry}: entry"
        assert (found.holds, found.holds_by, found.other, found.other_by) == ("rejected", "Ben", "stands", "Ana")
        assert entry not in {e.id for e in contents(tmp_path / name).events}


def test_a_quarrel_over_all_reports_of_a_happening_is_told_once(copies: tuple[Path, Path], tmp_path: Path) -> None:
    ana, ben = copies
    one, *rest = [e.id for e in contents(ana).events][:3]
    change(ana, lambda r: r.correct(one, grade="reported", also=rest, by="Ana", on="2016-12-10T10:00:00Z"))
    change(ben, lambda r: r.correct(rest[0], grade="anonymous", also=[one, *rest[1:]], by="Ben", on="2016-12-10T11:00:00Z"))
    change(ben, lambda r: r.correct(rest[0], status="planned", by="Ben", on="2016-12-10T12:00:00Z"))
    for first, second, name in ((ana, ben, "one"), (ben, ana, "two")):
        found = [c for c in unite(first, second, tmp_path / name).conflicts if c.where == "record"]
        assert [(c.what.split(": ")[1], c.holds, c.other) for c in found] == [("grade", "anonymous", "reported")]


def test_what_two_did_in_the_same_second_tears_no_happening(copies: tuple[Path, Path], tmp_path: Path) -> None:
    """Each regrades both reports in one go, in the other order, in the same second: both reports end with the same grade."""
    ana, ben = copies
    ids = [e.id for e in contents(ana).events]
    at = "2016-12-10T10:00:00Z"
    change(ana, lambda r: r.correct(ids[0], also=ids[1:2], grade="anonymous", by="Ana", on=at))
    change(ben, lambda r: r.correct(ids[1], also=ids[:1], grade="speculation", by="Ben", on=at))
    for one, other, name in ((ana, ben, "one"), (ben, ana, "two")):
        grades = {e.grade for e in contents(unite(one, other, tmp_path / name).folder).events if e.id in ids[:2]}
        assert len(grades) == 1
    assert journal(tmp_path / "one") == journal(tmp_path / "two")
