"""Zotero's own export (Zotero RDF), with or without its `files/` folder.

An item names its attachments and notes by `link:link` and `dcterms:isReferencedBy`; the paper it stood in lies within `dcterms:isPartOf`;
`dcterms:dateSubmitted` is the day on which the user looked at it, never its date.
"""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from hikiwake.reading.documents.model import Limits, Part, Remark
from hikiwake.reading.documents.unpacking.library import Item, handed_out, stated
from hikiwake.reading.documents.xml_events import tree
from hikiwake.terms.errors import DocumentError

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "link": "http://purl.org/rss/1.0/modules/link/",
}
_RDF = f"{{{_SPACES['rdf']}}}"
_RESOURCE, _ABOUT = f"{_RDF}resource", f"{_RDF}about"
_ATTACHMENT, _MEMO = f"{{{_SPACES['z']}}}Attachment", f"{{{_SPACES['bib']}}}Memo"
_NO_ITEMS = (_ATTACHMENT, _MEMO, f"{{{_SPACES['z']}}}Collection", f"{{{_SPACES['bib']}}}Journal")


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each item's file, with title, paper, authors, address, date and notes as the library has them.

    Raises:
        DocumentError: it is damaged, or no export of a library.
    """
    root = tree(data, limits.elements)
    by_name = {name: node for node in root if (name := node.get(_ABOUT))}
    nodes = [node for node in root if node.tag not in _NO_ITEMS]
    linked = {link.get(_RESOURCE, "") for node in nodes for link in node.findall("link:link", _SPACES)}
    items = [_item(node, by_name) for node in nodes]
    items += [_alone(node) for name, node in by_name.items() if node.tag == _ATTACHMENT and name not in linked]
    if not items:
        raise DocumentError.of(
            "", "is not an export of a library, or an empty one", 'Export again as "Zotero RDF" with "Export Files".'
        )
    if len(items) > limits.members:
        raise DocumentError.of("", f"holds {len(items):,} items; at most {limits.members:,} are read", "Export fewer at once.")
    yield from handed_out(items)


def _item(node: Element, by_name: Mapping[str, Element]) -> Item:
    whole = node.find("dcterms:isPartOf/*", _SPACES)
    if whole is None and (part_of := node.find("dcterms:isPartOf", _SPACES)) is not None:
        whole = by_name.get(part_of.get(_RESOURCE, ""))
    notes = [by_name[n] for link in node.findall("dcterms:isReferencedBy", _SPACES) if (n := link.get(_RESOURCE, "")) in by_name]
    about = node.get(_ABOUT, "")
    said = stated(
        title=_said(node, "dc:title"),
        publisher=(_said(whole, "dc:title") if whole is not None else None) or _said(node, "dc:publisher//foaf:name"),
        authors=[name for person in node.findall("bib:authors//foaf:Person", _SPACES) if (name := _name(person))],
        url=_said(node, "dc:identifier/dcterms:URI/rdf:value") or (about if about.startswith("http") else None),
        date=_said(node, "dc:date"),
        note=" · ".join(value for memo in notes if (value := _said(memo, "rdf:value"))) or None,
    )
    attached = (by_name.get(link.get(_RESOURCE, "")) for link in node.findall("link:link", _SPACES))
    return Item(said, tuple(path for node in attached if node is not None and (path := _path(node))))


def _alone(node: Element) -> Item:
    """A file that stands in the library without an item."""
    path = _path(node)
    title = _said(node, "dc:title")
    said = stated(title=title if title and "." not in title[-6:] else None, publisher=None, authors=(), url=None, date=None)
    return Item(said, (path,) if path else ())


def _path(node: Element) -> str | None:
    inner = node.find("rdf:resource", _SPACES)
    return inner.get(_RESOURCE) if inner is not None else None


def _name(person: Element) -> str:
    given, last = _said(person, "foaf:givenName") or _said(person, "foaf:givenname"), _said(person, "foaf:surname")
    return " ".join(filter(None, (given, last)))


def _said(node: Element, path: str) -> str | None:
    found = node.find(path, _SPACES)
    return "".join(found.itertext()).strip() or None if found is not None else None
