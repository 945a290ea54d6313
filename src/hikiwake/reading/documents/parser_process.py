"""The process that parses strangers' files: reads one after another from standard input, answers each with one message.

Run as `python -m hikiwake.reading.documents.parser_process LIMITS` by `parsing.py`, never by hand. A message is its length in four bytes,
then JSON; a file's bytes follow its message in the same way.
"""

import json
import os
import struct
import sys
from typing import BinaryIO

from hikiwake.reading.documents.kinds import parser
from hikiwake.reading.documents.model import Limits
from hikiwake.terms.errors import DocumentError

_LENGTH = struct.Struct(">I")
_SAVE_AS_TEXT = "Open it in its own program and save its text as .txt."
_NESTING = 3_000  # Python calls; deeper pages are refused by an error, not by a crash


def main() -> None:
    limits = Limits(**json.loads(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    # A library that prints must not garble the answers.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.setrecursionlimit(_NESTING)
    _limit_memory(limits)
    while (kind := _message(sys.stdin.buffer)) is not None:
        data = _message(sys.stdin.buffer)
        if data is None:
            return
        _limit_time(limits)
        answer = _answer(kind.decode(), data, limits)
        message = json.dumps(answer).encode()
        answers.write(_LENGTH.pack(len(message)) + message)
        answers.flush()
        if answer.get("ends"):
            return


def _answer(kind: str, data: bytes, limits: Limits) -> dict[str, object]:
    """The parsed document, or the refusal: `what` and `mend`, and `ends` where this process should not parse another file."""
    try:
        parsed = parser(kind)(data, limits)
    except DocumentError as error:
        problem = error.problems[0]
        return {"what": problem.what, "mend": problem.mend}
    except MemoryError:
        return {"what": "asks for too much memory to parse", "mend": _SAVE_AS_TEXT, "ends": True}
    except RecursionError:
        return {"what": "nests too deep to parse", "mend": _SAVE_AS_TEXT, "ends": True}
    except Exception as error:  # whatever a parser makes of a hostile file, the file is named and the others are read
        return {"what": f"could not be parsed ({type(error).__name__}: {_short(error)})", "mend": _SAVE_AS_TEXT, "ends": True}
    if len(parsed.text) > limits.text_characters:
        what = f"unpacks to more than {limits.text_characters / 1e6:g} million characters"
        return {"what": what, "mend": _SAVE_AS_TEXT, "ends": True}
    fields = {name: getattr(parsed, name) for name in ("text", "title", "publisher", "author", "url", "date", "notes")}
    return {**fields, "blocks": [[b.start, b.end] for b in parsed.blocks]}


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _message(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    data = stream.read(length)
    return data if len(data) == length else None


def _limit_memory(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows knows no such limits; the time limit of the asking side holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(limits: Limits) -> None:
    """Processor time for the next file, on top of what this process has used."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + int(limits.cpu_seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main()
