"""Dates of Japanese text by the grammar alone: no pipeline is needed."""

import pytest
from languages_measure import sentences

from hikiwake.reading.languages.dating import mentions
from hikiwake.reading.languages.ja.dates import number, written
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex

FRIDAY = from_timex("2016-12-16")


def dates(text: str, day: str = "2016-12-16") -> list[tuple[str, str]]:
    stops = [i + 1 for i, c in enumerate(text) if c == "。"] or [len(text)]
    starts = [0, *stops[:-1]]
    spans = [Span(a, b) for a, b in zip(starts, stops, strict=True) if a < b]
    return [(m.text, m.date.value) for m in mentions(text, spans, written, from_timex(day))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("平成28年12月16日", "2016-12-16"),
        ("令和元年6月28日", "2019-06-28"),
        ("令和6年", "2024"),
        ("昭和31年10月", "1956-10"),
        ("大正14年1月20日", "1925-01-20"),
        ("明治38年9月5日", "1905-09-05"),
        ("二〇一六年十二月十五日", "2016-12-15"),
        ("１２月１５日", "2016-12-15"),
        ("2016年12月15〜16日", "2016-12-15/2016-12-16"),
        ("15〜16日", "2016-12-15/2016-12-16"),
        ("2001〜2003年", "2001/2003"),
        ("昨年9月", "2015-09"),
        ("昨年9月15日", "2015-09-15"),
        ("先月22日", "2016-11-22"),
        ("来月3日", "2017-01-03"),
        ("一昨日", "2016-12-14"),
        ("来週", "2016-W51"),
        ("先週の月曜日", "2016-12-05"),
        ("金曜日", "2016-12-16"),
        ("3日前", "2016-12-13"),
        ("2カ月後", "2017-02"),
        ("1990年代", "199"),
        ("20世紀", "19"),
        ("2018年度末", "FY2018"),
        ("来年度", "FY2017"),
        ("第2四半期", "2016-Q2"),
        ("2016年上半期", "2016-H1"),
        ("2020年前半", "2020-H1"),
        ("来年春", "2017-SP"),
        ("昨夏", "2015-SU"),
        ("2017年3月末", "2017-03"),
    ],
)
def test_a_date_is_read(text: str, value: str) -> None:
    assert dates(text) == [(text, value)]


@pytest.mark.parametrize(
    "text",
    ["3日間の日程", "5年ぶりの訪問", "10年連続", "1日2回", "70年余り", "4年に1度", "前年比5%", "13月40日", "2人目", "八方美人"],
)
def test_a_duration_or_a_rate_is_none(text: str) -> None:
    assert dates(text) == []


def test_the_end_of_a_month_is_its_last_third() -> None:
    (mention,) = mentions("2017年3月末までに", [Span(0, 10)], written, FRIDAY)
    assert (mention.date.earliest, mention.date.latest) == (from_timex("2017-03-22").earliest, from_timex("2017-03-31").latest)


def test_a_bare_day_is_the_last_one_of_that_number() -> None:
    assert dates("3日、両氏は会談した。") == [("3日", "2016-12-03")]
    assert dates("28日、両氏は会談した。") == [("28日", "2016-11-28")]
    assert dates("28日に東京を訪れる予定だ。") == [("28日", "2016-12-28")]


def test_a_bare_day_takes_the_month_told_before_it_in_its_sentence() -> None:
    assert dates("2016年12月15日と16日に会談した。") == [("2016年12月15日", "2016-12-15"), ("16日", "2016-12-16")]


def test_the_same_year_goes_on() -> None:
    text = "1956年10月19日に署名され、同年12月に発効した。翌年2月には使節が着任した。"
    assert [v for _, v in dates(text)] == ["1956-10-19", "1956-12", "1957-02"]


def test_without_a_date_of_publication_nothing_is_guessed() -> None:
    found = [m.date.value for m in mentions("昨日と12月5日と15日", [Span(0, 11)], written, None)]
    assert found == ["PAST_REF", "XXXX-12-05"]


@pytest.mark.parametrize(("digits", "value"), [("十", 10), ("二十五", 25), ("百二十", 120), ("二〇一六", 2016), ("１２", 12)])
def test_numbers_are_read_in_signs_and_in_either_width(digits: str, value: int) -> None:
    assert number(digits) == value


@pytest.mark.parametrize("which", ["first", "later"])
def test_every_date_of_the_gold_sentences_is_found(which: str) -> None:
    for sentence in sentences("ja", which):
        found = mentions(sentence.text, [Span(0, len(sentence.text))], written, sentence.day)
        assert [(m.text, m.date.value) for m in found] == sentence.marks["D"]
