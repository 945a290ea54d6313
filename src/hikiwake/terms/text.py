"""Text on its way out: made safe for the place where it is shown, by one function a place."""

import json
import re
import unicodedata

# C0 and C1 controls but line ends and tabs, line and paragraph separators, and the marks that turn the reading direction around.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def terminal_safe(text: str) -> str:
    """`text` with nothing in it that steers a terminal: line ends and tabs stay, every other control character is shown.

    Escape becomes `␛`; what has no picture of its own (C1 controls, direction marks) becomes `�`.
    """
    return _CONTROL.sub(lambda m: _picture(m[0]), text)


def cell_safe(text: str) -> str:
    """`text` as a spreadsheet cell that is never a formula: an apostrophe before what would begin one."""
    start = text.lstrip(" \u00a0")
    # Spreadsheets take the full-width forms for the signs themselves.
    return "'" + text if unicodedata.normalize("NFKC", start[:1]).startswith(_FORMULA) else text


def _picture(character: str) -> str:
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def json_text(value: object) -> str:
    """`value` as one line of JSON that cannot steer a terminal either: what `terminal_safe` shows is written as `\\u…`.

    Raises:
        ValueError: it holds NaN or an infinity, which JSON has no word for.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _CONTROL.sub(lambda m: f"\\u{ord(m[0]):04x}", text)
