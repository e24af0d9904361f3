"""A look at HTML before a parser gets it, in linear time: parsers hang on some pages, and one page must not.

The limits are far above what articles hold: 5 MB, elements nested 256 deep, 256 attributes on a tag, and fifty
thousand nodes, counting those that formatting left open makes the parser repeat in every paragraph.
"""

import re
from typing import Literal

from tui.document.elements import FORMATTING, RAW
from tui.document.nesting import Nesting

Problem = Literal["size", "depth", "attributes", "nodes"]

SIZE = 5_000_000
DEPTH = 256
ATTRIBUTES = 256
NODES = 50_000
MODERATE = 6_000

_RAW_END = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in RAW}

_OPENING = re.compile(r"<(?:(?P<bogus>[!?]|/(?![a-zA-Z]))|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+))")
_COMMENT_END = re.compile("--!?>")
_REST_OF_TAG = re.compile(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')|[="'])*+>?""")
_FORMATTING = re.compile(
    rf"<(?:{'|'.join(sorted(FORMATTING - {'a'}, key=len, reverse=True))})(?=[\s/>])[^>]*+", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?""")


def scan(html: str) -> Problem | None:
    """Why `html` must not be given to a parser, or None."""
    if len(html) > SIZE or (not html.isascii() and len(html.encode("utf-8", "replace")) > SIZE):
        return "size"
    return None if _small(html) else _Scan(html).run()


def is_moderate(html: str) -> bool:
    """Whether a few counts show that no parser can be hurt, whatever the tags mean: much quicker than `scan`.

    For walkers that bound their own depth. Formatting left open is what a parser repeats in every paragraph: at most
    three elements alike (HTML Living Standard, 13.2.4.3), and one ``a``. End tags are not believed, since many of
    them, in comments or cells, end nothing.
    """
    tags = html.count("<")
    if tags > MODERATE or html.count("=") > 2 * MODERATE or len(html) > SIZE // 4:
        return False
    repeated = 3 * len(set(_FORMATTING.findall(html))) + 1
    return repeated * tags <= NODES


def _small(html: str) -> bool:
    """Whether there are too few tags to nest deep, and too few signs between them to be many attributes."""
    return html.count("<") < DEPTH // 2 and html.count("=") < 64 and max(map(len, html.split(">"))) < ATTRIBUTES * 2


class _Scan:
    """What is open at a place in the page."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.nesting = Nesting()
        self.nodes = 0

    def run(self) -> Problem | None:
        html, at = self.html, 0
        while match := _OPENING.search(html, at):
            at = match.end()
            if match["bogus"]:
                at = self._after_bogus(match)
                self.nodes += 1
                continue
            name = match["name"].lower()
            end = _REST_OF_TAG.match(html, at)
            stop = end.end() if end else at
            if stop - at > ATTRIBUTES * 2 and len(_ATTRIBUTE.findall(html, at, stop)) > ATTRIBUTES:
                return "attributes"
            at = stop
            if match["end"]:
                self.nesting.end(name)
            elif name in RAW:
                raw_end = _RAW_END[name].search(html, at)
                at = raw_end.start() if raw_end else len(html)
            elif problem := self._started(name, html[match.start() : min(at, match.start() + 200)]):
                return problem
        return None

    def _after_bogus(self, match: re.Match[str]) -> int:
        """Where a comment, doctype or the like ends; what is never closed takes the rest of the page."""
        html, at = self.html, match.start()
        if not html.startswith("<!--", at):
            end = html.find(">", at)
            return end + 1 if end >= 0 else len(html)
        if html.startswith((">", "->"), at + 4):
            return at + 5
        found = _COMMENT_END.search(html, at + 4)
        return found.end() if found else len(html)

    def _started(self, name: str, tag: str) -> Problem | None:
        self.nodes += 1 + len(self.nesting.formatting)
        if self.nodes > NODES:
            return "nodes"
        self.nesting.start(name, tag)
        return "depth" if self.nesting.depth > DEPTH else None
