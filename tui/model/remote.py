"""What a feed server tells: its subscriptions, its entries, and the state of each."""

from collections.abc import Mapping

from tui.dataclass import dataclass, field
from tui.model.feed import ParsedEntry
from tui.model.pending import Pending


@dataclass(frozen=True, slots=True)
class RemoteFeed:
    """A subscription on a server; ``folder`` is empty for none."""

    id: str
    url: str
    title: str = ""
    folder: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class RemoteEntry:
    """An entry with its body, parsed and clean, and its state when it came; ``feed`` is the server's id of its feed."""

    id: str
    feed: str
    entry: ParsedEntry
    read: bool = False
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What a server says of entries ``ids``: which of them are unread, which starred; all others it has not spoken of.

    ``complete``: there are no others, so that one which is missing is gone; ``gone`` names those that were looked for
    one by one and are not there. ``labels`` has the entries of every label, None where the server has none or was not
    asked.
    """

    ids: frozenset[str]
    unread: frozenset[str]
    starred: frozenset[str]
    complete: bool = True
    labels: Mapping[str, frozenset[str]] | None = None
    gone: frozenset[str] = frozenset()


Row = tuple[int, Pending]
"""A row of the outbox with its id."""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An entry that is here and there; the values of the server are those it was last seen to hold (None: never)."""

    remote: str
    entry: int
    read: bool
    starred: bool
    server_read: bool | None
    server_starred: bool | None
    gone: bool = False
    rows: Mapping[str, Row] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownFeed:
    """A feed of an account; ``remote`` is None until the server knows it. ``folder`` is relative to the account's."""

    feed: int
    url: str
    title: str
    folder: str
    remote: str | None
    server_title: str = ""
    server_folder: str = ""
    gone: bool = False
    removed: bool = False
    rows: Mapping[str, Row] = field(default_factory=dict)
