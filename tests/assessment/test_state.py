"""Entries as the ledger keeps them: what an older version told without its cue is no news."""

from dataclasses import replace

import pytest

from hikiwake.assessment.state import is_told_alike
from hikiwake.ledger.model import Told

OLD = Told("statement", "2026-05-04", "Erik Lund", "that troops had crossed", "attributed", "", "d1")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("that troops had crossed", "that troops had crossed"),
        ("that troops had crossed", "denied that troops had crossed"),
        ("“No man.”", "denied: “No man.”"),
        ("The report", "The report was denied"),
        ("A ruling … before May", "A ruling is not expected before May"),
    ],
)
def test_a_denial_that_only_has_its_cue_now_is_told_as_it_was(old: str, new: str):
    assert is_told_alike(replace(OLD, what=old), replace(OLD, what=new))


@pytest.mark.parametrize(
    "new",
    [
        replace(OLD, what="that troops had left"),
        replace(OLD, what="denied that troops had crossed", who="Mira Kosta"),
        replace(OLD, what="denied that troops had crossed", note="corrected by Anna"),
        replace(OLD, what="said at home and on the way there that troops had crossed", kind="statement"),
    ],
)
def test_what_says_something_else_is_not(new: Told):
    assert not is_told_alike(OLD, new)
