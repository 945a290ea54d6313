"""`hikiwake read` into a case: folders, twice, two at once, killed, hostile files, closed pipes."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import COMMAND, House
from hikiwake.record.store import Record

TEXTS = [
    f"OSLO, {day} March 2015 - Norway and Sweden held talks in Oslo on {day} March 2015.\n\n"
    f'"We want paragraph {day} settled", Norwegian Foreign Minister Borge Brende said on Monday.\n'
    for day in range(1, 13)
]

_EVENTS = re.compile(r" events?, ")  # in the line of a file that was read


@pytest.fixture
def house(hikiwake: House) -> House:
    assert hikiwake("new", "case", "--between", "NOR", "SWE").code == 0
    inbox = hikiwake.here / "in"
    inbox.mkdir()
    for number, text in enumerate(TEXTS):
        (inbox / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return hikiwake


def contents(case: Path) -> dict[str, Any]:
    """What the record holds, in an order that does not depend on when it was read."""
    with Record.open(case / "record.sqlite", create=False) as record:
        assert record.problems() == []
        found = record.contents()
    return {
        "documents": sorted(found.documents, key=lambda d: d.id),
        "events": sorted(found.events, key=lambda e: e.id),
        "statements": sorted(found.statements, key=lambda s: s.id),
        "formulas": sorted(found.formulas, key=repr),
    }


def kept(case: Path) -> list[bytes]:
    return sorted(p.read_bytes() for p in (case / "documents").iterdir() if p.suffix == ".txt")


def test_a_folder_read_twice_adds_nothing_the_second_time(house: House) -> None:
    first = house("read", "case", "in")
    assert first.code == 0 and first.out.count(" events, ") == len(TEXTS)
    before = contents(house.here / "case")
    assert len(before["documents"]) == len(TEXTS) == len(kept(house.here / "case"))
    again = house("read", "case", "in")
    assert again.code == 0 and again.out.count("already read") == len(TEXTS)
    shutil.copy(house.here / "in" / "00.txt", house.here / "another name.txt")
    (house.here / "00.txt").write_text(TEXTS[5] + "\nMore was said.\n")  # another text under a name that is taken
    assert "already read" in house("read", "case", "another name.txt").out
    assert contents(house.here / "case") == before
    assert "already read" not in house("read", "case", "00.txt").out
    assert len(kept(house.here / "case")) == len(TEXTS) + 1


def test_what_is_given_about_a_document_is_kept_beside_it(house: House) -> None:
    ran = house(
        "read",
        "case",
        "in/03.txt",
        "--date",
        "2015-03-05",
        "--publisher",
        "The Gazette",
        "--title",
        "Talks",
        "--url",
        "https://example.org/1",
    )
    assert ran.code == 0, ran.err
    (document,) = contents(house.here / "case")["documents"]
    assert (document.title, document.publisher, document.url) == ("Talks", "The Gazette", "https://example.org/1")
    assert document.date.value == "2015-03-05"
    (house.here / "case" / "record.sqlite").unlink()  # read again from documents/ alone
    assert house("read", "case").code == 0
    assert contents(house.here / "case")["documents"] == [document]


def test_two_reads_at_once_both_end_well_and_nothing_is_there_twice(house: House) -> None:
    pair = [house.start("read", "case", "in"), house.start("read", "case", "in")]
    for process in pair:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, (out, err)
        assert "locked" not in err + out
    assert len(contents(house.here / "case")["documents"]) == len(TEXTS) == len(kept(house.here / "case"))


def test_killed_four_times_nothing_reported_is_lost_and_the_record_ends_the_same(house: House) -> None:
    assert house("new", "calm", "--between", "NOR", "SWE").code == 0
    started = time.monotonic()
    assert house.anew("read", "calm", "in").code == 0
    whole = time.monotonic() - started
    for kill in range(4):
        process = house.start("read", "case", "in")
        time.sleep(whole * (0.2 + 0.2 * kill))
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate(timeout=20)
        done = {line.split()[0] for line in out.splitlines() if _EVENTS.search(line) or "already read" in line}
        done |= {line.split("] ")[1] for line in err.splitlines() if line.startswith("[") and line.endswith(".txt")}
        if (house.here / "case" / "record.sqlite").exists():
            names = {d.name for d in contents(house.here / "case")["documents"]}
            assert {Path(name).name for name in done} <= names
    assert house("read", "case", "in").code == 0
    assert contents(house.here / "case") == contents(house.here / "calm")
    assert kept(house.here / "case") == kept(house.here / "calm")


def test_each_bad_file_gets_its_line_and_the_good_ones_are_read(house: House) -> None:
    inbox = house.here / "bad"
    inbox.mkdir()
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "binary.txt").write_bytes(os.urandom(4000) + b"\x00\x01\x02\xff" * 50)
    (inbox / "good.txt").write_text(TEXTS[0])
    (inbox / "nulls.txt").write_bytes(TEXTS[1].replace("held", "\0held").encode())
    with (inbox / "large.txt").open("wb") as file:
        file.truncate(110_000_000)
    (inbox / "sham.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    os.mkfifo(inbox / "pipe.txt")
    (inbox / "away.txt").symlink_to("/etc/hostname")
    ran = house("read", "case", "bad", "vanished.txt", "/dev/zero", timeout=60)
    assert ran.code == 1 and "Traceback" not in ran.err + ran.out
    told = {line.split()[0]: line for line in ran.out.splitlines() if line}
    for name in (
        "bad/empty.txt",
        "bad/binary.txt",
        "bad/large.txt",
        "bad/sham.pdf",
        "bad/pipe.txt",
        "bad/away.txt",
        "vanished.txt",
        "/dev/zero",
    ):
        assert name in told and not _EVENTS.search(told[name]), (name, ran.out)
    for name in ("bad/good.txt", "bad/nulls.txt"):
        assert _EVENTS.search(told[name]), ran.out
    assert {d.name for d in contents(house.here / "case")["documents"]} == {"good.txt", "nulls.txt"}


def test_an_encrypted_pdf_is_told_and_the_others_are_read(house: House) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(house.here / "secret.pdf")
    ran = house("read", "case", "secret.pdf", "in/00.txt")
    ran.fails_in_a_line("secret.pdf", "password")
    assert len(contents(house.here / "case")["documents"]) == 1


def test_a_name_that_is_no_text_is_shown_and_the_file_is_read(house: House) -> None:
    odd = os.fsencode(house.here / "in") + b"/\xff\x1b[2J.txt"
    Path(os.fsdecode(odd)).write_text(TEXTS[2] + "\nNothing else.\n")
    ran = house("read", "case", "in")
    assert ran.code == 0, ran
    assert "\x1b" not in ran.out + ran.err
    assert len(contents(house.here / "case")["documents"]) == len(TEXTS) + 1
    again = house("read", "case", "--json")
    assert again.code == 0 and all(f["already_read"] for f in again.json()["files"])
    assert house("brief", "case").code == 0


def test_a_lone_case_file_takes_no_documents(house: House) -> None:
    shutil.copy(house.here / "case" / "case.toml", house.here / "lone.toml")
    house("read", "lone.toml", "in/00.txt").fails_in_a_line("lone", "hikiwake new")
    assert house("brief", "lone.toml").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_what_may_not_be_read_or_written_is_told(house: House) -> None:
    (house.here / "in" / "00.txt").chmod(0)
    house("read", "case", "in").fails_in_a_line("00.txt", "may not be read")
    (house.here / "case").chmod(0o555)
    house("read", "case", "in/01.txt").fails_in_a_line("case")
    (house.here / "case").chmod(0o755)


def test_wrong_use_is_told_with_exit_2(house: House) -> None:
    for words in (
        ("read",),
        ("read", "case", "in/00.txt", "--date", "yesterday"),
        ("read", "case", "--title", "A"),
        ("read", "case", "in/00.txt", "in/01.txt", "--title", "A"),
        ("read", "case", "--jsonl", "a", "--out", "b"),
        ("read", "--jsonl", "a"),
        ("brief", "--colour"),
        ("correct", "case", "e1", "--undo", "--reject"),
        ("relations",),
        ("bargain",),
        ("nothing",),
    ):
        house(*words).fails_in_a_line(code=2)


@pytest.mark.parametrize("moment", [0.1, 0.6])
def test_ctrl_c_stops_quietly_with_130(house: House, moment: float) -> None:
    """At any moment after the program has begun to work; before that Python itself answers."""
    for number in range(60):
        (house.here / "in" / f"more{number}.txt").write_text(TEXTS[number % 12] * 40 + f"{number}\n")
    process = house.start("read", "case", "in")
    assert process.stderr is not None
    process.stderr.readline()  # it has begun
    time.sleep(moment)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    read = len(contents(house.here / "case")["documents"]) if (house.here / "case" / "record.sqlite").exists() else 0
    assert read < len(list((house.here / "in").iterdir()))
    assert not [p for p in house.here.rglob(".*") if p.is_dir()]


def test_a_closed_pipe_is_no_error_to_tell(house: House) -> None:
    assert house("read", "case", "in").code == 0
    for words in (
        ["chronicle", "case"],
        ["chronicle", "case", "--json"],
        ["brief", "case", "--json"],
        ["brief", "case", "--format", "md", "-o", "-"],
    ):
        process = subprocess.Popen(
            [*COMMAND, *words], cwd=house.here, env=house.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        err = process.stderr.read().decode()
        process.wait(timeout=30)
        assert "Traceback" not in err and "BrokenPipe" not in err, (words, err)
        process.stderr.close()


def test_the_command_is_the_one_that_is_installed() -> None:
    assert (Path(sys.executable).parent / "hikiwake").exists()
