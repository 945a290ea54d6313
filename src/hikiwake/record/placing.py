"""One document with every change that was made to it at its place: which entry each belongs to now, whatever reader read it last."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hikiwake.record import actor_rules, corrections, homes, matching
from hikiwake.record.anchors import Unresolved
from hikiwake.record.entries import Fact
from hikiwake.record.journal import Made
from hikiwake.record.keeping import Kept
from hikiwake.record.model import Correction, Report

Countries = Mapping[str, frozenset[tuple[str | None, str | None]]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A document's entries as they were read (or as the analyst left or added them), before any correction.

    `held` are the changes that belong to each entry, oldest first; `of_document` those to the document itself; `at` the entry of each change by
    the change's number. `carriers` are the ids of the reading's statements in its order. `names` are all that a rule about actors can be about,
    `actors` what the document knows of them, `homes` the people with the states that it introduces them with.
    """

    kept: Kept
    read: Mapping[str, Fact]
    held: Mapping[str, tuple[Made, ...]]
    of_document: tuple[Made, ...]
    orphans: tuple[tuple[Correction, Unresolved], ...]
    at: Mapping[int, str]
    carriers: tuple[str, ...]
    names: frozenset[str]
    actors: Countries
    homes: frozenset[tuple[str, str]]


def placed(kept: Kept, made: Sequence[Made]) -> Placed:
    """The document with the changes made to it.

    Args:
        made: those that hold and are anchored in this document, oldest first.
    """
    text = kept.document.text
    found = _found(kept)
    held: dict[str, list[Made]] = defaultdict(list)
    own: dict[str, Fact] = {}
    absorbed: dict[str, str] = {}
    orphans: list[tuple[Correction, Unresolved]] = []
    at: dict[int, str] = {}
    for one in made:
        if one.snapshot is None:
            continue
        id = one.correction.entry
        place = matching.place(one, text, tuple(found.items()))
        if one.what == "added" and not isinstance(place, Unresolved):
            if isinstance(place, str):  # a reader has found by now what the analyst added: the analyst's stands
                absorbed[place] = id
                del found[place]
            moved = matching.moved(one, text)
            place = Unresolved.ABSENT if moved is None else moved
        if isinstance(place, Unresolved):
            orphans.append((one.correction, place))
            continue
        if not isinstance(place, str):  # no reader finds it any more: it stays as the analyst's own
            if id in found and found[id] is not own.get(id):  # its id was taken by a neighbour that had its words
                id = f"{id}-kept"
            if id not in found:
                own[id] = found[id] = place
            place = id
        held[place].append(one)
        at[one.number] = place
    facts = list(found.values())
    carriers = tuple(absorbed.get(id, id) for id in kept.statement_ids)
    return Placed(
        kept,
        found,
        {id: tuple(some) for id, some in held.items()},
        tuple(one for one in made if one.snapshot is None),
        tuple(orphans),
        at,
        carriers,
        _names(kept, facts, made),
        _actors(facts),
        homes.told(facts),
    )


def known_actors(documents: Sequence[Placed], names: set[str]) -> dict[str, tuple[str | None, str | None]]:
    """What the record knows of actors by name: only where all mentions of the name agree on the country."""
    known: dict[str, tuple[str | None, str | None]] = {}
    for name in names:
        seen = {pair for document in documents for pair in document.actors.get(name, ())}
        if len({country for country, _ in seen}) == 1:
            ((country, sector), *others) = seen
            known[name] = country, None if others else sector
    return known


def _found(kept: Kept) -> dict[str, Fact]:
    reports = zip(kept.report_ids, kept.reading.reports, strict=True)
    return dict([*reports, *zip(kept.statement_ids, kept.reading.statements, strict=True)])


def _names(kept: Kept, facts: Sequence[Fact], made: Sequence[Made]) -> frozenset[str]:
    mentioned = (*facts, *kept.reading.formulas, *kept.reading.explanations)
    names = {name for fact in mentioned for name in actor_rules.names_in(fact)}
    return frozenset(names.union(*(corrections.names_typed(one.correction) for one in made)))


def _actors(facts: Sequence[Fact]) -> Countries:
    found: dict[str, set[tuple[str | None, str | None]]] = defaultdict(set)
    for fact in facts:
        actors = (*fact.sources, *fact.targets) if isinstance(fact, Report) else (fact.speaker,)
        for actor in actors:
            if actor and actor.country:
                for name in {actor_rules.key(actor.name), actor_rules.key(actor.text)}:
                    found[name].add((actor.country, actor.sector))
    return {name: frozenset(seen) for name, seen in found.items()}
