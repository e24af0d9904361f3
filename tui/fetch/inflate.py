"""Inflating what a server sends, never beyond a cap."""

import zlib
from collections.abc import Iterator

from tui.model.errors import ConnectionFailed, TooLarge

PIECE = 256 * 1024
"""Bytes inflated in one go; small enough that the event loop does not wait for a bomb."""

MOST_MEMBERS = 1000
"""Gzip members in one body; real multi-member bodies have dozens."""

_KINDS = {"": "", "identity": "", "gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
_MEMBER_START = b"\x1f"


class Inflater:
    """Turns the chunks of one body into its content; raises TooLarge past ``limit`` bytes on either side.

    ``encoding`` is the value of Content-Encoding. Gzip and deflate are inflated, nothing else is: an encoding nobody
    asked for raises ConnectionFailed(reason="encoding"), and so do damaged and cut data.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in _KINDS:
            raise ConnectionFailed(reason="encoding", encoding=name[:40])
        self._kind = _KINDS[name]
        self._limit = limit
        self._received = 0
        self._produced = 0
        self._members = 0
        self._ended = False
        self._stream: zlib._Decompress | None = None

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The content that ``chunk`` gives, in pieces of at most ``PIECE`` bytes (a plain body: as it came)."""
        self._received += len(chunk)
        if self._received > self._limit:
            raise TooLarge(limit=self._limit)
        if not self._kind:
            yield chunk
            return
        try:
            yield from self._inflate(chunk)
        except zlib.error as error:
            raise ConnectionFailed(reason="encoding", encoding=self._kind) from error

    def finish(self) -> None:
        """Says that the body is complete; raises where the compressed data is not."""
        if self._stream is not None:
            raise ConnectionFailed(reason="encoding", encoding=self._kind)

    def _inflate(self, data: bytes) -> Iterator[bytes]:
        while data and not self._ended:
            stream = self._stream or self._next_member(data)
            if stream is None:
                return
            self._stream = stream
            piece = stream.decompress(data, PIECE)
            while piece:
                self._produced += len(piece)
                if self._produced > self._limit:
                    raise TooLarge(limit=self._limit)
                yield piece
                # A full piece may leave output inside the stream although all input is consumed.
                piece = b"" if stream.eof else stream.decompress(stream.unconsumed_tail, PIECE)
            data = stream.unused_data
            if stream.eof:
                self._stream = None

    def _next_member(self, data: bytes) -> "zlib._Decompress | None":
        """The stream that begins with ``data``; None where the content has ended and padding follows."""
        self._members += 1
        if self._kind == "deflate" and self._members == 1:
            return zlib.decompressobj(_deflate_window(data[0]))
        if self._kind == "gzip" and self._members <= MOST_MEMBERS and (self._members == 1 or data[:1] == _MEMBER_START):
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        if self._members > MOST_MEMBERS:
            raise zlib.error
        self._ended = True
        return None


def _deflate_window(first: int) -> int:
    """Window bits for a deflate body: RFC 9110 asks for the zlib format, some servers send it bare."""
    return zlib.MAX_WBITS if first & 0x0F == 8 and first >> 4 <= 7 else -zlib.MAX_WBITS
