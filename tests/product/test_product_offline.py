"""Without a network: a case is made, read and briefed, and nothing outside this machine is so much as asked for."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from test_product_own_article import ARTICLE

from conftest import COMMAND, Ran

# Brought in by every Python process that the command starts: whoever looks for another machine is refused, and written down.
GUARD = """
import os, sys, time
time.sleep = lambda seconds: None  # before it is asked again: no answer can come
ASKING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
def refuse(event, words):
    if event in ASKING and not (hasattr(words[0], "family") and int(words[0].family) == 1):  # 1: within this machine
        with open(os.environ["ASKED_OUTSIDE"], "a") as told:
            told.write(f"{event} {words!r}\\n")
        raise OSError("there is no network")
sys.addaudithook(refuse)
"""


def without_network() -> Sequence[str]:
    """What a command is begun with, so that it has no network at all; nothing where this machine does not let one do that."""
    for words in (["unshare", "-n"], ["unshare", "-rn"]):
        try:
            if subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0:
                return words
        except OSError:
            break
    return []


class Offline:
    """A folder to stand in, with no network; `asked` is what was looked for outside all the same."""

    def __init__(self, here: Path) -> None:
        self._here = here
        self._asked = here / "asked"
        (here / "guard").mkdir()
        (here / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
        self._alone = without_network()

    @property
    def asked(self) -> list[str]:
        return self._asked.read_text(encoding="utf-8").splitlines() if self._asked.exists() else []

    def run(self, command: Sequence[str]) -> Ran:
        own = {
            "XDG_DATA_HOME": str(self._here / "data"),
            "PYTHONPATH": str(self._here / "guard"),
            "ASKED_OUTSIDE": str(self._asked),
        }
        done = subprocess.run(
            [*self._alone, *command],
            cwd=self._here,
            env={**os.environ, **own},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def __call__(self, *words: str) -> Ran:
        return self.run([*COMMAND, *words])


@pytest.fixture
def offline(tmp_path: Path) -> Offline:
    return Offline(tmp_path)


def test_a_case_is_made_read_and_briefed_without_a_network(offline: Offline, tmp_path: Path) -> None:
    (tmp_path / "grazing.txt").write_text(ARTICLE, encoding="utf-8")
    commands = [
        ["new", "border", "--between", "NOR", "SWE"],
        ["read", "border", "grazing.txt"],
        *(["brief", "border", "-o", f"brief.{form}"] for form in ("html", "docx")),
        ["chronicle", "border", "--format", "csv"],
        ["check", "border"],
    ]
    for words in commands:
        ran = offline(*words)
        assert ran.code == 0, (words, ran.err)
    print(f"tried {len(commands)} commands without a network, asked outside {len(offline.asked)}")
    assert offline.asked == []
    assert "Brende" in (tmp_path / "brief.html").read_text(encoding="utf-8")


def test_who_asks_outside_is_refused_and_seen(offline: Offline, tmp_path: Path) -> None:
    """The guard guards: the one command that is to go out, asked to, is written down."""
    assert offline("new", "border", "--between", "NOR", "SWE").code == 0
    ran = offline("read", "border", "--fetch", "http://news.example/talks")
    assert ran.code == 1 and "Traceback" not in ran.err
    assert any("news.example" in line for line in offline.asked)
    bare = offline.run([sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"])
    assert bare.code == 1 and "there is no network" in bare.err
