"""What a worker runs for a page; it gives plain data, which `plain` on the other side checks and turns back."""

from pathlib import Path
from typing import Any

from tui.extract.extract import Source
from tui.extract.extract import extract as extract_page
from tui.extract.plain import pack
from tui.extract.sites import rule_for


def extract(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """The article in `payload` as plain data; `args` as for `Source`, and ``rules``: the folder of the reader's own."""
    url = args.get("url", "")
    own = args.get("rules", "")
    source = Source(
        url=url,
        charset=args.get("charset", ""),
        override=args.get("override", ""),
        now=args.get("now", 0),
        rule=rule_for(url, Path(own) if own else None),
    )
    return pack(extract_page(payload, source))
