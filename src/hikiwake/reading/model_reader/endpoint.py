"""Where the model's server is, whether that is this machine, and which key belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

from hikiwake.terms.errors import HikiwakeError

KEY_VARIABLE = "OPENAI_API_KEY"
KEY_HOST = "api.openai.com"  # the one host that OPENAI_API_KEY is for


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`address` has no slash at its end; `is_local`: on this machine; `key` is None where the server wants none."""

    address: str
    host: str
    is_local: bool
    key: str | None = field(default=None, repr=False)


def endpoint(base_url: str, environment: Mapping[str, str], key_variable: str | None = None) -> Endpoint:
    """The server at `base_url` with its key.

    Args:
        environment: where keys come from.
        key_variable: the variable that holds this server's key (`--llm-key-env`). `OPENAI_API_KEY` goes to its own host only, asked or not.

    Raises:
        HikiwakeError: the address is none, or the variable is not set.
    """
    host, is_encrypted = _host(base_url)
    return Endpoint(base_url.rstrip("/"), host, _is_local(host), _key(host, is_encrypted, environment, key_variable))


def _host(base_url: str) -> tuple[str, bool]:
    mend = "Write it like http://127.0.0.1:11434/v1."
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise HikiwakeError.of("[llm] base_url", f"{base_url!r} is no address ({error})", mend) from None
    is_plain = base_url.isascii() and not any(c.isspace() or not c.isprintable() or c == "\\" for c in base_url)
    if parts.scheme not in ("http", "https") or not host or port == 0 or not is_plain:
        raise HikiwakeError.of("[llm] base_url", f"{base_url!r} is no http or https address", mend)
    if parts.username is not None or parts.query or parts.fragment:
        what = "an address with a user name, a question mark or a # in it is not taken"
        raise HikiwakeError.of("[llm] base_url", what, "A key comes by --llm-key-env NAME.")
    return host.lower().rstrip("."), parts.scheme == "https"


def _is_local(host: str) -> bool:
    """Loopback only: a name other than `localhost` may lead anywhere, whatever it leads to now."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _key(host: str, is_encrypted: bool, environment: Mapping[str, str], variable: str | None) -> str | None:
    is_own = host == KEY_HOST and is_encrypted
    if variable is None:
        return _checked(environment.get(KEY_VARIABLE, "").strip(), KEY_VARIABLE) or None if is_own else None
    if variable == KEY_VARIABLE and not is_own:
        mend = f"Put the key of {host} into a variable of its own and name that."
        raise HikiwakeError.of("--llm-key-env", f"{KEY_VARIABLE} goes to https://{KEY_HOST} only, not to {host}", mend)
    key = _checked(environment.get(variable, "").strip(), variable)
    if not key:
        raise HikiwakeError.of("--llm-key-env", f"the variable {variable} is not set", "Set it, or leave the option out.")
    return key


def _checked(key: str, variable: str) -> str:
    if not (key.isascii() and key.isprintable()):
        raise HikiwakeError.of(variable, "holds characters that no key has", "Set it anew.")
    return key
