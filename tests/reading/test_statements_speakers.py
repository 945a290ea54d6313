"""Whose words they are, where the parse alone does not say: "he said" behind a quotation, a name far from its colon, a broken line."""

import pytest
from statement_reading import passages_of

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import parse
from hikiwake.reading.statements import find_statements
from hikiwake.record.model import Span

QUOTE = '"We are further apart than we were in the spring."'
OPEN = '"We are further apart than we were in the spring,"'


def speakers(text: str) -> list[str | None]:
    passages = passages_of(text)
    return [s.speaker.name if s.speaker else None for s in find_statements("d", passages, actor_mentions(passages), [])]


def lines(*paragraphs: str) -> list[tuple[str | None, str]]:
    """Source and content of each statement of a text in several paragraphs."""
    text, starts = "\n".join(paragraphs), [sum(len(p) + 1 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    (passages,) = parse([(text, [Span(at, at + len(p)) for at, p in zip(starts, paragraphs, strict=True)])])
    found = find_statements("d", passages, actor_mentions(passages), [])
    return [(s.source.text if s.source else None, s.content.text) for s in found]


@pytest.mark.parametrize("quote", [OPEN, '"He has lied to us about the treaty,"'])
def test_he_said_is_whoever_spoke_in_the_sentence_before(quote):
    text = f"Russian President Vladimir Putin told reporters that French President Emmanuel Macron had failed. {quote} he said."
    assert speakers(text)[-1] == "Vladimir Putin"


def test_he_said_is_a_man_whom_no_list_knows():
    text = (
        f"Marek Dolny, the head of the trade office, told reporters that Russia had banned Macron from the city. {OPEN} he said."
    )
    assert speakers(text) == ["Marek Dolny", "Marek Dolny"]


def test_he_said_is_who_spoke_before_not_whom_they_spoke_of():
    assert speakers("Juan Perez said that Vladimir Putin had failed. He denied it.")[-1] == "Juan Perez"


def test_an_act_before_leaves_the_pronoun_to_the_story():
    assert speakers(f"Vladimir Putin met Emmanuel Macron. {OPEN} he said.") == ["Vladimir Putin"]


def test_a_name_that_stands_by_another_noun_is_the_source():
    assert lines(f"In an interview with this newspaper Ana Perez, the prime minister of Peru, said: {QUOTE}") == [
        ("Ana Perez, the prime minister of Peru", QUOTE)
    ]


@pytest.mark.parametrize(
    ("paragraphs", "content"),
    [
        (("Ana Silva, the prime minister of Peru, said:", QUOTE), QUOTE),
        (("Ana Silva, the prime minister of Peru, said on Tuesday:", QUOTE), QUOTE),
        ((OPEN, "said Ana Silva, the prime minister of Peru."), OPEN),
    ],
)
def test_a_quotation_across_a_line_is_its_cues(paragraphs, content):
    assert lines(*paragraphs) == [("Ana Silva, the prime minister of Peru", content)]


def test_a_quotation_below_another_paragraph_is_nobodys():
    assert lines("Ana Silva said that the talks go on.", QUOTE) == [("Ana Silva", "that the talks go on")]
