"""The chronicle: every entry in one mark at every zoom, search that finds what the text shows, views kept on disk."""

import csv
import io
import re
import threading
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.case.model import DisputedPlace
from hikiwake.record.model import Contents
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import CaseError
from hikiwake.terms.grades import Grade
from hikiwake.web import chronicle_view, saved_views, timeline, timeline_clusters
from hikiwake.web import map as places_map
from hikiwake.web.chronicle_query import Window, query
from hikiwake.web.chronicle_row import Row
from hikiwake.web.chronicle_view import chronicle
from hikiwake.web.coastline import land, rings
from hikiwake.web.desk import Desk
from hikiwake.web.projection import Area, Projection
from hikiwake.web.search import Text, folded, passages, sought

DAYS = st.integers(date(1945, 1, 1).toordinal(), date(2016, 12, 31).toordinal())


@pytest.fixture(scope="module")
def rows(case_as_written) -> list[Row]:
    return list(chronicle(Desk(case_as_written).look().contents).rows)


def many(row: Row, days: list[tuple[int | None, int | None]]) -> list[Row]:
    """Made-up rows, events and statements by turns, of every grade and score."""
    grades = list(Grade)
    return [
        replace(
            row, id=f"{i:x}", first=a, last=b, is_event=i % 3 > 0, goldstein=(i * 7 % 21) - 10.0 if i % 3 else None, grade=grades[i % 6],
            what=f"did the thing numbered {i}", independent=1 + i % 2,
        )
        for i, (a, b) in enumerate(days)
    ]  # fmt: skip


def drawn(rows: list[Row], window: Window, width: int = 880) -> timeline.Figure:
    return timeline.timeline(
        timeline_clusters.Here.of(rows, window), width, lambda to: f"?from={to.first}&to={to.last}", lambda row: f"/{row.id}"
    )


def test_ten_thousand_entries_are_three_hundred_marks_and_none_is_lost(rows):
    start = date(1945, 1, 1).toordinal()
    all_rows = many(rows[0], [(start + i * 37 % 26000, start + i * 37 % 26000 + (i % 5 == 0) * 40) for i in range(10_000)])
    window = timeline_clusters.extent(all_rows)
    svg = drawn(all_rows, window).svg("t")
    links = re.findall(r'<a href="([^"]*)"><title>([^<]*)<', svg)
    assert 20 < len(links) <= timeline_clusters.MOST_MARKS
    held = [int(words.split(" entries")[0]) if " entries, " in words else 1 for _, words in links]
    assert sum(held) == 10_000


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=60), DAYS, st.integers(1, 20000))
def test_what_can_have_fallen_into_the_window_is_drawn_once_and_inside_the_sheet(rows, days, first, length):
    some = many(rows[0], [(a, a + n) for a, n in days])
    window = Window(date.fromordinal(first), date.fromordinal(first + length - 1))
    here = timeline_clusters.Here.of(some, window)
    figure = timeline.timeline(here, 640, lambda to: "", lambda row: "")
    words = [m.children[0].text for m in figure.marks if m.tag == "a"]
    held = sum(int(w.split(" entries")[0]) if " entries, " in w else 1 for w in words)
    assert held == len(here.rows) == sum(a <= window.last.toordinal() and a + n >= first for a, n in days)


def test_labels_never_touch(rows):
    start = date(2014, 1, 1).toordinal()
    some = many(rows[0], [(start + i * 11 % 700, start + i * 11 % 700) for i in range(80)])
    figure = drawn(some, timeline_clusters.extent(some))
    boxes = []
    for mark in figure.marks:
        at = dict(mark.attributes)
        if mark.tag == "text" and at["class"] == "t halo":
            width = timeline.text_width(mark.text, 11)
            left = at["x"] - {"start": 0, "end": width, "middle": width / 2}[at["text-anchor"]]
            boxes.append((left, at["y"] - 8, left + width, at["y"] + 2))
    assert len(boxes) > 5
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[i + 1 :])


def test_a_month_is_a_bar_a_day_a_mark_and_an_open_end_an_arrow(rows):
    def marks(value: str) -> str:
        when = from_timex(value)
        return drawn([replace(rows[0], first=when.earliest.toordinal(), last=when.latest.toordinal())], WINDOW).svg("t")

    assert " bar" in marks("2016-05") and " bar" not in marks("2016-05-06")
    after = replace(rows[0], first=date(2016, 4, 1).toordinal(), last=None)
    before = replace(rows[0], first=None, last=date(2016, 4, 1).toordinal())
    assert all("arrow" in drawn([one], WINDOW).svg("t") for one in (after, before)) and "arrow" not in marks("2016-05")


WINDOW = Window(date(2016, 3, 1), date(2016, 8, 31))


@settings(deadline=None)
@given(DAYS, st.integers(1, 30000), st.sampled_from([0.5, 2, 0.1, 3]), st.sampled_from([-0.5, 0.5, -1, 1]))
def test_every_step_of_the_window_can_be_taken_back(first, days, factor, share):
    window = Window(date.fromordinal(first), date.fromordinal(first + days - 1))
    assert window.days == days and window.moved(share).moved(-share) == window
    zoomed = window.zoomed(factor)
    middles = [(w.first.toordinal() + w.last.toordinal()) / 2 for w in (window, zoomed)]
    assert zoomed.days >= 1 and abs(middles[0] - middles[1]) <= 1


@settings(deadline=None)
@given(DAYS, st.integers(1, 30000), st.integers(2, 14))
def test_ticks_are_few_in_order_and_in_the_window(first, days, most):
    window = Window(date.fromordinal(first), date.fromordinal(first + days - 1))
    found = [day for day, _ in timeline.ticks(window, most)]
    assert len(found) <= most + 1 and found == sorted(set(found))
    assert all(window.first <= day <= window.last for day in found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Soviet\nUnion — and Japan", '"soviet union"'),
        ("Zürich, «Ōsaka» and co-operation", "zurich"),
        ("Zürich, «Ōsaka» and co‑operation", "OSAKA"),
        ("Zürich, «Ōsaka» and co‑operation", '"co-operation"'),
        ("El Niño’s treaties", "treat"),
        ("日本とロシアの平和条約", "平和条約"),
        ("Мирный договор с Японией", "договор"),
        ("e\u0301clat of the ﬁsheries", "eclat fisheries"),
        ("Straße and STRASSE", "strasse"),
    ],
)
def test_search_finds_what_the_text_shows_and_opens_it_there(text, words):
    what = sought(words)
    found, total = passages([Text.of("d", text)], what)
    assert total == len(found) > 0
    first = found[0]
    assert first.found == text[first.start : first.end] and what.patterns[0].search(folded(first.found))


def test_search_keeps_to_the_beginning_of_words():
    assert not sought("rus").is_in(folded("Prussia and the Belorussians"))
    assert sought("rus japan").is_in(folded("Japan, Russia")) and not sought('"japan russia"').is_in(folded("Russia, Japan"))
    assert sought("  ") is None


def test_an_address_says_what_it_asks_for_and_back():
    asked, said = query(
        [
            ("from", "2015"),
            ("to", "2016-02"),
            ("actor", "Liv Dahl"),
            ("kind", "event"),
            ("q", "a & b"),
            ("page", "2"),
            ("junk", "1"),
        ]
    )
    assert (asked.first, asked.last, said) == (date(2015, 1, 1), date(2016, 2, 29), ())
    from urllib.parse import parse_qsl, urlsplit

    assert query(parse_qsl(urlsplit(asked.address()).query))[0] == asked
    assert asked.toggled("actor", "Liv Dahl").actors == () and asked.toggled("actor", "Erik").actors == ("Liv Dahl", "Erik")
    _, said = query([("from", "yesterday"), ("to", "2015-02-30"), ("page", "nan"), ("lat", "inf")])
    assert len(said) == 2 and "yesterday" in said[0]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-70, 75)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_place_is_on_the_map_whichever_side_of_the_antimeridian(points):
    area = Area.around(points)
    xy = Projection.fitted(area, 10, 10, 870, 500)(np.array(points))
    assert np.isfinite(xy).all() and (xy >= 9).all() and (xy[:, 0] <= 871).all() and (xy[:, 1] <= 501).all()


def test_the_map_of_japan_russia_and_alaska_does_not_go_round_the_world():
    area = Area.around([(139.7, 35.7), (158.6, 53.0), (-149.9, 61.2)])
    assert area.east - area.west < 90 and area.east > 180


def test_the_southern_kurils_are_there_and_the_open_sea_is_empty():
    assert len(rings()) > 1000
    at = Projection.fitted(Area.centred(147.9, 45.0, 1.0), 0, 0, 400, 400)
    assert land(at, 0, 0, 400, 400).startswith("M")
    assert land(Projection.fitted(Area.centred(-140, 35, 4), 0, 0, 400, 400), 0, 0, 400, 400) == ""
    everything = land(Projection.fitted(Area.around([]), 0, 0, 400, 200), 0, 0, 400, 200)
    assert everything.count("z") > 50 and "nan" not in everything


def test_a_place_of_the_case_is_a_diamond_and_stands_where_the_case_says(rows):
    some = [replace(row, place="Etorofu-to", lat=1.0, lon=2.0) for row in rows if row.is_event][:2]
    own = DisputedPlace(name="Etorofu", other_names=("Etorofu-to",), lat=45.0, lon=147.9)
    spots, nowhere = places_map.spots(some, [own, DisputedPlace(name="Silent", lat=44.0, lon=146.0)])
    assert [(s.name, s.events, s.lat, s.is_of_case) for s in spots] == [("Etorofu", 2, 45.0, True), ("Silent", 0, 44.0, True)]
    assert nowhere == 0
    figure = places_map.chart(spots, places_map.area_of(spots), 330, lambda spot: "#")
    assert "Etorofu: 2 events" in figure.svg("m") and figure.data.rows[0][0] == "Etorofu"


def test_a_saved_view_is_kept_whole_named_once_and_told_by_whom(tmp_path: Path):
    view = saved_views.keep(
        tmp_path, "  Sanctions\u00a0of 2014 ", "from=2014-01-01", by="A. Berg", on="2016-02-01T12:00:00+00:00"
    )
    assert view.id == "sanctions-of-2014" and saved_views.saved_views(tmp_path) == (view,)
    with pytest.raises(CaseError, match="already"):
        saved_views.keep(tmp_path, "sanctions of 2014", "", by="", on="")
    with pytest.raises(CaseError, match="needs a name"):
        saved_views.keep(tmp_path, "   ", "", by="", on="")
    odd = saved_views.keep(tmp_path, '"]\n[[views]] 島', "q=x", by='"', on="")
    assert saved_views.saved_views(tmp_path) == (view, odd)
    assert saved_views.remove(tmp_path, view.id) and not saved_views.remove(tmp_path, view.id)
    assert saved_views.saved_views(tmp_path) == (odd,)
    (tmp_path / "views.toml").write_text("views = 3")
    with pytest.raises(CaseError, match=r"views\.toml"):
        saved_views.saved_views(tmp_path)


def test_the_page_and_its_twin_say_the_same(looking):
    twin = looking.get("/chronicle.json").json()
    assert twin["found"] == twin["in_record"] == len(twin["entries"]) > 0
    kinds = {v["value"]: v["count"] for f in twin["facets"] if f["name"] == "kind" for v in f["values"]}
    assert kinds["event"] + kinds["statement"] == twin["found"]
    page = looking.get("/chronicle").text
    assert all(f'id="e-{entry["id"]}"' in page for entry in twin["entries"])
    for name in ("grade", "actor", "kind", "document", "status", "place", "dated", "reviewed"):
        values = next(f["values"] for f in twin["facets"] if f["name"] == name)
        for value in values[:2]:
            found = looking.get("/chronicle.json", params={name: value["value"]}).json()
            assert found["found"] == value["count"] > 0, (name, value)


def test_search_on_the_page_finds_entries_and_passages_and_leads_to_the_span(looking):
    found = looking.get("/chronicle.json?q=FENCE").json()
    assert found["found"] and found["passages_found"] >= 3
    one = found["passages"][0]
    text = looking.get("/chronicle?q=fence").text
    assert f"/documents/{one['document'][:12]}#s{one['start']}-{one['end']}" in text
    nothing = looking.get("/chronicle?q=zeppelin").text
    assert "No entry fits" in nothing and "No document holds these words" in nothing


def test_a_window_of_one_day_holds_what_can_have_been_on_it(looking):
    day = looking.get("/chronicle.json?from=2015-03-02&to=2015-03-02").json()
    assert {e["date"] or e["told"] for e in day["entries"]} == {"2015-03-02"}
    assert looking.get("/chronicle.json?from=2015-09-10&to=2015-09-10").json()["found"] >= 2  # the month and the day
    page = looking.get("/chronicle?from=yesterday&to=2015-03-02&show=map")
    assert page.status_code == 200 and "is no date" in page.text


@pytest.mark.parametrize(
    "asked",
    [
        "from=0001&to=9999", "from=9999-12-31&to=9999-12-31", "from=0001-01-01&to=0001-01-01&show=timeline&w=880", "to=0001", "from=9999",
        "show=map&lon=179.9&lat=89.9&span=170", "show=map&lon=-180&lat=-90&span=0.5", "show=map&lon=nan&lat=nan&span=inf", "page=999999999999",
        "page=-3", "page=1e400", "kind=%00&grade=none&status=x&actor=%F0%9F%92%A9", "q=%22", "q=(((", "q=%00%ff", "from=%E2%98%83", "w=7", "dated=no",
    ],
)  # fmt: skip
def test_whatever_an_address_asks_for_there_is_a_page(looking, asked):
    assert looking.get(f"/chronicle?{asked}").status_code == 200
    assert looking.get(f"/chronicle.json?{asked}").status_code == 200


def test_exports_hold_what_was_asked_for(looking):
    asked = looking.get("/chronicle.json?kind=event").json()
    table = list(csv.DictReader(io.StringIO(looking.get("/chronicle/export.csv?kind=event").text.removeprefix("\ufeff"))))
    assert [row["entry"] for row in table] == [e["id"] for e in asked["entries"]]
    assert looking.get("/chronicle/export.ics?kind=event").text.startswith("BEGIN:VCALENDAR")
    assert looking.get("/chronicle/export.xlsx?kind=event").content.startswith(b"PK")
    places = looking.get("/chronicle/export.geojson?kind=event").json()["features"]
    assert len(places) == sum(e["place"] is not None for e in asked["entries"]) > 0
    assert looking.get("/chronicle/export.timelinejs.json?kind=event").json()["events"]
    assert looking.get("/chronicle/export.exe").status_code == 404


def test_an_empty_record_says_what_to_do(client, case_folder):
    for name in ("record.sqlite", "record.sqlite-wal", "record.sqlite-shm"):
        (case_folder / name).unlink(missing_ok=True)
    page = client.get("/chronicle").text
    assert "Nothing has been read yet" in page and 'href="/sources"' in page
    assert chronicle(Contents()).rows == ()


def test_a_record_that_takes_long_says_so_and_the_chronicle_comes_by_itself(serve, case_folder, new_page, monkeypatch):
    may_go_on = threading.Event()
    make = chronicle_view.chronicle
    monkeypatch.setattr(chronicle_view, "chronicle", lambda *a: (may_go_on.wait(20), make(*a))[1])
    monkeypatch.setattr("hikiwake.web.pages.chronicle._PATIENCE_SECONDS", 0.05)
    page = new_page(serve(case_folder).url + "/chronicle?kind=event")
    assert "5 reports are being brought together" in page.locator("#chronicle").text_content()
    may_go_on.set()
    page.wait_for_selector("#entries")
    page.wait_for_selector("#aside .facet a[aria-current]")


def test_the_brief_lets_a_chronicle_that_somebody_waits_for_go_first(desk, monkeypatch):
    may_go_on = threading.Event()
    make = chronicle_view.chronicle
    monkeypatch.setattr(chronicle_view, "chronicle", lambda *a: (may_go_on.wait(20), make(*a))[1])
    view = desk.look()
    assert not chronicle_view.is_ready(view, 0) and not view.is_ready(0.2)
    assert not view._once.has("assessment")
    may_go_on.set()
    assert view.is_ready(20) and chronicle_view.is_ready(view, 0) and view._once.has("brief")


def test_a_view_is_kept_opened_and_removed_without_a_script(client, case_folder):
    client.post(
        "/chronicle/views", data={"name": "Talks", "asked": "from=2015-03-01&to=2015-03-31&evil=%0d%0aSet-Cookie:x&page=9"}
    )
    kept = tomllib.loads((case_folder / "views.toml").read_text())["views"]
    assert kept == [
        {
            "id": "talks",
            "name": "Talks",
            "query": "from=2015-03-01&to=2015-03-31",
            "by": "A. Berg",
            "on": "2016-02-01T12:00:00+00:00",
        }
    ]
    opened = client.get("/chronicle/views/talks")
    assert opened.status_code == 200 and "2015-03-01" in str(opened.url) and "Talks" in opened.text
    assert client.post("/chronicle/views", data={"name": "talks"}).status_code == 422
    assert (
        client.post("/chronicle/views/talks/remove").status_code == 200
        and client.get("/chronicle/views/talks").status_code == 404
    )


def until(page, condition: str) -> None:
    """Wait for a condition in the page; the policy forbids the browser's own way, which evaluates text."""
    end = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(15)


DRAWN = "document.querySelector('#drawn').dataset"


def test_by_keyboard_to_a_single_day_and_the_view_kept(serve, case_folder, new_page):
    page = new_page(serve(case_folder).url + "/chronicle?from=1946&to=2016", viewport={"width": 1280, "height": 900})
    page.wait_for_selector("#drawn[data-live]")
    page.keyboard.press("/")
    page.keyboard.type("Narvik")
    page.keyboard.press("Enter")
    page.wait_for_selector(".chip:has-text('Narvik')")
    assert page.locator(".chronicle-rows > li").count() >= 1
    page.locator(".spans a", has_text="1 day").focus()
    page.keyboard.press("Enter")
    until(page, f"{DRAWN}.first === {DRAWN}.last")
    page.goto(page.url.split("?")[0] + "?from=2015-03-02&to=2015-03-05")
    for _ in range(3):
        before = page.url
        page.keyboard.press("+")
        until(page, f"location.href !== {before!r} || {DRAWN}.first === {DRAWN}.last")
        until(page, "!document.querySelector('.busy')")
    window = page.evaluate(f"[{DRAWN}.first, {DRAWN}.last]")
    assert window[0] == window[1]
    until(page, "!document.querySelector('.busy')")
    page.locator("#view-name").fill("One day")
    page.keyboard.press("Enter")
    page.wait_for_selector(".views a:has-text('One day')")
    kept = tomllib.loads((case_folder / "views.toml").read_text())["views"]
    assert kept[0]["name"] == "One day" and window[0] in kept[0]["query"]


def test_by_mouse_the_wheel_zooms_a_drag_moves_and_a_click_opens(serve, case_folder, new_page):
    page = new_page(serve(case_folder).url + "/chronicle?from=2010&to=2016", viewport={"width": 1280, "height": 900})
    page.wait_for_selector("#drawn[data-live]")
    box = page.locator("#drawn svg.chart:visible .phase-up").bounding_box()
    first = page.evaluate(f"{DRAWN}.first")
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 20)
    for _ in range(6):
        page.mouse.wheel(0, -240)
    until(page, f"{DRAWN}.first > {first!r}")
    until(page, "location.search.includes('from=201') && !location.search.includes('from=2010')")
    zoomed = page.evaluate(f"{DRAWN}.first")
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 20, steps=4)
    page.mouse.up()
    until(page, f"{DRAWN}.first > {zoomed!r}")
    page.goto(page.url.split("?")[0])
    page.locator("#drawn svg.chart:visible a").first.click()
    until(page, "location.href.includes('from=') || location.pathname.startsWith('/documents')")


@pytest.mark.parametrize(("address", "schemes"), [("/chronicle", ("light", "dark")), ("/chronicle?show=map&q=fence", ("dark",))])
def test_nothing_serious_for_axe_and_no_sideways_scroll_on_a_telephone(workbench, new_page, serious, address, schemes):
    page = new_page(workbench + address, viewport={"width": 360, "height": 740})
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert serious(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_has_no_day_of_its_own_is_shown_by_the_day_it_was_told(looking, case_as_written):
    undated = looking.get("/chronicle.json?dated=no").json()["entries"]
    assert [e["told"] for e in undated] == ["2015-03-02", "2015-03-02", "2015-09-10", "2016-01-20", "2016-01-20"]
    page = looking.get("/chronicle?dated=no").text
    assert page.count("told 10 September 2015</span>") == 1 and "gives no day of its own" in page
    assert "0 events and 0 statements" in page  # in the list, not on the timeline
    contents = Desk(case_as_written).look().contents
    turned = chronicle(replace(contents, documents=tuple(reversed(contents.documents))))
    tail = [row.told.value for row in turned.rows if not row.is_dated]
    assert tail == sorted(tail) and [row.is_dated for row in turned.rows] == [True] * (len(turned.rows) - 5) + [False] * 5
