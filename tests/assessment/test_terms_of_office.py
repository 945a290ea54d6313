"""Leaders' terms, formulas and evidence as the texts state them in so many words; short texts about made-up offices of real states."""

from datetime import date

import pytest

from hikiwake.assessment.proposals.evidence import _sentence
from hikiwake.assessment.proposals.leaders import _OFFICE
from hikiwake.assessment.proposals.named_formulas import named_formulas
from hikiwake.assessment.proposals.terms_of_office import end_of_term, first_day, last_day, terms_of_office
from hikiwake.record.model import Document, Span


def terms(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(t.name, t.office, t.country, t.begins, t.ends) for t in terms_of_office(text, _OFFICE)]


def test_since_when_and_until_when_somebody_holds_an_office():
    text = (
        "Ana Maria Lopez has been President of Chile since 11 March 2022. Her term\nends in March 2026. "
        "Luis de la Vega, Prime Minister of Peru since 2 May 2023, won; his term ends in July 2028."
    )
    assert terms(text) == [
        ("Ana Maria Lopez", "President", "CHL", "11 March 2022", "March 2026"),
        ("Luis de la Vega", "Prime Minister", "PER", "2 May 2023", "July 2028"),
    ]


def test_the_end_of_another_ones_term_is_not_taken():
    text = (
        "Ana Lopez has been President of Chile since 2022. Luis Vega, Prime Minister of Peru since 2023: his term ends in 2028."
    )
    assert [(name, ends) for name, *_, ends in terms(text)] == [("Ana Lopez", ""), ("Luis Vega", "2028")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Both have time left: Lopez’s term expires in September 2021, and that of Vega later.", "September 2021"),
        ("Lopez's present term ends on 2 May 2023.", "2 May 2023"),
        ("Vega's term ends in 2023. Lopez was there.", ""),
        ("Lopez's patience ends in 2023.", ""),
    ],
)
def test_the_end_of_a_term_is_read_where_only_that_is_told(text, day):
    assert end_of_term(text, "Lopez") == day


def test_no_term_is_read_where_there_is_no_office_state_or_since():
    assert terms("Ana Lopez has been a friend of Chile since 2022. Ana Lopez, President of the club since 2021, left.") == []


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2 April 2018", date(2018, 4, 2), date(2018, 4, 2)),
        ("April 2 2018", date(2018, 4, 2), date(2018, 4, 2)),
        ("February 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("2030", date(2030, 1, 1), date(2030, 12, 31)),
    ],
)
def test_a_date_in_words_has_a_first_and_a_last_day(words, first, last):
    assert (first_day(words), last_day(words)) == (first, last)


def test_formulas_that_a_text_names_as_such_with_what_they_mean():
    text = (
        "The formula, known as the salt corridor, was put forward in May. Under the salt\ncorridor, Chile would lease a strip of land. "
        "A rival proposal, the “two keys”, was put forward by Bolivia: it has a port and no strip. "
        "The plan was good, and the minister, known as the fox, smiled."
    )
    assert [(f.term, f.definition) for f in named_formulas(text)] == [
        ("salt corridor", "Chile would lease a strip of land"),
        ("two keys", "it has a port and no strip"),
    ]


def test_a_heading_over_a_paragraph_is_no_part_of_its_sentence():
    text = "Summary\nChile and Bolivia held talks in May. They went on."
    start = text.index("Chile")
    document = Document("d", "d.pdf", text, (Span(0, 7), Span(start, len(text))))
    found = _sentence(document, Span(text.index("held"), text.index(" in May")))
    assert found.cut(text) == "Chile and Bolivia held talks in May."
