"""Sourcing: what grade a channel earns, what channel a sentence is, and what grade holds at a place of the text."""

import pytest
from statement_reading import rows, statements_in

from hikiwake.reading.sourcing import Channel, grade_at, grade_of
from hikiwake.reading.sourcing_setting import Kind
from hikiwake.reading.sourcing_source import Who
from hikiwake.record.model import Span
from hikiwake.terms.grades import Grade


@pytest.mark.parametrize(
    ("channel", "grade"),
    [
        (Channel(Who.NAMED, is_quoted=True), Grade.ON_RECORD),
        (Channel(Who.NAMED, is_public=True), Grade.ON_RECORD),
        (Channel(Who.NAMED), Grade.ATTRIBUTED),
        (Channel(Who.NAMED, "think"), Grade.ATTRIBUTED),
        (Channel(Who.NAMED, is_quoted=True, is_private=True), Grade.ATTRIBUTED),
        (Channel(Who.NAMED, is_quoted=True, is_hedged=True), Grade.REPORTED),
        (Channel(Who.NAMED, "think", is_guess=True), Grade.OPINION),
        (Channel(Who.NAMED, kind=Kind.JOINT), Grade.ON_RECORD),
        (Channel(Who.NAMED, kind=Kind.TRANSCRIPT, is_named_turn=True), Grade.REPORTED),
        (Channel(Who.NAMED, kind=Kind.TRANSCRIPT, is_named_turn=False), Grade.ANONYMOUS),
        (Channel(Who.UNNAMED, is_quoted=True), Grade.ANONYMOUS),
        (Channel(Who.UNNAMED, is_hedged=True), Grade.ANONYMOUS),
        (Channel(Who.CROWD, "think"), Grade.SPECULATION),
        (Channel(Who.CROWD, kind=Kind.TRANSCRIPT, is_named_turn=False), Grade.SPECULATION),
        (Channel(Who.PRESS), Grade.REPORTED),
        (Channel(Who.PRESS, is_page=True), Grade.ON_RECORD),
        (Channel(Who.COURT), Grade.ON_RECORD),
        (Channel(Who.PAPER), Grade.ON_RECORD),
        (Channel(Who.FINDING), Grade.ATTRIBUTED),
        (Channel(Who.NOBODY, "say"), Grade.REPORTED),
        (Channel(Who.NOBODY, "ask"), Grade.REPORTED),
        (Channel(Who.NOBODY, "think"), Grade.SPECULATION),
        (Channel(Who.NOBODY, "think", is_hedged=True), Grade.REPORTED),
        (Channel(Who.NOBODY, "appear"), Grade.OPINION),
        (Channel(Who.NOBODY, ""), Grade.OPINION),
        (Channel(Who.SELF, "think"), Grade.OPINION),
        (Channel(Who.SELF, "think", kind=Kind.SPEECH), Grade.ON_RECORD),
        (Channel(Who.SELF, "think", kind=Kind.TRANSCRIPT, is_named_turn=False), Grade.ANONYMOUS),
    ],
)
def test_a_channel_earns_its_grade(channel, grade):
    assert grade_of(channel) is grade


@pytest.mark.parametrize(
    ("text", "source", "grade"),
    [
        # Named: paraphrased, quoted, before the public.
        ("Ruiz said that the talks would resume.", "Ruiz", "attributed"),
        ("Ruiz told reporters that the talks would resume.", "Ruiz", "on_record"),
        ("Ruiz said in an interview with Le Monde that the talks would resume.", "Ruiz", "on_record"),
        ("The spokesman said that the talks would resume.", "The spokesman", "attributed"),
        ("The minister said that the talks would resume.", "The minister", "attributed"),
        # Reported.
        ("The New York Times reported that the talks had resumed.", "The New York Times", "reported"),
        # Unnamed, also when quoted, and with a name that is not theirs.
        ("A diplomat in Oslo said, “We are close.”", "A diplomat in Oslo", "anonymous"),
        ("A senior Ruiz adviser said that the talks would resume.", "A senior Ruiz adviser", "anonymous"),
        ("Aides said that the talks would resume.", "Aides", "anonymous"),
        ("Officials in Tokyo said that the talks would resume.", "Officials in Tokyo", "anonymous"),
        ("One of his senior aides said that the talks would resume.", "One of his senior aides", "anonymous"),
        ("A new study found that the talks had failed.", "A new study", "anonymous"),
        # Crowds.
        ("Critics said that the talks would fail.", "Critics", "speculation"),
        ("Many of the leaders believe that the talks will fail.", "Many of the leaders", "speculation"),
        ("Some Republicans said that the talks would fail.", "Some Republicans", "speculation"),
        ("The media say that the talks will fail.", "The media", "speculation"),
        # Findings, courts and papers.
        ("A Gallup poll found that most voters want a treaty.", "A Gallup poll", "attributed"),
        ("The Hague court ruled that the rock was Malaysian.", "The Hague court", "on_record"),
    ],
)
def test_a_sentence_reaches_us_by_its_channel(text, source, grade):
    assert grade in [row[3] for row in rows(text) if row[0] == source]


@pytest.mark.parametrize(
    ("text", "cue", "grade"),
    [
        ("Ruiz reportedly argued that the talks should stop.", "reportedly argued", "reported"),
        ("The treaty is expected to be signed in May.", "is expected", "speculation"),
        ("The talks appear to have stopped.", "appear", "opinion"),
    ],
)
def test_a_cue_without_a_plain_source_has_its_grade(text, cue, grade):
    assert grade in [row[3] for row in rows(text) if row[1] == cue]


def test_he_is_unnamed_where_the_only_person_before_is():
    text = "A negotiator spoke to us in the corridor. He said that the map had been drawn."
    assert [row[3] for row in rows(text) if row[0] == "He"] == ["anonymous"]


def test_he_is_named_where_a_name_stands_before():
    text = "Petrov spoke to us in the corridor. He said that the map had been drawn."
    assert [row[3] for row in rows(text) if row[0] == "He"] == ["attributed"]


def test_an_occasion_told_before_holds_for_the_same_speaker():
    text = "Rubio told reporters in Iowa that the plan was bad. The senator says that he will work against it."
    assert [row[3] for row in rows(text)] == ["on_record", "on_record"]


def test_a_speech_is_its_speakers_own_word_on_the_record():
    text = (
        "Mr. President, I congratulate you on behalf of my Government. My delegation has studied the report. Japan hopes that the "
        "talks will resume. Japan and the Japanese people wish for peace. I believe that the Assembly can help. The delegation of Japan "
        "welcomes the draft."
    )
    grades = {row[2]: row[3] for row in rows(text)}
    assert grades["that the talks will resume"] == "on_record"
    assert grades["that the Assembly can help"] == "on_record"


def test_a_place_told_by_nobody_else_has_no_grade_of_its_own():
    text = "The convoy crossed the river. Kosta said that the bridge was closed."
    statements = statements_in(text)
    assert grade_at(Span(0, 10), statements) == (None, None)


def test_a_place_in_a_chain_has_the_grade_of_the_innermost_statement():
    text = "Kyodo reported that Putin said the talks would continue."
    at = text.index("continue")
    assert grade_at(Span(at, at + 8), statements_in(text)) == (Grade.REPORTED, 1)


@pytest.mark.parametrize(
    ("text", "grades"),
    [
        ("Smith said that Ruiz said the map was drawn.", ["attributed", "reported"]),
        ("A source said that Putin said the talks would continue.", ["anonymous", "anonymous"]),
        ("Kyodo reported that a source said that Putin said the talks would continue.", ["reported", "anonymous", "anonymous"]),
    ],
)
def test_a_chain_is_as_weak_as_its_weakest_link(text, grades):
    statements = statements_in(text)
    assert [s.grade.value for s in statements] == grades
    assert [s.via for s in statements] == [None, *range(len(grades) - 1)]
