"""Whom "he", "she" and "the two leaders" mean; nobody where the text leaves it open."""

import pytest

from hikiwake.reading.actors import actor_mentions
from hikiwake.reading.language import parse
from hikiwake.record.model import Span

QUARREL = "Greece and Turkey have quarrelled for decades. Greece says that Turkey violates its airspace, and Turkey denies it. "


def read(*paragraphs: str) -> list[tuple[str, str]]:
    text, spans, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        spans.append(Span(at, at + len(paragraph)))
        at += len(paragraph) + 2
    return [(a.text, a.name) for a in actor_mentions(next(parse([(text, spans)])))]


def meant(word: str, *paragraphs: str) -> list[str]:
    return [name for text, name in read(*paragraphs) if text == word]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Abe's adviser spoke to reporters. “It is new,” he said.", "he"),  # the adviser, not Abe
        ("Putin met Abe in Lima. A fisherman in Nemuro followed the news. He said he would wait.", "He"),
        ("Merkel received Tsipras. A farmer had come along. She said prices were low.", "She"),
        ("Lavrov met Kishida. She said that Japan would wait.", "She"),
        ("Karzai left. The ambassador stayed. A waiter brought tea. He said Pakistan had lied.", "He"),
        ("Merkel said Greece must pay. The night was long. Tsipras kept silent. She said Greece would be helped.", "She"),
        ("Maduro endorsed Morales. He said Maduro was brave.", "He"),  # who praises Maduro is not Maduro
        ("Modi spoke with Sharif. His foreign secretary briefed the press. He said the talks were friendly.", "He"),
    ],
)
def test_an_unnamed_person_nearer_by_leaves_the_pronoun_open(text, word):
    assert meant(word, text) == []


def test_whom_a_quotation_speaks_of_is_not_who_speaks():
    assert meant("he", "Erdogan was asked about his rival. “Tsipras will lose,” he said.") == ["Recep Tayyip Erdoğan"]


def test_a_pronoun_carries_its_person_on():
    text = "Bachelet rejected the claim. She said Chile would go to court. She added that no land would be given up."
    assert meant("She", text) == ["Michelle Bachelet"] * 2


def test_the_main_subject_comes_before_whoever_stands_in_a_clause():
    text = "Rubio said that he was open to refugees where it was clear that the refugee was no danger. He repeated it later."
    assert "He" not in [t for t, n in read(text) if n != "Marco Rubio" and t == "He"]


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Zakharova spoke on Thursday.", "“Japan must accept the outcome,” she said.", ["Maria Zakharova"]),
        ("Vucic met Merkel in Berlin.", "“We talked for an hour,” she said.", ["Angela Merkel"]),
        ("Vucic met Putin. Rama met Tsipras in Tirana.", "“We talked,” she said.", []),
    ],
)
def test_a_new_paragraph_takes_only_whom_it_must_mean(first, second, name):
    assert meant("she", first, second) == name


def test_the_two_leaders_are_the_two_who_just_met():
    assert set(meant("two leaders", QUARREL + "Obama met Erdogan in May. The two leaders discussed Syria.")) == {
        "Barack Obama",
        "Recep Tayyip Erdoğan",
    }
    assert set(meant("two countries", QUARREL + "Germany and Turkey are at odds as well. The two countries signed it.")) == {
        "Germany",
        "Turkey",
    }


def test_the_two_countries_are_the_documents_own_where_no_other_two_stand_near():
    assert set(meant("two countries", QUARREL + "China watches. The two countries signed it.")) == {"Greece", "Turkey"}


def test_of_several_presidents_only_one_at_hand_is_the_president():
    far = "President Putin met President Xi. It rained. It snowed. It froze. The president smiled."
    assert meant("president", far) == []
    assert meant("president", "President Putin met Abe. It rained. It snowed. It froze. The president smiled.") == [
        "Vladimir Putin"
    ]
