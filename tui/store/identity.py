"""By what an entry is known again: 64-bit hashes of its guid, link, title and content.

Rules: guid, else link, else a hash of title and date (else of the text). ``http`` and ``https``, a trailing slash and
an empty fragment make no difference to a link; nor do the usual tracking parameters.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tui.model.feed import Keys, ParsedEntry
from tui.text.pattern import pattern

if TYPE_CHECKING:
    from hashlib import blake2b

_SCHEME = pattern(r"https?://", re.IGNORECASE)
_TRACKER = pattern(r"(?:utm_[a-z]{1,20}|spm)=[^&#]*&?", re.IGNORECASE)
_LATEST = 2**62


def keys(entry: ParsedEntry) -> Keys:
    """What ``entry`` is known by."""
    title = hash64(" ".join(entry.title.split()))
    published = sane_time(entry.published)
    link = _link_hash(entry.url) if entry.url.strip() else None
    guid = entry.guid.strip()
    if guid:
        guid_hash: int | None = _link_hash(guid) if _SCHEME.match(guid) else hash64(guid)
    elif link is None:
        guid_hash = hash64("title", entry.title, published) if entry.title.strip() else hash64("text", entry.text)
    else:
        guid_hash = None
    return Keys(guid_hash, link, title, published, _content(entry))


# An entry's link is mostly its guid too, and part of its content.
@lru_cache(maxsize=16)
def plain_link(url: str) -> str:
    """``url`` without what makes no difference: scheme, case of the host, trailing slash, trackers."""
    rest = _SCHEME.sub("", url.strip(), count=1)
    host, slash, path = rest.partition("/")
    address, mark, query = (host.lower() + slash + path).partition("?")
    query = _TRACKER.sub("", query).removesuffix("#").rstrip("&") if mark else ""
    address = address.removesuffix("#").rstrip("/")
    return f"{address}?{query}" if query else address


@lru_cache(maxsize=16)
def _link_hash(url: str) -> int:
    return hash64(plain_link(url))


def sane_time(time: int | None) -> int | None:
    """``time``, or None for one before 1970 or beyond what a database holds."""
    return time if time is not None and 0 < time < _LATEST else None


def hash64(*parts: object) -> int:
    """A signed 64-bit hash of the parts, the same on every machine."""
    data = "\x1f".join(map(repr, parts)).encode("utf-8", "backslashreplace")
    return int.from_bytes(_hash()(data, digest_size=8).digest(), "big", signed=True)


@cache
def _hash() -> "type[blake2b]":
    from hashlib import blake2b  # brings OpenSSL, which a start without a refresh does not need

    return blake2b


def _content(entry: ParsedEntry) -> int:
    # No dates, no trackers, no number of comments: many feeds change these at every fetch, and nothing else.
    return hash64(
        plain_link(entry.url), entry.title, entry.authors, entry.source, entry.html, entry.text, entry.summary,
        entry.tags, [(e.url, e.type, e.length, e.title) for e in entry.enclosures], entry.images,
        entry.comments_url, entry.comments_feed, entry.language,
    )  # fmt: skip
