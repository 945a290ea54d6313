"""The network as fetching sees it: a name is looked up once, its addresses are checked, and the connection goes to one that was checked.

No second look-up lies between check and connection, so a name that answers "public" first and "private" next gains nothing.
"""

import queue
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address
from typing import Any

import httpcore

from hikiwake.collecting.addresses import Address, Opened, not_public, parsed
from hikiwake.collecting.model import RefusedError, UnreachableError

Resolve = Callable[[str, int, float], Sequence[str]]  # host, port, seconds it may take → addresses
Connect = Callable[[str, int, float], httpcore.NetworkStream]  # address, port, seconds
Clock = Callable[[], float]
_WITHIN = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".home.arpa", ".localdomain")


def look_up(host: str, port: int, seconds: float) -> Sequence[str]:
    """The addresses of a name, as the system's resolver gives them. In a thread: a resolver can neither be timed nor interrupted.

    Raises:
        OSError: there are none, or none came in time.
    """
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.01))
    except queue.Empty:
        raise TimeoutError(f"no answer in {seconds:.0f} s") from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def connect_to(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection to an address written in figures."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class GuardedNetwork(httpcore.NetworkBackend):
    """httpcore's way to the network, one request at a time. `begin` it before each request.

    Args:
        opened: addresses that are not public and may be reached all the same.
        resolve, connect, clock: the world; tests bring their own.
        has_proxy: every connection goes to a proxy that the analyst named, which looks the names up: what can be judged without, `judge` does.
    """

    def __init__(
        self,
        opened: Sequence[Opened],
        resolve: Resolve = look_up,
        connect: Connect = connect_to,
        *,
        clock: Clock,
        has_proxy: bool = False,
    ) -> None:
        self._opened = tuple(opened)
        self._has_proxy = has_proxy
        self._resolve, self._connect, self._clock = resolve, connect, clock
        self._deadline = 0.0
        self._only_public = False
        self.is_public = True

    def begin(self, seconds: float, *, only_public: bool) -> None:
        """A request begins: it may take so long; `only_public`: a stranger (a redirect, a feed) chose its address, so nothing is opened."""
        self._deadline = self._clock() + seconds
        self._only_public = only_public
        self.is_public = True

    def judge(self, host: str, port: int) -> None:
        """Before a proxy is asked for `host`: addresses in figures, however spelled, and names that only mean something within.

        Raises:
            RefusedError: it may not be reached.
        """
        try:
            address: Address = _in_figures(host)
        except ValueError:
            if "." not in host.rstrip(".") or host.rstrip(".").endswith(_WITHIN):
                mend = "Fetch it without the proxy, with --allow-address."
                raise RefusedError.of(host, "has a name that only means something within, and was not asked", mend) from None
        else:
            self._check(host, port, address)

    @property
    def seconds_left(self) -> float:
        return self._deadline - self._clock()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to `host`.

        Raises:
            RefusedError: one of its addresses may not be reached.
            UnreachableError: it has none, or none answers.
        """
        addresses = self._checked(host, port)
        failure: Exception | None = None
        for address in addresses:
            seconds = min(timeout or self.seconds_left, self.seconds_left)
            if seconds <= 0:
                break
            try:
                return _Timed(self._connect(str(address), port, seconds), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        why = "takes no connection" if isinstance(failure, httpcore.ConnectError) else "does not answer"
        raise UnreachableError.of(host, f"{why} ({failure or 'no time left'})", "Try it later.")

    def _checked(self, host: str, port: int) -> list[Address]:
        """Every address of `host`, each of them allowed: one that is not condemns the name."""
        try:
            addresses = [parsed(text) for text in self._resolve(host, port, self.seconds_left)]
        except (OSError, ValueError) as error:
            what = f"has a name that leads nowhere ({getattr(error, 'strerror', None) or error})"
            raise UnreachableError.of(host, what, "Check its spelling, and the network.") from error
        if not addresses:
            raise UnreachableError.of(host, "has a name that leads nowhere", "Check its spelling, and the network.")
        for address in () if self._has_proxy else addresses:
            self._check(host, port, address)
        return addresses

    def _check(self, host: str, port: int, address: Address) -> None:
        kind = not_public(address)
        if kind is None:
            return
        self.is_public = False
        if self._only_public or not any(o.holds(address, port) for o in self._opened):
            raise _refusal(host, port, address, kind, self._only_public)


def _in_figures(host: str) -> Address:
    """The address that `host` spells: `127.0.0.1`, `::1`, but `0x7f.1` and `2130706433` too, as the system's resolver takes them."""
    try:
        return parsed(host.rstrip("."))
    except ValueError:
        if not re.fullmatch(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}\.?", host):
            raise
        try:
            return IPv4Address(socket.inet_aton(host.rstrip(".")))
        except OSError:
            raise ValueError(host) from None


def _refusal(host: str, port: int, address: Address, kind: str, only_public: bool) -> RefusedError:
    written = f"[{address}]" if address.version == 6 else str(address)
    what = f"leads to {address}, which is {kind}, and was not asked"
    if only_public:
        return RefusedError.of(host, what, "A public page pointed there: fetch it by its own address if you mean it.")
    return RefusedError.of(host, what, f"If you mean that machine, say --allow-address {written}:{port}.")


class _Timed(httpcore.NetworkStream):
    """A stream that ends with its request's time, however steadily the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, network: GuardedNetwork) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._seconds(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._seconds(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = self._seconds(timeout, httpcore.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds), self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _seconds(self, timeout: float | None, error: type[Exception]) -> float:
        left = self._network.seconds_left
        if left <= 0:
            raise error("the request's time is up")
        return left if timeout is None else min(timeout, left)
