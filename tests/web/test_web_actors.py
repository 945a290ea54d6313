"""Actors: names counted by actor, and which may be one actor's."""

import re
from dataclasses import replace

import border_case
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hikiwake.record.analyst import ActorRule
from hikiwake.record.keeping import Kept
from hikiwake.record.model import (
    Actor,
    Certainty,
    Contents,
    Event,
    Phrase,
    Polarity,
    Report,
    Said,
    Span,
    Statement,
    Status,
)
from hikiwake.record.store import Record
from hikiwake.terms.grades import Grade
from hikiwake.web.actors_view import Suggestion, effects, named, sought, suggestions
from hikiwake.web.desk import Desk
from hikiwake.web.name_likeness import Form, is_mixed, plain_words, why_alike
from hikiwake.web.proper_names import is_description

AT = Span(0, 5)


def contents(*names: tuple[str, str | None]) -> Contents:
    """One event a name, each in a document of its own."""
    return Contents(
        events=tuple(event(f"e{i}", f"d{i}", Actor(n.split()[-1], AT, n, c, "GOV")) for i, (n, c) in enumerate(names))
    )


def event(id: str, document: str, *sources: Actor) -> Event:
    report = Report(
        document, AT, Phrase("met", (AT,)), "CONSULT", None, "040", 1.0, sources, (), None, None,
        Status.ACTUAL, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE, None, 0.5,
    )  # fmt: skip
    return Event(id, (report,))


def merges(*names: str | tuple[str, str | None]) -> dict[str, set[str]]:
    pairs = [n if isinstance(n, tuple) else (n, None) for n in names]
    return {s.to: set(s.names) for s in suggestions(named(contents(*pairs)))}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("S. Abe", "Shinzo Abe", "initials"),
        ("G. W. Bush", "George Walker Bush", "initials"),
        ("Abe", "Shinzo Abe", "the given name, which one leaves out"),
        ("Mr Abe", "Shinzo Abe", "the given name, which one leaves out"),
        ("Prime Minister Shinzo Abe", "Shinzo Abe", "accents, capitals, points or a title"),
        ("Jonas Gahr Store", "Jonas Gahr Støre", "accents, capitals, points or a title"),
        ("Abe Shinzo", "Shinzo Abe", "the order of the names"),
        ("Sergei Lavroff", "Sergey Lavrov", "how another alphabet or language is spelled"),
        ("Сергей Лавров", "Sergey Lavrov", "how another alphabet or language is spelled"),
        ("Boris Eltsin", "Boris Yeltsin", "how another alphabet or language is spelled"),
        ("Boris Jelzin", "Boris Yeltsin", "how another alphabet or language is spelled"),
        ("Vladimir Poutine", "Vladimir Putin", "how another alphabet or language is spelled"),
        ("Лавров", "Sergey Lavrov", "the given name, which one leaves out"),
        ("Abe’s", "Shinzo Abe", "the given name, which one leaves out"),
        ("George Bush", "George Walker Bush", "a middle name, which one leaves out"),
    ],
)
def test_names_of_one_person(one, other, why):
    assert why_alike(Form.of(one), Form.of(other)) == why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Akie Abe", "Shinzo Abe"),
        ("A. Abe", "Shinzo Abe"),
        ("\u0410be", "Shinzo Abe"),  # a Cyrillic capital
        ("President of the Republic", "Government of the Republic"),
        ("", "Shinzo Abe"),
        ("安倍", "Shinzo Abe"),
        ("—", "Shinzo Abe"),
    ],
)
def test_names_of_two(one, other):
    assert why_alike(Form.of(one), Form.of(other)) is None


def test_six_names_of_one_man_are_one_suggestion():
    found = merges("Sergey Lavrov", "Lavrov", "S. Lavrov", "Sergei Lavrov", "Mr Lavrov", "Сергей Лавров", "Angela Merkel")
    assert len(found) == 1
    ((to, names),) = found.items()
    assert {to, *names} == {"Sergey Lavrov", "Lavrov", "S. Lavrov", "Sergei Lavrov", "Mr Lavrov", "Сергей Лавров"}


def test_a_surname_of_two_people_joins_neither():
    assert merges("Clinton", "Bill Clinton", "Hillary Clinton") == {}


def test_two_countries_are_two_people():
    assert merges(("Herrera", "PER"), ("Ana Herrera", "ECU")) == {}
    assert merges(("Herrera", "PER"), ("Ana Herrera", None)) == {"Ana Herrera": {"Herrera"}}


def test_states_go_by_their_names_and_bodies_are_nobodys_surname():
    assert merges(("U.S.", "USA"), ("United States", "USA"), ("USA", "USA")) == {"United States": {"U.S.", "USA"}}
    assert merges("Ministry", "Foreign Ministry", "Korea", "South Korea University") == {}


def test_a_mixed_script_name_is_flagged_and_never_merged():
    mixed = "\u0410be"
    names = named(contents((mixed, None), ("Shinzo Abe", None)))
    assert [n.name for n in names if n.is_mixed] == [mixed]
    assert suggestions(names) == ()
    assert not is_mixed("Сергей Lavrov")  # two words in two alphabets hide nothing
    assert not is_mixed("安倍 Abe-san 3rd")


def test_a_name_has_its_counts():
    text = Phrase("said", (AT,))
    said = Said(
        "s1",
        Statement(
            "d9",
            text,
            text,
            text,
            Actor("he", AT, "Ana Herrera", "PER", "GOV"),
            False,
            Grade.ATTRIBUTED,
            Certainty.CERTAIN,
            Polarity.POSITIVE,
        ),
    )
    one = contents(("Ana Herrera", "PER"), ("Ana Herrera", "ECU"), ("Peru", "PER"))
    found = {n.name: n for n in named(Contents(events=one.events, statements=(said,)))}
    ana = found["Ana Herrera"]
    assert (ana.mentions, ana.documents, ana.countries, ana.forms) == (3, 3, (("PER", 2), ("ECU", 1)), ("Herrera", "he"))
    assert (ana.first.entry, ana.is_state, found["Peru"].is_state) == ("e0", False, True)


def test_names_are_found_in_any_alphabet():
    names = named(contents(("Сергей Лавров", "RUS"), ("Jonas Gahr Støre", "NOR"), ("安倍晋三", "JPN")))
    assert [n.name for n in sought(names, "lavrov")] == ["Сергей Лавров"]
    assert [n.name for n in sought(names, "store")] == ["Jonas Gahr Støre"]
    assert [n.name for n in sought(names, "安倍")] == ["安倍晋三"]
    assert sought(names, "nobody") == () and len(sought(names, " ")) == 3


@given(
    st.lists(
        st.sampled_from(["Ana", "A.", "Herrera", "Ибарра", "Ibarra", "Mr", "of", "\u0410be", "島", "’s", "–"]),
        min_size=1,
        max_size=4,
    ).map(" ".join)
)
def test_any_name_has_its_likeness(name):
    form = Form.of(name)
    assert form.words == plain_words(name) and len(form.sounds) == len(form.words)
    assert (why_alike(form, form) is None) == (is_mixed(name) or not form.words)


@given(
    st.lists(
        st.sampled_from(
            ["Ana Ruiz", "A. Ruiz", "Ruiz", "Ana Ruis", "Ruiz Ana", "Bo Ruiz", "Peru", "the Peru", "Ruíz", "Анна Руис"]
        ),
        unique=True,
    )
)
def test_every_name_is_suggested_at_most_once(names):
    found: tuple[Suggestion, ...] = suggestions(named(contents(*((n, None) for n in names))))
    taken = [n for s in found for n in s.names]
    assert len(taken) == len(set(taken)) and all(s.to not in s.names for s in found)
    assert not set(taken) & {s.to for s in found}  # a chain is one suggestion


# ---------------------------------------------------------------- the page


def names_on(client) -> dict[str, dict]:
    return {a["name"]: a for a in client.get("/actors.json").json()["actors"]}


def test_names_are_merged_with_one_click_and_later_documents_follow(client, case_folder):
    assert {"Swedish", "Sweden"} <= set(names_on(client))
    suggestion = client.get("/actors.json").json()["suggestions"][0]
    assert (suggestion["to"], suggestion["names"]) == ("Sweden", ["Swedish"])
    answer = client.post("/actors/merge", data={"to": "Sweden", "name": ["Swedish"]})
    assert "They are one actor now" in answer.text and "Changed 1 entry in 1 document" in answer.text
    names = names_on(client)
    assert "Swedish" not in names
    with Record.open(case_folder / "record.sqlite") as record:
        assert [(r.names, r.to) for r in record.actor_rules()] == [(("Swedish",), "Sweden")]
        late = replace(border_case.document("wire.txt"), id="f" * 64, name="late.txt")
        reading = border_case.readings()[3][1]
        record.add(late, replace(reading, document=late.id, reports=tuple(replace(r, document=late.id) for r in reading.reports)))
    assert "Swedish" not in names_on(client)
    assert client.get("/actors.json").json()["rules"][0]["entries"] == 2


def test_who_was_said_to_be_two_is_not_suggested_again(client, case_folder):
    assert [s["to"] for s in client.get("/actors.json").json()["suggestions"]][:1] == ["Sweden"]
    answer = client.post("/actors/apart", data={"to": "Sweden", "name": ["Swedish"]})
    assert (
        "They stay two actors" in answer.text and "≠ <strong><bdi>Sweden" in answer.text and "Not suggested again" in answer.text
    )
    told = client.get("/actors.json").json()
    assert "Sweden" not in [s["to"] for s in told["suggestions"]] and {"Swedish", "Sweden"} <= set(names_on(client))
    assert (told["rules"][0]["to"], told["rules"][0]["other"], told["rules"][0]["entries"]) == (None, "Sweden", 0)
    assert client.post("/actors/apart", data={"to": "Sweden", "name": ["sweden"]}).status_code == 422
    client.post("/undo", data={"here": "/actors"})
    assert client.get("/actors.json").json()["suggestions"][0]["to"] == "Sweden"


def test_a_name_kept_apart_from_one_may_still_be_anothers():
    names = named(contents(("Clinton", None), ("Bill Clinton", None), ("Hillary Clinton", None)))
    assert suggestions(names) == ()  # a surname of two joins neither
    apart = frozenset({frozenset(("clinton", "hillary clinton"))})
    assert [(s.to, s.names) for s in suggestions(names, apart)] == [("Bill Clinton", ("Clinton",))]


def test_a_name_and_its_country_are_put_right(client, case_folder):
    client.post("/actors/rename", data={"name": "Erik Lund", "to": "Erik A. Lund", "country": "NOR"})
    assert names_on(client)["Erik A. Lund"]["countries"] == {"NOR": 2}
    rule = client.get("/actors.json").json()["rules"][0]
    assert (rule["names"], rule["to"], rule["country"], rule["entries"]) == (["Erik Lund"], "Erik A. Lund", "NOR", 2)
    client.post("/actors/undo", data={"number": rule["number"]})
    assert "Erik Lund" in names_on(client) and client.get("/actors.json").json()["rules"] == []
    assert client.post("/actors/undo", data={"number": 99}).status_code == 422


def test_what_is_no_actor_goes_and_comes_back(client, case_folder):
    answer = client.post("/actors/none", data={"only": "Liv Dahl", "here": "/actors?q=dahl"})
    assert "not an actor any more" in answer.text or "no actor any more" in answer.text
    assert "Liv Dahl" not in names_on(client)
    assert "taken back" in client.post("/undo", data={"here": "/actors"}).text
    assert "Liv Dahl" in names_on(client)


def test_nothing_to_merge_is_said(client):
    assert client.post("/actors/merge", data={"to": "Sweden", "name": ["Sweden"]}).status_code == 422
    assert client.post("/actors/merge", data={"to": "Sweden"}).status_code == 422
    assert client.post("/actors/rename", data={"name": "Erik Lund", "country": "NOWHERE"}).status_code == 422


def test_a_rule_on_a_name_that_nobody_has_is_kept_and_told(client):
    answer = client.post("/actors/rename", data={"name": "Nobody <b>", "to": "Somebody"})
    assert "No entry names an actor “<bdi>Nobody &lt;b&gt;</bdi>”" in answer.text and "The rule is kept, but" in answer.text
    assert client.get("/actors.json").json()["rules"][0]["names"] == ["Nobody <b>"]
    for path, data in (("merge", {"name": ["Swedish"], "to": "Sweden"}), ("none", {"only": "Erik Lund"})):
        assert "No entry names" not in client.post(f"/actors/{path}", data=data).text


def test_a_speaker_whom_no_reader_could_tell_is_an_actor_by_his_name(case_as_written):
    before = Desk(case_as_written).look().contents
    (anonymous,) = (s for s in before.statements if s.statement.source and "official" in s.statement.source.text)
    (lund,) = (s for s in before.statements if s.statement.speaker and s.statement.speaker.name == "Erik Lund")
    words = ("Lund", "Lund", "Marko Djuric", "KFOR", "He", "Observers", "The denial", "A Western diplomat", "Lund's office")
    said = [replace(anonymous, statement=replace(anonymous.statement, source=Phrase(w, (AT,)))) for w in words]
    found = {n.name: n.mentions for n in named(Contents(statements=(lund, *said)))}
    assert found == {"Erik Lund": 1, "Lund": 2, "Marko Djuric": 1, "KFOR": 1}
    assert [(s.to, s.names) for s in suggestions(named(Contents(statements=(lund, *said))))] == [("Erik Lund", ("Lund",))]


def test_descriptions_are_never_one_actor():
    described = (
        "Japanese official",
        "Government official",
        "official",
        "senior EU official",
        "EU official",
        "The Official",
        "Foreign Minister",
    )
    assert merges(*described) == {} and all(map(is_description, described))
    names = (
        "Erik Lund",
        "European Commission",
        "Constitutional Court of Kosovo",
        "Prime Minister Shinzo Abe",
        "von der Leyen",
        "安倍晋三",
        "Sweden",
        "KFOR",
    )
    assert not any(map(is_description, names))


def test_an_actor_opens_beside_the_list_with_examples(looking):
    page = looking.get("/actors?name=Erik Lund").text
    assert "2 mentions in 2 documents" in page and "/chronicle?actor=Erik%20Lund" in page
    assert "No name holds these words" in looking.get("/actors?q=zebra").text
    assert [a["name"] for a in looking.get("/actors.json?q=lund").json()["actors"]] == ["Erik Lund"]
    for odd in ("first=-5", "first=100000", "name=nobody", "q=%00", "first=7&q=e"):
        assert looking.get(f"/actors?{odd}").status_code == 200


def test_thousands_of_names_are_told_apart():
    names = named(contents(*((f"Given{i} Family{i}", None) for i in range(3_000))))
    assert len(names) == 3_000 and suggestions(names) == ()
    assert [n.name for n in sought(names, "family2999")] == ["Given2999 Family2999"]


def test_a_rule_tells_what_would_be_otherwise_without_it():
    documents = [
        Kept(
            d, r, tuple(f"e{d.name}{i}" for i in range(len(r.reports))), tuple(f"s{i}{d.name}" for i in range(len(r.statements)))
        )
        for d, r in border_case.readings()
    ]
    first = ActorRule(("Swedish",), "Svea", None)
    second = ActorRule(("Svea", "Liv Dahl"), "Sweden", None)
    told = effects((first, second), documents)
    assert [len(e.entries) for e in told] == [1, 3]  # without the second, what the first renamed would stay "Svea"
    assert effects((), documents) == ()


def test_a_merge_without_a_name_takes_the_most_mentioned(client):
    names = {a["name"]: a["mentions"] for a in client.get("/actors.json").json()["actors"]}
    most, least = max(names, key=names.get), min(names, key=names.get)
    assert names[most] > names[least]
    assert "They are one actor now" in client.post("/actors/merge", data={"name": [least, most], "to": " "}).text
    assert client.get("/actors.json").json()["rules"][0]["to"] == most
    assert "there is nothing to merge" in client.post("/actors/merge", data={"name": ["Norway"], "to": ""}).text


def test_a_second_tab_is_told_that_a_name_was_ruled_about_meanwhile(client):
    version = re.search(r'name="version" value="(\d+)"', client.get("/actors").text)[1]

    def rename(to, name="Erik Lund"):
        return client.post("/actors/rename", data={"name": name, "to": to, "version": version})

    assert rename("Erik A. Lund").status_code == 200
    late = rename("Eric Lund")
    assert late.status_code == 409 and "Eric Lund" in late.text and "Erik A. Lund" in late.text
    assert client.post("/actors/none", data={"only": "Erik Lund", "version": version}).status_code == 409
    assert client.post("/actors/merge", data={"name": ["Erik Lund", "Liv Dahl"], "version": version}).status_code == 409
    assert rename("Liv B. Dahl", "Liv Dahl").status_code == 200  # another name, of which nobody has said anything
    assert [(r["names"], r["to"]) for r in client.get("/actors.json").json()["rules"]] == [
        (["Liv Dahl"], "Liv B. Dahl"),
        (["Erik Lund"], "Erik A. Lund"),
    ]


def test_what_was_taken_back_is_named(client):
    client.post("/actors/rename", data={"name": "Erik Lund", "to": "Erik <i> Lund"})
    assert "Your last change was taken back: " in (answer := client.post("/undo", data={"here": "/actors"})).text
    assert "Erik &lt;i&gt; Lund" in answer.text and "<i>" not in answer.text
    assert "taken back" in client.get("/actors?said=undone&change=999").text
