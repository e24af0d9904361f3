"""What has happened, in the past tense. Services emit these; screens and the command line listen."""

from typing import Any, Literal, get_args

from tui.dataclass import asdict, dataclass


@dataclass(frozen=True, slots=True)
class RefreshStarted:
    """A refresh of ``total`` feeds began."""

    total: int


@dataclass(frozen=True, slots=True)
class FeedRefreshed:
    """One feed is done; ``status`` is what became of it, ``error`` a stored error (see ``KanbaoError.stored``).

    ``new`` leaves out what rules have hidden; ``notify`` counts entries that the reader wants to be told of.
    """

    feed: int
    url: str
    title: str
    status: Literal["ok", "unchanged", "error", "paused"]
    new: int = 0
    updated: int = 0
    http_status: int | None = None
    ms: int = 0
    error: str = ""
    notify: int = 0


@dataclass(frozen=True, slots=True)
class RefreshEnded:
    """A refresh is over, whole or cancelled."""

    done: int
    new: int
    failed: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Notified:
    """A refresh brought what rules or smart feeds want told: ``title`` names the feeds, ``body`` the newest entries."""

    title: str
    body: str
    feeds: tuple[int, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Downloading:
    """A file is being downloaded: bytes that have come, and of how many, 0 where that is not known."""

    url: str
    done: int
    total: int = 0


@dataclass(frozen=True, slots=True)
class SavingStarted:
    """The saving of ``total`` entries began."""

    total: int


@dataclass(frozen=True, slots=True)
class EntryKept:
    """One entry is saved as far as it could be: pictures there and ``missing``, bytes fetched, a stored error."""

    entry: int
    url: str
    title: str
    status: Literal["done", "partial", "failed"]
    pictures: int = 0
    missing: int = 0
    bytes: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class SavingEnded:
    """A saving is over; ``failed`` counts entries that are not whole yet and will be tried again."""

    done: int
    failed: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class WorkAdvanced:
    """An export, or a taking along, has come to ``done`` of ``total`` articles; ``bytes`` fetched or written so far."""

    kind: Literal["export", "offline"]
    done: int
    total: int
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class SyncStarted:
    """A sync of one account began."""

    account: int
    name: str


@dataclass(frozen=True, slots=True)
class SyncProgress:
    """How far it is: of acts sent ("push") ``done`` of ``total``; of bodies that came ("pull") ``total`` were new."""

    account: int
    name: str
    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SyncEnded:
    """A sync is over; ``status`` as in ``Report``, ``pending`` and ``parked`` are what the server has yet to hold."""

    account: int
    name: str
    status: Literal["ok", "partly", "failed", "refused", "busy", "cancelled"]
    new: int = 0
    changed: int = 0
    pending: int = 0
    parked: int = 0
    error: str = ""


Event = (
    RefreshStarted | FeedRefreshed | RefreshEnded | SavingStarted | EntryKept | SavingEnded | WorkAdvanced
    | Notified | Downloading | SyncStarted | SyncProgress | SyncEnded
)  # fmt: skip
KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def to_plain(event: Event) -> dict[str, Any]:
    """The event as JSON-able data, its kind under ``event``."""
    return {"event": type(event).__name__, **asdict(event)}


def from_plain(data: dict[str, Any]) -> Event:
    """The event that ``to_plain`` described; ValueError for anything else."""
    fields = dict(data)
    kind = KINDS.get(str(fields.pop("event", "")))
    if kind is None:
        raise ValueError("unknown event")
    try:
        return kind(**fields)
    except TypeError as error:
        raise ValueError(str(error)) from error
