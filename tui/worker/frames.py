"""How parent and child talk: frames with their lengths in front, so that neither ever has to guess where one ends.

    request   header length (4 bytes), payload length (4 bytes), header as JSON, payload as it came
    answer    length (4 bytes), JSON

Answers are JSON and never pickles: the child reads strangers' data, and whoever takes it over must gain no more than
the power to give wrong values.
"""

import json
import struct
from typing import Any, BinaryIO

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">I")

ANSWER_LIMIT = 48_000_000
"""Bytes that an answer may take; a whole feed of 10 MB stays far below."""


def pack_request(header: dict[str, Any], payload: bytes) -> bytes:
    """A request as bytes; the payload follows separately, so that it need not be copied."""
    head = json.dumps(header).encode()
    return REQUEST.pack(len(head), len(payload)) + head


def read_request(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next request, or None where the parent has closed its end."""
    lengths = stream.read(REQUEST.size)
    if len(lengths) < REQUEST.size:
        return None
    head_length, payload_length = REQUEST.unpack(lengths)
    head, payload = stream.read(head_length), stream.read(payload_length)
    if len(head) < head_length or len(payload) < payload_length:
        return None
    return json.loads(head), payload


def pack_answer(answer: dict[str, Any]) -> bytes:
    """An answer as bytes; lone surrogates, which UTF-8 cannot hold, become question marks."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return ANSWER.pack(len(body)) + body
