"""What the keyboard does on every page: a field's form is sent from within it, and a number that is tried is kept in a few strokes."""

import tomllib

from hikiwake.record.store import Record


def pressed(page, *keys: str) -> int:
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def test_a_weight_and_a_likelihood_are_tried_and_kept_in_a_dozen_strokes(serve, case_folder, new_page):
    page = new_page(serve(case_folder).url + "/brief", viewport={"width": 1280, "height": 900})
    before = tomllib.loads((case_folder / "case.toml").read_text())["issues"][0]["weight"]["norway"]
    pressed(page, "g", "f")
    page.wait_for_selector("#trial")
    page.wait_for_load_state()  # the keys are there
    strokes = 2 + pressed(page, "j", "e")
    assert page.evaluate("document.activeElement.name") == "issues.valleys.weight.norway"
    strokes += pressed(page, *["ArrowUp"] * 7, "Control+Enter")  # before the page has followed
    page.wait_for_selector("#told[data-said]")
    now = tomllib.loads((case_folder / "case.toml").read_text())["issues"][0]["weight"]["norway"]
    assert round(now - before, 6) == 0.07 and strokes <= 12
    page.goto(page.url.split("/formulas")[0] + "/hypotheses")
    pressed(page, "j", "e", "Tab")
    _, piece, _, hypothesis = page.evaluate("document.activeElement.name").split(".")
    page.keyboard.type("0.77")
    pressed(page, "Meta+Enter")
    page.wait_for_selector("#told[data-said]")
    case = tomllib.loads((case_folder / "case.toml").read_text())
    assert next(e for e in case["evidence"] if e["id"] == piece)["likelihood"][hypothesis] == 0.77


def test_a_note_is_kept_from_within_and_the_keys_are_told(serve, case_folder, new_page):
    with Record.open(case_folder / "record.sqlite") as record:
        entry = record.contents().events[0].id
    page = new_page(serve(case_folder).url + f"/entries/{entry}")
    pressed(page, "n")
    page.keyboard.type("Ask Oslo.")
    pressed(page, "Control+Enter")
    page.wait_for_selector("blockquote.note")
    with Record.open(case_folder / "record.sqlite") as record:
        assert [n.text for n in record.contents().notes[entry]] == ["Ask Oslo."]
    page.evaluate("document.activeElement.blur()")
    pressed(page, "?")
    told = page.locator("#keys-here").inner_text()
    assert "within a field: send its form" in told and "Ctrl" in told


def test_enter_in_the_field_of_a_merge_merges(client):
    page = client.get("/actors").text
    form = page.split('<form method="post" action="/actors/merge"')[-1]
    assert form.index("<button") < form.index("formaction")  # a browser presses the first button
