"""A document goes to the reader of its language; one that nobody here reads is kept, marked unread, and told."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from hikiwake.case.writing import new_case
from hikiwake.intake import FileResult
from hikiwake.reading.batch import read_lines
from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.languages import routing
from hikiwake.reading.languages.found import Entity, Found, Quotation
from hikiwake.reading.languages.pipelines import Pipeline, pipelines
from hikiwake.reading.languages.reader import OtherReader
from hikiwake.reading.languages.routing import ByLanguage, is_english, why_unread
from hikiwake.reading.places import KnownPlace
from hikiwake.record.model import UNREAD, Actor, Span
from hikiwake.terms.dates import Date
from hikiwake.terms.grades import Grade
from hikiwake.workspace import Workspace, open_case

ENGLISH = "Norway and Sweden held talks in Oslo on 3 May 2016. “We will sign,” said Erna Solberg."
SPANISH = (
    "El ministro de Exteriores declaró que las negociaciones serán largas. Los dos países firmaron un acuerdo sobre la pesca en la región. "
    "Según el portavoz, no se ha fijado una fecha para la próxima reunión."
)
OTHER = "外相は記者団に対し「交渉は長期にわたる」との見通しを示した。両国はこの海域での漁業に関する協定に署名した。"


@dataclass(frozen=True)
class Echo:
    """A finder that finds one quotation wherever there are marks, and calls whoever has a capital an actor."""

    def find(self, text: str, stretches: Sequence[Span], reference: Date | None, known: Sequence[KnownPlace]) -> Found:
        m = re.search("「(?P<said>[^」]+)」", text)
        if m is None:
            return Found()
        who = Span(0, 2)
        return Found(
            entities=(Entity(who, "person"),),
            actors=(Actor(who.cut(text), who, "the minister", "NOR"),),
            quotations=(Quotation((Span(*m.span("said")),), who, None),),
        )

    def unnamed(self, source: str) -> bool:
        return source == "誰か"

    def denies(self, text: str, quotation: Quotation) -> bool:
        return "ない" in quotation.content[0].cut(text)


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "pipelines", lambda: {"ja": Pipeline("ja", ("no_such_module",), _echo)})


@pytest.fixture
def with_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "pipelines", lambda: {"ja": Pipeline("ja", ("json",), _echo)})


def _echo(places: Sequence[KnownPlace]) -> OtherReader:
    return OtherReader(Echo(), places)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    new_case(tmp_path / "case", ("NOR", "SWE"), date(2016, 12, 31))
    with open_case(tmp_path / "case") as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def read(workspace: Workspace, *files: Path) -> list[FileResult]:
    return workspace.read(files)


@pytest.mark.usefixtures("without_extras")
def test_a_document_without_a_reader_is_kept_marked_and_told(workspace: Workspace, write: Callable[[str, str], Path]) -> None:
    spanish, other, english = read(workspace, write("x.txt", SPANISH), write("j.txt", OTHER), write("e.txt", ENGLISH))
    assert str(spanish).endswith("x.txt is in Spanish, for which there is no reader here: kept, not read")
    assert str(other).endswith("whose reader is not installed: kept, not read. pip install 'hikiwake[ja]', then read it again")
    assert (spanish.language, other.language, english.language) == ("es", "ja", "en")
    assert (spanish.as_json()["unread"], english.as_json()["unread"]) == (True, False)
    assert english.events and not spanish.problem
    contents = workspace.contents()
    assert contents.unread == {spanish.document, other.document}
    assert {d.language for d in contents.documents} == {"es", "ja", "en"}
    assert (workspace.folder / "documents/x.txt").read_text(encoding="utf-8") == SPANISH


@pytest.mark.usefixtures("without_extras")
def test_the_brief_counts_what_was_not_read(workspace: Workspace, write: Callable[[str, str], Path]) -> None:
    read(workspace, write("x.txt", SPANISH), write("e.txt", ENGLISH))
    written = workspace.brief()
    brief = written.markdown()
    assert "1 document read (1 of no date), 1 kept unread" in brief
    assert "One document is in a language for which there is no reader here" in brief
    assert written.assessment.basis.texts == 1


@pytest.mark.usefixtures("without_extras")
def test_reading_again_tells_it_again(workspace: Workspace, write: Callable[[str, str], Path]) -> None:
    path = write("x.txt", SPANISH)
    read(workspace, path)
    (again,) = read(workspace, path)
    assert again.was_known and "for which there is no reader here" in str(again)
    assert len(workspace.contents().documents) == 1


def test_a_reader_that_comes_later_reads_what_was_kept(
    workspace: Workspace, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("j.txt", OTHER)
    monkeypatch.setattr(routing, "pipelines", lambda: {})
    read(workspace, path)
    monkeypatch.setattr(routing, "pipelines", lambda: {"ja": Pipeline("ja", ("json",), _echo)})
    (result,) = read(workspace, path)
    assert (result.statements, result.unread) == (1, None)
    assert "in Japanese, which is read without events" in str(result)
    assert not workspace.contents().unread
    # A reader that goes again leaves what it has read.
    monkeypatch.setattr(routing, "pipelines", lambda: {})
    (after,) = read(workspace, path)
    assert after.was_known and len(workspace.contents().statements) == 1


@pytest.mark.usefixtures("with_an_extra")
def test_statements_of_another_language_stand_in_the_record(workspace: Workspace, write: Callable[[str, str], Path]) -> None:
    read(workspace, write("j.txt", OTHER))
    (said,) = workspace.contents().statements
    assert said.statement.content.text == "交渉は長期にわたる"
    assert said.statement.speaker is not None and said.statement.speaker.country == "NOR"
    assert (said.statement.grade, said.statement.quoted) == (Grade.ON_RECORD, True)
    assert workspace.contents().events == ()


def test_one_who_hides_is_anonymous() -> None:
    document = document_from_text("a", "誰か「交渉は長期にわたるだろうし、結果はわからないと思っている」")
    (reading,) = OtherReader(Echo()).read([document])
    (statement,) = reading.statements  # type: ignore[union-attr]
    assert statement.grade is Grade.ANONYMOUS
    assert statement.speaker is not None and statement.speaker.name == "誰か"


def test_the_order_of_documents_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "pipelines", lambda: {"ja": Pipeline("ja", ("json",), _echo)})
    texts = [ENGLISH, SPANISH, OTHER, ENGLISH, OTHER, SPANISH]
    documents = [document_from_text(str(i), text) for i, text in enumerate(texts)]
    readings = list(ByLanguage(BuiltIn()).read(documents))
    assert [r.document for r in readings] == [d.id for d in documents]  # type: ignore[union-attr]
    names = [r.reader for r in readings]  # type: ignore[union-attr]
    assert names == ["built-in 5", UNREAD, "built-in 5", "built-in 5", "built-in 5", UNREAD]


@pytest.mark.usefixtures("without_extras")
def test_a_batch_says_in_error_what_it_did_not_read() -> None:
    lines = [json.dumps({"id": i, "text": text}).encode() for i, text in enumerate((ENGLISH, SPANISH, OTHER))]
    english, spanish, other = read_lines(lines)
    assert english["error"] is None and english["events"]
    assert spanish["error"] == "the text is in Spanish, for which there is no reader here: not read"
    assert "pip install 'hikiwake[ja]'" in other["error"]
    assert set(english) == set(spanish) == set(other)


@pytest.mark.parametrize("text", ["Abe, Putin, Lavrov, Kishida: Sochi", "OK", "15.12.2016", "", "🙂 🙂", "Пресс-релиз"])
def test_a_text_too_short_to_tell_is_left_to_the_english_reader(text: str) -> None:
    document = document_from_text("a", text)
    assert is_english(document) and why_unread(document) is None


def test_a_text_of_another_script_that_does_not_tell_is_unread() -> None:
    document = document_from_text("a", "Правительство комментировало сообщение")
    assert why_unread(document) == "is in a language that its words do not tell: kept, not read"


def test_every_pipeline_is_an_extra_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {p.extra for p in pipelines().values()} <= set(project["optional-dependencies"])
    assert not any(re.match("ja|natasha|pymorphy|sudachi|ginza", d) for d in project["dependencies"])
