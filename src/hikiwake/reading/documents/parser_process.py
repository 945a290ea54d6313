"""The process that parses strangers' files: reads one after another from standard input, answers each with one message.

Run as `python -m hikiwake.reading.documents.parser_process LIMITS` by `parsing.py`, never by hand. A message is its length in four bytes,
then JSON; a file's bytes follow its message in the same way. A container is answered by a message for each part, the last of them `done`.
"""

import json
import os
import struct
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO

from hikiwake.reading.documents.formats import TEXTS, parser, unpacker
from hikiwake.reading.documents.model import Limits, Part, Remark
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

    def tell(answer: dict[str, Any], data: bytes | None = None) -> None:
        message = json.dumps(answer).encode()
        answers.write(_LENGTH.pack(len(message)) + message)
        if data is not None:
            answers.write(_LENGTH.pack(len(data)))
            answers.write(data)
        answers.flush()

    while (asked := _message(sys.stdin.buffer)) is not None:
        data = _message(sys.stdin.buffer)
        if data is None:
            return
        _limit_time(limits)
        request = json.loads(asked)
        if request["is_container"]:
            work = partial(_unpacked, request["kind"], data, limits, tell)
        else:
            work = partial(_parsed, request["kind"], data, limits, tell, sent_as=request["sent_as"])
        if refusal := _refusal(work):
            tell(refusal)
            if refusal.get("ends"):
                return


Tell = Callable[..., None]


def _refusal(work: Callable[[], None]) -> dict[str, Any] | None:
    """Why the work could not be done: `what` and `mend`, and `ends` where this process should not parse another file; None where it was."""
    try:
        work()
    except DocumentError as error:
        problem = error.problems[0]
        return {"what": problem.what, "mend": problem.mend}
    except MemoryError:
        return {"what": "asks for too much memory to parse", "mend": _SAVE_AS_TEXT, "ends": True}
    except RecursionError:
        return {"what": "nests too deep to parse", "mend": _SAVE_AS_TEXT, "ends": True}
    except Exception as error:  # whatever a parser makes of a hostile file, the file is named and the others are read
        return {"what": f"could not be parsed ({type(error).__name__}: {_short(error)})", "mend": _SAVE_AS_TEXT, "ends": True}
    return None


def _parsed(kind: str, data: bytes, limits: Limits, tell: Tell, *, sent_as: str | None) -> None:
    parsed = parser(kind)(data, limits, sent_as=sent_as) if kind in TEXTS else parser(kind)(data, limits)
    if len(parsed.text) > limits.text_characters:
        what = f"unpacks to more than {limits.text_characters / 1e6:g} million characters"
        tell({"what": what, "mend": _SAVE_AS_TEXT, "ends": True})
        return
    tell({**asdict(parsed), "blocks": [[b.start, b.end] for b in parsed.blocks]})


def _unpacked(kind: str, data: bytes, limits: Limits, tell: Tell) -> None:
    for found in unpacker(kind)(data, limits):
        if isinstance(found, Remark):
            tell({"words": found.words})
        else:
            tell(_described(found), found.data)
    tell({"done": True})


def _described(part: Part) -> dict[str, Any]:
    date = part.stated.date.value if part.stated.date else None
    return {
        "name": part.name,
        "stated": {**asdict(part.stated), "date": date},
        "beside": part.beside,
        "sought": part.sought,
        "refusal": part.refusal,
        "has_data": True,
    }


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
