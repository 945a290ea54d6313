"""Where sources contradict each other: one tells what another denies or takes back itself, or both cannot be right about a day, a number or who was
there; then an entry is disputed.

Only what is certain to contradict counts, for a false quarrel costs an analyst more than a missed one: the two sides stand in texts of two
voices, and it is the same act by the same states on the same day. Who is silent, vague or early contradicts nobody. `contradictions` has a file a
kind.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set

from hikiwake.record.contradictions.attendance import of_attendance, tells_of_absence
from hikiwake.record.contradictions.contradicted import put_right
from hikiwake.record.contradictions.counts import of_counts
from hikiwake.record.contradictions.days import of_days
from hikiwake.record.contradictions.denials import denied_events, within
from hikiwake.record.contradictions.sides import (
    Dispute,
    Documents,
    Side,
    is_denied,
    is_done,
    side,
    speaker_side,
    told,
    told_of,
)
from hikiwake.record.contradictions.withdrawals import withdrawn
from hikiwake.record.merging.repeated import origins
from hikiwake.record.model import Contents, Event
from hikiwake.record.voices import denials, opposites
from hikiwake.terms.while_held import WhileHeld

__all__ = ["Dispute", "Disputes", "Side", "disputes", "told"]

Disputes = Mapping[str, tuple[Dispute, ...]]
_Found = dict[str, list[Dispute]]
_OF_ONE_HAPPENING: tuple[Callable[[Event, Documents], Dispute | None], ...] = (within, of_days, of_counts)


def disputes(contents: Contents) -> Disputes:
    """The disputed entries of a record whose reports were brought together (`merging.merged`), by id; both sides' entries are there.

    The answer is remembered as long as somebody holds the record.
    """
    known = _remembered.get(contents)
    if known is None:
        known = _disputes(contents)
        _remembered.keep(contents, known)
    return known


_remembered: WhileHeld[Contents, Disputes] = WhileHeld()


def _disputes(contents: Contents) -> Disputes:
    documents = {d.id: d for d in contents.documents}
    found: _Found = defaultdict(list)
    of_absence = {d.id for d in contents.documents if tells_of_absence(d)}
    for event in contents.events:
        if len(event.reports) > 1:
            found[event.id] += filter(None, (kind(event, documents) for kind in _OF_ONE_HAPPENING))
            if not event.documents.isdisjoint(of_absence):
                found[event.id] += filter(None, (of_attendance(event, documents),))
    taken_back: set[tuple[str, str]] = set()
    for event, by, dispute in withdrawn(contents.events, documents, origins.copies(contents.documents)):
        taken_back |= {(event.id, other.id) for other in by}
        _add(found, dispute, event.id, *(other.id for other in by))
    denied = _add_denied(found, contents, documents, taken_back) | {event for event, _ in taken_back}
    for event, denying in denials(contents.statements, contents.events, documents):
        affirming_it = told_of(event, is_done)
        if affirming_it and event.id not in denied and not any(map(is_denied, event.reports)):
            sides = side("that it happened", affirming_it, documents), speaker_side(denying, "that it did not", documents)
            _add(found, Dispute("happened", sides), event.id, denying.id)
    for event, correcting, dispute in put_right(contents.statements, contents.events, documents):
        if not any(d.about == "number" for d in found[event.id]):
            _add(found, dispute, event.id, correcting.id)
    for affirming, denying in opposites(contents.statements, documents):
        sides = speaker_side(affirming, "that it is so", documents), speaker_side(denying, "that it is not", documents)
        _add(found, Dispute("said", sides), affirming.id, denying.id)
    return {id: tuple(some) for id, some in found.items() if some}


def _add_denied(found: _Found, contents: Contents, documents: Documents, taken_back: Set[tuple[str, str]]) -> frozenset[str]:
    """Adds the happenings that other texts deny, each once with all denials, withdrawals left out; their ids."""
    denied_by: dict[str, list[Event]] = defaultdict(list)
    for done, denied in denied_events(contents.events, documents):
        if (done.id, denied.id) not in taken_back:
            denied_by[done.id].append(denied)
    for done in (e for e in contents.events if e.id in denied_by):
        against = [one for denied in denied_by[done.id] for one in told_of(denied, is_denied)]
        sides = side("that it happened", told_of(done, is_done), documents), side("that it did not", against, documents)
        _add(found, Dispute("happened", sides), done.id, *(denied.id for denied in denied_by[done.id]))
    return frozenset(denied_by)


def _add(found: _Found, dispute: Dispute, *entries: str) -> None:
    for entry in entries:
        found[entry].append(dispute)
