"""Direct speech of Japanese and Russian text by rule alone, on plain text: who spoke, and what lifts out a term and is no speech."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languages_measure import sentences

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.ja.quotations import quotations as in_ja
from hikiwake.reading.languages.ru.quotations import quotations as in_ru

Rules = Callable[[str], Iterator[Quotation]]


def told(rules: Rules, text: str) -> list[tuple[str, str]]:
    return [(" … ".join(s.cut(text) for s in q.content), q.source.cut(text)) for q in rules(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首相は「対話を続ける」と述べた。", [("対話を続ける", "首相")]),
        ("首相は「対話を続ける」と述べ、「扉は開いている」とも語った。", [("対話を続ける", "首相"), ("扉は開いている", "首相")]),
        ("「ロシアとの交渉は重要だ」とプーチン氏。", [("ロシアとの交渉は重要だ", "プーチン氏")]),
        ("「合意は近い」。ラブロフ外相はこう述べた。", [("合意は近い", "ラブロフ外相")]),
        ("来日したラブロフ外相は次のように述べた。「合意は近い」", [("合意は近い", "ラブロフ外相")]),
        ("ペスコフ報道官は一昨日、日程は「まだ調整中だ」と説明した。", [("まだ調整中だ", "ペスコフ報道官")]),
        ("ロシア側は「根拠がない」として日本の主張を退けた。", [("根拠がない", "ロシア側")]),
        ("代表は「処分では足りない」、「調査をする」と述べた。", [("処分では足りない … 調査をする", "代表")]),
        ("大統領は「『扉』は閉じた」と語った。", [("『扉』は閉じた", "大統領")]),
        ("ルト外相は、隣国の軍が国境を越えたとして「侵略だ」と非難した。", [("侵略だ", "ルト外相")]),
        ("陳副部長は「合意は近い」と述べた。", [("合意は近い", "陳副部長")]),
        ("両首脳は「新しいアプローチ」に基づく協力で合意した。", []),
        ("「北方領土の日」と呼ばれる2月7日、政府は集会を開いた。", []),
        ("プーチン大統領が「引き分け」という柔道用語を使った。", []),
        ("町田修は「店長くん」として同社の顔となっている。", []),
        ("首相は「対話を続ける", []),
    ],
)
def test_speech_in_one_language(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(in_ja, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Мы согласны», — сказал Песков.", [("Мы согласны", "Песков")]),
        ('"Мы согласны", - сказал Песков.', [("Мы согласны", "Песков")]),
        ("«Это ошибка!» — воскликнул депутат.", [("Это ошибка!", "депутат")]),
        ("«Переговоры, — сказал Песков журналистам, — будут непростыми».", [("Переговоры … будут непростыми", "Песков")]),
        ("— Мы согласны, — сказал он.", [("Мы согласны", "он")]),
        ("Лавров также подчеркнул: «Решение есть».", [("Решение есть", "Лавров")]),
        (
            "По словам госсекретаря США Джона Керри, стороны «близки к соглашению».",
            [("близки к соглашению", "госсекретаря США Джона Керри")],
        ),
        ("Как отметил Песков, «график визита уточняется».", [("график визита уточняется", "Песков")]),
        (
            "Министр иностранных дел Фумио Кисида, выступая в парламенте, заявил, что «позиция не изменилась».",
            [("позиция не изменилась", "Министр иностранных дел Фумио Кисида")],
        ),
        (
            "«Мы надеемся на прогресс», – сказал 15 декабря журналистам в Нагато помощник президента РФ Юрий Ушаков.",
            [("Мы надеемся на прогресс", "помощник президента РФ Юрий Ушаков")],
        ),
        ("«Да», — ответил он. «Нет», — добавила она.", [("Да", "он"), ("Нет", "она")]),
        ("Фильм «Москва слезам не верит» показали в Токио.", []),
        ("Он назвал переговоры «конструктивными».", []),
        ("По мнению эксперта, формула «двух островов» не сработает.", []),
        ("Песков сказал: «Мы согласны", []),
    ],
)
def test_speech_in_another(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(in_ru, text) == expected


def test_who_passed_it_on_is_told() -> None:
    (japanese,) = in_ja(text := "タス通信によると、ラブロフ外相は「対話が必要だ」と語った。")
    assert japanese.relayed_by is not None and japanese.relayed_by.cut(text) == "タス通信"
    (russian,) = in_ru(text := "Ким Чен Ын заявил в Ханое: «Нас ждут перемены», передаёт Рейтер.")
    assert russian.relayed_by is not None and russian.relayed_by.cut(text) == "Рейтер"


@pytest.mark.parametrize(("language", "rules", "fewest"), [("ja", in_ja, 20), ("ru", in_ru, 16)])
def test_most_quotations_of_the_gold_sentences_are_found_by_rule_alone(language: str, rules: Rules, fewest: int) -> None:
    gold = [s for which in ("first", "later") for s in sentences(language, which)]
    right = sum(mark in told(rules, s.text) for s in gold for mark in s.marks["Q"])
    wrong = sum(len(told(rules, s.text)) for s in gold) - right
    assert right >= fewest
    assert wrong <= 1


_PIECES = [*'「」。、«»:"“，と', "と述べた", "首相は", "сказал Песков", "15日", "по словам ", "Он ", "\n", ", — "]


@given(st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=20).map("".join))
def test_whatever_the_text_spans_lie_in_it_and_do_not_meet(text: str) -> None:
    for rules in (in_ja, in_ru):
        for quotation in rules(text):
            spans = [*quotation.content, quotation.source, *((quotation.cue,) if quotation.cue else ())]
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert not any(a.overlaps(b) for i, a in enumerate(quotation.content) for b in quotation.content[i + 1 :])
            assert not any(quotation.source.overlaps(s) for s in quotation.content)
