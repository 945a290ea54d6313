"""A small case and a record of three sentences, with one of everything that an assessment is made of."""

import hashlib
import tomllib

from hikiwake.case.loading import judge
from hikiwake.case.model import Case
from hikiwake.record.anchors import unique_anchor
from hikiwake.record.model import (
    Actor,
    Certainty,
    Contents,
    DateMention,
    Document,
    Event,
    Phrase,
    Polarity,
    Report,
    Said,
    Span,
    Statement,
    Status,
)
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

_EARLY = "Oslo and Stockholm opened talks on the valley on 3 May 2015. Sweden's minister said on record that a swap was near."
_LATE = "On 2 June 2016 Norway closed its side of the valley. An unnamed official said that the talks were for show."


def _document(text: str, name: str, publisher: str, day: str) -> Document:
    return Document(
        hashlib.sha256(text.encode()).hexdigest(), name, text, (Span(0, len(text)),), publisher=publisher, date=from_timex(day)
    )


EARLY = _document(_EARLY, "early.txt", "The Courier", "2015-05-04")
LATE = _document(_LATE, "late.txt", "Evening News", "2016-06-03")


def at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def _phrase(document: Document, words: str) -> Phrase:
    return Phrase(words, (at(document, words),))


def _event(document: Document, words: str, trigger: str, day: str, timex: str, goldstein: float, cameo: str) -> Event:
    sides = [("Oslo", "Norway", "NOR"), ("Stockholm", "Sweden", "SWE")] if document is EARLY else [("Norway", "Norway", "NOR")]
    actors = tuple(Actor(text, at(document, text), name, country, "GOV") for text, name, country in sides)
    other = Actor("valley", at(document, "valley"), "Sweden", "SWE", "GOV")
    when = DateMention(day, at(document, day), from_timex(timex))
    report = Report(
        document.id, at(document, words), _phrase(document, trigger), "CONSULT", None, cameo, goldstein, actors[:1],
        actors[1:] or (other,), when, None, Status.ACTUAL, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE, None, 0.8,
    )  # fmt: skip
    return Event(hashlib.sha256(words.encode()).hexdigest()[:10], (report,))


def _said(document: Document, source: str, content: str, grade: Grade, country: str | None) -> Said:
    speaker = Actor(source, at(document, source), source, country, "GOV") if country else None
    statement = Statement(
        document.id, _phrase(document, source), _phrase(document, "said"), _phrase(document, content), speaker, False,
        grade, Certainty.CERTAIN, Polarity.POSITIVE,
    )  # fmt: skip
    return Said("s" + hashlib.sha256(content.encode()).hexdigest()[:9], statement)


CONTENTS = Contents(
    (EARLY, LATE),
    (
        _event(
            EARLY,
            "Oslo and Stockholm opened talks on the valley on 3 May 2015",
            "opened talks",
            "3 May 2015",
            "2015-05-03",
            3.0,
            "036",
        ),
        _event(LATE, "On 2 June 2016 Norway closed its side of the valley", "closed", "2 June 2016", "2016-06-02", -5.0, "174"),
    ),
    (
        _said(EARLY, "Sweden's minister", "a swap was near", Grade.ON_RECORD, "SWE"),
        _said(LATE, "An unnamed official", "the talks were for show", Grade.ANONYMOUS, None),
    ),
)


def _anchor(document: Document, words: str) -> str:
    found = unique_anchor(document.text, at(document, words), document.id)
    return f'document = "{found.document}"\nquote = "{found.quote}"\nbefore = "{found.before}"\nafter = "{found.after}"'


TEXT = f"""\
title = "Norway and Sweden: the valley"
dyad = ["NOR", "SWE"]
question = "Will they settle?"
as_of = 2016-12-31
horizon = 2018-12-31
since = 1990-01-01
claim_began = "1990"
status_quo = {{ valley = "as it is", fish = "apart" }}
[[parties]]
id = "norway"
country = "NOR"
reservation = [0.3, 0.4]
[[parties.leaders]]
name = "A. Leader"
office = "Prime Minister"
from = 2013-10-16
term_ends = 2017-10-01
[[parties.constituencies]]
id = "storting"
reservation = 0.5
weight = {{ valley = 0.8 }}
[[parties]]
id = "sweden"
country = "SWE"
reservation = 0.35
[[issues]]
id = "valley"
title = "The valley"
options = ["as it is", "swap", "all"]
weight = {{ norway = 0.6, sweden = [0.4, 0.6] }}
value = {{ norway = [0.2, [0.5, 0.7], 1], sweden = [0.8, 0.6, 0] }}
[[issues]]
id = "fish"
title = "Fishing"
options = ["apart", "together"]
weight = {{ norway = 0.4, sweden = 0.5 }}
value = {{ norway = [0.5, 0.8], sweden = [0, 1] }}
[[formulas]]
id = "swap"
title = "A swap"
choose = {{ valley = "swap", fish = "together" }}
[[hypotheses]]
id = "serious"
statement = "They mean it."
prior = 0.5
[[hypotheses]]
id = "for_show"
statement = "They do not."
prior = [0.4, 0.6]
[[evidence]]
id = "near"
statement = "A swap is near."
likelihood = {{ serious = 0.7, for_show = [0.2, 0.4] }}
[[evidence.anchors]]
{_anchor(EARLY, "a swap was near")}
[[evidence]]
id = "show"
statement = "It is for show."
likelihood = {{ serious = 0.3, for_show = 0.8 }}
[[evidence.anchors]]
{_anchor(LATE, "the talks were for show")}
"""


def case() -> Case:
    found, faults = judge(tomllib.loads(TEXT))
    assert found is not None
    assert faults == []
    return found
