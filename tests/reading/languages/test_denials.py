"""Denials in Japanese and Russian, on plain text: the verb that rejects others' words, "not" before a verb of speech, the quoted words' own no."""

from collections.abc import Callable, Iterator

import pytest

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.ja.denial import denies as denies_in_ja
from hikiwake.reading.languages.ja.quotations import quotations as in_ja
from hikiwake.reading.languages.ru.denial import denies as denies_in_ru
from hikiwake.reading.languages.ru.quotations import quotations as in_ru

Rules = Callable[[str], Iterator[Quotation]]
Denies = Callable[[str, Quotation], bool]


def denials(rules: Rules, denies: Denies, text: str) -> list[bool]:
    return [denies(text, quotation) for quotation in rules(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ペルー外相は「わが軍は越境していない」と述べた。",
        "外相は「そのような事実はない」と否定した。",
        "チリ政府は「船を止めた事実はなかった」と発表した。",
        "大統領は「密約があった」との報道を否定した。",
        "韓国側は「基地を造っている」との主張を退けた。",
        "報道官は「軍が国境を越えた」とは述べていない。",
        "タイ首相は「譲歩はできません」と強調した。",
        "トルコ側は「根拠がない」としてギリシャの主張を退けた。",
    ],
)
def test_japanese_says_no(text: str) -> None:
    assert denials(in_ja, denies_in_ja, text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "首相は「対話を続けなければならない」と述べた。",
        "首相は「合意は近いかもしれない」と述べた。",
        "大統領は「待つしかない」と語った。",
        "大統領は「認めざるを得ない」と述べた。",
        "報道官は「これは挑発ではないか」と述べた。",
        "外相は「扉は開いている。譲歩はしない」と語った。",
        "大臣は「ばかげた話だ」と一蹴した。",
        "外相は「会談はない」との報道を否定した。",
    ],
)
def test_japanese_says_yes(text: str) -> None:
    assert denials(in_ja, denies_in_ja, text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "«Наши войска границу не переходили», — заявил министр обороны.",
        "«Войск там нет», — заявил посол Грузии.",
        "Министр опроверг сообщения о том, что «переговоры с Чили сорваны».",
        "Премьер отверг утверждения, будто «корабли вошли в чужие воды».",
        "Министр отрицает, что «солдаты пересекли границу республики».",
        "Посол не сказал, что «соглашение будет подписано завтра».",
        "Представитель МИД заявил, что Армения никогда «не нападала на соседей».",
        "«Я не знаю, что они подпишут», — сказал посол.",
    ],
)
def test_russian_says_no(text: str) -> None:
    assert denials(in_ru, denies_in_ru, text) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Министр отверг обвинения: «Мы соблюдаем договор».",
        "Президент заявил, что «мы не только готовы, но и хотим мира».",
        "«Мы не можем не ответить», — сказал министр.",
        "«Если сосед не согласится, мы продолжим», — сказал президент.",
        "Министр отрицал, что «никаких войск там нет».",
        "«Граница открыта. Войск там нет», — сказал посол.",
    ],
)
def test_russian_says_yes(text: str) -> None:
    assert denials(in_ru, denies_in_ru, text) == [False]


@pytest.mark.parametrize("verb", ["отверг", "отвергла", "опроверг", "опровергают", "отрицал", "отрицает"])
def test_a_verb_that_denies_names_who_speaks(verb: str) -> None:
    text = f"Министр {verb} сообщения, что «переговоры сорваны окончательно»."
    assert [q.source.cut(text) for q in in_ru(text)] == ["Министр"]


def test_a_day_behind_the_name_is_no_part_of_who_speaks() -> None:
    text = "Министр обороны 2 сентября отрицал, что «войска пересекли границу республики»."
    assert [q.source.cut(text) for q in in_ru(text)] == ["Министр обороны"]


def test_not_is_no_part_of_who_speaks() -> None:
    text = "Посол не сказал, что «соглашение будет подписано завтра»."
    assert [q.source.cut(text) for q in in_ru(text)] == ["Посол"]
