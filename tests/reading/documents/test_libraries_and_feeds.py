"""Exports of libraries (Zotero RDF, CSL-JSON, RIS) and feeds: what they know of a document, which file is meant, and what is told of the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from container_examples import NOTE, RIS, atom, csl_json, rss, rss_item, zipped, zotero_item, zotero_rdf
from document_examples import REPLY, TALKS, page, pdf, stream, words

from hikiwake.reading.documents.sources import Opened, Source, Sources

TITLE = "Island talks resume after a long winter"


@pytest.fixture(scope="module")
def sources() -> Iterator[Sources]:
    with Sources() as sources:
        yield sources


def documents(sources: Sources, path: Path) -> dict[str, Source]:
    return {f.path.name: f for f in sources.of(path) if isinstance(f, Source)}


def remarks(sources: Sources, path: Path) -> list[str]:
    return [note for f in sources.of(path) if isinstance(f, Opened) for note in f.notes]


def put(folder: Path, name: str, data: str | bytes = TALKS) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_how_many_items_of_a_library_have_no_file_is_told(sources: Sources, tmp_path: Path) -> None:
    items = [zotero_item(n, f"Item {n}", file=f"files/{n}/a.txt" if n < 6 else None) for n in range(20)]
    for n in range(6):
        put(tmp_path, f"files/{n}/a.txt", f"{n}. {TALKS}")
    assert remarks(sources, put(tmp_path, "library.rdf", zotero_rdf(*items))) == ["14 of 20 items have no file"]


@pytest.mark.parametrize(
    "written",
    [
        "files/1/talks.txt",
        "files/%31/talks.txt",
        "file:///home/jane/Zotero/files/1/talks.txt",
        "/home/jane/Zotero/storage/ABCD1234/talks.txt",
        "C:\\Users\\jane\\Zotero\\storage\\ABCD1234\\talks.txt",
        "attachments:files/1/talks.txt",
    ],
)
def test_a_path_of_another_machine_is_looked_for_beside_the_export(sources: Sources, tmp_path: Path, written: str) -> None:
    put(tmp_path, "files/1/talks.txt")
    source = documents(sources, put(tmp_path, "library.rdf", zotero_rdf(zotero_item(1, "Talks", file=written))))["talks.txt"]
    assert source.stated.publisher == "The Gazette" and "jane" not in source.where


@pytest.mark.parametrize("written", ["../talks.txt", "/etc/hostname", "files/../../talks.txt", "", "files/1"])
def test_a_path_that_leads_out_of_the_export_finds_nothing(sources: Sources, tmp_path: Path, written: str) -> None:
    put(tmp_path, "talks.txt")
    (tmp_path / "export" / "files" / "1").mkdir(parents=True)
    export = put(tmp_path, "export/library.rdf", zotero_rdf(zotero_item(1, "Talks", file=written)))
    assert documents(sources, export) == {} and remarks(sources, export) == ["1 of 1 items has no file"]


def test_of_an_item_s_several_files_one_is_read(sources: Sources, tmp_path: Path) -> None:
    item = zotero_item(1, "Talks", file="files/1/a.pdf").replace(
        "</bib:Article>",
        '<link:link rdf:resource="#b"/></bib:Article><z:Attachment rdf:about="#b"><rdf:resource rdf:resource="files/2/b.html"/></z:Attachment>',
    )
    put(tmp_path, "files/1/a.pdf", pdf(stream(words(TALKS))))
    put(tmp_path, "files/2/b.html", page(TALKS, REPLY))
    export = put(tmp_path, "library.rdf", zotero_rdf(item))
    assert list(documents(sources, export)) == ["b.html"]
    assert remarks(sources, export) == ["1 of 1 items has several files, of which one was read"]


def test_an_export_of_zotero_in_a_zip_is_read_with_its_files(sources: Sources, tmp_path: Path) -> None:
    members = {
        "My Library/My Library.rdf": zotero_rdf(zotero_item(1, "Talks", file="files/1/a.txt", note="Weak.")),
        "My Library/files/1/a.txt": TALKS,
    }
    source = documents(sources, put(tmp_path, "export.zip", zipped(members)))["a.txt"]
    assert (source.stated.title, source.stated.note) == ("Talks", "Weak.")
    assert source.where == str(tmp_path / "export.zip" / "My Library" / "files" / "1" / "a.txt")


@pytest.mark.parametrize(
    "name",
    ["Doe - 2016 - Island talks resume after a long winter.pdf", "Island talks resume after a lo.txt", "island_talks_resume_after_a_long_winter.txt",
     "doe2016.txt", "files/7/Doe - 2016 - Island talks resume after.txt"],
)  # fmt: skip
def test_a_library_without_paths_finds_its_files_by_title_or_key(sources: Sources, tmp_path: Path, name: str) -> None:
    put(tmp_path, name, pdf(stream(words(TALKS))) if name.endswith("pdf") else TALKS)
    put(tmp_path, "another article of that year.txt", REPLY)
    for export in ("library.json", "library.ris"):
        text = csl_json(TITLE) if export.endswith("json") else RIS.format(title=TITLE, more="ID  - doe2016\n")
        stated = documents(sources, put(tmp_path, export, text))[Path(name).name].stated
        assert (stated.title, stated.publisher, stated.author, stated.url) == (
            TITLE,
            "The Gazette",
            "Jane Doe",
            "https://gazette.example/1",
        )
        assert stated.date is not None and stated.date.value == "2016-05-03"


def test_a_title_that_two_files_bear_or_that_says_too_little_finds_none(sources: Sources, tmp_path: Path) -> None:
    for name in (f"a {TITLE}.txt", f"b {TITLE}.txt", "talks on fish.txt"):
        put(tmp_path, name)
    assert documents(sources, put(tmp_path, "one.json", csl_json(TITLE))) == {}
    assert documents(sources, put(tmp_path, "two.json", csl_json("Talks"))) == {}


@pytest.mark.parametrize(
    ("issued", "value"),
    [
        ({"date-parts": [[2016]]}, "2016"),
        ({"date-parts": [["2016", 5]]}, "2016-05"),
        ({"raw": "6 May 2016"}, "2016-05-06"),
        ({"literal": "soon"}, None),
        ({"date-parts": [[]]}, None),
        ("2016", None),
    ],
)
def test_dates_of_csl_are_read_as_far_as_they_go(sources: Sources, tmp_path: Path, issued: object, value: str | None) -> None:
    put(tmp_path, f"{TITLE}.txt")
    (source,) = documents(sources, put(tmp_path, "library.json", csl_json(TITLE, issued=issued))).values()
    assert (source.stated.date.value if source.stated.date else None) == value


def test_in_a_folder_a_library_speaks_for_its_files_and_each_is_read_once(sources: Sources, tmp_path: Path) -> None:
    put(tmp_path, f"box/{TITLE}.txt")
    put(tmp_path, "box/own.txt", REPLY)
    put(tmp_path, "box/library.json", csl_json(TITLE))
    sources = [f for f in sources.of(tmp_path / "box") if isinstance(f, Source)]
    assert {s.path.name: s.stated.publisher for s in sources} == {f"{TITLE}.txt": "The Gazette", "own.txt": None} and len(
        sources
    ) == 2


def test_an_item_of_a_feed_is_a_document_with_its_own_day_author_and_address(sources: Sources, tmp_path: Path) -> None:
    long = f"{TALKS} {REPLY} {NOTE}"
    feed = put(
        tmp_path,
        "gazette.rss",
        rss(rss_item("Talks", long, date="Tue, 03 May 2016 23:30:00 -0700"), rss_item("Cut", f"{long[:300]} […]")),
    )
    (source,) = documents(sources, feed).values()
    said = source.stated
    assert (said.title, said.publisher, said.author, said.url) == (
        "Talks",
        "The Gazette",
        "Jane Doe",
        "https://gazette.example/talks",
    )
    assert said.date is not None and said.date.value == "2016-05-03"  # by the publisher's clock
    assert remarks(sources, feed)[0].startswith("1 of 2 items is only a teaser")
    other = documents(sources, put(tmp_path, "courier.atom", atom("Seen from the river", long)))[
        "Seen from the river.html"
    ].stated
    assert (other.publisher, other.author, other.date and other.date.value) == ("The Courier", "Ann Lee", "2016-05-04")


def test_a_feed_that_is_fetched_again_gives_the_same_bytes_for_the_same_item(sources: Sources, tmp_path: Path) -> None:
    long = f"{TALKS} {REPLY} {NOTE}"
    texts = []
    for name, items in (
        ("monday.rss", [rss_item("Talks", long)]),
        ("tuesday.rss", [rss_item("New", f"{long} More."), rss_item("Talks", long)]),
    ):
        texts.append(documents(sources, put(tmp_path, name, rss(*items)))["Talks.html"].path.read_bytes())
    assert texts[0] == texts[1]
