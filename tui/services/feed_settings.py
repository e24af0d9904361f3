"""What the reader may set for one feed."""

from collections.abc import Sequence
from typing import Literal, get_args

from tui.dataclass import dataclass
from tui.model.feed import FullText, Images, Script
from tui.store.library import Library

FULL_TEXTS: tuple[FullText, ...] = ("never", "when short", "always")
SCRIPTS: tuple[Script, ...] = ("", "hans", "hant")
IMAGES: tuple[Images, ...] = ("", "never", "ask", "always")
Setting = Literal["title", "folder", "tags", "interval", "full_text", "script", "images", "encoding", "paused"]
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
    paused: bool


def read_settings(library: Library, feed: int) -> FeedSettings:
    """What is set for a feed; raises NotFound."""
    found = library.feeds.get(feed)
    state = library.feeds.states([feed])[0]
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
        found.status == "paused",
    )


def change_settings(library: Library, feed: int, name: Setting, value: str | int | bool | Sequence[str] | None) -> None:
    """Set one thing; an empty title or encoding and an interval of None give it back to the feed. Raises NotFound.

    Tags of a feed are given to the entries that come from then on.
    """
    match name:
        case "tags":
            library.feeds.set_tags(feed, value if isinstance(value, Sequence) and not isinstance(value, str) else ())
        case "interval":
            library.feeds.update(feed, interval_override=None if value is None else int(str(value)) * 60)
        case "encoding":
            library.feeds.update(feed, encoding_override=value)
        case "paused":
            library.feeds.update(feed, status="paused" if value else "ok")
        case _:
            library.feeds.update(feed, **{name: value})
