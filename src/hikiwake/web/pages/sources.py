"""The sources: dropping files, what came of each, who published what and how far they can be relied on, and what is known of a document."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import Response

from hikiwake.case.editing import edit_case
from hikiwake.case.edits import Append, Edit, Remove, Set
from hikiwake.case.model import publisher_key
from hikiwake.record.model import Document
from hikiwake.terms.admiralty import SourceReliability
from hikiwake.terms.errors import HikiwakeError, Problem
from hikiwake.web import stored_files
from hikiwake.web.desk import Desk
from hikiwake.web.errors import NotHere, Overtaken
from hikiwake.web.inbox import Inbox, Item
from hikiwake.web.rendering import answer, back
from hikiwake.web.shelf import PublisherLine, Source, said_of, shelf
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.typed_dates import typed_date
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "dropped": "The files are being read.",
    "fetched": "The addresses are being fetched and read.",
    "reliability": "The publisher’s reliability is kept in the case file and used everywhere.",
    "mended": "What is known of the document is kept; it is being read again.",
    "document-noted": "The note is kept.",
    "removed": "The document was taken out, with all that was read in it.",
    "restored": "The document is back; it is being read again.",
}
_AT_ONCE = 100  # documents on one page
_LONGEST_NOTE = 10_000  # characters
_MOST_ADDRESSES = 20  # at once
_LONGEST_LIST = 20_000  # characters of addresses


@dataclass(frozen=True)
class Sources:
    """What the page shows: documents `first` … `first + len(documents)` of the `total` that match, publishers, and files on their way."""

    total: int
    first: int
    documents: tuple[Source, ...]
    publishers: tuple[PublisherLine, ...]
    inbox: tuple[Item, ...]


@page(router, "/sources", Sources, summary="The documents of the case, their publishers, and what is being read")
def sources(request: Request, desk: AtDesk, q: str = "", first: int = 0, mend: str = "", removed: str = "") -> Response:
    """`q` looks for words in title, publisher and name; `first` is where the list begins; `mend` opens a document's own data."""
    view = desk.look()
    shelved = shelf(view)
    asked = q.casefold().split()
    found = [s for s in shelved.sources if all(w in f"{s.title} {s.publisher} {s.name}".casefold() for w in asked)]
    start = max(0, min(first, len(found)))
    shown = tuple(found[start : start + _AT_ONCE])
    inbox = _inbox(request)
    items = inbox.items()
    context = {
        "view": view,
        "shelf": shelved,
        "shown": shown,
        "found": len(found),
        "start": start,
        "q": q,
        "items": items,
        "is_busy": inbox.is_busy,
        "titles": {s.id: s.title for s in shelved.sources},
        "letters": [(letter.value, f"{letter.value}: {letter.label}") for letter in SourceReliability],
        "mended": _mended(view, desk, inbox, mend) if mend else None,
        "removed": _removed(desk, removed),
        "step": _AT_ONCE,
    }
    return answer(request, "sources.html.j2", context, Sources(len(found), start, shown, shelved.publishers, items))


@form(router, "/sources/upload", summary="Read files into the case")
def upload(
    request: Request,
    files: list[UploadFile],
    publisher: Annotated[str, Form(max_length=300)] = "",
    date: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Each file waits for its turn; the page tells what was found, what was doubtful, what failed and why."""
    given = {key: value for key, value in (("publisher", publisher.strip()), ("date", typed_date(date))) if value}
    named = [file for file in files if file.filename]
    if not named:
        raise HikiwakeError.of("files", "none was chosen", "Choose files, or drop them on the page.")
    for file in named:
        _inbox(request).drop(file.filename or "", file.file, given)
    return back(request, "/sources#reading", "dropped")


@form(router, "/sources/fetch", summary="Fetch pages and feeds by their addresses, and read them into the case")
def fetch(
    request: Request,
    address: Annotated[str, Form(max_length=_LONGEST_LIST)] = "",
) -> Response:
    """`address`: one, or several parted by blanks. Nothing of this machine or its network is reached, and robots.txt is respected."""
    addresses = tuple(dict.fromkeys(address.split()))
    if not addresses or len(addresses) > _MOST_ADDRESSES:
        what = f"{len(addresses)} were given" if addresses else "none was given"
        raise HikiwakeError.of("addresses", what, f"Give one, or up to {_MOST_ADDRESSES} parted by blanks.")
    for one in addresses:
        _inbox(request).fetch(one)
    return back(request, "/sources#reading", "fetched")


@form(router, "/sources/clear", summary="Forget the files that are done")
def clear(request: Request) -> Response:
    _inbox(request).clear()
    return back(request, "/sources")


@form(router, "/sources/publishers", summary="Say how far a publisher can be relied on")
def rate(
    request: Request,
    desk: AtDesk,
    name: Annotated[str, Form(min_length=1, max_length=300)],
    reliability: Annotated[str, Form(pattern="^[A-F]?$")] = "",
    was: Annotated[str, Form(max_length=1)] = "",
) -> Response:
    """`was` is the letter that the page showed: somebody else's newer one is not overwritten. No letter takes it back."""
    with desk.editing() as path:
        view = desk.look()
        now = str(view.case.reliability_of(name) or "")
        if was != now:
            raise Overtaken(
                Problem(
                    name, f"its reliability was changed meanwhile by {_rated_by(view, name)}", "Look at it, then set it again."
                ),
                yours={"reliability": reliability},
                theirs={"reliability": now},
                see="/sources#publishers",
            )
        if edits := _rating(view, name, reliability, desk.analyst):
            edit_case(path, edits, if_version=view.case_version)
    return back(request, "/sources#publishers", "reliability")


@form(router, "/sources/{id}/mend", summary="Say what is known of a document")
def mend(
    request: Request,
    desk: AtDesk,
    id: str,
    title: Annotated[str, Form(max_length=1000)] = "",
    publisher: Annotated[str, Form(max_length=300)] = "",
    author: Annotated[str, Form(max_length=300)] = "",
    date: Annotated[str, Form(max_length=60)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    version: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """The document is read again, since its date is what "yesterday" in it counts from."""
    view = desk.look()
    document = _document(view, id)
    given = {
        "title": title.strip(),
        "publisher": publisher.strip(),
        "author": author.strip(),
        "date": typed_date(date),
        "url": url.strip(),
    }
    file = _file(desk, document)
    said, _ = _said_now(_inbox(request), file, document)
    if version and version != _version(said):
        raise Overtaken(
            Problem(document.name, "what is known of it was changed meanwhile", "Look at it, then mend it again."),
            yours=given,
            theirs=said,
            see=f"/sources?mend={id}",
        )
    _inbox(request).read(file, given)
    return back(request, f"/sources?mend={id}", "mended")


@form(router, "/sources/{id}/note", summary="Keep a note on a document")
def note_document(
    request: Request, desk: AtDesk, id: str, text: Annotated[str, Form(min_length=1, max_length=_LONGEST_NOTE)]
) -> Response:
    document = _document(desk.look(), id)
    with desk.writing() as record:
        record.note(document.id, text, by=desk.analyst, on=desk.now())
    return back(request, f"/sources?mend={id}", "document-noted")


@form(router, "/sources/{id}/remove", summary="Take a document out of the case")
def remove(request: Request, desk: AtDesk, id: str) -> Response:
    """Its file is kept aside and can be put back; corrections of its entries stay and take hold again then."""
    document = _document(desk.look(), id)
    folder = desk.folder
    with desk.writing() as record:
        file = stored_files.file_of(folder, document.id, document.name) if folder else None
        record.remove(document.id)
        if file and folder:
            stored_files.take_away(file, folder)
    return back(request, "/sources", "removed", removed=document.id[:12])


@form(router, "/sources/{id}/restore", summary="Put a removed document back")
def restore(request: Request, desk: AtDesk, id: str) -> Response:
    found = _removed(desk, id)
    if found is None or desk.folder is None:
        raise NotHere.of(id, "no document of this case was removed under that name", "Drop its file on the page.")
    _inbox(request).read(stored_files.put_back(found.file, desk.folder))
    return back(request, "/sources#reading", "restored")


@dataclass(frozen=True)
class _Mended:
    """A document whose own data are open, and the version that they are shown in."""

    document: Document
    said: dict[str, str]
    version: str
    notes: tuple[object, ...]
    is_pending: bool  # whether what is said here is kept and the document still being read with it


def _mended(view: View, desk: Desk, inbox: Inbox, id: str) -> _Mended:
    document = _document(view, id)
    file = stored_files.file_of(desk.folder, document.id, document.name) if desk.folder else None
    said, is_pending = _said_now(inbox, file, document)
    return _Mended(document, said, _version(said), tuple(view.contents.notes.get(document.id, ())), is_pending)


def _said_now(inbox: Inbox, file: Path | None, document: Document) -> tuple[dict[str, str], bool]:
    """What is known of a document, with what was said of it a moment ago and is being read with; and whether there is such."""
    given = inbox.given_to(file) if file else None
    return {key: (given or {}).get(key) or value for key, value in said_of(document).items()}, given is not None


@dataclass(frozen=True)
class _Gone:
    id: str
    file: Path


def _removed(desk: Desk, id: str) -> _Gone | None:
    if not id or desk.folder is None:
        return None
    file = stored_files.removed_file(desk.folder, id)
    return _Gone(id, file) if file else None


def _inbox(request: Request) -> Inbox:
    inbox: Inbox = request.app.state.inbox
    return inbox


def _document(view: View, id: str) -> Document:
    """The document by its id, or by the beginning of it."""
    found = [d for d in view.contents.documents if d.id.startswith(id)] if len(id) >= 8 else []
    if len(found) != 1:
        raise NotHere.of(id, "there is no such document in this case", "The sources page lists them.")
    return found[0]


def _file(desk: Desk, document: Document) -> Path:
    file = stored_files.file_of(desk.folder, document.id, document.name) if desk.folder else None
    if file is None:
        raise HikiwakeError.of(
            document.name, "its file does not lie by itself in the case's documents", "Drop the document alone, then mend it."
        )
    return file


def _version(said: dict[str, str]) -> str:
    return sha256("\0".join(said.values()).encode()).hexdigest()[:12]


def _rating(view: View, name: str, reliability: str, analyst: str) -> list[Edit]:
    place = next((i for i, p in enumerate(view.case.publishers) if publisher_key(p.name) == publisher_key(name)), None)
    if not reliability:
        return [] if place is None else [Remove(f"publishers.{place}")]
    if place is None:
        return [Append("publishers", {"name": name, "reliability": reliability, "by": analyst or None})]
    mine: list[Edit] = [Set(f"publishers.{place}.by", analyst)] if analyst else []
    return [Set(f"publishers.{place}.reliability", reliability), *mine]


def _rated_by(view: View, name: str) -> str:
    one = next((p for p in view.case.publishers if publisher_key(p.name) == publisher_key(name)), None)
    return (one.by if one else "") or "somebody"
