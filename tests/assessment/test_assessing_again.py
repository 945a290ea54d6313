"""After a change an assessment is what it would be from the start, though only what the change reaches is computed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from example_case import CONTENTS, LATE, case
from hypothesis import given, settings
from hypothesis import strategies as st
from test_what_if import KINDS

from hikiwake.assessment import assess as assessing
from hikiwake.assessment.assess import PARTS, assess
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Set
from hikiwake.record.analyst import Judgement
from hikiwake.record.model import Anchor, Contents, Correction
from hikiwake.terms.errors import CaseError
from hikiwake.terms.grades import Grade

CASE = case()
IDS = tuple(event.id for event in CONTENTS.events)


def _with_report(contents: Contents, n: int, **fields: Any) -> Contents:
    events = list(contents.events)
    if n < len(events):
        events[n] = replace(events[n], reports=(replace(events[n].best, **fields),))
    return replace(contents, events=tuple(events))


def _with_statement(contents: Contents, n: int, **fields: Any) -> Contents:
    statements = list(contents.statements)
    if n < len(statements):
        statements[n] = replace(statements[n], statement=replace(statements[n].statement, **fields))
    return replace(contents, statements=tuple(statements))


CHANGES: dict[str, Callable[[Contents], Contents]] = {
    "a report graded otherwise": lambda c: _with_report(c, 0, grade=Grade.SPECULATION),
    "a report's weight": lambda c: _with_report(c, 1, goldstein=-9.0),
    "a report's certainty, which no number rests on": lambda c: _with_report(c, 1, confidence=0.3),
    "a report without a date": lambda c: _with_report(c, 0, date=None),
    "a report taken out": lambda c: replace(c, events=c.events[1:]),
    "a statement graded otherwise": lambda c: _with_statement(c, 1, grade=Grade.OPINION),
    "a statement taken out": lambda c: replace(c, statements=c.statements[:-1]),
    "a document taken out": lambda c: c.without(LATE.id),
    "two reports joined": lambda c: replace(c, judgements=(Judgement(True, IDS, "Ana", ""),)),
    "two reports parted": lambda c: replace(c, judgements=(*c.judgements, Judgement(False, IDS, "Ana", ""))),
    "a look at an entry": lambda c: replace(c, reviewed=frozenset(IDS[:1])),
    "a correction that changed nothing": lambda c: replace(
        c, corrections=(Correction(IDS[0], Anchor(LATE.id, "closed"), "event"),)
    ),
}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_it_is_the_same_as_from_the_start(data: st.DataObject) -> None:
    stated, record, last = CASE, CONTENTS, assess(CASE, CONTENTS)
    for _ in range(data.draw(st.integers(1, 4))):
        if data.draw(st.booleans()):
            record = CHANGES[data.draw(st.sampled_from(sorted(CHANGES)))](record)
        else:
            edit = data.draw(st.one_of([KINDS[kind] for kind in sorted(KINDS)]))
            try:
                stated = with_edits(stated, [edit])
            except CaseError:
                continue
        last = assess(stated, record, last)
        assert last == assess(stated, record)
        assert last.record is record and last.case is stated


def computed(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> set[str]:
    """The parts that `act` makes anew."""
    made: list[str] = []

    def watched(name: str, part: assessing.Part) -> assessing.Part:
        return replace(part, of=lambda *given: (made.append(name), part.of(*given))[1])

    with monkeypatch.context() as these:
        these.setattr(assessing, "PARTS", {name: watched(name, part) for name, part in PARTS.items()})
        act()
    return set(made)


def test_only_what_a_change_reaches_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    base = assess(CASE, CONTENTS)
    weight = with_edits(CASE, [Set("issues.valley.weight.norway", 0.2)])
    assert computed(monkeypatch, lambda: assess(weight, CONTENTS, base)) == {"settlement"}
    likelihood = with_edits(CASE, [Set("evidence.near.likelihood.serious", 0.1)])
    assert computed(monkeypatch, lambda: assess(likelihood, CONTENTS, base)) == {"weighing"}
    assert computed(monkeypatch, lambda: assess(with_edits(CASE, [Set("title", "Other")]), CONTENTS, base)) == set()
    assert computed(monkeypatch, lambda: assess(CASE, CONTENTS, base)) == set()

    # Of the record: the series is read again, but where its rows are as they were no relations are computed.
    seen = {"contents", "evidence_at", "unresolved", "series", "basis"}
    reviewed = CHANGES["a look at an entry"](CONTENTS)
    assert computed(monkeypatch, lambda: assess(CASE, reviewed, base)) == seen
    heavier = CHANGES["a report's weight"](CONTENTS)
    assert computed(monkeypatch, lambda: assess(CASE, heavier, base)) == seen | {"relations", "agreement"}
    nothing = CHANGES["a document taken out"](CONTENTS)
    assert computed(monkeypatch, lambda: assess(CASE, nothing, base)) == seen | {"relations", "agreement", "weighing"}
    assert computed(monkeypatch, lambda: assess(CASE, replace(CONTENTS), base)) == {"contents"}
