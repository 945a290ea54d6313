"""What a feed lists, newest first, whatever it is written in and however badly."""

import resource
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from hikiwake.collecting.collect import _told
from hikiwake.collecting.feed import Feed, Item, feed, parsed
from hikiwake.collecting.model import FetchError

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>North &amp; <b>News</b></title>
<item><title>Older</title><link>http://a.test/1</link><pubDate>Mon, 02 May 2016 08:00:00 GMT</pubDate></item>
<item><title>Newest, by the clock of the east</title><link>/3</link><pubDate>Wed, 04 May 2016 06:00:00 +0900</pubDate></item>
<item><title>Without a day</title><link>http://a.test/0</link></item>
<item><title>No address</title><guid isPermaLink="false">x</guid></item>
<item><title>Between</title><link>http://a.test/2?a=1&amp;b=2</link><pubDate>Tue, 03 May 2016 20:00:00 GMT</pubDate></item>
<item><title>Older, again</title><link>http://a.test/1</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><entry><title type="html">A &lt;i&gt;treaty&lt;/i&gt;</title>
<link rel="alternate" href="http://a.test/9"/><published>2016-05-06T23:30:00+09:00</published><updated>2016-06-01T00:00:00Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Ministry</title></channel><item><title>Note</title><link>http://a.test/5</link><dc:date>2016-05-06</dc:date></item></rdf:RDF>"""


def test_newest_first_each_address_once_by_the_feeds_own_day() -> None:
    found = parsed(RSS, "http://a.test/feed.xml")
    assert (found.publisher, found.nameless) == ("North & News", 1)
    assert [(item.address, item.day) for item in found.items] == [
        ("http://a.test/3", "2016-05-04"),
        ("http://a.test/2?a=1&b=2", "2016-05-03"),
        ("http://a.test/1", "2016-05-02"),
        ("http://a.test/0", None),
    ]


def test_atom_and_rdf() -> None:
    assert parsed(ATOM, "http://a.test/").items == (
        Item("http://a.test/9", "A treaty", "2016-05-06", "2016-05-06T14:30:00+00:00"),
    )
    found = parsed(RDF, "http://a.test/")
    assert (found.publisher, found.items[0].day) == ("Ministry", "2016-05-06")


def test_of_a_feed_too_long_the_newest_are_kept_wherever_they_stand_and_the_rest_is_counted() -> None:
    first = datetime(2000, 1, 1, tzinfo=UTC)
    days = [first + timedelta(days=n) for n in range(10_000)]
    items = "".join(
        f"<item><link>http://a.test/{n}</link><pubDate>{format_datetime(d)}</pubDate></item>" for n, d in enumerate(days)
    )
    found = feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "http://a.test/")
    assert (found.items[0].address, found.items[-1].address) == (
        "http://a.test/9999",
        f"http://a.test/{10_000 - len(found.items)}",
    )
    assert len(found.items) + found.cut == 10_000 and found.cut > 0
    assert f"10000 items, 0 already there, 20 asked for, {len(found.items) - 20} older ones left" in told_of(found)
    assert told_of(found).endswith(f", the {found.cut} oldest not looked at")


def told_of(found: Feed) -> str:
    return _told("http://a.test/", found, 0, len(found.items), 20)


def test_a_day_before_all_days_is_none() -> None:
    item = "<item><link>http://a.test/1</link><pubDate>0001-01-01T00:00:00+14:00</pubDate></item>"
    found = parsed(f"<rss version='2.0'><channel>{item}</channel></rss>".encode(), "http://a.test/")
    assert [(i.address, i.day) for i in found.items] == [("http://a.test/1", None)]


@pytest.mark.parametrize(
    "damage",
    [
        RSS.replace(b"&amp;", b"&"),
        RSS.replace(b"<title>", b"<title>&nbsp;&eacute;"),
        RSS[:-30],
        b"\xff" + RSS,
        RSS.replace(b"\n", b"\0"),
    ],
)
def test_a_damaged_feed_gives_what_it_still_holds(damage: bytes) -> None:
    assert len(parsed(damage, "http://a.test/feed.xml").items) >= 3


def test_what_the_process_of_its_own_finds_is_the_same() -> None:
    assert feed(RSS, "http://a.test/feed.xml") == parsed(RSS, "http://a.test/feed.xml")


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("l")))
    + b'<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&k;&f;</title><link>http://a.test/1</link></item></channel></rss>'
)


def computing() -> float:
    """Seconds that this process and the parsers it has ended have computed."""
    mine, parsers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + parsers.ru_utime + parsers.ru_stime


@pytest.mark.parametrize(
    "hostile",
    [
        BOMB,
        b"<rss><channel>" + b"<item>" * 5_000,
        b"<rss><channel><item><link>" + b"&#" * 100_000,
        b"<rss version='2.0'>" + b"<a " * 10_000,
        b"<rss",
    ],
)
def test_a_hostile_feed_costs_little_and_gives_nothing_away(hostile: bytes) -> None:
    before = computing()
    try:
        found = feed(hostile, "http://a.test/feed.xml")
    except FetchError as error:
        assert str(error).startswith("http://a.test/feed.xml: ")
    else:
        assert "root:" not in str(found) and len(str(found)) < 3_000_000
    assert computing() - before < 5


def test_a_feed_that_would_take_for_ever_is_stopped() -> None:
    with pytest.raises(FetchError, match=r"takes longer than 0.4 s to parse as a feed"):
        feed(b"<rss version='2.0'>" + b"<a " * 1_000_000, "http://a.test/feed.xml", seconds=0.4)
