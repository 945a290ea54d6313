"""What a language model answers is set upon our own ground: words, offsets, dates, grades."""

import json

import pytest
from model_examples import NEWS, built_in, document, model_reader, read
from model_server import Asked, Reply, answer, completion, says, serving

from hikiwake.record import spans
from hikiwake.record.model import Reading, Span
from hikiwake.terms.grades import Grade

SOLBERG = ("Solberg", "said", "We will sign the fishing treaty", "on_record")
WALLSTROM = ("Margot Wallstrom", "told", "that the border talks would resume in June", "attributed")
REJECTED = ("rejected", "REJECT", ["Norway"], [], "attributed")


def test_a_statement_found_word_for_word_is_kept_with_our_offsets_and_marked_unreviewed() -> None:
    with serving(says([SOLBERG, WALLSTROM], [REJECTED])) as server:
        reading = read(server.url)
    first = next(s for s in reading.statements if s.cue and s.cue.text == "said")
    assert first.content.spans == (Span(NEWS.index("We will"), NEWS.index("We will") + len(SOLBERG[2])),)
    assert first.quoted and first.is_unreviewed and first.speaker and first.speaker.name == "Erna Solberg"
    (event,) = reading.reports[-1:]
    assert event.category == "REJECT" and event.is_unreviewed and event.sources[0].country == "NOR"
    assert reading.account and (reading.account.accepted, reading.account.refused, reading.account.fallen_back) == (3, 0, 0)
    assert reading.account.model == "tiny" and reading.account.prompt == "1" and reading.reader == "llm 1, tiny, prompt 1"
    assert reading.account.prompt_tokens == 1000 and reading.account.completion_tokens == 20
    spans.check(document(), reading)


@pytest.mark.parametrize(
    "content",
    ['"We will sign the fishing treaty,"', "We  will\nsign the fishing treaty", "«We will sign the fishing treaty,»"],
)
def test_other_quotation_marks_and_white_space_are_the_same_words(content: str) -> None:
    with serving(says()) as server:
        server.manner = lambda asked: (200, completion(json.dumps(answer([("Solberg", "said", content, "attributed")]))))
        reading = read(server.url)
    (found,) = (s for s in reading.statements if s.is_unreviewed)
    assert found.content.text.strip("“,”") == "We will sign the fishing treaty"
    assert all(s.cut(NEWS) == found.content.text for s in found.content.spans)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("Solberg", "said", "We will sign the fishing treaty soon", "on_record"), "a lie: a word more"),
        (("Solberg", "said", "we will sign the fishing treaty", "on_record"), "a letter's case is another letter"),
        (("Solberg", "said", "We will sign the fishing treat", "on_record"), "a word cut"),
        (("An unnamed official", "claimed", "that Sweden would", "anonymous"), "cut short of its negation"),
        (("Margot Wallstrom", "said", "We will sign the fishing treaty", "on_record"), "the wrong mouth: another sentence"),
        (("Solberg", None, "We will sign the fishing treaty", "on_record"), "a source without a cue"),
        (("Vladimir Putin", "said", "We will sign the fishing treaty", "on_record"), "nobody of the text"),
    ],
)
def test_what_does_not_stand_in_the_text_is_refused_and_counted(said: tuple[str, str | None, str, str], why: str) -> None:
    with serving(lambda asked: (200, completion(json.dumps(answer([said, WALLSTROM]))))) as server:
        reading = read(server.url)
    assert reading.account and reading.account.refused == 1, why
    assert [s.cue.text for s in reading.statements if s.is_unreviewed and s.cue] == ["told"]


def test_words_that_stand_in_two_places_are_refused_as_ambiguous() -> None:
    text = "Solberg said that talks would go on. Lofven spoke. Solberg said that talks would go on. Norway rejected the plan."
    with serving(says([("Solberg", "said", "that talks would go on", "attributed")], [REJECTED])) as server:
        reading = read(server.url, text)
    assert reading.account and reading.account.refused == 1
    assert not any(s.is_unreviewed for s in reading.statements)


def test_a_quotation_that_runs_over_sentences_is_one_window() -> None:
    text = "“We will sign. The treaty is ready,” Norwegian Prime Minister Erna Solberg said. Sweden was silent."
    with serving(says([("Erna Solberg", "said", "We will sign. The treaty is ready", "on_record")])) as server:
        reading = read(server.url, text)
    assert [s.content.text for s in reading.statements if s.is_unreviewed] == ["We will sign. The treaty is ready"]


def test_dates_are_our_own_grammars_whatever_the_model_says() -> None:
    lie = {**answer([], [("met", "CONSULT", ["Erna Solberg"], ["Stefan Lofven"], "attributed")]), "dates": ["1999-01-01"]}
    lie["events"][0]["date"] = "1999-01-01"
    with serving(lambda asked: (200, completion(json.dumps(lie)))) as server:
        reading = read(server.url)
    assert reading.dates == built_in().dates
    (met,) = (r for r in reading.reports if r.trigger.text.startswith("met"))
    assert met.is_unreviewed and met.date and met.date.date.value == "2016-05-04"


def test_only_prose_of_the_article_is_sent_and_nothing_else_of_the_case() -> None:
    text = "MENU | SHARE THIS\n\n" + NEWS + "\n\nAll rights reserved."
    prose = (Span(text.index("Norwegian"), text.index("\n\nAll rights")),)
    with serving(says([SOLBERG])) as server:
        list(model_reader(server.url).read([document(text, "secret-name.txt", prose)]))
    (asked,) = server.asked
    assert "".join(asked.text.split()) == "".join(NEWS.split())
    whole = json.dumps(asked.body)
    assert "MENU" not in whole and "rights reserved" not in whole and "secret-name" not in whole
    assert "tools" not in asked.body and "functions" not in asked.body


def test_the_fence_carries_another_code_each_time() -> None:
    with serving(says([SOLBERG])) as server:
        for _ in range(2):
            read(server.url)
    one, other = (a.body["messages"][-1]["content"].split(">>>")[0] for a in server.asked)
    assert one != other and one.startswith("<<<TEXT ")


def test_a_long_document_goes_in_chunks_that_hold_every_sentence_once() -> None:
    text = "\n\n".join(f"Norway and Sweden held talk number {i} in Oslo on the border treaty this week." for i in range(60))
    with serving(says()) as server:
        read(server.url, text, chunk_chars=700)
    assert len(server.asked) > 5 and all(len(a.text) <= 700 for a in server.asked)
    assert "".join(" ".join(a.text for a in server.asked).split()) == "".join(text.split())


def test_a_chunk_that_fails_is_the_built_in_readers_and_the_others_the_models() -> None:
    text = "\n\n".join(
        [NEWS]
        + ["The weather in Oslo stayed fine and nothing else of note was told that week."] * 9
        + ["Finland’s president, Sauli Niinisto, said that Finland would send an envoy. Finland rejected the second proposal."]
    )

    def manner(asked: Asked) -> Reply:
        if "Niinisto" in asked.text:
            return 500, {}
        return 200, completion(json.dumps(answer([SOLBERG] if SOLBERG[2] in asked.text else [])))

    with serving(manner) as server:
        reading = read(server.url, text, chunk_chars=900)
    own = built_in(text)
    border = text.index("Finland’s")
    assert [s for s in reading.statements if s.span.start >= border] and reading.account and reading.account.fallen_back == 1
    assert not any(s.is_unreviewed for s in reading.statements if s.span.start >= border)
    assert {s.span for s in own.statements if s.span.start >= border} == {
        s.span for s in reading.statements if s.span.start >= border
    }
    assert [s.cue.text for s in reading.statements if s.is_unreviewed and s.cue] == ["said"]
    assert reading.reader.endswith("(1 of 2 chunks by built-in 5)")
    spans.check(document(text), reading)


def test_a_model_never_raises_a_grade_and_may_lower_it() -> None:
    raised = [("An unnamed official", "claimed", "that Sweden would never accept the line", "on_record")]
    with serving(says(raised)) as server:
        (found,) = (s for s in read(server.url).statements if s.is_unreviewed)
    assert found.grade is Grade.ANONYMOUS
    with serving(says([(*SOLBERG[:3], "reported")])) as server:
        (found,) = (s for s in read(server.url).statements if s.is_unreviewed)
    assert found.grade is Grade.REPORTED


def test_answers_in_a_code_fence_or_after_a_thought_are_read() -> None:
    body = json.dumps(answer([SOLBERG]))
    for content in (f"```json\n{body}\n```", f"<think>hm, {{}}</think>\n{body}"):
        with serving(lambda asked, content=content: (200, completion(content))) as server:
            reading = read(server.url)
        assert isinstance(reading, Reading) and any(s.is_unreviewed for s in reading.statements)


def test_a_document_in_another_language_is_not_sent() -> None:
    from dataclasses import replace

    russian = replace(
        document("Россия и Япония провели переговоры в Москве. Министр сказал, что договор будет подписан."), language="ru"
    )
    with serving(says([SOLBERG])) as server:
        other, english = model_reader(server.url).read([russian, document()])
    assert len(server.asked) == 1 and server.asked[0].text == NEWS
    assert isinstance(other, Reading) and other.account is None
    assert isinstance(english, Reading) and english.account and english.account.accepted == 1
