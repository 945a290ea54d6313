"""The reports of one document made ready for comparison, and what of its statements only tells its events once more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import is_

from hikiwake.record.merging.partition import Told, likeness_of, place_of
from hikiwake.record.merging.tellings import Sentences, sentences, telling
from hikiwake.record.model import Correction, Document, Event, Report, Said

_DEEDS = (
    "04",
    "057",
    "06",
    "07",
    "08",
    "14",
    "15",
    "16",
    "17",
    "18",
    "19",
    "20",
)  # CAMEO: talks, signatures, help, concessions, force
_CLAUSES = frozenset(
    ["that", "to", "whether", "if", "how", "what", "why", "when", "where", "who"]
)  # words with which a clause begins


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A report with the id of its own entry and, where it speaks for it, what the analyst put right; `of` is the event it came with."""

    id: str
    report: Report
    corrected: Correction | None
    of: Event


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A document's entries in the order given, each made ready; `order` are their indices by `Told.place`; `deeds` where its deeds are told."""

    document: Document
    entries: tuple[Entry, ...]
    told: tuple[Told, ...]
    order: tuple[int, ...]
    cut: Sentences
    deeds: frozenset[int]


def prepared(document: Document, entries: Sequence[Entry], like: "Prepared | None" = None) -> Prepared:
    """The document's reports made ready; `like` is what was made of much the same ones, for what has not changed since."""
    is_like = like is not None and like.document is document
    if like is not None and is_like and are_same(entries, like.entries):
        return like
    reports = [one.report for one in entries]
    known: dict[tuple[str, int], tuple[Entry, Told]] = {}
    if like is not None and is_like:
        cut = like.cut.of(reports)
        if cut is like.cut:
            known = {(e.id, id(e.report)): (e, t) for e, t in zip(like.entries, like.told, strict=True)}
    else:
        cut = sentences(document.text, reports)
    before = {t.id: t for t in like.told} if like is not None else {}
    kept: list[Entry] = []
    told: list[Told] = []
    for entry in entries:
        earlier = known.get((entry.id, id(entry.report)))
        if earlier is not None:
            kept.append(earlier[0] if earlier[0].corrected is entry.corrected else entry)
            told.append(earlier[1])
        else:
            one = telling(entry.report, document, cut)
            now = Told(entry.id, one, place_of(entry.report), likeness_of(one))
            kept.append(entry)
            told.append(before[entry.id] if entry.id in before and before[entry.id].is_like(now) else now)
    order = tuple(sorted(range(len(told)), key=lambda i: told[i].place))
    return Prepared(document, tuple(kept), tuple(told), order, cut, _deeds(reports))


def are_same(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether the two hold the very same objects, in the same order."""
    return one is other or (len(one) == len(other) and all(map(is_, one, other)))


def only_tells_a_deed(said: Said, deeds: Mapping[str, frozenset[int]]) -> bool:
    """Whether a statement only tells a deed once more: "signed a treaty" is an event; that they agreed *to sign* is said as well."""
    statement = said.statement
    here = deeds.get(statement.document)
    if not here or statement.cue is None or statement.quoted:
        return False
    if all(here.isdisjoint(range(s.start, s.end)) for s in statement.cue.spans):
        return False
    return next(iter(statement.content.text.split()), "").lower() not in _CLAUSES


def _deeds(reports: Sequence[Report]) -> frozenset[int]:
    """The code points of the triggers of the document's deeds."""
    deeds = (r for r in reports if (r.cameo or "").startswith(_DEEDS))
    return frozenset(c for r in deeds for s in r.trigger.spans for c in range(s.start, s.end))
