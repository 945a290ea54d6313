"""A screenshot as a PNG with a palette of 256 colours: less than half the bytes, and the eye sees no difference on pages of text."""

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = 256


def small(png: bytes) -> bytes:
    """The same picture, each of its colours the nearest one of the palette.

    Args:
        png: eight bits a channel, red, green and blue, not interlaced, as Chromium writes a screenshot.

    Raises:
        ValueError: it is another kind of PNG.

    Source: PNG specification, third edition (W3C 2025), sections 9 (filters) and 11.2 (chunks).
    """
    pixels = _pixels(png)
    height, width, _ = pixels.shape
    packed = pixels.astype(np.int64) @ np.array([1 << 16, 1 << 8, 1])
    colours, where, counts = np.unique(packed, return_inverse=True, return_counts=True)
    rgb = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1)
    kept = _kept(rgb, counts)
    nearest = np.array([int(np.argmin(((rgb[kept] - one) ** 2).sum(axis=1))) for one in rgb], dtype=np.uint8)
    rows = np.zeros((height, width + 1), dtype=np.uint8)  # the first byte of a row says that it has no filter
    rows[:, 1:] = nearest[where.reshape(height, width)]
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    palette = rgb[kept].astype(np.uint8).tobytes()
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _kept(rgb: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Which colours make the palette: the commonest of each region of colours, so that a rare hue stays; then the commonest of the rest."""
    commonest = np.argsort(-counts, kind="stable")
    for bits in range(8):
        _, first = np.unique(rgb[commonest] >> bits, axis=0, return_index=True)
        if len(first) <= _COLOURS:
            break
    rest = np.delete(commonest, first)
    return np.concatenate([commonest[first], rest[: _COLOURS - len(first)]])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _pixels(png: bytes) -> NDArray[np.uint8]:
    """Shape (height, width, 3)."""
    chunks = list(_chunks(png))
    width, height, *kind = struct.unpack(">IIBBBBB", dict(chunks)[b"IHDR"])
    if kind != [8, 2, 0, 0, 0]:
        raise ValueError(f"a PNG of kind {kind}; needed is eight-bit RGB, not interlaced: [8, 2, 0, 0, 0]")
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    filtered = np.frombuffer(raw, dtype=np.uint8).reshape(height, width * 3 + 1)
    rows = np.zeros((height, width * 3), dtype=np.uint8)
    above = rows[0]
    for y in range(height):
        above = rows[y] = _unfiltered(int(filtered[y, 0]), filtered[y, 1:], above)
    return rows.reshape(height, width, 3)


def _unfiltered(kind: int, line: NDArray[np.uint8], above: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A row from what is stored of it: 0 as it is, 1 less its left neighbour, 2 less that above, 3 less the mean of both, 4 less Paeth's guess."""
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line.reshape(-1, 3), axis=0, dtype=np.uint8).reshape(-1)
    if kind == 2:
        return line + above
    row, up = line.tolist(), above.tolist()
    for x, stored in enumerate(row):
        left, corner = (row[x - 3], up[x - 3]) if x >= 3 else (0, 0)
        guess = (left + up[x]) // 2 if kind == 3 else _paeth(left, up[x], corner)
        row[x] = (stored + guess) & 255
    return np.array(row, dtype=np.uint8)


def _paeth(left: int, up: int, corner: int) -> int:
    middle = left + up - corner
    return min((left, up, corner), key=lambda one: abs(middle - one))
