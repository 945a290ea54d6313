"""Does a bomb get through? Files made to unpack to gigabytes, read by the command one after another, with the time and memory they cost.

    python benchmarks/reliability_bombs.py [--seconds 10] [--megabytes 500]

Each file has to be refused, or read, in a line, within the time of computing and the memory; the memory is the most that the command or any
process of it held, the time all of theirs. A file named "sound" is large and honest, and has to be read within
the time. Prints `tried N, through 0`.
"""

import argparse
import gzip
import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

COMMAND = [sys.executable, "-c", "from hikiwake.cli import main; main()"]
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SENTENCE = "The ministers of the two states met on 4 May 2016 and agreed to go on. "


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--megabytes", type=float, default=500.0)
    parser.add_argument("--make", nargs=2, metavar=("NAME", "FILE"), help="make one of the files and do nothing else")
    limits = parser.parse_args()
    if limits.make:
        Path(limits.make[1]).write_bytes(BOMBS[limits.make[0]]())
        return 0
    through = 0
    with tempfile.TemporaryDirectory() as here:
        case = Path(here, "case")
        subprocess.run([*COMMAND, "new", case, "--between", "NOR", "SWE"], check=True, stdout=subprocess.DEVNULL)
        for name in BOMBS:
            path = Path(here, name)
            # In a process of its own: the memory that a child is said to have held is never less than its parent's when it began.
            subprocess.run([sys.executable, __file__, "--make", name, path], check=True)
            size = path.stat().st_size
            told, seconds, computed, megabytes = _read(case, path)
            path.unlink()
            is_refused = "failed: " in told
            is_as_meant = is_refused != name.startswith("sound") and "Traceback" not in told
            is_through = not is_as_meant or computed > limits.seconds or (is_refused and megabytes > limits.megabytes)
            through += is_through
            print(
                f"{name:<24} {size / 1e6:7.2f} MB  {seconds:5.1f} s  {computed:5.1f} s  {megabytes:5.0f} MB  {'THROUGH ' if is_through else ''}{told}"
            )
    print(f"tried {len(BOMBS)}, through {through}")
    return int(bool(through))


def _read(case: Path, path: Path) -> tuple[str, float, float, float]:
    """What the command told of the file, seconds, seconds of computing, and the megabytes that the largest of its processes held."""
    started = time.perf_counter()
    child = subprocess.Popen(
        [*COMMAND, "read", case, path, "--fast"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    told = child.stdout.read() if child.stdout else ""
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    line = next((line for line in told.splitlines() if line.startswith(str(path)) and "already" not in line), told)
    told = " ".join(line.removeprefix(str(path)).split())[:140]
    return told, time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


def _zip(members: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]], *, level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _streamed(name: str, piece: bytes, times: int, *, before: bytes = b"", after: bytes = b"", mimetype: bytes = b"") -> bytes:
    """A zip of one member that is a piece many times over, made without holding it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        if mimetype:
            archive.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        with archive.open(name, "w") as member:
            member.write(before)
            for _ in range(times):
                member.write(piece)
            member.write(after)
    return out.getvalue()


def _docx(piece: str, times: int) -> bytes:
    return _streamed("word/document.xml", piece.encode(), times, before=WORD.encode(), after=b"</w:body></w:document>")


def _paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def _varied(count: int) -> bytes:
    """A Word document whose paragraphs differ, so that it is packed as tightly as honest ones are."""
    body = "".join(_paragraph(f"{SENTENCE}{zlib.crc32(str(n).encode()):x} {n}") for n in range(count))
    return _zip([("word/document.xml", f"{WORD}{body}</w:body></w:document>".encode())])


def _laughs(levels: int) -> str:
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY a0 "ha">{steps}]>'


def _mailbox(count: int) -> bytes:
    return b"".join(b"From a@example.org Tue May  3 10:00:00 2016\nFrom: a@example.org\n\n%d\n\n" % n for n in range(count))


def _mail(count: int) -> bytes:
    head = b'From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\nwords\n'
    part = b'--b\nContent-Disposition: attachment; filename="a.txt"\n\nwords\n'
    return head + part * count + b"--b--\n"


def _pdf() -> bytes:
    inner = zlib.compress(zlib.compress(b"BT (A) Tj ET " * 40_000_000, 9), 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(inner), inner),
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    tail = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + tail


def _png() -> bytes:
    """A picture of 400 million points in half a megabyte."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (20_000).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(400_020_000), 9)) + chunk(b"IEND", b"")
    )


def _nested(levels: int) -> bytes:
    data = _streamed("zeros.txt", bytes(1_000_000), 100)
    for level in range(levels):
        data = _zip([(f"{level}-{n}.zip", data) for n in range(10)])
    return data


BOMBS: dict[str, Callable[[], bytes]] = {
    "characters.docx": lambda: _docx(_paragraph("a" * 1_000_000), 360),
    "paragraphs.docx": lambda: _docx("<w:p/>" * 100_000, 680),
    "varied.docx": lambda: _varied(350_000),
    "laughs.docx": lambda: _zip([("word/document.xml", f"{_laughs(10)}<p>&a9;</p>".encode())]),
    "text.odt": lambda: _streamed(
        "content.xml", b"<p>" + b"a" * 1_000_000 + b"</p>", 400, mimetype=b"application/vnd.oasis.opendocument.text"
    ),
    "zeros.zip": lambda: _streamed("zeros.txt", bytes(1_000_000), 2_000),
    "nested.zip": lambda: _nested(4),
    "many.zip": lambda: _zip(((f"{n}.txt", b"") for n in range(65_000)), level=1),
    "page.html.gz": lambda: gzip.compress(b"<p>a</p>" * 50_000_000, 9),
    "page.html": lambda: b"<html><body>" + b"<p>a</p>" * 2_000_000,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 2_000_000,
    "stream.pdf": _pdf,
    "picture.png": _png,
    "laughs.rdf": lambda: f'<?xml version="1.0"?>{_laughs(10)}<x y="http://www.zotero.org/namespaces/export#">&a9;</x>'.encode(),
    "laughs.rss": lambda: f'<?xml version="1.0"?>{_laughs(10)}<rss><channel><title>&a9;</title></channel></rss>'.encode(),
    "messages.mbox": lambda: _mailbox(1_000_000),
    "attachments.eml": lambda: _mail(400_000),
    "deep.json": lambda: b"[" * 50_000_000,
    "items.ris": lambda: b"TY  - NEWS\nTI  - A\nER  - \n" * 400_000,
    "sound.docx": lambda: _varied(400),
    "sound.zip": lambda: _zip([(f"{n}.txt", f"{n}. {SENTENCE * 20}".encode()) for n in range(40)]),
}


if __name__ == "__main__":
    sys.exit(main())
