"""What the case says would change the judgement, found in the record: page one says so where it is certain, and nothing where it is not."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.difference import Difference
from hikiwake.brief import compose, trace
from hikiwake.brief.composition.signpost_lines import sought
from hikiwake.brief.model import Sentence
from hikiwake.case.model import Case
from hikiwake.ledger.model import Run
from hikiwake.record.model import Actor, Contents, Document, Event, Phrase, Said, Span, Status
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

DYAD = ("NOR", "RUS")


def come(up: str = "", down: str = "", contents: Contents | None = None, as_of: date = barents.CASE["as_of"]) -> list[Sentence]:
    case = barents.CASE | {"change_up": (up,) if up else (), "change_down": (down,) if down else (), "as_of": as_of}
    page = compose(assess(Case.model_validate(case), contents or barents.contents())).page_one
    return [s for block in page.blocks for s in getattr(block, "sentences", ()) if s.key.startswith("page_one:come")]


def otherwise(entry: str, **fields: object) -> Contents:
    contents = barents.contents()

    def told(event: Event) -> Event:
        return replace(event, reports=tuple(replace(r, **fields) for r in event.reports))

    return replace(contents, events=tuple(told(e) if e.id == entry else e for e in contents.events))


def test_what_has_come_is_told_with_its_day_its_grade_and_its_source():
    (told,) = come(down="Norway arrests a Russian trawler")
    assert told.text == (
        "What we said would lower the likelihood has happened: Norway “arrested a Russian trawler near Svalbard” in August 2009 (attributed)."
    )
    assert told.documents == {"d"}
    (told,) = come(up="A visit of Sergey Lavrov to Norway")
    assert "would raise the likelihood has happened: Lavrov visited Tromsø on 9 June 2009" in told.text


def test_it_rests_on_the_entry_and_on_the_case():
    case = Case.model_validate(barents.CASE | {"change_down": ("Norway arrests a Russian trawler",)})
    assessment = assess(case, barents.contents())
    told = [s for s in compose(assessment).sentences() if s.key == "page_one:come:change_down"]
    assert [bool(trace(s, assessment)) for s in told] == [False]


@pytest.mark.parametrize(
    "line",
    [
        "Russia arrests a Norwegian trawler",  # the other way round
        "A Norwegian trawler is arrested by Russia",
        "Norway arrests a Swedish trawler",
        "Norway arrests another Russian trawler",  # after the line was written
        "Norway arrests no Russian trawler",
        "Norway arrests more than three Russian trawlers",
        "Norway releases a Russian trawler",
        "Norway arrests a Russian trawler near Bear Island",
        "Norway",
        "Sweden and Norway arrest a Russian trawler",
    ],
)
def test_where_the_entry_says_less_or_something_else_nothing_is_told(line: str):
    assert come(down=line) == []


@pytest.mark.parametrize(
    "line",
    [
        "A Russian trawler is arrested by Norway",
        "An arrest of a Russian trawler by Norway",
        "Norway arrests a Russian trawler or a Russian crew",
        "The climate worsens without end, or Norway arrests a trawler of Russia",
    ],
)
def test_the_same_in_other_forms_of_words(line: str):
    assert len(come(down=line)) == 1


@pytest.mark.parametrize(
    "fields",
    [{"status": Status.DENIED}, {"status": Status.HYPOTHETICAL}, {"grade": Grade.ANONYMOUS}, {"date": None}],
)
def test_what_is_not_so_or_not_sure_has_not_come(fields: dict[str, object]):
    assert come(down="Norway arrests a Russian trawler", contents=otherwise("e-arrest2", **fields)) == []


def test_a_code_of_the_record_answers_where_its_source_used_another_word():
    norway_bans = otherwise("e-arrest2", cameo="163")
    (told,) = come(down="Norway imposes sanctions on Russia", contents=norway_bans)
    assert told.documents == {"d"}


def test_what_happened_long_ago_has_been_weighed_already():
    line = "Norway arrests a Russian trawler"
    assert come(down=line, as_of=date(2009, 10, 15)) and not come(down=line, as_of=date(2009, 12, 31))


def test_what_a_third_state_has_part_in_is_no_answer():
    norway = barents.contents().events[4].best.sources[0]
    with_sweden = otherwise("e-arrest2", sources=(norway, replace(norway, name="Sweden", country="SWE")))
    assert come(down="Norway arrests a Russian trawler", contents=with_sweden) == []


def test_who_promises_a_thing_has_not_done_it():
    promised = otherwise("e-arrest2", cameo="037", trigger=Phrase("agreed to arrest", (Span(0, 6),)))
    (told,) = come(down="Norway arrests a Russian trawler", contents=promised)
    assert told.text.startswith("What we said would lower the likelihood may be coming. “Norway arrested a Russian trawler")
    (told,) = come(up="Norway agrees on a Russian trawler", contents=promised)
    assert "the likelihood has happened: " in told.text
    threatened = otherwise("e-arrest2", cameo="130", trigger=Phrase("threatened to arrest", (Span(0, 6),)))
    assert come(down="Norway arrests a Russian trawler", contents=threatened) == []


def test_what_is_planned_may_be_coming():
    (told,) = come(up="A visit to Oslo by Dmitry Medvedev")
    assert told.text.startswith(
        "What we said would raise the likelihood may be coming. Medvedev is expected to visit Norway in April 2010"
    )


def test_another_one_is_one_later_than_the_last_brief():
    case = Case.model_validate(barents.CASE | {"change_down": ("Norway arrests another Russian trawler",)})
    assessment = assess(case, barents.contents())

    def told(as_of: str) -> list[str]:
        run = Run("2009-08-01T09:00:00+00:00", "brief", "", "", as_of, "", "", {}, {}, {}, number=1)
        return [s.text for s in compose(assessment, Difference(run, (), (), ())).sentences() if s.key.startswith("page_one:come")]

    assert len(told("2009-07-20")) == 1 and told("2009-08-20") == []


def test_what_has_come_is_not_told_again_among_what_happened_of_late():
    def lately(line: str) -> list[str]:
        case = Case.model_validate(barents.CASE | {"change_down": (line,)})
        told = compose(assess(case, barents.contents())).sentences()
        return [s.text for s in told if s.key.startswith("page_one:lately")]

    assert any("trawler" in text for text in lately("Sweden leaves the Arctic Council"))
    assert lately("Norway arrests a Russian trawler") and not any(
        "trawler" in t for t in lately("Norway arrests a Russian trawler")
    )


def announcement(content: str, country: str | None = "RUS", grade: Grade = Grade.ON_RECORD) -> Contents:
    contents = barents.contents()
    text = f"Sergey Lavrov said that {content}."
    document = Document("z", "z.txt", text, (Span(0, len(text)),), title="A turn", date=from_timex("2009-08-28"))
    spans = Span(0, 13), Span(14, 18), Span(24, len(text) - 1)
    source, cue, words = (Phrase(s.cut(text), (s,)) for s in spans)
    speaker = Actor("Sergey Lavrov", spans[0], "Sergey Lavrov", country, "GOV")
    old = contents.statements[0].statement
    said = replace(
        old, document="z", source=source, cue=cue, content=words, speaker=speaker, quoted=False, grade=grade, date=None
    )
    said_so = (*contents.statements, Said("s-new", said))
    return replace(contents, documents=(*contents.documents, document), statements=said_so)


def test_what_the_side_that_is_to_do_it_announces_may_be_coming():
    line = "Russia accepts arbitration"
    (told,) = come(up=line, contents=announcement("Russia will accept arbitration of the line"))
    assert told.text == (
        "What we said would raise the likelihood may be coming. Lavrov said Russia will accept arbitration of the line (on record)."
    ) or told.text.startswith(
        "What we said would raise the likelihood may be coming. Lavrov said: Russia will accept arbitration"
    )
    assert told.documents == {"z"}
    assert not come(up=line, contents=announcement("Russia will never accept arbitration of the line"))
    assert not come(up=line, contents=announcement("Russia accepted arbitration of the line in 1900"))
    assert not come(up=line, contents=announcement("Norway will accept arbitration of Russia’s claim"))
    assert not come(up=line, contents=announcement("Russia will accept arbitration of the line", country="NOR"))
    assert not come(up=line, contents=announcement("Russia will accept arbitration of the line", grade=Grade.ANONYMOUS))


def test_a_line_that_one_entry_cannot_answer_is_not_looked_for():
    for line in ("a quarter without a patrol met", "experts meet more than twice a quarter", "Russia does not protest", ""):
        assert sought(line, DYAD) == ()
    (one,) = sought("both governments sign a treaty", DYAD)
    assert one.actors == {"NOR", "RUS"}
    (one,) = sought("The United States imposes sanctions on Russia", DYAD)
    assert (one.actors, one.sufferers) == ({"USA"}, {"RUS"})
