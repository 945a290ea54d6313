"""Another bearer of a leader's surname is somebody else; another spelling of the leader's own name is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.reading.actor_given_names import agrees, folded
from hikiwake.reading.actor_names import Named
from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span


def names(text: str) -> list[tuple[str, str | None]]:
    found = actor_mentions(next(parse([(text, [Span(0, len(text))])])))
    return [(a.name, a.country) for a in found]


@pytest.mark.parametrize(
    "somebody",
    ["Akie Abe", "Dmitry Putin", "Bilal Erdogan", "Hans Merkel", "Pavel Putin", "Masako Mori", "Bilawal Bhutto", "Sara Netanyahu",
     "Kim Yong-nam", "Hua Chunying", "Peng Xi"],
)  # fmt: skip
def test_a_first_name_that_contradicts_is_somebody_else(somebody):
    assert (somebody, None) in names(f"{somebody} visited a school on Monday.")


def test_a_title_of_the_other_gender_is_somebody_else():
    assert names("Mr Abe and Mrs Abe arrived.") == [("Shinzo Abe", "JPN")]


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Sergey Lavrov", "Sergei Lavrov", "RUS"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin", "RUS"),
        ("V. V. Putin", "Vladimir Putin", "RUS"),
        ("Narendra Damodardas Modi", "Narendra Modi", "IND"),
        ("Vladimir Zelensky", "Volodymyr Zelensky", "UKR"),
        ("President Putin", "Vladimir Putin", "RUS"),
        ("Mr. Modi", "Narendra Modi", "IND"),
        ("Trump", "Donald Trump", "USA"),
    ],
)
def test_another_spelling_is_the_same_person(written, name, country):
    assert names(f"{written} arrived on Monday.")[0] == (name, country)


def test_a_surname_stays_with_whom_the_document_is_about():
    found = names("Shinzo Abe met Putin in Sochi. Akie Abe came along. Abe spoke first.")
    assert [name for name, _ in found] == ["Shinzo Abe", "Vladimir Putin", "Akie Abe", "Shinzo Abe"]


def test_a_surname_goes_to_the_only_one_whom_the_document_names():
    assert [name for name, _ in names("Dmitry Putin, a plumber, complained. Putin sued the town.")] == ["Dmitry Putin"] * 2


def test_one_of_two_presidents_keeps_the_name_that_the_text_gives():
    assert names("George Bush met Gorbachev in 1989.")[0] == ("George Bush", "USA")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sergey", "Serguei"), ("Yury", "Iouri"), ("Mikhail", "Michail"), ("Yevgeny", "Evgeny"), ("Hassan", "Hasan")],
)
def test_one_sound_has_many_spellings(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("given_name", "same"), [("Muhammad", True), ("M.", True), ("Mahmoud", False), ("Maria", False), ("X.", False)]
)
def test_given_names_agree_by_spelling_or_initial(given_name, same):
    assert agrees([given_name], "Morsi", Named("surname", "Mohamed Morsi", "EGY")) is same


@given(st.text(max_size=12))
def test_folding_twice_folds_no_more_than_letters(word):
    assert all(c.isalpha() for c in folded(word))
