"""Web pages saved as one file with all that belongs to them (.mht, .mhtml): the page within, and the address it came from."""

from dataclasses import replace

from hikiwake.reading.documents import html
from hikiwake.reading.documents.mail import header, opened, parts, payload
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.terms.errors import DocumentError


def parse(data: bytes, limits: Limits) -> Parsed:
    """The main text of the first page in it; the date on which it was saved is no date of publication.

    Raises:
        DocumentError: it holds no page.
    """
    message = opened(data, limits)
    page = next((p for p in parts(message) if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        raise DocumentError.of("", "is a web archive without a page in it", "Save the page again, or save its text as .txt.")
    parsed = html.parse(payload(page), limits, sent_as=page.get_content_charset())
    address = header(message, "Snapshot-Content-Location") or header(page, "Content-Location")
    known = address if address.startswith(("http://", "https://")) else None
    return replace(parsed, url=parsed.url or known)
