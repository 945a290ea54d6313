"""GDELT's file server on loopback, with its real layout of names and lists; and every way in which such a server goes wrong."""

import gzip
import hashlib
import io
import socket
import socketserver
import ssl
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

import httpcore

from hikiwake.events.fetch import Bounds, World

HOST = "data.gdeltproject.org"
PUBLIC = "93.184.215.14"
COUNTRIES = ("JPN", "RUS", "ROM", "USA", "", "RUS", "JPN")
BOUNDS = Bounds(
    connect_seconds=0.5, silence_seconds=0.25, slack_seconds=0.4, least_rate=1e6, tries=2, back_off_seconds=0.01, longest_wait=60
)

Script = Callable[[socket.socket, "Asked", "Replica"], None]


def event_rows(stamp: str, count: int = 7, columns: int = 61) -> bytes:
    """Rows in the layout of GDELT's events: what a loader needs, where it belongs, and the rest empty."""
    rows = []
    for i in range(count):
        row = [""] * columns
        row[0], row[1] = f"{int(stamp[:8]) * 100 + i}", stamp[:8]
        row[7], row[17] = COUNTRIES[i % 7], COUNTRIES[(i + 1) % 7]
        row[5], row[15] = row[7], row[17]
        row[25:35] = ["1", "043", "043", "04", "1", "2.8", f"{i + 1}", "1", "1", "1.5"]
        row[56 if columns < 61 else 59] = stamp[: 8 if columns < 61 else 14]
        if columns > 57:
            row[-1] = f"http://news.test/{stamp}/{i}"
        rows.append("\t".join(row))
    return "".join(f"{row}\n" for row in rows).encode()


def zipped(member: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(member, (2018, 3, 26, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def quarter_hours(first: str, count: int, kind: str = "export") -> dict[str, bytes]:
    """Files of GDELT 2.0 from the stamp `first` on, by name."""
    begin = datetime.strptime(first, "%Y%m%d%H%M%S")
    stamps = [f"{begin + i * timedelta(minutes=15):%Y%m%d%H%M%S}" for i in range(count)]
    return {f"{s}.{kind}.CSV.zip": zipped(f"{s}.{kind}.CSV", event_rows(s)) for s in stamps}


def master_list(files: dict[str, bytes], base: str = f"http://{HOST}/gdeltv2/") -> bytes:
    """As GDELT writes it: size, md5, address; with the lines of the knowledge graph and a blank one between."""
    lines = []
    for name, content in sorted(files.items()):
        lines.append(f"{len(content)} {hashlib.md5(content).hexdigest()} {base}{name}")
        if ".export." in name:
            lines.append(f"8979386 {'2' * 32} {base}{name[:14]}.gkg.csv.zip")
    return "\n".join([*lines[:2], "", *lines[2:], ""]).encode()


@dataclass
class Asked:
    host: str
    path: str
    headers: dict[str, str]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def start(self) -> int:
        return int(self.headers.get("range", "bytes=0-").removeprefix("bytes=").rstrip("-"))


@dataclass
class Replica:
    """What the names lead to, what was asked, and which files are served wrongly (a list in turn, its last for ever)."""

    files: dict[str, bytes] = field(default_factory=dict)
    wrong: dict[str, Script | list[Script]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    dialled: list[tuple[str, int]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    now: datetime = datetime(2026, 5, 6, tzinfo=UTC)
    port: int = 0
    tls: ssl.SSLContext | None = None  # for whoever dials 443; others are sent there
    trusted: ssl.SSLContext | None = None
    _turns: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                connection = self.request
                try:
                    if outer.tls and connection.recv(1, socket.MSG_PEEK) == b"\x16":  # a TLS handshake
                        connection = outer.tls.wrap_socket(connection, server_side=True)
                    while outer._serve(connection):
                        pass
                except OSError:
                    pass  # the other side has left, as it may

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _serve(self, connection: socket.socket) -> bool:
        """One request; whether the connection stays open for another."""
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(65536)
            if not piece:
                return False
            head += piece
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines)}
        asked = Asked(headers["host"], first.split(" ")[1], headers)
        with self._lock:
            self.asked.append(asked)
            script = self.wrong.get(asked.name)
            if isinstance(script, list):
                script = script[min(self._turns[asked.name], len(script) - 1)]
                self._turns[asked.name] += 1
        if self.tls and not isinstance(connection, ssl.SSLSocket):
            answer(connection, b"", "301 Moved Permanently", f"Location: https://{asked.host}{asked.path}")
            return True
        if script is not None:
            script(connection, asked, self)
            return False
        well(connection, asked, self)
        return True

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        return self.names.get(host, [PUBLIC] if "." in host and not host[-1].isdigit() else [host])

    def connect(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self.port, timeout=seconds)

    @property
    def world(self) -> World:
        return World(self.resolve, self.connect, time.monotonic, self.pauses.append, lambda: self.now, self.trusted)

    def files_asked(self) -> list[str]:
        """Names of the files asked for, lists aside, in their order and each time."""
        return [a.name for a in self.asked if a.name.endswith(".zip")]


def answer(connection: socket.socket, body: bytes, status: str = "200 OK", *more: str, length: int | None = None) -> None:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *more, "", ""]
    connection.sendall("\r\n".join(head).encode() + body)


def well(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    """As the real host does it; also that a part of what is not there is answered with 416."""
    body = replica.files.get(asked.name)
    if asked.start:
        if body is None or asked.start >= len(body):
            answer(connection, b"no such range", "416 Range Not Satisfiable")
        else:
            told = f"Content-Range: bytes {asked.start}-{len(body) - 1}/{len(body)}"
            answer(connection, body[asked.start :], "206 Partial Content", told)
    elif body is None:
        answer(connection, b"not found", "404 Not Found")
    else:
        answer(connection, body, "200 OK", 'ETag: "1"')


def status(line: str, *more: str) -> Script:
    return lambda connection, asked, replica: answer(connection, b"<html>Sorry</html>", line, *more)


def redirect(target: str) -> Script:
    return lambda connection, asked, replica: answer(connection, b"", "302 Found", f"Location: {target}")


def page(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    answer(connection, b"<!DOCTYPE html>\n<html><head><title>Log in</title></head></html>")


def other_bytes(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    """As many as listed, but not those."""
    body = replica.files[asked.name]
    answer(connection, body[:-9] + b"?" + body[-8:])


def cut(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    """The connection ends in the middle of what was announced; the rest is to be had by asking for it."""
    body = replica.files[asked.name]
    if asked.start:
        well(connection, asked, replica)
    else:
        answer(connection, body[: len(body) // 2], length=len(body))


def cut_unsaid(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    """The same, where no length was announced."""
    body = replica.files[asked.name]
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body[: len(body) // 2])


def shorter(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    answer(connection, replica.files[asked.name][:-5])


def range_ignored(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    answer(connection, replica.files[asked.name])


def other_range(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    """A part, but of another place than asked; the whole when the whole is asked for."""
    body = replica.files[asked.name]
    if asked.start:
        answer(connection, body[1:], "206 Partial Content", f"Content-Range: bytes 1-{len(body) - 1}/{len(body)}")
    else:
        answer(connection, body)


def endless(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nPK")
    while True:
        connection.sendall(bytes(65536))


def endless_chunks(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


def drip(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    body = replica.files[asked.name]
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode())
    for byte in body:
        time.sleep(0.05)
        connection.sendall(bytes([byte]))


def silent(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    connection.settimeout(3)
    connection.recv(1)


def reset(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    answer(connection, b"PK", length=500)


def packed(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    answer(connection, gzip.compress(replica.files[asked.name]), "200 OK", "Content-Encoding: gzip")


def no_http(connection: socket.socket, asked: Asked, replica: Replica) -> None:
    connection.sendall(b"220 mail.test ESMTP ready\r\n")
