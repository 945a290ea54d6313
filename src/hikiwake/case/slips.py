"""What a slip of writing is called: tomllib's complaint in words for somebody who has never read the TOML specification."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from hikiwake.case.wording import one_line

KEY = re.compile(r"""^\s*((?:[\w.-]+|"[^"]*"|'[^']*'))\s*=""")
QUOTED = re.compile(r""""(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*""")
TWICE = "Keep one of the two, or begin a new [[table]] before the second."
_TWO_KEYS = re.compile(r"""^\s*(?:;|,)?\s*((?:[\w-]+|"[^"]*")\s*=(?!=).*)$""")
_DATE_BEFORE = re.compile(r".*=\s*\d+$")
_DATE_AFTER = re.compile(r"[-.]\d+|/\s*\d+/\d+|\s*\w+ \d{4}")

_Words = tuple[int, str, str]  # line from 0, what, mend


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake of writing: its line from 1, what is wrong and the mend."""

    line: int
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where tomllib stopped: the statement that begins on line `first` fails at `line` and `column`, all from 0, with its complaint."""

    lines: list[str]
    first: int
    line: int
    column: int
    complaint: str

    @property
    def name(self) -> str:
        key = KEY.match(self.lines[self.first])
        return f'"{key[1].strip(chr(34))}"' if key else "this line"

    @property
    def here(self) -> str:
        return self.lines[self.line].strip()

    @property
    def rest(self) -> str:
        return self.lines[self.line][self.column :].strip()

    @property
    def statement(self) -> str:
        return "\n".join(self.lines[self.first : self.line + 1])


def slip(at: Stumble) -> Slip:
    """The slip at which tomllib stumbled."""
    line, what, mend = next((words(at) for begins, words in _COMPLAINTS if at.complaint.startswith(begins)), None) or _unnamed(at)
    if _breaks_braces(at):
        line, what, mend = _broken_braces(at)
    return Slip(line + 1, what, mend)


def _breaks_braces(at: Stumble) -> bool:
    """Whether the statement fails where an inline table goes on over the end of its line; what stands in quotes is left out."""
    if "{" not in at.statement or at.complaint.startswith("Expected newline or end of document"):
        return False
    if at.line == at.first and at.column < len(at.lines[at.line]):
        return False
    bare = QUOTED.sub("", at.statement)
    return bare.count("{") > bare.count("}") or re.search(r"\{[^{}]*\n[^{}]*\}", bare) is not None


def _broken_braces(at: Stumble) -> _Words:
    what = f"the {{ … }} table of {at.name} runs over several lines, which TOML 1.0 refuses"
    return at.first, what, "Write it on one line, or as a [table] of its own."


def _two_statements(at: Stumble) -> _Words:
    after = at.lines[at.line][at.column :]
    if two := _TWO_KEYS.match(after):
        mend = f"TOML takes one a line: put {one_line(two[1], 50)} on the next line."
        return at.line, f"two keys stand on one line ({one_line(at.here, 50)})", mend
    if _DATE_BEFORE.match(at.lines[at.line][: at.column]) and _DATE_AFTER.match(after):
        return _date(at)
    return at.line, f"something follows the value of {at.name}: {one_line(at.rest, 50)}", _after_value(at.rest)


def _after_value(rest: str) -> str:
    if rest.startswith("%"):
        return "Write a share as a number from 0 to 1: 40 % is 0.40."
    if re.match(r",\d", rest):
        return "Write decimals with a point, as 0.4."
    if re.match(r"/\s*\d", rest):
        return "Write a fraction as a decimal number, as 0.25."
    return "End the line after the value, or put a # before a remark."


def _date(at: Stumble) -> _Words:
    return at.line, f"the date of {at.name} is none of the calendar", "Write year-month-day, as 2016-12-09."


def _value(at: Stumble) -> _Words:
    if at.line > at.first and "[" in at.statement:
        return _open_list(at)
    return at.line, f"the value of {at.name} cannot be read: {one_line(at.rest or 'nothing', 50)}", _for_value(at.rest)


def _for_value(rest: str) -> str:
    if number := re.match(r"[+-]?\.\d+", rest):
        return f"Write the nought before the point: {number[0].replace('.', '0.')}."
    if re.match("[“”„‘’«]", rest):
        return 'Use straight quotation marks: "…".'
    if re.match(r"(true|false|yes|no)\b", rest, re.IGNORECASE):
        return "Write true or false, in small letters."
    return 'Put text between quotation marks ("…"); numbers and dates stand bare.'


def _open_list(at: Stumble) -> _Words:
    return at.first, f"the list of {at.name} is not closed", "Add the missing ] (or a comma between two values)."


def _open_text(at: Stumble) -> _Words:
    mend = 'Add the missing quotation mark; a text of several lines stands between """ and """.'
    return at.first, f"the text of {at.name} is not closed", mend


def _open_braces(at: Stumble) -> _Words:
    return at.first, f"the {{ … }} table of {at.name} is not closed", "Add the missing }."


def _twice(at: Stumble) -> _Words:
    return at.line, f"{at.name} is given twice in one table", TWICE


def _heading_twice(at: Stumble) -> _Words:
    mend = "Use [[double brackets]] for a list of tables, each with its own."
    return at.line, f"the table {one_line(at.here, 50)} is declared twice", mend


def _open_heading(at: Stumble) -> _Words:
    return at.line, f"the heading {one_line(at.here, 50)} is not closed", "Write [table] or [[table]]."


def _no_equals(at: Stumble) -> _Words:
    return at.line, f"there is no = after the key in {one_line(at.here, 50)}", "Write key = value."


def _key(at: Stumble) -> _Words:
    if at.rest.startswith("}"):
        return at.line, f"a comma stands before the }} of {at.name}, which TOML 1.0 refuses", "Take it away."
    mend = "Write key = value; put a # before a remark, quotation marks around an odd key."
    return at.line, f"{one_line(at.rest or at.here, 50)} cannot begin a key", mend


def _backslash(at: Stumble) -> _Words:
    mend = "Write it twice, or put the text between 'single quotes'."
    return at.line, f"the text of {at.name} holds a single backslash", mend


def _unnamed(at: Stumble) -> _Words:
    complaint = one_line(at.complaint[:1].lower() + at.complaint[1:])
    return at.line, f"this is not TOML ({complaint})", "Mend the line; https://toml.io shows the forms."


# By the beginning of what Python's tomllib says; a wording it has not had until now falls to `_unnamed`.
_COMPLAINTS: tuple[tuple[str, Callable[[Stumble], _Words]], ...] = (
    ("Expected newline or end of document", _two_statements),
    ("Unclosed array", _open_list),
    ("Unterminated string", _open_text),
    ("Illegal character '\\n'", _open_text),
    ('Expected \'"""\'', _open_text),
    ("Unclosed inline table", _open_braces),
    ("Cannot overwrite", _twice),
    ("Duplicate inline table key", _twice),
    ("Cannot declare", _heading_twice),
    ("Expected ']", _open_heading),
    ("Expected '='", _no_equals),
    ("Invalid initial character", _key),
    ("Invalid date", _date),
    ("Unescaped '\\'", _backslash),
    ("Invalid value", _value),
)
