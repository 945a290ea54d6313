"""Runs of five words: what texts share of them, beside plain sets; and copies found anew where a record has changed a little."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_examples import document

from hikiwake.record.merging.copies import Copies
from hikiwake.record.merging.runs import runs, shared
from hikiwake.record.model import Document
from hikiwake.terms.dates import from_timex

texts = st.lists(st.lists(st.sampled_from(["a", "b", "島"]), max_size=14), max_size=6)


def plain(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


@given(texts, st.integers(0, 6))
def test_what_texts_share_is_what_their_sets_of_runs_share(words: list[list[str]], new: int) -> None:
    new = min(new, len(words))
    numbers = [runs(some) for some in words]
    assert [len(some) for some in numbers] == [len(plain(some)) for some in words]
    assert all((np.diff(some.astype(object)) > 0).all() for some in numbers)  # in order, each once
    expected = [[len(plain(words[i]) & plain(words[j])) if j > i else 0 for j in range(len(words))] for i in range(new)]
    assert [list(count) for count in shared(numbers, new)] == expected


def a_text(chance: random.Random, earlier: list[Document], number: int) -> Document:
    """A text of its own, or another one printed again in part and with words of its own."""
    words = [f"w{chance.randint(0, 3_000)}" for _ in range(chance.randint(3, 60))]
    if earlier and chance.random() < 0.5:
        words = [*words[:4], *chance.choice(earlier).text.split()[: chance.randint(3, 60)]]
    return document(" ".join(words), name=f"{number}.txt", date=from_timex(f"2021-03-{chance.randint(1, 28):02}"))


@pytest.mark.parametrize("seed", range(4))
def test_copies_of_a_record_that_changed_a_little_are_those_found_from_the_start(seed: int) -> None:
    chance = random.Random(seed)
    documents: list[Document] = []
    copies, found = Copies(()), 0
    for step in range(40):
        kind = chance.randrange(4)
        if kind == 3 and documents:
            documents.remove(chance.choice(documents))
        elif kind == 2 and documents:
            n = chance.randrange(len(documents))  # the same bytes, of which better reading made another text
            documents[n] = replace(documents[n], text=a_text(chance, documents, step).text, prose=())
        else:
            documents += [a_text(chance, documents, step) for _ in range(kind + 1)]
        documents = list({d.id: d for d in documents}.values())
        chance.shuffle(documents)
        copies, anew = Copies(documents, copies), Copies(documents)
        pairs = [(one.id, other.id) for one in documents for other in documents]
        assert [copies.of(d.id) for d in documents] == [anew.of(d.id) for d in documents]
        assert [copies.are_one_text(*pair) for pair in pairs] == [anew.are_one_text(*pair) for pair in pairs]
        found += sum(copies.of(d.id) is not None for d in documents)
    assert found


def test_a_short_copy_is_found_whichever_of_its_runs_it_shares() -> None:
    chance = random.Random(1)
    for _ in range(200):
        words = [f"w{n}" for n in chance.sample(range(5_000), 38)]
        one, other = document(" ".join(words[:24])), document(" ".join(words[9:33]))
        assert Copies([one, other]).of(other.id) == one
