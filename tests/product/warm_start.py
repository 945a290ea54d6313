"""The command in a process of its own that does not begin from nothing.

Most of the time a command takes here goes into Python's start and into loading what reads English. One process does that once and forks for
each command, which then has its own folder, environment, streams and exit code, as if a shell had started it. What depends on the start
itself (the locale, an interrupt, a second process, another order of sets) is tested with real ones.
"""

import atexit
import gc
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NoReturn

_NUMBER = struct.Struct("!i")
_ODD_BYTES_TOO = ("utf-8", "surrogateescape")
_SERVING = "import sys; sys.path.insert(0, sys.argv[1]); from warm_start import serve; serve(int(sys.argv[2]))"


class WarmStart:
    """Runs commands one after another; a context manager, since it holds the process that has everything loaded."""

    def __init__(self) -> None:
        self._link: socket.socket | None = None

    def __enter__(self) -> "WarmStart":
        return self

    def __exit__(self, *_: object) -> None:
        if self._link is not None:
            self._link.close()  # the process ends by that
            self._process.wait()

    def run(
        self, words: list[str], here: Path, environment: Mapping[str, str], said: str, timeout: float
    ) -> tuple[int, str, str]:
        """The exit code of a command, negative where a signal ended it, and what it wrote.

        Raises:
            subprocess.TimeoutExpired: it took longer than `timeout` seconds and was killed.
        """
        link = self._linked()
        with TemporaryFile() as to_it, TemporaryFile() as out, TemporaryFile() as err:
            to_it.write(said.encode(*_ODD_BYTES_TOO))
            to_it.seek(0)
            _ask(link, {"words": words, "here": str(here), "environment": dict(environment)}, [to_it, out, err])
            number = _number(link)
            link.settimeout(timeout)
            try:
                code = _number(link)
            except TimeoutError:
                os.kill(number, 9)
                link.settimeout(None)
                _number(link)
                raise subprocess.TimeoutExpired(words, timeout) from None
            link.settimeout(None)
            return code, _written(out), _written(err)

    def _linked(self) -> socket.socket:
        if self._link is None:
            self._link, its_end = socket.socketpair()
            with its_end:
                command = [sys.executable, "-c", _SERVING, str(Path(__file__).parent), str(its_end.fileno())]
                environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
                self._process = subprocess.Popen(
                    command, pass_fds=[its_end.fileno()], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
                )
        return self._link


def serve(descriptor: int) -> None:
    """Load, then fork for each command that is asked for, until nobody is left to ask; in a fork, run the command."""
    from hikiwake.cli import main

    _load()
    gc.freeze()  # what is loaded stays shared
    with socket.socket(fileno=descriptor) as link:
        while asked := _asked(link):
            number = os.fork()
            if not number:
                link.close()
                _become(*asked)
                _end(_ran(main))
            for stream in asked[1]:
                os.close(stream)
            link.sendall(_NUMBER.pack(number))
            link.sendall(_NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])))


def _load() -> None:
    import hikiwake.brief.composition.compose  # noqa: F401
    from hikiwake.reading import batch

    batch.read_lines([b'{"id": 1, "text": "Norway and Sweden held talks in Oslo on 3 May 2016, officials said."}'])


def _become(request: dict[str, object], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["here"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv[1:] = request["words"]


def _ran(main: Callable[[], None]) -> int:
    """The exit code that Python would end with, its last words said."""
    try:
        main()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def _end(code: int) -> NoReturn:
    """All that Python does at its end, but for taking apart what is shared, which would copy it first."""
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _ask(link: socket.socket, request: object, streams: list[IO[bytes]]) -> None:
    body = json.dumps(request).encode()
    socket.send_fds(link, [_NUMBER.pack(len(body))], [stream.fileno() for stream in streams])
    link.sendall(body)


def _asked(link: socket.socket) -> "tuple[dict[str, object], list[int]] | None":
    head, streams, *_ = socket.recv_fds(link, _NUMBER.size, 3)
    if not head:
        return None
    return json.loads(_received(link, *_NUMBER.unpack(head))), list(streams)


def _number(link: socket.socket) -> int:
    return int(_NUMBER.unpack(_received(link, _NUMBER.size))[0])


def _received(link: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = link.recv(size - len(data))
        if not part:
            raise EOFError("the process that starts commands has ended")
        data += part
    return data


def _written(stream: IO[bytes]) -> str:
    stream.seek(0)
    return TextIOWrapper(stream, *_ODD_BYTES_TOO).read()  # type: ignore[type-var]
