"""A line to the one host that publishes the files: kept open from file to file, guarded as every fetch here is, never led elsewhere."""

import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from importlib.metadata import version

import httpcore
import httpx

from hikiwake.collecting.addresses import Opened
from hikiwake.collecting.exchange import PRODUCT, checked, later
from hikiwake.collecting.model import Answer, FetchError, RefusedError
from hikiwake.collecting.network import GuardedNetwork
from hikiwake.events.fetch.model import Bounds, Lost, Reason, World

_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_STRIDE = 1_000_000  # bytes whose time is measured together
_REASONS = {401: "wants a log-in", 403: "forbids it", 451: "withholds it for legal reasons"}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of 200, 206 or 416 whose body is still to come, in pieces.

    `length` of the body and `whole_length` of the file: where they are stated.
    """

    status: int
    begins_at: int
    length: int | None
    whole_length: int | None
    etag: str
    pieces: Iterator[bytes]


class Line:
    """For one thread: asks for one file after another below `base`, an http or https address.

    Args:
        is_stopped: where it says so, no more of a body is taken.

    Raises:
        FetchError: `base` is no such address.
    """

    def __init__(
        self,
        base: str,
        bounds: Bounds,
        opened: Sequence[Opened],
        world: World,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._base = checked(base if base.endswith("/") else f"{base}/")
        self._bounds, self._world, self._is_stopped = bounds, world, is_stopped
        self._network = GuardedNetwork(opened, world.resolve, world.connect, clock=world.clock)
        self._pool: httpcore.ConnectionPool | None = None
        self._was_used = False
        self._context = world.context

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()
        self._pool, self._was_used = None, False

    def address(self, name: str) -> str:
        """Of the file of this name, which is one path segment."""
        return str(self._base.join(name))

    @contextmanager
    def ask(self, name: str, *, start: int = 0, etag: str = "", expects: int | None = None) -> Iterator[Reply]:
        """The answer to a request for the file of this name, from byte `start` on.

        Args:
            etag: of the version whose beginning is there; the server begins anew where it has another.
            expects: bytes that are still to come, where they are known: a file may take no longer than its size allows.

        Raises:
            Lost: there is no such file, or it cannot be had; in the block too, when the body breaks off.
        """
        url = self._base.join(name)
        try:
            for _ in range(self._bounds.redirects + 1):
                with self._sent(url, start, etag, expects) as response:
                    fields = {n.decode("latin-1").lower(): v.decode("latin-1") for n, v in reversed(response.headers)}
                    if response.status not in _REDIRECTS:
                        self._judge(url, response.status, fields, start)
                        yield _reply(response.status, fields, self._in_time(response, expects))
                        return
                url = self._followed(url, response.status, fields.get("location", ""))
            raise Lost(Reason.REDIRECT, f"leads on more than {self._bounds.redirects} times")
        except httpcore.TimeoutException as error:
            raise self._too_slow() from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise _broken(error) from error
        except RefusedError as error:
            problem = error.problems[0]
            raise Lost(Reason.REFUSED, f"{problem.where} {problem.what}", mend=problem.mend) from error
        except FetchError as error:  # the name leads nowhere, or nobody answers there
            problem = error.problems[0]
            raise Lost(Reason.FAILED, f"{problem.where} {problem.what}", again=True, mend=problem.mend) from error

    @contextmanager
    def _sent(self, url: httpx.URL, start: int, etag: str, expects: int | None) -> Iterator[httpcore.Response]:
        bounds = self._bounds
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", f"{PRODUCT}/{version('hikiwake')} (fetches event files; {bounds.connections} at a time)".encode()),
            (b"Accept", b"*/*"),
            (b"Accept-Encoding", b"identity"),
        ]
        if start:
            headers.append((b"Range", f"bytes={start}-".encode()))
            if etag and not etag.startswith("W/"):
                headers.append((b"If-Range", etag.encode("latin-1")))
        timeout = {
            "connect": bounds.connect_seconds,
            "read": bounds.silence_seconds,
            "write": bounds.silence_seconds,
            "pool": 1.0,
        }
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)

        def sent() -> AbstractContextManager[httpcore.Response]:
            self._allow(expects)
            return self._connections(url).stream("GET", target, headers=headers, extensions={"timeout": timeout})

        with ExitStack() as stack:
            try:
                response = stack.enter_context(sent())
            except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
                if not self._was_used:
                    raise
                # The server has closed the connection that was kept open, as it may: a new one is no second try.
                self.close()
                response = stack.enter_context(sent())
            self._was_used = True
            yield response

    def _connections(self, url: httpx.URL) -> httpcore.ConnectionPool:
        """The one connection; trusted certificates are loaded when they are needed, since that takes a while."""
        if url.scheme == "https" and self._context is None:
            self._context = httpx.create_ssl_context()
            self.close()
        if self._pool is None:
            self._pool = httpcore.ConnectionPool(
                self._context, max_connections=1, max_keepalive_connections=1, keepalive_expiry=30, network_backend=self._network
            )
        return self._pool

    def _judge(self, url: httpx.URL, status: int, fields: dict[str, str], start: int) -> None:
        """Raise for every status that brings no part of the file."""
        packed = fields.get("content-encoding", "identity").strip().casefold()
        if status in (200, 206) and packed not in ("", "identity"):
            raise Lost(Reason.FAILED, f"the server packs it as {packed[:20]}, which was not asked for")
        if status in (200, 206) or (status == 416 and start):
            return
        if status in (404, 410):
            raise Lost(Reason.NOT_THERE, f"the server has no such file ({status})", mend="Check the address.")
        if status in _REASONS:
            raise Lost(Reason.REFUSED, f"the server {_REASONS[status]} ({status})", mend="Try another mirror with --base.")
        trouble = later(Answer(str(url), status, fields, b"", is_public=True), self._world.now())
        if trouble is None:
            raise Lost(Reason.FAILED, f"the server answers {status}")
        raise Lost(Reason.FAILED, f"the server answers {status}", again=True, after_seconds=trouble.after_seconds)

    def _in_time(self, response: httpcore.Response, expects: int | None) -> Iterator[bytes]:
        """The body, each stretch of it in the time that the least rate allows."""
        come = 0
        for piece in response.iter_stream():
            come += len(piece)
            if come >= _STRIDE:
                expects = None if expects is None else max(expects - come, 0)
                come = 0
                self._allow(expects)
            if self._is_stopped():
                raise Lost(Reason.NOT_ASKED, "the fetch was stopped")
            yield piece

    def _allow(self, expects: int | None) -> None:
        stretch = _STRIDE if expects is None else min(expects, _STRIDE)
        self._network.begin(self._bounds.slack_seconds + stretch / self._bounds.least_rate, only_public=False)

    def _too_slow(self) -> Lost:
        if self._network.seconds_left <= 0:
            what = f"came slower than {self._bounds.least_rate / 1000:g} kB a second and was stopped"
        else:
            what = f"sent nothing for {self._bounds.silence_seconds:g} s"
        return Lost(Reason.TIMED_OUT, what, again=True)

    def _followed(self, url: httpx.URL, status: int, location: str) -> httpx.URL:
        """Where a redirect leads, if it stays on the host; from http to https is the one change that is followed, and remembered."""
        try:
            target = checked(str(url.join(location))) if location else None
        except (httpx.InvalidURL, UnicodeError, ValueError, FetchError):
            target = None
        if target is None:
            raise Lost(Reason.REDIRECT, f"leads on ({status}) to no address that can be asked")
        is_upgrade = (url.scheme, target.scheme) == ("http", "https") and url.port is None and target.port is None
        if target.host != url.host or not (is_upgrade or _door(target) == _door(url)):
            what = f"leads on ({status}) to {target.scheme}://{target.netloc.decode('ascii')}, which was not asked"
            raise Lost(Reason.REDIRECT, what, mend="If you mean that host, give its address with --base.")
        if is_upgrade:
            self._base = self._base.copy_with(scheme="https")
        return target


def _door(url: httpx.URL) -> tuple[str, int]:
    return url.scheme, url.port or _PORTS[url.scheme]


def _reply(status: int, fields: dict[str, str], pieces: Iterator[bytes]) -> Reply:
    """With what Content-Range says (`bytes 100-199/200`); it begins at -1 where that cannot be read."""
    stated = fields.get("content-range", "").removeprefix("bytes ")
    first, total = _count(stated.partition("-")[0]), _count(stated.rpartition("/")[2])
    begins_at = 0 if not stated else -1 if first is None else first
    return Reply(status, begins_at, _count(fields.get("content-length", "")), total, fields.get("etag", ""), pieces)


def _count(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _broken(error: Exception) -> Lost:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        mend = "Nothing was fetched. Check the address, or give another with --base."
        return Lost(Reason.REFUSED, f"its certificate cannot be trusted ({error})", mend=mend)
    words = str(error).split("\n")[0][:120] or type(error).__name__
    return Lost(Reason.FAILED, f"the connection broke off ({words})", again=True)
