"""One listed file to the disk: beside its place as `NAME.part`, taken up where it was left, and in its place only when it is whole.

Whole: the listed size, the listed md5, and a zip whose checksums hold.
"""

import hashlib
import os
from pathlib import Path

from hikiwake.events.fetch.archive import is_page
from hikiwake.events.fetch.line import Line, Reply
from hikiwake.events.fetch.model import Listed, Lost, Reason

_HEAD = 1_024


def part_of(place: Path) -> Path:
    """Where a file that is still coming lies."""
    return place.with_name(f"{place.name}.part")


def is_whole(place: Path, listed: Listed) -> bool:
    """Whether the listed file lies there, to the last bit."""
    try:
        return place.stat().st_size == listed.size and md5_of(place) == listed.md5
    except OSError:
        return False


def md5_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def download(line: Line, listed: Listed, part: Path) -> int:
    """Bring the listed file to `part`, its size and md5 checked; how many bytes came over the network.

    A beginning that lies there is kept and asked to be continued; where it turns out to be another file's, all is asked for anew.

    Raises:
        Lost: it could not be had; what came of it stays for the next try, unless it is of no use.
        OSError: the disk is full, or may not be written to.
    """
    begun = part.stat().st_size if part.exists() else 0
    if begun > listed.size:
        part.unlink()
        begun = 0
    come = _receive(line, listed, part, begun) if begun < listed.size else 0
    if md5_of(part) == listed.md5:
        return come
    part.unlink()
    if begun:  # the beginning that lay there may be to blame
        return come + download(line, listed, part)
    raise Lost(Reason.BAD_MD5, "came with another md5 than is listed", again=True)


def put_in_place(part: Path, place: Path) -> None:
    """A whole file takes its name, on the disk before it does."""
    with part.open("r+b") as file:
        os.fsync(file.fileno())
    part.replace(place)


def _receive(line: Line, listed: Listed, part: Path, begun: int) -> int:
    with line.ask(listed.name, start=begun, expects=listed.size - begun) as reply:
        if reply.status == 416 or (reply.status == 206 and reply.begins_at != begun):
            part.unlink(missing_ok=True)  # nothing to continue there: it may be gone, or another file by now
            if not begun:
                raise Lost(Reason.FAILED, f"the server answers {reply.status} out of place", again=True)
        else:
            return _write(reply, listed, part, begun if reply.status == 206 else 0)
    return _receive(line, listed, part, 0)


def _write(reply: Reply, listed: Listed, part: Path, begun: int) -> int:
    """Add the body to what is there, or begin anew where `begun` is 0."""
    size = begun
    try:
        with part.open("ab" if begun else "wb") as out:
            head = b""
            for piece in reply.pieces:
                if not begun and len(head) < _HEAD:
                    head += piece[:_HEAD]
                    if is_page(head):
                        raise Lost(Reason.HTML, "is a web page under a zip's name", again=True)
                if size + len(piece) > listed.size:
                    raise Lost(Reason.TOO_LARGE, f"is larger than the {listed.size:,} bytes listed, and was stopped there")
                out.write(piece)
                out.flush()  # what has come survives if this process does not
                size += len(piece)
    except Lost as lost:
        if lost.why in (Reason.HTML, Reason.TOO_LARGE):
            part.unlink(missing_ok=True)
        raise
    if size < listed.size and reply.length is None:  # an end that nothing was said of may be a cut
        raise Lost(Reason.FAILED, f"the connection ended after {size:,} of {listed.size:,} bytes", again=True)
    if size < listed.size:
        part.unlink(missing_ok=True)
        raise Lost(Reason.TOO_SHORT, f"has {size:,} bytes and not the {listed.size:,} listed", again=True)
    return size - begun
