"""Documents and readings for the record's tests: one that an expert would recognise, and any that Hypothesis can think of."""

import hashlib
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    ExplanationMention,
    FormulaMention,
    Phrase,
    Place,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Status,
)
from hikiwake.terms.dates import Date, Precision, from_timex
from hikiwake.terms.grades import Grade

TEXT = (
    "The president met the prime minister in Sochi in May 2016. The minister said on Monday that the two would meet again.\n\n"
    "A visit is planned for December. Officials denied that a treaty was near, the agency reported. The islands stay as they are."
)


def document(text: str = TEXT, name: str = "article.txt", **fields: object) -> Document:
    """A document whose bytes are its text in UTF-8."""
    fields.setdefault("prose", (Span(0, len(text)),) if text else ())
    return Document(hashlib.sha256(text.encode()).hexdigest(), name, text, **fields)  # type: ignore[arg-type]


def span(text: str, words: str, nth: int = 0) -> Span:
    """Where the nth of `words` stands."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def phrase(text: str, words: str, nth: int = 0) -> Phrase:
    return Phrase(words, (span(text, words, nth),))


def actor(text: str, words: str, name: str | None = None, country: str | None = None, nth: int = 0) -> Actor:
    return Actor(words, span(text, words, nth), name or words, country, "GOV" if country else None)


def mention(text: str, words: str, timex: str) -> DateMention:
    return DateMention(words, span(text, words), from_timex(timex))


def report(doc: Document, words: str, nth: int = 0, **fields: object) -> Report:
    """A report with these words for its trigger; the rest is plain unless given."""
    at = span(doc.text, words, nth)
    plain = Report(
        doc.id, at, Phrase(words, (at,)), "CONSULT", None, "036", 4.0, (), (), None, None,
        Status.ACTUAL, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE, None, 0.5,
    )  # fmt: skip
    return replace(plain, **fields)


def statement(doc: Document, source: str | None, cue: str | None, content: str, **fields: object) -> Statement:
    parts = [None if words is None else phrase(doc.text, words) for words in (source, cue)]
    plain = Statement(
        doc.id, parts[0], parts[1], phrase(doc.text, content), None, False,
        Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE,
    )  # fmt: skip
    return replace(plain, **fields)


def article() -> tuple[Document, Reading]:
    """Two events, two statements, and one of everything else."""
    doc = document(date=from_timex("2016-12-09"), date_basis="given", title="A meeting", notes=("one page",), language="ja")
    text = doc.text
    met = report(
        doc, "met", span=Span(0, span(text, "2016").end),
        sources=(actor(text, "president", "The President", "RUS"),),
        targets=(actor(text, "prime minister", "The Prime Minister", "JPN"),),
        date=mention(text, "May 2016", "2016-05"),
        place=Place("Sochi", span(text, "Sochi"), "Sochi", "RUS", 43.6, 39.7),
        grade=Grade.ON_RECORD, is_reciprocal=True, confidence=0.9,
    )  # fmt: skip
    visit = report(doc, "visit", status=Status.PLANNED, date=mention(text, "December", "2016-12"), cameo="042", goldstein=1.9)
    agency = statement(doc, "agency", "reported", "Officials denied that a treaty was near", grade=Grade.REPORTED)
    denial = statement(doc, "Officials", "denied", "that a treaty was near", grade=Grade.ANONYMOUS, via=0)
    said = statement(
        doc,
        "The minister",
        "said",
        "that the two would meet again",
        speaker=actor(text, "minister", "The Minister", "JPN", nth=1),
    )
    reading = Reading(
        doc.id,
        "built-in 1",
        (met, replace(visit, via="2")),
        (agency, denial, said),
        (mention(text, "May 2016", "2016-05"), mention(text, "December", "2016-12")),
        (FormulaMention(doc.id, "two", "the two would meet", None, (span(text, "two"),)),),
        (ExplanationMention(doc.id, "The islands stay", "the author", (span(text, "The islands stay"),)),),
    )
    return doc, reading


# ---------------------------------------------------------------- anything

_letters = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["島々 ", "会談\n", "🏝️👨‍👩‍👧", "e\u0301e\u0301 ", "\u202eabc\u202c ", "\r\n\t ", "“q” ", "\u00a0", "Аbe ", "\ufeff"]
    ),
)
texts = (
    st.lists(_letters, min_size=1, max_size=12).map(lambda parts: "".join(parts).replace("\0", "")).filter(lambda t: t.strip())
)
_names = st.text(max_size=12)
_maybe = st.none() | _names
_numbers = st.none() | st.floats(-180, 180, allow_nan=False)


@st.composite
def dates(draw: st.DrawFn) -> Date:
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    ends: list[date | None] = [day if draw(st.booleans()) else None for day in days]
    return Date(draw(_names), draw(st.sampled_from(Precision)), *ends)


@st.composite
def documents_read(draw: st.DrawFn) -> tuple[Document, Reading]:
    """Any document with any reading whose spans cut what they claim."""
    text = draw(texts)
    doc = document(
        text, draw(_names), prose=tuple(sorted(draw(st.sets(_spans(text), max_size=3)))), title=draw(_maybe), publisher=draw(_maybe),
        author=draw(_maybe), url=draw(_maybe), date=draw(st.none() | dates()),
        date_basis=draw(st.sampled_from(["given", "stated", "none"])), notes=tuple(draw(st.lists(_names, max_size=2))),
        language=draw(st.sampled_from([None, "en", "ja"])),
    )  # fmt: skip
    statements = draw(st.lists(_statements(doc), max_size=4))
    carried = [replace(s, via=draw(st.none() | st.integers(0, i - 1)) if i else None) for i, s in enumerate(statements)]
    spans = st.lists(_spans(text), min_size=1, max_size=2).map(tuple)
    return doc, Reading(
        doc.id,
        draw(_names),
        tuple(draw(st.lists(_reports(doc), max_size=4))),
        tuple(carried),
        tuple(draw(st.lists(_date_mentions(text), max_size=3))),
        tuple(draw(st.lists(st.builds(FormulaMention, st.just(doc.id), _names, _maybe, _maybe, spans), max_size=2))),
        tuple(draw(st.lists(st.builds(ExplanationMention, st.just(doc.id), _names, _maybe, spans), max_size=2))),
    )


def _spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda e: e[0] != e[1])
    return ends.map(lambda e: Span(min(e), max(e)))


def _phrases(text: str) -> st.SearchStrategy[Phrase]:
    def made(span: Span) -> Phrase:
        middle = (span.start + span.end) // 2
        whole = (span,) if middle - span.start < 2 else (Span(span.start, middle - 1), Span(middle, span.end))
        return Phrase(" ".join(s.cut(text) for s in whole), whole)

    return _spans(text).map(made).filter(lambda phrase: phrase.text.strip())


def _actors(text: str) -> st.SearchStrategy[Actor]:
    return st.builds(lambda s, *rest: Actor(s.cut(text), s, *rest), _spans(text), _names, _maybe, _maybe)


def _date_mentions(text: str) -> st.SearchStrategy[DateMention]:
    return st.builds(lambda s, when: DateMention(s.cut(text), s, when), _spans(text), dates())


def _places(text: str) -> st.SearchStrategy[Place]:
    return st.builds(lambda s, *rest: Place(s.cut(text), s, *rest), _spans(text), _names, _maybe, _numbers, _numbers)


def _reports(doc: Document) -> st.SearchStrategy[Report]:
    text = doc.text
    actors = st.lists(_actors(text), max_size=2).map(tuple)
    return st.builds(
        Report, st.just(doc.id), _spans(text), _phrases(text), _maybe, _maybe, _maybe, _numbers, actors, actors,
        st.none() | _date_mentions(text), st.none() | _places(text), st.sampled_from(Status), st.sampled_from(Grade),
        st.sampled_from(Certainty), st.sampled_from(Polarity), _maybe, st.floats(0, 1), st.booleans(), _maybe,
    )  # fmt: skip


def _statements(doc: Document) -> st.SearchStrategy[Statement]:
    text = doc.text
    return st.builds(
        Statement, st.just(doc.id), st.none() | _phrases(text), st.none() | _phrases(text), _phrases(text),
        st.none() | _actors(text), st.booleans(), st.sampled_from(Grade), st.sampled_from(Certainty),
        st.sampled_from(Polarity), st.none() | _date_mentions(text),
    )  # fmt: skip
