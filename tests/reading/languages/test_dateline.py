"""The day of publication that a document of another language states: alone on a line, in brackets, or before the dash of a dateline."""

import pytest

from hikiwake.reading.documents import document_from_text

JAPANESE = (
    "首相は会談後の記者会見で「平和条約の問題を私たちの世代で解決したい」と述べた。両国はこの海域での漁業に関する協定に署名した。"
)
RUSSIAN = "Официальный представитель отметила, что «диалог продолжается». Следующая встреча пройдёт в Токио в феврале."


@pytest.mark.parametrize(
    "text",
    [
        f"首相会見\n\n2016年12月16日 19時05分\n\n{JAPANESE}",
        f"首相会見（2016年12月16日）\n\n{JAPANESE}",
        f"{JAPANESE}\n\n平成28年12月16日",
        f"【東京、2016年12月16日】{JAPANESE}",
        f"Заголовок\n\n16 декабря 2016, 19:05\n\n{RUSSIAN}",
        f"МОСКВА, 16 декабря 2016 г. — {RUSSIAN}",
        f"Опубликовано: 16.12.2016\n\n{RUSSIAN}",
    ],
)
def test_the_day_is_found(text: str) -> None:
    document = document_from_text("a", text)
    assert document.date is not None
    assert (document.date.value, document.date_basis) == ("2016-12-16", "stated")


@pytest.mark.parametrize(
    "text",
    [
        JAPANESE,
        f"1956年10月19日の宣言から60年\n\n{JAPANESE}",
        f"2016年12月15日\n\n2016年12月16日\n\n{JAPANESE}",
        f"Декларация 19 октября 1956 года\n\n{RUSSIAN}",
        f"16 декабря 2016 года президент прибыл в Нагато.\n\n{RUSSIAN}",
    ],
)
def test_a_day_that_is_told_of_is_none(text: str) -> None:
    document = document_from_text("a", text)
    assert document.date is None
    assert any("--date" in note for note in document.notes)


def test_english_is_left_to_its_own_rules() -> None:
    text = "2016年12月16日\n\nThe two ministers agreed on Friday to hold another round of talks next month, officials said after the visit."
    assert document_from_text("a", text).language == "en"
    assert document_from_text("a", text).date is None
