"""Happenings that a paper told and then took back: "The Post retracts its report of 3 March that …", "an earlier version said …".

The later text has to name the report as its own, or as that of the paper that it names, and what it takes back has to be what that one told.
A text that goes on to tell the same deed, with another day or number, puts a detail right and takes nothing back.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hikiwake.record.contradictions.papers import voice_of
from hikiwake.record.contradictions.ready import Tellings, are_alike
from hikiwake.record.contradictions.sides import WITHDRAWN, Dispute, Documents, Side, Told, side, states, told_of
from hikiwake.record.merging.copies import Copies
from hikiwake.record.merging.words import stem
from hikiwake.record.model import Document, Event, Polarity, Report, Status
from hikiwake.record.spans import squeezed
from hikiwake.terms.retractions import TakenBack, reporter_of, taken_back

_ARTICLE = re.compile(r"^(?:the|el|la|le|les|il|der|die|das)\s+", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|neither|nor|nobody|none)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NEXT = 2  # sentences after the one that takes back
Found = tuple[Event, Sequence[Event], Dispute]  # told, taken back by, how it is told


@dataclass(frozen=True, slots=True)
class _Withdrawal:
    """A report that takes an earlier one back, and whose it says that is: "we", or a paper that it names."""

    event: Event
    told: Told
    of: TakenBack

    def is_of(self, earlier: Document, documents: Documents) -> bool:
        """Whether an earlier text is of the paper that takes its report back."""
        later = documents[self.told[1].document]
        if earlier.id == later.id or not _is_before(earlier, later):
            return False
        if self.of.is_itself:
            return _name(earlier).casefold() == _name(later).casefold() != "" or (voice_of(earlier) == voice_of(later) != "")
        return _names(self.of.who, _name(earlier))


def withdrawn(events: Sequence[Event], documents: Documents, copies: Copies) -> Iterator[Found]:
    """Happenings that a paper told and took back, by what, and the dispute that says so."""
    ready = Tellings(documents)
    taking_back = [one for event in events for one in _withdrawals(event, ready)]
    for event in events if taking_back else ():
        done = told_of(event, _is_told)
        pairs = [(one, told) for one in taking_back for told in done if _takes_back(one, told[1], ready)]
        if pairs:
            by = {one.event.id: one.event for one, _ in pairs}
            yield event, tuple(by.values()), _dispute(done, pairs, ready, copies)


def _withdrawals(event: Event, ready: Tellings) -> Iterator[_Withdrawal]:
    for told in zip(event.own_entries, event.reports, strict=True):
        report = told[1]
        if report.status is not Status.DENIED and report.polarity is not Polarity.NEGATIVE:
            continue
        cut = ready.cut(report)
        start, end = cut.at(report.trigger.spans[0].start)
        sentence = squeezed(cut.text[start:end])
        of = taken_back(sentence) or reporter_of(sentence)
        if of is not None and (of.who or of.is_itself) and not _is_put_right(report, sentence[of.end :], ready):
            yield _Withdrawal(event, told, of)


def _is_put_right(report: Report, rest: str, ready: Tellings) -> bool:
    """Whether the text goes on to tell the deed itself, "met on 4 May" after "said that they met on 3 May"."""
    cut = ready.cut(report)
    acts = {stem(word) for word in report.trigger.text.split() if len(word) > 2}
    following = [rest]
    _, end = cut.at(report.trigger.spans[0].start)
    while end < len(cut.text) and len(following) <= _NEXT:
        start, end = cut.at(end)
        following.append(squeezed(cut.text[start:end]))
    return any(acts & set(map(stem, _WORD.findall(part))) and not _NOT.search(part) for part in following)


def _is_told(report: Report) -> bool:
    """Whether it is told to have happened; by whom it is only guessed it can be taken back all the same."""
    return report.status is Status.ACTUAL and report.polarity is Polarity.POSITIVE


def _takes_back(one: _Withdrawal, told: Report, ready: Tellings) -> bool:
    report = one.told[1]
    if not states(told) & states(report) or not one.is_of(ready.documents[told.document], ready.documents):
        return False
    return are_alike(ready.of(report), ready.of(told))


def _dispute(done: Sequence[Told], pairs: Sequence[tuple[_Withdrawal, Told]], ready: Tellings, copies: Copies) -> Dispute:
    """Who still tells it, the paper's own report, copies of it and who only cites it left out where anybody does, and who has withdrawn it."""
    documents = ready.documents
    taken = {told[1].document for _, told in pairs}
    papers = {_name(documents[id]) for id in taken}
    others = [
        told
        for told in done
        if told[1].document not in taken
        and _name(documents[told[1].document]) not in papers
        and not any(copies.are_one_text(told[1].document, id) for id in taken)
        and not any(_names(ready.of(told[1]).sentence, name) for name in papers)
    ]
    who = dict.fromkeys(squeezed(documents[id].publisher or "") or voice_of(documents[id]) for id in sorted(taken))
    back = Side(WITHDRAWN, tuple(who), tuple(dict.fromkeys(one.told[0] for one, _ in pairs)))
    return Dispute("withdrawn", (side("that it happened", others or [told for _, told in pairs], documents), back))


def _is_before(earlier: Document, later: Document) -> bool:
    last, first = earlier.date and earlier.date.latest, later.date and later.date.earliest
    return bool(last and first and last <= first)


def _names(words: str, name: str) -> bool:
    """Whether the words have a paper's name among them: "the Post", not "the post"."""
    return bool(name) and f" {name} " in f" {' '.join(_WORD.findall(words))} "


def _name(document: Document) -> str:
    """The publisher's name without its article."""
    return " ".join(_WORD.findall(_ARTICLE.sub("", squeezed(document.publisher or ""))))
