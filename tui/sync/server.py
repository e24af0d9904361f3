"""What every kind of feed server has to do for a sync, and which kinds there are.

A new kind is one file with a class that does this, one line in ``KINDS``, and one fixture of the contract tests.
"""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from importlib import import_module
from typing import Literal, Protocol

from tui.dataclass import dataclass, field
from tui.model.account import Ability
from tui.model.remote import RemoteFeed, Told
from tui.sync.bodies import RawItem
from tui.sync.line import Line

KINDS: dict[str, str] = {"greader": "tui.sync.greader:GReader", "miniflux": "tui.sync.miniflux:Miniflux"}

Field = Literal["read", "starred"]


@dataclass(frozen=True, slots=True)
class Login:
    """How one logs in: ``secret`` is a password or a key, ``session`` what an earlier login gave, empty for nothing."""

    account: str
    user: str
    secret: str = field(repr=False)
    session: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a pull has to know of what is here.

    ``unknown``: which of these ids were never heard of; ``without_body``: which are known but not kept here; ``sent``:
    which were sent a change that the server has not yet been seen to hold;
    ``cursors``: what earlier pulls left; ``since``: entries read before this moment need not come at all.
    """

    unknown: Callable[[Collection[str]], set[str]]
    without_body: Callable[[Collection[str]], set[str]]
    sent: Callable[[], set[str]]
    cursors: dict[str, str]
    since: int
    now: int


@dataclass(frozen=True, slots=True)
class Bodies:
    """Some entries, to be stored at once."""

    items: Sequence[RawItem]


@dataclass(frozen=True, slots=True)
class Noted:
    """Entries that the server has and that need not be kept here."""

    ids: Collection[str]


Pulled = Bodies | Noted | Told


class Server(Protocol):
    """A server as a sync sees it. Every method raises a FetchError or a SyncError and nothing else.

    Writing is by value, so that doing it twice is harmless; ids that the server does not know are no error.
    """

    session: str
    """What the next login can go without a password by; empty where there is no such thing."""

    def __init__(self, line: Line, login: Login) -> None: ...

    async def check(self) -> frozenset[Ability]:
        """Log in, and say what this server can do; raises LoginRefused."""

    async def feeds(self) -> list[RemoteFeed]:
        """All subscriptions."""

    def pull(self, shelf: Shelf) -> AsyncIterator[Pulled]:
        """Bodies of what is new, the newest first, and then the word on all states (one ``Told``, the last).

        Leaves in ``cursors`` of the shelf what the next pull wants to know. A list that is not whole raises BadAnswer
        before anything of it is told.
        """

    async def unread_left(self) -> int | None:
        """How many unread entries the server counts by itself; None where it does not say."""

    async def mark(self, name: Field, value: bool, ids: Sequence[str]) -> None:
        """Set read or starred."""

    async def label(self, name: str, value: bool, ids: Sequence[str]) -> None:
        """Give entries a label, or take it away."""

    async def subscribe(self, url: str, title: str, folder: str) -> str:
        """Subscribe; the server's id of the feed, also where it was there already. Empty where only a list can tell."""

    async def unsubscribe(self, feed: str) -> None:
        """Give a subscription up; no error where it is gone already."""

    async def rename(self, feed: str, title: str) -> None:
        """Give a feed another title."""

    async def move(self, feed: str, folder: str, old: str) -> None:
        """Put a feed into another folder, which is made where it is missing; ``old`` is where it was."""

    async def refresh(self, feeds: Sequence[str]) -> None:
        """Have the server fetch these feeds, or all where there are none; nothing where it cannot."""

    async def whole(self, item: str) -> str:
        """The article of an entry as the server takes it from its page, as HTML; empty where it cannot."""


def server_class(kind: str) -> type[Server]:
    """The class of a kind of server, loaded when it is needed."""
    module, _, name = KINDS[kind].partition(":")
    found: type[Server] = getattr(import_module(module), name)
    return found
