"""Small documents of every kind, well-made and hostile, put together byte by byte."""

import zlib

TALKS = (
    "The foreign ministers of the two states met in the capital on Tuesday and agreed to resume their talks on the islands before the "
    "end of the year, officials of both sides said. They will report to their leaders in May."
)
REPLY = (
    "The opposition in both countries called the announcement premature and asked what had been promised in return, while the press "
    "wrote of a possible division of the islands. Neither government would comment on this."
)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def compressed(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def words(text: str) -> bytes:
    lines = (line.encode("latin-1").replace(b"(", b"\\(").replace(b")", b"\\)") for line in text.split("\n"))
    return b"BT /F1 12 Tf 72 720 Td 14 TL %s ET" % b" ".join(b"(%s) Tj T*" % line for line in lines)


def pdf(
    *contents: bytes, kids: bytes | None = None, trailer: bytes = b"", more: tuple[bytes, ...] = (), resources: bytes = b""
) -> bytes:
    """A pdf with one page for each content stream; `kids`, `trailer`, `more` objects and `resources` to make it odd."""
    pages = [4 + 2 * n for n in range(len(contents))]
    listed = kids if kids is not None else b" ".join(b"%d 0 R" % n for n in pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(contents), listed),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, content in zip(pages, contents, strict=True):
        page = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>"
        )
        objects += [page % (resources, n + 1), content]
    objects += more
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def page(*paragraphs: str, head: str = "", tail: str = "") -> str:
    """A web page as sites make them: menu, article, share buttons, related links, footer."""
    article = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>Talks resume | The Gazette</title>{head}</head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li><li><a href='/login'>Log in</a></li></ul></nav>"
        f"<main><article><h1>Island talks resume</h1>{article}</article></main>"
        "<div class='share'><a href='#'>Share on Facebook</a><a href='#'>Tweet</a></div>"
        f"{tail}<footer><p>Copyright 2024 The Gazette. All rights reserved.</p></footer></body></html>"
    )
