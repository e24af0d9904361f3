"""Headers: what is sent with a request, and what is read from an answer."""

import base64
import re
from collections.abc import Mapping, Sequence

from tui.fetch.request import FetchRequest
from tui.text.clean import clean_text, cut

RawHeaders = Sequence[tuple[bytes, bytes]]

LONGEST_VALIDATOR = 1024
LONGEST_VALUE = 4096
MOST_KEPT = 100

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "file": "*/*",
    "image": "image/webp, image/png, image/jpeg, image/gif, image/svg+xml;q=0.8, */*;q=0.5",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
_NON_ASCII = re.compile(rb"[\x80-\xff]")


def request_headers(request: FetchRequest, user_agent: str, user: str, password: str) -> RawHeaders:
    """The headers of one request; ``user`` and ``password`` empty where none are to be sent."""
    headers = [
        (b"User-Agent", re.sub(r"[^\x20-\x7e]", "", user_agent).encode("ascii")),
        (b"Accept", _ACCEPT[request.kind].encode("ascii")),
        (b"Accept-Encoding", b"gzip"),
    ]
    for name, value in ((b"If-None-Match", request.etag), (b"If-Modified-Since", request.modified)):
        if validator(value):
            headers.append((name, value.encode("latin-1")))
    if user or password:
        headers.append((b"Authorization", b"Basic " + base64.b64encode(f"{user}:{password}".encode())))
    return headers


def call_headers(wanted: Mapping[str, str], user_agent: str) -> RawHeaders:
    """The headers of a request to a server's interface; raises ValueError for a value that could hide another header.

    A password typed with a line break in it would be one.
    """
    headers = [
        (b"User-Agent", re.sub(r"[^\x20-\x7e]", "", user_agent).encode("ascii")),
        (b"Accept", b"application/json, */*;q=0.5"),
        (b"Accept-Encoding", b"gzip"),
    ]
    for name, value in wanted.items():
        if _CONTROL.search(value):
            raise ValueError(name)
        headers.append((name.encode("ascii"), value.encode("utf-8")))
    return headers


def validator(value: str) -> str:
    """A validator as it can be stored and sent back, byte for byte; "" where it is no such thing.

    Each character stands for one byte (Latin-1). Controls or more than 1 KB make it unusable.
    """
    if len(value) > LONGEST_VALIDATOR or _CONTROL.search(value):
        return ""
    return value if all(ord(character) < 0x100 for character in value) else ""


def first(headers: RawHeaders, name: bytes) -> str:
    """The first value of a header, one character for each byte; "" where there is none."""
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


def encodings(headers: RawHeaders) -> str:
    """All that Content-Encoding says, the empty and the harmless left out."""
    values = [value.decode("latin-1") for key, value in headers if key.lower() == b"content-encoding"]
    parts = [part.strip() for part in ",".join(values).split(",")]
    return ", ".join(part for part in parts if part and part.lower() != "identity")


def announced_length(headers: RawHeaders) -> int:
    """What Content-Length says, 0 where it is absent or nonsense."""
    value = first(headers, b"content-length")
    return int(value) if re.fullmatch(r"[0-9]{1,18}", value) else 0


def readable(headers: RawHeaders) -> Mapping[str, str]:
    """The headers with lower-case names and values free of control characters, bounded in size and number."""
    kept: dict[str, str] = {}
    for key, value in headers:
        name = key.decode("latin-1").lower()
        if name in kept or len(kept) < MOST_KEPT:
            text = clean_text(cut(value.decode("utf-8", "replace"), LONGEST_VALUE))
            kept[name] = f"{kept[name]}, {text}" if name in kept else text
    kept.pop("set-cookie", None)
    return kept


def media_type(content_type: str) -> tuple[str, str]:
    """The bare media type in lower case and the charset of a Content-Type, each "" where it is missing."""
    charset = _CHARSET.search(content_type)
    bare = content_type.split(";", 1)[0].strip().lower()
    return clean_text(bare[:100]), charset[1] if charset else ""


def location(headers: RawHeaders) -> str:
    """Where a redirect points, as text; bytes that are not UTF-8 are percent-encoded as they are."""
    raw = next((value for key, value in headers if key.lower() == b"location"), b"").strip()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _NON_ASCII.sub(lambda byte: b"%%%02X" % ord(byte[0]), raw).decode("ascii")
