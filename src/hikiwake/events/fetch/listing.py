"""The publisher's lists of files, read line by line: what they say of the files of a range is kept, in 24 bytes a file.

GDELT 2.0 has one list (size, md5, address), GDELT 1.0 two (md5 and name; size and name). Of an address only the last part is used: a list
cannot send the fetch anywhere else. Lines that are no lines of a list (cut short, a field missing) are counted.
"""

import re
from array import array
from collections.abc import Callable

from hikiwake.events.fetch.calendar import Slices
from hikiwake.events.fetch.model import ListAccount, Listed

_LONGEST_LINE = 1_000
_LAYOUTS = {
    "masterfilelist.txt": re.compile(rb"(?P<size>\d{1,15}) (?P<md5>[0-9a-fA-F]{32}) (?:\S*/)?(?P<name>[\w.-]+\.zip)"),
    "md5sums": re.compile(rb"(?P<md5>[0-9a-fA-F]{32})\s+\*?(?P<name>[\w.-]+\.\w+)"),
    "filesizes": re.compile(rb"(?P<size>\d{1,15})\s+(?P<name>[\w.-]+\.\w+)"),
}
_STAMPED = re.compile(r"\d{14}\.")
_TOLD = 5  # numbers of damaged lines


class Listing:
    """What the lists say of each file of a range."""

    def __init__(self, slices: Slices) -> None:
        self._slices = slices
        self._sizes = array("Q", bytes(8 * len(slices)))
        self._md5s = bytearray(16 * len(slices))
        self.account = ListAccount()

    def __getitem__(self, number: int) -> Listed | None:
        """The file of this number; None where it is not in the list, or not in both lists."""
        md5 = self._md5s[16 * number : 16 * number + 16]
        if not self._sizes[number] or not any(md5):
            return None
        return Listed(self._slices.name(number), self._sizes[number], md5.hex())

    def lists_of(self, name: str) -> "ListLines":
        """What takes in the list of this file name: `masterfilelist.txt`, `md5sums` or `filesizes`."""
        return ListLines(_LAYOUTS[name], self._put, self.account)

    def _put(self, entry: dict[str, bytes]) -> None:
        name = entry["name"].decode("ascii")
        self.account.last = name
        number = self._slices.number(name)
        if number is None:
            return
        if "size" in entry:
            self._sizes[number] = int(entry["size"])
        if "md5" in entry:
            self._md5s[16 * number : 16 * number + 16] = bytes.fromhex(entry["md5"].decode("ascii"))


class ListLines:
    """One list, taken in as it comes.

    Attributes:
        understood: how many lines are lines of it.
        is_within: it begins in the middle of a line, which is passed over.
    """

    def __init__(self, layout: re.Pattern[bytes], put: Callable[[dict[str, bytes]], None], account: ListAccount) -> None:
        self._layout, self._put, self._account = layout, put, account
        self._rest = b""
        self._is_overlong = False
        self.understood = 0
        self.is_within = False

    def add(self, piece: bytes) -> None:
        """The next piece of it, which may end within a line."""
        *whole, rest = (self._rest + piece).split(b"\n")
        for line in whole:
            self._line(b"?" if self._is_overlong else line)
            self._is_overlong = False
        self._is_overlong = self._is_overlong or len(rest) > _LONGEST_LINE
        self._rest = b"" if self._is_overlong else rest

    def end(self) -> None:
        """Nothing more comes: what is left is a line too."""
        if self._rest or self._is_overlong:
            self._line(self._rest or b"?")
        self.leave()

    def leave(self) -> None:
        """No more of it is wanted: what has come of the last line is passed over."""
        self._rest, self._is_overlong = b"", False

    def _line(self, line: bytes) -> None:
        if self.is_within:
            self.is_within = False
            return
        account = self._account
        account.lines += 1
        if found := self._layout.fullmatch(line.rstrip(b"\r")):
            self.understood += 1
            self._put(found.groupdict())
        elif not line.strip():
            account.blank += 1
        else:
            account.damaged += 1
            if len(account.damaged_at) < _TOLD:
                account.damaged_at.append(account.lines)


def ends_before_the_range_does(account: ListAccount, slices: Slices) -> bool:
    """Whether a list in the order of time stops before the last file of the range, as one that was cut short does."""
    return bool(_STAMPED.match(account.last)) and len(slices) > 0 and account.last[:14] < slices.name(len(slices) - 1)[:14]
