"""Which language a text is in; and English is never lost to a wrong guess."""

import gzip
import json
from pathlib import Path

import pytest

import hikiwake
from hikiwake.reading.documents import document_from_text
from hikiwake.reading.languages.detection import Language, language_of, named, script_of
from hikiwake.record.model import Span

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
SHARED = ROOT.parent / "shared"
PACKAGED = Path(hikiwake.__file__).parent / "case/packaged"

HEADLINES = [
    "Putin, Abe agree to talks",
    "Abe in Sochi: no breakthrough on islands",
    "La Paz and Santiago: the sea again",
    "El Niño hits Peru, Ecuador",
    "Die-hard fans greet Merkel in Den Haag",
    "Ministers met in São Tomé and Córdoba on Monday, an official of the Junta de Andalucía said.",
    "Le Monde and Der Spiegel reported the plan on Tuesday.",
    "“Perestroika” and “glasnost” were words that everybody learned.",
    "Lavrov: Kuril issue closed",
    "UN, EU, AU urge Addis, Asmara to talk",
]


def gold() -> list[tuple[str, str]]:
    lines = (HERE / "gold_languages.tsv").read_text(encoding="utf-8").splitlines()
    return [(code, text) for code, text in (line.split("\t") for line in lines)]


def test_sentences_are_told_by_their_language() -> None:
    """180 sentences and scraps that this project wrote, in seventeen languages: all but two are told, and none for another."""
    told = [(code, language_of(text).code or "unknown", text) for code, text in gold()]
    assert len(told) == 180
    assert [t for t in told if t[1] not in (t[0], "unknown")] == []
    assert len([t for t in told if t[0] != t[1]]) <= 2


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_is_english_or_unknown(headline: str) -> None:
    assert language_of(headline).code in ("en", None)


def test_every_packaged_document_is_english() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted(PACKAGED.rglob("documents/*.txt"))]
    assert len(texts) > 10
    assert {document_from_text("a", text).language for text in texts} == {"en"}


def test_no_sentence_of_the_packaged_documents_is_of_another_language() -> None:
    texts = [p.read_text(encoding="utf-8") for p in sorted(PACKAGED.rglob("documents/*.txt"))]
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    assert {language_of(p).code for p in paragraphs} <= {"en", None}


@pytest.mark.skipif(not SHARED.exists(), reason="the development data of ../shared is not beside this checkout")
def test_no_paragraph_of_the_press_is_of_another_language() -> None:
    """17,000 paragraphs of 924 articles, and speeches and briefings: none is taken for another language than English."""
    with gzip.open(SHARED / "benchmarks/attribution/dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line)["text"] for line in lines]
    articles += [
        p.read_text(encoding="utf-8") for p in sorted((SHARED / "data/articles").glob("*.*")) if p.suffix in (".txt", ".md")
    ]
    assert {language_of(a).code for a in articles} == {"en"}
    lost = [p for a in articles[::4] for p in a.splitlines() if language_of(p).code not in ("en", None)]
    assert lost == []


def test_only_the_prose_is_looked_at() -> None:
    text = (
        "Главная Новости Политика Экономика Спорт Культура\n\nThe two ministers agreed on Friday to hold another round of talks."
    )
    assert language_of(text, [Span(text.index("The"), len(text))]) == named("en")


def test_few_words_are_told_by_letters_that_only_one_language_has() -> None:
    assert language_of("Правительство отказалось комментировать сообщения прессы.").code == "ru"
    assert language_of("Правительство комментировало сообщение").code is None


def test_what_is_no_language_is_unknown() -> None:
    assert language_of("") == language_of("12 34 56 — 78") == Language(None, "unknown")
    assert script_of("12 34") is None
    assert script_of("Совместное заявление министров иностранных дел") == "cyrillic"
