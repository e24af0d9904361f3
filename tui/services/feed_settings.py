"""What the reader may set for one feed."""

from collections.abc import Sequence
from typing import Literal, get_args

from tui.dataclass import dataclass
from tui.fetch.address import normalise
from tui.fetch.instances import is_route, route
from tui.model.feed import FullText, Images, Script
from tui.services.belonging import account_of, check_name, check_ours, check_place
from tui.store.library import Library

FULL_TEXTS: tuple[FullText, ...] = ("never", "when short", "always")
SCRIPTS: tuple[Script, ...] = ("", "hans", "hant")
IMAGES: tuple[Images, ...] = ("", "never", "ask", "always")
Setting = Literal["title", "folder", "tags", "interval", "full_text", "script", "images", "encoding", "url", "paused"]
SETTINGS: tuple[Setting, ...] = get_args(Setting)


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """The settings of a feed; ``interval`` in minutes, None where the feed's own pace decides; ``encoding`` may be
    empty, which leaves it to the feed, and ``images``, which leaves it to the setting for all."""

    title: str
    folder: str
    tags: tuple[str, ...]
    interval: int | None
    full_text: FullText
    script: Script
    images: Images
    encoding: str
    url: str
    paused: bool
    server: str = ""
    """The account whose server fetches the feed; empty for none."""


def read_settings(library: Library, feed: int) -> FeedSettings:
    """What is set for a feed; raises NotFound."""
    found = library.feeds.get(feed)
    state = library.feeds.states([feed])[0]
    own = account_of(library, "feed", str(feed))
    minutes = state.interval_override // 60 if state.interval_override is not None else None
    return FeedSettings(
        found.title,
        found.folder,
        found.tags,
        minutes,
        found.full_text,
        found.script,
        found.images,
        state.encoding_override,
        found.url,
        found.status == "paused",
        own.name if own is not None else "",
    )


SERVERS: tuple[Setting, ...] = ("interval", "encoding", "url", "paused")
"""What the server of an account decides for its feeds."""
_ACTS: dict[Setting, str] = {"title": "feed_rename", "folder": "feed_folder", "url": "feed_address"}


def change_settings(
    library: Library, feed: int, name: Setting, value: str | int | bool | Sequence[str] | None, now: int
) -> None:
    """Set one thing; an empty title or encoding and an interval of None give it back to the feed.

    Raises NotFound, SyncError where the server of an account decides, BadAddress, Duplicate for an address.

    Tags of a feed are given to the entries that come from then on.
    """
    kind = _ACTS.get(name, "feed_set")
    if name == "paused":
        kind = "feed_pause" if value else "feed_resume"
    if name in SERVERS:
        check_ours(library, feed)
    elif name == "title":
        check_name(library, "feed", str(feed))
    elif name == "folder":
        check_place(library, "feed", str(feed), str(value or ""))
    with library.tree_acts.act(kind, library.feeds.get(feed).title, now):
        _change(library, feed, name, value)


def _change(library: Library, feed: int, name: Setting, value: str | int | bool | Sequence[str] | None) -> None:
    match name:
        case "tags":
            library.feeds.set_tags(feed, value if isinstance(value, Sequence) and not isinstance(value, str) else ())
        case "interval":
            library.feeds.update(feed, interval_override=None if value is None else int(str(value)) * 60)
        case "encoding":
            library.feeds.update(feed, encoding_override=value)
        case "url":
            address = str(value or "")
            address = route(address) if is_route(address) else normalise(address)
            library.feeds.update(feed, url=address, status="ok")
        case "paused":
            library.feeds.update(feed, status="paused" if value else "ok")
        case _:
            library.feeds.update(feed, **{name: value})
