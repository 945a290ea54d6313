"""`hikiwake serve`: the workbench in the browser."""

import gc
import json
import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.web.desk import Desk

_HEAD_START_SECONDS = 2.0  # of the first page that is asked for before the brief


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
    as_json: Annotated[bool, typer.Option("--json", help="Print the address as JSON.")] = False,
) -> None:
    """Open the workbench of a case in the browser, for this machine only; Ctrl-C ends it."""
    gc.set_threshold(100_000, 50, 50)  # a large record is many small frozen objects: looking them over again and again takes long

    from hikiwake.cli.cases import locate_case
    from hikiwake.web.desk import Desk

    desk = Desk(locate_case(case), by=by)
    desk.look()  # a case that cannot be opened is told here, in a line, and not on a page
    gc.collect()
    gc.freeze()

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
        print(f"{desk.title}: {url}  (Ctrl-C ends it)", flush=True)
    if is_opened and sys.stdout.isatty():
        _open(url)
    app = build_app(desk, Safety.remote(token) if token else None)
    app.state.inbox.read_unread()
    _begin_the_brief(desk)
    with suppress(SystemExit):  # Ctrl-C
        server(app).run(sockets=list(bound.sockets))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(130)  # threads that still work out a page would keep the process; what they write is whole or not there


def _begin_the_brief(desk: "Desk") -> None:
    """A moment after the start, so that whatever page is asked for first has the machine to itself; a page of the brief begins it at once."""
    import threading

    from hikiwake.terms.errors import HikiwakeError

    def begin() -> None:
        with suppress(HikiwakeError):  # a case that was broken meanwhile: every page tells it
            desk.look().is_ready(0)

    timer = threading.Timer(_HEAD_START_SECONDS, begin)
    timer.daemon = True
    timer.start()


def _open(url: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
