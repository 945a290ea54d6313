"""A happening has the day that one of its reports tells, whoever speaks for it; the same words in a copy are the same happening."""

from dataclasses import replace

from dispute_examples import paper
from record_examples import actor, mention, phrase, report, span, statement
from test_record_copies import STORY

from hikiwake.record.analyst import Judgement
from hikiwake.record.contradictions.days import of_days
from hikiwake.record.disputes import disputes
from hikiwake.record.entries import entry_anchor
from hikiwake.record.merging import merged
from hikiwake.record.model import Contents, Correction, Document, Event, Polarity, Report, Said

LEAD = paper("Brazil sent troops to the border with Guyana.", "Post", "2026-09-20")
DATED = paper("Troops of Brazil left Boa Vista for the frontier on 12 September 2026.", "Star", "2026-09-21")


def sent(doc: Document, words: str, when: str = "", timex: str = "") -> Report:
    source = (actor(doc.text, "Brazil", country="BRA"),)
    return report(doc, words, cameo="154", sources=source, targets=(), date=mention(doc.text, when, timex) if when else None)


def joined(date: str | None) -> Event:
    lead, dated = sent(LEAD, "sent"), sent(DATED, "left", "12 September 2026", "2026-09-12")
    mark = Correction("e0", entry_anchor(lead, LEAD.text), "event", targets=(), date=date, by="Ana")
    events = (Event("e0", (lead,), mark, ("e0",)), Event("e1", (dated,), entries=("e1",)))
    (event,) = merged(Contents((LEAD, DATED), events, judgements=(Judgement(True, ("e0", "e1")),))).events
    return event


def test_what_the_analyst_put_right_takes_the_day_of_its_fellow() -> None:
    best = joined(None).best
    assert best.document == LEAD.id
    assert best.date is not None and best.date.date.value == "2026-09-12"
    assert best.date.span.cut(LEAD.text) == best.date.text == "sent"


def test_a_day_that_the_analyst_took_away_stays_away() -> None:
    assert joined("").best.date is None


def test_the_same_words_of_a_copy_are_the_same_happening_whatever_day_was_read_there() -> None:
    story = "\n\n".join((*STORY, "Norway welcomed it."))
    first, second = paper(story, "Post", "2021-03-13"), paper(f"From our wire.\n\n{story}", "Star", "2021-04-20")

    def told(doc: Document) -> Report:
        return report(
            doc, "welcomed", cameo="051", sources=(actor(doc.text, "Norway", country="NOR", nth=1),), targets=(), date=None
        )

    dated = replace(told(first), date=mention(first.text, "12 March 2021", "2021-03-12"))
    events = tuple(Event(f"e{i}", (r,), entries=(f"e{i}",)) for i, r in enumerate((told(second), dated)))
    (event,) = merged(Contents((second, first), events)).events
    assert (event.best.document, event.independent, len(event.reports)) == (first.id, 1, 2)


SIGNED = paper("Chile signed the railway accord with Bolivia in Arica on 3 May 2016.", "The Post", "2016-05-05")
NOT_THEN = paper("Chile signed the railway accord with Bolivia in Arica on 4 May 2016, not on 3 May.", "El Correo", "2016-05-06")
NEITHER = paper("Chile signed the railway accord with Bolivia in Arica on 4 May 2016, not on 6 May.", "El Correo", "2016-05-07")


def test_a_day_that_another_text_rules_out_is_disputed_though_it_is_the_next_one() -> None:
    def signed(doc: Document, when: str, timex: str) -> Report:
        states = {"sources": (actor(doc.text, "Chile", country="CHL"),), "targets": (actor(doc.text, "Bolivia", country="BOL"),)}
        whole = span(doc.text, doc.text.partition(", not")[0])
        return report(doc, "signed", span=whole, cameo="057", category="AGREE", date=mention(doc.text, when, timex), **states)

    def dispute(other: Document) -> str:
        reports = signed(SIGNED, "3 May 2016", "2016-05-03"), signed(other, "4 May 2016", "2016-05-04")
        return str(of_days(Event("e0", reports, entries=("e0", "e1")), {d.id: d for d in (SIGNED, other)}) or "")

    assert dispute(NOT_THEN) == "The Post says 3 May 2016, El Correo says 4 May 2016"
    assert dispute(NEITHER) == ""


def test_who_speaks_of_its_own_is_contradicted_by_itself_alone() -> None:
    def said(publisher: str, day: str, speaker: str, cue: str, polarity: Polarity) -> tuple[Document, Said]:
        doc = paper(f"{speaker} {cue} that its soldiers crossed the border near Mandera on 4 October.", publisher, day)
        content = "that its soldiers crossed the border near Mandera on 4 October"
        one = statement(doc, speaker, cue, content, polarity=polarity)
        return doc, Said(publisher, replace(one, source=phrase(doc.text, speaker), speaker=None))

    army = said("Post", "2026-10-05", "The Kenyan army", "said", Polarity.POSITIVE)
    itself = said("Star", "2026-10-06", "The Kenyan army", "denied", Polarity.NEGATIVE)
    another = said("Gazette", "2026-10-06", "The Ethiopian army", "denied", Polarity.NEGATIVE)
    found = disputes(Contents((army[0], itself[0], another[0]), (), (army[1], itself[1], another[1])))
    assert set(found) == {"Post", "Star"}
