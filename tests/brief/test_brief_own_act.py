"""What a deed of the last months was, in its source's words; a code tells no more than its kind."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief.composition.lately import weightiest
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.own_act import own_act
from hikiwake.record.model import Actor, Contents, DateMention, Document, Event, Phrase, Span
from hikiwake.terms.dates import from_timex


def told(sentence: str, subject: str = "Norway", verb: str = "seized", when: str = "on 3 August 2009", until: str = "") -> str:
    """What stands of a sentence in which Norway does something to Russia; its event's words end with `until`."""
    text = f"{sentence} The rest is silence."
    end = sentence.index(until) + len(until) if until else len(sentence) - 1

    def at(words: str) -> Span:
        return Span(sentence.index(words), sentence.index(words) + len(words))

    actor = Actor(subject, at(subject), "Norway", "NOR", "GOV")
    dated = DateMention(when, at(when) if when in sentence else at(verb), from_timex("2009-08-03"))
    old = next(e for e in barents.contents().events if e.id == "e-arrest2").best
    report = replace(old, document="z", span=Span(0, end), trigger=Phrase(verb, (at(verb),)), sources=(actor,), date=dated)
    report = replace(report, targets=(replace(actor, name="Russia", country="RUS"),), cameo="1711")
    document = Document("z", "z.txt", text, (Span(0, len(text)),), date=from_timex("2009-08-04"))
    contents = Contents(documents=(document,), events=(Event("e-z", (report,)),))
    material = Material(assess(barents.case(), contents))
    line = weightiest(material, 3)[0].line
    assert line.days[0] == date(2009, 8, 3)
    return own_act(line.event, material)


def test_the_sources_own_words_say_what_was_seized():
    assert told("Norway seized a trawler with six crew on 3 August 2009.") == "Norway “seized a trawler with six crew”"
    assert told("Norway seized a Russian trawler off Bear Island.") == "Norway “seized a Russian trawler off Bear Island”"


def test_a_body_of_the_state_acts_for_it():
    said = told("The Norwegian coast guard seized a Russian trawler yesterday.", subject="Norwegian", when="yesterday")
    assert said == "Norway “seized a Russian trawler”"


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        ("Norway was seized by a quarrel with Russia over fish.", {"subject": "Norway"}),  # another's deed
        ("Norway, which had promised calm, seized a Russian trawler off Bear Island.", {}),  # its subject stands far off
        ("Norway seized it off Bear Island on 3 August 2009.", {}),  # what?
        ("Norway seizes a Russian trawler off Bear Island.", {"verb": "seizes"}),  # no past
        ("Norway seized a Russian trawler of the northern fleet.", {"until": "a Russian"}),  # cut within a phrase
        ("Norway seized three “spies” off Bear Island on 3 August 2009.", {}),
    ],
)
def test_where_they_do_not_surely_make_a_sentence_our_own_stand(sentence: str, fields: dict[str, str]):
    assert told(sentence, **fields) == ""
