"""E-mails: the words of the sender; what he answers is kept and not read, what he forwards is read as the other's."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import Header, decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from hikiwake.reading.documents import html
from hikiwake.reading.documents.encoding import decode
from hikiwake.reading.documents.model import Limits, Parsed
from hikiwake.reading.documents.paragraphs import paragraphs
from hikiwake.reading.documents.publication import iso_date
from hikiwake.record.model import Span
from hikiwake.terms.errors import DocumentError

_ANSWER = re.compile(r"(?:\s*(?:re|aw|sv|antw|fwd?|wg|tr)\s*(?:\[\d+\])?:)+\s*", re.IGNORECASE)
_FORWARDED = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
_MARK = re.compile(
    r"^[ \t]*(?:-{2,}\s*(?:forwarded message|original message)[ -]*|begin forwarded message:?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINE = re.compile(r"[ \t>*]*(from|date|sent|subject|to|cc|reply-to)[ \t]*:[ *]*(.*)", re.IGNORECASE)
_QUOTED = re.compile(r"(?:[ \t]*>[^\n]*(?:\n|\Z))+")
_WROTE = re.compile(
    r"[^\n]{0,200}\b(?:wrote|writes|schrieb|a écrit|написал(?:а)?)\b[^\n]{0,40}:\s*\Z|.{0,100}\d{4}.{0,120}:\s*\Z", re.DOTALL
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_FOLD = re.compile(r"\r?\n(?=[ \t])")  # within a header, whose next line goes on with its blank (RFC 5322, 2.2.3)
_LIST_NAME = re.compile(r'\s*"?([^"<]{2,100}?)"?\s*<')


def parse(data: bytes, limits: Limits) -> Parsed:
    """The body: its plain form, or the html form where the plain one says much less.

    Raises:
        DocumentError: it has no words of its own.
    """
    message = opened(data, limits)
    body = _body(message, limits)
    if body is None:
        raise DocumentError.of("", "is an e-mail without words of its own", "What is attached to it was read by itself.")
    subject = header(message, "Subject")
    forwarded = _forwarded(body.text) if _FORWARDED.match(subject) else None
    sender, address = parseaddr(header(message, "From"))
    is_from_list = message.get("List-Id") is not None or message.get("List-Unsubscribe") is not None
    blocks, notes = _own_words(body, forwarded)
    author = (sender or address) if not is_from_list else ""
    date = sent_on(message)
    if forwarded:
        author, date = parseaddr(forwarded.sender)[0] or forwarded.sender or author, iso_date(forwarded.date) or date
        notes = (*notes, "Forwarded: author and date are those of the message within.")
    return Parsed(
        body.text,
        blocks,
        title=_ANSWER.sub("", subject, count=1).strip() or None,
        publisher=(_list_name(message) or sender or None) if is_from_list else header(message, "Organization") or None,
        author=author or None,
        date=date,
        notes=(*body.notes, *notes),
        share=body.share,
        repeats=body.repeats,
    )


def opened(data: bytes, limits: Limits) -> Message:
    """The message with its parts.

    Raises:
        DocumentError: it has too many parts.
    """
    if data.count(b"\n--") > 2 * limits.members:  # each part begins with a line of dashes; rules in texts do too
        raise DocumentError.of("", f"holds more than {limits.members:,} parts", "Save those that matter by themselves.")
    return message_from_bytes(data, policy=policy.compat32)


def header(message: Message, name: str) -> str:
    """A header decoded and on one line; empty where there is none."""
    value = message.get(name, "")
    if not isinstance(value, Header):
        return in_letters(value)
    # Letters beyond ASCII as they are, which RFC 6532 allows in UTF-8 and old programs wrote in their own encoding.
    return in_letters("".join(p if isinstance(p, str) else decode(p).text for p, _ in decode_header(value)))


def in_letters(value: str) -> str:
    """What a header's value says, decoded and on one line; as it stands where it is encoded wrongly."""
    try:
        parts = decode_header(_FOLD.sub("", value))
        words = "".join(p if isinstance(p, str) else decode(p, sent_as=charset).text for p, charset in parts)
    except (ValueError, LookupError):
        words = value
    return " ".join(words.split())


def sent_on(message: Message) -> str | None:
    """The day on which it was sent, by the sender's clock."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def is_attached(part: Message) -> bool:
    """Whether a part of a message is no part of its body."""
    return (
        part.get_content_disposition() == "attachment"
        or part.get_filename() is not None
        or part.get_content_maintype() == "message"
    )


def parts(message: Message) -> "list[Message]":
    """The leaves of a message in order; a message within it is one leaf."""
    found: list[Message] = []
    stack = [message]
    while stack:
        part = stack.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            stack.extend(p for p in reversed(inner) if isinstance(p, Message))
        else:
            found.append(part)
    return found


def payload(part: Message) -> bytes:
    """The bytes of a leaf."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _body(message: Message, limits: Limits) -> Parsed | None:
    texts = [p for p in parts(message) if p.get_content_maintype() == "text" and not is_attached(p)]
    plain = next((p for p in texts if p.get_content_subtype() == "plain" and payload(p).strip()), None)
    page = next((p for p in texts if p.get_content_subtype() == "html" and payload(p).strip()), None)
    written = None
    if plain is not None:
        decoded = decode(payload(plain), sent_as=plain.get_content_charset())
        written = Parsed(decoded.text, paragraphs(decoded.text), notes=decoded.notes)
    if page is None:
        return written
    shown = html.everything(payload(page), limits, sent_as=page.get_content_charset())
    # Newsletters put "see this in your browser" into their plain form.
    return written if written is not None and len(written.text) >= 0.5 * len(shown.text) else shown


@dataclass(frozen=True)
class _Forwarded:
    """The head of the message that another one passes on, and where its own words begin."""

    start: int
    end: int
    sender: str
    date: str


def _forwarded(text: str) -> _Forwarded | None:
    mark = _MARK.search(text)
    if mark is None:
        return None
    said: dict[str, str] = {}
    end = mark.end()
    for line in text[mark.end() :].split("\n")[:16]:
        m = _LINE.match(line)
        if m is None and line.strip() and said:
            break
        if m:
            said.setdefault(m[1].lower(), m[2].strip())
        end += len(line) + 1
    return _Forwarded(mark.start(), min(end, len(text)), said.get("from", ""), said.get("date") or said.get("sent", ""))


def _own_words(body: Parsed, forwarded: _Forwarded | None) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """The blocks without what is quoted, without the signature, and without the head of a message that is passed on."""
    text, dropped, quotes = body.text, set[int](), 0
    signature = next((m.start() for m in _SIGNATURE.finditer(text)), len(text)) if forwarded is None else len(text)
    answered = _MARK.search(text) if forwarded is None else None
    end = min(signature, answered.start() if answered else len(text))
    for i, block in enumerate(body.blocks):
        if block.start >= end or (forwarded and block.start < forwarded.end and block.end > forwarded.start):
            dropped.add(i)
        elif _QUOTED.fullmatch(block.cut(text)):
            dropped.add(i)
            quotes += 1
            if i and _WROTE.fullmatch(body.blocks[i - 1].cut(text)):
                dropped.add(i - 1)
    notes = ("It quotes an earlier message, which is kept and not read.",) if quotes or answered else ()
    return tuple(b for i, b in enumerate(body.blocks) if i not in dropped), notes


def _list_name(message: Message) -> str | None:
    m = _LIST_NAME.match(header(message, "List-Id"))
    return m[1] if m else None
