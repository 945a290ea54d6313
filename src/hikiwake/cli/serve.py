"""`hikiwake serve`: the workbench in the browser."""

import json
import os
import sys
from typing import Annotated

import typer


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
    import secrets

    from hikiwake.cli.cases import locate_case
    from hikiwake.web.app import build_app
    from hikiwake.web.desk import Desk
    from hikiwake.web.safety import Safety
    from hikiwake.web.serving import bind, server

    place = locate_case(case)
    desk = Desk(place, by=by)
    view = desk.look()  # a case that cannot be opened is told here, in a line, and not on a page
    token = secrets.token_urlsafe(24) if allow_remote else None
    bound = bind(port, everywhere=allow_remote)
    url = f"http://127.0.0.1:{bound.port}/"
    if token:
        import socket

        url = f"http://{socket.gethostname()}:{bound.port}/?token={token}"
    for address in bound.untold:
        print(f"not at {address}", file=sys.stderr)
    if port is not None and not bound.is_asked_port:
        print(f"port {port} is taken; this is {bound.port}", file=sys.stderr)
    if as_json:
        print(json.dumps({"url": url, "port": bound.port, "addresses": list(bound.addresses)}), flush=True)
    else:
        print(f"{desk.title}: {url}  (Ctrl-C ends it)", flush=True)
    if is_opened and sys.stdout.isatty():
        _open(url)
    app = build_app(desk, Safety.remote(token) if token else None)
    app.state.inbox.read_unread()
    view.is_ready(0)  # begins the brief while the browser opens
    try:
        server(app).run(sockets=list(bound.sockets))
    finally:
        # Threads that still work out a page would keep the process; what they write is whole or not there.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(130)


def _open(url: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
