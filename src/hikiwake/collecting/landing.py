"""From what was fetched to a file of the case: its bytes as they came, and beside it where they came from and when."""

import os
import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import tomlkit

from hikiwake.collecting.feed import Item
from hikiwake.collecting.model import Fetched
from hikiwake.reading.documents import Given, receive
from hikiwake.terms.errors import RecordError
from hikiwake.terms.files import write_whole

_LONGEST_NAME = 120  # bytes; most file systems take 255, and the names beside it are longer
_SIDECAR_BYTES = 64_000
_OF_LETTERS = (".html", ".txt", ".md")
_FOLLOWS_A_READER = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid)=")


@dataclass(frozen=True, slots=True)
class Landed:
    """A file of the case; `is_new`: it was not there before."""

    file: Path
    is_new: bool

    def withdraw(self) -> None:
        """Take the file and what stands beside it away again, unless they were there before."""
        if self.is_new:
            self.file.unlink(missing_ok=True)
            _beside(self.file).unlink(missing_ok=True)


def land(documents: Path, page: Fetched, item: Item | None = None, publisher: str | None = None) -> Landed:
    """The page as a file in `documents`, there whole or not at all, its sidecar before it.

    Args:
        item, publisher: what the feed that named the page says of it; it fills in what the page does not say itself.

    Raises:
        DocumentError: it cannot be read (only looked at where a feed names it).
        RecordError: there is no room, or no permission.
    """
    try:
        documents.mkdir(exist_ok=True)
        target, is_new = _place(documents, page)
        if not is_new:
            return Landed(target, is_new=False)
        with tempfile.TemporaryDirectory(dir=documents, prefix=".") as aside:
            whole = Path(aside) / target.name
            with whole.open("wb") as out:
                out.write(page.body)
                out.flush()
                os.fsync(out.fileno())
            said = _said(page, whole, item, publisher)
            write_whole(_beside(target), tomlkit.dumps(said))
            try:
                whole.replace(target)
            except BaseException:
                _beside(target).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise RecordError.of(
            str(documents), f"cannot take what was fetched ({error.strerror})", "Make room or give permission there."
        ) from None
    return Landed(target, is_new=True)


def known_addresses(documents: Path) -> Iterator[str]:
    """Every address that stands beside a document: where it is, and under which it was asked for. What cannot be read there says nothing."""
    for beside in sorted(documents.glob("*.toml")) if documents.is_dir() else ():
        try:
            with beside.open("rb") as file:
                stated = tomllib.loads(file.read(_SIDECAR_BYTES).decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            continue
        yield from (str(stated[key]) for key in ("url", "asked") if key in stated)


def same_page(address: str) -> str:
    """A key that two addresses of one page share: without scheme, fragment, and the parameters that only follow the reader about."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:  # no address at all
        return address
    query = "&".join(p for p in parts.query.split("&") if p and not _FOLLOWS_A_READER.match(p))
    host = (parts.netloc or "").casefold().removesuffix(":80").removesuffix(":443")
    return f"{host}{parts.path.rstrip('/')}?{query}"


def _said(page: Fetched, whole: Path, item: Item | None, publisher: str | None) -> dict[str, str]:
    said = {"url": page.url, "asked": page.address if same_page(page.address) != same_page(page.url) else "", "fetched": ""}
    said["fetched"] = page.at.isoformat(timespec="seconds")
    said["charset"] = (page.charset or "") if page.extension in _OF_LETTERS else ""
    if item is not None:
        document = receive(whole, Given(charset=said["charset"] or None))
        said["title"] = "" if document.title else item.title or ""
        said["publisher"] = "" if document.publisher else publisher or ""
        said["date"] = "" if document.date else item.day or ""
    return {key: value for key, value in said.items() if value}


def _place(documents: Path, page: Fetched) -> tuple[Path, bool]:
    """Where the page goes, under its name or, where that is taken, with its hash; and whether it is not there yet."""
    digest = sha256(page.body).hexdigest()
    plain = documents / _name(page)
    for target in (plain, plain.with_name(f"{plain.stem}-{digest[:8]}{plain.suffix}")):
        if not target.exists():
            return target, True
        if sha256(target.read_bytes()).hexdigest() == digest:
            return target, False
    return plain.with_name(f"{digest}{plain.suffix}"), True


def _name(page: Fetched) -> str:
    """`example.org-2016-12-talks.html`: host and last part of the path, with letters, figures, dots and dashes only."""
    parts = urlsplit(page.url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    last = re.sub(r"\.(?:html?|xhtml|pdf|txt|md|php|aspx?|jsp)\Z", "", last, flags=re.IGNORECASE)
    told = re.sub(
        r"[^\w.-]+", "-", f"{(parts.hostname or '').removeprefix('www.')}-{last}{'-' + parts.query if parts.query else ''}"
    )
    return told.strip("-.").encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip("-.") + page.extension


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.toml")
