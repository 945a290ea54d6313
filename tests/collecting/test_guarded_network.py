"""No fetch reaches an address that not everybody can reach, however it is written, named, or pointed to."""

from ipaddress import ip_address

import httpcore
import pytest
from internet_replica import ELSEWHERE, PUBLIC, Internet, page, redirect

from hikiwake.collecting.addresses import Opened, not_public
from hikiwake.collecting.fetching import Fetcher
from hikiwake.collecting.model import FetchError, FetchLimits
from hikiwake.collecting.network import Resolve, look_up
from hikiwake.terms.errors import HikiwakeError

_CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 127.0.0.1 127.8.9.10 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.2.9 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::a00:1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:c0a8:101:: 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 3fff::1
fc00::1 fd12:3456::1 fe80::1 febf::1 fec0::1 ff02::1 100::1 5f00::1 4000::1
"""
_OPEN = """
1.1.1.1 8.8.8.8 93.184.215.14 172.15.0.1 172.32.0.1 100.63.0.1 192.167.1.1 11.0.0.1 223.255.255.255 2606:4700::1111 2a00:1450:4001::1
::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
"""
CLOSED, OPEN = _CLOSED.split(), _OPEN.split()


@pytest.mark.parametrize("text", CLOSED)
def test_an_address_for_few_is_closed(text: str) -> None:
    assert not_public(ip_address(text))


@pytest.mark.parametrize("text", OPEN)
def test_an_address_for_everybody_is_open(text: str) -> None:
    assert not_public(ip_address(text)) is None


def half_real(internet: Internet) -> Resolve:
    """The replica's names, and for everything else the system's resolver, which knows the odd spellings of figures."""
    return lambda host, port, s: (internet.resolve if host.endswith(".test") else look_up)(host, port, s)


def test_nothing_closed_is_ever_reached(internet: Internet) -> None:
    """By figures in every spelling, by a name, by a redirect, by robots.txt, by the second answer of a name."""
    spellings = [
        *(f"http://{a}/" for a in CLOSED if ":" not in a),
        *(f"http://[{a}]:8080/x" for a in CLOSED if ":" in a),
        "http://localhost/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://127.0.0.1./", "https://127.0.0.1/", "http://127.0.0.1:22/", "http://①②⑦.⓪.⓪.①/", "http://[::ffff:7f00:1]/",
        "http://[fe80::1%25eth0]/", "http://public.test@127.0.0.1/", "http://public.test#@127.0.0.1/", "http://127.0.0.1\\@public.test/",
        "file:///etc/passwd", "ftp://public.test/", "gopher://127.0.0.1/", "data:text/html,x", "//127.0.0.1/", "127.0.0.1", "http://", "http:///x",
        "http://user:secret@public.test/page", "http://public.test:0/", "http://public.test:99999/", "http://public.test\r\nHost: x/", "",
    ]  # fmt: skip
    internet.names |= {f"name{i}.test": [[address]] for i, address in enumerate(CLOSED)}
    internet.names["mixed.test"] = [[PUBLIC, "10.0.0.1"]]
    internet.names["rebound.test"] = [[PUBLIC], ["127.0.0.1"]]  # robots.txt from the one, the page from the other
    internet.names["zoned.test"] = [["fe80::1%eth0"]]
    by_name = [f"http://{name}/page" for name in internet.names]
    relative = ("", "//127.0.0.1/", "127.0.0.1", "http:///x")  # of a redirect, these mean the site itself
    targets = [s for s in spellings if s not in relative and "public.test" not in s] + by_name
    internet.paths |= {f"/to{i}": redirect(target) for i, target in enumerate(targets)}
    internet.paths |= {f"robots{i}.test/robots.txt": redirect(target) for i, target in enumerate(targets)}
    by_redirect = [f"http://public.test/to{i}" for i in range(len(targets))]
    by_robots = [f"http://robots{i}.test/page" for i, target in enumerate(targets) if "rebound" not in target]

    tried, through = [*spellings, *by_name, *by_redirect, *by_robots], []
    fetcher = Fetcher(FetchLimits(tries=1), resolve=half_real(internet), connect=internet.connect, sleep=internet.pauses.append)
    for address in tried:
        if "rebound" in address:
            internet.names["rebound.test"] = [[PUBLIC], ["127.0.0.1"]]
        try:
            got = fetcher.fetch(address)
            if address != "http://public.test#@127.0.0.1/":
                through.append((address, got.url))
        except FetchError as error:
            assert "secret" not in str(error)
    print(f"tried {len(tried)}, reached {len(internet.reached)}")
    assert (internet.reached, through) == ([], [])
    assert len(tried) > 250
    assert [a.host for a in internet.asked if "secret" in str(a.headers)] == []


def test_the_connection_goes_to_the_address_that_was_checked(internet: Internet) -> None:
    internet.names["news.test"] = [[ELSEWHERE]]
    internet.fetcher().fetch("http://news.test:8080/page")
    assert set(internet.dialled) == {(ELSEWHERE, 8080)}
    assert {a.host for a in internet.asked} == {"news.test:8080"}


def test_a_name_that_turns_private_between_two_requests_is_refused(internet: Internet) -> None:
    internet.names["news.test"] = [[PUBLIC], [PUBLIC], ["10.0.0.7"]]
    fetcher = internet.fetcher()
    fetcher.fetch("http://news.test/page")
    with pytest.raises(
        FetchError, match=r"http://news.test/page: leads to 10.0.0.7, which is private, .*--allow-address 10.0.0.7:80"
    ):
        fetcher.fetch("http://news.test/page")
    assert internet.reached == []


def test_what_the_analyst_opens_is_reached_and_nothing_beside_it(internet: Internet) -> None:
    fetcher = internet.fetcher("127.0.0.1:8080", "10.1.0.0/16", "[::1]:8080")
    for address in (
        "http://127.0.0.1:8080/page",
        "http://10.1.2.3/page",
        "http://[::1]:8080/page",
        "http://[::ffff:10.1.2.3]/page",
    ):
        assert fetcher.fetch(address).body == page()
    for address in ("http://127.0.0.1:8081/page", "http://127.0.0.2:8080/page", "http://10.2.0.1/page", "http://[::1]/page"):
        with pytest.raises(FetchError, match="--allow-address"):
            fetcher.fetch(address)


def test_a_public_page_may_not_point_to_what_the_analyst_opened(internet: Internet) -> None:
    internet.paths["/inward"] = redirect("http://127.0.0.1:8080/page")
    internet.paths["/within"] = redirect("http://127.0.0.1:8080/page")
    fetcher = internet.fetcher("127.0.0.1:8080")
    with pytest.raises(FetchError, match="A public page pointed there"):
        fetcher.fetch("http://news.test/inward")
    assert internet.reached == []
    internet.paths["other.test/robots.txt"] = redirect("http://127.0.0.1:8080/robots.txt")
    with pytest.raises(FetchError, match="A public page pointed there"):
        fetcher.fetch("http://other.test/page")
    assert internet.reached == []
    assert fetcher.fetch("http://127.0.0.1:8080/within").url == "http://127.0.0.1:8080/page"


@pytest.mark.parametrize(
    "text", ["", "localhost", "10.0.0.1:", "10.0.0.1:0", "10.0.0.1:99999", "10.0.0.1/33", "[::1", "http://10.0.0.1", "10.0.0.1/8"]
)
def test_what_is_opened_is_written_as_an_address(text: str) -> None:
    with pytest.raises(HikiwakeError, match="--allow-address"):
        Opened.parse(text)


def test_a_name_without_an_address_is_told(internet: Internet) -> None:
    internet.names["gone.test"] = [[]]
    with pytest.raises(FetchError, match="has a name that leads nowhere"):
        internet.fetcher(tries=1).fetch("http://gone.test/page")


def test_the_second_address_is_tried_where_the_first_does_not_answer(internet: Internet) -> None:
    internet.names["two.test"] = [[ELSEWHERE, PUBLIC]]
    connect = internet.connect

    def half_dead(address: str, port: int, seconds: float) -> object:
        if address == ELSEWHERE:
            raise httpcore.ConnectTimeout("timed out")
        return connect(address, port, seconds)

    internet.connect = half_dead  # type: ignore[method-assign, assignment]
    assert internet.fetcher().fetch("http://two.test/page").body == page()
