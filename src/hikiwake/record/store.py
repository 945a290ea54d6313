"""The record on disk: one SQLite file that many may read while one writes.

What `add` or `correct` reported as done is there after `kill -9` and after power loss; what was under way is there whole or not at
all. Documents' bytes lie in the case's `documents/` folder; here are their text, what was read from it, and all that an analyst put right:
appended to a journal, found again by quotation and context whatever reader comes next, taken back one by one.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from hikiwake.record import consistency, handmade, journal
from hikiwake.record.analyst import PlaceName
from hikiwake.record.anchors import unique_anchor
from hikiwake.record.compilation import Compiled
from hikiwake.record.corrections import checked, is_empty
from hikiwake.record.entries import anchored_span
from hikiwake.record.entries import kind as kind_of
from hikiwake.record.journal import Made
from hikiwake.record.merging import merged
from hikiwake.record.model import Anchor, Correction, Event, Said, Span, Status
from hikiwake.record.replacing import Replacing
from hikiwake.record.typed import Words, anchors_of, place_named, stretches
from hikiwake.record.versions import refuse_conflict, version
from hikiwake.terms.errors import RecordError
from hikiwake.terms.grades import Grade

Entry = Event | Said


class Record(Replacing):
    """An open record; use it as a context manager, one for each thread.

    Whatever an analyst puts right takes `by`, whose judgement it is, and `on`, when: an ISO timestamp.
    """

    def correct(
        self,
        entry_id: str,
        *,
        sources: Sequence[str] | None = None,
        targets: Sequence[str] | None = None,
        date: str | None = None,
        grade: Grade | str | None = None,
        status: Status | str | None = None,
        span: Words | None = None,
        content: Words | None = None,
        category: str | None = None,
        cameo: str | None = None,
        place: str | PlaceName | None = None,
        rejected: bool = False,
        note: str = "",
        by: str = "",
        on: str = "",
        also: Sequence[str] = (),
        if_version: str | None = None,
    ) -> tuple[Entry, Entry]:
        """Correct an entry. The correction is the analyst's and outlives every reader; what is left out stays as it is.

        Args:
            sources: names or ISO codes, which replace those of the entry (a statement has one, its speaker).
            targets: likewise, of an event.
            date: TIMEX3; empty for none.
            span: the words that tell the event, as code points of the document's text; those that name it stay within.
            content: the words of a statement's content, in one or several pieces.
            category, cameo: PLOVER and CAMEO; the Goldstein value follows.
            place: its name, empty for none; its coordinates are those that the record has, unless they are given with it.
            rejected: take the entry out of the chronicle; `undo` brings it back.
            also: other entries that the same holds of, corrected in the same go: the other reports of one event. Words are of this one alone.
            if_version: correct only what `version_of` gave this for.

        Returns:
            The entry before and after.

        Raises:
            RecordError: no such entry, nothing to correct, or a value that the entry cannot take.
            ConflictError: the entry is not what it was any more.
        """
        with self._writing() as connection:
            found = self._compiled(connection)
            before = found.entry(entry_id)
            refuse_conflict(found, (entry_id, *also), if_version)
            told = Correction(
                entry_id, Anchor("", ""), "event" if isinstance(before, Event) else "statement", _maybe_tuple(sources),
                _maybe_tuple(targets), date, grade, status, rejected, note, by, on,  # type: ignore[arg-type]  # checked below
                category=category, cameo=cameo, place=place_named(place, found.contents),
            )  # fmt: skip
            consistency.refuse_no_actors(found, told)
            document = found.part(entry_id).document
            words = replace(told, span=anchors_of(span, document), content=anchors_of(content, document))
            first = _append(connection, found, words)
            for id in () if is_empty(told) else also:
                kind = "event" if isinstance(found.entry(id), Event) else "statement"
                _append(connection, found, replace(told, entry=id, kind=kind), made_with=first)
            now = self._after_writing(connection, found)
            consistency.refuse_untrue(now, (entry_id, *also))
            after = now.entry(entry_id)
        return before, after

    def add_entry(
        self,
        document_id: str,
        spans: Words,
        *,
        kind: str = "event",
        sources: Sequence[str] = (),
        targets: Sequence[str] = (),
        category: str | None = None,
        cameo: str | None = None,
        date: str | None = None,
        grade: Grade | str | None = None,
        status: Status | str | None = None,
        place: str | PlaceName | None = None,
        note: str = "",
        by: str = "",
        on: str = "",
    ) -> Entry:
        """Add an event or a statement that no reader found, on words of a document; it is marked as the analyst's.

        Args:
            document_id: the document's SHA-256, or the beginning of it.
            spans: the words that tell the event, or the statement's content, as code points of the document's text.
            kind: `event` or `statement`.
            sources: who did it, or the one who said it; a statement without one is the author's own judgement.

        Raises:
            RecordError: no such document, no words, or a value that the entry cannot take.
        """
        if kind not in ("event", "statement"):
            raise RecordError.of(kind, "is no kind of entry", "Give event or statement.")
        with self._writing() as connection:
            found = self._compiled(connection)
            part = found.document(document_id)
            if part is None:
                raise RecordError.of(document_id[:12], "there is no such document in the record", "Name one that was read.")
            document = part.document
            words = handmade.selected(stretches(spans), document)
            fact = handmade.fact(kind, document, words, is_authors=not sources)
            had = (
                row.correction.entry for row in journal.read(connection, self._memory.journal).values() if isinstance(row, Made)
            )
            id = handmade.new_id(fact, document, {*had, *(entry for one in found.parts for entry in one.entries)})
            at = Span(words[0].start, words[-1].end)
            told = Correction(
                id, unique_anchor(document.text, at, document.id), kind, tuple(sources) or None, tuple(targets) or None, date,
                grade, status, False, note, by, on,  # type: ignore[arg-type]  # checked below
                category=category, cameo=cameo, place=place_named(place, found.contents), is_added=True,
            )  # fmt: skip
            consistency.refuse_no_actors(found, told)
            beside = tuple(f for f in part.placed.read.values() if kind_of(f) == kind and anchored_span(f).overlaps(at))
            made = Made(checked(told), fact, beside, what="added")
            consistency.refuse_loose(made, document.text)
            journal.append(connection, made)
            now = self._after_writing(connection, found)
            consistency.refuse_untrue(now, (id,))
            return now.entry(id)

    def join(self, entry_ids: Sequence[str], *, by: str = "", on: str = "", if_version: str | None = None) -> Event:
        """Say that reports tell of one happening, whatever else the record makes of them.

        Args:
            entry_ids: two or more; one under which the chronicle shows a happening stands for all its reports.
            if_version: as `version_of` gave it for the first of them, or for all.

        Returns:
            The happening.

        Raises:
            RecordError: fewer than two, or one that is no event of the record.
        """
        ids = self.say_joined(entry_ids, by=by, on=on, if_version=if_version)
        return next(event for event in merged(self.contents()).events if ids[0] in event.own_entries)

    def say_joined(
        self, entry_ids: Sequence[str], *, by: str = "", on: str = "", if_version: str | None = None
    ) -> tuple[str, ...]:
        """As `join`, for who need not know the happening at once; the entries that are one now.

        Raises:
            RecordError: as `join`.
        """
        shown = {event.id: event.own_entries for event in merged(self.contents()).events}
        ids = tuple(dict.fromkeys(one for id in entry_ids for one in shown.get(id, (id,))))
        whole = shown.get(entry_ids[0], ()) if entry_ids else ()
        self._judge("joined", ids, (tuple(entry_ids), whole), by, on, if_version)
        return ids

    def part(
        self, entry_id: str, others: Sequence[str], *, by: str = "", on: str = "", if_version: str | None = None
    ) -> tuple[Event, ...]:
        """Say that a report does not tell of what any of the others tells of.

        Where it was joined to one of them, it leaves those it was joined to, which stay together.

        Args:
            if_version: as `version_of` gave it for the entry, for it and the others, or for the happening that the chronicle shows under its id.

        Returns:
            The happenings that they tell of now.

        Raises:
            RecordError: no others, or one that is no event of the record.
        """
        ids = tuple(dict.fromkeys((entry_id, *others)))
        whole = next((event.own_entries for event in merged(self.contents()).events if event.id == entry_id), ())
        self._judge("parted", ids, (whole,), by, on, if_version)
        return tuple(event for event in merged(self.contents()).events if not set(ids).isdisjoint(event.own_entries))

    def version_of(self, *entry_ids: str) -> str:
        """What changes whenever one of these entries does: 12 hex digits, as `wire.event_json` has them too.

        Raises:
            RecordError: there is no such entry.
        """
        with self._reading() as connection:
            return version(*map(self._compiled(connection).entry, entry_ids))

    def _judge(
        self, what: str, ids: tuple[str, ...], looked_at: Sequence[tuple[str, ...]], by: str, on: str, if_version: str | None
    ) -> None:
        if len(ids) < 2:
            raise RecordError.of(ids[0] if ids else "join", "there is no other report", "Name two or more.")
        with self._writing() as connection:
            found = self._compiled(connection)
            consistency.refuse_unknown(found, ids)
            refuse_conflict(found, ids, if_version, *filter(None, looked_at))
            self._append_all(connection, found, what, ids, "", by, on)


def _append(connection: sqlite3.Connection, found: Compiled, correction: Correction, made_with: int | None = None) -> int:
    """A correction of an entry put to the journal, when it holds together; its number."""
    anchored = replace(correction, anchor=found.anchor(correction.entry))
    made = replace(found.made_to(checked(anchored)), made_with=made_with)
    consistency.refuse_loose(made, found.part(correction.entry).document.text)
    return journal.append(connection, made)


def _maybe_tuple(names: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)
