"""What is remembered of a record never shows: worked out from the last state or from the start, it is the same."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from record_examples import actor, document, mention, report

from hikiwake.record.analyst import Judgement
from hikiwake.record.memory import Memory
from hikiwake.record.merging import happenings, merged, neighbourhood, repeated, scale
from hikiwake.record.merging.remembering import Remembered, Run
from hikiwake.record.model import Contents, Document, Event, Reading, Report
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex

ACTS = (("met", "040"), ("signed", "057"), ("threatened", "130"), ("visited", "042"))
NAMES = ("Solvang", "Grushin", "Lund", "Orlova")
THINGS = ("cod", "crab", "a hotline", "border posts", "fishing boats")


def sentence(chance: random.Random, year: int) -> tuple[Document, Report]:
    verb, code = chance.choice(ACTS)
    one, other = chance.sample(NAMES, 2)
    day = f"{chance.randint(1, 28)} March {year}"
    text = f"{one} {verb} {other} over {chance.choice(THINGS)} on {day}. It was told by many."
    doc = document(text, name=f"{text[:9]}.txt", date=from_timex(f"{year}-04-02"))
    when = mention(text, day, f"{year}-03-{int(day.split()[0]):02}")
    countries = {"Solvang": "NOR", "Lund": "NOR", "Grushin": "RUS", "Orlova": "RUS"}
    who = [actor(text, name, name, countries[name]) for name in (one, other)]
    is_dated = chance.random() < 0.6  # the others are compared by their words alone
    return doc, report(doc, verb, cameo=code, sources=tuple(who[:1]), targets=tuple(who[1:]), date=when if is_dated else None)


def printed_again(both: tuple[Document, Report], number: int) -> tuple[Document, Report]:
    """The same sentence in another paper."""
    doc, found = both
    again = document(f"{doc.text} Printed again, number {number}.", name=f"{number}.txt", date=doc.date)
    return again, replace(found, document=again.id)


def run_of(contents: Contents, patch: pytest.MonkeyPatch, remembered: Remembered) -> Run:
    with patch.context() as these:
        these.setattr(happenings, "_remembered", remembered)
        merged(contents)
    return remembered._runs[0]


def alike(run: Run) -> set[tuple[object, ...]]:
    """The pairs of tellings taken for likely one event, by what they tell."""
    told = {id: (t.sentence, t.offset, t.code, t.first, t.last, tuple(t.sources)) for id, t in run.near.tellings.items()}
    return {(*sorted((told[a], told[b]), key=repr), worth) for (a, b), worth in run.near.alike.items()}


@pytest.mark.parametrize("seed", (3, 4, 6, 7))
def test_a_record_that_changed_a_little_is_brought_together_as_from_the_start(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered = Remembered()
    monkeypatch.setattr(scale, "RARE", (8, 2)[seed % 2])  # so that words become rare and cease to be
    monkeypatch.setattr(neighbourhood, "_FEW", 1.0)  # and every change is made to what is remembered
    chance = random.Random(seed)
    both = {f"e{i}": sentence(chance, chance.choice((2020, 2021))) for i in range(60)}
    events = {id: Event(id, (one,)) for id, (_, one) in both.items()}
    judgements: tuple[Judgement, ...] = ()
    for step in range(25):
        id = chance.choice(list(events))
        kind = chance.randrange(5)
        if kind == 0:
            del events[id]
        elif kind == 1:
            both[f"n{step}"] = printed_again(both[id], step) if step % 2 else sentence(chance, 2021)
            events[f"n{step}"] = Event(f"n{step}", (both[f"n{step}"][1],))
        elif kind == 2:
            other = chance.choice(list(events.values())).best
            date = other.date and mention(both[id][0].text, "told by many", other.date.date.value)
            changed = replace(events[id].best, cameo=other.cameo, date=date)
            events[id] = Event(id, (changed,))
        elif kind == 3:
            events[id] = Event(id, (replace(events[id].best, sources=()),))
        else:
            judgements += (Judgement(chance.random() < 0.5, tuple(chance.sample(list(events), 3))),)
        documents = tuple({both[id][0].id: both[id][0] for id in events}.values())
        contents = Contents(documents, tuple(events.values()), judgements=judgements)
        quick, slow = run_of(contents, monkeypatch, remembered), run_of(contents, monkeypatch, Remembered())
        assert quick.result == slow.result and alike(quick) == alike(slow), step
        assert run_of(quick.result, monkeypatch, remembered) is quick
        assert run_of(quick.result, monkeypatch, Remembered()).result == quick.result


def test_records_that_share_a_memory_see_what_the_others_write(tmp_path: Path) -> None:
    memory, path = Memory(), tmp_path / "r.sqlite"
    chance = random.Random(1)
    read = [sentence(chance, 2021) for _ in range(30)]
    with Record.open(path, memory=memory) as one, Record.open(path, memory=memory) as other, Record.open(path) as stranger:
        for doc, found in read:
            one.add(doc, Reading(doc.id, "x", (found,)))
        before = other.contents()
        id = before.events[7].id
        stranger.correct(id, grade="reported", by="Ana")
        after = one.contents()
        assert after == other.contents() == stranger.contents() and after is other.contents()
        assert [e for e in after.events if e.id != id] == [e for e in before.events if e.id != id]
        assert sum(a is b for a, b in zip(after.events, before.events, strict=True)) == 29  # only one was worked out anew
        stranger.remove(read[3][0].id)
        assert one.contents() == stranger.contents() and len(one.contents().documents) == 29


def test_what_was_rolled_back_is_not_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2)
    with Record.open(tmp_path / "r.sqlite", memory=Memory()) as record:
        for doc, found in (sentence(chance, 2021) for _ in range(3)):
            record.add(doc, Reading(doc.id, "x", (found,)))
        before = record.contents()
        with monkeypatch.context() as broken:

            def refuse(*_: object) -> None:
                raise RuntimeError("the power is gone")

            broken.setattr("hikiwake.record.shelf.keeping.advance", refuse)
            with pytest.raises(RuntimeError):
                record.correct(before.events[0].id, grade="reported")
        assert record.contents() == before and record.changes() == ()
        _, after = record.correct(before.events[0].id, grade="opinion")
        assert record.contents().events[0] == after != before.events[0]


def test_a_record_put_back_from_a_copy_is_seen_as_it_is(tmp_path: Path) -> None:
    memory, path = Memory(), tmp_path / "r.sqlite"
    doc, found = sentence(random.Random(3), 2021)
    with Record.open(path) as record:
        record.add(doc, Reading(doc.id, "x", (found,)))
        id = record.contents().events[0].id
        record.correct(id, grade="reported", by="Ana")
    copy = path.read_bytes()
    with Record.open(path, memory=memory) as record:
        record.correct(id, grade="opinion", by="Bo")
        record.contents()
    path.write_bytes(copy)
    with Record.open(path, memory=memory) as record:
        assert [c.by for c in record.changes()] == ["Ana"] and str(record.contents().events[0].grade) == "reported"
        record.correct(id, grade="anonymous", by="Cy")
        assert [c.by for c in record.changes()] == ["Ana", "Cy"] and str(record.contents().events[0].grade) == "anonymous"


def test_the_record_as_of_another_day_is_remembered_beside_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else each change would be worked out from the start, twice: the record as it is and without what is known only later."""
    chance, calls = random.Random(5), {"copies": 0, "neighbourhood": 0}

    def counted(name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: object) -> object:
            calls[name] += 1
            return made(*given)

        return call

    monkeypatch.setattr(happenings, "_remembered", Remembered())
    monkeypatch.setattr(happenings, "origins", repeated.Origins())
    monkeypatch.setattr(repeated, "_origins", counted("copies", repeated._origins))
    monkeypatch.setattr(neighbourhood, "_blocks", counted("neighbourhood", neighbourhood._blocks))
    both = [sentence(chance, 2020 + n % 2) for n in range(60)]
    late = [doc.id for doc, _ in both[1::2]]
    events = [Event(f"e{n}", (one,)) for n, (_, one) in enumerate(both)]
    for n in range(0, 12, 3):
        events[n] = replace(events[n], reports=(replace(events[n].best, sources=()),))
        contents = Contents(tuple(doc for doc, _ in both), tuple(events))
        whole, known = merged(contents), merged(contents.without(*late))
        assert {r.document for e in known.events for r in e.reports}.isdisjoint(late) and len(whole.events) > len(known.events)
    assert calls == {"copies": 2, "neighbourhood": 2}
