"""What must hold before a change is committed: spans cut their words, an anchor finds its words again, what is named is there.

After the "CAS Doctor" of INCEpTION, which looks a document over before each save; here nothing is ever repaired, the change is refused.
"""

from collections.abc import Iterable
from dataclasses import replace

from hikiwake.record import spans
from hikiwake.record.actor_rules import rulings
from hikiwake.record.anchors import Unresolved, locate
from hikiwake.record.compilation import Compiled, rules_made
from hikiwake.record.corrections import names_typed, tight
from hikiwake.record.entries import anchored_span
from hikiwake.record.journal import Made
from hikiwake.record.model import Correction, Event, Reading, Report, Span
from hikiwake.terms.errors import RecordError


def refuse_loose(made: Made, text: str) -> None:
    """Nothing, when the change finds its entry and the words it gives it again by quotation and context.

    Raises:
        RecordError: it would not, or would point at others.
    """
    if made.snapshot is None:
        return
    at = locate(made.correction.anchor, text)
    is_known_by_id = at is Unresolved.AMBIGUOUS and made.what != "added"  # a passage that stands twice, word for word
    is_found = isinstance(at, Span) and tight(at, text) == tight(anchored_span(made.snapshot), text)
    if not is_found and not is_known_by_id:
        raise RecordError.of(
            made.correction.entry, "its words stand more than once in the document", "Select more words around them."
        )
    span, content = made.correction.span or (), made.correction.content or ()
    places = {anchor: locate(anchor, text) for anchor in (*span, *content)}
    for anchor, place in places.items():
        if isinstance(place, Unresolved):
            what = f"the words {anchor.quote[:40]!r} stand more than once in the document"
            raise RecordError.of(made.correction.entry, what, "Select more words around them.")
    told = [place for anchor in span if isinstance(place := places[anchor], Span)]
    if told and isinstance(made.snapshot, Report):
        outer, trigger = Span(told[0].start, told[-1].end), made.snapshot.trigger
        if not all(outer.holds(named) for named in trigger.spans):
            what = f"the span leaves out the words that name the event ({trigger.text!r})"
            raise RecordError.of(made.correction.entry, what, "Select them too; or reject the entry and add another.")


def refuse_untrue(compiled: Compiled, entries: Iterable[str]) -> None:
    """Nothing, when these entries cut from their documents the words that they claim.

    Raises:
        RecordError: one does not.
    """
    for id in entries:
        entry = compiled.find(id)
        if entry is None:
            continue
        document = compiled.part(id).document
        if isinstance(entry, Event):
            reading = Reading(document.id, "", reports=entry.reports)
        else:
            reading = Reading(document.id, "", statements=(replace(entry.statement, via=None),))
        spans.check(document, reading)


def refuse_unknown(compiled: Compiled, entries: Iterable[str]) -> None:
    """Nothing, when all of these are events of the record that are shown.

    Raises:
        RecordError: one is not there, is a statement or was rejected.
    """
    for id in entries:
        entry = compiled.entry(id)
        if not isinstance(entry, Event):
            raise RecordError.of(id, "is a statement; only reports of events are joined or parted", "Name an event.")
        if entry.corrected and entry.corrected.rejected:
            raise RecordError.of(id, "was rejected", "Take that back first (hikiwake correct CASE ENTRY --undo).")


def refuse_no_actors(compiled: Compiled, correction: Correction) -> None:
    """Nothing, when nobody whom the correction names was said to be no actor.

    Raises:
        RecordError: somebody was.
    """
    rules = rulings(rules_made(compiled.made))
    for name in names_typed(correction):
        if name in rules and rules[name].name is None:
            mend = f'Take that back first: hikiwake correct CASE --actor "{name}" --undo.'
            raise RecordError.of(correction.entry, f"{name!r} was said to be no actor", mend)
