"""A document's page: what was read is seen in the text, put right there, and stands on disk."""

import re

import pytest
from border_case import document, readings, span

from hikiwake.brief.composition.chronicle import told
from hikiwake.record.model import Event, Span
from hikiwake.record.store import Record
from hikiwake.terms.grades import Grade

FENCE, WIRE, TALKS = document("fence.txt"), document("wire.txt"), document("talks.txt")
AT = f"/documents/{FENCE.id[:12]}"


def entries(client, doc=FENCE):
    """The entries of a document by the first word of what they say."""
    return {e["says"]: e for e in client.get(f"/documents/{doc.id[:12]}.json").json()["entries"]}


def id_of(client, says: str, doc=FENCE) -> str:
    return next(e["id"] for words, e in entries(client, doc).items() if says in words)


def version(client, id: str) -> str:
    return client.get(f"/entries/{id}.json").json()["version"]


def on_disk(folder, id: str):
    with Record.open(folder / "record.sqlite", create=False) as record:
        return record.entry(id)


def test_every_entry_is_a_link_in_its_words(looking):
    page = looking.get(AT).text
    for entry in entries(looking).values():
        assert f"entry={entry['id']}" in page and f'id="s{entry["span"][0]}-{entry["span"][1]}"' in page
    shown = re.sub(r"<[^>]+>", "", page[page.index('id="text"') :].split(">", 1)[1].split("</div>")[0])
    assert " ".join(shown.split()) == " ".join(FENCE.text.split())


def test_the_address_opens_an_entry_and_keeps_what_is_highlighted(looking):
    fence = id_of(looking, "Lund")
    page = looking.get(f"{AT}?entry={fence}&show=date").text
    assert 'value="Erik Lund"' in page
    assert 'aria-pressed="true"' in page.split("k-date")[1][:200] and 'aria-pressed="false"' in page.split("k-event")[1][:300]
    assert f"show=event%2Cdate&amp;entry={fence}" in page or f"entry={fence}&amp;show=event%2Cdate" in page
    everything = looking.get(f"{AT}?show=none").text
    assert 'class="u ' not in everything.split('id="text"')[1]


def test_words_of_two_entries_offer_both(looking):
    first, second = list(entries(looking).values())[:2]
    norway = span(FENCE.text, "Norway")
    page = looking.get(f"{AT}?entry={second['id']}&at={norway.start}-{norway.end}&show=event,actor").text
    offered = page.split('class="over"')[1].split("</nav>")[0]
    assert first["id"] in offered and second["id"] in offered


def test_a_speaker_is_put_right_and_the_next_entry_opens(client, case_folder):
    lund = id_of(client, "Lund")
    answer = client.post(
        f"/entries/{lund}/correct", data={"source": "Liv Dahl", "version": version(client, lund), "to": f"{AT}?entry={lund}"}
    )
    assert "Corrected" in answer.text and 'value="Liv Dahl"' in answer.text
    said = on_disk(case_folder, lund)
    assert (said.statement.speaker.name, said.statement.speaker.country, said.corrected.by) == ("Liv Dahl", "NOR", "A. Berg")
    assert said.statement.grade is Grade.ON_RECORD  # nothing else was touched
    history = client.get(f"/entries/{lund}").text
    assert "source: Liv Dahl" in history and "2016-02-01 12:00" in history


def test_what_is_as_it_was_is_no_correction(client, case_folder):
    lund = id_of(client, "Lund")
    answer = client.post(f"/entries/{lund}/correct", data={"source": "Erik Lund", "date": "", "grade": "on_record"})
    assert "Nothing was different" in answer.text
    assert on_disk(case_folder, lund).corrected is None


def test_every_field_of_an_event_can_be_put_right(client, case_folder):
    fence = id_of(client, "restrictions")
    client.post(
        f"/entries/{fence}/correct",
        data={
            "source": "Norway; Liv Dahl",
            "target": "SWE",
            "date": "2015-08",
            "grade": "reported",
            "status": "planned",
            "cameo": "036",
            "place": "Oslo",
        },
    )
    event = on_disk(case_folder, fence)
    assert isinstance(event, Event)
    best = event.best
    assert ([a.name for a in best.sources], [a.name for a in best.targets]) == (["Norway", "Liv Dahl"], ["Sweden"])
    assert (best.date.date.value, str(best.grade), str(best.status), best.cameo) == ("2015-08", "reported", "planned", "036")
    assert (best.place.name, best.place.lat) == ("Oslo", 59.91)
    refused = client.post(f"/entries/{fence}/correct", data={"date": "31 June"})
    assert (
        refused.status_code == 422
        and "is no date" in refused.text
        and "Write 2018-11-09, 2018-11 or 2018." in refused.text
        and "TIMEX" not in refused.text
    )


def test_accept_leads_to_the_next_entry(client, case_folder):
    first, second = list(entries(client).values())[:2]
    page = client.get(f"{AT}?entry={first['id']}").text
    to = re.search(rf'/entries/{first["id"]}/accept.*?name="to" value="([^"]+)"', page, re.DOTALL)[1].replace("&amp;", "&")
    answer = client.post(f"/entries/{first['id']}/accept", data={"to": to, "version": version(client, first["id"])})
    assert f'data-entry="{second["id"]}"' in answer.text and "1 of 3 entries reviewed" in answer.text
    with Record.open(case_folder / "record.sqlite") as record:
        assert first["id"] in record.contents().reviewed


def test_a_rejected_entry_counts_nowhere_and_comes_back(client, case_folder):
    fence = id_of(client, "restrictions")
    client.post(f"/entries/{fence}/reject", data={})
    assert fence not in {e["id"] for e in entries(client).values()}
    assert "1 rejected here" in client.get(AT).text
    alone = client.get(f"/entries/{fence}")
    assert alone.status_code == 200 and "Bring it back" in alone.text
    client.post(f"/entries/{fence}/undo", data={"to": AT})
    assert fence in {e["id"] for e in entries(client).values()}
    assert on_disk(case_folder, fence).corrected is None


def test_the_second_of_two_pages_is_told_and_nothing_is_overwritten(client, case_folder):
    lund = id_of(client, "Lund")
    old = version(client, lund)
    client.post(f"/entries/{lund}/correct", data={"source": "Liv Dahl", "version": old})
    late = client.post(f"/entries/{lund}/correct", data={"source": "Somebody Else", "version": old})
    assert late.status_code == 409
    assert "Somebody Else" in late.text and "Liv Dahl" in late.text
    assert on_disk(case_folder, lund).statement.speaker.name == "Liv Dahl"
    for act in ("accept", "reject"):
        assert client.post(f"/entries/{lund}/{act}", data={"version": old}).status_code == 409


def test_two_reports_are_split_and_merged(client, case_folder):
    one, other = id_of(client, "protested"), id_of(client, "protested", WIRE)
    page = client.get(f"/entries/{one}").text
    assert "Told by 1 other report" in page and "Norway protested against the Swedish fence" in page
    client.post(f"/entries/{one}/part", data={"other": other})
    apart = client.get(f"/entries/{one}").text
    assert "Told by" not in apart
    assert other in client.get(f"/entries/{one}?merge=1").text.split('id="merge"')[1]
    joined = client.post(f"/entries/{one}/join", data={"other": other}).text
    assert "Told by 1 other report" in joined
    with Record.open(case_folder / "record.sqlite") as record:
        assert [c.what for c in record.changes()] == ["parted", "joined"]


def test_a_denial_in_another_paper_is_told_on_both_pages(client):
    one, other = id_of(client, "protested"), id_of(client, "protested", WIRE)
    assert "Disputed" not in client.get(f"/entries/{one}").text
    client.post(f"/entries/{one}/correct", data={"status": "denied", "also": "alone"})
    for id in (one, other):
        page = client.get(f"/entries/{id}").text
        assert "Wire Copy says that it happened</bdi></a>" in page and "Arctic Daily says that it did not" in page
        assert f'/entries/{one}"><bdi>Arctic' in page and f'/entries/{other}"><bdi>Wire' in page
    assert "disputed: Wire Copy says that it happened, Arctic Daily says that it did not" in client.get("/brief").text
    (dispute,) = client.get(f"/entries/{one}.json").json()["disputed"]
    assert dispute["about"] == "happened" and [side["entries"] for side in dispute["sides"]] == [[other], [one]]


def test_what_a_verb_of_ours_could_bend_is_told_in_the_sources_words_as_in_the_brief(client, desk):
    id = id_of(client, "protested")
    assert "“" not in client.get(f"/entries/{id}.json").json()["says"]
    client.post(f"/entries/{id}/correct", data={"status": "hypothetical", "also": "alone"})
    says = client.get(f"/entries/{id}.json").json()["says"]
    assert says == "On Sweden: “Norway protested against the fence”."
    view = desk.look()
    (event,) = (e for e in view.assessment.contents.events if id in e.own_entries)
    assert told(event.best, view.material, view.material.names) == says


def test_the_words_of_an_entry_grow_and_shrink_by_a_word(client, case_folder):
    lund = id_of(client, "Lund")
    client.post(f"/entries/{lund}/span", data={"move": "start-later"})
    assert on_disk(case_folder, lund).statement.content.text == "fence was a local matter"
    client.post(f"/entries/{lund}/span", data={"move": "start-earlier"})
    assert on_disk(case_folder, lund).statement.content.text == "the fence was a local matter"
    words = span(FENCE.text, "a local matter")
    client.post(f"/entries/{lund}/span", data={"at": f"{words.start}-{words.end}"})
    assert on_disk(case_folder, lund).statement.content.spans == (words,)
    assert client.post(f"/entries/{lund}/span", data={"at": "5-900000"}).status_code == 422


def test_an_entry_is_added_by_its_words_without_a_script(client, case_folder):
    page = client.get(f"{AT}?words=along the border").text
    words = span(FENCE.text, "along the border")
    assert f'name="at" value="{words.start}-{words.end}"' in page
    answer = client.post(
        f"{AT}/add",
        data={"at": f"{words.start}-{words.end}", "kind": "event", "source": "SWE", "date": "2015-09", "cameo": "172"},
    )
    assert "Added as yours" in answer.text
    with Record.open(case_folder / "record.sqlite") as record:
        added = next(e for e in record.contents().events if e.corrected and e.corrected.is_added)
    assert (added.best.span, [a.name for a in added.best.sources], added.best.cameo) == (words, ["Sweden"], "172")
    twice = client.get(f"{AT}?words=fence").text
    assert "stand at 3 places" in twice
    assert "does not stand in this text" in client.get(f"{AT}?words=nowhere").text


def test_a_statement_is_added(client, case_folder):
    words = span(FENCE.text, "the border in September")
    client.post(
        f"{AT}/add",
        data={
            "at": f"{words.start}-{words.end}",
            "kind": "statement",
            "source": "Liv Dahl",
            "grade": "on_record",
            "target": "SWE",
        },
    )
    with Record.open(case_folder / "record.sqlite") as record:
        added = next(s for s in record.contents().statements if s.corrected and s.corrected.is_added)
    assert (added.statement.content.text, added.statement.speaker.name) == ("the border in September", "Liv Dahl")
    assert client.post(f"{AT}/add", data={"at": "7", "kind": "event"}).status_code == 422


def test_notes_and_the_review_of_a_document_are_kept(client, case_folder):
    lund = id_of(client, "Lund")
    assert "ask him" in client.post(f"/entries/{lund}/note", data={"text": "ask him", "to": f"{AT}?entry={lund}"}).text
    client.post(f"{AT}/note", data={"text": "a good paper"})
    assert "marked as reviewed" in client.post(f"{AT}/reviewed", data={}).text
    with Record.open(case_folder / "record.sqlite") as record:
        contents = record.contents()
    assert (contents.notes[lund][0].text, contents.notes[FENCE.id][0].text) == ("ask him", "a good paper")
    assert FENCE.id in contents.reviewed


def test_search_within_a_document(looking):
    found = looking.get(f"{AT}?q=fence").text
    assert "3 places found" in found and found.split('id="text"')[1].count('hit"') >= 3
    assert "Nothing found" in looking.get(f"{AT}?q=zebra").text


def test_nothing_leads_out_of_the_workbench(client):
    lund = id_of(client, "Lund")
    for to in ("https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/\nevil"):
        answer = client.post(f"/entries/{lund}/note", data={"text": "x", "to": to}, follow_redirects=False)
        assert answer.headers["location"].startswith(f"/entries/{lund}")


@pytest.mark.parametrize(
    "path", ["/documents/ffffffffffff", "/documents/12", "/entries/e0000000000", "/entries/%00", f"{AT}?entry=e0000000000"]
)
def test_what_is_not_there_says_so(looking, path):
    assert looking.get(path).status_code == 404


def test_odd_addresses_show_the_page_all_the_same(looking):
    for query in (
        "at=5",
        "at=9-2",
        "at=a-b",
        "at=1-99999999999999999999999",
        "show=xyz",
        "show=,,",
        "add=0-0",
        "q=%00",
        "at=-1-4",
        "words=%20",
    ):
        assert looking.get(f"{AT}?{query}").status_code == 200, query


def test_a_long_document_comes_in_windows_and_opens_at_its_entry(client, case_folder):
    import hashlib
    from dataclasses import replace

    doc, reading = readings()[1]
    filler = "".join(f"Paragraph {i}. " + "Nothing happened here. " * 40 + "\n\n" for i in range(1100))
    text = filler + doc.text
    shift = len(filler)
    long = replace(doc, id=hashlib.sha256(text.encode()).hexdigest(), name="long.txt", text=text, prose=(Span(0, len(text)),))

    def moved(value):
        if isinstance(value, Span):
            return Span(value.start + shift, value.end + shift)
        if isinstance(value, tuple):
            return tuple(map(moved, value))
        fields = {
            f: moved(getattr(value, f))
            for f in ("span", "spans", "trigger", "sources", "targets", "date", "place", "source", "cue", "content", "speaker")
            if hasattr(value, f) and getattr(value, f) is not None and not (f == "span" and hasattr(value, "content"))
        }
        return replace(value, **fields, **({"document": long.id} if hasattr(value, "document") else {}))

    with Record.open(case_folder / "record.sqlite") as record:
        record.add(
            long,
            replace(
                reading,
                document=long.id,
                reports=tuple(map(moved, reading.reports)),
                statements=tuple(map(moved, reading.statements)),
            ),
        )
    at = f"/documents/{long.id[:12]}"
    assert len(text) > 1_000_000
    first = client.get(at).text
    assert len(first) < 400_000 and "Part 1 of" in first
    lund = id_of(client, "Lund", long)
    opened = client.get(f"{at}?entry={lund}").text
    place = text.index("Erik Lund")
    assert f'data-o="{place}"' in opened and "the fence was a local matter" in opened


def test_an_entry_may_stand_on_words_in_several_pieces(client, case_folder):
    first, second = span(FENCE.text, "Sweden built"), span(FENCE.text, "in September 2015")
    at = f"{second.start}-{second.end},{first.start}-{first.end}"
    assert "Sweden built … in September 2015" in client.get(f"{AT}?add={at}").text
    client.post(f"{AT}/add", data={"at": at, "kind": "statement", "source": "Liv Dahl"})
    with Record.open(case_folder / "record.sqlite") as record:
        added = next(s for s in record.contents().statements if s.corrected and s.corrected.is_added)
    assert added.statement.content.spans == (first, second)
    page = client.get(f"{AT}?entry={added.id}").text
    assert len(re.findall(r'class="[^"]*p-content[^"]*here', page)) >= 2


def test_a_new_entry_begins_with_the_actor_and_the_day_that_its_words_hold(client):
    def begins(words: str) -> tuple[str, str]:
        at = span(FENCE.text, words)
        page = client.get(f"{AT}?add={at.start}-{at.end}").text
        return tuple(re.search(rf'id="a-{field}" name="{field}" value="([^"]*)"', page)[1] for field in ("source", "date"))

    assert begins("Sweden built a fence along the border in September 2015") == ("Sweden", "2015-09")
    assert begins("a fence along the border in September 2015") == ("", "2015-09")
    assert begins("along the border") == ("", "")
    assert begins("Norway protested") == ("Norway", "")


def test_an_entry_keeps_its_place_whoever_is_said_to_have_said_it(client):
    """Another speaker's words may stand anywhere in the document."""
    id = id_of(client, "a local matter")
    assert "Statement, entry 3 of 3 in this document" in client.get(f"{AT}?entry={id}").text
    client.post(f"/entries/{id}/correct", data={"source": "Sweden"})
    assert "Statement, entry 3 of 3 in this document" in client.get(f"{AT}?entry={id}").text
