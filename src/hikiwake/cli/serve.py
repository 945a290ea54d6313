"""`hikiwake serve`: the workbench in the browser."""

import gc
import json
import os
import socket
import sys
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.web.app import Workbench

_HEAD_START_SECONDS = 0.5  # for a first page to be asked for, before the brief is begun without it
_LONGEST_START_SECONDS = 2.0  # for it to be sent, before what can wait is done
_LONGEST_BRIEF_SECONDS = 60.0  # to wait for it before the other pages are made ready: whoever asks for one needs it too


def register(app: typer.Typer) -> None:
    app.command()(serve)


def serve(
    case: Annotated[str, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")] = "japan-russia",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Where to listen; the next free one where it is taken.")
    ] = None,
    allow_remote: Annotated[bool, typer.Option("--allow-remote", help="Let other machines in, with a token.")] = False,
    is_opened: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser (on a terminal).")] = True,
    by: Annotated[str, typer.Option(help="Whose corrections are made there (default: the case's analyst).")] = "",
    lake: Annotated[
        str | None, typer.Option(metavar="DIR", help="Event data to show beside the record, not those that the case names.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
) -> None:
    """Open the workbench of a case in the browser, for this machine only; Ctrl-C ends it."""
    gc.set_threshold(100_000, 50, 50)  # a large record is many small frozen objects: looking them over again and again takes long
    warnings.filterwarnings(
        "ignore", category=UserWarning, module="pydantic"
    )  # for whoever writes this program, now and then, and for no analyst
    sys.setswitchinterval(0.001)  # a page that waits for the disk gets its turn back soon, whatever is composed beside it

    from hikiwake.cli.cases import locate_case
    from hikiwake.terms.text import terminal_safe
    from hikiwake.web.desk import Desk

    desk = Desk(locate_case(case), by=by, lake=lake)
    desk.look_over()  # a case that cannot be opened is told here, in a line, and not on a page
    gc.freeze()  # with the few hundred objects that nobody needs any more: to look for them takes longer than a page

    import secrets

    from hikiwake.web.app import build_app
    from hikiwake.web.safety import Safety
    from hikiwake.web.serving import bind, server

    token = secrets.token_urlsafe(24) if allow_remote else None
    bound = bind(port, everywhere=allow_remote)
    url = f"http://{socket.gethostname()}:{bound.port}/?token={token}" if token else f"http://127.0.0.1:{bound.port}/"
    for address in bound.untold:
        print(f"not at {address}", file=sys.stderr)
    if bound.asked not in (0, bound.port):
        print(f"port {bound.asked} is taken; this is {bound.port}", file=sys.stderr)
    if as_json:
        print(json.dumps({"url": url, "port": bound.port, "addresses": list(bound.addresses)}), flush=True)
    else:
        print(f"{terminal_safe(desk.title)}: {url}  (Ctrl-C ends it)", flush=True)
    if is_opened and sys.stdout.isatty():
        _open(url)
    app = build_app(desk, Safety.remote(token) if token else None)
    _go_on_beside(app)
    with suppress(SystemExit):  # Ctrl-C
        server(app).run(sockets=list(bound.sockets))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(130)  # threads that still work out a page would keep the process; what they write is whole or not there


def _go_on_beside(app: "Workbench") -> None:
    """Compose the brief while the browser comes up; once the first page is out, read what lies unread and make the other pages ready."""
    import threading

    from hikiwake.terms.errors import HikiwakeError
    from hikiwake.web import pages

    def go_on() -> None:
        app.has_shown.wait(_HEAD_START_SECONDS)
        with suppress(HikiwakeError):  # a case that was broken meanwhile: every page tells it
            view = app.state.desk.look()
            view.is_ready(0)
            app.has_shown.wait(_LONGEST_START_SECONDS)
            app.state.inbox.read_unread()
            view.is_ready(_LONGEST_BRIEF_SECONDS)
            app.make_ready()
            view.has_ended(view.beside("proposals", pages.module("propose").all_found))
        gc.freeze()  # all this stays: a click that makes much does not wait until it is looked over

    threading.Thread(target=go_on, name="beside", daemon=True).start()


def _open(url: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
