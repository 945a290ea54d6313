"""A watched folder: what arrives is read once, when it is whole, and told once."""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hikiwake.collecting.reading import ReadResult, alone_with
from hikiwake.collecting.watching import Watch, WatchLimits
from hikiwake.terms.errors import HikiwakeError, Problem


@dataclass
class Result:
    problem: Problem | None = None
    was_known: bool = False
    holds: int | None = None


@dataclass
class Desk:
    """The case that reads, the clock that moves only by sleeping, and what happens at each of its seconds."""

    folder: Path
    had: set[bytes] = field(default_factory=set)
    read: list[tuple[str, bytes]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    seconds: float = 0.0
    plan: dict[int, Callable[[], object]] = field(default_factory=dict)

    def reads(self, file: Path) -> Sequence[Result]:
        data = file.read_bytes()
        self.read.append((file.name, data))
        if data.startswith(b"bad"):
            return [Result(Problem(str(file), "holds no words", "Save it again."))]
        if data.startswith(b"broken"):
            raise HikiwakeError.of(str(file), "cannot be kept", "Make room.")
        was_known = data in self.had
        self.had.add(data)
        return [Result(was_known=was_known)]

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        if self.plan and self.seconds > max(self.plan) + 5:
            raise KeyboardInterrupt
        self.plan.get(round(self.seconds), lambda: None)()

    def watch(self, alone: Callable[[], AbstractContextManager[bool]] = lambda: nullcontext(True)) -> Watch:
        def tell(file: Path, results: Iterable[ReadResult]) -> None:
            self.told.append(f"{file.name}: {next((r.problem.what for r in results if r.problem), 'read')}")

        return Watch(
            self.folder,
            self.reads,
            tell=tell,
            remark=self.remarks.append,
            alone=alone,
            limits=WatchLimits(1, 2),
            clock=lambda: self.seconds,
            sleep=self.sleep,
        )

    def run(self, **plan: Callable[[], object]) -> Watch:
        """Watch while, at second N, what is planned as `sN` happens; stopped five seconds after the last."""
        self.plan = {int(key[1:]): act for key, act in plan.items()}
        watch = self.watch()
        with pytest.raises(KeyboardInterrupt):
            watch.run()
        return watch

    def put(self, name: str, data: bytes) -> Callable[[], object]:
        return lambda: (self.folder / name).write_bytes(data)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Desk(folder)


def test_each_file_is_read_and_told_once(desk: Desk) -> None:
    desk.put("there.txt", b"there")()
    watch = desk.run(s2=desk.put("new.txt", b"new"), s4=desk.put("later.md", b"later"), s9=lambda: None)
    assert desk.told == ["there.txt: read", "new.txt: read", "later.md: read"]
    assert len(desk.read) == 3
    assert str(watch.account) == "3 files read, 0 read before, 0 not read"


def test_a_file_is_read_when_it_stands_still(desk: Desk) -> None:
    grow = {f"s{i}": desk.put("big.txt", b"x" * i) for i in range(1, 9)}
    desk.run(**grow)
    assert desk.read == [("big.txt", b"x" * 8)]


def test_a_file_whose_size_was_set_aside_is_read_when_its_last_byte_is_written(desk: Desk) -> None:
    """Some programs make a file as long as it will be and fill it: only its time changes."""

    def fill(i: int) -> None:
        (desk.folder / "big.txt").write_bytes(b"x" * i + b"\0" * (8 - i))
        os.utime(desk.folder / "big.txt", ns=(i, i))

    desk.run(**{f"s{i}": lambda i=i: fill(i) for i in range(1, 9)})
    assert desk.read == [("big.txt", b"x" * 8)]


@pytest.mark.parametrize(
    "names",
    [
        ["a.txt.part"],
        ["a.txt.crdownload"],
        ["~$a.docx"],
        [".~lock.a.txt"],
        [".a.txt"],
        ["a.txt.tmp"],
        ["a.txt", "a.txt.part"],
        ["a.toml"],
        ["a.xlsx"],
    ],
)
def test_what_programs_write_on_the_way_is_passed_over(desk: Desk, names: list[str]) -> None:
    watch = desk.run(s1=lambda: [desk.put(name, b"words")() for name in names], s9=lambda: None)
    assert (desk.read, desk.told, str(watch.account)[:7]) == ([], [], "0 files")


def test_a_download_is_read_when_it_has_its_name(desk: Desk) -> None:
    """Firefox keeps the place by an empty file and writes beside it."""
    place, part = desk.folder / "a.html", desk.folder / "a.html.part"
    desk.run(
        s1=place.touch,
        s2=lambda: part.write_bytes(b"<html>wh"),
        s6=lambda: part.write_bytes(b"<html>whole"),
        s7=lambda: part.replace(place),
    )
    assert desk.read == [("a.html", b"<html>whole")]


def test_a_failure_is_told_once_and_tried_again_when_it_changes(desk: Desk) -> None:
    watch = desk.run(
        s1=desk.put("a.txt", b"bad"),
        s2=desk.put("b.txt", b"broken"),
        s20=desk.put("a.txt", b"bad again"),
        s30=desk.put("a.txt", b"good"),
    )
    assert desk.told == ["a.txt: holds no words", "b.txt: cannot be kept", "a.txt: holds no words", "a.txt: read"]
    assert str(watch.account).splitlines() == [
        "1 file read, 0 read before, 1 not read",
        f"not read  {desk.folder / 'b.txt'}: cannot be kept. Make room.",
    ]


def test_an_archive_is_known_when_what_it_holds_is_and_fails_in_part(desk: Desk) -> None:
    bad = Problem("a.zip/b.pdf", "is no pdf", "Save it again.")
    answers = [[Result(), Result(holds=1)], [Result(was_known=True), Result(holds=1)], [Result(), Result(bad), Result(holds=2)]]
    watch = desk.watch()
    watch._read = lambda file: answers.pop(0)
    for i in range(3):
        desk.put("a.zip", b"PK" + b"x" * i)()
        watch.run(once=True)
    assert (desk.told, desk.remarks) == (["a.zip: read", "a.zip: is no pdf"], ["1 file there had been read before"])
    assert str(watch.account).startswith("2 files read, 1 read before, 1 not read")


def test_what_the_case_has_is_counted_not_told(desk: Desk) -> None:
    desk.had = {b"1", b"2"}
    for name, data in (("a.txt", b"1"), ("b.txt", b"2"), ("c.txt", b"3")):
        desk.put(name, data)()
    watch = desk.run(s5=lambda: None)
    assert (desk.told, desk.remarks) == (["c.txt: read"], ["2 files there had been read before"])
    assert str(watch.account) == "1 file read, 2 read before, 0 not read"


def test_the_folder_may_vanish_and_come_back(desk: Desk) -> None:
    away = desk.folder.with_name("away")
    desk.put("a.txt", b"a")()
    desk.run(s4=lambda: desk.folder.rename(away), s8=lambda: away.rename(desk.folder), s9=desk.put("b.txt", b"b"))
    assert desk.told == ["a.txt: read", "b.txt: read"]
    assert desk.remarks == [f"{desk.folder} is gone; it is looked for until it comes back", f"{desk.folder} is back"]


def test_a_file_that_vanishes_before_it_is_read_is_nothing(desk: Desk) -> None:
    watch = desk.run(s1=desk.put("a.txt", b"a"), s2=lambda: (desk.folder / "a.txt").unlink(), s9=lambda: None)
    assert (desk.read, str(watch.account)) == ([], "0 files read, 0 read before, 0 not read")


def test_folders_within_are_watched_and_parts_of_a_page_are_not_documents(desk: Desk) -> None:
    def arrive() -> None:
        (desk.folder / "deep" / "page_files").mkdir(parents=True)
        desk.put("deep/page.html", b"<html>words")()
        desk.put("deep/page_files/frame.html", b"<html>frame")()

    desk.run(s1=arrive)
    assert desk.read == [("page.html", b"<html>words")]


def test_once_reads_what_lies_there_and_ends(desk: Desk) -> None:
    desk.put("a.txt", b"a")()
    desk.put("empty.txt", b"")()
    assert str(desk.watch().run(once=True)) == "1 file read, 0 read before, 0 not read"
    assert desk.seconds == 2


def test_a_folder_that_is_none_is_refused(desk: Desk) -> None:
    desk.folder.rmdir()
    with pytest.raises(HikiwakeError, match="is no folder that could be watched"):
        desk.watch()


def test_two_watches_on_one_case_read_each_file_once(desk: Desk, tmp_path: Path) -> None:
    """The second looks while the first reads, and finds it known afterwards."""
    case = tmp_path / "case"
    case.mkdir()
    other = Desk(desk.folder, had=desk.had)
    others = other.watch(lambda: alone_with(case))
    watch = desk.watch(lambda: alone_with(case))
    desk.put("a.txt", b"a")()
    reads = desk.reads

    def while_reading(file: Path) -> Sequence[Result]:
        other.seconds += 5
        others.look()
        other.seconds += 5
        others.look()
        return reads(file)

    watch._read = while_reading
    watch.run(once=True)
    assert (len(desk.read), other.read) == (1, [])
    others.run(once=True)
    assert (other.told, other.remarks) == ([], ["1 file there had been read before"])


def test_a_lock_ends_with_its_holder(tmp_path: Path) -> None:
    with alone_with(tmp_path) as first, alone_with(tmp_path) as second:
        assert (first, second) == (True, False)
    with alone_with(tmp_path) as third:
        assert third
    assert list(tmp_path.iterdir()) == []
