"""What page one tells of the last months: the weightiest deeds of the two, each with its source, and no word that is only said."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose, trace
from hikiwake.case.model import Case
from hikiwake.record.model import Contents, Polarity, Report, Status
from hikiwake.terms.grades import Grade


def lately(contents: Contents | None = None, **case: object) -> list[str]:
    said = compose(assess(Case.model_validate(barents.CASE | case), contents or barents.contents())).page_one
    return [s.text for block in said.blocks for s in getattr(block, "sentences", ()) if s.key.startswith("page_one:lately")]


def changed(entry: str, **fields: object) -> Contents:
    """The record with one entry told otherwise."""
    contents = barents.contents()

    def told(report: Report) -> Report:
        return replace(report, **fields)  # type: ignore[arg-type]

    events = tuple(replace(e, reports=tuple(map(told, e.reports))) if e.id == entry else e for e in contents.events)
    return replace(contents, events=events)


def test_the_weightiest_deeds_of_the_last_months_stand_on_page_one_in_order_of_time():
    assert lately() == [
        "Lately: Lavrov and Støre met on 9 June 2009 (attributed).",
        "Norway “arrested a Russian trawler near Svalbard” in August 2009 (attributed).",
    ]
    assert lately(as_of=date(2009, 12, 31)) == []


@pytest.mark.parametrize(
    "otherwise",
    [
        {"status": Status.PLANNED},
        {"status": Status.DENIED},
        {"polarity": Polarity.NEGATIVE},
        {"grade": Grade.ANONYMOUS},
        {"grade": Grade.SPECULATION},
        {"cameo": "112"},
        {"goldstein": -0.4},
        {"date": None},
    ],
)
def test_what_is_not_so_not_sure_or_only_said_is_none_of_it(otherwise: dict[str, object]):
    assert not any("arrested" in text for text in lately(changed("e-arrest2", **otherwise)))


def test_every_sentence_of_it_is_cited():
    assessment = assess(barents.case(), barents.contents())
    told = [s for s in compose(assessment).sentences() if s.key.startswith("page_one:lately")]
    assert [s.documents for s in told] == [{"e"}, {"d"}] and not any(trace(s, assessment) for s in told)


def test_that_the_reasons_lean_is_said_only_where_they_do():
    def base_rate(**case: object) -> str:
        brief = compose(assess(Case.model_validate(barents.CASE | case), barents.contents()))
        return next(s.text for s in brief.sentences() if s.key == "page_one:base_rate")

    assert base_rate().endswith("the reasons below have not moved it but say which way the case leans.")
    nothing = {"formulas": (), "parties": tuple(p | {"leaders": ()} for p in barents.CASE["parties"])}
    assert base_rate(**nothing).endswith("the reasons below have not moved it.")
