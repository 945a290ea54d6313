"""Whose words they are: the subject of its own clause, the interviewee, the body or the nobody of the sentence before, those of a communiqué."""

import pytest
from statement_reading import source, statements_in

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.statements import find_statements
from hikiwake.record.model import Span, Statement
from hikiwake.terms.grades import Grade

_COMMUNIQUE = "The two Ministers agreed: 1. To open a line between the operators; 2. That they meet again in Lima in May."


def said_in_paragraphs(*paragraphs: str) -> list[Statement]:
    text = "\n\n".join(paragraphs)
    spans = [Span(text.index(p), text.index(p) + len(p)) for p in paragraphs]
    (passages,) = parse([(text, spans)])
    return find_statements("d", passages, actor_mentions(passages), [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Kenyans walked out after Somalia's president, Hassan Ali, declined to apologise for the raid.", "SOM"),
        ("The Bolivians left after Chile's foreign minister, Ana Ruiz, refused to discuss compensation, two people said.", "CHL"),
        ("The Thais stayed away because Cambodia's prime minister, Sok Chan, refused to receive them.", "KHM"),
        ("Rwanda closed the post as Uganda's interior minister, Joseph Okello, refused to receive its envoy.", "UGA"),
        ("Kenya left after talks with its neighbours and refused to sign.", "KEN"),
    ],
)
def test_who_refuses_is_the_subject_of_that_clause(text: str, who: str) -> None:
    (refusal,) = [s for s in statements_in(text) if s.cue and s.cue.text in ("refused", "declined")]
    assert refusal.speaker
    assert refusal.speaker.country == who


@pytest.mark.parametrize(
    ("title", "name", "country"),
    [
        ("Interview with Ana Ruiz, Foreign Minister of Chile\nBy Pedro Soto", "Ana Ruiz", "CHL"),
        ("An interview with Somchai Rattana, Thailand's Foreign Minister\nBy Malee Chai", "Somchai Rattana", "THA"),
        ("By Laila Nour\nInterview with Peter Oduya, Minister of Water of Kenya", "Peter Oduya", "KEN"),
    ],
)
def test_answers_are_the_interviewees_and_not_the_reporters(title: str, name: str, country: str) -> None:
    found = said_in_paragraphs(
        f"The River Paper\n{title}",
        "Q: Why were they held?",
        "A: They had no permit.",
        "Q: And now?",
        "A: Mr Farah said that they were free.",
    )
    answers = [s for s in found if source(s) == "A"]
    assert [(a.speaker.name, a.speaker.country) for a in answers if a.speaker] == [(name, country)] * 2
    assert [s.grade for s in found if source(s) == "Mr Farah"] == [Grade.REPORTED]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Kenya's Trade Minister Joseph Otieno dismissed the claim. “Our milk is good. This is revenge,” he said.",
            "Joseph Otieno",
        ),
        (
            "Greece's Agriculture Minister Nikos Stamou rejected it. “Our wine is clean. It was tested. This is a pretext,” he said.",
            "Nikos Stamou",
        ),
    ],
)
def test_a_quotation_of_several_sentences_does_not_hide_who_spoke(text: str, name: str) -> None:
    (quoted,) = [s for s in statements_in(text) if s.cue and s.cue.text == "said"]
    assert quoted.speaker
    assert quoted.speaker.name == name


@pytest.mark.parametrize(
    "text",
    [
        'One of the diplomats said Uganda had urged Somalia to send someone. "It is a signal that they want a way out," he said.',
        'A diplomat from the region said Peru would sign. "There is one bracket left," she said.',
    ],
)
def test_he_is_nobody_on_record_where_an_unnamed_person_spoke(text: str) -> None:
    assert {s.grade for s in statements_in(text)} == {Grade.ANONYMOUS}


def test_it_is_the_body_that_spoke_before_and_no_minister() -> None:
    (_, denial) = statements_in("The Somali coast guard said that the ship had no licence. It denied that shots had been fired.")
    assert denial.speaker
    assert denial.speaker.country == "SOM"
    (_, denial) = statements_in("Libya's minister said that the port was open. It denied that ships had been turned away.")
    assert denial.speaker is None


def test_a_numbered_list_is_what_was_agreed() -> None:
    (agreed,) = statements_in(_COMMUNIQUE)
    assert [s.cut(_COMMUNIQUE) for s in agreed.content.spans] == [
        "To open a line between the operators",
        "That they meet again in Lima in May",
    ]


def test_a_list_may_stand_in_paragraphs_of_its_own() -> None:
    found = said_in_paragraphs(
        "The two sides agreed on the following:", "(a) To reopen the border.", "(b) To free the sailors.", "Oman was thanked."
    )
    assert [s.content.text for s in found if source(s) == "The two sides"] == ["To reopen the border … To free the sailors"]


def test_that_somebody_was_told_says_nothing() -> None:
    found = said_in_paragraphs(
        "Q: Will they go?", "A: Yes. We told Italy so last Tuesday. I am ready to meet him.", "Q: When?", "A: In May."
    )
    assert [source(s) for s in found] == ["A", "A"]


def test_how_a_source_asked_not_to_be_named_is_no_statement() -> None:
    found = statements_in("According to a Thai diplomat who asked the paper not to name her, the border will open in May.")
    assert [source(s) for s in found] == ["a Thai diplomat who asked the paper not to name her"]
