"""Mailboxes: messages one after another, each opened by a line "From …"."""

import re
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from itertools import islice, pairwise

from hikiwake.reading.documents.mail import header
from hikiwake.reading.documents.model import Limits, Part, Remark
from hikiwake.terms.errors import DocumentError

_OPENING = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]{1,200}\d{4}[^\n]{0,60}\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEAD_BYTES = 32_000  # of a message, in which its subject stands


def unpack(data: bytes, limits: Limits) -> Iterator[Part | Remark]:
    """Each message as an e-mail of its own, in order.

    Raises:
        DocumentError: it is no mailbox, or holds too many messages.
    """
    openings = [(m.start(), m.end()) for m in islice(_OPENING.finditer(data), limits.members + 1)]
    if not openings:
        raise DocumentError.of("", "is not a mailbox, whatever its name says", "Export it again in the mbox form.")
    if len(openings) > limits.members:
        what = f"holds more than {limits.members:,} messages"
        raise DocumentError.of("", what, "Put those that matter into a folder of their own and export that.")
    for number, ((_, start), (end, _)) in enumerate(pairwise([*openings, (len(data), 0)]), 1):
        message = _ESCAPED.sub(rb"\1", data[start:end].rstrip(b"\r\n") + b"\n")
        subject = header(BytesHeaderParser().parsebytes(message[:_HEAD_BYTES]), "Subject")
        yield Part(f"{number:04} {subject[:60]}.eml", message)
