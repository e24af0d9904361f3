"""The title of an article, from its heading, the page's title and the claims in its head."""

import re

from selectolax.lexbor import LexborHTMLParser

from tui.extract.head import Head
from tui.text.clean import clean_text

_JOINTS = re.compile(
    r"\s*(?:[_|｜»]+|\s[-–—]+\s|——|(?<=[\u4e00-\u9fff）】》”?？!！])\s*[-–—]\s*(?=[\u4e00-\u9fffA-Za-z]))\s*"
)
_BARE = re.compile(r"[\W_]+")
LONGEST = 200


def title_of(tree: LexborHTMLParser, head: Head) -> tuple[str, str]:
    """The title and where it came from."""
    node = tree.css_first("title")
    whole = clean_text((node.text() if node is not None else "")[:1000])[:LONGEST]
    bare = _BARE.sub("", whole)
    headings = []
    for heading in tree.css("h1, h2, h3, [class*=title], [id*=title], [class*=headline], [class*=Title]")[:60]:
        text = clean_text((heading.text() or "")[:600])
        if 3 <= len(text) <= 160:
            headings.append((heading.tag or "", text))
    for _, text in sorted(headings, key=lambda each: (each[0] != "h1", -len(each[1]))):
        own = _BARE.sub("", text)
        if len(own) >= 4 and own in bare:
            return text, "markup"
    claimed, origin = head.first("title")
    if claimed:
        return _own_part(claimed), origin
    first = [text for tag, text in headings if tag == "h1"]
    if len(first) == 1 and (not whole or len(first[0]) > 8):
        return first[0], "markup"
    return _own_part(whole), "markup" if whole else ""


def _own_part(title: str) -> str:
    """The part of a page's title that is the article's: the longest between what joins it to site and section."""
    parts = [part for part in _JOINTS.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    return parts[0] if len(parts[0]) >= 8 else max(parts, key=len)
