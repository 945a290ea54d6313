"""Which reports tell of one event: candidates, their likeness, groups, and what the analyst said of them before all that.

The result depends on the set of reports alone, never on their order: they are put in an order of their own first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf

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
    likeness: object

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
    return sorted(tuple(sorted(order[i] for i in group)) for group in groups)


def partition_told(
    told: Sequence[Told], same: Sameness, like: Neighbourhood | None = None
) -> tuple[list[tuple[int, ...]], Neighbourhood]:
    """Groups of reports that tell of one event, and the neighbourhood by which they were found.

    Args:
        told: the reports, ordered by `place`.
        same: what the analyst said of them, which goes before any likeness.
        like: the neighbourhood of much the same reports, if there is one.

    Returns:
        Groups of indices into `told`; every report is in one.
    """
    # One sentence printed many times is one telling: a wire story in two hundred papers would else be compared with itself.
    printed: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        is_judged = one.id in same.apart or one.id in same.together
        printed[_Judged(one.id) if is_judged else one.likeness].append(i)
    nodes = list(printed.values())
    first = [told[node[0]].telling for node in nodes]
    near = neighbourhood(first, like)
    units = _units(list(printed), nodes, told, same)
    unit_of = {n: u for u, unit in enumerate(units) for n in unit}
    number = {id(one): n for n, one in enumerate(first)}
    pairs = {(unit_of[number[a]], unit_of[number[b]]) for a, b in near.alike}
    apart = _kept_apart(units, nodes, told, same)

    def likeness(a: int, b: int) -> float:
        if b in apart.get(a, ()):
            return -inf
        return max(near.likeness(first[i], first[j]) for i in units[a] for j in units[b])

    groups = grouped(len(units), ((a, b) for a, b in pairs if a != b), likeness, scale.MERGE_ABOVE)
    return [tuple(sorted(i for u in group for n in units[u] for i in nodes[n])) for group in groups], near


def place_of(report: Report) -> tuple[object, ...]:
    """What the reports are ordered by: their documents, then where they stand, then what they say."""
    actors = "\x1f".join(a.name for a in (*report.sources, *report.targets))
    when = report.date.date.value if report.date else ""
    spans = report.trigger.spans[0].start, report.span.start, report.span.end
    return report.document, *spans, report.trigger.text, report.cameo or "", when, str(report.status), actors


def likeness_of(one: Telling) -> object:
    """What is the same in two tellings that are one sentence printed twice."""
    whose = "" if len(one.sentence.split()) >= scale.SHORTEST_COPY else one.document  # "They met." is everybody's sentence
    days = one.first, one.last, one.told
    return whose, one.sentence, one.offset, one.act, one.code, one.status, days, one.sources, one.countries


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is the same only in a report of which the analyst has said something: itself."""

    id: str


def _units(keys: Sequence[object], nodes: Sequence[Sequence[int]], told: Sequence[Told], same: Sameness) -> list[tuple[int, ...]]:
    """The nodes that nothing may part any more: those the analyst joined; then the copies of one sentence, unless the analyst parted them."""
    if not same.together and not same.apart:
        return [(n,) for n in range(len(nodes))]
    node_of = {told[node[0]].id: n for n, node in enumerate(nodes)}
    unit: dict[int, list[int]] = {n: [n] for n in range(len(nodes))}
    judged = [n for n, key in enumerate(keys) if isinstance(key, _Judged)]
    for some in same.classes:
        joined = sorted({node_of[id] for id in some if id in node_of})
        unit |= dict.fromkeys(joined, joined)
    copies: dict[object, list[int]] = defaultdict(list)
    number = {key: n for n, key in enumerate(keys)}
    for n in judged:
        likeness = told[nodes[n][0]].likeness
        if likeness not in copies and likeness in number:
            copies[likeness].append(number[likeness])
        copies[likeness].append(n)
    for some_nodes in copies.values():
        for n in some_nodes[1:]:
            for m in some_nodes[: some_nodes.index(n)]:
                if unit[n] is not unit[m] and not _quarrel(unit[n], unit[m], nodes, told, same):
                    together = sorted((*unit[n], *unit[m]))
                    unit |= dict.fromkeys(together, together)
                    break
    return sorted({tuple(some) for some in unit.values()})


def _quarrel(
    one: Sequence[int], other: Sequence[int], nodes: Sequence[Sequence[int]], told: Sequence[Told], same: Sameness
) -> bool:
    ids = {told[i].id for n in other for i in nodes[n]}
    return any(not ids.isdisjoint(same.apart.get(told[i].id, ())) for n in one for i in nodes[n])


def _kept_apart(
    units: Sequence[Sequence[int]], nodes: Sequence[Sequence[int]], told: Sequence[Told], same: Sameness
) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    if same.apart:
        unit_of = {told[i].id: u for u, unit in enumerate(units) for n in unit for i in nodes[n]}
        for id, others in same.apart.items():
            if id in unit_of:
                found[unit_of[id]] |= {unit_of[other] for other in others if other in unit_of}
    return found
