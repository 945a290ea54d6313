"""Where each part of a case file stands: path of keys to line.

tomllib gives data without positions; tree-sitter's TOML grammar gives positions, and goes on after a syntax error. A path is
what one would write in Python to reach the value: `("issues", 2, "value", "japan", 0)`.
"""

import tomllib
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]

KEYS = ("bare_key", "quoted_key", "dotted_key")
_MOMENTS = ("local_date", "local_time", "local_date_time", "offset_date_time")
VALUES = ("string", "integer", "float", "boolean", "array", "inline_table", *_MOMENTS)


@dataclass(frozen=True, slots=True)
class Positions:
    """Lines of a file, counted from 1, by path."""

    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest part around it that is written; 1 where nothing is."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def positions(text: str) -> Positions:
    """Every key, table and array element of a TOML text with its line."""
    root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}  # arrays of tables met so far
    for node in root.named_children:
        if node.type == "pair":
            _pair(node, (), lines)
        elif node.type in ("table", "table_array_element"):
            _table(node, lines, counts)
    return Positions(lines)


def _table(node: Node, lines: dict[Path, int], counts: dict[Path, int]) -> None:
    header = next((child for child in node.named_children if child.type in KEYS), None)
    if header is None:
        return
    is_row = node.type == "table_array_element"
    path = header_path(key_parts(header), is_row, counts)
    if is_row:
        lines.setdefault(path[:-1], _line(node))
    lines.setdefault(path, _line(node))
    for child in node.named_children:
        if child.type == "pair":
            _pair(child, path, lines)


def header_path(keys: list[str], is_row: bool, counts: dict[Path, int]) -> Path:
    """The path that a header means; `counts` are the rows met so far, and a `[[row]]` is added to them.

    `[[parties.leaders]]` belongs to the last `[[parties]]`.
    """
    path: Path = ()
    for key in keys[:-1]:
        path += (key,)
        if path in counts:
            path += (counts[path] - 1,)
    path += (keys[-1],)
    if not is_row:
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)


def _pair(node: Node, above: Path, lines: dict[Path, int]) -> None:
    key = next((child for child in node.named_children if child.type in KEYS), None)
    if key is None:
        return
    path = above
    for part in key_parts(key):
        path += (part,)
        lines.setdefault(path, _line(node))
    value = next((child for child in node.named_children if child.type in VALUES), None)
    if value is not None:
        _inside(value, path, lines)


def _inside(value: Node, path: Path, lines: dict[Path, int]) -> None:
    if value.type == "inline_table":
        for child in value.named_children:
            if child.type == "pair":
                _pair(child, path, lines)
    elif value.type == "array":
        elements = [child for child in value.named_children if child.type not in ("comment", "ERROR")]
        for index, child in enumerate(elements):
            lines.setdefault((*path, index), _line(child))
            _inside(child, (*path, index), lines)


def key_parts(node: Node) -> list[str]:
    """The parts of a key, quotes undone."""
    if node.type == "dotted_key":
        return [part for child in node.named_children for part in key_parts(child)]
    written = (node.text or b"").decode()
    if node.type == "bare_key":
        return [written]
    try:
        return list(tomllib.loads(f"{written} = 0"))
    except tomllib.TOMLDecodeError:  # the syntax is told elsewhere; here it only needs a place
        return [written]


def _line(node: Node) -> int:
    return node.start_point[0] + 1
