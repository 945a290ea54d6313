"""A case's history: its runs kept in the ledger, and the present compared with one of them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from hikiwake.assessment.causes import Known, between, of_event_data
from hikiwake.assessment.difference import Difference, difference
from hikiwake.assessment.model import Assessment
from hikiwake.assessment.state import run_of
from hikiwake.ledger import Ledger, Run, Told
from hikiwake.record.analyst import Change
from hikiwake.record.changes import changes
from hikiwake.record.journal import Made
from hikiwake.record.replay import Replay

SENT = "brief"  # the command whose result is sent: what a reader was told last
_MOST_CAUSES = 40
_LONGEST = 60  # characters of an entry's words in a cause


@dataclass(frozen=True)
class History:
    """What a case said at each of its runs, and what it says now."""

    ledger: Ledger
    replay: Replay
    assessment: Assessment
    now: Run

    @classmethod
    def of(
        cls, ledger: Ledger, replay: Replay, assessment: Assessment, *, case_text: str, at: datetime, by: str = ""
    ) -> "History":
        """The history up to the present.

        Args:
            assessment: the present.
            case_text: the case file as it stands.
            at: now, with its time zone.
            by: who looks.
        """
        readers = {id: kept.reading.reader for id, kept in replay.documents.items()}
        stamp = at.isoformat(timespec="seconds")
        run = run_of(
            assessment,
            readers,
            case_text=case_text,
            at=stamp,
            command="",
            by=by,
            version=version("hikiwake"),
            changes=replay.last,
        )
        return cls(ledger, replay, assessment, run)

    def keep(self, command: str) -> Run:
        """Put the present into the ledger as a run of this command.

        Raises:
            LedgerError: the ledger cannot be written, or was altered.
        """
        return self.ledger.append(replace(self.now, command=command))

    def since(self, moment: datetime | None = None) -> Difference:
        """What changed since the last run before `moment`, or since the first where none was before it.

        Without a moment: since the last brief of an earlier day that said something else, else the last one of today. Where there is no
        such run, nothing is told.

        Raises:
            LedgerError: the ledger cannot be read, or was altered.
        """
        run = baseline(self.ledger.runs(), self.now, moment)
        return Difference(None, (), (), ()) if run is None else self.since_run(run)

    def since_run(self, run: Run) -> Difference:
        """What changed since a run."""
        if run.state == self.now.state:
            return Difference(run, (), (), ())
        before = Known(
            _data(run.case_text, run.as_of),
            frozenset(run.documents).intersection(self.replay.documents),
            self.replay.holding(run.changes),
        )
        after = Known(_data(self.now.case_text, self.now.as_of), frozenset(self.replay.documents), self.replay.holding())
        titles = {
            id: _title(kept.document.title or kept.document.name, kept.document.publisher)
            for id, kept in self.replay.documents.items()
        }
        states = between(before, after, titles, self._changes(run), _MOST_CAUSES)
        states = replace(states, causes=(*states.causes, *of_event_data(run.event_data, self.now.event_data)))
        return difference(run, self.now, self.assessment, states, self.replay.contents)

    def _changes(self, before: Run) -> list[tuple[frozenset[int], str]]:
        """The analysts' changes by the go they were made in: their numbers, and in words."""
        numbers: dict[int, set[int]] = {}
        for row in self.replay.journal:
            if isinstance(row, Made):
                numbers.setdefault(row.go, set()).add(row.number)
        told = {change.number: change for change in changes(self.replay.journal)}
        entries = self.now.entries | before.entries
        return [(frozenset(some), _told(told[go], entries)) for go, some in numbers.items()]


def baseline(runs: Sequence[Run], now: Run, moment: datetime | None) -> Run | None:
    """The run to compare with."""
    if moment is not None:
        earlier = [run for run in runs if datetime.fromisoformat(run.at) < moment]
        return earlier[-1] if earlier else (runs[0] if runs else None)
    sent = [run for run in runs if run.command == SENT and run.state != now.state]
    # What leaves twice in one day is one sitting: news is what came since the day before.
    earlier = [run for run in sent if run.at[:10] < now.at[:10]]
    found = earlier or sent
    return found[-1] if found else None


def _data(text: str, as_of: str) -> Mapping[str, Any]:
    return tomllib.loads(text) | {"as_of": date.fromisoformat(as_of)}


def _title(title: str, publisher: str | None) -> str:
    return f"“{title}” ({publisher})" if publisher else f"“{title}”"


def _told(change: Change, entries: Mapping[str, Told]) -> str:
    """A change in words: the entry as a reader knows it, what was done, and by whom."""
    first = entries.get(change.targets[0]) if change.targets else None
    named = f"{first.who}: {_cut(first.what)}" if first else ", ".join(change.targets[:3])
    whose = f" ({change.by})" if change.by else ""
    return f"{named}: {change.told}{whose}" if change.kind != "actor" else f"{change.told}{whose}"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
