"""Where each part of a TOML text is written, to the byte: what an edit replaces, and after what it writes.

A path is as in `positions`. A value can be written in three ways, which an edit has to keep: after its key, in a `[table]` of its own, or
piecewise by dotted keys.
"""

from dataclasses import dataclass, field

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from hikiwake.case.positions import KEYS, VALUES, Path, header_path, key_parts


@dataclass(frozen=True, slots=True)
class Pair:
    """`key = value` at bytes `start` to `end` of the text; `value` is the value's node, `within` the path of what the pair is written in."""

    path: Path
    start: int
    end: int
    value: Node
    within: Path


@dataclass(frozen=True, slots=True)
class Section:
    """A `[table]` or `[[row]]` with the pairs below it, or the head of the file (`path` is empty). `end` is that of its last pair or header."""

    path: Path
    start: int
    end: int
    is_row: bool
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A text in bytes and what is written where."""

    source: bytes
    sections: tuple[Section, ...]
    values: dict[Path, Node] = field(default_factory=dict)  # every value and every element of an array
    pairs: dict[Path, Pair] = field(default_factory=dict)  # also those inside of { … }

    def line_start(self, at: int) -> int:
        return self.source.rfind(b"\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Just after the end of the line that holds `at`."""
        end = self.source.find(b"\n", at)
        return len(self.source) if end < 0 else end + 1

    def line(self, start: int) -> bytes:
        return self.source[start : self.line_end(start)]

    def extent(self, section: Section) -> tuple[int, int]:
        """Whole lines of a section; remarks below its last line belong to it where no heading follows them directly."""
        start, end = self.line_start(section.start), self.line_end(max(section.end - 1, 0))
        after = end
        while self.line(after).lstrip().startswith(b"#"):
            after = self.line_end(after)
        return start, end if self.line(after).lstrip().startswith(b"[") else after

    def below(self, path: Path) -> list[Section]:
        """The sections of `path` and of what lies in it, in the order of the file."""
        return [section for section in self.sections if path and section.path[: len(path)] == path]


def layout(text: str) -> Layout:
    """The layout of a TOML text that parses."""
    source = text.encode()
    root = Parser(Language(tree_sitter_toml.language())).parse(source).root_node
    found = Layout(source, ())
    sections = [_section(Section((), 0, 0, False, ()), [n for n in root.named_children if n.type == "pair"], found)]
    counts: dict[Path, int] = {}
    for node in root.named_children:
        if node.type in ("table", "table_array_element"):
            header = next(child for child in node.named_children if child.type in KEYS)
            closing = next(child for child in reversed(node.children) if child.type in ("]", "]]"))
            is_row = node.type == "table_array_element"
            path = header_path(key_parts(header), is_row, counts)
            bare = Section(path, node.start_byte, closing.end_byte, is_row, ())
            sections.append(_section(bare, [n for n in node.named_children if n.type == "pair"], found))
    return Layout(source, tuple(sections), found.values, found.pairs)


def _section(bare: Section, nodes: list[Node], found: Layout) -> Section:
    pairs = tuple(_pair(node, bare.path, found) for node in nodes)
    return Section(bare.path, bare.start, max((pair.end for pair in pairs), default=bare.end), bare.is_row, pairs)


def _pair(node: Node, within: Path, found: Layout) -> Pair:
    key = next(child for child in node.named_children if child.type in KEYS)
    value = next(child for child in node.named_children if child.type in VALUES)
    pair = Pair((*within, *key_parts(key)), node.start_byte, value.end_byte, value, within)
    found.pairs[pair.path] = pair
    _value(value, pair.path, found)
    return pair


def _value(node: Node, path: Path, found: Layout) -> None:
    found.values[path] = node
    if node.type == "inline_table":
        for child in node.named_children:
            if child.type == "pair":
                _pair(child, path, found)
    elif node.type == "array":
        elements = [child for child in node.named_children if child.type in VALUES]
        for index, child in enumerate(elements):
            _value(child, (*path, index), found)
