"""XML of strangers, as a stream of events or a tree: no entities of its own, no files, no network, no depth without end."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from hikiwake.terms.errors import DocumentError

_CHUNK = 1 << 16
_DEEPEST = 400  # elements within one another: office texts reach 40
_SAVE = "Open it in its own program and save it again, or save its text as .txt."


class Event(NamedTuple):
    """`name` is local (without its namespace) and so are the keys of `attributes`; of text, `name` holds the characters."""

    what: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str] = {}


def events(data: bytes) -> Iterator[Event]:
    """The document's elements and characters in order, in memory that does not grow with the document.

    Raises:
        DocumentError: it is not XML, declares entities of its own, or nests without end.
    """
    found: list[Event] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise DocumentError.of("", "nests too deep to parse", _SAVE)
        found.append(Event("start", _local(name), {_local(key): value for key, value in attributes.items()}))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        found.append(Event("end", _local(name)))

    parser = _parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda text: found.append(Event("text", text))
    for at in range(0, len(data) + 1, _CHUNK):
        piece = data[at : at + _CHUNK]
        _feed(parser, piece, is_last=at + _CHUNK > len(data))
        yield from found
        found.clear()


def tree(data: bytes, most: int) -> Element:
    """The whole document, of `most` elements; names are `{namespace}local` as ElementTree writes them.

    Raises:
        DocumentError: as of `events`, or it holds more.
    """
    builder, depth, count = TreeBuilder(), 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if count > most:
            raise DocumentError.of("", f"holds more than {most:,} elements", "Export fewer at once.")
        if depth > _DEEPEST:
            raise DocumentError.of("", "nests too deep to parse", _SAVE)
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(name))

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, builder.data
    _feed(parser, data, is_last=True)
    return builder.close()


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*declared: object) -> None:
    raise DocumentError.of("", "declares entities of its own, which may be an attack, and was not read", _SAVE)


def _feed(parser: expat.XMLParserType, piece: bytes, *, is_last: bool) -> None:
    try:
        parser.Parse(piece, is_last)
    except expat.ExpatError as error:
        raise DocumentError.of("", f"is damaged XML ({error})", _SAVE) from error


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
