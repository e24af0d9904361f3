"""A page measured: its boxes, the lines of text in each, and how much like an article's each line is.

A box is an element that begins and ends lines; a line is what stands between two such places or ``<br>``. Lengths are
in units: a Han is one, a Latin letter two fifths, so that a sentence weighs about the same in either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from tui.document import nodes
from tui.document.elements import BOUNDARIES, DROPPED

DEEPEST = 200
UNSEEN = DROPPED | {"noscript", "iframe", "object", "video", "audio", "canvas"}

_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"[，。！？；：、…”]|[,.!?;:](?=\s|$|[\u3000-\u9fff])")
_LEGAL = re.compile(
    r"copyright|all rights reserved|©|版权所有|ICP[备证]|公网安备|许可证|增值电信|举报(?:电话|邮箱)|法律顾问"
    r"|违法和不良信息|网络文化经营|未经授权.{0,12}(?:转载|使用)|广播电视节目",
    re.IGNORECASE,
)
LATIN = 0.4
WORDY = 4


def units(text: str) -> float:
    """The weight of a text."""
    if text.isascii():
        return len(text) * LATIN
    wide = (len(text.encode("utf-8", "replace")) - len(text)) / 2
    return min(len(text), wide) + max(0.0, len(text) - wide) * LATIN


@dataclass(slots=True, eq=False)
class Box:
    """A block element with what its own lines and those of the boxes in it weigh."""

    node: LexborNode
    tag: str
    parent: "Box | None"
    names: frozenset[str] = frozenset()
    children: list["Box"] = field(default_factory=list)
    own: float = 0.0  # the score of its own lines
    score: float = 0.0  # of all lines in it
    text: float = 0.0  # units of all text in it
    links: float = 0.0  # units of linked text in it
    prose: float = 0.0  # units of lines with sentences in it
    pictures: int = 0

    @property
    def density(self) -> float:
        """The share of linked text."""
        return self.links / self.text if self.text else 0.0

    def walk(self) -> Iterator["Box"]:
        """This box and all in it, parents first."""
        stack = [self]
        while stack:
            box = stack.pop()
            yield box
            stack.extend(reversed(box.children))


@dataclass(slots=True)
class Line:
    """One line of the page: its text, the units of it that are links, and the box it stands in."""

    text: str
    links: float
    box: Box


def measure(body: LexborNode) -> tuple[Box, list[Line]]:
    """The boxes of a page and all its lines, in order."""
    measuring = _Measuring(Box(body, "body", None))
    measuring.walk(body, measuring.top, 0, linked=False)
    measuring.end(measuring.top)
    _sum(measuring.top)
    return measuring.top, measuring.lines


def name_words(node: LexborNode) -> frozenset[str]:
    """The words in an element's class and id; an id of many words is a heading's and says nothing of the box."""
    attrs = node.attributes
    text = (attrs.get("class") or "")[:300]
    own = (attrs.get("id") or "")[:100]
    if own and len(_NAME.findall(own)) < WORDY:
        text += " " + own
    return frozenset(_NAME.findall(_HUMP.sub(" ", text).lower())) if text else frozenset()


_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME = re.compile("[a-z]+|[\u4e00-\u9fff]+")


class _Measuring:
    def __init__(self, top: Box) -> None:
        self.top = top
        self.lines: list[Line] = []
        self._text: list[str] = []
        self._linked: list[str] = []

    def walk(self, parent: LexborNode, box: Box, depth: int, *, linked: bool) -> None:
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                text = node.text_content or ""
                self._text.append(text)
                if linked:
                    self._linked.append(text)
                continue
            tag = node.tag or ""
            if not node.is_element_node or tag in UNSEEN or depth > DEEPEST or nodes.hidden(node):
                continue
            if tag == "br":
                self.end(box)
            elif tag == "img":
                box.pictures += 1
            elif tag in BOUNDARIES:
                self.end(box)
                inner = Box(node, tag, box, name_words(node))
                box.children.append(inner)
                self.walk(node, inner, depth + 1, linked=linked)
                self.end(inner)
            else:
                self.walk(node, box, depth + 1, linked=linked or tag == "a")

    def end(self, box: Box) -> None:
        """A line is over."""
        if not self._text:
            return
        text = _SPACES.sub(" ", "".join(self._text)).strip()
        links = units(_SPACES.sub(" ", "".join(self._linked)).strip())
        self._text.clear()
        self._linked.clear()
        if not text:
            return
        self.lines.append(Line(text, links, box))
        weight = units(text)
        box.own += worth(text, weight, links)
        box.text += weight
        box.links += min(links, weight)
        if (links < weight / 2 or weight > 50) and len(_SENTENCE.findall(text)) >= 2:
            box.prose += weight


def worth(text: str, weight: float, links: float) -> float:
    """How much a line speaks for an article: above zero for sentences, below for links, bare words and legal lines."""
    marks = len(_SENTENCE.findall(text))
    # A long sentence that is a link is one that somebody forgot to end.
    if links > 0.6 * weight and (marks < 3 or weight < 50):
        return -(4 + 0.3 * weight)
    if weight < 160 and _LEGAL.search(text):
        return -60.0
    if not marks:
        return -2.0 if weight < 18 else 0.2 * (weight - links) - 4
    return weight * min(1.0, 0.4 + 0.2 * marks) * (1 - 0.8 * min(1.0, links / max(weight, 1)))


def _sum(top: Box) -> None:
    for box in reversed(list(top.walk())):
        box.score += box.own
        if box.parent is not None:
            parent = box.parent
            parent.score += box.score
            parent.text += box.text
            parent.links += box.links
            parent.prose += box.prose
            parent.pictures += box.pictures
