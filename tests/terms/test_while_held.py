"""What is remembered of a thing goes with the thing."""

import gc
from dataclasses import dataclass

from hikiwake.terms.while_held import WhileHeld


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Thing:
    name: str


def test_what_follows_from_a_thing_is_known_of_that_very_thing_alone() -> None:
    known: WhileHeld[Thing, str] = WhileHeld()
    one, equal = Thing("a"), Thing("a")
    known.keep(one, "first")
    assert (known.get(one), known.get(equal)) == ("first", None)
    known.keep(one, "second")
    assert (known.get(one), len(known)) == ("second", 1)


def test_it_is_forgotten_with_the_thing_and_never_told_of_another_in_its_place() -> None:
    known: WhileHeld[Thing, int] = WhileHeld()
    for n in range(1000):
        thing = Thing(str(n))
        assert known.get(thing) is None  # though it may stand where an earlier one stood
        known.keep(thing, n)
    del thing
    gc.collect()
    assert len(known) == 0
