"""A page as boxes and rows: its elements with their names, and its text line by line as it would be drawn."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tui.dataclass import dataclass, field
from tui.document.elements import BOUNDARIES, VOID
from tui.extract.elements import INLINE, UNSEEN
from tui.extract.names import Kind, kind_of_name
from tui.extract.sites import Rule

Attributes = dict[str, str | None]

_DEEPEST = 200
_MOST_NAMED = 200
BODY, TITLE, PAGER, _NOISE = "data-rule-body", "data-rule-title", "data-rule-pager", "data-rule-noise"
"""The marks of what a rule names; only looked for where a page was read by a rule."""

_SPACES = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")
_ODD_SPACES = re.compile(r"[\t\n\r\f\v\u00a0\u3000\u200b\ufeff]|\s\s")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


@dataclass(slots=True, eq=False)
class Box:
    """An element with what is in it, in order; `kind` is what its name says that it is."""

    tag: str
    attrs: Attributes
    parent: "Box | None" = None
    kind: Kind = ""
    children: list["Box | str"] = field(default_factory=list)
    value: float = 0.0
    """What the rows in it are worth as an article, set by `score`."""
    prose: float = 0.0
    linked: float = 0.0
    first: int = -1
    """The numbers of the first row in it and of the first after it."""
    last: int = -1

    def above(self) -> Iterator["Box"]:
        """The box and all that hold it."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def boxes(self) -> Iterator["Box"]:
        """All boxes in it, parents first; not itself."""
        for child in self.children:
            if isinstance(child, Box):
                yield child
                yield from child.boxes()

    @property
    def text(self) -> str:
        """All text in it, white space folded."""
        return _SPACES.sub(" ", "".join(self._texts())).strip()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                if child.tag in BOUNDARIES or child.tag == "br":
                    yield " "
                yield from child._texts()


@dataclass(slots=True, eq=False)
class Row:
    """A line of text of the page; weights count a wide character as two narrow ones, in wide ones."""

    text: str
    box: Box
    weight: float
    linked: float
    strong: bool = False
    heading: int = 0
    links: int = 0


@dataclass(slots=True)
class Page:
    """A parsed page; `base_url` is what relative addresses start from."""

    body: Box
    boxes: list[Box]
    rows: list[Row]
    head_title: str = ""
    metas: list[Attributes] = field(default_factory=list)
    link_tags: list[Attributes] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    url: str = ""
    base_url: str = ""
    language: str = ""


def weigh(text: str) -> float:
    """How much text it is: one for each wide character, half for each other, spaces left out."""
    length = len(text) - text.count(" ") - text.count("\n") - text.count("\u3000")
    if text.isascii():
        return length / 2
    return (length + len(_WIDE.findall(text)) - text.count("\u3000")) / 2


def parse_page(html: str, url: str = "", rule: Rule | None = None) -> Page:
    """The page that `html` is, which `scan` has let pass; what a rule for its site names is marked or left out."""
    parser = LexborHTMLParser(html)
    if rule is not None:
        _apply(rule, parser)
    builder = _Builder(by_rule=rule is not None)
    root = parser.root
    page = Page(builder.top, builder.boxes, builder.rows, url=url, base_url=url)
    if root is None:
        return page
    _read_head(parser, page)
    body = parser.body
    if body is not None:
        builder.top.attrs = body.attributes
        builder.walk(body, builder.top, 0)
        builder.end_row()
    builder.top.first, builder.top.last = 0, len(builder.rows)
    return page


def _apply(rule: Rule, parser: LexborHTMLParser) -> None:
    """Mark what a rule names; nothing is removed, since one thing that is found may lie in another."""
    for mark, selector, most in (
        (_NOISE, rule.noise, _MOST_NAMED),
        (BODY, rule.body, 1),
        (TITLE, rule.title, 1),
        (PAGER, rule.pager, _MOST_NAMED),
    ):
        for node in _found(parser, selector)[:most] if selector else []:
            node.attrs[mark] = ""


def _found(parser: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """What a selector finds; a selector that is none finds nothing."""
    try:
        return parser.css(selector)
    except (SelectolaxError, ValueError):
        return []


def _read_head(parser: LexborHTMLParser, page: Page) -> None:
    title = parser.css_first("title")
    if title is not None:
        page.head_title = fold(title.text())
    page.metas = [node.attributes for node in parser.css("meta")[:400]]
    page.link_tags = [node.attributes for node in parser.css("link")[:400]]
    for node in parser.css('script[type*="json"]')[:40]:
        if (node.attributes.get("type") or "").strip().lower().startswith("application/ld+json"):
            page.data.append(node.text())
    html = parser.css_first("html")
    page.language = (html.attributes.get("lang") or "")[:30] if html is not None else ""


def fold(text: str) -> str:
    """`text` on one line."""
    if _ODD_SPACES.search(text):
        text = _SPACES.sub(" ", text)
    return text.strip()


def hidden(attrs: Attributes) -> bool:
    """Whether a page says that an element is not shown."""
    if not attrs:
        return False
    if "hidden" in attrs or attrs.get("aria-hidden") == "true":
        return True
    style = attrs.get("style") or ""
    return "none" in style and "display:none" in style[:1000].replace(" ", "").lower()


_SHOWN_OTHERWISE = frozenset({"noscript", "iframe", "video", "audio", "embed"})
_MOST_PICTURES = 4
_WHOLE_PAGE = 3000
"""Characters in a ``noscript`` that can only be there because its end was lost."""


def _without_text(node: LexborNode, tag: str, attrs: Attributes, parent: Box) -> Box:
    """A medium, or what is for readers without scripts: of that only the pictures that a script would have loaded."""
    box = Box(tag, attrs, parent)
    if tag == "noscript":
        box.children = [Box("img", image.attributes, box) for image in node.css("img")[:_MOST_PICTURES]]
    else:
        box.children = [Box("source", one.attributes, box) for one in node.css("source")[:_MOST_PICTURES]]
    return box


class _Builder:
    """Puts up the boxes and gathers the rows."""

    def __init__(self, *, by_rule: bool) -> None:
        self._by_rule = by_rule
        self.top = Box("body", {})
        self.boxes: list[Box] = [self.top]
        self.rows: list[Row] = []
        self._parts: list[str] = []
        self._linked: list[str] = []
        self._strong: list[str] = []
        self._links = 0
        self._begun = False
        self._heading = 0
        self._at = self.top

    def walk(self, parent: LexborNode, box: Box, depth: int, linked: bool = False, strong: bool = False) -> None:
        """Take in what is in a node."""
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                self._text(node.text_content or "", box, linked, strong)
            elif node.is_element_node and depth < _DEEPEST:
                self._element(node, box, depth, linked, strong)

    def _text(self, text: str, box: Box, linked: bool, strong: bool) -> None:
        box.children.append(text)
        if text.isspace():
            self._parts.append(" ")
            return
        if not self._begun:
            self._at, self._begun = box, True
        self._parts.append(text)
        if linked:
            self._linked.append(text)
        if strong:
            self._strong.append(text)

    def _element(self, node: LexborNode, parent: Box, depth: int, linked: bool, strong: bool) -> None:
        tag = node.tag or ""
        if tag in UNSEEN:
            return
        attrs = node.attributes
        if self._by_rule and _NOISE in attrs:
            return
        if hidden(attrs):
            return
        if tag in _SHOWN_OTHERWISE and not (tag == "noscript" and len(node.text()) > _WHOLE_PAGE):
            parent.children.append(_without_text(node, tag, attrs, parent))
            return
        box = Box(tag, attrs, parent, "" if tag in INLINE else kind_of_name(tag, attrs))
        parent.children.append(box)
        if tag in VOID:
            if tag in ("br", "hr"):
                self.end_row()
            return
        self.boxes.append(box)
        boundary = tag in BOUNDARIES or tag == "pre"
        if boundary:
            self.end_row()
        box.first = len(self.rows)
        heading = self._heading
        if tag in _HEADINGS:
            self._heading = int(tag[1])
        # An anchor that leads nowhere is no link, and old pages never close theirs.
        link = tag == "a" and bool(attrs.get("href"))
        self._links += link
        self.walk(node, box, depth + 1, linked or link, strong or tag in ("b", "strong"))
        if boundary:
            self.end_row()
            box.last = len(self.rows)
        else:
            box.last = len(self.rows) + 1
        self._heading = heading

    def end_row(self) -> None:
        """Make a row of what is gathered."""
        if not self._begun:
            self._parts.clear()
            return
        if text := fold("".join(self._parts)):
            box = self._at
            while box.parent is not None and box.tag not in BOUNDARIES and box.tag != "pre":
                box = box.parent
            weight = weigh(text)
            linked = weigh("".join(self._linked)) if self._linked else 0.0
            strong = bool(self._strong) and weigh("".join(self._strong)) > weight * 0.9
            self.rows.append(Row(text, box, weight, min(linked, weight), strong, self._heading, self._links))
        self._parts.clear()
        self._linked.clear()
        self._strong.clear()
        self._links = 0
        self._begun = False


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
