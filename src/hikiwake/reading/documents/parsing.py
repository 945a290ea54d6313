"""Parsing files of strangers in a process of its own, with limits of time, memory and output.

One process serves many files, because starting it and loading trafilatura takes longer than parsing; when it dies or is stopped the next
file gets a new one. Plain text is parsed here: nothing in it can run long.
"""

import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from types import TracebackType
from typing import IO, Any

from hikiwake.reading.documents import plain
from hikiwake.reading.documents.model import Given, Limits, Parsed, Part, Remark
from hikiwake.record.model import Span
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import DocumentError

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16
_MEND = "Open it in its own program and save its text as .txt."


class Parsing:
    """Turns bytes of a known kind into what was parsed from them; a context manager, since it may hold a process."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Parsing":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def parse(self, kind: str, data: bytes, where: str, *, sent_as: str | None = None) -> Parsed:
        """What is parsed from `data`; `sent_as` is the encoding that whoever sent it named.

        Raises:
            DocumentError: the file is damaged, locked, or asks for more than the limits allow; `where` names it.
        """
        if kind == "text":
            return plain.parse(data, self._limits, sent_as=sent_as)
        (answer,) = self._answers(kind, data, where, is_container=False, sent_as=sent_as)
        blocks, notes = tuple(Span(*block) for block in answer.pop("blocks")), tuple(answer.pop("notes"))
        return Parsed(**answer, blocks=blocks, notes=notes)

    def unpack(self, kind: str, data: bytes, where: str) -> Iterator[Part | Remark]:
        """What a container holds, one after another: no more than one part is in memory. Take all, or close what you stopped to take.

        Raises:
            DocumentError: as of `parse`; parts that came before it were sound.
        """
        for answer in self._answers(kind, data, where, is_container=True):
            if "words" in answer:
                yield Remark(answer["words"])
            else:
                yield _part(answer)

    def _answers(
        self, kind: str, data: bytes, where: str, *, is_container: bool, sent_as: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """What the process answers to one file: a message, or of a container as many as come until one says that it is done."""
        limits, is_whole = self._limits, False
        deadline = time.monotonic() + limits.seconds
        # JSON writes a character beyond ASCII in at most twelve bytes.
        most = 12 * limits.text_characters + 10_000_000
        try:
            to_it, from_it = self._pipes()
            asked = json.dumps({"kind": kind, "is_container": is_container, "sent_as": sent_as}).encode()
            _send(to_it, b"".join(_LENGTH.pack(len(part)) + part for part in (asked, data)), deadline)
            while not is_whole:
                answer = json.loads(_receive(from_it, deadline, most))
                if answer.pop("has_data", False):
                    answer["data"] = _receive(from_it, deadline, limits.file_bytes)
                is_whole = not is_container or answer.pop("done", False) or "what" in answer
                if answer.pop("ends", False):
                    self._stop()
                if "what" in answer:
                    raise DocumentError.of(where, answer["what"], answer["mend"])
                if answer:
                    yield answer
        except TimeoutError as error:
            self._stop()
            raise DocumentError.of(where, f"took longer than {limits.seconds:g} s to parse and was stopped", _MEND) from error
        except (EOFError, OSError) as error:
            timed_out = self._stop() == -signal.SIGXCPU
            what = f"took longer than {limits.cpu_seconds} s of computing" if timed_out else "broke its parser"
            raise DocumentError.of(where, f"{what} and was stopped", _MEND) from error
        finally:
            if not is_whole:
                self._stop()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Into the process and out of it; a new process where there is none that lives."""
        if self._process is None or self._process.poll() is not None:
            self._stop()
            # -P: a json.py that lies in the folder one happens to work in is not run.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "hikiwake.reading.documents.parser_process", json.dumps(asdict(self._limits))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        to_it, from_it = self._process.stdin, self._process.stdout
        if to_it is None or from_it is None:
            raise EOFError
        os.set_blocking(to_it.fileno(), False)
        os.set_blocking(from_it.fileno(), False)
        return to_it, from_it

    def _stop(self) -> int | None:
        """End the process, if there is one; its exit code, negative where a signal ended it."""
        process, self._process = self._process, None
        if process is None:
            return None
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            # One that died by itself needs a moment to be seen dead; one that waits for a file ends by its closed pipe.
            return process.wait(0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def _send(pipe: IO[bytes], data: bytes, deadline: float) -> None:
    rest = memoryview(data)
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_WRITE)
        while rest:
            _wait(selector, deadline)
            rest = rest[os.write(pipe.fileno(), rest[:_CHUNK]) :]


def _receive(pipe: IO[bytes], deadline: float, most: int) -> bytes:
    """One message; EOFError where the process ends before it is whole, or the message is longer than `most`."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        size = _LENGTH.unpack(_exactly(pipe, selector, deadline, _LENGTH.size))[0]
        if size > most:
            raise EOFError
        return _exactly(pipe, selector, deadline, size)


def _exactly(pipe: IO[bytes], selector: selectors.BaseSelector, deadline: float, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        _wait(selector, deadline)
        chunk = os.read(pipe.fileno(), min(_CHUNK, size - len(data)))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)


def _part(answer: dict[str, Any]) -> Part:
    said = answer["stated"]
    date = from_timex(said.pop("date")) if said.get("date") else said.pop("date", None)
    refusal = answer["refusal"]
    return Part(
        answer["name"],
        answer.get("data", b""),
        Given(**said, date=date),
        answer["beside"],
        tuple(answer["sought"]),
        (refusal[0], refusal[1]) if refusal else None,
    )


def _wait(selector: selectors.BaseSelector, deadline: float) -> None:
    left = deadline - time.monotonic()
    if left <= 0 or not selector.select(left):
        raise TimeoutError
