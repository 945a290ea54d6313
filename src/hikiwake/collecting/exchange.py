"""One request and its answer, within bounds of time and size. No cookies, no redirects followed, no connection kept."""

import re
import ssl
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urlsplit

import httpcore
import httpx

from hikiwake.collecting.addresses import Opened
from hikiwake.collecting.model import Answer, FetchError, FetchLimits, TryLaterError
from hikiwake.collecting.network import Clock, Connect, GuardedNetwork, Resolve
from hikiwake.collecting.unpacking import TooLargeError, Unpacking

PRODUCT = "Hikiwake"
_HOST = re.compile(rb"[a-z0-9._-]{1,255}|[0-9a-f:.]{2,45}(?:%[\w.-]{1,32})?")
_LONGEST_ADDRESS = 8_000
_LATER = (429, 500, 502, 503, 504)
_FULL = (200, 203)
_IN_A_BROWSER = "Open it in a browser, save it, and read the file."


def user_agent() -> str:
    """Who asks, said openly."""
    return f"{PRODUCT}/{version('hikiwake')} (reads single pages for an analyst; follows robots.txt)"


def checked(address: str) -> httpx.URL:
    """The address as it will be asked for, without its fragment.

    Raises:
        FetchError: it is no http or https address, or holds a user name or a password.
    """
    mend = "Write it like https://example.org/page."
    try:
        if len(address) > _LONGEST_ADDRESS:
            raise FetchError.of(f"{address[:60]}…", f"is longer than {_LONGEST_ADDRESS} characters", mend)
        url = httpx.URL(address.strip()).copy_with(fragment=None)
        has_port = url.port is None or 0 < url.port < 65536
        has_name = bool(url.userinfo) or "@" in urlsplit(address).netloc
    except (httpx.InvalidURL, UnicodeError, ValueError, TypeError) as error:
        raise FetchError.of(address, f"is no address ({error})", mend) from None
    if has_name:
        bare = str(url.copy_with(userinfo=b""))
        raise FetchError.of(bare, "was given with a user name or a password in it", f"They are never sent. {_IN_A_BROWSER}")
    if url.scheme not in ("http", "https"):
        what = f"is of the kind {url.scheme}:" if url.scheme else "has no http:// or https:// before it"
        raise FetchError.of(address, f"{what} and was not asked", f"Only http and https are fetched. {mend}")
    if not _HOST.fullmatch(url.raw_host) or not has_port:
        raise FetchError.of(address, "names no host", mend)
    return url


class Exchange:
    """Asks one server one thing at a time.

    Args:
        opened, resolve, connect, clock: as of `GuardedNetwork`.
        context: for TLS; the usual trusted certificates where None.
        proxy: the address of one that every request goes by; None for the straight way, whatever the environment says.
    """

    def __init__(
        self,
        limits: FetchLimits,
        opened: Sequence[Opened],
        resolve: Resolve,
        connect: Connect,
        clock: Clock,
        context: ssl.SSLContext | None,
        proxy: str | None = None,
    ) -> None:
        self._limits = limits
        self._network = GuardedNetwork(opened, resolve, connect, clock=clock, has_proxy=proxy is not None)
        self._proxy = None if proxy is None else _proxy(proxy)
        self._context = context

    def ask(self, url: httpx.URL, *, accept: str, most: int, cuts: bool = False, only_public: bool = False) -> Answer:
        """The answer of the server at `url`.

        Args:
            most: bytes that the body may have, packed and unpacked; a longer one is refused or, where it `cuts`, cut there.

        Raises:
            FetchError: refused, or of no use.
            TryLaterError: the network or the server failed.
        """
        limits, network, where = self._limits, self._network, str(url)
        network.begin(limits.request_seconds, only_public=only_public)
        timeout = {
            "connect": limits.connect_seconds,
            "read": limits.silence_seconds,
            "write": limits.silence_seconds,
            "pool": 1.0,
        }
        headers = [
            (b"Host", url.netloc),
            (b"User-Agent", user_agent().encode()),
            (b"Accept", accept.encode()),
            (b"Accept-Encoding", b"gzip"),
            (b"Connection", b"close"),
        ]
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        try:
            if self._proxy:
                network.judge(url.raw_host.decode("ascii"), url.port or {"http": 80, "https": 443}[url.scheme])
            with (
                httpcore.ConnectionPool(
                    self._tls(url), self._proxy, max_keepalive_connections=0, network_backend=network
                ) as pool,
                pool.stream("GET", target, headers=headers, extensions={"timeout": timeout}) as response,
            ):
                fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in reversed(response.headers)}
                body = self._body(response, fields, where, most, cuts) if response.status in _FULL else b""
                return Answer(where, response.status, fields, body, network.is_public)
        except httpcore.TimeoutException as error:
            if network.seconds_left <= 0:
                raise FetchError.of(
                    where, f"took longer than {limits.request_seconds:g} s and was stopped", _IN_A_BROWSER
                ) from error
            raise TryLaterError.of(where, f"sent nothing for {limits.silence_seconds:g} s", "Try it later.") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, ssl.SSLError) as error:
            raise _broken(where, error) from error
        except FetchError as error:
            raise type(error).of(where, error.problems[0].what, error.problems[0].mend) from error

    def _body(self, response: httpcore.Response, fields: dict[str, str], where: str, most: int, cuts: bool) -> bytes:
        stated = fields.get("content-length", "")
        if not cuts and stated.isdecimal() and int(stated) > most:
            raise _too_large(where, most)
        try:
            unpacking = Unpacking(fields.get("content-encoding", ""), most)
        except ValueError as error:
            raise FetchError.of(where, f"is packed as {error}, which was not asked for", _IN_A_BROWSER) from None
        try:
            on_the_wire = 0
            for piece in response.iter_stream():
                on_the_wire += len(piece)
                if on_the_wire > most:
                    raise TooLargeError
                unpacking.add(piece)
            return unpacking.whole()
        except TooLargeError:
            if cuts:
                return unpacking.so_far()
            raise _too_large(where, most) from None
        except (zlib.error, EOFError):
            raise TryLaterError.of(where, "came damaged: what it was packed in cannot be unpacked", "Try it later.") from None

    def _tls(self, url: httpx.URL) -> ssl.SSLContext | None:
        """Made when it is needed: loading the trusted certificates takes a while."""
        if self._context is None and url.scheme == "https":
            self._context = httpx.create_ssl_context()
        return self._context


def _proxy(address: str) -> httpcore.Proxy:
    """The proxy at `address`, whose user name and password, if any, go to it alone.

    Raises:
        FetchError: it is no http or https address.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise FetchError.of("--proxy", f"is given no address ({error})", "Write it like http://proxy.example.org:3128.") from None
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host):
        raise FetchError.of("--proxy", "is given no http or https address", "Write it like http://proxy.example.org:3128.")
    auth = (url.username, url.password) if url.userinfo else None
    bare = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=b"/")
    return httpcore.Proxy(bare, auth=auth)


def later(answer: Answer, now: datetime) -> TryLaterError | None:
    """The error of a status that may pass by itself, with the wait that the server asks for; None for every other status."""
    if answer.status not in _LATER:
        return None
    error = TryLaterError.of(answer.url, f"answers {answer.status}", "Try it later.")
    error.after_seconds = _seconds(answer.headers.get("retry-after", ""), now)
    return error


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Of a Retry-After header: a number of seconds or a date (RFC 9110, 10.2.3); None where it is neither."""
    text = retry_after.strip()
    if text.isdecimal() and text.isascii():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):
        return None
    return max(0.0, ((then if then.tzinfo else then.replace(tzinfo=UTC)) - now).total_seconds())


def _too_large(where: str, most: int) -> FetchError:
    return FetchError.of(where, f"is larger than {most / 1e6:g} MB and was stopped", _IN_A_BROWSER)


def _broken(where: str, error: Exception) -> FetchError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FetchError.of(where, f"its certificate cannot be trusted ({error})", "Nothing was fetched. Check the address.")
    words = str(error).split("\n")[0][:120] or type(error).__name__
    return TryLaterError.of(where, f"broke off ({words})", "Try it later.")
