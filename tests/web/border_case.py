# ruff: noqa: E501
"""A case written for these tests: Norway and Sweden over reindeer pastures, invented; four short documents read by hand, so that nothing has to be parsed."""

import hashlib
from pathlib import Path

from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    Phrase,
    Place,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Status,
)
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

TEXTS = {
    "talks.txt": (
        "Pasture talks open in Narvik",
        "Northern Post",
        "2015-03-02",
        "Norway and Sweden opened talks on the pastures in Narvik on 2 March 2015. “We want an agreement before winter,” said Liv Dahl, the Norwegian "
        "minister.\n\nAn official who asked not to be named said that Stockholm would not give up the northern valleys.",
    ),
    "fence.txt": (
        "A fence goes up",
        "Arctic Daily",
        "2015-09-10",
        "Sweden built a fence along the border in September 2015. Norway protested against the fence. Foreign Minister Erik Lund said that the fence was a local matter.",
    ),
    "visit.txt": (
        "Lund will visit Oslo",
        "Northern Post",
        "2016-01-20",
        "Erik Lund will visit Oslo in May 2016. Liv Dahl reportedly told him that a draw is possible. Observers believe that Sweden waits for the election.",
    ),
    "wire.txt": (
        "Norway protests over fence",
        "Wire Copy",
        "2015-09-11",
        "Norway protested against the Swedish fence on 10 September 2015, the foreign ministry said.",
    ),
}

CASE = """\
title = "Norway and Sweden: the pastures"
dyad = ["NOR", "SWE"]
question = "Will Norway and Sweden sign an agreement on the pastures?"
as_of = 2016-02-01
horizon = 2018-12-31
settlement = "a signed agreement on the use of the pastures"
analyst = "A. Berg"
claim_began = "1972"
status_quo = { valleys = "closed", season = "short" }

# The two sides.
[[parties]]
id = "norway"
country = "NOR"
title = "Norway"
reservation = 0.4
[[parties.leaders]]
name = "Liv Dahl"
office = "Minister"
from = 2013-10-16
term_ends = 2017-10-16
[[parties.constituencies]]
id = "herders"
title = "the herders"
reservation = 0.5

[[parties]]
id = "sweden"
country = "SWE"
title = "Sweden"
reservation = 0.35

[[issues]]
id = "valleys"
title = "The northern valleys"
options = ["open", "shared", "closed"]
weight = { norway = 0.7, sweden = 0.6 }
value = { norway = [1, 0.6, 0], sweden = [0, 0.5, 1] }

[[issues]]
id = "season"
title = "The grazing season"
options = ["long", "short"]
weight = { norway = 0.3, sweden = 0.4 }
value = { norway = [1, 0], sweden = [0.2, 1] }  # judged from two interviews

[[formulas]]
id = "draw"
title = "The draw"
choose = { valleys = "shared", season = "short" }
terms = "the valleys are shared and the season stays short"

[[formulas]]
id = "all"
title = "All open"
choose = { valleys = "open", season = "long" }

[[hypotheses]]
id = "waits"
statement = "Sweden waits for its election"
short = "Sweden waits for its election"
prior = 0.5

[[hypotheses]]
id = "price"
statement = "Sweden raises its price"
short = "Sweden raises its price"
prior = 0.5

[[evidence]]
id = "fence"
statement = "Sweden builds a fence"
likelihood = { waits = 0.3, price = 0.7 }
[[evidence.anchors]]
document = "FENCE"
quote = "Sweden built a fence along the border"
"""


def span(text: str, words: str, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def phrase(text: str, words: str) -> Phrase:
    return Phrase(words, (span(text, words),))


def actor(text: str, words: str, country: str | None, name: str = "") -> Actor:
    return Actor(words, span(text, words), name or words, country, "GOV" if country else None)


def document(name: str) -> Document:
    title, publisher, date, text = TEXTS[name]
    return Document(
        hashlib.sha256(text.encode()).hexdigest(), name, text, (Span(0, len(text)),), title=title, publisher=publisher,
        date=from_timex(date), date_basis="given", language="en",
    )  # fmt: skip


def readings() -> list[tuple[Document, Reading]]:
    """Every document with what a reader would find in it: five events, five statements."""
    talks, fence, visit, wire = (document(name) for name in TEXTS)

    def event(doc: Document, words: str, trigger: str, sources: tuple[tuple[str, str], ...], targets: tuple[tuple[str, str], ...],
              category: str, cameo: str, goldstein: float, when: tuple[str, str], grade: Grade = Grade.ATTRIBUTED,
              status: Status = Status.ACTUAL, place: Place | None = None, confidence: float = 0.8) -> Report:  # fmt: skip
        text = doc.text
        return Report(
            doc.id, span(text, words), phrase(text, trigger), category, None, cameo, goldstein,
            tuple(actor(text, *a) for a in sources), tuple(actor(text, *a) for a in targets),
            DateMention(when[0], span(text, when[0]), from_timex(when[1])) if when else None, place,
            status, grade, Certainty.CERTAIN, Polarity.POSITIVE, None, confidence,
        )  # fmt: skip

    def said(doc: Document, source: str | None, cue: str | None, content: str, grade: Grade, country: str | None = None,
             quoted: bool = False) -> Statement:  # fmt: skip
        text = doc.text
        speaker = actor(text, source, country) if source and country else None
        parts = [phrase(text, words) if words else None for words in (source, cue)]
        return Statement(
            doc.id, parts[0], parts[1], phrase(text, content), speaker, quoted, grade, Certainty.CERTAIN, Polarity.POSITIVE
        )

    narvik = Place("Narvik", span(talks.text, "Narvik"), "Narvik", "NOR", 68.44, 17.43)
    oslo = Place("Oslo", span(visit.text, "Oslo"), "Oslo", "NOR", 59.91, 10.75)
    norway, sweden = ("Norway", "NOR"), ("Sweden", "SWE")
    found = {
        "talks.txt": (
            (event(talks, "Norway and Sweden opened talks on the pastures in Narvik on 2 March 2015", "opened talks", (norway,), (sweden,),
                   "CONSULT", "036", 4.0, ("2 March 2015", "2015-03-02"), Grade.ON_RECORD, place=narvik),),
            (said(talks, "Liv Dahl", "said", "“We want an agreement before winter,”", Grade.ON_RECORD, "NOR", quoted=True),
             said(talks, "An official who asked not to be named", "said that", "Stockholm would not give up the northern valleys", Grade.ANONYMOUS)),
        ),
        "fence.txt": (
            (event(fence, "Sweden built a fence along the border in September 2015", "built a fence", (sweden,), (norway,),
                   "COERCE", "172", -5.0, ("September 2015", "2015-09")),
             event(fence, "Norway protested against the fence", "protested", (norway,), (sweden,), "PROTEST", "141", -6.5,
                   ("September 2015", "2015-09"), confidence=0.6)),
            (said(fence, "Erik Lund", "said that", "the fence was a local matter", Grade.ON_RECORD, "SWE"),),
        ),
        "visit.txt": (
            (event(visit, "Erik Lund will visit Oslo in May 2016", "visit", (("Erik Lund", "SWE"),), (), "CONSULT", "042", 1.9,
                   ("May 2016", "2016-05"), status=Status.PLANNED, place=oslo),),
            (said(visit, "Liv Dahl", "reportedly told", "that a draw is possible", Grade.REPORTED, "NOR"),
             said(visit, "Observers", "believe that", "Sweden waits for the election", Grade.SPECULATION)),
        ),
        "wire.txt": (
            (event(wire, "Norway protested against the Swedish fence on 10 September 2015", "protested", (norway,),
                   (("Swedish", "SWE"),), "PROTEST", "141", -6.5, ("10 September 2015", "2015-09-10"), Grade.ON_RECORD),),
            (),
        ),
    }  # fmt: skip
    documents = {"talks.txt": talks, "fence.txt": fence, "visit.txt": visit, "wire.txt": wire}
    return [(documents[name], Reading(documents[name].id, "built-in 1", *entries)) for name, entries in found.items()]


def written(folder: Path) -> Path:
    """The case as a folder, its documents read."""
    (folder / "documents").mkdir(parents=True)
    (folder / "case.toml").write_text(CASE.replace("FENCE", document("fence.txt").id), encoding="utf-8")
    with Record.open(folder / "record.sqlite") as record:
        for doc, reading in readings():
            (folder / "documents" / doc.name).write_text(doc.text, encoding="utf-8")
            record.add(doc, reading, received=doc.text.encode())
    return folder
