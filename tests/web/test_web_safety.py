"""What other sites, other machines and hostile requests get from the workbench: nothing. Each test prints its counts."""

import hashlib
import io
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from served import Served, client_of
from starlette.testclient import TestClient

from hikiwake.web import pages, serving
from hikiwake.web.app import Workbench, build_app
from hikiwake.web.desk import Desk
from hikiwake.web.inbox import Inbox
from hikiwake.web.safety import Safety

OWN = ("localhost", "localhost:8484", "127.0.0.1", "127.0.0.1:8484", "[::1]", "[::1]:8484", "LOCALHOST")
FOREIGN = (
    "evil.test", "127.0.0.1.evil.test", "", "localhost.", "localhost.evil.test:8484", "127.0.0.2", "0.0.0.0", "192.168.1.4",
    "[::1", "[::2]", "127.0.0.1:80:80", "evil.test#localhost",
)  # fmt: skip
ELSEWHERE = (
    {"origin": "http://evil.test"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:9999", "sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "none"},
    {},
)


@pytest.fixture(scope="module")
def app(case_as_written: Path) -> Workbench:
    return build_app(Desk(case_as_written))


def bare(app: FastAPI, **headers: str) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:8484", headers=headers, follow_redirects=False)


def unsafe_routes(app: Workbench) -> list[tuple[str, str]]:
    """Every method and address of the router that is not for looking, with something in place of its parts."""
    app.bring(*pages.NAMES)
    return [
        (method, re.sub(r"{[^}]+}", "x", route.path))
        for route in routes(app)
        for method in sorted(route.methods - {"GET", "HEAD", "OPTIONS"})
    ]


def routes(app: FastAPI) -> list[APIRoute]:
    found: list[APIRoute] = []
    waiting = list(app.router.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        waiting += getattr(getattr(route, "original_router", None), "routes", [])
    return found


def digest(folder: Path) -> str:
    """What lies below a folder, names and bytes; SQLite's own index of its log aside."""
    files = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith("-shm"))
    return hashlib.sha256(b"".join(str(p).encode() + p.read_bytes() for p in files)).hexdigest()


def test_only_its_own_names_are_answered(app: FastAPI) -> None:
    client = bare(app)
    answered = [h for h in FOREIGN if client.get("/sources", headers={"host": h}).status_code != 400]
    refused = [h for h in OWN if client.get("/sources", headers={"host": h}).status_code != 200]
    print(f"tried {len(FOREIGN)} hosts, through {len(answered)}")
    assert answered == [] and refused == []


def test_no_change_comes_from_a_page_of_another_site(case_folder: Path) -> None:
    app = build_app(Desk(case_folder))
    unsafe = unsafe_routes(app)
    unsafe += [(method, "/sources") for method in ("POST", "PUT", "PATCH", "DELETE")]
    before = digest(case_folder)
    through = [
        (method, path, headers)
        for method, path in unsafe
        for headers in ELSEWHERE
        if bare(app).request(method, path, headers=headers, data={"text": "x", "name": "x"}).status_code != 403
    ]
    print(f"tried {len(unsafe) * len(ELSEWHERE)}, through {len(through)}")
    assert len(unsafe) >= 8 and through == []
    assert digest(case_folder) == before


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://127.0.0.1:8484"}])
def test_a_change_comes_from_its_own_pages(desk: Desk, headers: dict[str, str]) -> None:
    client = bare(build_app(desk), **headers)
    sent = client.post("/sources/publishers", data={"name": "Northern Post", "reliability": "B"})
    assert sent.status_code == 303
    assert str(desk.look().case.reliability_of("Northern Post")) == "B"


def test_only_forms_are_taken(app: FastAPI) -> None:
    for kind, body in (("text/plain", b"name=x"), ("application/json", b"[" * 100_000), ("", b"name=x")):
        sent = bare(app, origin="http://127.0.0.1:8484").post("/sources/publishers", content=body, headers={"content-type": kind})
        assert sent.status_code == 415, kind


def test_every_answer_carries_the_policy(app: FastAPI) -> None:
    client = bare(app)
    answers = [
        client.get(path, headers=headers)
        for path in ("/brief", "/sources.json", "/static/workbench.js", "/nothing", "/why/nothing", "/openapi.json")
        for headers in ({}, {"host": "evil.test"})
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        assert "unsafe" not in policy and "*" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-opener-policy"] == answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not {name for name in answer.headers if name.startswith("access-control")}
    print(f"tried {len(answers)} answers, without the policy 0")


def test_pages_hold_no_script_and_no_style_of_their_own(app: FastAPI) -> None:
    for path in ("/brief", "/sources", "/history", "/why/forecast.probability", "/nothing"):
        page = bare(app).get(path).text
        assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", page) == []
        assert re.findall(r"""(?:src|href|action)=["']?(?:https?:)?//[^"'\s>]*""", page.replace("http://www.w3.org", "")) == []


def listening(port: int) -> set[str]:
    """Addresses at which anything listens on the port, as the system lists them."""
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            if state == "0A" and int(address.rsplit(":", 1)[1], 16) == port:
                raw = bytes.fromhex(address.rsplit(":", 1)[0])
                raw = b"".join(raw[i : i + 4][::-1] for i in range(0, len(raw), 4))
                found.add(socket.inet_ntop(socket.AF_INET if len(raw) == 4 else socket.AF_INET6, raw))
    return found


def test_it_listens_on_this_machine_alone(serve: Callable[..., Served], case_as_written: Path) -> None:
    served = serve(case_as_written)
    elsewhere = listening(served.bound.port) - {"127.0.0.1", "::1"}
    print(f"listening elsewhere {len(elsewhere)}")
    assert elsewhere == set() and "127.0.0.1" in listening(served.bound.port)


PATHS = [
    *(f"/static/{up}{target}" for target in ("secret.txt", "web/app.py")
      for up in ("../", "..%2f", "%2e%2e/", "....//", "/", "..\\", "%5c..%5c", "..%252f")),
    *(f"/documents/{name}" for name in ("..%2f..%2fsecret.txt", "%2e%2e", "secret.txt", "%00", "a%00.txt", "CON", "..", "~root", "%2fetc%2fpasswd")),
    *(f"/sources/{name}/restore" for name in ("..%2f..%2fsecret.txt", "........", "%2e%2e%2e%2e%2e%2e%2e%2e", "secret.txt")),
]  # fmt: skip
NAMES = ("../secret.txt", "..\\secret.txt", "/tmp/secret.txt", "C:\\secret.txt", "....//secret.txt", "a/../../secret.txt", "secret.txt\x00.txt",
         "CON", "nul.txt", "." * 300, "~/secret.txt", "\u202egpj.exe", "documents/../case.toml", "case.toml")  # fmt: skip


def test_no_path_leaves_the_case(serve: Callable[..., Served], case_folder: Path) -> None:
    secret = case_folder.parent / "secret.txt"
    secret.write_text("the secret words")
    served = serve(case_folder)
    before = digest(case_folder)
    told = []
    for path in PATHS:
        method, head = ("POST", "Origin: http://localhost\r\n") if path.endswith("/restore") else ("GET", "")
        request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{head}\r\n"
        answer = answer_of(("127.0.0.1", served.bound.port), request.encode())
        if not answer.startswith(b"HTTP/1.1 4") or b"secret words" in answer or b"build_app" in answer:
            told.append(path)
    assert told == [] and digest(case_folder) == before
    inbox = Inbox(served.desk)
    for name in NAMES:
        inbox.drop(name, io.BytesIO(b"\0\0"), {})
    kept = {p.relative_to(case_folder / ".inbox").as_posix() for p in (case_folder / ".inbox").rglob("*") if p.is_file()}
    assert all(re.fullmatch(r"\d+/[^/\\\0:]+", name) for name in kept)
    outside = {p.relative_to(case_folder.parent) for p in case_folder.parent.rglob("*") if not p.is_relative_to(case_folder)}
    inbox.close()
    print(f"tried {len(PATHS) + len(NAMES)} paths, files outside touched {len(outside) - 1}")
    assert outside == {Path("secret.txt")} and secret.read_text() == "the secret words"
    assert "Norway and Sweden" in (case_folder / "case.toml").read_text()


def test_a_body_too_large_is_refused_while_it_comes(desk: Desk) -> None:
    client = client_of(desk, Safety(form_bytes=10_000, upload_bytes=100_000))
    told = client.post("/sources/publishers", data={"name": "x" * 20_000})
    assert told.status_code == 413 and "too large" in told.text.lower()
    assert client.post("/sources/upload", files={"files": ("a.txt", b"x" * 200_000)}).status_code == 413

    def pieces() -> Iterator[bytes]:  # whose length nobody told
        for _ in range(30):
            yield b"x" * 10_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sources/upload", content=pieces(), headers=kind).status_code == 413


def test_a_form_of_thousands_of_parts_is_refused(client: TestClient) -> None:
    parts = [("files", (f"{i}.txt", b"x")) for i in range(1200)]
    assert client.post("/sources/upload", files=parts).status_code in (400, 413)


def test_a_remote_visitor_needs_the_token(case_as_written: Path, capfd: pytest.CaptureFixture[str]) -> None:
    safety = Safety.remote("the-right-token")
    client = TestClient(build_app(Desk(case_as_written), safety), base_url="http://192.168.1.4:8484", follow_redirects=False)
    assert client.get("/brief").status_code == 401
    assert "pastures" not in client.get("/brief").text
    assert client.get("/brief?token=the-wrong-token").status_code == 403
    first = client.get("/brief?at=x&token=the-right-token")
    assert first.status_code == 303 and first.headers["location"] == "/brief?at=x"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and "the-right-token" not in cookie
    page = client.get("/brief")
    assert page.status_code == 200 and "the-right-token" not in page.text
    assert page.headers["referrer-policy"] == "same-origin"
    form = {"name": "Northern Post", "reliability": "", "was": ""}
    assert client.post("/sources/publishers", data=form, headers={"origin": "http://evil.test"}).status_code == 403
    assert client.post("/sources/publishers", data=form, headers={"origin": "http://192.168.1.4:8484"}).status_code == 303
    assert client.get("/brief", headers={"host": "evil.test"}).status_code == 400
    assert client.get(
        "http://192.168.1.4:8484/brief", cookies={"hikiwake-8484": "x"}, headers={"cookie": "hikiwake-80=x"}
    ).status_code
    out = capfd.readouterr()
    print(f"token in what was printed {out.out.count('the-right-token') + out.err.count('the-right-token')}")
    assert "the-right-token" not in out.out + out.err


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/nothing", "GET", 404), ("/sources", "POST", 405), ("/sources?first=x", "GET", 422), ("/why/nothing", "GET", 404),
     ("/sources/publishers", "POST", 422)],
)  # fmt: skip
def test_an_error_is_one_line_and_what_to_do(client: TestClient, case_folder: Path, path: str, method: str, status: int) -> None:
    page = client.request(method, path)
    assert page.status_code == status and "<main" in page.text
    told = client.request(method, path, headers={"accept": "application/json"}).json()
    assert told["status"] == status and all(p["what"] and p["mend"] for p in told["problems"])
    for text in (page.text, str(told)):
        assert "Traceback" not in text and str(case_folder.parent) not in text and "site-packages" not in text


def test_a_fault_of_ours_is_a_page_without_a_traceback(
    case_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    client = client_of(Desk(case_folder))
    monkeypatch.setattr("hikiwake.web.pages.sources.shelf", lambda view: 1 / 0)
    page = client.get("/sources")
    assert page.status_code == 500 and "division" not in page.text and "Traceback" not in page.text
    assert "content-security-policy" in page.headers
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert client.get("/history").status_code == 200


def test_a_case_that_no_longer_holds_together_is_told_by_line(client: TestClient, case_folder: Path) -> None:
    file = case_folder / "case.toml"
    file.write_text(file.read_text().replace("horizon = 2018-12-31", 'horizon = "soon"'))
    page = client.get("/brief")
    assert page.status_code == 422 and "case.toml:" in page.text and str(case_folder.parent) not in page.text


def test_slow_and_huge_clients_are_let_go_and_others_answered(
    serve: Callable[..., Served], case_as_written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_HEADER_SECONDS", 0.5)
    served = serve(case_as_written, Safety(body_seconds=0.5))
    at = ("127.0.0.1", served.bound.port)
    idle = [socket.create_connection(at) for _ in range(150)]
    for i, one in enumerate(idle):
        one.sendall(b"GET /brief HTTP/1.1\r\nHost: localhost\r\nX-Slow: "[: i % 40])
    times = []
    for _ in range(20):
        begun = time.perf_counter()
        assert answer_of(at, b"GET /sources HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
        times.append(time.perf_counter() - begun)
    huge = answer_of(at, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: " + b"x" * 200_000)
    assert huge == b"" or huge.startswith(b"HTTP/1.1 4")
    waits = (
        b"POST /undo HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        b"Content-Length: 99\r\n\r\n--"
    )
    assert b" 408 " in answer_of(at, waits).split(b"\r\n")[0]
    gone = 0
    for one in idle:
        one.settimeout(30)
        try:
            gone += one.recv(1) == b""
        except ConnectionResetError:
            gone += 1
        one.close()
    print(f"tried {len(idle)} idle connections, still held {len(idle) - gone}; slowest other answer {max(times):.2f} s")
    assert gone == len(idle)


def answer_of(at: tuple[str, int], request: bytes) -> bytes:
    with socket.create_connection(at, timeout=30) as one:
        told = b""
        try:
            one.sendall(request)
            while piece := one.recv(65536):
                told += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
        return told
