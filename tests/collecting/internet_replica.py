"""A small internet on loopback: names, addresses and servers that behave, and servers that do every wrong thing."""

import gzip
import socket
import socketserver
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Self

import httpcore

from hikiwake.collecting.addresses import Opened, not_public
from hikiwake.collecting.fetching import Fetcher
from hikiwake.collecting.model import FetchLimits

PUBLIC = "93.184.215.14"
ELSEWHERE = "93.184.215.77"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def page(
    title: str = "Talks resume",
    words: str = "The ministers of Norway and Sweden met in Oslo on 3 May 2016. They signed a treaty on the border.",
) -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article></body></html>".encode()


def answer(body: bytes, content_type: str = "text/html", status: str = "200 OK", *more: str, length: int | None = None) -> bytes:
    head = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body) if length is None else length}",
        *more,
    ]
    return "\r\n".join([*head, "Connection: close", "", ""]).encode() + body


def redirect(target: str, status: str = "302 Found") -> bytes:
    return answer(b"", "text/html", status, f"Location: {target}")


@dataclass
class Asked:
    host: str
    path: str
    headers: dict[str, str]


Script = Callable[[socket.socket, Asked], None]


@dataclass
class Internet:
    """What the names mean, what each path of a host answers (a list answers in turn, its last for ever), and what was done."""

    names: dict[str, list[list[str]]] = field(default_factory=dict)
    paths: dict[str, bytes | list[bytes] | Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    port: int = 0
    tls: ssl.SSLContext | None = None
    trusted: ssl.SSLContext | None = None
    _turns: Counter[str] = field(default_factory=Counter)

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                outer.serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve(self, connection: socket.socket) -> None:
        if self.tls:
            try:
                connection = self.tls.wrap_socket(connection, server_side=True)
            except OSError:
                return
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return
            head += piece
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        asked = Asked(headers["host"], first.split(" ")[1], headers)
        self.asked.append(asked)
        script = self.paths.get(f"{asked.host}{asked.path}", self.paths.get(asked.path))
        if isinstance(script, list):
            turn = min(self._turns[asked.path], len(script) - 1)
            self._turns[asked.path] += 1
            script = script[turn]
        try:
            if callable(script):
                script(connection, asked)
            else:
                connection.sendall(script or answer(b"no such page", status="404 Not Found"))
        except OSError:
            pass  # the other side has left, as it should

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        turns = self.names.get(host, [[PUBLIC] if host.endswith(".test") else [host]])
        return turns.pop(0) if len(turns) > 1 else turns[0]

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

    @property
    def reached(self) -> list[tuple[str, int]]:
        """Connections to addresses that are not public."""
        return [(address, port) for address, port in self.dialled if not_public(ip_address(address))]

    def fetcher(self, *opened: str, proxy: str | None = None, **limits: float) -> Fetcher:
        bounds = {"page_bytes": 200_000, "request_seconds": 0.6, "silence_seconds": 0.3, "connect_seconds": 0.3, **limits}
        return Fetcher(
            FetchLimits(**bounds),  # type: ignore[arg-type]
            [Opened.parse(text) for text in opened],
            resolve=self.resolve,
            connect=self.connect,
            clock=lambda: time.monotonic() + sum(self.pauses),
            sleep=self.pauses.append,
            now=lambda: datetime(2026, 5, 6, 12, tzinfo=UTC),
            context=self.trusted,
            proxy=proxy,
        )

    def pages_asked(self) -> list[str]:
        return [a.path for a in self.asked if a.path != "/robots.txt"]


def drip(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(40):
        time.sleep(0.05)
        connection.sendall(b" ")


def drip_in_the_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for i in range(40):
        time.sleep(0.05)
        connection.sendall(f"X-{i}: 1\r\n".encode())


def endless(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    while True:
        connection.sendall(b"x" * 65536)


def endless_in_chunks(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def endless_padding(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"<html>"))
    while True:
        connection.sendall(bytes(65536))


def silent(connection: socket.socket, asked: Asked) -> None:
    connection.settimeout(2)
    connection.recv(1)


def reset(connection: socket.socket, asked: Asked) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>")


def flood_of_hints(connection: socket.socket, asked: Asked) -> None:
    """1xx answers without end: each is whole, and none is the answer."""
    while True:
        connection.sendall(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" * 500)


def endless_head(connection: socket.socket, asked: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: " + b"y" * 4000 + b"\r\n")


def gzipped(body: bytes, cut: int | None = None) -> bytes:
    return answer(gzip.compress(body)[:cut], "text/html", "200 OK", "Content-Encoding: gzip")
