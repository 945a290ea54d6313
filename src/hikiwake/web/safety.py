"""What a request must be to reach the workbench: pure checks, no web framework.

A page of any other site can send requests to a loopback server (through a rebound name, through a form). So the Host must be ours, and
what changes anything must come from a page of ours. Reached from elsewhere, a token stands before everything.
"""

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request goes no further: an HTTP status, what is wrong, and the mend."""

    status: int
    what: str
    mend: str


@dataclass(frozen=True)
class Safety:
    """Who may ask and how much. `token` is set where the workbench can be reached from other machines; `session` is what its cookie holds."""

    token: str | None = None
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    names: frozenset[str] = LOOPBACK_NAMES
    form_bytes: int = 2_000_000
    upload_bytes: int = 100_000_000
    upload_paths: frozenset[str] = frozenset({"/sources/upload"})
    body_seconds: float = 30.0  # without a byte of the body arriving

    @classmethod
    def remote(cls, token: str) -> "Safety":
        """For a workbench that other machines reach, by this machine's names or by any of its addresses."""
        own = {name.lower() for name in (socket.gethostname(), socket.getfqdn()) if name}
        return cls(token=token, names=LOOPBACK_NAMES | own)

    @property
    def headers(self) -> dict[str, str]:
        """What every answer carries."""
        return {
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            # Without a Referer a browser on plain http sends no Origin that could be checked, nor Sec-Fetch-Site.
            "Referrer-Policy": "no-referrer" if self.token is None else "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }

    def most_bytes(self, path: str) -> int:
        """How large the body of a request to `path` may be."""
        return self.upload_bytes if path in self.upload_paths else self.form_bytes

    def refusal(self, method: str, headers: Mapping[str, str], hosts: list[str]) -> Refusal | None:
        """Why a request must not reach a page; None where it may. `hosts` are all its Host headers, other names in lower case."""
        if len(hosts) != 1 or not self.is_own_host(hosts[0]):
            return Refusal(
                400, "The workbench answers to its own address only", "Open the address that it printed when it started."
            )
        if method in SAFE_METHODS:
            return None
        if method != "POST":
            return None if self._is_own(headers, hosts[0]) else _FOREIGN
        if not self._is_own(headers, hosts[0]):
            return _FOREIGN
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        if has_body and kind not in FORM_TYPES:
            return Refusal(415, "The workbench takes forms only", f"Send {' or '.join(FORM_TYPES)}.")
        return None

    def is_own_host(self, host: str) -> bool:
        """Whether a Host header names this workbench. An address cannot be rebound, so with a token any literal one will do."""
        name, port = _split(host)
        if name is None or not (port == "" or (port.isascii() and port.isdecimal())):
            return False
        if name in self.names:
            return True
        return self.token is not None and _is_address(name)

    def is_known(self, cookie: str | None) -> bool:
        """Whether the cookie is the one that a visit with the token was given; all are known where there is no token."""
        return self.token is None or (cookie is not None and _same(cookie, self.session))

    def is_token(self, given: str) -> bool:
        return self.token is not None and _same(given, self.token)

    def _is_own(self, headers: Mapping[str, str], host: str) -> bool:
        """Whether a page of ours sent this: its browser says so by Sec-Fetch-Site or by Origin, and neither says otherwise."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None and site != "same-origin":
            return False
        if origin is None or (origin == "null" and site is not None):  # a page that sends no Referer tells no origin either
            return site is not None
        return origin in (f"http://{host}", f"https://{host}")  # the second behind a tunnel


_FOREIGN = Refusal(
    403, "A change must come from a page of the workbench itself", "Open the workbench and make it there; programs send Origin."
)


def _split(host: str) -> tuple[str | None, str]:
    """Name and port of a Host header; an IPv6 address keeps its brackets."""
    host = host.lower()
    if host.startswith("["):
        name, bracket, rest = host.partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            return None, ""
        return f"{name}]", rest[1:]
    name, _, port = host.partition(":")
    return name, port


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
