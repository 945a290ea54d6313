"""What is asked of a fetch of event files, how far it may go, and what comes of it."""

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from hikiwake.collecting.network import Clock, Connect, Resolve, connect_to, look_up


class Reason(StrEnum):
    """Why a file is missing."""

    NOT_LISTED = "not in the list"
    NOT_THERE = "404"
    EMPTY = "empty member"
    BAD_MD5 = "bad md5"
    TIMED_OUT = "timed out"
    HTML = "html"
    TOO_LARGE = "too large"
    TOO_SHORT = "too short"
    DAMAGED = "damaged zip"
    REDIRECT = "refused redirect"
    REFUSED = "refused"
    FAILED = "server failed"
    NOT_ASKED = "not asked"


class Lost(Exception):
    """A file that could not be had in this try.

    Args:
        again: whether another try may succeed.
        after_seconds: how long the server asks to be left alone.
        mend: what a person can do about it, where there is more than trying later.

    Attributes:
        tries: how often it was tried.
    """

    def __init__(
        self, why: Reason, what: str, *, again: bool = False, after_seconds: float | None = None, mend: str = "Try it later."
    ) -> None:
        super().__init__(what)
        self.why, self.what, self.again, self.after_seconds, self.mend = why, what, again, after_seconds, mend
        self.tries = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a server may send, how long it may take, how often it is asked. The one place where these bounds are stated."""

    connections: int = 4
    connect_seconds: float = 10.0
    silence_seconds: float = 30.0  # without a single byte
    slack_seconds: float = 20.0  # what any answer may take, beside the time for its bytes
    least_rate: float = 10_000.0  # bytes a second; slower is a drip
    tries: int = 4
    back_off_seconds: float = 2.0  # before the second try, twice that before the third
    longest_wait: float = 300.0  # what a server asks for beyond that is not waited for
    redirects: int = 3
    list_bytes: int = 2_000_000_000
    list_stretch: int = 2_000_000  # a list that is longer is not read from its beginning, but from this close before the range
    files_in_a_row: int = 12  # so many that failed one after another: the host is left alone
    unpacked_ratio: int = 200  # a zip that unpacks to more than so many times its size is no event file


@dataclass(frozen=True, slots=True)
class World:
    """Network and clocks; tests bring their own. `pause` None: a wait that ends when the fetch is stopped."""

    resolve: Resolve = look_up
    connect: Connect = connect_to
    clock: Clock = time.monotonic
    pause: Callable[[float], None] | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    context: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the publisher lists it: its name, its size in bytes, its md5 in hexadecimal."""

    name: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A file of the range that is not there, or holds nothing."""

    file: str
    why: Reason
    what: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a fetch is: files settled of those in the range, and bytes come of those to come."""

    files: int
    of_files: int
    bytes: int
    of_bytes: int
    missing: int


@dataclass
class ListAccount:
    """What was read of the publisher's lists: `damaged` lines with the first few of their numbers, `blank` ones, the last file named.

    `begins_at`: the byte of the list at which reading began; lines are counted from there.
    """

    begins_at: int = 0
    lines: int = 0
    blank: int = 0
    damaged: int = 0
    damaged_at: list[int] = field(default_factory=list)
    last: str = ""


@dataclass
class Account:
    """What came of a fetch. `expected` = got + there + empty_known + missing; what was never published, or not yet, is not expected.

    Attributes:
        got, there: files that came in this run, and that lay there whole.
        empty_known: files known to be published with nothing in them, which are there.
        never: files known never to have been published; not_yet: not due at the time of the run.
        missing: in the order of their dates.
        bytes: that came over the network as files.
        rows, rows_kept, rows_short: with a dyad, the rows read, kept, and left out because too few fields tell whose they are.
        loaded: files handed to the lake; not_loaded: what its loader said.
        is_finished: whether every file of the range was settled.
    """

    expected: int = 0
    got: int = 0
    there: int = 0
    empty_known: int = 0
    never: list[str] = field(default_factory=list)
    not_yet: int = 0
    missing: list[Missing] = field(default_factory=list)
    bytes: int = 0
    rows: int = 0
    rows_kept: int = 0
    rows_short: int = 0
    loaded: int = 0
    not_loaded: list[str] = field(default_factory=list)
    lists: ListAccount = field(default_factory=ListAccount)
    remarks: list[str] = field(default_factory=list)
    is_finished: bool = False

    @property
    def is_whole(self) -> bool:
        return self.is_finished and not self.missing and not self.not_loaded
