"""What `hikiwake correct` prints: the entry before and after, or the change."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hikiwake.record.analyst import Change
    from hikiwake.record.model import Contents, Event, Said
    from hikiwake.record.store import Record
    from hikiwake.record.wire import Json


@dataclass(frozen=True, slots=True)
class Outcome:
    """An entry before and after (either None where there was or is none), `also` corrected with it; or a change that is of no one entry."""

    before: "Event | Said | None" = None
    after: "Event | Said | None" = None
    also: tuple[str, ...] = ()
    change: "Change | None" = None


def show(outcome: Outcome, record: "Record", *, as_json: bool) -> None:
    """Print it."""
    from hikiwake.terms.text import json_text, terminal_safe

    change, contents = outcome.change, record.contents()
    if change is not None:
        taken_back = "taken back: " if change.is_undone else ""
        print(json_text({"change": asdict(change)}) if as_json else terminal_safe(f"{change.what}: {taken_back}{change.told}"))
        return
    if as_json:
        before, after = (entry and _json(entry, contents) for entry in (outcome.before, outcome.after))
        print(json_text({"before": before, "after": after}))
        return
    for heading, entry in (("before", outcome.before), ("after", outcome.after)):
        if entry is not None:
            print(f"{heading:6}  {_line(entry, contents)}")
        elif heading == "after":
            print(f"{heading:6}  no reader finds this entry any more: it is gone")


def _line(entry: "Event | Said", contents: "Contents") -> str:
    from hikiwake.record.table import lines

    line = lines([entry], contents)[0]
    rejected = "REJECTED  " if entry.corrected and entry.corrected.rejected else ""
    told = f"{line.grade} ({line.note})" if line.note else line.grade
    return f"{rejected}{line.when}  {line.who}: {line.what}  [{told}; {line.document}]"


def _json(entry: "Event | Said", contents: "Contents") -> "dict[str, Json]":
    from hikiwake.record import wire
    from hikiwake.record.model import Event

    return wire.event_json(entry, None, contents) if isinstance(entry, Event) else wire.said_json(entry, contents)
