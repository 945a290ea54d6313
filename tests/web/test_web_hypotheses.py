"""The matrix: what is tried moves the posterior as Bayes says, what does not cohere is said, what is kept is in the file."""

import time
import tomllib

import pytest

from hikiwake.case.loading import load

CELL = "evidence.fence.likelihood.waits"


def until(page, condition: str) -> None:
    end = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(15)


def posteriors(client, *sets: str) -> dict[str, float]:
    return {
        h["id"]: h["posterior"]
        for h in client.get("/hypotheses.json", params={"set": list(sets)}).json()["weighing"]["hypotheses"]
    }


def test_the_posterior_follows_as_bayes_says(looking):
    reliability = looking.get("/hypotheses.json").json()["weighing"]["evidence"][0]["reliability"]
    noise = (1 - reliability) * 0.5
    waits, price = (reliability * 0.9 + noise) * 0.5, (reliability * 0.7 + noise) * 0.5
    assert posteriors(looking, f"{CELL}:0.9")["waits"] == pytest.approx(waits / (waits + price))
    assert posteriors(looking, f"{CELL}:0.9", "evidence.fence.reliability:1")["waits"] == pytest.approx(0.9 / 1.6)
    assert posteriors(looking, "hypotheses.waits.prior:0", "hypotheses.price.prior:1") == pytest.approx({"waits": 0, "price": 1})


def test_priors_that_do_not_sum_to_one_are_said_and_not_made_to(looking):
    twin = looking.get("/hypotheses.json?set=hypotheses.waits.prior:0.8").json()
    assert twin["priors_sum_to"] == "1.30" and any("sum to 1.3" in p for p in twin["problems"])
    assert twin["moved"] == [] and twin["weighing"]["hypotheses"][0]["prior"] == 0.5
    page = looking.get("/hypotheses?set=hypotheses.waits.prior:0.8").text
    assert "not to 1" in page and "Keep in the case" not in page
    href = page.split('href="/hypotheses?', 1)[1].split('"', 1)[0].replace("&amp;", "&") if "Scale the others" in page else ""
    start = page.index("Scale the others to fit")
    href = page[page.rindex('href="', 0, start) + 6 : start].split('"')[0].replace("&amp;", "&")
    fitted = looking.get(href.replace("/hypotheses?", "/hypotheses.json?")).json()
    assert fitted["problems"] == [] and {t["key"]: t["after"] for t in fitted["tried"]}["hypotheses.price.prior"] == "0.2"


def test_explanations_stand_in_rows_and_evidence_in_columns(looking):
    page = looking.get("/hypotheses").text
    matrix = page[page.index('<table class="matrix">') : page.index("</table>", page.index('<table class="matrix">'))]
    rows = matrix.split("<tbody>")[1].split("</tbody>")[0].split("<tr ")[1:]
    assert ['id="h-waits"' in rows[0], 'id="h-price"' in rows[1]] == [True, True] and "#evidence-fence" in matrix.split(
        "</thead>"
    )[0]
    assert 'value="0.3"' in rows[0] and "▼" in rows[0] and "▲" in rows[1]  # told by shape, not by colour alone
    decibans = looking.get("/hypotheses?show=decibans&against=price").text
    assert "Weights in decibans" in decibans and "▼▼" in decibans.split('id="w-fence-waits"')[1][:120]
    assert looking.get("/hypotheses?show=decibans&against=nobody").status_code == 200


def test_evidence_opens_where_it_stands_and_says_why_it_is_set_aside(client, case_folder):
    page = client.get("/hypotheses").text
    assert "Sweden built a fence along the border</q>" in page and "#s0-37" in page
    file = case_folder / "case.toml"
    file.write_text(file.read_text().replace("Sweden built a fence along the border", "Sweden built a tower on the border"))
    page = client.get("/hypotheses").text
    assert "Set aside:" in page and "no longer found" in page


def test_kept_means_in_the_file_with_its_comments(client, case_folder):
    file = case_folder / "case.toml"
    before = file.read_text()
    version = client.get("/hypotheses.json").json()["version"]
    done = client.post(
        "/hypotheses/keep", data={"set": [f"{CELL}:0.2–0.4", "evidence.fence.reliability:0.6"], "version": version}
    )
    assert done.status_code == 200
    evidence = tomllib.loads(file.read_text())["evidence"][0]
    assert evidence["likelihood"] == {"waits": [0.2, 0.4], "price": 0.7} and evidence["reliability"] == 0.6
    assert "# judged from two interviews" in file.read_text()
    bounds = client.get("/hypotheses.json").json()["weighing"]["hypotheses"]
    assert all(h["lower"] < h["posterior"] < h["upper"] for h in bounds)
    assert client.post("/hypotheses/keep", data={"set": ["hypotheses.waits.prior:0.9"]}).status_code == 422
    assert client.post("/hypotheses/keep", data={"set": [f"{CELL}:0.5"], "version": version}).status_code == 409
    assert tomllib.loads(file.read_text())["hypotheses"] == tomllib.loads(before)["hypotheses"]


def test_a_case_without_hypotheses_says_what_to_state(client, case_folder):
    file = case_folder / "case.toml"
    text = file.read_text()
    file.write_text(text[: text.index("[[hypotheses]]")])
    page = client.get("/hypotheses")
    assert page.status_code == 200 and "No rival explanations are stated" in page.text


def test_by_keyboard_a_likelihood_is_typed_and_kept(serve, case_folder, new_page):
    page = new_page(serve(case_folder).url + "/hypotheses", viewport={"width": 1280, "height": 900})
    before = page.locator("#now-waits b").text_content()
    page.locator(f"[name='{CELL}']").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("0.9")
    until(page, "document.querySelector('#w-fence-waits').textContent.includes('+0.5')")
    assert page.locator("#now-waits b").text_content() != before
    assert page.evaluate("document.activeElement.name") == CELL and "was" in page.locator("#now-waits").text_content()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "evidence.fence.likelihood.price"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Shift+K")
    page.wait_for_selector("#told[data-said]")
    assert tomllib.loads((case_folder / "case.toml").read_text())["evidence"][0]["likelihood"]["waits"] == 0.9


def test_by_mouse_what_was_tried_is_taken_back(serve, case_folder, new_page):
    before = (case_folder / "case.toml").read_bytes()
    page = new_page(serve(case_folder).url + f"/hypotheses?set={CELL}:0.9", viewport={"width": 1280, "height": 900})
    page.locator("#follows .drop").click()
    until(page, "!document.querySelector('#follows .tried')")
    assert page.locator(f"[name='{CELL}']").input_value() == "0.3" and "set=" not in page.url
    assert (case_folder / "case.toml").read_bytes() == before


def test_nothing_serious_for_axe_and_no_sideways_scroll_on_a_telephone(workbench, new_page, serious):
    page = new_page(workbench + f"/hypotheses?set={CELL}:0.9", viewport={"width": 360, "height": 740})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert serious(page) == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_explanation_without_a_title_is_named_by_its_clause_and_never_by_its_id(looking, case_as_written):
    page = looking.get("/hypotheses").text
    assert "Sweden waits for its election: " in page.split("<svg", 1)[1].split("</svg>", 1)[0]
    only = load(case_as_written).hypotheses[0]
    bare = only.model_copy(update={"id": "raised_price", "short": "", "statement": "x" * 80})
    names = [h.name for h in (only.model_copy(update={"title": "Waiting"}), only, only.model_copy(update={"short": ""}), bare)]
    assert names == ["Waiting", "Sweden waits for its election", "Sweden waits for its election", "Raised price"]
