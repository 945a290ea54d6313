"""Which reports tell of one event: candidates, their likeness, groups.

The result depends on the set of reports alone, never on their order: they are put in an order of their own first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log, sqrt

from hikiwake.record.merging import scale
from hikiwake.record.merging.groups import grouped
from hikiwake.record.merging.likeness import likeness
from hikiwake.record.merging.tellings import Sentences, Telling, near, sentences, telling
from hikiwake.record.model import Document, Report

_MONTH = 31


def partition(reports: Sequence[Report], documents: Mapping[str, Document]) -> list[tuple[int, ...]]:
    """Groups of reports that tell of one event.

    Args:
        reports: reports whose documents are all in `documents`.

    Returns:
        Indices into `reports`; every report is in one group, groups and their members in the order of `reports`.
    """
    cuts: dict[str, Sentences] = {}
    for report in reports:
        if report.document not in cuts:
            cuts[report.document] = sentences(documents[report.document].text)
    order = sorted(range(len(reports)), key=lambda i: _place(reports[i]))
    told = weighed([telling(reports[i], documents[reports[i].document], cuts[reports[i].document]) for i in order])
    # One sentence printed many times is one telling: a wire story in two hundred papers would else be compared with itself.
    same: dict[object, list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        same[_alike(one)].append(i)
    nodes = list(same.values())
    first = [told[node[0]] for node in nodes]
    groups = grouped(len(nodes), candidates(first), lambda a, b: likeness(first[a], first[b]), scale.MERGE_ABOVE)
    found = [tuple(sorted(order[i] for n in group for i in nodes[n])) for group in groups]
    return sorted(found)


def weighed(told: Sequence[Telling]) -> list[Telling]:
    """The tellings with their words weighed down by how many texts have them, and made a vector of unit length."""
    texts: dict[str, set[str]] = defaultdict(set)
    for one in told:
        for word in one.words:
            texts[word].add(one.document)
    n = len({one.document for one in told})
    rest = log(scale.COMMON_TEXTS)
    worth = {w: min(1.0, log((n + scale.COMMON_TEXTS) / (len(ds) + 1)) / rest) for w, ds in texts.items()}
    return [replace(one, words=_unit({w: x * worth[w] for w, x in one.words.items()})) for one in told]


def candidates(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: one kind of act, a state or a rare word in common, and near in time as far as they tell."""
    seen: set[tuple[int, int]] = set()
    for i, j in (*_near_in_time(told), *_by_rare_word(told)):
        pair = (i, j) if i < j else (j, i)
        if pair not in seen and (told[i].act == told[j].act or near(told[i].act, told[j].act)):
            seen.add(pair)
            yield pair


def _near_in_time(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    blocks: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for i, one in enumerate(told):
        if one.first is not None and one.last is not None and one.last - one.first <= _MONTH:
            for country in one.countries | one.around or {""}:
                blocks[country].append((one.first, one.last, i))
    for block in blocks.values():
        block.sort()
        for k, (_, last, i) in enumerate(block):
            for first, _, j in block[k + 1 :]:
                if first > last + scale.WINDOW_DAYS:
                    break
                yield i, j


def _by_rare_word(told: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(told):
        for word in one.words:
            holders[one.act, word].append(i)
    for some in holders.values():
        if len(some) <= scale.RARE:
            for k, i in enumerate(some):
                for j in some[k + 1 :]:
                    yield i, j


def _unit(words: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(x * x for x in words.values()))
    return {w: x / length for w, x in words.items()} if length else {}


def _alike(one: Telling) -> object:
    return (one.sentence, one.offset, one.act, one.code, one.status, one.first, one.last, one.told, one.sources, one.countries)


def _place(report: Report) -> tuple[object, ...]:
    actors = "\x1f".join(a.name for a in (*report.sources, *report.targets))
    when = report.date.date.value if report.date else ""
    spans = report.trigger.spans[0].start, report.span.start, report.span.end
    return report.document, *spans, report.trigger.text, report.cameo or "", when, str(report.status), actors
