"""What is asked of the network, and what came back: plain values that need no HTTP library."""

from collections.abc import Callable, Mapping
from typing import Literal

from tui import __version__
from tui.dataclass import dataclass, field

Kind = Literal["feed", "page", "image", "file"]
Sink = Callable[[bytes, int], None]
"""Takes a piece of a body as it comes, and how many bytes were announced in all, 0 where none were."""

FEED_LIMIT = 10_000_000
PAGE_LIMIT = 20_000_000
CALL_LIMIT = 100_000_000
"""Bytes of one answer of a feed server: 250 entries with their bodies, or the ids of millions."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How this program behaves towards servers; times in seconds.

    ``proxy`` wins over the environment's proxies. ``allow_hosts`` names private hosts that may always be asked; an
    entry may also be a network (``198.18.0.0/15``), which then counts as public wherever a name leads into it. ``log``
    names a file that every request is told to, "" for none.
    """

    proxy: str = ""
    user_agent: str = f"kanbao/{__version__} (+terminal news reader)"
    timeout_connect: float = 10.0
    deadline: float = 30.0
    allow_hosts: frozenset[str] = frozenset()
    max_connections: int = 50
    per_host: int = 2
    http2: bool = True
    verify: bool = True
    log: str = ""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to get. ``limit`` caps the body in bytes, packed and unpacked; ``deadline`` None takes the settings'.

    ``etag`` and ``modified`` are the validators of an earlier response, sent back exactly as given. ``allow_private``
    holds for the host of ``url`` alone, not for hosts it redirects to. With a ``sink`` the response has no body: the
    sink has had it, piece by piece. ``login`` is by what a door finds the user and password to send, "" for none.
    """

    url: str
    etag: str = ""
    modified: str = ""
    limit: int = FEED_LIMIT
    allow_private: bool = False
    deadline: float | None = None
    kind: Kind = "feed"
    sink: Sink | None = None
    login: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a server's interface, for its origin alone: a redirect is not followed but told (ServerMoved).

    ``headers`` may hold what proves who asks; ``body`` is sent as it is.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    limit: int = CALL_LIMIT
    allow_private: bool = False
    deadline: float | None = None


@dataclass(frozen=True, slots=True)
class FetchResponse:
    """An answer: 2xx with its body inflated, or 304 without one.

    ``url`` is the last address, without a password. ``moved_to`` is where permanent redirects alone led, "" if nowhere;
    it keeps user and password where the origin is still the same. ``headers`` have lower-case names and clean values.
    ``content_type`` is the bare media type in lower case, ``charset`` its parameter. ``etag`` and ``modified`` are
    verbatim (a 304 without them repeats the request's). ``ms`` counts from asking to the last byte.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    etag: str = ""
    modified: str = ""
    content_type: str = ""
    charset: str = ""
    moved_to: str = ""
    ms: int = 0
