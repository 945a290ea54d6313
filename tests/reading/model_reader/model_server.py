"""A server of the tests' own on loopback that speaks OpenAI's chat completions, well or badly, as each test wants it."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Said = tuple[str | None, str | None, str, str]  # source, cue, content, grade
Did = tuple[str, str, list[str], list[str], str]  # trigger, category, sources, targets, grade


def answer(said: list[Said] = [], did: list[Did] = []) -> dict[str, Any]:  # noqa: B006  never changed
    """An answer in the schema's shape."""
    return {
        "statements": [dict(zip(("source", "cue", "content", "grade"), one, strict=True)) for one in said],
        "events": [dict(zip(("trigger", "category", "sources", "targets", "grade"), one, strict=True)) for one in did],
    }


def completion(content: str | None, finish: str | None = "stop", tokens: tuple[int, int] = (1000, 20)) -> dict[str, Any]:
    return {
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]},
    }


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """What stands between the fences."""
        found = re.fullmatch(r"<<<TEXT (\w+)>>>\n(.*)\n<<<END \1>>>", self.body["messages"][-1]["content"], re.DOTALL)
        assert found, self.body["messages"][-1]
        return found[2]

    @property
    def form(self) -> str | None:
        wanted = self.body.get("response_format")
        return wanted and wanted["type"]


Reply = tuple[int, Any]  # status and body: an object as JSON, bytes as they are, a number of seconds to be silent
Manner = Callable[[Asked], Reply]
DRIPS_HEADERS = 0  # as a status: not even the headers come to an end


@dataclass
class Server:
    """`manner` says what to answer; `asked` holds what came."""

    manner: Manner
    asked: list[Asked] = field(default_factory=list)
    url: str = ""
    dripped_out: int = 0  # answers that dripped to their end, with somebody waiting for them


def says(said: list[Said] = [], did: list[Did] = []) -> Manner:  # noqa: B006
    """Answers well: of these findings the ones whose content (or trigger) stands in the text it was sent."""

    def manner(asked: Asked) -> Reply:
        here = answer([s for s in said if s[2] in asked.text], [d for d in did if d[0] in asked.text])
        return 200, completion(json.dumps(here))

    return manner


@contextmanager
def serving(manner: Manner) -> Iterator[Server]:
    server = Server(manner)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
            server.asked.append(asked)
            status, reply = server.manner(asked)
            self._send(status, reply)

        def do_GET(self) -> None:
            server.asked.append(Asked(self.path, dict(self.headers), {}))
            self._send(200, b"")

        def _send(self, status: int, reply: Any) -> None:
            if isinstance(reply, float):  # drips a byte now and then for so long, and never ends
                if status == DRIPS_HEADERS:
                    self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                else:
                    self.send_response(status)
                    self.send_header("Content-Length", "100000")
                    self.end_headers()
                until = time.monotonic() + reply
                try:
                    while time.monotonic() < until:
                        self.wfile.write(b" ")
                        self.wfile.flush()
                        time.sleep(0.05)
                    server.dripped_out += 1
                except OSError:
                    pass
                self.close_connection = True
                return
            location = reply if isinstance(reply, str) else None
            data = b"" if location else reply if isinstance(reply, bytes) else json.dumps(reply).encode()
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *words: object) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join(timeout=5)
