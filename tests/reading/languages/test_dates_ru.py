"""Dates of Russian text by the grammar alone: no pipeline is needed."""

import pytest
from languages_measure import sentences

from hikiwake.reading.languages.dating import mentions
from hikiwake.reading.languages.ru.dates import written
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex


def dates(text: str, day: str = "2016-12-16") -> list[tuple[str, str]]:
    return [(m.text, m.date.value) for m in mentions(text, [Span(0, len(text))], written, from_timex(day))]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("19 октября 1956 года", "19 октября 1956 года", "1956-10-19"),
        ("в ноябре 2004 г.", "ноябре 2004 г.", "2004-11"),
        ("15.12.2016", "15.12.2016", "2016-12-15"),
        ("15-16 декабря 2016 года", "15-16 декабря 2016 года", "2016-12-15/2016-12-16"),
        ("с 15 по 17 декабря", "15 по 17 декабря", "2016-12-15/2016-12-17"),
        ("в 2014–2016 годах", "2014–2016 годах", "2014/2016"),
        ("с 1945 по 1956 год", "1945 по 1956 год", "1945/1956"),
        ("в 1956-м", "1956-м", "1956"),
        ("в прошлом году", "прошлом году", "2015"),
        ("на прошлой неделе", "прошлой неделе", "2016-W49"),
        ("в следующем месяце", "следующем месяце", "2017-01"),
        ("в декабре прошлого года", "декабре прошлого года", "2015-12"),
        ("весной этого года", "весной этого года", "2016-SP"),
        ("летом 2018 года", "летом 2018 года", "2018-SU"),
        ("минувшей осенью", "минувшей осенью", "2016-FA"),
        ("в первом квартале 2017 года", "первом квартале 2017 года", "2017-Q1"),
        ("в I квартале 2017 года", "I квартале 2017 года", "2017-Q1"),
        ("в первой половине 2016 года", "первой половине 2016 года", "2016-H1"),
        ("в 90-х годах", "90-х годах", "199"),
        ("в девяностых годах", "девяностых годах", "199"),
        ("в XX веке", "XX веке", "19"),
        ("вчера", "вчера", "2016-12-15"),
        ("послезавтра", "послезавтра", "2016-12-18"),
        ("три года назад", "три года назад", "2013"),
        ("через две недели", "две недели", "2016-W52"),
        ("в понедельник", "понедельник", "2016-12-12"),
        ("в следующий вторник", "следующий вторник", "2016-12-20"),
        ("к концу января", "концу января", "2017-01"),
        ("до конца года", "конца года", "2016"),
    ],
)
def test_a_date_is_read_without_its_preposition(text: str, words: str, value: str) -> None:
    assert dates(text) == [(words, value)]


@pytest.mark.parametrize(
    "text",
    [
        "Тереза Мэй приехала.",
        "Его встретила Марта Иванова.",
        "в течение трёх лет",
        "31 июня",
        "по средам",
        "изменения среды",
        "накануне визита",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_the_clause_says_whether_a_month_is_to_come() -> None:
    assert dates("Агентство сообщило во вторник, что визит намечен на конец февраля.") == [
        ("вторник", "2016-12-13"),
        ("конец февраля", "2017-02"),
    ]
    assert dates("Стороны встретились в феврале.") == [("феврале", "2016-02")]


def test_the_same_year_goes_on() -> None:
    text = "Декларация подписана 19 октября 1956 года и вступила в силу 12 декабря того же года."
    assert [v for _, v in dates(text)] == ["1956-10-19", "1956-12-12"]


@pytest.mark.parametrize("which", ["first", "later"])
def test_every_date_of_the_gold_sentences_is_found(which: str) -> None:
    for sentence in sentences("ru", which):
        found = [(m.text, m.date.value) for m in mentions(sentence.text, [Span(0, len(sentence.text))], written, sentence.day)]
        assert sorted(found) == sorted(sentence.marks["D"])
