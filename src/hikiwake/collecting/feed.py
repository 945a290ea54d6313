"""The items of a feed (RSS, RDF, Atom). Parsed in a process of its own with limits, since feeds are strangers' files.

Run as `python -m hikiwake.collecting.feed` by `feed`, never by hand: a feed's bytes in, one JSON line out.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from hikiwake.collecting.model import FetchError

_SECONDS = 30.0
_MEMORY = 1_000_000_000
_MOST_ITEMS = 5_000
_LONGEST = 2_000  # characters of a title or an address
_MEND = "Open it in a browser, and fetch its pages by their own addresses."


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; `day` is the ISO day on which it says it was published, by its own clock, `at` that moment (ISO, for order)."""

    address: str
    title: str | None = None
    day: str | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """`publisher` is the feed's own title; `items` newest first, those without a date last, and the newest of them if there are very many.

    `nameless` items have no address; `cut` are left out, older than all that are here.
    """

    publisher: str | None
    items: tuple[Item, ...]
    nameless: int = 0
    cut: int = 0


def feed(body: bytes, url: str, *, sent_as: str | None = None, seconds: float = _SECONDS) -> Feed:
    """What the feed at `url` lists; `sent_as` is the encoding that its server named.

    Raises:
        FetchError: it cannot be parsed, or takes too long or too much memory.
    """
    command = [sys.executable, "-P", "-m", "hikiwake.collecting.feed", url, *([sent_as] if sent_as else [])]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=seconds, check=True)
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise FetchError.of(url, f"takes longer than {seconds:g} s to parse as a feed", _MEND) from None
    except (subprocess.CalledProcessError, ValueError):
        raise FetchError.of(url, "cannot be parsed as a feed", _MEND) from None
    if not found["items"] and not found["nameless"]:
        raise FetchError.of(url, "is a feed without items", "Check the address.")
    return Feed(found["publisher"], tuple(Item(**item) for item in found["items"]), found["nameless"], found["cut"])


def parsed(body: bytes, url: str, sent_as: str | None = None) -> Feed:
    """What a feed lists, parsed in this process and without limits."""
    import feedparser  # type: ignore[import-untyped]
    import httpx

    # A stream, because of bytes or text feedparser would first try whether they name a file or an address.
    headers = {"content-location": url} | ({"content-type": f"application/xml; charset={sent_as}"} if sent_as else {})
    found = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False)
    dated = sorted(((_published(entry), entry) for entry in found.entries), key=lambda one: _at(one[0]), reverse=True)
    once: dict[str, Item] = {}
    nameless = 0
    for moment, entry in dated[:_MOST_ITEMS]:
        link = str(entry.get("link") or "").strip()[:_LONGEST]
        if not link:
            nameless += 1
            continue
        try:
            address = str(httpx.URL(url).join(link))
        except (httpx.InvalidURL, UnicodeError, ValueError):
            address = link
        item = Item(address, _line(entry.get("title")), moment.date().isoformat() if moment else None, _at(moment))
        once.setdefault(address, item)
    return Feed(_line(found.feed.get("title")), tuple(once.values()), nameless, len(dated[_MOST_ITEMS:]))


def _published(entry: Mapping[str, Any]) -> datetime | None:
    return _moment(str(entry.get("published") or entry.get("date") or entry.get("updated") or ""))


def _at(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text.strip())
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            moment.astimezone(UTC)  # which the year 1 in the east has not
            return moment
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _line(value: Any) -> str | None:
    """Without markup, on one line."""
    import re
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]{0,500}>", " ", str(value or ""))).split())[:_LONGEST] or None


def _main() -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limits; the time limit of the asking side holds there
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    found = parsed(sys.stdin.buffer.read(), *sys.argv[1:])
    sys.stdout.write(json.dumps(asdict(found)))


if __name__ == "__main__":
    _main()
