"""What stands beside an entry wherever it is shown: its version and changes, the other reports, what disputes it, what its forms change."""

from typing import Any

from hikiwake.record.happening import shown_by, told_with
from hikiwake.record.model import Event, Status
from hikiwake.record.versions import version as version_of
from hikiwake.web import reading_room
from hikiwake.web.acts import act_label, acts
from hikiwake.web.desk import Desk
from hikiwake.web.entry_view import EntryView, Telling, entry_view, may_be_one, tellings
from hikiwake.web.view import View

ALONE = "alone"  # what a form says in place of other reports, where its change is of one report and no other


def viewed(desk: Desk, view: View, id: str) -> EntryView:
    """The entry with its version and its changes.

    Raises:
        NotHere: there is none.
    """
    found = reading_room.entry_named(desk, view, id)
    # Both are of the entry as it is shown: the record may have moved on, and a form of this page must not pass for one of that.
    return entry_view(
        found, view.contents, view.case, reading_room.names.of(view), version=version_of(found), changes=view.changes
    )


def panel(
    view: View,
    shown: EntryView,
    *,
    here: str,
    merge: bool = False,
    alone: bool = False,
    wait: bool = True,
    next: str = "",
    swap: str = "main",
) -> dict[str, Any]:
    """What the panel of an entry needs beside the entry.

    Args:
        here: the address of the page that shows the panel, to which its forms come back.
        alone: its forms change this report alone, where they else change all of its happening.
        wait: leave the other reports out as long as the record's reports are being brought together, which takes a moment after a change.
        swap: the pieces of the page that its forms change.
        next: the address to which accepting and rejecting lead; that of the entry itself where there is no other.
    """
    is_event = isinstance(shown.entry, Event) and not shown.is_rejected
    is_ready = not is_event or not wait or reading_room.happenings.is_ready(view)
    event = reading_room.happenings.of(view).get(shown.id) if is_event and is_ready else None
    with_it = () if alone else told_with(shown.id, event)
    names = reading_room.names.of(view)
    others = tellings(event, view.contents, names, view.case, but=shown.id) if event else ()
    is_compared = not wait or reading_room.quarrels.is_ready(view)
    disputed = reading_room.quarrels.of(view).get(event.id if event else shown.id, ()) if is_compared else ()
    candidates: tuple[Telling, ...] = ()
    if merge and isinstance(shown.entry, Event):
        apart = event.own_entries if event else ()
        candidates = may_be_one(shown.entry, view.contents, names, view.case, apart=apart)
    path, hash, place = here.partition("#")
    return {
        "panel_here": here,
        **{f"panel_{name}": f"{path}{'&' if '?' in path else '?'}{name}=1{hash}{place}" for name in ("merge", "alone")},
        "panel_also": ALONE if alone else "",
        "panel_next": next or here,
        "panel_swap": swap,
        "panel_version": version_of(event) if event and with_it else shown.version,
        "panel_own": "aside" if "aside" in swap.split() else swap,  # the piece that holds the panel
        "independent": event.independent if event else 1,
        "tellings": others,
        "whole": event and shown_by(event),
        "is_whole": bool(with_it),
        "disputed": disputed,
        "is_ready": is_ready,
        "is_merging": merge,
        "candidates": candidates,
        "acts": acts(),
        "act_codes": {code for _, codes in acts() for code, _ in codes},
        "act_label": act_label,
        "statuses": list(Status),
        "known_names": reading_room.known_names.of(view),
    }
