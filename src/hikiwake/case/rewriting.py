"""Changes of a TOML text that leave every other byte as it is: a value put, a row appended, a key taken away.

Each function takes a text that parses and returns one that does. Paths are of the text's own data; values are plain (`edits.plain`).
"""

import tomllib
from collections.abc import Sequence
from typing import Any

from tree_sitter import Node

from hikiwake.case.edits import is_same
from hikiwake.case.layout import Layout, Pair, Section, layout
from hikiwake.case.positions import Path
from hikiwake.case.toml_form import stanza, written, written_key
from hikiwake.case.wording import TABLES

_MISSING = object()


def put(text: str, path: Path, value: Any) -> str:
    """`value` at `path`. What is there is changed part by part, so that the remarks between its parts stay; what is the same is left."""
    old = _at(tomllib.loads(text), path)
    if old is _MISSING:
        return _insert(text, path, value)
    if is_same(old, value):
        return text
    if isinstance(old, dict) and isinstance(value, dict):
        for key in [key for key in old if key not in value]:
            text = remove(text, (*path, key))
        for key, one in value.items():
            text = put(text, (*path, key), one)
        return text
    where = layout(text)
    node = where.values.get(path)
    if isinstance(old, list) and isinstance(value, list):
        is_by_member = all(isinstance(one, dict) for one in value) if node is None else len(old) == len(value) or _is_tall(node)
        if is_by_member:
            return _put_members(where, path, old, value) or _put_list(text, path, old, value)
    if node is None:
        return _insert(remove(text, path), path, value)
    return _spliced(where.source, node.start_byte, node.end_byte, written(value))


def append(text: str, path: Path, value: Any, remarks: Sequence[str] = ()) -> str:
    """`value` as the last member of the list at `path`, which is made where it is missing; `remarks` as of `toml_form.stanza`."""
    where = layout(text)
    rows = [s for s in where.sections if s.is_row and s.path[:-1] == path]
    if rows:
        last = where.below(rows[-1].path)[-1]
        return _new_section(text, where, path, value, last, remarks)
    if (node := where.values.get(path)) is not None:
        return _append_element(text, where, node, value)
    return _insert(text, path, [value], remarks)


def remove(text: str, path: Path) -> str:
    """The text without what stands at `path`; remarks at the ends of its lines go with it."""
    where = layout(text)
    if pair := where.pairs.get(path):
        is_inside = pair.within in where.values
        return _without_member(text, where, pair.start, pair.end) if is_inside else _without_lines(where, pair.start, pair.end)
    if node := where.values.get(path):
        text = _without_member(text, where, node.start_byte, node.end_byte)
        is_list_of_tables = _names(path) in TABLES
        return remove(text, path[:-1]) if is_list_of_tables and not _at(tomllib.loads(text), path[:-1]) else text
    parts: list[Section | Pair] = list(where.below(path))
    parts += [pair for at, pair in where.pairs.items() if len(pair.within) < len(path) and at[: len(path)] == path]
    for part in sorted(parts, key=lambda part: -part.start):  # from below: what stands above keeps its place
        here = layout(text)
        text = _without_section(here, part) if isinstance(part, Section) else _without_lines(here, part.start, part.end)
    return text


def _put_members(where: Layout, path: Path, old: list[Any], value: list[Any]) -> str | None:
    """The text with each plain member that is another put in its place, all at once; None where they are not that plain."""
    changed = [i for i in range(len(old)) if len(old) == len(value) and not is_same(old[i], value[i])]
    nodes = [(i, node) for i in changed if (node := where.values.get((*path, i)))]
    is_plain = not any(isinstance(one, (dict, list)) for i in changed for one in (old[i], value[i]))
    if not changed or len(nodes) < len(changed) or not is_plain:
        return None
    source = where.source
    for i, node in reversed(nodes):  # from below: what stands above keeps its place
        source = source[: node.start_byte] + written(value[i]).encode() + source[node.end_byte :]
    return source.decode()


def _put_list(text: str, path: Path, old: list[Any], value: list[Any]) -> str:
    for index, one in enumerate(value[: len(old)]):
        text = put(text, (*path, index), one)
    for index in reversed(range(len(value), len(old))):
        text = remove(text, (*path, index))
    for one in value[len(old) :]:
        text = append(text, path, one)
    return text


def _insert(text: str, path: Path, value: Any, remarks: Sequence[str] = ()) -> str:
    """A key that is not there yet, in the form that its surroundings have."""
    data = tomllib.loads(text)
    parent, key = path[:-1], str(path[-1])
    if parent and _at(data, parent) is _MISSING:
        return _insert(text, parent, {key: value})
    where = layout(text)
    if _is_rows(path, value) and parent not in where.values:
        anchor = (where.below(parent) or [where.sections[-1]])[-1]
        for index, one in enumerate(value):
            text = _new_section(text, where, path, one, anchor, remarks)
            where = layout(text)
            anchor = where.below((*path, index))[-1]
        return text
    if node := where.values.get(parent):
        return _insert_inside(text, where, node, f"{written_key(key)} = {written(value)}")
    home = next((s for s in where.sections if s.path == parent), None)
    dotted = [p for at, p in where.pairs.items() if len(p.within) < len(parent) and at[: len(parent)] == parent]
    if home is None and dotted:
        last = dotted[-1]
        names = [str(step) for step in (*parent[len(last.within) :], key)]
        return _insert_line(where, last.start, last.end, ".".join(map(written_key, names)), value)
    if home is not None:
        at = home.pairs[-1] if home.pairs else None
        start, end = (at.start, at.end) if at else (home.start, home.end)
        return _insert_line(where, start, end, written_key(key), value)
    header = f"[{'.'.join(written_key(name) for name in _names(parent))}]"
    newline = _newline(text)
    return f"{_ended(text, newline)}{newline}{header}{newline}{written_key(key)} = {written(value)}{newline}"


def _insert_line(where: Layout, start: int, end: int, key: str, value: Any) -> str:
    """`key = value` on a line of its own below the pair (or header) at `start` to `end`, set in as that is."""
    source = where.source
    newline = _newline(source.decode())
    line_start = where.line_start(start)
    indent = source[line_start:start].decode() if not source[line_start:start].strip() else ""
    at = where.line_end(end - 1) if end else 0
    before = source[:at].decode()
    return (_ended(before, newline) if before else "") + f"{indent}{key} = {written(value)}{newline}" + source[at:].decode()


def _insert_inside(text: str, where: Layout, node: Node, pair: str) -> str:
    """One more pair in the braces of an inline table."""
    members = [child for child in node.named_children if child.type == "pair"]
    if not members:
        return _spliced(where.source, node.start_byte, node.end_byte, f"{{ {pair} }}")
    return _spliced(where.source, members[-1].end_byte, members[-1].end_byte, f", {pair}")


def _append_element(text: str, where: Layout, node: Node, value: Any) -> str:
    """One more element of an array, on a line of its own where the others have one."""
    elements = [child for child in node.named_children if child.type != "comment"]
    if not elements:
        at = node.start_byte + 1
        return _spliced(where.source, at, at, written(value))
    last = elements[-1]
    comma = next((child for child in node.children if child.type == "," and child.start_byte >= last.end_byte), None)
    if last.start_point[0] == node.start_point[0]:
        at = comma.start_byte if comma else last.end_byte
        return _spliced(where.source, at, at, f", {written(value)}")
    source = where.source
    line_start = where.line_start(last.start_byte)
    indent = source[line_start : line_start + len(source[line_start:]) - len(source[line_start:].lstrip(b" \t"))].decode()
    newline = _newline(text)
    closing = node.end_byte - 1
    if source[last.end_byte : closing].count(b"\n") == 0:  # the bracket closes on the last element's line
        at = comma.end_byte if comma else last.end_byte
        return _spliced(source, at, at, f"{'' if comma else ','}{newline}{indent}{written(value)}")
    at = where.line_end(comma.end_byte - 1 if comma else last.end_byte - 1)
    added = f"{indent}{written(value)}{',' if comma else ''}{newline}"
    text = _spliced(source, at, at, added)
    return text if comma else _spliced(text.encode(), last.end_byte, last.end_byte, ",")


def _new_section(text: str, where: Layout, path: Path, value: Any, after: Section, remarks: Sequence[str]) -> str:
    """A `[[row]]` below a section; a blank line parts the two where the section's own end is followed by one, or by nothing."""
    newline = _newline(text)
    rows = stanza(_names(path), value, newline, remarks)
    _, end = where.extent(after)
    if not after.path and not after.pairs:
        end = len(where.source)
    before, rest = where.source[:end].decode(), where.source[end:].decode()
    is_blank_before = not rest or not rest.split("\n", 1)[0].strip()
    if not rest and after.is_row:  # the last in the file: as the rows before it
        is_blank_before = not where.line(where.line_start(max(where.extent(after)[0] - 1, 0))).strip() or after.start == 0
    if not before.strip():
        is_blank_before = False
    return f"{_ended(before, newline)}{newline if is_blank_before else ''}{rows}{rest}"


def _without_section(where: Layout, section: Section) -> str:
    start, end = where.extent(section)
    source = where.source
    is_open_below = end >= len(source) or not where.line(end).strip()
    while start > 0 and is_open_below and not where.line(where.line_start(start - 1)).strip():
        start = where.line_start(start - 1)
    return (source[:start] + source[end:]).decode()


def _without_lines(where: Layout, start: int, end: int) -> str:
    return (where.source[: where.line_start(start)] + where.source[where.line_end(end - 1) :]).decode()


def _without_member(text: str, where: Layout, start: int, end: int) -> str:
    """A member of braces or brackets, with the comma that parted it from the next, or from the one before where it is the last."""
    source = where.source
    node = next(n for n in where.values.values() if n.type in ("array", "inline_table") and _holds_member(n, start, end))
    members = [child for child in node.named_children if child.type != "comment"]
    index = next(i for i, child in enumerate(members) if child.start_byte == start)
    commas = [child for child in node.children if child.type == ","]
    own = commas[index] if index < len(commas) else None
    line_start, line_end = where.line_start(start), where.line_end((own.end_byte if own else end) - 1)
    is_alone = (
        not source[line_start:start].strip() and source[line_start:line_end].count(b"\n") == source[start:end].count(b"\n") + 1
    )
    is_alone = is_alone and not any(
        m.start_byte >= line_start and m.end_byte <= line_end for m in members if m.start_byte != start
    )
    if is_alone and line_end <= node.end_byte - 1 and line_start > node.start_byte:
        return (source[:line_start] + source[line_end:]).decode()
    if index + 1 < len(members):
        return _spliced(source, start, members[index + 1].start_byte, "")
    if index:
        return _spliced(source, members[index - 1].end_byte, end, "")
    return _spliced(source, start, own.end_byte if own else end, "")


def _holds_member(node: Node, start: int, end: int) -> bool:
    return any(child.start_byte == start and child.end_byte >= end for child in node.named_children if child.type != "comment")


def _is_rows(path: Path, value: Any) -> bool:
    return _names(path) in TABLES and isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _is_tall(node: Node) -> bool:
    return node.start_point[0] != node.end_point[0]


def _names(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        if isinstance(data, dict) and step in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return _MISSING
    return data


def _spliced(source: bytes, start: int, end: int, new: str) -> str:
    return (source[:start] + new.encode() + source[end:]).decode()


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _ended(text: str, newline: str) -> str:
    return text if not text or text.endswith("\n") else text + newline
