"""Plans of which no day is told yet: page one tells the few that texts of the last months say will be, behind those that have a day."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose, trace
from hikiwake.brief.composition.fitting import words_on
from hikiwake.case.model import Case
from hikiwake.record.model import Actor, Certainty, Contents, Document, Event, Phrase, Polarity, Report, Said, Span, Status
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

DATED = "Next: Medvedev is expected to visit Norway in April 2010."
SAID = "Russia will withdraw two patrol ships from the waters of Norway"


def plan(sentence=SAID, act="withdraw", cameo="087", day="2009-08-26", *, id="z", when="", status=Status.PLANNED, **fields):
    """A text of one sentence, and the event that it tells of Russia and Norway."""
    text = f"{sentence}."
    document = Document(id, f"{id}.txt", text, (Span(0, len(text)),), title=f"Text {id}", date=from_timex(day))

    def named(words, name, country):
        at = text.index(words)
        return Actor(words, Span(at, at + len(words)), name, country, "GOV")

    at = Span(text.index(act), text.index(act) + len(act))
    told = Report(
        id, Span(0, len(text) - 1), Phrase(act, (at,)), None, None, cameo, 6.0,
        (named("Russia", "Russia", "RUS"),), (named("Norway", "Norway", "NOR"),), None, None,
        status, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE, None, 0.8,
    )  # fmt: skip
    if when:
        mention = barents.contents().events[0].best.date
        told = replace(told, date=replace(mention, date=from_timex(when)))
    return document, Event(f"e-{id}", (replace(told, **fields),))


def assessed(*told, as_of=barents.CASE["as_of"], **case):
    contents = barents.contents()
    documents, events = zip(*told, strict=True) if told else ((), ())
    known = Contents(
        (*contents.documents, *documents),
        (*contents.events, *events),
        contents.statements,
        contents.formulas,
        contents.explanations,
    )
    return assess(Case.model_validate(barents.CASE | {"as_of": as_of} | case), known)


def following(*told, **case):
    """The sentences of page one on what comes."""
    return [s for s in compose(assessed(*told, **case)).sentences() if s.key.startswith("page_one:next")]


def test_a_plan_without_a_day_is_told_behind_those_that_have_one_with_the_day_on_which_it_was_told():
    texts = following(plan())
    assert [s.text for s in texts] == [DATED, f"With no day yet: “{SAID}” (told 26 August 2009, attributed)."]
    assert texts[1].documents == {"z"} and trace(texts[1], assessed(plan())) == []


def test_alone_it_is_what_comes_next():
    (told,) = following(plan(day="2008-08-26"), as_of=date(2008, 9, 1))
    assert told.text.startswith("Next, with no day yet: “Russia will withdraw")


def test_a_visit_that_is_prepared_is_told_in_words_of_ours():
    prepared = plan("A visit of Russia’s minister to Norway is being prepared", "visit", "042")
    (told,) = following(replace_day(prepared, "2008-08-26"), as_of=date(2008, 9, 1))
    assert told.text == "Next, with no day yet: Russia is expected to visit Norway (told 26 August 2008, attributed)."


def replace_day(told, day):
    document, event = told
    return replace(document, date=from_timex(day)), event


@pytest.mark.parametrize(
    "told",
    [
        plan(day="2009-05-20"),  # long ago
        plan("Russia would gladly withdraw two patrol ships from the waters of Norway"),
        plan("Russia will not withdraw its patrol ships from the waters of Norway"),
        plan("Russia will withdraw two patrol ships if Norway frees the crew"),
        plan("Russia had promised to withdraw two patrol ships from the waters of Norway"),
        plan(grade=Grade.SPECULATION),
        plan("Russia will send its minister to visit Norway", "visit", "042"),  # the visit of April, less exactly
    ],
    ids=["old", "would", "not", "if", "had", "guess", "dated"],
)
def test_what_is_only_wished_ruled_out_guessed_old_or_told_with_a_day_is_not_told_so(told):
    assert [s.text for s in following(told)] == [DATED]


@pytest.mark.parametrize(
    ("sentence", "act", "cameo"),
    [
        ("Russia has pulled its men back from the waters of Norway", "pulled", "0871"),  # of one kind
        ("Russia moved its patrol ships away from Norway", "moved", "030"),  # a telling word
    ],
)
def test_what_may_have_come_about_since_is_no_plan_any_more(sentence, act, cameo):
    done = plan(sentence, act, cameo, "2009-08-30", id="y", when="2009-08-29", status=Status.ACTUAL)
    assert [s.text for s in following(plan(), done)] == [DATED]
    before = plan(sentence, act, cameo, "2009-08-25", id="y", when="2009-08-24", status=Status.ACTUAL)
    assert len(following(plan(), before)) == 2


def test_two_at_most_are_told_and_no_kind_twice():
    more = [
        plan(f"Russia will {words} Norway", act, cameo, id=id)
        for id, words, act, cameo in (
            ("u", "also withdraw a radar ship from the waters of", "withdraw", "087"),
            ("v", "lift its ban on salmon of", "lift", "085"),
            ("w", "send fuel to", "send", "071"),
        )
    ]
    (_, told) = following(plan(), *more)
    assert told.text.count("(told ") == 2 and told.text.count("withdraw") == 1


@pytest.mark.parametrize("words", range(0, 160, 20))
def test_it_never_costs_a_piece_of_evidence(words):
    notice = {"notice": " ".join(["word"] * words)}
    pages = [compose(assessed(*some, **notice)).page_one for some in ((), (plan(),))]
    without, with_it = ([len(r.evidence) for b in page.blocks for r in getattr(b, "reasons", ())] for page in pages)
    assert with_it == without and words_on(pages[1]) <= 450


def test_what_is_told_as_what_was_waited_for_is_not_told_again():
    words = "Russia will accept arbitration of the line with Norway"
    document, event = plan(f"Sergey Lavrov said that {words}", "accept", "03")
    said, cue, content = (Span(0, 13), Span(14, 18), Span(24, len(document.text) - 1))
    source, verb, what = (Phrase(s.cut(document.text), (s,)) for s in (said, cue, content))
    speaker = Actor("Sergey Lavrov", said, "Sergey Lavrov", "RUS", "GOV")
    assessment = assessed((document, event), change_up=("Russia accepts arbitration",))
    old = assessment.record.statements[0].statement
    statement = replace(
        old, document="z", source=source, cue=verb, content=what, speaker=speaker, quoted=False, grade=Grade.ON_RECORD, date=None
    )
    record = replace(assessment.record, statements=(*assessment.record.statements, Said("s-new", statement)))
    page = [
        s for s in compose(assess(assessment.case, record)).sentences() if s.key.startswith(("page_one:come", "page_one:next"))
    ]
    assert ["may be coming" in s.text for s in page] == [True, False] and page[1].text == DATED
    assert any("no day yet" in s.text for s in compose(assessment).sentences())
