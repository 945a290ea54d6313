"""TOML that does not parse: every slip found in one go, in words for somebody who has never read the TOML specification.

tomllib is the judge and stops at the first slip. Each statement it stumbles over is told, blanked out and the rest judged again,
so that ten slips need one run and not ten.
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_STATEMENT = re.compile(r"""\s*(?:\[|(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*\s*=)""")
_KEY = re.compile(r"""^\s*((?:[\w.-]+|"[^"]*"|'[^']*'))\s*=""")
_SECTION = re.compile(r"\s*\[+\s*([\w-]+)")
_ODD_DATE = re.compile(r".*=\s*\d+$")
_ODD_DATE_REST = re.compile(r"[-./]\d+|\w+ \d{4}")
_TWO_KEYS = re.compile(r"""^\s*(?:;|,)?\s*((?:[\w-]+|"[^"]*")\s*=(?!=).*)$""")
_QUOTED = re.compile(r""""(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*""")
_MOST_SLIPS = 50
_LONGEST_SEARCHED = 400_000  # characters; beyond, only the first slip is told, since each more costs a parse of the whole


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake of writing: its line from 1, what is wrong and the mend."""

    line: int
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be read, the slips, and the top-level names (`issues`, or a key of the head) that lost a statement by them."""

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
            first, last, slip = _slip(lines, str(error))
        is_new = first - 1 not in blanked or _STATEMENT.match(lines[first]) is not None
        if is_new:
            slips.append(slip)
        if len(text) > _LONGEST_SEARCHED:
            break
        damaged |= _lost(lines, first)
        if lines[first].lstrip().startswith("["):  # without its header a table's keys would fall to the table before
            last = max(last, _next_header(lines, first) - 1)
        for index in range(first, last + 1):
            lines[index] = ""
            blanked.add(index)
    return Parsed({}, tuple(slips), frozenset())


def _slip(lines: list[str], message: str) -> tuple[int, int, Slip]:
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
    where, what, mend = _words(lines, first, line, column, complaint)
    return first, _end(lines, first, line), Slip(where + 1, what, mend)


def _end(lines: list[str], first: int, line: int) -> int:
    """The last line of the statement from `first` that fails at `line`: where its braces close, unless another begins before."""
    depth = 0
    for index in range(first, len(lines)):
        if index > line and lines[index].lstrip().startswith("["):
            break
        bare = _QUOTED.sub("", lines[index])
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


def _words(lines: list[str], first: int, line: int, column: int, complaint: str) -> tuple[int, str, str]:
    """Line from 0, what and mend, for tomllib's complaint about the statement that begins on `first` and fails at `line`."""
    statement = "\n".join(lines[first : line + 1])
    key = _KEY.match(lines[first])
    name = f'"{key[1]}"' if key else "this line"
    rest = lines[line][column:].strip()
    here = lines[line].strip()
    if complaint.startswith("Expected newline or end of document"):
        if _ODD_DATE.match(lines[line][:column]) and _ODD_DATE_REST.match(rest):
            return line, f"the date of {name} is none of the calendar", "Write year-month-day, as 2016-12-09."
        if two := _TWO_KEYS.match(lines[line][column:]):
            return (
                line,
                f"two keys stand on one line ({_cut(here)})",
                f"TOML takes one a line: put {_cut(two[1])} on the next line.",
            )
        return (
            line,
            f"something follows the value of {name}: {_cut(rest)}",
            "End the line after the value, or put a # before a remark.",
        )
    if "{" in statement and (line > first or column >= len(lines[line])) and _inside_braces(statement):
        return (
            first,
            f"the {{ … }} table of {name} runs over several lines, which TOML 1.0 refuses",
            "Write it on one line, or as a [table] of its own.",
        )
    if complaint.startswith("Unclosed array") or (line > first and "[" in statement and complaint == "Invalid value"):
        return first, f"the list of {name} is not closed", "Add the missing ] (or a comma between two values)."
    if complaint.startswith(("Unterminated string", "Illegal character '\\n'", "Unclosed string", 'Expected \'"""\'')):
        return (
            first,
            f"the text of {name} is not closed",
            'Add the missing quotation mark; a text of several lines stands between """ and """.',
        )
    if "inline table" in complaint.lower() and not complaint.startswith("Duplicate"):
        return first, f"the {{ … }} table of {name} is not closed", "Add the missing }."
    if complaint.startswith(("Cannot overwrite", "Duplicate inline table key")):
        return line, f"{name} is given twice in one table", "Keep one of the two, or begin a new [[table]] before the second."
    if complaint.startswith("Cannot declare"):
        return (
            line,
            f"the table {_cut(here)} is declared twice",
            "Use [[double brackets]] for a list of tables, each with its own.",
        )
    if complaint.startswith(("Expected ']'", "Expected ']]'")):
        return line, f"the heading {_cut(here)} is not closed", "Write [table] or [[table]]."
    if complaint.startswith("Expected '='"):
        return line, f"there is no = after the key in {_cut(here)}", "Write key = value."
    if complaint.startswith("Invalid initial character"):
        return (
            line,
            f"{_cut(rest or here)} cannot begin a key",
            "Write key = value; put a # before a remark, quotation marks around an odd key.",
        )
    if complaint.startswith("Invalid date"):
        return line, f"the date of {name} is none of the calendar", "Write year-month-day, as 2016-12-09."
    if complaint.startswith("Unescaped '\\'"):
        return line, f"the text of {name} holds a single backslash", "Write it twice, or put the text between 'single quotes'."
    if complaint == "Invalid value":
        value = rest or "nothing"
        return (
            line,
            f"the value of {name} cannot be read: {_cut(value)}",
            'Put text between quotation marks ("…"); numbers and dates stand bare.',
        )
    return line, f"this is not TOML ({complaint[:1].lower()}{complaint[1:]})", "Mend the line; https://toml.io shows the forms."


def _inside_braces(statement: str) -> bool:
    """Whether the statement's end lies within { … }; texts in quotes left out."""
    bare = _QUOTED.sub("", statement)
    return bare.count("{") > bare.count("}") or re.search(r"\{[^{}]*\n[^{}]*\}", bare) is not None


def _lost(lines: list[str], first: int) -> set[str]:
    """The top-level name of the table that the statement on `first` belongs to."""
    for index in range(first, -1, -1):
        if section := _SECTION.match(lines[index]):
            return {section[1]}
    key = _KEY.match(lines[first])
    return {key[1].split(".")[0]} if key else set()


def _next_header(lines: list[str], first: int) -> int:
    return next((i for i in range(first + 1, len(lines)) if lines[i].lstrip().startswith("[")), len(lines))


def _cut(text: str, length: int = 50) -> str:
    text = "".join(c if c.isprintable() else "�" for c in text)
    return text if len(text) <= length else text[: length - 1] + "…"
