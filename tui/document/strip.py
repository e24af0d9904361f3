"""Text without its tags, in linear time: for pages that no parser may be given."""

import re
from html import unescape

from tui.text.clean import clean_block

LONGEST = 1_000_000

_NAMES = ("script", "style", "template", "svg", "iframe", "title")
_UNSEEN = re.compile(rf"<(?:!--|({'|'.join(_NAMES)})\b)", re.IGNORECASE)
_UNSEEN_END = {"": re.compile("--!?>")} | {name: re.compile(f"</{name}\\b[^>]*+>?", re.IGNORECASE) for name in _NAMES}
_PARTING = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|tr|table|section|article|blockquote|pre|h[1-6]|figure|figcaption)\b[^<>]*+>?",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*+>?")
_CELL = re.compile(r"</?t[dh]\b[^<>]*+>?", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Whether `text` holds anything that reads as a tag or comment."""
    return _TAG.search(text) is not None


def strip_tags(html: str, longest: int = LONGEST) -> list[str]:
    """The lines of text in `html`, clean and not empty; at most `longest` characters in all."""
    text = without_unseen(html[: longest * 8])
    text = _TAG.sub("", _CELL.sub(" ", _PARTING.sub("\n", text)))
    return lines_of(text[:longest])


def lines_of(text: str) -> list[str]:
    """The lines of text without tags, its entities read, clean, trimmed, without empty ones."""
    return [stripped for line in clean_block(unescape(text)).split("\n") if (stripped := line.strip(" \u00a0"))]


def without_unseen(html: str) -> str:
    """`html` without comments, scripts, drawings and what else is not text."""
    kept, at = [], 0
    for start, end in _unseen(html):
        kept.append(html[at:start])
        at = end
    kept.append(html[at:])
    return "".join(kept)


def _unseen(html: str) -> list[tuple[int, int]]:
    """The stretches to leave out. What is opened and never closed is not one, and is looked for once only."""
    spans, at = [], 0
    hopeless: set[str] = set()
    for match in _UNSEEN.finditer(html):
        name = (match[1] or "").lower()
        if match.start() < at or name in hopeless:
            continue
        end = _UNSEEN_END[name].search(html, match.end())
        if end is None:
            hopeless.add(name)
            continue
        at = end.end()
        spans.append((match.start(), at))
    return spans
