"""What is attached to an e-mail."""

from collections.abc import Iterator
from email.message import Message
from mimetypes import guess_extension
from pathlib import PurePath

from hikiwake.reading.documents.kinds import CONTAINERS, EXTENSIONS, UNREAD
from hikiwake.reading.documents.mail import header, in_letters, is_attached, opened, parts, payload
from hikiwake.reading.documents.model import Limits, Part, Remark

_NAMED = 4  # passed over, that are told by name


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each attachment that is of a kind that documents have, and each message that is attached; pictures are passed over in silence."""
    others: list[str] = []
    for number, part in enumerate((p for p in parts(opened(data, limits)) if is_attached(p)), 1):
        name = _name(part, number)
        suffix = PurePath(name).suffix.casefold()
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                yield Part(f"{PurePath(name).stem[:60]}.eml", inner[0].as_bytes())
        elif suffix and (suffix in EXTENSIONS or suffix in CONTAINERS or suffix in UNREAD):
            yield Part(name, payload(part))
        elif part.get_content_maintype() != "image":
            others.append(name)
    if others:
        named = ", ".join(others[:_NAMED]) + (", …" if len(others) > _NAMED else "")
        count = (
            "1 attachment is no document and was" if len(others) == 1 else f"{len(others)} attachments are no documents and were"
        )
        yield Remark(f"{count} passed over ({named})")


def _name(part: Message, number: int) -> str:
    try:
        said = in_letters(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        said = ""
    if not said and part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        said = header(inner[0], "Subject") if isinstance(inner, list) and inner and isinstance(inner[0], Message) else ""
    said = said or f"attachment {number}"
    is_known = PurePath(said).suffix.casefold() in (*EXTENSIONS.keys() - {""}, *CONTAINERS, *UNREAD)
    return said if is_known else said + (guess_extension(part.get_content_type()) or "") if not PurePath(said).suffix else said
