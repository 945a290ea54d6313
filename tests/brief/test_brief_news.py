"""What a brief says first of what came since the last: reports taken back, days that moved, and changes of the case in a reader's words."""

from dataclasses import replace

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.assessment.causes import Cause
from hikiwake.assessment.difference import Difference, EntryChange, entry_changes
from hikiwake.brief.composition import news
from hikiwake.brief.composition.case_keys import in_words
from hikiwake.brief.composition.compose import compose_from
from hikiwake.brief.composition.material import Material
from hikiwake.ledger.model import Run, Source, Told
from hikiwake.record.model import Actor, DateMention, Document, Event, Phrase, Report, Span
from hikiwake.terms.dates import from_timex


@pytest.fixture(scope="module")
def material() -> Material:
    return Material(assess(barents.case(), barents.contents()))


def told(when: str, reports: tuple[str, ...] = ()) -> Told:
    return Told(
        "event",
        when,
        "Norway → Russia",
        "Norway arrested a Russian trawler near Svalbard in August",
        "attributed",
        "",
        "d",
        reports,
    )


def run(entries: dict[str, Told], reader: str = "one") -> Run:
    documents = {"d": Source("d.txt", "Trawler row flares", "", "2009-08-24", reader)}
    return Run("2009-09-01T09:00:00+00:00", "brief", "", "1", "2009-09-01", "s", "", documents, entries, {}, 0, None)


def because(before: Told, after: Told, reader: str = "one") -> str:
    (change,) = entry_changes(run({"e": before}), run({"e": after}, reader))
    return change.because


def test_an_entry_of_another_day_was_moved_unless_its_text_was_read_anew():
    assert because(told("2009-08-01"), told("2009-08-15")) == "moved from 2009-08-01 to 2009-08-15"
    assert because(told("2009-08-01"), told("2009-08-15"), "two") == "read again by two"
    assert because(told("undated"), told("2009-08-15")) == "told anew"


def test_an_entry_that_is_told_with_another_is_named_by_words_and_not_by_a_number():
    (gone,) = (
        c for c in entry_changes(run({"e": told("2009-08")}), run({"f": told("2009-08", ("f", "e"))})) if c.change == "withdrawn"
    )
    assert gone.because == "told with “Norway arrested a Russian trawler near Svalbard in…” now"


def test_what_moved_stands_in_days_that_a_reader_can_read(material: Material):
    change = EntryChange("e-arrest2", "changed", None, None, "moved from 2009-08-01 to 2009-08-15")
    found = Difference(run({}), (change, replace(change, id="e-visit", because="read again by two")), (), ())
    assert [s.text for s in news.moved(found, material)] == [
        "Moved from 1 August 2009 to 15 August 2009: Norway “arrested a Russian trawler near Svalbard”."
    ]


def test_a_report_that_nobody_took_back_is_not_told_as_withdrawn(material: Material):
    assert news.taken_back(Difference(run({}), (), (), ()), material) == ()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("parties.norway.reservation was added", "Norway: reservation was added"),
        ("parties.russia.reservation [0.3, 0.4] → 0.5", "Russia: reservation 0.3–0.4 → 0.5"),
        ("issues.fish.weight.norway 0.3 → 0.4", "the issue “Fisheries”: weight: norway 0.3 → 0.4"),
        ("parties.russia.leaders.Ivan Petrov.term_ends nothing → 2010-01-01", "Russia: leaders: Ivan Petrov: term ends nothing → 2010-01-01"),
        ("change_up nothing → ['A line', 'A map']", "change up nothing → “A line” and “A map”"),
        ("horizon 2010-12-31 → 2011-12-31", "horizon 2010-12-31 → 2011-12-31"),
    ],
)  # fmt: skip
def test_a_place_in_the_case_file_is_told_by_the_title_of_what_stands_there(told, words, material: Material):
    assert in_words(told, material) == words


def accord(id: str, day: int, publisher: str) -> tuple[Document, Report]:
    """A paper's report that Norway and Russia signed an accord on a day of June 2009."""
    text = f"Norway signed the salmon accord with Russia in Vardø on {day} June 2009."
    document = Document(
        id, f"{id}.txt", text, (Span(0, len(text)),), title=f"Text {id}", publisher=publisher, date=from_timex("2009-06-20")
    )

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    old = barents.contents().events[0].best
    norway, russia = (Actor(name, span(name), name, code, "GOV") for name, code in (("Norway", "NOR"), ("Russia", "RUS")))
    when = DateMention(f"{day} June 2009", span(f"{day} June 2009"), from_timex(f"2009-06-{day:02}"))
    whole = Span(0, len(text) - 1)
    return document, replace(
        old, document=id, span=whole, trigger=Phrase("signed", (span("signed"),)), sources=(norway,), targets=(russia,), date=when, place=None
    )  # fmt: skip


def quarrelling() -> Material:
    """A record in which two papers tell of one signature on two days."""
    (one, first), (other, second) = accord("y", 3, "The Post"), accord("z", 5, "Star")
    contents = barents.contents()
    event = Event("e-y", (first, second), entries=("e-y", "e-z"))
    return Material(
        assess(
            barents.case(),
            replace(contents, documents=(*contents.documents, one, other), events=(*contents.events, event)),
        )
    )


def known(material: Material, *but: str) -> Run:
    """A run that knew all documents but some."""
    sources = {id: Source(f"{id}.txt", "", "", "", "one") for id in material.documents if id not in but}
    return replace(run({}), documents=sources)


@pytest.mark.parametrize("new", [("z",), ("y",), ("y", "z")])
def test_what_a_new_text_contradicts_is_told_first_with_who_says_what(new):
    material = quarrelling()
    found = Difference(known(material, *new), (), (), (Cause("document", "z", "Star", frozenset({"z"})),))
    (told,) = news.disputed(found, material)
    assert told.text.endswith("(The Post says 3 June 2009, Star says 5 June 2009).") and told.documents == {"y", "z"}
    page = [s.text for s in compose_from(material.with_since(found)).sentences()]
    assert told.text in page and any("one point disputed now" in text for text in page)


def test_an_old_quarrel_is_no_news():
    material = quarrelling()
    assert news.disputed(Difference(known(material), (), (), ()), material) == ()
    assert news.disputed(Difference(known(material, "a"), (), (), ()), material) == ()
