# ruff: noqa: E501
"""A case written for these tests: Norway and Russia over the Barents Sea, as of 1 September 2009. Documents invented in our own words on public facts."""

from collections.abc import Sequence
from datetime import date

from hikiwake.case.model import Case
from hikiwake.record.model import (
    Actor,
    Certainty,
    Contents,
    DateMention,
    Document,
    Event,
    ExplanationMention,
    FormulaMention,
    Phrase,
    Place,
    Polarity,
    Report,
    Said,
    Span,
    Statement,
    Status,
)
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

TEXTS = {
    "a": (
        "Old line, new treaty",
        "Northern Post",
        "2007-07-12",
        "Norway and Russia signed an agreement on the outer Varangerfjord in Oslo on 11 July 2007. “This is a model for the rest,” said Jonas Gahr Støre, "
        "the Norwegian foreign minister.\n\nThe line of 1957 had stopped short of the disputed shelf. Norway arrested two Russian trawlers in October 2005.",
    ),
    "b": (
        "Talks on the shelf resume",
        "Arctic Daily",
        "2008-03-04",
        "Russian and Norwegian experts met in Moscow in February 2008. Sergey Lavrov said that the sector line remained Russia's position. "
        "An official who asked not to be named said the talks have stalled.",
    ),
    "c": (
        "Halving the sea",
        "Journal of Northern Affairs",
        "2009-05",
        "The formula of a split into two parts of about equal size has been discussed since the beginning of 2009. It is called the even split. "
        "Observers believe that Moscow delays because gas prices fell. In my judgement neither side can wait for ever. "
        "Dmitry Medvedev reportedly stated that “a solution is close”. Mr Medvedev will visit Oslo in April 2010.",
    ),
    "d": (
        "Trawler row flares",
        "Northern Post",
        "2009-08-24",
        "Norway arrested a Russian trawler near Svalbard in August 2009. Russia protested to Norway over the arrest. “The talks go on,” Jens Stoltenberg said "
        "in Kirkenes. The press sees a link to the vote of 14 September.",
    ),
    "e": (
        "Lavrov in Tromsø",
        "Arctic Daily",
        "2009-06-12",
        "Sergey Lavrov visited Tromsø on 9 June 2009 and met Jonas Gahr Støre. “We agree on most of the line,” Lavrov said. Norway and Russia agreed to meet again.",
    ),
    "f": (
        "Half a century of talks",
        "Sea Law Notes",
        "2009-07",
        "Norway and Russia have negotiated since 1970. In 1978 they agreed on a grey zone for fisheries. “The median line is a starting position,” Støre said. "
        "Norway and Russia signed an agreement on the outer Varangerfjord in Oslo on 11 July 2007.",
    ),
}

CASE = {
    "title": "Norway and Russia in the Barents Sea",
    "dyad": ("NOR", "RUS"),
    "question": "Will Norway and Russia sign a treaty that divides the Barents Sea?",
    "as_of": date(2009, 9, 1),
    "horizon": date(2011, 12, 31),
    "settlement": "a signed treaty on the maritime boundary in the Barents Sea",
    "since": date(2005, 1, 1),
    "analyst": "A. Nansen",
    "claim_began": "1970",
    "change_up": (
        "a joint statement that names two parts of about equal size",
        "expert groups meeting more than twice a quarter",
    ),
    "change_down": ("a seizure of a trawler answered at ministerial level",),
    "status_quo": {"area": "no line", "fish": "grey zone", "oil": "nothing drilled"},
    "parties": (
        {
            "id": "norway",
            "country": "NOR",
            "title": "Norway",
            "reservation": (0.35, 0.45),
            "source": "interviews",
            "leaders": (
                {
                    "name": "Jens Stoltenberg",
                    "office": "Prime Minister",
                    "from": date(2005, 10, 17),
                    "term_ends": date(2009, 9, 30),
                    "may_extend_to": date(2013, 9, 30),
                },
            ),
            "constituencies": (
                {"id": "fleet", "title": "the fishing fleet", "reservation": 0.6, "weight": {"fish": 0.8}},
                {"id": "storting", "title": "the Storting", "reservation": (0.4, 0.5)},
            ),
        },
        {
            "id": "russia",
            "country": "RUS",
            "title": "Russia",
            "reservation": 0.4,
            "leaders": (
                {"name": "Dmitry Medvedev", "office": "President", "from": date(2008, 5, 7), "term_ends": date(2012, 5, 7)},
            ),
            "constituencies": ({"id": "duma", "title": "the Duma", "reservation": 0.45},),
        },
    ),
    "issues": (
        {
            "id": "area",
            "title": "The disputed area",
            "options": ("median line", "even split", "sector line", "no line"),
            "weight": {"norway": 0.5, "russia": 0.5},
            "value": {"norway": (1.0, (0.6, 0.7), 0.1, 0.3), "russia": (0.1, (0.55, 0.7), 1.0, 0.4)},
        },
        {
            "id": "fish",
            "title": "Fisheries",
            "options": ("joint commission goes on", "grey zone", "each its own"),
            "weight": {"norway": 0.3, "russia": 0.2},
            "value": {"norway": (1.0, 0.6, 0.0), "russia": (0.9, 0.8, 0.0)},
        },
        {
            "id": "oil",
            "title": "Fields across the line",
            "options": ("shared by rule", "first come", "nothing drilled"),
            "weight": {"norway": 0.2, "russia": 0.3},
            "value": {"norway": (1.0, 0.5, 0.2), "russia": (1.0, 0.6, 0.1)},
        },
    ),
    "formulas": (
        {
            "id": "even",
            "title": "Even split",
            "choose": {"area": "even split", "fish": "joint commission goes on", "oil": "shared by rule"},
            "by": "experts",
        },
        {"id": "median", "title": "Median line", "choose": {"area": "median line"}},
        {"id": "sector", "title": "Sector line", "choose": {"area": "sector line"}},
        {
            "id": "shelf_first",
            "title": "Shelf first, fish later",
            "choose": {"area": "even split", "fish": "each its own", "oil": "shared by rule"},
        },
    ),
    "hypotheses": (
        {"id": "price", "title": "Waiting for prices", "statement": "Moscow waits until gas prices rise", "prior": (0.3, 0.4)},
        {"id": "nearly", "title": "Nearly done", "statement": "the two are agreed but for details", "prior": 0.35},
        {"id": "bluff", "title": "Show talks", "statement": "talks serve to keep others out", "prior": 0.3},
    ),
    "evidence": (
        {
            "id": "lavrov",
            "statement": "Lavrov said that the two agree on most of the line",
            "likelihood": {"price": 0.4, "nearly": (0.8, 0.9), "bluff": 0.3},
            "anchors": ({"document": "e", "quote": "We agree on most of the line"},),
        },
        {
            "id": "stalled",
            "statement": "an unnamed official says that the talks have stalled",
            "likelihood": {"price": 0.5, "nearly": 0.3, "bluff": 0.5},
            "reliability": 0.3,
            "anchors": ({"document": "b", "quote": "the talks have stalled"},),
        },
        {"id": "prices", "statement": "gas prices halved in 2009", "likelihood": {"price": 0.9, "nearly": 0.5, "bluff": 0.5}},
        {
            "id": "fleet",
            "statement": "the fleets still fish side by side",
            "likelihood": {"price": 0.8, "nearly": 0.8, "bluff": 0.8},
        },
    ),
    "assumptions": ({"statement": "Sweden has no say", "by": "A. Nansen"},),
}


def case() -> Case:
    return Case.model_validate(CASE)


def contents() -> Contents:
    documents = tuple(_document(i) for i in TEXTS)
    return Contents(documents, events(), statements(), formulas(), explanations())


def text_of(document: str) -> str:
    return TEXTS[document][3]


def span(document: str, words: str) -> Span:
    start = text_of(document).index(words)
    return Span(start, start + len(words))


def actor(document: str, words: str, name: str, country: str | None) -> Actor:
    return Actor(words, span(document, words), name, country, "GOV")


NOR, RUS = ("Norway", "NOR"), ("Russia", "RUS")


def event(
    id: str,
    document: str,
    words: str,
    trigger: str,
    cameo: str | None,
    goldstein: float | None,
    sources: Sequence[tuple[str, str | None]],
    targets: Sequence[tuple[str, str | None]] = (),
    *,
    on: str = "",
    when: str = "",
    place: str = "",
    status: Status = Status.ACTUAL,
    grade: Grade = Grade.ATTRIBUTED,
    mutual: bool = False,
) -> Event:
    return Event(
        id, (report(document, words, trigger, cameo, goldstein, sources, targets, on, when, place, status, grade, mutual),)
    )


def report(
    document,
    words,
    trigger,
    cameo,
    goldstein,
    sources,
    targets=(),
    on="",
    when="",
    place="",
    status=Status.ACTUAL,
    grade=Grade.ATTRIBUTED,
    mutual=False,
):  # type: ignore[no-untyped-def]
    where = span(document, words)

    def place_of(some: str) -> tuple[str, Span]:
        """Where these words stand in the event's; the whole of it where they do not."""
        start = text_of(document).find(some, where.start, where.end)
        return (some, Span(start, start + len(some))) if start >= 0 else (words, where)

    def someone(who: tuple[str, str | None]) -> Actor:
        return Actor(*place_of(who[0].split()[-1]), who[0], who[1], "GOV")

    named = place_of(trigger)
    return Report(
        document,
        where,
        Phrase(named[0], (named[1],)),
        None,
        None,
        cameo,
        goldstein,
        tuple(map(someone, sources)),
        tuple(map(someone, targets)),
        DateMention(*place_of(on), from_timex(when)) if when else None,
        Place(*place_of(place), place, None, None, None) if place else None,
        status,
        grade,
        Certainty.CERTAIN,
        Polarity.POSITIVE,
        None,
        0.8,
        mutual,
    )


LAVROV, STORE = ("Sergey Lavrov", "RUS"), ("Jonas Gahr Støre", "NOR")


def events() -> tuple[Event, ...]:
    signed = "Norway and Russia signed an agreement on the outer Varangerfjord in Oslo on 11 July 2007"
    told = ("signed", "057", 8.0, (NOR, RUS), (), "11 July 2007", "2007-07-11", "Oslo")
    return (
        Event("e-signed", (report("a", signed, *told), report("f", signed, *told))),
        event(
            "e-arrest1",
            "a",
            "Norway arrested two Russian trawlers in October 2005",
            "arrested",
            "173",
            -5.0,
            (NOR,),
            (RUS,),
            on="October 2005",
            when="2005-10",
        ),
        event(
            "e-met",
            "b",
            "Russian and Norwegian experts met in Moscow in February 2008",
            "met",
            "046",
            7.0,
            (RUS, NOR),
            (),
            on="February 2008",
            when="2008-02",
            place="Moscow",
        ),
        event(
            "e-visit",
            "c",
            "Mr Medvedev will visit Oslo in April 2010",
            "visit",
            "042",
            1.9,
            (("Dmitry Medvedev", "RUS"),),
            (NOR,),
            on="April 2010",
            when="2010-04",
            status=Status.PLANNED,
        ),
        event(
            "e-arrest2",
            "d",
            "Norway arrested a Russian trawler near Svalbard in August 2009",
            "arrested",
            "173",
            -5.0,
            (NOR,),
            (RUS,),
            on="August 2009",
            when="2009-08",
        ),
        event(
            "e-protest",
            "d",
            "Russia protested to Norway over the arrest",
            "protested",
            "114",
            -2.0,
            (RUS,),
            (NOR,),
            on="August 2009",
            when="2009-08",
            grade=Grade.ON_RECORD,
        ),
        event(
            "e-tromso",
            "e",
            "Sergey Lavrov visited Tromsø on 9 June 2009",
            "visited",
            "042",
            1.9,
            (LAVROV,),
            (NOR,),
            on="9 June 2009",
            when="2009-06-09",
            place="Tromsø",
        ),
        event(
            "e-meet",
            "e",
            "met Jonas Gahr Støre",
            "met",
            "044",
            2.5,
            (LAVROV,),
            (STORE,),
            on="9 June 2009",
            when="2009-06-09",
            mutual=True,
        ),
        event(
            "e-again",
            "e",
            "Norway and Russia agreed to meet again",
            "agreed to meet",
            "036",
            4.0,
            (NOR, RUS),
            (),
            on="9 June 2009",
            when="2009-06-09",
        ),
        event(
            "e-neg",
            "f",
            "Norway and Russia have negotiated since 1970",
            "negotiated",
            "046",
            7.0,
            (NOR, RUS),
            (),
            on="1970",
            when="1970",
        ),
        event(
            "e-grey",
            "f",
            "In 1978 they agreed on a grey zone for fisheries",
            "agreed",
            "0311",
            5.2,
            (NOR, RUS),
            (),
            on="1978",
            when="1978",
        ),
    )


def statement(
    id: str,
    document: str,
    source: str | None,
    cue: str | None,
    content: str,
    speaker: tuple[str, str] | None,
    grade: Grade,
    quoted: bool = False,
) -> Said:
    def phrase(words: str | None) -> Phrase | None:
        return Phrase(words, (span(document, words),)) if words else None

    said = phrase(content)
    assert said
    who = Actor(source or "", span(document, source or content), speaker[0], speaker[1]) if speaker else None
    return Said(
        id, Statement(document, phrase(source), phrase(cue), said, who, quoted, grade, Certainty.CERTAIN, Polarity.POSITIVE)
    )


def statements() -> tuple[Said, ...]:
    on, opinion = Grade.ON_RECORD, Grade.OPINION
    return (
        statement("s1", "a", "Jonas Gahr Støre", "said", "This is a model for the rest", STORE, on, True),
        statement(
            "s2", "b", "Sergey Lavrov", "said", "that the sector line remained Russia's position", LAVROV, Grade.ATTRIBUTED
        ),
        statement("s3", "b", "An official who asked not to be named", "said", "the talks have stalled", None, Grade.ANONYMOUS),
        statement("s4", "c", "Observers", "believe", "that Moscow delays because gas prices fell", None, Grade.SPECULATION),
        statement("s5", "c", None, None, "neither side can wait for ever", None, opinion),
        statement(
            "s6",
            "c",
            "Dmitry Medvedev",
            "reportedly stated",
            "a solution is close",
            ("Dmitry Medvedev", "RUS"),
            Grade.REPORTED,
            True,
        ),
        statement("s7", "d", "Jens Stoltenberg", "said", "The talks go on", ("Jens Stoltenberg", "NOR"), on, True),
        statement("s8", "e", "Lavrov", "said", "We agree on most of the line", LAVROV, on, True),
        statement("s9", "f", "Støre", "said", "The median line is a starting position", STORE, on, True),
        statement("s10", "d", "The press", "sees", "a link to the vote of 14 September", None, Grade.SPECULATION),
    )


def formulas() -> tuple[FormulaMention, ...]:
    return (FormulaMention("c", "even split", "a split into two parts of about equal size", None, (span("c", "even split"),)),)


def explanations() -> tuple[ExplanationMention, ...]:
    words = "Moscow delays because gas prices fell"
    return (ExplanationMention("c", words, "Observers", (span("c", words),)),)


def _document(id: str) -> Document:
    title, publisher, when, text = TEXTS[id]
    return Document(id, f"{id}.txt", text, (Span(0, len(text)),), title, publisher, None, None, from_timex(when), "given")
