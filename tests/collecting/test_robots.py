"""What a site asks of robots is done: the rules of RFC 9309, and what happens where a site cannot say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from internet_replica import (
    Internet,
    Script,
    answer,
    drip,
    drip_in_the_head,
    endless,
    flood_of_hints,
    gzipped,
    page,
    redirect,
    reset,
    silent,
)

from hikiwake.collecting.model import FetchError
from hikiwake.collecting.robots import robots

RULES = """\
User-agent: somebody
User-agent: HIKIWAKE/2.0 (reader)
Disallow: /private   # not for robots
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search*q=
Disallow: /caf%c3%a9
Disallow: /a%2fb
Disallow: /%7Ehome
Disallow:
Crawl-delay: 4
Sitemap: http://x.test/s.xml

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True), ("/news", True), ("/private", False), ("/private/x", False), ("/privateer", False), ("/private/open", True),
        ("/private/open/x", True), ("/a.pdf", False), ("/a.pdf?x=1", True), ("/a/b.PDF", True), ("/search?q=1", False), ("/search?x=1&q=2", False),
        ("/search", True), ("/caf%C3%A9", False), ("/caf%c3%a9/x", False), ("/café", False), ("/cafe", True), ("/a%2Fb", False), ("/a/b", True),
        ("/~home", False), ("/%7ehome", False),
    ],
)  # fmt: skip
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert robots(RULES, "Hikiwake").allows(path) is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("user-AGENT:*\ndisALLOW:/page", False),
        ("User-agent: *\nAllow: /\nDisallow: /page", False),
        ("User-agent: *\nDisallow: /page\nAllow: /page", True),
        ("User-agent: *\nDisallow: /\nAllow: /page$", True),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: hikiwake\nDisallow: /page\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: hikiwake\nAllow: /x\n\nUser-agent: hikiwake\nDisallow: /page", False),
        ("User-agent: a\n\nUser-agent: *\nDisallow: /page", False),
        ("Disallow: /", True),
        ("<html>404</html>", True),
        ("User-agent *\nDisallow /", True),
    ],
)
def test_groups_and_odd_files(text: str, allowed: bool) -> None:
    assert robots(text, "Hikiwake").allows("/page") is allowed


@given(st.text(alphabet="ab*$/", max_size=12), st.text(alphabet="ab/", max_size=12))
def test_a_pattern_fits_what_the_expression_of_the_same_meaning_fits(pattern: str, path: str) -> None:
    import re

    rule, asked = f"/{pattern}", f"/{path}"
    meaning = "".join(".*" if c == "*" else "$" if (i, c) == (len(rule) - 1, "$") else re.escape(c) for i, c in enumerate(rule))
    expected = re.match(meaning, asked) is not None
    assert robots(f"User-agent: *\nDisallow: {rule}", "x").allows(asked) is not expected


def test_what_robots_may_not_have_is_not_asked_for(internet: Internet) -> None:
    internet.paths["/robots.txt"] = answer(b"User-agent: *\nDisallow: /page", "text/plain")
    with pytest.raises(FetchError, match=r"http://news.test/page: its site's robots.txt asks robots to leave it alone\."):
        internet.fetcher().fetch("http://news.test/page")
    assert internet.pages_asked() == []


def test_the_rules_of_the_place_where_a_redirect_leads_hold_too(internet: Internet) -> None:
    internet.paths |= {
        "news.test/x": redirect("http://other.test/page"),
        "other.test/robots.txt": answer(b"User-agent: *\nDisallow: /", "text/plain"),
    }
    with pytest.raises(FetchError, match=r"http://other.test/page: .* leave it alone"):
        internet.fetcher().fetch("http://news.test/x")


def test_one_site_is_asked_for_its_rules_once(internet: Internet) -> None:
    fetcher = internet.fetcher()
    for _ in range(3):
        fetcher.fetch("http://news.test/page")
    assert [a.path for a in internet.asked].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (answer(b"", status="404 Not Found"), None),
        (answer(b"", status="403 Forbidden"), None),
        (redirect("http://other.test/rules"), None),
        (answer(b"", status="500 Oops"), r"was not asked for: its site's robots.txt answers 500"),
        (answer(b"", status="429 Slow"), r"robots.txt answers 429"),
        (redirect("/robots.txt"), r"robots.txt leads in a circle"),
        (redirect("http://10.0.0.1/robots.txt"), r"robots.txt leads to 10.0.0.1, which is private"),
        (silent, r"robots.txt sent nothing for 0.3 s"),
        (drip, r"robots.txt took longer than 0.6 s and was stopped"),
        (drip_in_the_head, r"robots.txt took longer than 0.6 s and was stopped"),
        (reset, r"robots.txt broke off"),
        (b"220 mail.test ESMTP ready\r\n", r"robots.txt broke off"),
        (gzipped(b"User-agent: *", cut=20), r"robots.txt came damaged"),
        (flood_of_hints, r"robots.txt took longer than 0.6 s and was stopped"),
        (endless, None),  # what came of it within its bound holds
        (gzipped(b"\0" * 50_000_000), None),
    ],
)
def test_a_site_without_rules_is_open_and_one_that_cannot_say_is_not(
    internet: Internet, script: bytes | Script, told: str | None
) -> None:
    internet.paths["/robots.txt"] = script
    if told is None:
        assert internet.fetcher(request_seconds=5.0).fetch("http://news.test/page").body == page()
        return
    fetcher = internet.fetcher(tries=1 if callable(script) else 2)
    for _ in range(2):
        with pytest.raises(FetchError, match=told):
            fetcher.fetch("http://news.test/page")
    assert internet.pages_asked() == []


def test_rules_of_any_length_are_cut_and_what_was_read_holds(internet: Internet) -> None:
    rules = b"User-agent: *\nDisallow: /page\n" + b"# more\n" * 100_000
    internet.paths["/robots.txt"] = answer(rules, "text/plain")
    with pytest.raises(FetchError, match="leave it alone"):
        internet.fetcher().fetch("http://news.test/page")


def test_the_pause_that_a_site_asks_for_is_kept_where_it_can_be(internet: Internet) -> None:
    internet.paths["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 9.5", "text/plain")
    fetcher = internet.fetcher()
    fetcher.fetch("http://news.test/page")
    fetcher.fetch("http://news.test/page")
    assert internet.pauses == [pytest.approx(9.5, abs=0.5)]


def test_a_pause_that_is_too_long_is_told_and_nothing_is_asked(internet: Internet) -> None:
    internet.paths["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 3600", "text/plain")
    fetcher = internet.fetcher()
    fetcher.fetch("http://news.test/page")
    with pytest.raises(FetchError, match="asks for 3600 s between two pages"):
        fetcher.fetch("http://news.test/page")
    assert len(internet.pages_asked()) == 1
