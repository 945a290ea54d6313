"""A workbench for a test: a client of its application, or a running server."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient

from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk
from hikiwake.web.safety import Safety
from hikiwake.web.serving import bind, server


def client_of(desk: Desk, safety: Safety | None = None, **headers: str) -> TestClient:
    """A client whose requests come from the workbench's own pages, unless `headers` say otherwise."""
    own = {"sec-fetch-site": "same-origin", "accept": "text/html", **headers}
    return TestClient(build_app(desk, safety), base_url="http://127.0.0.1:8484", headers=own, raise_server_exceptions=True)


def wait(done: Callable[[], bool], seconds: float = 30) -> None:
    """Until something that happens beside the test has happened."""
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.02)


class Served:
    """A running server."""

    def __init__(self, folder: Path, safety: Safety | None = None) -> None:
        self.desk = Desk(folder)
        self.bound = bind(0)
        self.url = f"http://127.0.0.1:{self.bound.port}"
        self._server = server(build_app(self.desk, safety))
        self._thread = threading.Thread(target=self._server.run, args=(list(self.bound.sockets),), daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.005)

    def stop(self) -> None:
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(5)
