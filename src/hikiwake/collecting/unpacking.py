"""A body as it was packed for the way, unpacked piece by piece, and never beyond a bound."""

import zlib


class TooLargeError(Exception):
    """More would come out than may."""


class Unpacking:
    """A body's pieces in, its bytes out.

    Args:
        coding: of the Content-Encoding header: empty, `identity`, `gzip` or `x-gzip`.
        most: bytes that may come out in all.

    Raises:
        ValueError: another coding; nothing else was asked for.
    """

    def __init__(self, coding: str, most: int) -> None:
        coding = coding.strip().casefold()
        if coding not in ("", "identity", "gzip", "x-gzip"):
            raise ValueError(coding)
        self._left = most
        self._gzip = zlib.decompressobj(31) if coding.endswith("gzip") else None
        self._out: list[bytes] = []

    def add(self, piece: bytes) -> None:
        """The next piece of the body.

        Raises:
            TooLargeError: the bound is passed.
            zlib.error: the bytes are damaged.
        """
        if self._gzip is None:
            self._keep(piece)
            return
        while piece:
            if self._gzip.eof:  # a further member; zeros after the last are padding
                piece = piece.lstrip(b"\0")
                if not piece:
                    return
                self._gzip = zlib.decompressobj(31)
            self._keep(self._gzip.decompress(piece, self._left + 1))
            piece = self._gzip.unconsumed_tail or self._gzip.unused_data

    def whole(self) -> bytes:
        """All of it.

        Raises:
            EOFError: the packed bytes end too early.
        """
        if self._gzip is not None and not self._gzip.eof:
            raise EOFError
        return self.so_far()

    def so_far(self) -> bytes:
        """What has come out, up to the bound."""
        return b"".join(self._out)

    def _keep(self, piece: bytes) -> None:
        if piece:
            self._out.append(piece[: self._left])
        self._left -= len(piece)
        if self._left < 0:
            raise TooLargeError
