"""The letters of what is fetched: as the byte order mark, the bytes, the server and the page say, the surest of them first."""

from pathlib import Path

import pytest
from internet_replica import Internet, answer

from hikiwake.collecting.collect import collect
from hikiwake.collecting.feed import parsed
from hikiwake.collecting.formats import charset
from hikiwake.intake import FileResult
from hikiwake.reading.documents import receive
from one_parser import receive_next

CZECH = "Ministři Česka a Rakouska jednali ve Vídni o vodě z Dyje; dohodu podepíší příští týden, řekl mluvčí."
JAPANESE = "日本とロシアの外相は東京で会談し、①平和条約について話し合った。両者は来年も会うことで合意した。"
RUSSIAN = "Министры России и Японии встретились в Токио и говорили о мирном договоре; стороны договорились продолжить переговоры."
FRENCH = "Les ministres se sont rencontrés à Genève; l’accord sera signé en décembre, a déclaré le porte-parole."


def page(words: str, encoding: str, meta: str = "", mark: bytes = b"") -> bytes:
    head = f'<meta charset="{meta}">' if meta else ""
    html = f"<!doctype html><html><head>{head}<title>x</title></head><body><article><p>{words}</p></article></body></html>"
    return mark + html.encode(encoding)


def read(internet: Internet, documents: Path, body: bytes, content_type: str, name: str = "x") -> str:
    """The text of the one document that comes of a fetch."""
    internet.paths[f"/{name}"] = answer(body, content_type)
    texts: list[str] = []

    def reader(file: Path) -> list[FileResult]:
        texts.append(receive_next(file).text)
        return [FileResult(str(file), document="d")]

    account = collect([f"http://news.test/{name}"], internet.fetcher(), documents, reader)
    assert account.is_whole, str(account)
    return texts[0]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.mark.parametrize(
    ("words", "encoding", "header"),
    [
        (CZECH, "iso-8859-2", "iso-8859-2"),
        (CZECH, "cp1250", "windows-1250"),
        (JAPANESE, "cp932", "Shift_JIS"),  # with a letter that Shift_JIS proper has not
        (JAPANESE.replace("①", ""), "euc_jp", "EUC-JP"),
        (JAPANESE.replace("①", ""), "iso2022_jp", "ISO-2022-JP"),
        (RUSSIAN, "koi8_r", '"koi8-r"'),
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_what_only_the_server_says_is_heard(
    internet: Internet, documents: Path, words: str, encoding: str, header: str, kind: str
) -> None:
    body = page(words, encoding) if kind == "text/html" else words.encode(encoding)
    assert words in read(internet, documents, body, f"{kind}; charset={header}")


def test_the_server_s_word_is_kept_beside_the_file(internet: Internet, documents: Path) -> None:
    read(internet, documents, page(CZECH, "iso-8859-2"), "text/html; charset=ISO-8859-2")
    file = documents / "news.test-x.html"
    assert 'charset = "iso-8859-2"' in file.with_name(f"{file.name}.toml").read_text(encoding="utf-8")
    assert CZECH in receive(file).text


@pytest.mark.parametrize(
    ("words", "encoding", "meta", "mark", "header"),
    [
        (CZECH, "utf-8", "utf-8", b"", "iso-8859-1"),
        (CZECH, "utf-8", "", b"", "iso-8859-1"),
        (CZECH, "utf-8", "", b"\xef\xbb\xbf", "iso-8859-2"),
        (RUSSIAN, "cp1251", "windows-1251", b"", "iso-8859-1"),  # what servers say for want of knowledge
        (JAPANESE, "cp932", "shift_jis", b"", "iso-8859-1"),
        (JAPANESE, "cp932", "shift_jis", b"", "utf-8"),
        (FRENCH, "cp1252", "", b"", "utf-8"),
        (FRENCH, "cp1252", "utf-8", b"", ""),
        (FRENCH, "cp1252", "utf-8", b"", "iso-8859-1"),
        (CZECH, "utf-8", "", b"", "no-such-letters"),
        (CZECH, "utf-8", "", b"", "base64"),
    ],
)
def test_a_word_that_does_not_fit_the_bytes_makes_nothing_worse(
    internet: Internet, documents: Path, words: str, encoding: str, meta: str, mark: bytes, header: str
) -> None:
    body = page(words, encoding, meta, mark)
    assert words in read(internet, documents, body, f"text/html; charset={header}" if header else "text/html")


def test_of_two_words_that_fit_the_server_s_goes_first(internet: Internet, documents: Path) -> None:
    assert RUSSIAN in read(internet, documents, page(RUSSIAN, "cp1251", "koi8-r"), "text/html; charset=windows-1251")


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("text/html", None),
        ("text/html; charset=", None),
        ("text/html;CHARSET = 'Shift_JIS' ; x=y", "shift_jis"),
        ("text/html; boundary=charset", None),
        (f"text/html; {'x' * 30_000}; charset=utf-8", None),
        ('text/html; charset="a\x00b"', None),
    ],
)
def test_the_encoding_in_a_header(header: str, found: str | None) -> None:
    assert charset(header) == found


@pytest.mark.parametrize(("encoding", "sent_as"), [("iso-8859-2", "iso-8859-2"), ("utf-8", "iso-8859-1"), ("utf-8", "nonsense")])
def test_a_feed_s_letters_too(encoding: str, sent_as: str) -> None:
    feed = f"<rss version='2.0'><channel><title>Vídeňský věstník</title><item><title>{CZECH}</title><link>/1</link></item></channel></rss>"
    found = parsed(feed.encode(encoding), "http://a.test/", sent_as)
    assert (found.publisher, found.items[0].title) == ("Vídeňský věstník", CZECH)
