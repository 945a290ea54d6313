import pytest
from document_examples import TALKS

from hikiwake.reading.documents import receive

RUSSIAN = "Министры иностранных дел двух государств договорились возобновить переговоры о мирном договоре и встретиться в мае. "
JAPANESE = "両国の外相は首都で会談し、平和条約交渉を再開することで一致した。外相は五月に再び会う予定である。"


def received(tmp_path, data: bytes):
    path = tmp_path / "note.txt"
    path.write_bytes(data)
    return receive(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_with_and_without_its_byte_order_mark(tmp_path, encoding):
    text = f"{TALKS} – “Kuriles” – {RUSSIAN}" if encoding not in ("utf-16-le", "utf-16-be") else TALKS
    assert received(tmp_path, text.encode(encoding)).text == text


def test_russian_in_unmarked_utf16_is_read(tmp_path):
    assert received(tmp_path, RUSSIAN.encode("utf-16-le")).text == RUSSIAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        (f"{TALKS} “We don’t agree,” the café’s owner in Genève said.", "cp1252"),
    ],
)
def test_an_older_encoding_is_guessed_and_the_guess_is_noted(tmp_path, text, encoding):
    document = received(tmp_path, text.encode(encoding))
    assert document.text == text
    assert any(f"{encoding} was guessed" in note for note in document.notes)


def test_letters_scrambled_by_somebody_before_us_are_put_right_and_noted(tmp_path):
    scrambled = "The minister said: “don’t expect a café".encode().decode("cp1252")
    document = received(tmp_path, f"{TALKS}\n{scrambled}".encode())
    assert document.text.endswith("The minister said: “don’t expect a café")
    assert "1 line with scrambled letters repaired." in document.notes


def test_foreign_words_that_are_right_stay_as_they_are(tmp_path):
    text = "The Élysée said Müller’s naïve façade hid Łódź, Москва, 東京 and £5 – or “½”. Ça suffit… Ñandú."
    document = received(tmp_path, text.encode())
    assert document.text == text
    assert not any("repaired" in note for note in document.notes)


def test_line_ends_become_one_kind(tmp_path):
    assert received(tmp_path, b"one\r\ntwo\rthree\nfour").text == "one\ntwo\nthree\nfour"


def test_a_null_becomes_one_visible_mark_and_is_noted(tmp_path):
    document = received(tmp_path, TALKS.encode()[:50] + b"\x00" + TALKS.encode()[50:])
    assert document.text == TALKS[:50] + "\ufffd" + TALKS[50:]
    assert any("1 null" in note for note in document.notes)


def test_marks_that_turn_or_hide_text_are_kept_and_noted(tmp_path):
    document = received(tmp_path, (TALKS + " \u202eevil\u202c zero\u200bwidth").encode())
    assert "\u202e" in document.text and "\u200b" in document.text
    assert any("2 writing-direction marks" in note for note in document.notes)
    assert any("1 invisible character" in note for note in document.notes)


def test_a_damaged_place_in_utf8_does_not_turn_the_whole_text_into_another_encoding(tmp_path):
    document = received(tmp_path, (RUSSIAN * 5).encode() + b"\xd0 and so on")
    assert document.text.startswith(RUSSIAN)
    assert any("1 place could not be decoded as utf-8" in note for note in document.notes)
