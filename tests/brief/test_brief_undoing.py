"""What page one tells of a made-up record: what was undone stands with its undoing, violence of unknown hands counts, the newest has a place."""

import re
from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.model import Assessment
from hikiwake.brief import compose, trace
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.relations import carried_by
from hikiwake.case.model import Case
from hikiwake.record.analyst import Note
from hikiwake.record.model import Actor, Contents, DateMention, Document, Event, Phrase, Report, Span, Status
from hikiwake.relations.model import TurningPoint
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

BAN = ("Norway banned imports of crab from Russia on 3 July 2009.", "banned", "2009-07-03", "163", -8.0)
LIFT = ("Norway lifted its ban on Russian crab on 5 August 2009.", "lifted", "2009-08-05", "081", 5.0)
KILLED = ("Two Russian sailors were killed when gunmen attacked a post near Norway.", "killed", "2009-08-10", "190", -10.0)
MET = ("Norway met with Russia on 28 August 2009.", "met", "2009-08-28", "040", 3.0)
SEIZED = ("Norway seized a Russian trawler off Bear Island on 1 July 2009.", "seized", "2009-07-01", "1711", -9.2)
DRILLED = ("Norway moved three brigades to the border of Russia on 20 July 2009.", "moved", "2009-07-20", "154", -7.2)
SIGNED = ("Norway signed a fishing agreement with Russia on 22 July 2009.", "signed", "2009-07-22", "057", 8.0)


def contents(*deeds: tuple[str, str, str, str, float], **otherwise: object) -> Contents:
    """A document and an event a sentence; `otherwise` are fields of the last one's report."""
    documents, events = [], []
    for n, (text, verb, day, code, goldstein) in enumerate(deeds):
        documents.append(Document(f"d{n}", f"d{n}.txt", text, (Span(0, len(text)),), date=from_timex(day)))
        events.append(Event(f"e{n}", (_report(f"d{n}", text, verb, day, code, goldstein),)))
    if otherwise:
        last = events[-1]
        events[-1] = replace(last, reports=(replace(last.best, **otherwise),))  # type: ignore[arg-type]
    return Contents(documents=tuple(documents), events=tuple(events))


def _report(document: str, text: str, verb: str, day: str, code: str, goldstein: float) -> Report:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    old = next(e for e in barents.contents().events if e.id == "e-arrest2").best
    norway = Actor("Norway", at("Norway"), "Norway", "NOR", None)
    russia = Actor("Russia", at("Russia"), "Russia", "RUS", None)
    unknown = code.startswith("190")
    return replace(
        old,
        document=document,
        span=Span(0, len(text) - 1),
        trigger=Phrase(verb, (at(verb),)),
        cameo=code,
        goldstein=goldstein,
        sources=() if unknown else (norway,),
        targets=(replace(russia, sector="MIL"),) if unknown else (russia,),
        date=DateMention(day, _when(text) or at(verb), from_timex(day)),
        grade=Grade.ATTRIBUTED,
    )


def _when(text: str) -> Span | None:
    found = re.search(r"on \d+ \w+ 2009", text)
    return Span(*found.span()) if found else None


def assessed(*deeds: tuple[str, str, str, str, float], **otherwise: object) -> Assessment:
    return assess(Case.model_validate(barents.CASE), contents(*deeds, **otherwise))


def lately(*deeds: tuple[str, str, str, str, float], **otherwise: object) -> list[str]:
    brief = compose(assessed(*deeds, **otherwise))
    return [s.text.removeprefix("Lately: ") for s in brief.sentences() if s.key.startswith("page_one:lately")]


def test_a_deed_that_was_undone_is_told_with_what_undid_it():
    assert lately(BAN, LIFT) == [
        "Norway “banned imports of crab from Russia” on 3 July 2009 and “lifted its ban on Russian crab” on 5 August 2009 (attributed)."
    ]


@pytest.mark.parametrize(
    "otherwise",
    [
        {"status": Status.PLANNED},
        {"grade": Grade.SPECULATION},
        {"cameo": "040"},
        {"date": DateMention("1 July", Span(0, 6), from_timex("2009-07-01"))},
    ],
)
def test_what_is_planned_guessed_earlier_or_another_thing_undoes_nothing(otherwise):
    told = lately(BAN, LIFT, **otherwise)
    assert not any("banned" in text and "lifted" in text for text in told)
    assert any("banned" in text for text in told)


def test_both_deeds_of_a_sentence_are_cited():
    assessment = assessed(BAN, LIFT)
    (told,) = [s for s in compose(assessment).sentences() if s.key.startswith("page_one:lately")]
    assert told.documents == {"d0", "d1"} and not trace(told, assessment)


def test_violence_of_unknown_hands_against_one_of_the_two_counts():
    assert lately(KILLED) == [
        "“Two Russian sailors were killed when gunmen attacked a post near Norway” (10 August 2009, attributed)."
    ]
    assert lately(KILLED, status=Status.DENIED) == []


def test_the_newest_has_a_place_beside_weightier_deeds():
    told = lately(SEIZED, DRILLED, SIGNED, BAN, KILLED, MET)
    assert len(told) == 4 and told[-1].startswith("Norway conferred with Russia on 28 August 2009")


def test_where_both_hostile_and_friendly_deeds_are_many_relations_are_mixed_and_no_standstill():
    said = {s.key: s.text for s in compose(assessed(SEIZED, DRILLED, BAN, SIGNED, LIFT, MET)).sentences()}
    assert said["relations:late"] == "The last six months hold three hostile and three friendly deeds between the two."
    assert not any("standstill" in text or "stalemate" in text for text in said.values())


def test_in_the_chronicle_words_say_what_a_code_leaves_out():
    said = {s.lead: s.text for s in compose(assessed(BAN, MET)).sentences() if s.lead}
    assert said["3 July 2009"] == "Norway “banned imports of crab from Russia”."
    assert said["28 August 2009"] == "Norway conferred with Russia."


def test_notes_on_documents_and_entries_stand_in_the_appendix_with_their_author():
    notes = {"d0": (Note("Ask the editor", "A. Nansen", "2009-08-30T10:00:00+00:00"),), "e0": (Note("Which crab?"),)}
    assessment = assess(barents.case(), replace(contents(BAN), notes=notes))
    told = [s for s in compose(assessment).sentences() if s.key.startswith("note:")]
    assert [(s.text, s.judgement, s.documents) for s in told] == [
        ("On document 1, “d0.txt” (30 August 2009): Ask the editor.", "A. Nansen", {"d0"}),
        ("On “3 July 2009: Norway ‘banned imports of crab from Russia’”: Which crab?", "A. Nansen", {"d0"}),
    ]


def test_a_turn_that_lies_anywhere_within_years_came_with_no_deed_that_could_be_named():
    material = Material(assessed(SEIZED, MET))
    turn = TurningPoint(date(2009, 7, 1), date(2009, 1, 1), date(2009, 12, 31), "down", 0.9, ("e0", "e1"))
    assert [e.id for e in carried_by(turn, material)] == ["e0"]
    assert carried_by(replace(turn, earliest=date(2007, 1, 1)), material) == []
