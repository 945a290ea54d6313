"""What the case said before, as the pages need it: its runs, and the present compared with one of them."""

import sys
from datetime import datetime

from hikiwake.assessment.difference import Difference
from hikiwake.case.loading import text_of
from hikiwake.history import History
from hikiwake.ledger import Ledger, Run
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.pauses import pause
from hikiwake.web.desk import Desk
from hikiwake.web.view import View

RUN = "serve"  # the command under which the ledger keeps what the workbench showed


def runs_of(desk: Desk) -> tuple[Run, ...]:
    """Every run of the case, oldest first.

    Raises:
        LedgerError: it cannot be read, or a line of it was altered.
    """
    return Ledger.open(desk.folder).runs() if desk.folder else ()


def history_of(desk: Desk, view: View) -> History | None:
    """The runs of the case beside what this view says; None for a case that has no folder or whose record is not there yet."""
    if desk.folder is None or not desk.has_record:
        return None
    return view.once("history", lambda v: _history(desk, v))


def since_last(desk: Desk, view: View) -> Difference | None:
    """What changed since the last brief that said something else; worked out once a view."""
    history = history_of(desk, view)
    return None if history is None else view.once("since last", lambda v: history.since())


def since_run(desk: Desk, view: View, run: Run) -> Difference | None:
    """What changed since a run; worked out once a view."""
    history = history_of(desk, view)
    return None if history is None else view.once(f"since run {run.number}", lambda v: history.since_run(run))


def keep_run(desk: Desk, view: View) -> None:
    """Put what this view says into the ledger, beside the page that shows it: nobody waits for it."""
    view.beside("ledger", lambda v: _keep(desk, v))


def _keep(desk: Desk, view: View) -> None:
    pause()
    try:
        history = history_of(desk, view)
        if history is not None and [run.state for run in runs_of(desk)[-1:]] != [history.now.state]:
            history.keep(RUN)
    except HikiwakeError as error:  # the page is right all the same; whoever runs the workbench is told
        print(error, file=sys.stderr)


def _history(desk: Desk, view: View) -> History:
    assert desk.folder is not None  # history_of has looked
    with desk.reading() as record:
        replay = record.replay()
    return History.of(
        Ledger.open(desk.folder),
        replay,
        view.assessment,
        case_text=text_of(desk.case_file),
        at=datetime.fromisoformat(desk.now()),
        by=desk.analyst,
    )
