"""What came: told by its bytes and by what the server says of them, which must not contradict each other."""

import re

from hikiwake.collecting.model import FetchError

ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,text/plain;q=0.8,*/*;q=0.1"
FEED = ".xml"

_DECLARED = {
    "text/html": ".html", "application/xhtml+xml": ".html",
    "application/pdf": ".pdf", "application/x-pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md", "text/x-markdown": ".md",
    "message/rfc822": ".eml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/rss+xml": FEED, "application/atom+xml": FEED, "application/rdf+xml": FEED, "application/xml": FEED, "text/xml": FEED,
}  # fmt: skip
_SAYS_NOTHING = ("", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download")
_NAMES = {
    ".html": "a web page", ".pdf": "a pdf", ".docx": "a Word document", ".eml": "an e-mail", FEED: "a feed", ".txt": "text",
    ".md": "Markdown", ".zip": "a zip archive", "": "something else",
}  # fmt: skip
_BY_PATH = {".htm": ".html", ".xhtml": ".html", ".rss": FEED, ".atom": FEED, ".markdown": ".md", ".zip": ".zip"}
_WORD = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/")

_BEGINNING = rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*|<\?xml-stylesheet[^>]{0,500}\?>\s*){0,5}"
_FEED = re.compile(_BEGINNING + rb"(?:<!DOCTYPE\s+(?:rss|rdf)[^>]{0,200}>\s*)?<(?:rss|rdf:RDF|(?:\w+:)?feed)[\s>]", re.DOTALL)
_PAGE = re.compile(
    _BEGINNING + rb"<(?:!doctype\s+html|html|head|body|title|meta|script|div|p|h1)[\s>]", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.:+-]{2,40})""", re.IGNORECASE)
_HEAD = 65_536
_LONGEST_KIND = 60  # characters of what a server says, that are told
_IN_A_BROWSER = "Open it in a browser, and save and read what is meant."


def extension(body: bytes, content_type: str, path: str, where: str) -> str:
    """The ending that a file of these bytes should have; `.xml` for a feed.

    Args:
        content_type: the header of that name.
        path: of the address, whose ending counts where the server says nothing.

    Raises:
        FetchError: empty, of a kind that cannot be read, or not what the server or the address says it is.
    """
    if not body.strip():
        raise FetchError.of(where, "is empty", "Check the address.")
    declared = content_type.partition(";")[0].strip().casefold()
    found = re.search(r"\.\w{2,8}\Z", path.casefold())
    by_path = _BY_PATH.get(found[0], found[0]) if found else ""
    if declared in _SAYS_NOTHING:
        said = by_path if by_path in _NAMES else ""
    elif declared not in _DECLARED:
        told = declared if len(declared) <= _LONGEST_KIND else f"{declared[:_LONGEST_KIND]}…"
        raise FetchError.of(where, f"is of a kind that is not fetched ({told})", "Pages, pdf, docx, text and feeds are.")
    else:
        said = _DECLARED[declared]
    seen = _seen(body)
    if by_path == ".pdf" and seen != ".pdf":
        raise FetchError.of(where, f"should be a pdf and is {_NAMES[seen]}", _IN_A_BROWSER)
    ending = _agreed(said, seen)
    if ending is None:
        what = f"should be {_NAMES[said]} and is {_NAMES[seen]}" if said else f"is {_NAMES[seen]}"
        raise FetchError.of(where, what, _IN_A_BROWSER)
    return ending


def charset(content_type: str) -> str | None:
    """The encoding that a header of that name gives; None where it gives none, or what is no name of one."""
    found = _CHARSET.search(content_type[:1000])
    return found[1].casefold() if found else None


def _seen(body: bytes) -> str:
    """What the first bytes show; empty where they could be any text or anything else."""
    head = body[:_HEAD]
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04"):
        return ".docx" if head[30:].startswith(_WORD) else ".zip"
    if _FEED.match(head):
        return FEED
    return ".html" if _PAGE.match(head) else ""


def _agreed(said: str, seen: str) -> str | None:
    """The ending that both allow; None where they contradict each other, or neither says anything."""
    if seen == "":
        return said if said in (".html", ".txt", ".md", ".eml") else None
    if seen == ".zip":
        return None
    if said in ("", seen):
        return seen
    # A page sent as XML or as text, a feed sent as a page: all of them are common and harmless.
    return seen if seen in (FEED, ".html") and said in (FEED, ".html", ".txt") else None
