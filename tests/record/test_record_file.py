"""The record's file: versions, damage, full disks, killed writers, many readers. Nothing reported as done is lost."""

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from record_examples import article, document, report

from hikiwake.record import migrations, opening
from hikiwake.record.model import Document, Reading
from hikiwake.record.store import Record
from hikiwake.terms.errors import RecordError

HERE = Path(__file__).parent


def numbered(i: int) -> tuple[Document, Reading]:
    """Document i: as many events as its number tells, so that a half document shows."""
    doc = document(f"Document {i}. " + " ".join(f"On day {n} they met again." for n in range(i % 7 + 1)), name=f"{i}.txt")
    return doc, Reading(doc.id, "built-in 1", tuple(report(doc, "met", nth=n) for n in range(i % 7 + 1)))


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {here!r})
from test_record_file import numbered
from hikiwake.record.store import Record
with Record.open(Path(sys.argv[1])) as record:
    for i in range(int(sys.argv[2]), int(sys.argv[3])):
        doc, reading = numbered(i)
        added = record.add(doc, reading)
        print(i, added, flush=True)
"""


def writer(path: Path, first: int, last: int, **options: object) -> "subprocess.Popen[str]":
    code = WRITER.format(here=str(HERE))
    arguments = [sys.executable, "-c", code, str(path), str(first), str(last)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload, no-any-return]


def assert_whole(path: Path) -> set[int]:
    """Every document there is whole, and the file is sound; the documents' numbers."""
    with Record.open(path, create=False) as record:
        assert record.problems() == []
        contents = record.contents()
        for doc in contents.documents:
            i = int(doc.name.removesuffix(".txt"))
            assert (doc, record.reading(doc.id)) == numbered(i)
    names = [d.name for d in contents.documents]
    assert len(set(names)) == len(names)
    return {int(name.removesuffix(".txt")) for name in names}


def test_killing_the_writer_six_times_loses_nothing_it_reported(tmp_path: Path) -> None:
    path, dice = tmp_path / "record.sqlite", random.Random(5)
    reported: set[int] = set()
    killed = 0
    while killed < 6:
        start = max(reported, default=-1) + 1
        child = writer(path, start, start + 100_000)
        assert child.stdout and child.stderr
        child.stdout.readline()  # it is under way
        reported.add(start)
        time.sleep(dice.uniform(0, 0.12))
        child.send_signal(signal.SIGKILL)
        child.wait()
        killed += 1
        lines = child.stdout.read().split("\n")[:-1]
        child.stdout.close()
        child.stderr.close()
        reported |= {int(line.split()[0]) for line in lines}
        there = assert_whole(path)
        assert reported <= there, f"lost {sorted(reported - there)}"
        assert len(there - reported) <= killed  # at most the one that was done and not yet told
    assert len(reported) > 10


def test_two_writers_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    children = [writer(path, 0, 40), writer(path, 20, 60)]
    told = [child.communicate(timeout=60) for child in children]
    assert [child.returncode for child in children] == [0, 0], told
    added = [line.split()[0] for out, _ in told for line in out.splitlines() if line.endswith("True")]
    assert len(added) == len(set(added)) == 60  # each once, by one of the two
    assert assert_whole(path) == set(range(60))


def test_two_programs_may_make_the_same_record_at_once(tmp_path: Path) -> None:
    for attempt in range(2):
        path = tmp_path / f"{attempt}.sqlite"
        children = [writer(path, 0, 2), writer(path, 2, 4), writer(path, 4, 6)]
        told = [child.communicate(timeout=60) for child in children]
        assert [child.returncode for child in children] == [0, 0, 0], told
        assert assert_whole(path) == set(range(6))


def test_eight_readers_beside_a_writer_each_see_whole_states(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*numbered(0))
    child = writer(path, 1, 60)
    seen: list[list[int]] = [[] for _ in range(8)]
    torn: list[str] = []

    def look(mine: list[int]) -> None:
        with Record.open(path) as record:
            while child.poll() is None or not mine or mine[-1] < 60:
                contents = record.contents()
                events = {d.id: 0 for d in contents.documents}
                for event in contents.events:
                    events[event.best.document] += 1
                torn.extend(d.name for d in contents.documents if events[d.id] != len(numbered(int(d.name[:-4]))[1].reports))
                mine.append(len(contents.documents))
                if child.poll() is not None and child.returncode:
                    return

    threads = [threading.Thread(target=look, args=(mine,)) for mine in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    _, err = child.communicate()
    assert child.returncode == 0, err
    assert torn == []
    assert all(mine == sorted(mine) and mine[-1] == 60 for mine in seen)


def test_a_writer_that_waits_too_long_is_told_so_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE_SECONDS", 0.1)
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*numbered(1))
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError) as told:
            record.add(*numbered(2))
        assert "another program" in str(told.value) and "locked" not in str(told.value)
        assert record.has(numbered(1)[0].id)  # reading goes on meanwhile
        blocker.execute("ROLLBACK")
        blocker.close()
        assert record.add(*numbered(2))


# ---------------------------------------------------------------- versions


def test_a_newer_record_is_refused_and_both_versions_are_named(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(RecordError, match=rf"schema 99.* knows schema {len(migrations.scripts())}\b"):
        Record.open(path)
    assert path.read_bytes() == before


def test_an_older_record_is_migrated_and_a_copy_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite"
    doc, reading = article()
    with Record.open(path) as record:
        record.add(doc, reading)
    steps = [
        *migrations.scripts(),
        "ALTER TABLE documents ADD COLUMN shelf TEXT;\nUPDATE documents SET notes = '[\"moved; twice\"]';\n",
    ]
    monkeypatch.setattr(migrations, "scripts", lambda: steps)
    with Record.open(path) as record:
        assert record.document(doc.id).notes == ("moved; twice",)
        assert record.reading(doc.id) == reading
        assert record.problems() == []
    newest = len(steps)
    kept = tmp_path / f"record.sqlite.schema-{newest - 1}"
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(kept)) as then:
        assert now.execute("PRAGMA user_version").fetchone() == (newest,)
        assert then.execute("PRAGMA user_version").fetchone() == (newest - 1,)
        assert then.execute("SELECT notes FROM documents").fetchone() == ('["one page"]',)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["record.sqlite", kept.name]


def test_a_migration_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "record.sqlite"
    doc, reading = article()
    with Record.open(path) as record:
        record.add(doc, reading)
    whole = migrations.scripts()
    monkeypatch.setattr(
        migrations, "scripts", lambda: [*whole, "ALTER TABLE documents ADD COLUMN shelf TEXT;\nSELECT nonsense;\n"]
    )
    with pytest.raises(RecordError):
        Record.open(path)
    monkeypatch.setattr(migrations, "scripts", lambda: whole)
    with Record.open(path) as record:
        assert (record.document(doc.id), record.reading(doc.id)) == (doc, reading)


# ---------------------------------------------------------------- damage


def flip(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]


def damages() -> Iterator[tuple[str, object]]:
    yield "empty", lambda data: b""
    yield "text", lambda data: b"The president met the prime minister. " * 400
    yield "header gone", lambda data: bytes(100) + data[100:]
    for share in (0.1, 0.5, 0.9, 0.99):
        yield f"cut at {share:.0%}", lambda data, share=share: data[: int(len(data) * share)]
    for i in range(12):
        yield f"a flipped bit in page {i}", lambda data, i=i: flip(data, min(i * 4096 + 1, len(data) - 1))
    yield "a letter of a text", lambda data: data.replace(b"The islands stay", b"The islands slay")
    yield "a letter of a name", lambda data: data.replace(b"The Prime Minister", b"The Crime Minister")
    yield "a letter of a correction", lambda data: data.replace(b"seen by the embassy", b"sent by the embassy")
    yield "a letter of a note", lambda data: data.replace(b"from an old friend", b"from an odd friend")


@pytest.mark.parametrize("what,damage", [pytest.param(*d, id=d[0]) for d in damages()])
def test_a_damaged_record_is_never_taken_for_a_sound_one(tmp_path: Path, what: str, damage: object) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article())
        for i in range(3):
            record.add(*numbered(i))
        record.correct(record.contents().events[0].id, grade="reported", note="seen by the embassy", by="Ana")
        record.note(article()[0].id, "from an old friend", by="Ana")
        sound = record.contents()
    broken = damage(path.read_bytes())  # type: ignore[operator]
    path.write_bytes(broken)
    try:
        with Record.open(path) as record:
            seen = record.contents()
            problems = record.problems()
    except RecordError as error:
        assert len(error.problems) == 1 and "\n" not in str(error)
        assert "a copy of" in str(error) or "another folder" in str(error)
        assert path.read_bytes() == broken  # nothing was overwritten
    else:  # a bit nobody uses
        assert problems or seen == sound


def loosened(path: Path, change: str) -> None:
    """A change that SQLite would refuse: the kind of a value is a few bits, and bits flip."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'").fetchall()
        connection.execute("PRAGMA writable_schema = ON")
        loose = "UPDATE sqlite_master SET sql = replace(replace(sql, ') STRICT', ')'), ', WITHOUT ROWID', ' WITHOUT ROWID') WHERE sql LIKE '%STRICT%'"
        connection.execute(loose)
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute(change)
        connection.execute("PRAGMA writable_schema = ON")
        for name, sql in tables:
            connection.execute("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (sql, name))
        connection.execute("PRAGMA writable_schema = RESET")


ODD_VALUES = {
    "bytes for a text": "UPDATE documents SET text = CAST(text AS BLOB)",
    "bytes for a word": "UPDATE reports SET trigger_text = CAST(trigger_text AS BLOB)",
    "bytes for a number": "UPDATE reports SET span_start = CAST(span_start AS BLOB)",
    "a text for a number": "UPDATE statements SET quoted = 'yes'",
    "another number for yes": "UPDATE statements SET quoted = 2",
    "nothing for a word": "UPDATE reports SET category = NULL WHERE category IS NOT NULL",
    "a place that moved": "UPDATE formulas SET position = position + 1",
    "spans in other words": "UPDATE statements SET content_spans = replace(content_spans, ', ', ',')",
    "a fact of nobody": "UPDATE dates SET document = 'x'",
    "an actor on the other side": "UPDATE actors SET role = 'target', position = position + 9 WHERE role = 'source'",
    "a day": "UPDATE reports SET date_earliest = '2001-01-01' WHERE date_earliest IS NOT NULL",
    "a seal": "UPDATE documents SET seal = 'x'",
}


@pytest.mark.parametrize("change", ODD_VALUES.values(), ids=ODD_VALUES)
def test_a_row_that_is_not_as_it_was_written_is_told(tmp_path: Path, change: str) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article())
    before = path.read_bytes()
    loosened(path, change)
    assert path.read_bytes() != before
    with Record.open(path) as record, pytest.raises(RecordError, match="not those that were written"):
        record.contents()


@pytest.mark.parametrize("change", [change for what, change in ODD_VALUES.items() if what.startswith(("bytes", "a text"))])
def test_an_older_record_with_such_a_row_is_not_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article())
    loosened(path, change)
    steps = [*migrations.scripts(), "ALTER TABLE documents ADD COLUMN shelf TEXT;\n"]
    monkeypatch.setattr(migrations, "scripts", lambda: steps)
    with pytest.raises(RecordError, match="damaged"):
        Record.open(path)


def test_the_seal_is_the_one_that_older_records_bear(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article(), on="2016-12-09T10:00:00+00:00")
    with closing(sqlite3.connect(path)) as connection:
        (seal,) = connection.execute("SELECT seal FROM documents").fetchone()
    assert seal == "3607bf596e6de16e9bf73b8cda7907ef7458835d34636a6213c8fc77a567a13f"  # as written on 2026-11-30, schema 5


def test_nothing_is_added_to_a_damaged_record(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        for i in range(30):
            record.add(*numbered(i))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(len(data) - len(data) // 2))
    broken = path.read_bytes()
    with pytest.raises(RecordError, match="damaged"), Record.open(path) as record:
        record.add(*article())
    assert path.read_bytes() == broken


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    with pytest.raises(RecordError, match="no record of Hikiwake"):
        Record.open(path)
    assert path.read_bytes() == before
    with pytest.raises(RecordError, match="is not a file"):
        Record.open(tmp_path)


# ---------------------------------------------------------------- a disk that gives out


def test_a_full_disk_is_told_in_one_line_and_the_record_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.open(path) as record:
        record.add(*numbered(0))
        pages = record._connection.execute("PRAGMA page_count").fetchone()[0]
        record._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        big = document("They met. " * 5_000, name="big.txt")
        with pytest.raises(RecordError, match="disk is full") as told:
            record.add(big, Reading(big.id, "built-in 1"))
        assert "\n" not in str(told.value)
        assert not record.has(big.id)
    assert assert_whole(path) == {0}


def test_a_file_that_may_not_grow_breaks_at_any_write_and_loses_nothing(tmp_path: Path) -> None:
    told = set()
    for limit in range(60_000, 300_000, 60_000):
        path = tmp_path / f"{limit}.sqlite"
        with Record.open(path) as record:
            record.add(*numbered(0))

        def few(limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        child = writer(path, 1, 200, preexec_fn=few)
        out, err = child.communicate(timeout=60)
        reported = {int(line.split()[0]) for line in out.splitlines()}
        told.add(err.strip().split("\n")[-1].split(": ", 2)[-1])
        assert child.returncode == 1 and "RecordError" in err
        assert reported | {0} <= assert_whole(path)
    assert all("disk" in line for line in told), told


def as_nobody(told: Callable[[], str]) -> str:
    """What `told` says in a forked process that is not root."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            os.write(write, told().encode())
        except BaseException as error:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        out = pipe.read()
    os.waitpid(child, 0)
    return out


def test_a_record_that_may_only_be_read_can_be_read() -> None:
    folder = Path(tempfile.mkdtemp())
    path = folder / "record.sqlite"
    with Record.open(path) as record:
        record.add(*article())
    path.chmod(0o444)
    folder.chmod(0o555)

    def told() -> str:
        with Record.open(path) as record:
            contents = record.contents()
            try:
                record.correct(contents.events[0].id, rejected=True)
            except RecordError as error:
                return f"{len(contents.events)} events; {error}"
        return "corrected"

    try:
        assert re.fullmatch(r"2 events; \S*record.sqlite: cannot be written here\. .*", as_nobody(told))
        assert [p.name for p in folder.iterdir()] == ["record.sqlite"]
        assert "Check the permissions" in as_nobody(lambda: str(Record.open(folder / "other.sqlite")))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
