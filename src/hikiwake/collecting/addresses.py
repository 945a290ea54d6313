"""Which network addresses a fetch may go to: those that anybody can reach, and what the analyst opens by name."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

from hikiwake.terms.errors import HikiwakeError

Address = IPv4Address | IPv6Address

# IANA special-purpose address registries (IPv4 and IPv6), and multicast. What is not listed of IPv4 is public.
_NOT_PUBLIC_4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for measurements"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_NOT_PUBLIC_6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("64:ff9b:1::/48", "private"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "reserved"),  # with Teredo, which carries IPv4 addresses of its own
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_6TO4 = IPv6Network("2002::/16")


def not_public(address: Address) -> str | None:
    """What kind of address it is ("loopback", "private", …) if not everybody can reach it; None for a public one.

    IPv4 addresses within IPv6 ones (mapped, NAT64, 6to4) are judged for themselves.
    """
    if isinstance(address, IPv4Address):
        return next((what for network, what in _NOT_PUBLIC_4 if address in network), None)
    if inner := _embedded(address):
        return not_public(inner)
    what = next((what for network, what in _NOT_PUBLIC_6 if address in network), None)
    return what or (None if address in _PUBLIC_6 else "reserved")


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _6TO4:
        return IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None


@dataclass(frozen=True, slots=True)
class Opened:
    """Addresses that are fetched from although they are not public; at every port where `port` is None."""

    network: IPv4Network | IPv6Network
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """From `10.1.2.3`, `10.1.2.3:8080`, `[::1]:8080` or `10.1.0.0/16`.

        Raises:
            HikiwakeError: it is none of these.
        """
        host, port = text, ""
        if text.startswith("[") and "]" in text:
            host, _, port = text[1:].partition("]")
            port = port.removeprefix(":")
        elif text.count(":") == 1:
            host, _, port = text.partition(":")
        try:
            number = int(port) if port or text.endswith(":") else None
            if number is not None and not 0 < number < 65536:
                raise ValueError("no port")
            return cls(ip_network(host), number)
        except ValueError:
            mend = "Write an address, with its port where you can: 10.1.2.3:8080, [::1]:8080."
            raise HikiwakeError.of("--allow-address", f"{text!r} is no network address", mend) from None

    def holds(self, address: Address, port: int) -> bool:
        plain = _embedded(address) if isinstance(address, IPv6Address) and address in _MAPPED else address
        return plain in self.network and self.port in (None, port)


def parsed(text: str) -> Address:
    """The address that `text` writes; the zone of a link-local one is dropped.

    Raises:
        ValueError: it is none.
    """
    return ip_address(text.partition("%")[0])
