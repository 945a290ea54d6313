"""GDELT's files fetched from a replica on loopback that does every wrong thing: what is missing is told, and nothing is lost."""

import gzip
import hashlib
import json
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import gdelt_replica as wrongly
import pytest
import typer
from gdelt_replica import BOUNDS, HOST, Replica, event_rows, master_list, quarter_hours, zipped
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from hikiwake.cli import events_fetch
from hikiwake.events import FileReport, Loaded, open_lake
from hikiwake.events.fetch import Account, Bounds, Reason, Request, fetch_gdelt
from hikiwake.events.fetch.calendar import slices
from hikiwake.events.fetch.known_gaps import State, gaps, known_state
from hikiwake.events.fetch.listing import Listing
from hikiwake.events.fetch.table import account_json, account_text
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.errors import HikiwakeError, Problem

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
DAY = date(2018, 3, 26)
MIDNIGHT = "20180326000000"


def a_day() -> dict[str, bytes]:
    return quarter_hours(MIDNIGHT, 96)


A_DAY = a_day()


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica(dict(A_DAY)) as server:
        server.files["masterfilelist.txt"] = master_list(A_DAY)
        yield server


def fetched(replica: Replica, into: Path, *, bounds: Bounds = BOUNDS, load: object = None, **request: object) -> Account:
    asked = {"first": DAY, "last": DAY, **request}
    return fetch_gdelt(Request(into=into, **asked), bounds=bounds, world=replica.world, load=load)  # type: ignore[arg-type]


def slot(number: int) -> str:
    return sorted(A_DAY)[number]


def why(account: Account) -> dict[str, Reason]:
    return {m.file: m.why for m in account.missing}


def lying_in(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


MISBEHAVIOURS: dict[str, tuple[object, Reason | None]] = {
    "not there": (wrongly.status("404 Not Found"), Reason.NOT_THERE),
    "gone": (wrongly.status("410 Gone"), Reason.NOT_THERE),
    "forbidden": (wrongly.status("403 Forbidden"), Reason.REFUSED),
    "teapot": (wrongly.status("418 I'm a teapot"), Reason.FAILED),
    "busy, then well": ([wrongly.status("429 Slow", "Retry-After: 7"), wrongly.well], None),
    "busy for long": (wrongly.status("429 Slow", "Retry-After: 3600"), Reason.FAILED),
    "broken, then well": ([wrongly.status("500 Oops"), wrongly.well], None),
    "broken": (wrongly.status("503 Oops"), Reason.FAILED),
    "a drip": (wrongly.drip, Reason.TIMED_OUT),
    "silence": (wrongly.silent, Reason.TIMED_OUT),
    "cut, continued": (wrongly.cut, None),
    "cut, begun anew": ([wrongly.cut, wrongly.range_ignored], None),
    "cut, continued elsewhere": ([wrongly.cut, wrongly.other_range], None),
    "cut without a word": (wrongly.cut_unsaid, Reason.FAILED),
    "reset, then well": ([wrongly.reset, wrongly.well], None),
    "not HTTP": (wrongly.no_http, Reason.FAILED),
    "other bytes": (wrongly.other_bytes, Reason.BAD_MD5),
    "other bytes, then well": ([wrongly.other_bytes, wrongly.well], None),
    "too short": (wrongly.shorter, Reason.TOO_SHORT),
    "a page": (wrongly.page, Reason.HTML),
    "packed once more": (wrongly.packed, Reason.FAILED),
    "endless": (wrongly.endless, Reason.TOO_LARGE),
    "endless chunks": (wrongly.endless_chunks, Reason.TOO_LARGE),
    "to another host": (wrongly.redirect("http://elsewhere.test/x.zip"), Reason.REDIRECT),
    "to another port": (wrongly.redirect(f"http://{HOST}:8080/x.zip"), Reason.REDIRECT),
    "to this machine": (wrongly.redirect("http://127.0.0.1/x.zip"), Reason.REDIRECT),
    "to the cloud's own": (wrongly.redirect("http://169.254.169.254/latest"), Reason.REDIRECT),
    "to a file": (wrongly.redirect("file:///etc/passwd"), Reason.REDIRECT),
    "to a password": (wrongly.redirect(f"http://me:secret@{HOST}/x.zip"), Reason.REDIRECT),
    "to nowhere": (wrongly.status("302 Found"), Reason.REDIRECT),
    "in a circle": (wrongly.redirect("again.zip"), Reason.REDIRECT),
    "to its neighbour": (wrongly.redirect("moved/from.zip"), None),
}  # fmt: skip


def test_a_day_with_every_misbehaviour_is_accounted_for_to_the_last_file(replica: Replica, tmp_path: Path) -> None:
    expected = {slot(3 * i): reason for i, (_, reason) in enumerate(MISBEHAVIOURS.values())}
    for i, (script, _) in enumerate(MISBEHAVIOURS.values()):
        replica.wrong[slot(3 * i)] = script  # type: ignore[assignment]
    replica.wrong["again.zip"] = wrongly.redirect("again.zip")
    replica.files["from.zip"] = A_DAY[slot(3 * list(MISBEHAVIOURS).index("to its neighbour"))]
    account = fetched(replica, tmp_path)
    silently = 0
    for name, content in A_DAY.items():
        reason = expected.get(name)
        is_there = (tmp_path / name).exists() and (tmp_path / name).read_bytes() == content
        assert why(account).get(name) == reason, name
        silently += not is_there and name not in why(account)
        assert is_there == (reason is None), name
    wrong = sum(reason is not None for reason in expected.values())
    print(f"tried {len(A_DAY)} files, {len(MISBEHAVIOURS)} of them misbehaving; silently missing {silently}")
    assert (silently, account.got, len(account.missing), account.expected) == (0, 96 - wrong, wrong, 96)
    assert {address for address, _ in replica.dialled} == {wrongly.PUBLIC}
    assert 6.5 < max(replica.pauses) <= 7  # what one was asked to wait, all did
    assert not account.is_whole and "secret" not in account_text(account)
    told = account_json(account)
    assert {m["file"]: m["why"] for m in told["missing"]} == {n: r.value for n, r in expected.items() if r}
    assert json.loads(json.dumps(told)) == told


def test_run_again_only_what_is_missing_is_asked_for(replica: Replica, tmp_path: Path) -> None:
    gone, damaged = slot(5), slot(6)
    replica.wrong[gone] = wrongly.status("404 Not Found")
    assert why(fetched(replica, tmp_path)) == {gone: Reason.NOT_THERE}
    (tmp_path / damaged).write_bytes(A_DAY[slot(7)])  # a bit turned over on the disk would be the same
    del replica.wrong[gone]
    replica.asked.clear()
    account = fetched(replica, tmp_path)
    assert sorted(replica.files_asked()) == [gone, damaged]
    assert (account.got, account.there, account.is_whole) == (2, 94, True)
    assert lying_in(tmp_path) == A_DAY


@pytest.mark.parametrize(
    ("lies_there", "asked_from"),
    [
        ("its beginning", [50]),
        ("all of it", []),
        ("another beginning", [50, 0]),
        ("more than it is", [0]),
    ],
)
def test_what_lies_there_of_a_file_is_continued_or_begun_anew(
    replica: Replica, tmp_path: Path, lies_there: str, asked_from: list[int]
) -> None:
    name, content = slot(0), A_DAY[slot(0)]
    replica.files["masterfilelist.txt"] = master_list({name: content})
    beginnings = {
        "its beginning": content[:50],
        "all of it": content,
        "another beginning": bytes(50),
        "more than it is": content + b"x",
    }
    (tmp_path / f"{name}.part").write_bytes(beginnings[lies_there])
    fetched(replica, tmp_path)
    assert [a.start for a in replica.asked if a.name == name] == asked_from
    assert lying_in(tmp_path) == {name: content}


def test_a_file_that_has_gone_while_its_beginning_lies_there_is_not_there(replica: Replica, tmp_path: Path) -> None:
    """The real host answers 416, not 404, to who asks for the rest of what it does not have."""
    del replica.files[slot(0)]
    (tmp_path / f"{slot(0)}.part").write_bytes(A_DAY[slot(0)][:50])
    assert why(fetched(replica, tmp_path)) == {slot(0): Reason.NOT_THERE}


@pytest.mark.parametrize("damage", ["no zip", "cut", "bad checksum", "no member", "bomb"])
def test_a_zip_that_is_published_damaged_is_refused_whole(replica: Replica, tmp_path: Path, damage: str) -> None:
    good = zipped("x.CSV", event_rows(MIDNIGHT, 50))
    empty = b"PK\x05\x06" + bytes(18)
    bad_checksum = good[:60] + bytes([good[60] ^ 1]) + good[61:]
    bomb = zipped("x.CSV", bytes(11_000_000))
    body = {"no zip": b"words" * 40, "cut": good[:-40], "bad checksum": bad_checksum, "no member": empty, "bomb": bomb}[damage]
    replica.files |= {slot(0): body, "masterfilelist.txt": master_list({slot(0): body})}
    account = fetched(replica, tmp_path)
    assert why(account)[slot(0)] is (Reason.TOO_LARGE if damage == "bomb" else Reason.DAMAGED)
    assert lying_in(tmp_path) == {}


def test_a_host_that_has_failed_many_times_in_a_row_is_left_alone(replica: Replica, tmp_path: Path) -> None:
    for name in A_DAY:
        replica.wrong[name] = wrongly.status("500 Oops")
    account = fetched(replica, tmp_path, bounds=replace(BOUNDS, files_in_a_row=5, tries=1))
    reasons = list(why(account).values())
    assert len(reasons) == 96 and len(replica.files_asked()) < 12
    assert reasons.count(Reason.NOT_ASKED) == 96 - len(replica.files_asked())


def test_a_list_that_is_cut_is_continued_and_each_line_counted_once(replica: Replica, tmp_path: Path) -> None:
    replica.wrong["masterfilelist.txt"] = [wrongly.well, wrongly.cut, wrongly.well]  # the first is a look whether it is long
    assert fetched(replica, tmp_path / "a").is_whole
    assert [a.start > 0 for a in replica.asked if a.name == "masterfilelist.txt"] == [True, False, True]
    replica._turns.clear()
    replica.wrong["masterfilelist.txt"] = [wrongly.well, wrongly.cut, wrongly.range_ignored]
    account = fetched(replica, tmp_path / "b")
    assert account.is_whole and account.lists.lines == 193 and account.lists.blank == 1


def test_a_long_list_is_entered_where_the_range_is(replica: Replica, tmp_path: Path) -> None:
    """126 MB for a day's files would be no way to treat a host."""
    around = {f"201{y}{m:02}{d:02}000000.export.CSV.zip": b"x" for y in (7, 8) for m in range(1, 13) for d in range(1, 29)}
    whole = master_list(around | A_DAY)
    replica.files["masterfilelist.txt"] = whole
    bounds = replace(BOUNDS, list_stretch=5_000)
    account = fetched(replica, tmp_path, bounds=bounds)
    asked = [a.start for a in replica.asked if a.name == "masterfilelist.txt"]
    assert account.is_whole and account.got == 96
    at = whole.find(slot(0).encode())
    assert len(asked) < 9 and at - 10_000 < account.lists.begins_at < at and account.lists.damaged == 0
    lines = whole.split(b"\n")
    lines.append(lines.pop(next(i for i, line in enumerate(lines) if slot(50).encode() in line)))  # out of its place
    replica.files["masterfilelist.txt"] = b"\n".join(lines)
    shutil.rmtree(tmp_path)
    again = fetched(replica, tmp_path, bounds=bounds)  # what is not found where it should be is sought in all of it
    assert again.is_whole and again.lists.lines == len(lines)


def test_a_list_cut_short_without_a_word_leaves_nothing_out_silently(replica: Replica, tmp_path: Path) -> None:
    replica.files["masterfilelist.txt"] = master_list(A_DAY)[:-4_000]
    account = fetched(replica, tmp_path)
    assert account.got + len(account.missing) == 96 and 0 < len(account.missing) < 96
    assert set(why(account).values()) == {Reason.NOT_LISTED}
    assert "may have been cut short" in account_text(account) and account.lists.damaged == 1


def test_damaged_lines_of_a_list_are_counted_and_cost_only_their_own_files(replica: Replica, tmp_path: Path) -> None:
    lines = master_list(A_DAY).split(b"\n")
    number = next(i for i, line in enumerate(lines) if slot(9).encode() in line)
    lines[number] = lines[number].split(b" ", 1)[1]  # the size is missing
    lines[4:4] = [b"x" * 3_000_000, b"\xff\xfe", b"12 zz http://x/y.zip"]
    replica.files["masterfilelist.txt"] = b"\r\n".join(lines)
    account = fetched(replica, tmp_path)
    assert why(account) == {slot(9): Reason.NOT_LISTED}
    assert account.lists.damaged == 4 and account.lists.damaged_at[:3] == [5, 6, 7]


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (wrongly.status("404 Not Found"), "cannot be had: the server has no such file (404)"),
        (wrongly.status("500 Oops"), "cannot be had: the server answers 500"),
        (wrongly.page, "is no list of files"),
        (wrongly.redirect("http://10.0.0.1/"), "leads on (302) to http://10.0.0.1, which was not asked"),
        (wrongly.drip, "came slower than 5000 kB a second"),
        (wrongly.endless, "is larger than 0.002 GB"),
    ],
)
def test_without_a_list_nothing_is_fetched_and_one_line_says_why(
    replica: Replica, tmp_path: Path, script: wrongly.Script, told: str
) -> None:
    replica.wrong["masterfilelist.txt"] = script
    with pytest.raises(HikiwakeError) as caught:
        fetched(replica, tmp_path, bounds=replace(BOUNDS, list_bytes=2_000_000, tries=1, slack_seconds=0.2, least_rate=5e6))
    line = str(caught.value)
    assert told in line and line.startswith(f"http://{HOST}/gdeltv2/masterfilelist.txt: ") and "\n" not in line
    assert replica.files_asked() == []


def test_a_list_cannot_send_the_fetch_elsewhere(replica: Replica, tmp_path: Path) -> None:
    name = slot(0)
    evil = (
        master_list({name: A_DAY[name]}, "http://evil.test/../../etc/")
        + b"9 "
        + b"0" * 32
        + b" http://evil.test/../../passwd.zip\n"
    )
    replica.files["masterfilelist.txt"] = evil
    fetched(replica, tmp_path)
    assert {a.host for a in replica.asked} == {HOST}
    assert {a.path for a in replica.asked} == {"/gdeltv2/masterfilelist.txt", f"/gdeltv2/{name}"}
    assert lying_in(tmp_path) == {name: A_DAY[name]}


def test_a_long_list_is_never_whole_in_memory() -> None:
    files = slices(2, date(2016, 1, 1), date(2016, 1, 2), ("export", "mentions"))
    listing = Listing(files)
    entries = listing.lists_of("masterfilelist.txt")
    stretch = master_list(quarter_hours("20160101000000", 96))
    tracemalloc.start()
    for _ in range(20):
        entries.add(stretch)
    entries.end()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"{len(stretch) * 20 / 1e6:.1f} MB of list, peak {peak / 1e6:.2f} MB")
    assert peak < 100_000 and listing[0] is not None and listing[1] is None


@given(st.dates(date(2015, 2, 18), date(2026, 1, 1)), st.integers(0, 40), st.sampled_from([("export",), ("export", "mentions")]))
def test_every_quarter_hour_has_its_name_and_the_name_its_place(first: date, days: int, what: tuple[str, ...]) -> None:
    files = slices(2, first, date.fromordinal(first.toordinal() + days), what)
    for number in (0, len(files) // 2, len(files) - 1):
        assert files.number(files.name(number)) == number
    assert len(files) == len(what) * (96 * (days + 1) - (92 if first == date(2015, 2, 18) else 0))
    assert files.number("20140101000000.export.CSV.zip") is None and files.number("2016010100.export.CSV.zip") is None


def test_the_back_files_of_gdelt_1_are_taken_whole_and_the_daily_ones_one_by_one() -> None:
    files = slices(1, date(2005, 6, 1), date(2013, 4, 2), ("export",))
    names = [files.name(n) for n in range(len(files))]
    assert names[:3] == ["2005.zip", "200601.zip", "200602.zip"]
    assert names[-3:] == ["201303.zip", "20130401.export.CSV.zip", "20130402.export.CSV.zip"]
    assert len(files) == 1 + 87 + 2
    whole = slices(1, date(1979, 1, 1), date(2025, 12, 31), ("export",))
    never = [n for i in range(len(whole)) if known_state(1, n := whole.name(i)) is State.NEVER_PUBLISHED]
    assert (len(whole) - 22, len(never)) == (4750, 24)  # GdeltForge's audit: 4,750 in the lists, two of them never there


def test_gdelt_1_comes_by_its_two_lists(replica: Replica, tmp_path: Path) -> None:
    files = {"2005.zip": zipped("2005.csv", event_rows("20051231", columns=57))}
    for name in ("200601.zip", "200602.zip"):
        files[name] = zipped(f"{name[:6]}.csv", event_rows(name[:6] + "01", columns=57))
    md5s = "".join(f"{hashlib.md5(body).hexdigest()}  {name}\n" for name, body in files.items())
    sizes = "".join(f"{len(body)} {name}\n" for name, body in files.items() if name != "200602.zip")
    other = "f6fcb7e955e35f93c9dae427c07b545d  GDELT.MASTERREDUCEDV2.1979-2013.zip\n"
    replica.files = {**files, "md5sums": (other + md5s).encode(), "filesizes": sizes.encode()}
    account = fetched(replica, tmp_path, version=1, first=date(2005, 12, 31), last=date(2006, 2, 3))
    assert why(account) == {"200602.zip": Reason.NOT_LISTED} and account.lists.damaged == 0
    assert lying_in(tmp_path) == {name: files[name] for name in ("2005.zip", "200601.zip")}
    assert {a.path.rpartition("/")[0] for a in replica.asked} == {"/events"}


def test_what_was_never_published_is_known_and_told_apart(replica: Replica, tmp_path: Path) -> None:
    """2022-11-10 22:00 to 11-11 18:30: listed with size and md5, and never there."""
    files = quarter_hours("20221110000000", 192)
    replica.files = {n: b for n, b in files.items() if not "20221110220000" <= n[:14] <= "20221111183000"}
    replica.files["masterfilelist.txt"] = master_list(files)
    first, last = date(2022, 11, 10), date(2022, 11, 11)
    account = fetched(replica, tmp_path, first=first, last=last)
    assert (account.got, len(account.never), account.missing, account.is_whole) == (109, 83, [], True)
    assert account.expected == 109
    assert (
        "Never published, as is known: 20221110220000.export.CSV.zip … 20221111183000.export.CSV.zip (83 files)"
        in account_text(account)
    )
    lost = "20221111190000.export.CSV.zip"
    (tmp_path / lost).unlink()
    del replica.files[lost]
    assert why(fetched(replica, tmp_path, first=first, last=last)) == {lost: Reason.NOT_THERE}


def test_a_file_that_was_published_anew_is_told_with_that(replica: Replica, tmp_path: Path) -> None:
    """2023-03-22 of GDELT 1.0 is whole, but smaller than listed; of the day after there never was a file."""
    names = [f"202303{day}.export.CSV.zip" for day in (22, 23)]
    body = zipped("x.CSV", event_rows("20230322", columns=58))
    md5s = "".join(f"{hashlib.md5(body + b'x').hexdigest()}  {name}\n" for name in names)
    sizes = "".join(f"{len(body) + 1} {name}\n" for name in names)
    replica.files = {names[0]: body, "md5sums": md5s.encode(), "filesizes": sizes.encode()}
    account = fetched(replica, tmp_path, version=1, first=date(2023, 3, 22), last=date(2023, 3, 23))
    assert why(account) == {names[0]: Reason.TOO_SHORT} and account.never == [names[1]]
    assert account.missing[0].what.endswith("known: the file was published anew after the list was written")


def test_the_table_of_gaps_holds_what_its_audit_counted() -> None:
    def count(version: int, what: str, state: State) -> int:
        found = 0
        for gap in gaps():
            if (gap.version, gap.what, gap.state) == (version, what, state):
                ends = [datetime.strptime(t, "%Y%m%d%H%M%S" if version == 2 else "%Y%m%d") for t in (gap.first, gap.last)]
                found += round((ends[1] - ends[0]).total_seconds() / (900 if version == 2 else 86_400)) + 1
        return found

    assert count(2, "mentions", State.NEVER_PUBLISHED) == 94 and count(2, "mentions", State.EMPTY) == 86
    assert count(2, "export", State.NEVER_PUBLISHED) == 93 and count(1, "export", State.NEVER_PUBLISHED) == 24


def test_an_empty_file_is_kept_and_told_unless_it_is_known(replica: Replica, tmp_path: Path) -> None:
    """2016-05-31 23:30: mentions published with a member of 0 bytes."""
    known, new = "20160531233000.mentions.CSV.zip", "20160531234500.mentions.CSV.zip"
    files = quarter_hours("20160531000000", 96, "mentions") | {n: zipped(n[:-4], b"") for n in (known, new)}
    replica.files = files | {"masterfilelist.txt": master_list(files)}
    day = date(2016, 5, 31)
    for got, there in ((94, 0), (0, 94)):  # the second run says the same and asks for nothing
        account = fetched(replica, tmp_path, first=day, last=day, what=("mentions",))
        assert (account.got, account.there, account.empty_known, why(account)) == (got, there, 1, {new: Reason.EMPTY})
    assert len(replica.files_asked()) == 96 and lying_in(tmp_path) == files


def test_what_is_not_due_yet_is_not_missing(replica: Replica, tmp_path: Path) -> None:
    replica.now = datetime(2018, 3, 26, 6, 0, tzinfo=UTC)
    replica.files["masterfilelist.txt"] = master_list({n: b for n, b in A_DAY.items() if n < "201803260530"})
    account = fetched(replica, tmp_path, last=date.max)
    assert (account.got, account.not_yet, account.is_whole) == (22, 74 + 96, True)
    assert "170 not published yet" in account_text(account)


def test_a_dyads_rows_are_kept_in_their_layout_with_a_note_of_their_origin(replica: Replica, tmp_path: Path) -> None:
    short = b"1\t20180326\tJPN\n"
    replica.files[slot(0)] = body = zipped("x.CSV", event_rows(MIDNIGHT) + short)
    replica.files[slot(1)] = none = zipped("x.CSV", event_rows(MIDNIGHT, 1).replace(b"JPN", b"FRA"))
    only = {slot(0): body, slot(1): none}
    replica.files["masterfilelist.txt"] = master_list(only)
    account = fetched(replica, tmp_path, dyad=Dyad.of("RUS", "JPN"))
    stem = "20180326000000.export.JPN-RUS"
    rows = gzip.decompress((tmp_path / f"{stem}.CSV.gz").read_bytes()).splitlines()
    assert rows == [event_rows(MIDNIGHT).splitlines()[i] for i in (0, 5)]
    note = json.loads((tmp_path / f"{stem}.json").read_text())
    assert (note["origin"], note["origin_md5"], note["rows"], note["kept"], note["short"]) == (
        slot(0),
        hashlib.md5(body).hexdigest(),
        8,
        2,
        1,
    )
    assert sorted(lying_in(tmp_path)) == [f"{stem}.CSV.gz", f"{stem}.json", "20180326001500.export.JPN-RUS.json"]
    assert (account.got, account.rows, account.rows_kept, account.rows_short) == (2, 9, 2, 1)
    before = lying_in(tmp_path)
    replica.asked.clear()
    again = fetched(replica, tmp_path, dyad=Dyad.of("RUS", "JPN"))
    assert replica.files_asked() == [] and again.rows_kept == 2 and again.there == 2
    (tmp_path / f"{stem}.CSV.gz").write_bytes(b"half")
    assert fetched(replica, tmp_path, dyad=Dyad.of("RUS", "JPN")).got == 1
    assert lying_in(tmp_path) == before  # the same bytes: the lake takes them for the same file
    romania = fetched(replica, tmp_path, dyad=Dyad.of("ROU", "RUS"))  # ROM in the files
    assert romania.rows_kept == 1


def test_files_lying_there_whole_serve_a_dyad_without_the_network(replica: Replica, tmp_path: Path) -> None:
    fetched(replica, tmp_path)
    replica.asked.clear()
    account = fetched(replica, tmp_path, dyad=Dyad.of("JPN", "RUS"))
    assert (account.got, account.bytes, replica.files_asked()) == (96, 0, [])
    assert set(A_DAY) <= set(lying_in(tmp_path))


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_the_rows_of_a_real_file_are_those_that_its_columns_name(replica: Replica, tmp_path: Path) -> None:
    content = (SHARED / "data/events/gdelt/20180326044500.export.CSV").read_bytes()
    body = zipped("20180326044500.export.CSV", content)
    replica.files = {slot(19): body, "masterfilelist.txt": master_list({slot(19): body})}
    account = fetched(replica, tmp_path, dyad=Dyad.of("RUS", "USA"))
    fields = [line.split("\t") for line in content.decode().splitlines()]
    expected = sum({f[7], f[17]} == {"RUS", "USA"} for f in fields)
    assert (account.rows, account.rows_kept) == (1540, expected) and expected > 5


def test_each_file_that_came_is_handed_to_the_lake_and_a_refusal_is_told(replica: Replica, tmp_path: Path) -> None:
    replica.wrong[slot(2)] = [wrongly.status("500 Oops"), wrongly.well]  # comes later than its neighbours
    handed: list[str] = []

    def load(files: Sequence[Path], lake: Path) -> Loaded:
        assert lake == tmp_path / "lake" and all(file.read_bytes() == A_DAY[file.name] for file in files)
        handed.extend(file.name for file in files)
        bad = Problem("x", "is no event file", "Look at it.")
        return Loaded(str(lake), tuple(FileReport(f.name, problem=bad if f.name == slot(9) else None) for f in files))

    account = fetched(replica, tmp_path / "in", lake=tmp_path / "lake", load=load)
    assert handed == sorted(A_DAY)  # the same lake in every run
    assert account.loaded == 95 and account.not_loaded == ["x: is no event file. Look at it."] and not account.is_whole

    def refuse(files: Sequence[Path], lake: Path) -> Loaded:
        raise HikiwakeError.of(str(lake), "is no lake", "Choose another.")

    account = fetched(replica, tmp_path / "in", lake=tmp_path / "lake", load=refuse)
    assert account.there == 96 and not account.is_whole
    assert "is no lake" in account_text(account)


def test_a_dyads_rows_come_into_a_real_lake(replica: Replica, tmp_path: Path) -> None:
    only = {slot(n): A_DAY[slot(n)] for n in (0, 1)}
    replica.files["masterfilelist.txt"] = master_list(only)
    replica.now = datetime(2018, 3, 26, 1, 20, tzinfo=UTC)
    account = fetched(replica, tmp_path / "in", dyad=Dyad.of("JPN", "RUS"), lake=tmp_path / "lake")
    assert (account.loaded, account.rows_kept, account.is_whole) == (2, 4, True), account_text(account)
    assert open_lake(tmp_path / "lake").series("JPN-RUS", by="month")["mentions"].sum() > 0


def test_a_disk_without_room_is_told_before_anything_comes(
    replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = master_list(A_DAY).replace(f"{len(A_DAY[slot(0)])} ".encode(), b"12300000000 ", 1)
    replica.files["masterfilelist.txt"] = large
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=8_000_000_000))
    with pytest.raises(HikiwakeError, match=r"needs 12\.3 GB, 8\.0 GB are free\. Make room"):
        fetched(replica, tmp_path)
    assert replica.files_asked() == []


def test_a_full_disk_ends_the_fetch_in_one_line_and_keeps_what_came(
    replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hikiwake.events.fetch import settling

    placed: list[Path] = []

    def full(part: Path, place: Path) -> None:
        if len(placed) >= 10:
            raise OSError(28, "No space left on device", str(part))
        placed.append(place)
        part.replace(place)

    monkeypatch.setattr(settling, "put_in_place", full)
    with pytest.raises(HikiwakeError, match="No space left on device"):
        fetched(replica, tmp_path)
    whole = {n: b for n, b in lying_in(tmp_path).items() if not n.endswith(".part")}
    assert whole.items() <= A_DAY.items() and len(whole) == 10


def test_two_fetches_do_not_work_in_one_folder(replica: Replica, tmp_path: Path) -> None:
    from hikiwake.collecting.reading import alone_with

    with alone_with(tmp_path), pytest.raises(HikiwakeError, match="another fetch is at work there"):
        fetched(replica, tmp_path)


def test_a_host_that_leads_to_https_is_followed_there_and_its_certificate_looked_at(replica: Replica, tmp_path: Path) -> None:
    if not (openssl := shutil.which("openssl")):
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = (
        f"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=x -addext subjectAltName=DNS:{HOST}"
    )
    subprocess.run([openssl, *make.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    replica.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    replica.tls.load_cert_chain(certificate, key)
    replica.trusted = ssl.create_default_context(cafile=str(certificate))
    replica.now = datetime(2018, 3, 26, 1, 50, tzinfo=UTC)
    replica.files["masterfilelist.txt"] = master_list({n: b for n, b in A_DAY.items() if n < slot(4)})
    assert fetched(replica, tmp_path / "a").got == 4
    assert set(replica.dialled) == {(wrongly.PUBLIC, 80), (wrongly.PUBLIC, 443)}
    assert sum(port == 80 for _, port in replica.dialled) <= 4  # asked in the open once a line
    with pytest.raises(HikiwakeError, match="its certificate cannot be trusted"):
        fetched(replica, tmp_path / "b", base="http://other.test/gdeltv2/")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "10.0.0.1", "169.254.169.254", "inner.test"]
)
def test_a_mirror_that_is_not_public_must_be_allowed_by_name(replica: Replica, tmp_path: Path, host: str) -> None:
    replica.names = {
        "inner.test": ["192.168.0.9"],
        "localhost": ["127.0.0.1"],
        "2130706433": ["127.0.0.1"],
        "0x7f.1": ["127.0.0.1"],
    }
    replica.names["::1"] = ["::1"]
    with pytest.raises(HikiwakeError, match=r"and was not asked.*--allow-address"):
        fetched(replica, tmp_path, base=f"http://{host}/gdeltv2")
    assert replica.dialled == []


@pytest.mark.parametrize("base", ["ftp://x.test/", "file:///etc/", "x.test", "http://me:secret@x.test/", "http:///"])
def test_a_base_that_is_no_web_address_is_refused(replica: Replica, tmp_path: Path, base: str) -> None:
    with pytest.raises(HikiwakeError) as caught:
        fetched(replica, tmp_path, base=base)
    assert "secret" not in str(caught.value) and replica.dialled == []


@pytest.mark.parametrize(
    ("request_words", "told"),
    [
        ({"last": date(2018, 3, 25)}, "lies before 2018-03-26"),
        (
            {"first": date(2015, 1, 1)},
            "GDELT 2.0, which begins on 2015-02-18 at 23:00 UTC. Begin on 2015-02-18, or say --version 1",
        ),
        ({"first": date(1970, 1, 1), "version": 1}, "begins on 1979-01-01"),
        ({"first": date(2030, 1, 1), "last": date.max}, "lies in the future"),
        ({"version": 1, "what": ("mentions",)}, "GDELT 1.0 has no mentions"),
        ({"dyad": Dyad.of("JPN", "RUS"), "what": ("mentions",)}, "mentions name no states"),
    ],
)
def test_a_range_that_makes_no_sense_is_told_in_one_line(
    replica: Replica, tmp_path: Path, request_words: dict[str, object], told: str
) -> None:
    with pytest.raises(HikiwakeError) as caught:
        fetched(replica, tmp_path, **request_words)
    assert told in str(caught.value) and replica.asked == []


RUN = "import typer; from hikiwake.cli import events_fetch as e; app = typer.Typer(); app.callback()(lambda: None); e.register(app); app()"


def words(replica: Replica, into: Path, *more: str) -> list[str]:
    mirror = ["--base", f"http://127.0.0.1:{replica.port}/gdeltv2/", "--allow-address", f"127.0.0.1:{replica.port}"]
    return ["fetch", "gdelt", "--from", "2018-03-26", "--to", "2018-03-26", "--into", str(into), *mirror, *more]


def stopped(command: Sequence[str], is_time: Callable[[], bool], by: signal.Signals) -> str:
    """What a run prints that is sent a signal when it is time; it ends before a server's silence is long enough to end it."""
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        until = time.monotonic() + 20
        while not is_time() and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(by)
        out, _ = process.communicate(timeout=Bounds().silence_seconds - 1)
    return out


def test_stopped_in_the_middle_what_is_whole_stays_and_the_rest_is_continued(replica: Replica, tmp_path: Path) -> None:
    half = len(A_DAY[slot(30)]) // 2

    def half_then_silence(connection: socket.socket, asked: wrongly.Asked, server: Replica) -> None:
        if not asked.start:
            wrongly.answer(connection, A_DAY[asked.name][:half], length=len(A_DAY[asked.name]))
        wrongly.silent(connection, asked, server)

    whole = {slot(n): A_DAY[slot(n)] for n in range(30)}
    begun = [tmp_path / f"{slot(number)}.part" for number in (30, 31, 32, 33)]
    replica.wrong = {part.stem: half_then_silence for part in begun}
    command = words(replica, tmp_path, "--json")
    stopped(command, lambda: all(p.exists() and p.stat().st_size == half for p in begun), signal.SIGKILL)
    assert {n: b for n, b in lying_in(tmp_path).items() if not n.endswith(".part")} == whole
    replica.asked.clear()
    out = stopped(command, lambda: {p.stem for p in begun} <= set(replica.files_asked()), signal.SIGINT)
    told = json.loads(out)
    assert (told["there"], told["finished"]) == (30, False)
    assert {n: b for n, b in lying_in(tmp_path).items() if not n.endswith(".part")} == whole
    replica.wrong.clear()
    replica.asked.clear()
    account = fetched(replica, tmp_path)
    assert lying_in(tmp_path) == A_DAY and account.there == 30
    assert sorted(a.start for a in replica.asked if a.start and a.name.endswith(".zip")) == [half] * 4


def test_the_command_tells_what_is_missing_and_exits_with_1(replica: Replica, tmp_path: Path) -> None:
    app = typer.Typer()
    app.callback()(lambda: None)
    events_fetch.register(app)
    for number in (3, 4, 5):
        replica.wrong[slot(number)] = wrongly.status("404 Not Found")
    ended = CliRunner().invoke(app, words(replica, tmp_path))
    lines = ended.stdout.splitlines()
    assert ended.exit_code == 1, ended.output
    assert lines[1].split("  ") == [f"{slot(3)} … {slot(5)} (3 files)", "404", "the server has no such file (404)"]
    assert lines[-1].startswith("93 got (") and lines[-1].endswith("0 already there, 3 missing of 96 files")
    replica.wrong.clear()
    ended = CliRunner().invoke(app, words(replica, tmp_path, "--json"))
    told = json.loads(ended.stdout)
    assert (ended.exit_code, told["there"], told["got"], told["finished"]) == (0, 93, 3, True)
    for more in (["--dyad", "JPN-JPN"], ["--dyad", "JPN-XXX"], ["--what", "gkg"], ["--from", "26.3.2018"], ["--version", "3"]):
        assert CliRunner().invoke(app, words(replica, tmp_path, *more)).exit_code == 2


def test_the_bounds_that_are_documented_are_those_that_hold() -> None:
    text, bounds = (ROOT / "docs" / "fetching-events.md").read_text(encoding="utf-8"), Bounds()
    assert f"{bounds.connections} connections" in text
    assert f"{bounds.connect_seconds:g} s to connect, {bounds.silence_seconds:g} s of silence" in text
    assert f"{bounds.least_rate / 1000:g} kB a second" in text
    assert f"{bounds.tries} tries, after {bounds.back_off_seconds:g}, {2 * bounds.back_off_seconds:g} and" in text
    assert f"up to {bounds.longest_wait:g} s" in text and f"{bounds.files_in_a_row} files in a row" in text
    assert all(f"`{reason.value}`" in text for reason in Reason)
