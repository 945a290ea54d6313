"""What a row of the chronicle says, what a window keeps of what has no day, what is counted, and where the filters stand on a telephone."""

import re
from dataclasses import replace

import pytest

from hikiwake.record.model import Certainty, Phrase, Polarity, Span, Statement
from hikiwake.terms.grades import Grade
from hikiwake.web.row_words import cue_before


def test_a_window_keeps_what_was_told_in_its_days_and_says_what_was_told_on_others(looking):
    asked = "/chronicle{}?from=2015-09-01&to=2015-09-30"
    found = looking.get(asked.format(".json")).json()
    (told,) = [e for e in found["entries"] if e["date"] is None]
    assert told["told"] == "2015-09-10" and found["undated"] == 1 and found["entries"][-1] == told
    page = looking.get(asked.format("")).text
    assert "1 of them has no date of its own and stands last, by the day it was told, which is one of these days." in page
    assert "4 more have no date and were told on other days." in page
    leave_out = re.search(r'href="([^"]*dated=yes[^"]*)" data-swap="chronicle aside">Leave it out', page)[1].replace("&amp;", "&")
    assert "told on other days" not in looking.get(leave_out).text
    assert all(e["date"] for e in looking.get(leave_out.replace("/chronicle", "/chronicle.json")).json()["entries"])
    show_all = re.search(r'href="([^"]*)" data-swap="chronicle aside">Show all undated', page)[1].replace("&amp;", "&")
    assert looking.get(show_all.replace("/chronicle", "/chronicle.json")).json()["undated"] == 5


def test_a_statement_is_told_with_the_word_that_tells_it(looking):
    cues = {e["what"].strip("“”"): e["cue"] for e in looking.get("/chronicle.json?kind=statement").json()["entries"]}
    assert cues["the fence was a local matter"] == "said that" and cues["We want an agreement before winter,"] == ""
    assert "Erik Lund</bdi></a> <bdi>said that</bdi> <span" in looking.get("/chronicle").text
    source, cue, content = (
        Phrase("Russia", (Span(0, 6),)),
        Phrase("offered", (Span(7, 14),)),
        Phrase("to host talks", (Span(15, 28),)),
    )
    statement = Statement("d", source, cue, content, None, False, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE)
    assert cue_before(statement, "to host talks") == "offered"
    assert cue_before(replace(statement, quoted=True), "“to host talks”") == "offered:"
    assert cue_before(statement, "offered to host talks") == ""
    assert cue_before(replace(statement, cue=Phrase(":", (Span(7, 8),))), "to host talks") == ""
    assert (
        cue_before(replace(statement, source=content, content=source), "Russia")
        == ""
        == cue_before(replace(statement, cue=None), "x")
    )


def test_chronicle_and_sources_say_what_each_of_them_counts(looking):
    whole = looking.get("/chronicle.json").json()["in_record"]
    assert f"{whole} from the 10 that were read in the" in looking.get("/chronicle").text
    assert "10 events and statements read in them" in looking.get("/sources").text


def test_on_a_telephone_the_filters_are_a_bar_that_opens_and_closes(workbench, new_page):
    page = new_page(workbench + "/chronicle", viewport={"width": 360, "height": 740})
    aside = page.locator("#aside")
    assert aside.bounding_box()["height"] < 74
    page.locator(".fold-bar").click()
    assert page.locator("#facet-kind a").first.is_visible() and aside.bounding_box()["height"] > 300
    page.locator(".fold-bar").click()
    assert aside.bounding_box()["height"] < 74
    page.keyboard.press("f")
    page.locator("#facet-kind a").first.click()
    page.wait_for_selector(".chips")
    assert aside.bounding_box()["height"] < 74
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("#facet-kind a").first.is_visible() and not page.locator(".fold-bar").is_visible()


@pytest.mark.parametrize("path", ["/formulas", "/hypotheses"])
def test_on_a_telephone_what_nobody_tries_covers_nothing(workbench, new_page, path):
    page = new_page(workbench + path, viewport={"width": 360, "height": 740})
    assert not page.locator("#aside").is_visible()
    page.locator("#trial .number").first.fill("0.9")
    page.wait_for_selector("#follows .tried")
    assert page.locator("#aside").is_visible()


def test_decibans_are_told_where_they_are_first_read(looking):
    page = looking.get("/hypotheses").text
    assert "its weight in decibans against the mean of all: 10 make odds of ten to one" in page
