"""HTML as found to tidied HTML: only what an article is made of, every address clean, every text fit to be shown."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tui.document import media, nodes
from tui.document.builder import Builder
from tui.document.elements import BOUNDARIES, DROPPED, EMBEDS, HEADINGS, MARK_OF, PLAIN_OF
from tui.document.folding import fold, settle
from tui.document.formula import drop_drawing, formula
from tui.document.plain import paragraphs
from tui.document.scan import scan
from tui.document.strip import lines_of, looks_like_html, strip_tags, without_unseen
from tui.document.tree import Break, Element, Image, Text
from tui.text.characters import whole
from tui.text.clean import clean_block, clean_text

_DEEPEST_NODE = 150
_DEEPEST_BLOCK = 32
_MEDIA_KINDS = frozenset({"video", "audio", "embed"})
_CONTAINERS = frozenset({"ul", "ol", "blockquote", "figure", "table"})


def tidy_part(html: str, base_url: str = "") -> list[Element]:
    """As `tidy`, for HTML written anew from a part of a page that `scan` has let pass."""
    return _walked(html, base_url)


def tidy(html: str, base_url: str = "") -> list[Element]:
    """The blocks of `html`; what no parser may be given, and plain text, becomes a paragraph a line."""
    html = whole(html)
    if (rows := paragraphs(html)) is not None:
        return [Element("p", pieces=row) for row in rows]
    if not looks_like_html(html):
        return _paragraphs(lines_of(html))
    if scan(html) is not None:
        # A drawing alone may have more parts than all the text around it.
        seen = without_unseen(html)
        if seen == html or scan(seen) is not None:
            return _paragraphs(strip_tags(html))
        html = seen
    return _walked(html, base_url)


def _walked(html: str, base_url: str) -> list[Element]:
    body = LexborHTMLParser(html).body
    return [] if body is None else tidy_parsed(body, base_url)


def tidy_parsed(node: LexborNode, base_url: str = "") -> list[Element]:
    """The blocks in an element of a page that has been looked at and parsed already."""
    walker = _Walker(base_url)
    walker.walk(node, 0)
    walker.build.end_row()
    return walker.build.top.children


def _paragraphs(lines: list[str]) -> list[Element]:
    rows = (settle([Text(fold(line))]) for line in lines)
    return [Element("p", pieces=row) for row in rows if row]


class _Walker:
    """Goes through a parsed page and has the blocks built that are in it."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url
        self.build = Builder()
        self.pictures: set[str] = set()

    def walk(self, parent: LexborNode, depth: int) -> None:
        """Take in the children of a node; far down only their text."""
        for node in parent.iter(include_text=True):
            if node.is_text_node:
                self.build.text(node.text_content or "")
            elif node.is_element_node and depth < _DEEPEST_NODE:
                self.element(node, node.tag or "", depth + 1)
            elif node.is_element_node:
                self.build.text(node.text())

    def element(self, node: LexborNode, tag: str, depth: int) -> None:
        """Take in one element."""
        if tag in DROPPED or nodes.hidden(node):
            return
        if mark := MARK_OF.get(tag):
            with self.build.marked(mark):
                self.walk(node, depth)
            return
        match tag:
            case "a":
                if self.build.in_heading and nodes.is_permalink(node):
                    return
                with self.build.linked(media.resolve(node.attributes.get("href"), self.base_url)):
                    self.walk(node, depth)
            case "br":
                self.build.piece(Break())
            case "img":
                self.picture(node)
            case "rt" | "q":
                opening, closing = ("(", ")") if tag == "rt" else ("“", "”")
                self.build.text(opening)
                self.walk(node, depth)
                self.build.text(closing)
            case "hr":
                self.build.put(Element("hr"))
            case "pre":
                self.code(node)
            case "math":
                drop_drawing(node)
                self.build.text(formula(node))
            case "noscript":
                self.without_script(node, depth)
            case _ if tag in EMBEDS:
                self.embed(node, tag, depth)
            case _ if tag in _CONTAINERS and self.build.depth <= _DEEPEST_BLOCK:
                self.container(node, tag, depth)
            case _ if tag in PLAIN_OF:
                self.element(node, PLAIN_OF[tag], depth)
            case _:
                self.passage(node, tag, depth)

    def passage(self, node: LexborNode, tag: str, depth: int) -> None:
        """Take in an element that is a row, begins and ends rows, or means nothing by itself."""
        if (tag in HEADINGS and self.build.in_prose) or (tag == "figcaption" and self.build.block.tag == "figure"):
            with self.build.rows(tag):
                self.walk(node, depth)
        elif tag in BOUNDARIES:
            self.build.end_row()
            self.walk(node, depth)
            self.build.end_row()
        else:
            self.walk(node, depth)

    def picture(self, node: LexborNode) -> None:
        """Add a picture to the row, or the characters that it stands for."""
        attrs = node.attributes
        if characters := media.characters(attrs):
            self.build.text(characters)
        elif picture := self._image(attrs) or next(filter(None, map(self._image, nodes.choices(node))), None):
            self.pictures.add(picture.src)
            self.build.piece(picture)

    def _image(self, attrs: media.Attributes) -> Image | None:
        return media.image(attrs, self.base_url, self.build.href)

    def without_script(self, node: LexborNode, depth: int) -> None:
        """Take in what is for readers without scripts, but no picture again that a script would have loaded."""
        pictures = [media.image(found.attributes, self.base_url) for found in node.css("img")]
        if not pictures or any(picture and picture.src not in self.pictures for picture in pictures):
            self.walk(node, depth)

    def code(self, node: LexborNode) -> None:
        """Add preformatted text."""
        for line_break in node.css("br"):
            line_break.replace_with("\n")
        if nodes.is_numbers(node):
            return
        text = clean_block(nodes.without_numbers(node).text()).strip("\n").rstrip()
        if text.strip():
            language = nodes.code_language(node)
            attrs = {"class": f"language-{language}"} if language else {}
            self.build.put(Element("pre", attrs, pieces=[Text(text)]))

    def embed(self, node: LexborNode, tag: str, depth: int) -> None:
        """Add what plays in a page as a link to it; an object without an address is what stands in its place."""
        if url := nodes.media_address(node, self.base_url):
            label = clean_text((node.attributes.get("title") or "")[:500]) or url
            paragraph = Element("p", pieces=[Text(label, (), url)])
            self.build.put(Element("figure", {"data-kind": media.kind_of(tag, url)}, [paragraph]))
        elif tag == "object":
            self.walk(node, depth)

    # Blocks that hold blocks --------------------------------------------------------------------------------------

    def container(self, node: LexborNode, tag: str, depth: int) -> None:
        """Add a block with the blocks in it, unless there are none."""
        match tag:
            case "table":
                self.table(node, depth)
            case "figure":
                self.figure(node, depth)
            case "blockquote":
                with self.build.inside(Element(tag)) as quote:
                    self.walk(node, depth)
                self.build.put(*[quote] * bool(quote.children))
            case _:
                self.list(node, tag, depth)

    def list(self, node: LexborNode, tag: str, depth: int) -> None:
        """Add a list; what stands in it outside of any item becomes one."""
        start = nodes.number(node.attributes.get("start"), 999_999)
        block = Element(tag, {"start": str(start)} if tag == "ol" and start not in (None, 1) else {})
        for child in node.iter(include_text=True):
            with self.build.inside(Element("li")) as item:
                if child.is_text_node:
                    self.build.text(child.text_content or "")
                elif child.tag == "li":
                    self.walk(child, depth + 1)
                elif child.is_element_node:
                    self.element(child, child.tag or "", depth + 1)
            if item.children:
                block.children.append(item)
        if block.children:
            self.build.put(block)

    def figure(self, node: LexborNode, depth: int) -> None:
        """Add a figure that holds a picture or a medium; without one its parts stand for themselves."""
        kind = node.attributes.get("data-kind") or ""
        with self.build.inside(Element("figure")) as figure:
            self.walk(node, depth)
        if kind in _MEDIA_KINDS and len(figure.children) == 1 and _is_link(figure.children[0]):
            figure.attrs["data-kind"] = kind
        if figure.has_image() or figure.attrs or any("data-kind" in child.attrs for child in figure.children):
            self.build.put(figure)
        else:
            self.build.put(*map(_as_prose, figure.children))

    def table(self, node: LexborNode, depth: int) -> None:
        """Add a table as rows of cells; one of a single cell is no table."""
        with self.build.inside(Element("table")) as table, self.build.rows("caption"):
            for part in node.iter():
                if part.tag == "caption":
                    self.walk(part, depth + 1)
        captions = [part for part in table.children if part.tag == "caption"][:1]
        cells_of = nodes.cells if node.css_first("pre, code") is None else nodes.written_cells
        rows = [[self.cell(cell, depth) for cell in cells_of(row)] for row in nodes.rows(node)]
        filled = [Element("tr", children=row) for row in rows if row]
        table.children = captions + filled
        cells = [cell for row in filled for cell in row.children]
        if len(cells) > 1 and any(cell.children for cell in cells):
            self.build.put(table)
        else:
            self.build.put(*map(_as_prose, captions), *(block for cell in cells for block in cell.children))

    def cell(self, node: LexborNode, depth: int) -> Element:
        """One cell of a table."""
        with self.build.inside(Element(node.tag or "td", nodes.spans(node))) as cell:
            if not nodes.hidden(node):
                self.walk(node, depth + 3)
        return cell


def _as_prose(block: Element) -> Element:
    """A caption without its figure or table, as a paragraph."""
    return Element("p", pieces=block.pieces) if block.tag in ("figcaption", "caption") else block


def _is_link(block: Element) -> bool:
    match block.pieces:
        case [Text() as piece]:
            return block.tag == "p" and piece.href.startswith("http")
        case _:
            return False
