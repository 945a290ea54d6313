"""The tutorial, followed: its commands run, its lines written into the case file, its second article dropped on the workbench.

    python scripts/tutorial.py [FOLDER]

prints what each step says, to be pasted into docs/tutorial.md. The tests follow it too, and so do the pictures.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1] / "docs"
TUTORIAL = DOCS / "tutorial.md"
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_WIDTH = "200"  # columns of the terminal


@dataclass(frozen=True, slots=True)
class Step:
    """What the reader is to do: commands, or lines for the case file; and what the page shows of the answer."""

    commands: tuple[str, ...] = ()
    lines: str = ""
    shown: str = ""


def steps(page: str) -> list[Step]:
    """The steps of a page: blocks without a language hold commands, `toml` lines of the case file, `text` what the commands before it say."""
    found: list[Step] = []
    for language, body in _FENCED.findall(page):
        if language == "":
            found.append(Step(commands=tuple(body.splitlines())))
        elif language == "toml":
            found.append(Step(lines=body))
        elif language == "text" and found:
            found[-1] = Step(found[-1].commands, found[-1].lines, body)
    return found


def rejected(page: str) -> str:
    """The entry that the reader rejects on the page of the document: the only one that is told in prose."""
    return str(re.findall(r"`(s[0-9a-f]{10})`", page)[0])


def follow(page: str, folder: Path) -> Iterator[tuple[Step, str]]:
    """Each step in turn, with what it said; `folder` is where the reader stands.

    Raises:
        RuntimeError: a command failed.
    """
    (folder / "docs").mkdir(parents=True)
    for article in DOCS.glob("example-article*"):
        shutil.copy(article, folder / "docs")
    for step in steps(page):
        if step.lines:
            _write(folder / "barents", tomllib.loads(step.lines))
            yield step, ""
            continue
        said = []
        for command in step.commands:
            words = shlex.split(command)[1:]
            if words[0] == "serve":
                _drop(folder, words[1], folder / "docs" / "example-article-2.txt", rejected(page))
            else:
                said.append(_run(words, folder))
        yield step, "".join(said)


def _run(words: list[str], folder: Path) -> str:
    from typer.testing import CliRunner

    from hikiwake.cli import app

    with chdir(folder):
        done = CliRunner(env={"COLUMNS": _WIDTH}).invoke(app, words)
    if done.exit_code:
        raise RuntimeError(f"hikiwake {shlex.join(words)}: {done.output or done.exception}")
    return done.output


def _write(case: Path, lines: dict[str, Any]) -> None:
    """What an editor would do with the lines: stanzas that are there (by id) get them, others are added."""
    from hikiwake.case.editing import Append, Edit, Set, edit_case

    there = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    edits: list[Edit] = []
    for key, value in lines.items():
        if not (isinstance(value, list) and value and isinstance(value[0], dict)):
            edits.append(Set(key, value))
            continue
        known = {stanza["id"] for stanza in there.get(key, ())}
        for stanza in value:
            if stanza["id"] in known:
                edits += [Set(f"{key}.{stanza['id']}.{name}", told) for name, told in stanza.items() if name != "id"]
            else:
                edits.append(Append(key, stanza))
    edit_case(case, edits)


@contextmanager
def served(case: Path) -> Iterator[str]:
    """The address of the workbench of a case (without a slash), as `hikiwake serve` opens it, while the block runs."""
    command = [
        sys.executable,
        "-c",
        "from hikiwake.cli import main; main()",
        "serve",
        str(case),
        "--no-open",
        "--port",
        "0",
        "--json",
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield str(json.loads(process.stdout.readline())["url"]).rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)
        process.stdout.close()


def _drop(folder: Path, case: str, article: Path, entry: str) -> None:
    """The article is dropped on the page of sources, and an entry rejected, as the pages' own forms do both."""
    import httpx

    with (
        served(folder / case) as url,
        httpx.Client(base_url=url, headers={"Origin": url, "Accept": "application/json"}) as browser,
    ):
        browser.post("/sources/upload", files={"files": (article.name, article.read_bytes())}).raise_for_status()
        until = time.monotonic() + 60
        while any(item["state"] != "done" for item in browser.get("/sources.json").json()["inbox"]):
            if time.monotonic() > until:
                raise RuntimeError(f"{article.name} is not read")
            time.sleep(0.1)
        browser.post(f"/entries/{entry}/reject").raise_for_status()


def main(folder: Path) -> None:
    began = time.monotonic()
    for step, said in follow(TUTORIAL.read_text(encoding="utf-8"), folder):
        print("\n".join(f"$ {command}" for command in step.commands) or f"(case.toml)\n{step.lines}")
        print(said)
    print(f"{time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_DATA_HOME"] = scratch
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(scratch) / "tutorial")
