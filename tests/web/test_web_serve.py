"""`hikiwake serve`: the address it prints, the port it takes, the end at Ctrl-C, and what cannot be served said in a line."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hikiwake.web.serving import bind

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()", "serve"]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[str]] = []

    def started(*words: object) -> "subprocess.Popen[str]":
        environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path / "data")}
        one = subprocess.Popen(
            [*COMMAND, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        running.append(one)
        return one

    yield started
    for one in running:
        if one.poll() is None:
            one.kill()
        one.communicate()


def test_it_prints_its_address_answers_there_and_ends_at_once(start: Start, case_folder: Path) -> None:
    begun = time.perf_counter()
    served = start(case_folder, "--no-open", "--json", "--port", "0")
    told = json.loads(served.stdout.readline())
    assert told["url"] == f"http://127.0.0.1:{told['port']}/" and "127.0.0.1" in told["addresses"]
    with urllib.request.urlopen(f"{told['url']}brief") as page:
        assert page.status == 200 and b"Norway and Sweden" in page.read()
    ready = time.perf_counter() - begun
    idle = socket.create_connection(("127.0.0.1", told["port"]))  # somebody is still connected
    begun = time.perf_counter()
    served.send_signal(signal.SIGINT)
    assert served.wait(30) == 130
    print(f"first page after {ready:.2f} s, ended after {time.perf_counter() - begun:.2f} s")
    idle.close()
    assert served.stderr.read() == ""


def test_a_taken_port_gives_way_to_the_next_free_one(start: Start, case_folder: Path) -> None:
    taken = bind(0)
    served = start(case_folder, "--no-open", "--port", taken.port)
    line = served.stdout.readline()
    port = int(line.split("127.0.0.1:")[1].split("/")[0])
    assert port > taken.port and "Ctrl-C" in line
    assert f"port {taken.port} is taken; this is {port}" in served.stderr.readline()
    for one in taken.sockets:
        one.close()


def test_other_machines_need_the_token_that_is_printed_once(start: Start, case_folder: Path) -> None:
    served = start(case_folder, "--no-open", "--json", "--port", "0", "--allow-remote")
    told = json.loads(served.stdout.readline())
    token = told["url"].split("token=")[1]
    assert len(token) >= 32 and "0.0.0.0" in told["addresses"]
    false = token[:-1] + ("y" if token[-1] == "x" else "x")
    for path, status in (("brief", 401), (f"brief?token={false}", 403), (f"brief?token={token}", 303)):
        with socket.create_connection(("127.0.0.1", told["port"])) as one:
            one.sendall(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            assert one.recv(12) == f"HTTP/1.1 {status}".encode()
    served.send_signal(signal.SIGINT)
    out, err = served.communicate(timeout=30)
    print(f"token in what is printed afterwards {(out + err).count(token)}")
    assert token not in out + err


def damaged(folder: Path) -> None:
    (folder / "record.sqlite").write_bytes(b"no record at all" * 300)


def newer(folder: Path) -> None:
    import sqlite3

    with sqlite3.connect(folder / "record.sqlite") as connection:
        connection.execute("PRAGMA user_version = 9999")


def mistaken(folder: Path) -> None:
    (folder / "case.toml").write_text('title = "x"\ndyad = 3\n')


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("harm", [damaged, newer, mistaken, gone])
def test_what_cannot_be_served_is_told_without_a_traceback(start: Start, case_folder: Path, harm: Callable[[Path], None]) -> None:
    harm(case_folder)
    served = start(case_folder, "--no-open", "--port", "0")
    out, err = served.communicate(timeout=20)
    assert served.returncode == 1 and out == ""
    assert err.strip() and "Traceback" not in err and all(": " in line for line in err.strip().splitlines())


def test_starting_loads_no_parser_of_language(case_folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from hikiwake.web.app import build_app; from hikiwake.web.desk import Desk\n"
        "desk = Desk(Path(sys.argv[1])); build_app(desk); desk.look()\n"
        "print([m for m in ('spacy', 'pandas', 'pyarrow', 'trafilatura', 'pypdf', 'docx', 'xlsxwriter', 'typst') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(case_folder)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
