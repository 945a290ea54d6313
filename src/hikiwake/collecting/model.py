"""What is asked of fetching, what comes of it, and how it can fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hikiwake.terms.errors import HikiwakeError


class FetchError(HikiwakeError):
    """An address was refused, or what is there cannot be had."""


class RefusedError(FetchError):
    """Its network address may not be reached."""


class TryLaterError(FetchError):
    """The same request may succeed later; `after_seconds` where the server says how much later."""

    after_seconds: float | None = None


class UnreachableError(TryLaterError):
    """There is no such host, or it takes no connection."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a server may send, how long it may take, how often it is asked. The one place where these bounds are stated."""

    page_bytes: int = 30_000_000  # on the wire, and again after unpacking
    robots_bytes: int = 512_000  # what lies beyond is not read (RFC 9309 asks for 500 KiB at least)
    connect_seconds: float = 10.0
    silence_seconds: float = 20.0  # without a single byte
    request_seconds: float = 60.0  # from the first look-up of the name to the last byte
    redirects: int = 5
    tries: int = 3
    seconds_apart: float = 2.0  # between two requests to one host
    back_off_seconds: float = 2.0  # before the second try, twice that before the third
    longest_wait: float = 60.0  # what a server asks for beyond that is not waited for: it is left alone


@dataclass(frozen=True, slots=True)
class Answer:
    """One server's answer: `headers` by lower-case name; `body` is unpacked, and empty unless the status is 200 or 203.

    `is_public`: it came from an address that anybody can reach.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    is_public: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """What is at an address: `address` as asked, `url` where the redirects led, `extension` what its bytes are (`.xml` for a feed).

    `charset` is the encoding that the server named, None where it named none.
    """

    address: str
    url: str
    body: bytes
    extension: str
    is_public: bool
    at: datetime
    charset: str | None = None

    @property
    def is_feed(self) -> bool:
        return self.extension == ".xml"
