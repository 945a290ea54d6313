"""What is left uncompared could not have been one event: the shortcuts of the merging beside all pairs compared in full."""

import random
from itertools import combinations

import pytest

from hikiwake.record.merging import scale
from hikiwake.record.merging.likeness import AT_MOST, likeness, parts, window
from hikiwake.record.merging.neighbourhood import candidates, neighbourhood
from hikiwake.record.merging.tellings import Telling, acts_near
from hikiwake.record.model import Status

ACTS = ("agree", "meet", "phone", "threaten", "visit")
WORDS = ("cod", "crab", "hotline", "post", "boat", "quota", "Tromso")
STATES = ("NOR", "RUS", "SWE")


def some(chance: random.Random, of: tuple[str, ...], most: int) -> frozenset[str]:
    return frozenset(chance.sample(of, chance.randint(0, most)))


def a_telling(chance: random.Random, number: int) -> Telling:
    """Any telling: of a day, a stretch, a date without end or none at all, told at some time by somebody of something."""
    first = chance.choice((None, 700_000 + chance.randint(0, 60)))
    last = chance.choice((None, (first or 700_020) + chance.choice((0, 0, 0, 6, 30, 90, 365))))
    if first is not None and chance.random() < 0.5:
        last = first
    sources = some(chance, STATES, 2)
    words = dict.fromkeys(some(chance, WORDS, 4), chance.choice((scale.EVERYDAY_WORTH, 1.0, scale.NAME_WORTH)))
    return Telling(
        document=f"d{chance.randint(0, 9)}",
        sentence=f"sentence {number}",
        offset=0,
        is_headline=chance.random() < 0.2,
        act=chance.choice(ACTS),
        code=chance.choice(("040", "057", "130")),
        triggers=some(chance, ("met", "sign", "talk", "visit"), 2),
        status=chance.choice(list(Status)),
        first=first,
        last=last,
        is_inferred=chance.random() < 0.2,
        told=chance.choice((None, 700_000 + chance.randint(0, 90))),
        sources=sources,
        countries=sources | some(chance, STATES, 2),
        around=some(chance, STATES, 1),
        beside=some(chance, STATES, 2),
        is_mutual=chance.random() < 0.3,
        place=chance.choice(("", "tromso", "kirkenes")),
        words=words,
        names=some(chance, WORDS, 2),
        object=some(chance, WORDS, 2),
        count=chance.random() < 0.1,
        ordinal=chance.choice((None, None, 1, 2)),
    )


def do_meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


@pytest.fixture(scope="module")
def tellings() -> list[Telling]:
    chance = random.Random(11)
    return [a_telling(chance, n) for n in range(250)]


def test_no_part_is_worth_more_than_the_most_that_is_reckoned_with(tellings: list[Telling]) -> None:
    worth = [list(parts(one, other)) for one, other in combinations(tellings, 2)]
    assert all(tuple(name for name, _ in some) == tuple(AT_MOST) for some in worth)
    for name, weight in (part for some in worth for part in some):
        assert weight <= AT_MOST[name] + 1e-9, name


@pytest.mark.parametrize("above", [scale.MERGE_ABOVE, 6.0, -10.0])
def test_a_likeness_that_is_above_what_is_asked_for_is_told_in_full_and_no_other_is_taken_for_one(
    tellings: list[Telling], above: float
) -> None:
    found = 0
    for one, other in combinations(tellings, 2):
        whole, asked = likeness(one, other), likeness(one, other, above)
        assert asked == whole if whole > above else asked <= above
        found += whole > above
    assert found


def test_those_whose_windows_do_not_meet_are_ruled_out(tellings: list[Telling]) -> None:
    apart = 0
    for one, other in combinations(tellings, 2):
        if not do_meet(window(one), window(other)):
            assert likeness(one, other) == scale.VETO
            apart += 1
    assert apart > 1_000


@pytest.mark.parametrize("rare", [60, 100])
def test_whatever_is_alike_among_those_that_a_rare_word_or_the_days_bring_together_is_found(
    tellings: list[Telling], monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(scale, "RARE", rare)
    n = range(len(tellings))
    holders: dict[tuple[object, ...], list[int]] = {}
    for i in n:
        one = tellings[i]
        kinds = [(one.act,), *(tuple(sorted((one.act, other))) for other in acts_near(one.act))]
        for block in {*((*kind, word) for kind in kinds for word in one.words), *((word,) for word in one.triggers)}:
            holders.setdefault(block, []).append(i)
    together = {pair for some in holders.values() if len(some) <= rare for pair in combinations(some, 2)}
    meeting = {(i, j) for i, j in together if do_meet(window(tellings[i]), window(tellings[j]))}
    compared = candidates(tellings)
    assert meeting <= compared and not together <= compared
    assert any(likeness(tellings[i], tellings[j]) > scale.MERGE_ABOVE for i, j in meeting)
    near = neighbourhood(tellings)
    place = {id(one): i for i, one in enumerate(tellings)}
    found = {tuple(sorted((place[a], place[b]))): worth for (a, b), worth in near.alike.items()}
    assert found == {(i, j): w for i, j in compared if (w := likeness(tellings[i], tellings[j])) > scale.MERGE_ABOVE}
