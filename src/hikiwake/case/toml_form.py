"""Plain values as they are written in a case file: on one line, or as a `[[table]]` with its keys below it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from hikiwake.case.wording import TABLES, one_line

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written_key(key: str) -> str:
    """A key as TOML takes it: bare where it may be."""
    return key if _BARE.fullmatch(key) else written(key)


def written(value: Any) -> str:
    """A plain value (`edits.plain`) on one line."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{written_key(key)} = {written(one)}" for key, one in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(written(one) for one in value)}]"
    import tomlkit  # not for those who only read

    text: str = tomlkit.item(value).as_string()
    return text


def stanza(keys: Sequence[str], row: Mapping[str, Any], newline: str = "\n", remarks: Sequence[str] = ()) -> str:
    """A row as `[[keys]]` with a line a key; lists of tables that a case knows there follow as tables of their own.

    `keys` are the names on the way to the list, without indices: `("evidence", "anchors")`; `remarks` stand below the heading.
    """
    lines = [f"[[{'.'.join(map(written_key, keys))}]]", *(f"# {one_line(remark, 400)}" for remark in remarks)]
    below = []
    for key, value in row.items():
        inner = (*keys, key)
        if inner in TABLES and isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            below += [stanza(inner, one, newline) for one in value]
        else:
            lines.append(f"{written_key(key)} = {written(value)}")
    return "".join(line + newline for line in lines) + "".join(below)
