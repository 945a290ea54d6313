"""What page one makes shorter is still a sentence, and no half of one stands there."""

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose
from hikiwake.brief.composition.clauses import at_clause
from hikiwake.case.model import Case


@pytest.mark.parametrize(
    ("words", "shorter"),
    [
        ("Oslo needs a treaty because its fleet is poor and its banks are poorer.", "Oslo needs a treaty"),
        ("Moscow is waiting for the price to rise; until then it talks.", "Moscow is waiting for the price to rise"),
        ("Both want a line, which neither can sell at home this year.", "Both want a line"),
        ("Moscow would settle and has said so to three governments.", "Moscow would settle and has said so to three governments"),
        ("Moscow settles if the grey zone is kept for twenty more years.", "Moscow settles if the grey zone is kept for twenty more years"),
        ("Oslo wants fish and gas more than it wants the disputed shelf.", "Oslo wants fish and gas more than it wants the disputed shelf"),
    ],
)  # fmt: skip
def test_a_reason_may_go_and_a_condition_may_not(words: str, shorter: str):
    assert at_clause(words, 40) == shorter


def test_what_fits_stands_whole():
    assert at_clause("Oslo waits because Moscow does.", 80) == "Oslo waits because Moscow does"


def test_no_half_title_stands_on_page_one():
    long = "Moscow delays until the price of gas has risen to where the shelf is worth the cost of the rigs that it would need"
    cut = {"id": "price", "title": "Moscow delays until the price…", "statement": f"{long}.", "prior": 0.6}
    other = {
        "id": "nearly",
        "title": "",
        "statement": "The two are nearly there because their experts have drawn the line.",
        "prior": 0.4,
    }
    evidence = ({"id": "map", "statement": f"In a note {long} (2009-06-01).", "likelihood": {"price": 0.8, "nearly": 0.2}},)
    case = Case.model_validate(barents.CASE | {"hypotheses": (cut, other), "evidence": evidence, "groups": ()})
    page = compose(assess(case, barents.contents())).page_one
    said = [s.text for b in page.blocks for r in getattr(b, "reasons", ()) for s in (r.claim, *r.evidence)]
    assert said and not any("…" in text for text in said)
    assert f"The explanation that fits best is “{long}”, before “The two are nearly there”." in said
    assert "Most telling: in a note" in " ".join(said) and "(1 June 2009). That is about four times as likely" in " ".join(said)
