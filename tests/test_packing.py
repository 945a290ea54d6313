"""A case packed into one zip and opened elsewhere: nothing lost, nothing that must not go, nothing written that the archive has no right to."""

import shutil
import stat
import threading
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

import hikiwake as hw
from hikiwake.brief import compose, trace
from hikiwake.cli.check import problems
from hikiwake.packing import pack
from hikiwake.record import withholding
from hikiwake.record.model import Span
from hikiwake.record.store import Record
from hikiwake.terms.errors import CaseError, HikiwakeError
from hikiwake.unpacking import MOST_RATIO, fault_of_name, unpack
from sending_examples import CASE, SECRET, small_case


def packed(folder: Path, tmp_path: Path, **options: bool) -> Path:
    return pack(folder, tmp_path / "case.zip", **options).path


def test_a_packed_case_opens_elsewhere_as_it_was(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    with Record.open(here / "record.sqlite") as record:
        event = record.contents().events[0]
        record.correct(event.id, grade="reported", by="Ana Lyst", on="2016-12-09T11:00:00Z")
        before = record.contents()
    there = unpack(packed(here, tmp_path), tmp_path / "elsewhere" / "border")
    with Record.open(there / "record.sqlite") as record:
        assert record.contents() == before and record.problems() == []
    for name in ("case.toml", "documents/article.txt", "documents/article.txt.toml"):
        assert (there / name).read_bytes() == (here / name).read_bytes()


def test_the_same_case_packs_to_the_same_bytes_and_is_only_read(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    before = {p: p.read_bytes() for p in here.rglob("*") if p.is_file() and not p.name.endswith(("-wal", "-shm"))}
    first = packed(here, tmp_path).read_bytes()
    assert packed(here, tmp_path).read_bytes() == first
    assert {p: p.read_bytes() for p in before} == before


def test_what_is_no_part_of_a_case_is_not_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    here = small_case(tmp_path / "border")
    for name in ("brief.html", ".token", "record.sqlite.schema-1", "notes.txt", "documents/.hidden"):
        (here / name).write_text("secret token")
    (tmp_path / "outside.txt").write_text("outside")
    (here / "documents" / "link.txt").symlink_to(tmp_path / "outside.txt")
    (here / "linked.toml").symlink_to(tmp_path / "outside.txt")
    done = pack(here, tmp_path / "case.zip")
    assert done.files == ("case.toml", "documents/article.txt", "documents/article.txt.toml", "record.sqlite")
    assert done.left_out == (("documents/link.txt", "is a link"), ("linked.toml", "is a link"))
    with ZipFile(done.path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for never in (str(tmp_path).encode(), b"secret token", b"outside"):
        assert never not in everything


def test_a_lake_of_event_data_is_not_packed_and_that_is_said(tmp_path: Path) -> None:
    folder = small_case(tmp_path / "case", text=CASE.replace('analyst = "Ana', 'lake = "lake"\nanalyst = "Ana'))
    (folder / "lake").mkdir()
    (folder / "lake" / "manifest.json").write_text("{}", encoding="utf-8")
    packed = pack(folder, tmp_path / "case.zip")
    assert ("lake", "a lake of event data stays where it is") in packed.left_out
    assert not [name for name in packed.files if name.startswith("lake")]


def test_a_record_is_packed_as_it_stands_at_one_moment_while_another_writes(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    stop = threading.Event()

    def write() -> None:
        with Record.open(here / "record.sqlite") as record:
            entry, n = record.contents().events[0].id, 0
            while not stop.is_set():
                record.note(entry, f"note {n}", by="x")
                n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for i in range(5):
            there = unpack(packed(here, tmp_path), tmp_path / f"there{i}")
            with Record.open(there / "record.sqlite") as record:
                assert record.problems() == [] and len(record.contents().documents) == 1
    finally:
        stop.set()
        writer.join()


# ---------------------------------------------------------------- without documents


def test_without_documents_no_byte_of_a_text_goes_but_the_words_of_entries(tmp_path: Path) -> None:
    text = "\n\n".join(
        ["The president met the prime minister in Sochi."] + [f"Paragraph {i} is nobody's event: {SECRET}." for i in range(40)]
    )
    here = small_case(tmp_path / "border")
    doc, reading = withheld_document(text)
    with Record.open(here / "record.sqlite") as record:
        record.remove(record.contents().documents[0].id)
        record.add(doc, reading, on="2016-12-09T10:00:00Z")
    done = pack(here, tmp_path / "case.zip", with_documents=False)
    assert done.files == ("case.toml", "record.sqlite") and done.withheld == 1 and done.share_left < 0.1
    assert done.characters == len(text) and 0 < done.characters_left < 100
    with ZipFile(done.path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert SECRET.encode() not in everything and b"Paragraph 7" not in everything
    assert b"The president met the prime minister" in everything


def withheld_document(text: str):
    from record_examples import document, report

    from hikiwake.record.model import Reading

    doc = document(text)
    return doc, Reading(doc.id, "built-in 1", (report(doc, "met", span=Span(0, text.index(" in Sochi"))),))


def test_without_documents_every_entry_keeps_its_words_and_the_brief_says_what_is_missing(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    with Record.open(here / "record.sqlite") as record:
        kept = record.contents()
        added = record.add_entry(kept.documents[0].id, (40, 58), kind="event", by="Ana", on="2016-12-10T00:00:00Z")
        record.correct(kept.events[0].id, grade="reported", by="Ana", on="2016-12-10T00:01:00Z")
        before = record.contents()
    there = unpack(packed(here, tmp_path, with_documents=False), tmp_path / "there")
    with Record.open(there / "record.sqlite") as record:
        after = record.contents()
    assert (after.events, after.statements, after.orphans, after.corrections) == (
        before.events,
        before.statements,
        (),
        before.corrections,
    )
    assert added.id in {e.id for e in after.events}
    assert len(after.documents[0].text) == len(before.documents[0].text)
    for event in after.events:
        report = event.best
        assert report.span.cut(after.documents[0].text) == report.span.cut(before.documents[0].text)
    with hw.open_case(there) as workspace:
        result = workspace.assess()
    brief = compose(result)
    assert [broken for s in brief.sentences() for broken in trace(s, result)] == []
    assert any("left out when the case was packed" in s.text for s in brief.sentences())


def test_without_documents_nothing_goes_that_nothing_points_at(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    there = unpack(packed(here, tmp_path, with_documents=False), tmp_path / "there")
    with Record.open(there / "record.sqlite") as record:
        (document,) = record.contents().documents
    assert "The minister said" in document.text and "the two would meet again" in document.text
    assert "on Monday" not in document.text


def test_an_anchor_whose_words_stand_twice_keeps_what_tells_it_from_the_other_place(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    anchor = '\n[[evidence]]\nid = "two"\nstatement = "x"\nlikelihood = { early = 0.5, other = 0.4 }\n[[evidence.anchors]]\n'
    with Record.open(here / "record.sqlite") as record:
        (document,) = record.contents().documents
    where = f'document = "{document.id}"\nquote = "the"\nbefore = "The president met "\nafter = " prime minister in Sochi"\n'
    (here / "case.toml").write_text(CASE + anchor + where, encoding="utf-8")
    there = unpack(packed(here, tmp_path, with_documents=False), tmp_path / "there")
    assert problems(there) == []


def test_who_has_the_document_makes_its_text_whole_by_reading_it_again(tmp_path: Path) -> None:
    here = small_case(tmp_path / "border")
    there = unpack(packed(here, tmp_path, with_documents=False), tmp_path / "there")
    with hw.open_case(there) as workspace:
        (result,) = workspace.read([here / "documents" / "article.txt"])
        assert result.problem is None and not result.was_known
        (document,) = workspace.contents().documents
    assert SECRET in document.text and not withholding.is_withheld(document)


def test_blanks_are_as_long_as_what_stood_there() -> None:
    text = "One two\nthree four five\n\nsix"
    out = withholding.blanked(text, [Span(4, 7), Span(8, 13), Span(10, 18)])
    assert out == "[…] two\nthree four […] \n\n   "
    assert len(out) == len(text) and withholding.blanked(text, [Span(0, len(text))]) == text


# ---------------------------------------------------------------- what an archive may not do

PATHS = (
    "../evil.txt", "../../evil.txt", "border/../../evil.txt", "border/..", "/etc/evil", "//host/evil", "/border/evil", "border//evil",
    "border/./evil", "./border/evil", "..\\evil", "border\\..\\evil", "C:\\evil", "C:evil", "c:/evil", "\\\\host\\evil", "border/a\0b",
    "border/a\x01b", "border/a\nb", "border/\x7f", "border/documents/../../../evil", "border/documents/../..", "other/evil.txt", "evil.txt",
    "border/con", "border/NUL.txt", "border/com1", "border/aux.toml", "border/a:b", "border/a?", "border/a*", 'border/a"b', "border/a<b",
    "border/a|b", "border/trailing.", "border/trailing ", "border/" + "x" * 300, "border/" + "d/" * 1200 + "x", "border/CASE.toml", "~/evil/../x",
)  # fmt: skip


def zipped(path: Path, *entries: tuple[str | ZipInfo, bytes]) -> Path:
    with ZipFile(path, "w") as archive:
        archive.writestr("border/case.toml", CASE)
        for name, content in entries:
            if isinstance(name, str):
                info = ZipInfo("x")
                info.filename = info.orig_filename = name  # as it stands, whatever ZipInfo makes of it
                name = info
            archive.writestr(name, content)
    return path


def nothing_written(archive: Path, where: Path) -> str:
    """The refusal; nothing is there that was not there before."""
    before = sorted(p for p in where.rglob("*"))
    with pytest.raises(CaseError) as refusal:
        unpack(archive, where / "target")
    assert sorted(p for p in where.rglob("*")) == before
    return str(refusal.value)


def test_no_path_of_forty_leads_out_of_the_case(tmp_path: Path) -> None:
    assert len(set(PATHS)) == 40
    for i, name in enumerate(PATHS):
        nothing_written(zipped(tmp_path / f"{i}.zip", (name, b"evil")), tmp_path)
    assert not list(tmp_path.rglob("*evil*"))
    print(f"tried {len(PATHS)}, files outside touched 0")


@pytest.mark.parametrize("mode", [stat.S_IFLNK | 0o777, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(tmp_path: Path, mode: int) -> None:
    entry = ZipInfo("border/documents/link")
    entry.external_attr = mode << 16
    assert "link or a device" in nothing_written(zipped(tmp_path / "a.zip", (entry, b"/etc/passwd")), tmp_path)


def test_what_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    bomb = ZipInfo("border/documents/bomb.txt")
    bomb.compress_type = ZIP_DEFLATED
    assert f"{MOST_RATIO} times" in nothing_written(zipped(tmp_path / "a.zip", (bomb, bytes(20_000_000))), tmp_path)


def test_many_little_files_that_unpack_to_far_more_are_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("border/case.toml", CASE)
        for i in range(40):
            archive.writestr(f"border/documents/{i}.txt", bytes(900_000))
    assert f"{MOST_RATIO} times" in nothing_written(tmp_path / "a.zip", tmp_path)


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", *((f"border/documents/{i}.txt", b"z" * 4000) for i in range(5)))
    raw = archive.read_bytes()
    start, end = raw.index(b"PK\x03\x04", 40), raw.index(b"PK\x01\x02")
    local = [raw.index(f"border/documents/{i}.txt".encode()) - 30 for i in range(5)]
    directory = raw[end:]
    for offset in local[1:]:  # every entry points at the first one's bytes
        directory = directory.replace(offset.to_bytes(4, "little"), local[0].to_bytes(4, "little"))
    cut = raw[: local[1]]
    at = directory.rindex(b"PK\x05\x06")
    directory = directory[: at + 16] + len(cut).to_bytes(4, "little") + directory[at + 20 :]
    assert start == local[0]
    archive.write_bytes(cut + directory)
    assert "over each other" in nothing_written(archive, tmp_path)


def test_an_entry_that_lies_about_its_size_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "a.zip", ("border/documents/a.txt", b"y" * 5000))
    raw = archive.read_bytes()
    archive.write_bytes(raw.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    nothing_written(archive, tmp_path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_cut_archive_is_refused_and_leaves_nothing(tmp_path: Path, share: float) -> None:
    whole = packed(small_case(tmp_path / "border"), tmp_path).read_bytes()
    shutil.rmtree(tmp_path / "border")
    (tmp_path / "case.zip").write_bytes(whole[: int(len(whole) * share)])
    assert "Nothing was unpacked" in nothing_written(tmp_path / "case.zip", tmp_path)


def test_a_flipped_byte_is_noticed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", (ZipInfo("border/documents/a.txt"), b"words of a source " * 9))
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"words of a source") + 30] ^= 1
    path.write_bytes(raw)
    nothing_written(path, tmp_path)


def test_an_archive_without_a_case_or_with_a_broken_one_and_a_taken_folder_are_told(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "none.zip", "w", ZIP_STORED) as archive:
        archive.writestr("x/readme.txt", "x")
    assert "no case.toml" in nothing_written(tmp_path / "none.zip", tmp_path)
    with ZipFile(tmp_path / "broken.zip", "w") as archive:
        archive.writestr("x/case.toml", "title = ")
    assert "does not hold together" in nothing_written(tmp_path / "broken.zip", tmp_path)
    (tmp_path / "target").mkdir()
    assert "is there already" in nothing_written(zipped(tmp_path / "good.zip"), tmp_path)
    (tmp_path / "page.zip").write_text("<html>404</html>")
    assert "no zip" in nothing_written(tmp_path / "page.zip", tmp_path)


def test_a_case_zipped_by_hand_opens_too(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "mine.zip", "w") as archive:
        archive.writestr("case.toml", CASE)
        archive.writestr("__MACOSX/._case.toml", "noise")
    assert (unpack(tmp_path / "mine.zip", tmp_path / "there") / "case.toml").read_text() == CASE


@pytest.mark.parametrize("name", ["case.toml", "documents/Ärger 会談.pdf", "documents/a b/c.d.txt", "documents/it's (1).html"])
def test_usual_names_are_fine(name: str) -> None:
    assert fault_of_name(name) is None


def test_the_nth_write_fails_while_packing_and_the_old_archive_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, target = small_case(tmp_path / "border"), tmp_path / "case.zip"
    old = packed(here, tmp_path).read_bytes()
    tried = 0
    while True:
        with monkeypatch.context() as patched:
            patched.setattr("hikiwake.packing.shutil.copyfileobj", failing_at(tried + 1, shutil.copyfileobj))
            try:
                packed(here, tmp_path)
                break
            except HikiwakeError as error:
                assert "No space left" in str(error)
        tried += 1
        assert target.read_bytes() == old and sorted(p.name for p in tmp_path.iterdir()) == ["border", "case.zip"]
    assert tried == 4
    print(f"tried {tried}, lost 0")


def test_the_nth_write_fails_while_unpacking_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(small_case(tmp_path / "border"), tmp_path)
    tried = 0
    while True:
        with monkeypatch.context() as patched:
            patched.setattr("hikiwake.unpacking.shutil.copyfileobj", failing_at(tried + 1, shutil.copyfileobj))
            try:
                unpack(archive, tmp_path / "there")
                break
            except CaseError as error:
                assert "No space left" in str(error)
        tried += 1
        assert sorted(p.name for p in tmp_path.iterdir()) == ["border", "case.zip"]
    assert tried == 4
    print(f"tried {tried}, lost 0")


def failing_at(nth: int, real):  # type: ignore[no-untyped-def]
    """`real`, but for its nth call, which finds the disk full."""
    calls = iter(range(1, 1000))

    def call(*words, **more):  # type: ignore[no-untyped-def]
        if next(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*words, **more)

    return call
