"""Which reports tell of one event: candidates, their likeness, groups.

The result depends on the set of reports alone, never on their order: they are put in an order of their own first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from hikiwake.record.merging import scale
from hikiwake.record.merging.groups import grouped
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Sentences, Telling, acts_near, telling
from hikiwake.record.model import Document, Report

_MONTH = 31


def partition(
    reports: Sequence[Report], documents: Mapping[str, Document], cuts: Mapping[str, Sentences]
) -> list[tuple[int, ...]]:
    """Groups of reports that tell of one event.

    Args:
        reports: reports whose documents are all in `documents`.
        cuts: the documents' sentences, by the documents' ids.

    Returns:
        Indices into `reports`; every report is in one group, groups and their members in the order of `reports`.
    """
    order = sorted(range(len(reports)), key=lambda i: _place(reports[i]))
    told = [telling(reports[i], documents[reports[i].document], cuts[reports[i].document]) for i in order]
    # One sentence printed many times is one telling: a wire story in two hundred papers would else be compared with itself.
    same: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        same[_alike(one)].append(i)
    nodes = list(same.values())
    first = [told[node[0]] for node in nodes]
    groups = grouped(len(nodes), candidates(first), lambda a, b: likeness(first[a], first[b]), scale.MERGE_ABOVE)
    found = [tuple(sorted(order[i] for n in group for i in nodes[n])) for group in groups]
    return sorted(found)


def candidates(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: near in time and of one state, or with a rare word in common; of kinds of act that can be one."""
    seen: set[tuple[int, int]] = set()
    for i, j in (*_near_in_time(told), *_by_rare_word(told)):
        pair = (i, j) if i < j else (j, i)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _near_in_time(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    blocks: dict[tuple[str, str, str], list[tuple[int, int, int]]] = defaultdict(list)
    for i, one in enumerate(told):
        if one.first is not None and one.last is not None and one.last - one.first <= _MONTH:
            for kind in _kinds(one):
                for country in one.countries | one.around or {""}:
                    blocks[*kind, country].append((one.first, one.last, i))
    for block in blocks.values():
        block.sort()
        for k, (_, last, i) in enumerate(block):
            for first, _, j in block[k + 1 :]:
                if first > last + scale.WINDOW_DAYS:
                    break
                yield i, j


def _kinds(one: Telling) -> Iterator[tuple[str, str]]:
    """The kind of act alone, and each pair of it with a kind near to it: under one of these two that can be one event meet."""
    yield one.act, ""
    for other in sorted(acts_near(one.act)):
        yield min(one.act, other), max(one.act, other)


def _by_rare_word(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        for word in one.words:
            for kind in _kinds(one):
                holders[*kind, word].append(i)
        for word in one.triggers:
            holders[word,].append(i)
    for some in holders.values():
        if len(some) <= scale.RARE:
            for k, i in enumerate(some):
                for j in some[k + 1 :]:
                    yield i, j


def _alike(one: Telling) -> object:
    whose = "" if len(one.sentence.split()) >= scale.SHORTEST_COPY else one.document  # "They met." is everybody's sentence
    days = one.first, one.last, one.told
    return whose, one.sentence, one.offset, one.act, one.code, one.status, days, one.sources, one.countries


def _place(report: Report) -> tuple[object, ...]:
    actors = "\x1f".join(a.name for a in (*report.sources, *report.targets))
    when = report.date.date.value if report.date else ""
    spans = report.trigger.spans[0].start, report.span.start, report.span.end
    return report.document, *spans, report.trigger.text, report.cameo or "", when, str(report.status), actors
