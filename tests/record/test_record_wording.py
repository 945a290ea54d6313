"""What a statement says in a line of its own: a denial keeps its cue wherever it is shown."""

import csv
import io

import pytest

from hikiwake.record.export import csv_text
from hikiwake.record.model import Certainty, Contents, Document, Phrase, Polarity, Said, Span, Statement
from hikiwake.record.table import lines, markdown
from hikiwake.record.wording import wording
from hikiwake.terms.grades import Grade


def statement(text: str, cue: str, content: str, *, is_negative: bool = True, quoted: bool = False) -> Statement:
    def phrase(words: str) -> Phrase:
        pieces = words.split(" … ")
        return Phrase(words, tuple(Span(text.index(p), text.index(p) + len(p)) for p in pieces))

    polarity = Polarity.NEGATIVE if is_negative else Polarity.POSITIVE
    grade = Grade.ATTRIBUTED
    return Statement("d1", None, phrase(cue), phrase(content), None, quoted, grade, Certainty.CERTAIN, polarity)


@pytest.mark.parametrize(
    ("text", "cue", "content", "told"),
    [
        ("Lund denied that troops had crossed.", "denied", "that troops had crossed", "denied that troops had crossed"),
        ("Sweden refused to withdraw.", "refused", "to withdraw", "refused to withdraw"),
        ("Khan did not blame the navy.", "did not blame", "the navy", "did not blame the navy"),
        ("It does now not recognise the line.", "does … not recognise", "the line", "does not recognise the line"),
        ("Troops had crossed, Lund denied.", "denied", "Troops had crossed", "denied: Troops had crossed"),
        ("The report was denied by Lund.", "was denied", "The report", "The report was denied"),
        (
            "A ruling is not expected before May.",
            "is not expected",
            "A ruling … before May",
            "A ruling is not expected before May",
        ),
        ("Lund doubts that it stands.", "doubts", "that it stands", "doubts that it stands"),
        ("Lund said it had not stood.", "said", "it had not stood", "it had not stood"),
        ("Lund called for no talks.", "called for", "no talks", "no talks"),
    ],
)
def test_a_denial_is_told_with_the_word_that_makes_it_one(text: str, cue: str, content: str, told: str):
    assert wording(statement(text, cue, content)) == told


def test_a_denial_of_a_denial_keeps_both():
    told = wording(statement("Lund denied that it had not paid.", "denied", "that it had not paid", is_negative=False))
    assert told == "denied that it had not paid"


def test_what_is_affirmed_stands_without_its_cue():
    assert wording(statement("Lund warned of war.", "warned of", "war", is_negative=False)) == "war"


def test_a_quoted_denial_has_its_cue_outside_the_marks():
    one = statement("Lund rejected the plan.", "rejected", "the plan", quoted=True)
    assert (wording(one), wording(one, marks=False)) == ("rejected “the plan”", "rejected the plan")
    assert wording(statement("Lund denied: No man.", "denied", "No man", quoted=True)) == "denied: “No man”"


def test_the_words_of_a_document_in_another_language_stand_as_they_are():
    assert wording(statement("Лунд заявил: нет", "заявил", "нет", is_negative=False)) == "нет"


def test_lines_tables_and_spreadsheets_say_that_it_was_denied():
    text = "Lund denied that troops had crossed."
    said = Said("s1", statement(text, "denied", "that troops had crossed"))
    contents = Contents((Document("d1", "a.txt", text, ()),), (), (said,))
    assert lines([said], contents)[0].what == "denied that troops had crossed"
    assert "denied that troops had crossed" in markdown(lines([said], contents))
    assert next(csv.DictReader(io.StringIO(csv_text([said], contents))))["what"] == "denied that troops had crossed"
