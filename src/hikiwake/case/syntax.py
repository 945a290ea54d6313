"""TOML that does not parse: every slip found in one go, in words for somebody who has never read the TOML specification.

tomllib is the judge and stops at the first slip. Each statement it stumbles over is told, blanked out and the rest judged again,
so that ten slips need one run and not ten.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from hikiwake.case.slips import KEY, QUOTED, TWICE, Slip, Stumble, slip

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_STATEMENT = re.compile(r"""\s*(?:\[|(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*\s*=)""")
_SECTION = re.compile(r"\s*\[+\s*([\w-]+)\s*[\].]")
ANYTHING = "*"
_MOST_SLIPS = 30
_LONGEST_SEARCHED = 100_000  # characters; beyond, only the first slip is told, since each more costs a parse of the whole


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read, the slips, and the top-level names (`issues`, or a key of the head) that lost a statement by them.

    `damaged` holds `ANYTHING` where the lost statements cannot be told to belong to one name.
    """

    data: dict[str, Any]
    slips: tuple[Slip, ...]
    damaged: frozenset[str]


def parse(text: str) -> Parsed:
    """Read TOML, going on after every mistake.

    Raises:
        RecursionError: tables or arrays are nested some hundred deep.
    """
    lines = text.split("\n")
    slips: list[Slip] = []
    damaged: set[str] = set()
    blanked: set[int] = set()
    for _ in range(_MOST_SLIPS):
        try:
            return Parsed(tomllib.loads("\n".join(lines)), tuple(slips), frozenset(damaged))
        except tomllib.TOMLDecodeError as error:
            first, last, found = _next_slip(lines, str(error))
        if _is_orphan(found, slips):  # key after key stands twice: a heading is missing, and was told with the first of them
            damaged.add(ANYTHING)
            last = max(last, _next_header(lines, first) - 1)
        elif first - 1 not in blanked or _STATEMENT.match(lines[first]):
            slips.append(found)
        if len(text) > _LONGEST_SEARCHED:
            break
        damaged.add(_lost(lines, first))
        if lines[first].lstrip().startswith("["):  # without its header a table's keys would fall to the table before
            last = max(last, _next_header(lines, first) - 1)
        for index in range(first, last + 1):
            lines[index] = ""
            blanked.add(index)
    return Parsed({}, tuple(slips), frozenset())


def _is_orphan(found: Slip, before: list[Slip]) -> bool:
    return bool(before) and found.mend == before[-1].mend == TWICE and found.line == before[-1].line + 1


def _next_slip(lines: list[str], message: str) -> tuple[int, int, Slip]:
    """First and last line (from 0) of the statement at fault, and what is wrong with it."""
    at = _AT.search(message)
    complaint = message[: at.start()] if at else message
    if at and at[1]:
        line, column = int(at[1]) - 1, int(at[2]) - 1
    else:
        line, column = len(lines) - 1, len(lines[-1])
    if line > 0 and column == 0 and not lines[line].strip() and complaint.startswith("Cannot"):
        line -= 1
    first = _start(lines, line)
    return first, _end(lines, first, line), slip(Stumble(lines, first, line, column, complaint))


def _end(lines: list[str], first: int, line: int) -> int:
    """The last line of the statement from `first` that fails at `line`: where its braces close, unless another begins before."""
    depth = 0
    for index in range(first, len(lines)):
        if index > line and lines[index].lstrip().startswith("["):
            break
        bare = QUOTED.sub("", lines[index])
        depth += bare.count("{") - bare.count("}")
        if depth <= 0 and index >= line:
            return index
    return line


def _start(lines: list[str], line: int) -> int:
    """The line on which the statement that fails at `line` begins: the last one before which everything parses."""
    if _STATEMENT.match(lines[line]) and _parses(lines[:line]):
        return line
    candidates = [i for i in range(line + 1) if _STATEMENT.match(lines[i])]
    if not candidates or sum(map(len, lines)) > _LONGEST_SEARCHED:
        return line
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _parses(lines[: candidates[middle]]):
            low = middle
        else:
            high = middle - 1
    start = candidates[low]
    # A line of its own that is no statement at all ("oops") does not belong to the statement before it.
    return line if start < line and _parses(lines[:line]) else start


def _parses(lines: list[str]) -> bool:
    try:
        tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return False
    return True


def _lost(lines: list[str], first: int) -> str:
    """The top-level name that the statement on `first` belongs to."""
    for index in range(first, -1, -1):
        if lines[index].lstrip().startswith("["):
            section = _SECTION.match(lines[index])
            return section[1] if section else ANYTHING
    key = KEY.match(lines[first])
    return key[1].split(".")[0].strip() if key else ANYTHING


def _next_header(lines: list[str], first: int) -> int:
    return next((i for i in range(first + 1, len(lines)) if lines[i].lstrip().startswith("[")), len(lines))
