"""The server: its own sockets on this machine's loopback addresses, patience with slow clients that ends, and an end at Ctrl-C."""

import errno
import resource
import socket
from asyncio import TimerHandle, Transport
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from hikiwake.terms.errors import HikiwakeError

FIRST_PORT = 8484
_TRIED_PORTS = 50
_HEADER_BYTES = 32_768
_HEADER_SECONDS = 10.0  # from the first byte of a connection to the end of its headers
_MOST_CONNECTIONS = 600  # beyond them the one that has waited longest is closed


class ServingError(HikiwakeError):
    """The workbench cannot be reached at any address."""


@dataclass(frozen=True)
class Bound:
    """Listening sockets, all on one `port`, near the one `asked` for (0: any); `untold` are addresses that could not be had, and why."""

    sockets: tuple[socket.socket, ...]
    port: int
    untold: tuple[str, ...]
    asked: int

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it listens, as the system tells it."""
        return tuple(str(s.getsockname()[0]) for s in self.sockets)


def bind(port: int | None, *, everywhere: bool = False) -> Bound:
    """Sockets on 127.0.0.1 and ::1 (on every address with `everywhere`), at `port` or the next one that is free.

    Raises:
        ServingError: no port near it is free.
    """
    first = FIRST_PORT if port is None else port
    for candidate in (0,) if first == 0 else range(first, min(first + _TRIED_PORTS, 65536)):
        found = _bound(candidate, everywhere)
        if found:
            sockets, untold = found
            at = sockets[0].getsockname()[1]
            return Bound(sockets, at, untold, first)
    raise ServingError.of(f"port {first}", "it and the ports after it are taken", "Name another one with --port.")


def _bound(port: int, everywhere: bool) -> tuple[tuple[socket.socket, ...], tuple[str, ...]] | None:
    sockets: list[socket.socket] = []
    untold: list[str] = []
    hosts = (("0.0.0.0", socket.AF_INET), ("::", socket.AF_INET6)) if everywhere else _LOOPBACK
    for host, family in hosts:
        one = None
        try:
            one = socket.socket(family, socket.SOCK_STREAM)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            one.bind((host, port or (sockets[0].getsockname()[1] if sockets else 0)))
            one.listen(256)
        except OSError as error:
            if one is not None:
                one.close()
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                for taken in sockets:
                    taken.close()
                return None
            untold.append(f"{host} ({(error.strerror or str(error)).lower()})")
        else:
            one.setblocking(False)
            sockets.append(one)
    if not sockets:
        raise ServingError.of("this machine", f"has no address to listen on: {', '.join(untold)}", "Check its network settings.")
    return tuple(sockets), tuple(untold)


_LOOPBACK = (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6))


class Patient(H11Protocol):
    """HTTP whose patience with a client that sends nothing ends, and which closes the longest waiting of too many connections."""

    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > _MOST_CONNECTIONS:
            idle = (c for c in self.connections if isinstance(c, Patient) and c is not self and c.cycle is None)
            oldest = min(idle, key=lambda c: c._deadline.when() if c._deadline else 0.0, default=None)
            if oldest is not None:
                oldest.transport.abort()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.cycle is not None:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(_HEADER_SECONDS, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


class Server(uvicorn.Server):
    """uvicorn that ends at the first Ctrl-C, whoever is still connected."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = True
        super().handle_exit(sig, frame)


def server(app: Any) -> Server:
    """A server for the application, to be run with sockets of `bind`."""
    _many_files()
    config = uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_HEADER_BYTES,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )
    return Server(config)


def _many_files() -> None:
    """A connection is an open file: as many as the system lets us have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard) if soft < hard else (soft, hard))
