"""What a worker runs for a feed; it gives plain data, which ``plain`` on the other side checks and turns back."""

from typing import Any

from tui.feeds import parse as feeds
from tui.feeds.plain import pack
from tui.feeds.prepare import prepare
from tui.feeds.raw import LIMIT


def parse(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """The parsed feed in ``payload`` as plain data, prepared; ``args`` as for ``parse`` and ``prepare``."""
    feed = feeds.parse(
        payload,
        url=args.get("url", ""),
        content_type=args.get("content_type", ""),
        charset=args.get("charset", ""),
        override=args.get("override", ""),
        now=args.get("now", 0),
        limit=args.get("limit", LIMIT),
    )
    return pack(prepare(feed, pieces=args.get("pieces", False)))
