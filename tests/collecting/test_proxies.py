"""A proxy is used where it is named, and is no way round what may be reached."""

import pytest
from internet_replica import Internet, answer, page, redirect

from hikiwake.collecting.model import FetchError

PROXY = "http://desk:word@proxy.test:3128"


@pytest.fixture
def behind(internet: Internet) -> Internet:
    """The replica as a proxy within the office: it gets whole addresses to fetch."""
    internet.names["proxy.test"] = [["10.0.0.2"]]
    internet.paths["http://news.test/page"] = answer(page())
    return internet


def test_every_request_goes_by_the_proxy_that_was_named(behind: Internet) -> None:
    assert behind.fetcher(proxy=PROXY).fetch("http://news.test/page").body == page()
    assert set(behind.dialled) == {("10.0.0.2", 3128)}
    assert behind.asked[-1].headers["proxy-authorization"].startswith("Basic ")
    assert behind.asked[-1].headers["host"] == "news.test"


def test_what_can_be_judged_without_the_proxy_is_not_asked_for(behind: Internet) -> None:
    inside = [
        "http://127.0.0.1/", "http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://0177.0.0.1/", "http://127.0.0.1./", "http://[::1]/",
        "http://10.0.0.5/", "http://169.254.169.254/latest", "http://[::ffff:10.0.0.5]/", "http://localhost/", "http://LOCALHOST./", "http://router/",
        "http://printer.local/", "http://metadata.google.internal/", "https://wiki.corp/",
    ]  # fmt: skip
    behind.paths |= {f"http://news.test/{i}": redirect(address) for i, address in enumerate(inside)}
    tried = [*inside, *(f"http://news.test/{i}" for i in range(len(inside)))]
    fetcher = behind.fetcher(proxy=PROXY)
    for address in tried:
        with pytest.raises(FetchError, match=r"was not asked|is no address|leads to what is no address"):
            fetcher.fetch(address)
    reached = [a for a in behind.asked if not a.path.startswith("http://news.test/")]
    print(f"tried {len(tried)}, reached {len(reached)}")
    assert reached == []


def test_a_proxy_that_is_no_address_is_told_without_its_password() -> None:
    for proxy in ("socks5://desk:word@proxy.test:1080", "proxy.test:3128", "http://"):
        with pytest.raises(FetchError, match="--proxy: is given no ") as caught:
            Internet().fetcher(proxy=proxy)
        assert "word" not in str(caught.value)


def test_a_proxy_that_refuses_is_one_line(behind: Internet) -> None:
    behind.paths["/robots.txt"] = b""
    behind.paths["news.test:443"] = answer(b"", status="403 Forbidden")
    with pytest.raises(FetchError, match=r"https://news.test/page: .*403 Forbidden"):
        behind.fetcher(proxy=PROXY, tries=1).fetch("https://news.test/page")
