"""A page by its address, fetched as a guest behaves: robots asked first, never hurried, every redirect looked at."""

import ssl
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import httpx

from hikiwake.collecting.addresses import Opened
from hikiwake.collecting.exchange import PRODUCT, Exchange, checked, later
from hikiwake.collecting.formats import ACCEPT, charset, extension
from hikiwake.collecting.model import Answer, Fetched, FetchError, FetchLimits, RefusedError, TryLaterError, UnreachableError
from hikiwake.collecting.network import Clock, Connect, Resolve, connect_to, look_up
from hikiwake.collecting.robots import Robots, robots

_REDIRECTS = (301, 302, 303, 307, 308)
_LOOK = "Open it in a browser, save it, and read the file."
_REASONS = {
    401: "wants a log-in",
    403: "forbids it",
    404: "has no such page",
    410: "has it no longer",
    451: "withholds it for legal reasons",
}


class Fetcher:
    """Fetches one address after another; what a host asked for (robots, pauses) is remembered between them.

    Args:
        opened: addresses that are not public and may be reached all the same.
        resolve, connect, clock, sleep, now, context: the world; tests bring their own.
        tell: hears of each pause that is longer than a moment.
        proxy: the address of one that every request goes by; None for the straight way, whatever the environment says.

    Raises:
        FetchError: `proxy` is no address.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        opened: Sequence[Opened] = (),
        *,
        resolve: Resolve = look_up,
        connect: Connect = connect_to,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        context: ssl.SSLContext | None = None,
        tell: Callable[[str], None] = lambda line: None,
        proxy: str | None = None,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._exchange = Exchange(self._limits, opened, resolve, connect, clock, context, proxy)
        self._clock, self._sleep, self._now, self._tell = clock, sleep, now, tell
        self._robots: dict[tuple[str, str, int | None, bool], Robots | FetchError] = {}
        self._asked: dict[str, float] = {}  # when each host was last asked for a page

    def fetch(self, address: str, *, only_public: bool = False) -> Fetched:
        """What is at `address`.

        Args:
            only_public: somebody else than the analyst chose it, so that no opened address may be reached.

        Raises:
            FetchError: it was refused, or cannot be had.
        """
        url, seen, host = checked(address), set[httpx.URL](), ""
        while True:
            seen.add(url)
            rules = self._leave(url, only_public=only_public)
            if url.host != host:  # a redirect within a site is still the same visit
                self._wait_for(url, rules)
            host = url.host
            try:
                answer = self._patiently(url, accept=ACCEPT, most=self._limits.page_bytes, only_public=only_public)
            finally:
                self._asked[host] = self._clock()
            if answer.status not in _REDIRECTS:
                return self._taken(address, url, answer)
            url = self._next(url, answer, seen)
            only_public = only_public or answer.is_public

    def _taken(self, address: str, url: httpx.URL, answer: Answer) -> Fetched:
        where = str(url)
        if answer.status not in (200, 203):
            reason = _REASONS.get(answer.status, "gives no page")
            raise FetchError.of(
                where, f"{reason} ({answer.status})", "Check the address." if answer.status in (404, 410) else _LOOK
            )
        content_type = answer.headers.get("content-type", "")
        ending = extension(answer.body, content_type, url.path, where)
        return Fetched(address, where, answer.body, ending, answer.is_public, self._now(), charset(content_type))

    def _next(self, url: httpx.URL, answer: Answer, seen: set[httpx.URL]) -> httpx.URL:
        """Where a redirect leads, if it may be followed."""
        location = answer.headers.get("location", "")
        try:
            target = checked(str(url.join(location))) if location else None
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError.of(str(url), f"leads to what is no address ({error})", _LOOK) from None
        except FetchError as error:
            problem = error.problems[0]
            raise FetchError.of(str(url), f"leads on to {problem.where}, which {problem.what}", _LOOK) from None
        if target is None:
            raise FetchError.of(str(url), f"leads on ({answer.status}) without saying where", _LOOK)
        if url.scheme == "https" and target.scheme == "http":
            raise FetchError.of(
                str(url), f"leads from https to {target}, which is not encrypted", "Fetch that address itself if you trust it."
            )
        if target in seen:
            raise FetchError.of(str(url), "leads in a circle", _LOOK)
        if len(seen) > self._limits.redirects:
            raise FetchError.of(str(url), f"leads on more than {self._limits.redirects} times", _LOOK)
        return target

    def _leave(self, url: httpx.URL, *, only_public: bool) -> Robots:
        """The rules of the site, which let robots have `url`.

        Raises:
            FetchError: they do not, or the site cannot say.
        """
        origin = (url.scheme, url.host, url.port, only_public)
        if origin not in self._robots:
            self._robots[origin] = self._robots_of(url, only_public=only_public)
        rules = self._robots[origin]
        if isinstance(rules, FetchError):
            raise FetchError.of(str(url), rules.problems[0].what, rules.problems[0].mend)
        if not rules.allows(url.raw_path.decode("ascii")):
            raise FetchError.of(str(url), "its site's robots.txt asks robots to leave it alone", _LOOK)
        return rules

    def _wait_for(self, url: httpx.URL, rules: Robots) -> None:
        """Until the host may be asked again; FetchError where that is too long."""
        apart = max(self._limits.seconds_apart, rules.delay_seconds or 0.0)
        left = self._asked.get(url.host, self._clock() - apart) + apart - self._clock()
        if left > self._limits.longest_wait:
            what = f"its site's robots.txt asks for {apart:g} s between two pages, which is longer than is waited"
            raise FetchError.of(str(url), what, "Fetch it later by itself.")
        self._pause(left, url.host)

    def _robots_of(self, url: httpx.URL, *, only_public: bool) -> Robots | FetchError:
        """The site's rules: none where it has no robots.txt; an error where it could not say (RFC 9309, 2.3.1)."""
        here, seen = url.copy_with(raw_path=b"/robots.txt"), set[httpx.URL]()
        try:
            while True:
                seen.add(here)
                answer = self._patiently(
                    here, accept="text/plain", most=self._limits.robots_bytes, cuts=True, only_public=only_public
                )
                if answer.status not in _REDIRECTS:
                    break
                here = self._next(here, answer, seen)
                only_public = only_public or answer.is_public
        except FetchError as error:
            problem = error.problems[0]
            if isinstance(error, RefusedError | UnreachableError) and len(seen) == 1:
                return error
            return FetchError.of(problem.where, f"was not asked for: its site's robots.txt {problem.what}", problem.mend)
        return robots(answer.body.decode("utf-8", "replace"), PRODUCT) if answer.status in (200, 203) else Robots()

    def _patiently(self, url: httpx.URL, *, accept: str, most: int, only_public: bool, cuts: bool = False) -> Answer:
        """The answer, after as many tries as are due: a failure that may pass is tried again, after a wait that doubles.

        Raises:
            FetchError: a failure that stays, or a wait that is too long.
        """
        wait = self._limits.back_off_seconds
        for tries_left in reversed(range(self._limits.tries)):
            try:
                answer = self._exchange.ask(url, accept=accept, most=most, cuts=cuts, only_public=only_public)
                if (problem := later(answer, self._now())) is None:
                    return answer
                raise problem
            except TryLaterError as error:
                pause = max(wait, error.after_seconds or 0.0)
                if pause > self._limits.longest_wait:
                    what = f"{error.problems[0].what} and asks to be left alone for {pause:.0f} s"
                    raise FetchError.of(str(url), what, "Try it later.") from None
                if not tries_left:
                    raise
            self._pause(pause, url.host)
            wait *= 2
        raise AssertionError("unreachable: the last try returns or raises")

    def _pause(self, seconds: float, host: str) -> None:
        if seconds <= 0:
            return
        if seconds >= 5:
            self._tell(f"waiting {seconds:.0f} s for {host}")
        self._sleep(seconds)
