"""How the command's words leave it: UTF-8 into files and pipes, whatever the locale says; to a terminal what that can show."""

import codecs
import os
import sys
from io import FileIO, TextIOWrapper
from typing import TextIO


def stand_in() -> None:
    """Give the command the streams that whoever started it has closed (`>&-`): words for nobody, and no file of ours in their place."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)
    sys.stdout = sys.stdout or TextIOWrapper(FileIO(os.devnull, "w"))
    sys.stderr = sys.stderr or TextIOWrapper(FileIO(os.devnull, "w"))


def speak_utf8(stream: TextIO) -> None:
    """Make standard output or standard error such a stream; one that a test or a notebook put there stays as it is.

    A file's name need not be text: its odd bytes are shown as escapes (which JSON reads), never a reason to fail.
    """
    if not isinstance(stream, TextIOWrapper):
        return
    if stream.isatty():
        shows_all = codecs.lookup(stream.encoding).name == "utf-8"
        stream.reconfigure(errors="backslashreplace" if shows_all else "replace")
    elif "PYTHONIOENCODING" in os.environ:  # said on purpose
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
