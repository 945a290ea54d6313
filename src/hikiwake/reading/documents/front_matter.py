"""The metadata at the head of a markdown file, between two lines of dashes."""

import re

_FRONT = re.compile(r"\A\s{0,4}---[ \t]*\n(.{0,20000}?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,60}):(?:[ \t]+|$)(.*)")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\n[ \t]*|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "_": "\u00a0", "0": "\ufffd", "N": "\n", "L": "\n", "P": "\n", "r": "\n", "e": " ", " ": " "}


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The entries (keys in lower case, values as plain strings) and the text after them; no entries where there is none.

    Only what front matter is made of in practice is understood: `key: value`, quoted or folded over several lines, and lists,
    whose items are joined with "and". Anything else is left out, not guessed.
    """
    m = _FRONT.match(text)
    if not m or not any(_ENTRY.match(line) for line in m[1].split("\n")):
        return {}, text
    entries: dict[str, list[str]] = {}
    current: list[str] = []
    for line in m[1].split("\n"):
        if entry := _ENTRY.match(line):
            current = entries.setdefault(entry[1].strip().lower().replace("-", "_"), [])
            current.append(entry[2])
        elif line.strip():
            current.append(line)
    return {key: value for key, lines in entries.items() if (value := _value(lines))}, text[m.end() :]


def _value(lines: list[str]) -> str:
    first, rest = lines[0].strip(), [line.strip() for line in lines[1:]]
    if not first and rest and all(item.startswith("- ") for item in rest):
        return " and ".join(_scalar(item[2:]) for item in rest)
    if first.startswith("[") and first.endswith("]"):
        return " and ".join(_scalar(item) for item in first[1:-1].split(",") if item.strip())
    if first in (">", "|", ">-", "|-"):
        return " ".join(rest)
    return _scalar("\n".join([first, *rest]))


def _scalar(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return " ".join(_ESCAPE.sub(_unescaped, value[1:-1]).split())
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return " ".join(value[1:-1].replace("''", "'").split())
    return " ".join(re.sub(r"\s+#.*", "", value).split())


def _unescaped(m: re.Match[str]) -> str:
    code = m[1] or m[2] or m[3]
    if code:
        number = int(code, 16)
        return chr(number) if number and number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return _NAMED.get(m[4], m[4]) if m[4] else ""
