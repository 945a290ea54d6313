"""What the brief says, and what it rests on."""

import json
import re
from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.cites import Words
from hikiwake.assessment.model import Missing
from hikiwake.brief import compose, english, to_json, to_markdown, to_terminal, trace
from hikiwake.brief.composition.fitting import words_on
from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.wording import event_words
from hikiwake.brief.model import Sentence
from hikiwake.case.model import Case
from hikiwake.record.model import Contents, Span, Status
from hikiwake.terms.dates import Date, Precision, from_timex


@pytest.fixture(scope="module")
def assessment():
    return assess(barents.case(), barents.contents())


@pytest.fixture(scope="module")
def brief(assessment):
    return compose(assessment)


def test_every_sentence_can_be_traced(brief, assessment):
    assert [broken for s in brief.sentences() for broken in trace(s, assessment)] == []


def test_no_sentence_stands_twice_and_no_key_is_shared(brief):
    sentences = list(brief.sentences())
    assert len({s.plain for s in sentences}) == len({s.key for s in sentences}) == len(sentences)


@pytest.mark.parametrize("document", barents.TEXTS)
def test_without_a_document_exactly_what_rested_on_it_alone_is_gone(document, brief, assessment):
    less = compose(assess(assessment.case, assessment.contents.without(document)))
    gone = {s.key for s in brief.sentences()} - {s.key for s in less.sentences()}
    assert gone == {s.key for s in brief.sentences() if s.rests_on_documents_alone and s.documents == {document}}
    assert gone


def test_page_one_is_short_and_keeps_likelihood_and_confidence_apart(brief):
    assert words_on(brief.page_one) <= 450
    sentences = [s.text for b in brief.page_one.blocks for s in getattr(b, "sentences", ())]
    likelihood = next(s for s in sentences if "almost no chance" in s)
    confidence = next(s for s in sentences if "confidence" in s)
    assert likelihood != confidence and "confidence" not in likelihood
    assert re.search(r"\(\d+ %, \d+–\d+\)", likelihood)
    assert any(s.startswith("This is the base rate") for s in sentences)


def test_page_one_stays_short_whatever_the_case_says(assessment):
    words = "a very long condition that goes on and on about what could perhaps happen some day " * 4
    data = barents.CASE | {"change_up": (words, words + "x"), "change_down": (words + "y",)}
    assert words_on(compose(assess(Case.model_validate(data), barents.contents())).page_one) <= 450


_MACHINE = re.compile(r"\b(CAMEO|PLOVER|CONSULT|AGREE|SANCTION|COERCE|Goldstein|entity|entities|trigger|extractor|deciban\w*)\b")


def test_no_word_of_the_machine_stands_above_the_appendix(brief):
    above = [s for section in brief.sections if section.id != "appendix" for b in section.blocks for s in _texts(b)]
    assert [t for t in above if _MACHINE.search(t)] == []


def _texts(block):
    from hikiwake.brief.model import sentences_of

    yield from (s.plain for s in sentences_of(block))
    for row in getattr(block, "rows", ()):
        yield " ".join(row)


def test_an_article_alone_in_an_empty_case_gives_chronicle_quotations_and_formulas():
    bare = Case(title="A", dyad=("NOR", "RUS"), question="Will they settle?", as_of=date(2009, 9, 1), horizon=date(2011, 1, 1))
    contents = barents.contents()
    for other in set(barents.TEXTS) - {"c"}:
        contents = contents.without(other)
    result = assess(bare, contents)
    brief = compose(result)
    said = [s.plain for s in brief.sentences()]
    assert "April 2010: Medvedev is expected to visit Norway." in said
    assert "Medvedev: reportedly stated “a solution is close”." in said
    assert any("even split" in s for s in said)
    assert [b for s in brief.sentences() for b in trace(s, result)] == []
    missing = [s for s in brief.sentences() if s.key.startswith("missing:")]
    assert len(missing) == sum(
        isinstance(getattr(result, r), Missing) for r in ("settlement", "weighing", "forecast", "clocks", "relations")
    )


def test_an_empty_record_still_makes_a_brief(assessment):
    result = assess(assessment.case, Contents())
    assert [b for s in compose(result).sentences() for b in trace(s, result)] == []


def test_tracing_finds_what_is_broken(assessment):
    def broken(**change):
        return trace(replace(Sentence("k", "Norway signed.", (Words("a", (Span(0, 6),)),)), **change), assessment)

    assert broken() == []
    assert "rests on nothing" in broken(cites=())[0]
    assert "no document" in broken(cites=(Words("gone", (Span(0, 1),)),))[0]
    assert "outside a text" in broken(cites=(Words("a", (Span(0, 99_999),)),))[0]
    assert "stands in none" in broken(text="Norway said “we give in”.")[0]


def test_an_entry_told_by_two_documents_cites_both(brief):
    signed = next(s for s in brief.sentences() if s.plain == "11 July 2007: Norway and Russia signed an agreement in Oslo.")
    assert signed.documents == {"a", "f"}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ACTUAL, "Norway imposed sanctions on Russia."),
        (Status.PLANNED, "Norway is expected to impose sanctions on Russia."),
        (Status.DENIED, "Norway did not impose sanctions on Russia."),
        (Status.HYPOTHETICAL, "Norway might impose sanctions on Russia."),
    ],
)
def test_what_is_planned_denied_or_possible_reads_so(status, words):
    report = barents.report("a", "Norway", "x", "163", -8.0, (barents.NOR,), (barents.RUS,), status=status)
    assert event_words(report, Names({}, {}), date(2009, 9, 1)) == words


@pytest.mark.parametrize(
    ("timex", "words", "told"),
    [
        ("2016-05-06", "", "on 6 May 2016"),
        ("2016-05", "in May", "in May 2016"),
        ("2016", "", "in 2016"),
        ("2016-01/2016-03", "the beginning of 2016", "at the beginning of 2016"),
        ("2016-05/2016-08", "", "between May and August 2016"),
        ("2016-SU", "", "in summer 2016"),
        ("199", "", "in the 1990s"),
        ("PAST_REF", "", ""),
    ],
)
def test_a_date_is_told_no_more_precisely_than_it_is_known(timex, words, told):
    assert english.when(from_timex(timex), words) == told


def test_before_a_year_is_not_in_it():
    assert english.when(Date("2016", Precision.BEFORE, None, date(2015, 12, 31))) == "before 2016"


def test_lists_numbers_and_possessives():
    assert english.listed(["A", "B", "C"]) == "A, B and C"
    assert english.counted(1, "entry") == "one entry" and english.counted(12, "entry") == "12 entries"
    assert english.possessive("the Philippines") == "the Philippines’"
    assert english.quoted('he said "yes"') == "“he said ‘yes’”"


def test_the_short_form_cannot_steer_the_terminal(assessment, brief):
    steering = replace(brief, page_one=replace(brief.page_one, title="A\x1b[2Jtitle\u202e?"))
    told = to_terminal(steering, assessment, None, 0.5)
    assert "\x1b" not in told and "\u202e" not in told
    assert "5 on record" in told and "2 speculation" in told


def test_json_holds_every_sentence_and_no_nan(assessment, brief):
    data = json.loads(json.dumps(to_json(brief, assessment), allow_nan=False))
    assert [s["key"] for s in data["brief"]["sentences"]] == [s.key for s in brief.sentences()]


def test_markdown_has_a_footnote_for_every_source(assessment, brief):
    text = to_markdown(brief, assessment)
    assert {int(n) for n in re.findall(r"\[\^(\d+)\](?!:)", text)} <= {int(n) for n in re.findall(r"^\[\^(\d+)\]:", text, re.M)}


def _brief(**changes):
    contents = changes.pop("contents", barents.contents())
    return compose(assess(Case.model_validate(barents.CASE | changes), contents))


def _said(brief):
    return {s.key: s for s in brief.sentences()}


def test_the_notice_stands_right_after_the_as_of_line():
    page = _brief(notice="All six texts are made up").page_one
    assert [s.text for s in page.blocks[1].sentences] == ["All six texts are made up."]
    assert "page_one:notice" not in _said(_brief())


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        (date(2010, 3, 1), "Next: Medvedev is expected to visit Norway in April 2010."),
        (date(2009, 9, 1), "Next: Medvedev is expected to visit Norway in April 2010."),
        (date(2008, 9, 1), None),
    ],
)
def test_what_is_planned_for_the_next_months_stands_on_page_one_with_its_source(as_of, told):
    line = _said(_brief(as_of=as_of)).get("page_one:next")
    assert (line.text if line else None) == told
    assert line is None or line.documents == {"c"}


def test_a_formula_is_told_by_its_terms_in_words():
    formulas = ({**barents.CASE["formulas"][0], "terms": "Each side gets half of the sea."}, *barents.CASE["formulas"][1:])
    said = _said(_brief(formulas=formulas))
    assert said["formula:even:terms"].text == "“Even split” (experts): Each side gets half of the sea."
    assert "Each side gets half of the sea" in said["page_one:settlement:best"].text


def test_a_deal_that_no_formula_is_but_both_could_surely_sign_is_said_on_page_one():
    said = _said(_brief(formulas=barents.CASE["formulas"][1:3]))
    assert said["page_one:settlement"].text.startswith("A deal that both could surely sign exists")
    assert not _said(_brief())["page_one:settlement"].text.startswith("A deal that both could surely sign exists")


def test_evidence_is_weighed_against_the_strongest_rival(assessment, brief):
    leader, second, *_ = (h.id for h in assessment.weighing.hypotheses)
    titles = {h["id"]: f"“{h['title']}”" for h in barents.CASE["hypotheses"]}
    told = [s.text for s in brief.sentences() if "times as likely" in s.text and s.key.startswith(f"explanation:{leader}:")]
    assert told and all(titles[second] in text for text in told)


def test_explanations_read_as_plain_claims_where_the_case_states_a_clause():
    clauses = {"price": "Moscow waits for prices", "nearly": "the two are nearly done", "bluff": "the talks are for show"}
    hypotheses = tuple({**h, "short": clauses[h["id"]]} for h in barents.CASE["hypotheses"])
    assert _said(_brief(hypotheses=hypotheses))["page_one:explanation"].text == (
        "It is open whether Moscow waits for prices or the two are nearly done."
    )
    apart = tuple({**h, "prior": p} for h, p in zip(hypotheses, (0.4, 0.3, 0.3), strict=True))
    claim = _said(_brief(hypotheses=apart))["page_one:explanation"].text
    assert claim == "It may be that Moscow waits for prices, though it cannot be excluded that the two are nearly done."


@pytest.mark.parametrize("ratio", [1.0, 1.29, 1.3, 1.4, 2.0, 3.2, 40.0])
def test_a_ratio_nobody_would_notice_is_called_so(ratio):
    told = english.compared(ratio, "under X", "under Y")
    assert told.startswith("hardly") == (ratio < 1.3)


def test_an_entry_that_is_not_sure_stands_in_its_sources_own_words(assessment):
    def doubted(event):
        return replace(event, reports=tuple(replace(r, confidence=0.3) for r in event.reports))

    contents = replace(barents.contents(), events=tuple(map(doubted, barents.contents().events)))
    result = assess(assessment.case, contents)
    entries = [s for s in compose(result).sentences() if s.key.startswith("chronicle:") and s.lead]
    assert entries and all(s.text.startswith("“") for s in entries)
    assert [b for s in entries for b in trace(s, result)] == []


def test_one_meeting_told_by_two_texts_in_two_wordings_is_one_entry(assessment):
    events = barents.contents().events
    met = next(e for e in events if e.id == "e-meet")
    again = replace(met.best, document="f", span=Span(0, 6), sources=met.best.targets, targets=met.best.sources)
    contents = replace(barents.contents(), events=(*events, replace(met, id="e-again-told", reports=(again,))))
    told = [s for s in compose(assess(assessment.case, contents)).sentences() if s.lead == "9 June 2009" and "met" in s.text]
    assert len(told) == 1 and told[0].documents == {"e", "f"}


@pytest.mark.parametrize("pronoun", ["He", "Me", "Nobody", "Officials", "officials", "they"])
def test_a_pronoun_or_a_crowd_is_never_a_speakers_name(assessment, pronoun):
    first = barents.contents().statements[0]
    nameless = replace(first.statement, speaker=None, source=replace(first.statement.source, text=pronoun))
    contents = replace(barents.contents(), statements=(replace(first, statement=nameless),))
    leads = [s.lead for s in compose(assess(assessment.case, contents)).sentences() if s.key.startswith("said:") and s.lead]
    assert leads and all(lead.startswith(("Unnamed", "Speaker unclear")) for lead in leads)


def test_the_base_rate_counts_claim_years_and_names_its_day(brief):
    text = _said(brief)["page_one:base_rate"].text
    assert re.search(r"settlements? in [\d,]+ claim-years", text) and "by the end of 2011" in text and "in any" not in text


def test_clocks_stand_on_page_one_once(brief):
    page = [s.key for b in brief.page_one.blocks for s in _page_sentences(b)]
    assert page.count("page_one:clock_line") == 1


def _page_sentences(block):
    from hikiwake.brief.model import sentences_of

    return list(sentences_of(block))


def test_what_a_reader_sees_names_no_file_and_no_id(assessment, brief):
    above = [t for section in brief.sections if section.id != "appendix" for b in section.blocks for t in _texts(b)]
    assert [t for t in above if re.search(r"\b[a-z]+_[a-z_]+\b", t)] == []
