"""What kind of subscription list a file is."""

import re
from typing import Literal

from tui.text.decode import decode

_HEAD = 65_536
_OPML = re.compile(r"<(?:opml|outline)[\s>/]", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-z!?/]|\{", re.IGNORECASE)
_URLS = re.compile(r"\"?(?:https?://|feed:|file://|exec:|filter:|query:)\S", re.IGNORECASE)


def sniff(data: bytes) -> Literal["opml", "newsboat", "unknown"]:
    """The format by the first 64 KB: markup with OPML's elements, or lines of addresses."""
    head = decode(data[:_HEAD]).text.lstrip()
    if _OPML.search(head):
        return "opml"
    if _MARKUP.match(head):
        return "unknown"
    lines = (line.strip() for line in head.splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return "newsboat" if _URLS.match(first) else "unknown"
