"""Which reports tell of one event: candidates, their likeness, groups, and what the analyst said of them before all that.

The result depends on the set of reports alone, never on their order: they are put in an order of their own first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

from hikiwake.record.merging import scale
from hikiwake.record.merging.groups import grouped
from hikiwake.record.merging.neighbourhood import Neighbourhood, candidates, neighbourhood
from hikiwake.record.merging.sameness import Sameness, sameness
from hikiwake.record.merging.tellings import Sentences, Telling, telling
from hikiwake.record.model import Document, Report

__all__ = ["Told", "candidates", "partition", "partition_told", "place_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A report under the id of its own entry, made ready for comparison; `place` orders the reports, those of one `likeness` are one telling."""

    id: str
    telling: Telling
    place: tuple[object, ...]
    likeness: str

    def is_like(self, other: "Told") -> bool:
        """Whether the two are told alike, though they may be graded otherwise."""
        return self.place == other.place and self.telling == other.telling


def partition(
    reports: Sequence[Report], documents: Mapping[str, Document], cuts: Mapping[str, Sentences]
) -> list[tuple[int, ...]]:
    """Groups of reports that tell of one event, as far as they themselves show.

    Args:
        reports: reports whose documents are all in `documents`.
        cuts: the documents' sentences, by the documents' ids.

    Returns:
        Indices into `reports`; every report is in one group, groups and their members in the order of `reports`.
    """
    told = []
    for i, report in enumerate(reports):
        one = telling(report, documents[report.document], cuts[report.document])
        told.append(Told(str(i), one, place_of(report), likeness_of(one)))
    order = sorted(range(len(told)), key=lambda i: told[i].place)
    groups, _ = partition_told([told[i] for i in order], sameness(()))
    several = [tuple(sorted(order[i] for i in group)) for group in groups]
    alone = set(order).difference(*several)
    return sorted([*several, *((i,) for i in alone)])


def partition_told(
    told: Sequence[Told], same: Sameness, like: Neighbourhood | None = None, originals: Mapping[str, str] = MappingProxyType({})
) -> tuple[list[tuple[int, ...]], Neighbourhood]:
    """Groups of reports that tell of one event, and the neighbourhood by which they were found.

    Args:
        told: the reports, ordered by `place`.
        same: what the analyst said of them, which goes before any likeness.
        like: the neighbourhood of much the same reports, if there is one.
        originals: copy → original, by the documents' ids.

    Returns:
        Groups of several indices into `told`; a report that is in none tells of an event by itself.
    """
    # One sentence printed many times is one telling: a wire story in two hundred papers would else be compared with itself.
    printed: dict[object, list[int]] = defaultdict(list)
    judged = same.apart.keys() | same.together.keys()
    likenesses = _likenesses(told, originals)
    for i, one in enumerate(told):
        printed[_Judged(one.id) if one.id in judged else likenesses[i]].append(i)
    nodes = [sorted(node, key=lambda i: told[i].telling.document in originals) for node in printed.values()]
    first = [told[node[0]].telling for node in nodes]
    near = neighbourhood(first, like)
    units = _units({key: n for n, key in enumerate(printed)}, nodes, told, likenesses, same) if judged else {}
    number = {id(one): n for n, one in enumerate(first)}
    pairs = {(_first(number[a], units), _first(number[b], units)) for a, b in near.alike}
    apart = _kept_apart(printed, units, same)

    def likeness(a: int, b: int) -> float:
        if b in apart.get(a, ()):
            return -inf
        return max(near.likeness(first[i], first[j]) for i in units.get(a, (a,)) for j in units.get(b, (b,)))

    groups = grouped(((a, b) for a, b in pairs if a != b), likeness, scale.MERGE_ABOVE)
    return _of_several(groups, units, nodes), near


def _of_several(
    groups: Sequence[Sequence[int]], units: Mapping[int, tuple[int, ...]], nodes: Sequence[Sequence[int]]
) -> list[tuple[int, ...]]:
    """All that tell of one event with others: groups of units, units of several nodes, nodes that were printed several times."""
    found = [tuple(n for u in group for n in units.get(u, (u,))) for group in groups]
    taken = {n for some in found for n in some}
    found += [some for n, some in units.items() if n == some[0] and n not in taken]
    taken.update(units)
    found += [(n,) for n, node in enumerate(nodes) if len(node) > 1 and n not in taken]
    return [tuple(sorted(i for n in some for i in nodes[n])) for some in found]


def _likenesses(told: Sequence[Told], originals: Mapping[str, str]) -> list[str]:
    """The likeness of each; of what stands in a copy that of the same words in the original, on whatever day a reader of the copy put it."""
    copied = set(originals.values())
    there = {(t.document, *_words_of(t)): one.likeness for one in reversed(told) if (t := one.telling).document in copied}
    return [
        there.get((originals[t.document], *_words_of(t)), one.likeness)
        if (t := one.telling).document in originals
        else one.likeness
        for one in told
    ]


def _words_of(one: Telling) -> tuple[object, ...]:
    return one.sentence, one.offset, one.act, one.code, one.status, one.sources, one.countries


def _first(n: int, units: Mapping[int, tuple[int, ...]]) -> int:
    """The first node of the unit that a node is of: the number by which the unit goes."""
    return units[n][0] if n in units else n


def place_of(report: Report) -> tuple[object, ...]:
    """What the reports are ordered by: their documents, then where they stand, then what they say."""
    actors = "\x1f".join(a.name for a in (*report.sources, *report.targets))
    when = report.date.date.value if report.date else ""
    spans = report.trigger.spans[0].start, report.span.start, report.span.end
    return report.document, *spans, report.trigger.text, report.cameo or "", when, str(report.status), actors


def likeness_of(one: Telling) -> str:
    """What is the same in two tellings that are one sentence printed twice: one text, which is looked up quickly."""
    whose = "" if len(one.sentence.split()) >= scale.SHORTEST_COPY else one.document  # "They met." is everybody's sentence
    countries = (",".join(sorted(some)) for some in (one.sources, one.countries))
    facts = (whose, one.offset, one.act, one.code, one.status, one.first, one.last, one.told, *countries, one.sentence)
    return "\x1f".join(map(str, facts))


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is the same only in a report of which the analyst has said something: itself."""

    id: str


def _units(
    place: Mapping[object, int], nodes: Sequence[Sequence[int]], told: Sequence[Told], likenesses: Sequence[str], same: Sameness
) -> dict[int, tuple[int, ...]]:
    """The nodes that nothing may part any more, by each of them: those the analyst joined; then the copies of one sentence, unless the
    analyst parted them. `place` has the number of each node by what its tellings have in common.
    """
    judged = {key.id: n for key, n in place.items() if isinstance(key, _Judged)}
    unit: dict[int, list[int]] = {}
    for some in same.classes:
        joined = sorted({judged[id] for id in some if id in judged})
        unit |= dict.fromkeys(joined, joined)
    copies: dict[str, list[int]] = defaultdict(list)
    for n in judged.values():
        likeness = likenesses[nodes[n][0]]
        if likeness not in copies and likeness in place:
            copies[likeness].append(place[likeness])
        copies[likeness].append(n)
    for some_nodes in copies.values():
        for k, n in enumerate(some_nodes):
            for m in some_nodes[:k]:
                one, other = unit.get(n, [n]), unit.get(m, [m])
                if one is not other and not _quarrel(one, other, nodes, told, same):
                    together = sorted((*one, *other))
                    unit |= dict.fromkeys(together, together)
                    break
    return {n: tuple(some) for n, some in unit.items() if len(some) > 1}


def _quarrel(
    one: Sequence[int], other: Sequence[int], nodes: Sequence[Sequence[int]], told: Sequence[Told], same: Sameness
) -> bool:
    ids = {told[i].id for n in other for i in nodes[n]}
    return any(not ids.isdisjoint(same.apart.get(told[i].id, ())) for n in one for i in nodes[n])


def _kept_apart(keys: Iterable[object], units: Mapping[int, tuple[int, ...]], same: Sameness) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if same.apart:
        unit_of = {key.id: _first(n, units) for n, key in enumerate(keys) if isinstance(key, _Judged)}
        for id, others in same.apart.items():
            if id in unit_of:
                found[unit_of[id]] |= {unit_of[other] for other in others if other in unit_of}
    return found
