"""HTML to the blocks of an article, and what is made from the blocks: plain text, a summary, the pictures."""

from tui.dataclass import replace
from tui.document.blocks import (
    Block,
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Table,
    walk,
)
from tui.document.captions import captioned
from tui.document.elements import HEADINGS
from tui.document.inline import inline
from tui.document.tables import is_layout, to_table
from tui.document.tidy import tidy
from tui.document.tree import Break, Element, Image, Piece, Text
from tui.text.clean import clean_block, clean_text, cut

_MORE = 64
"""Characters beyond a summary that are looked at, where no white space among them is folded."""
_SENTENCE_ENDS = "。！？!?…；"


def to_document(html: str, base_url: str = "", language: str = "") -> Document:
    """The article in `html`, which may be as found or sanitised; always safe to show."""
    return of_tidied(tidy(html, base_url), language)


def of_tidied(blocks: list[Element], language: str = "") -> Document:
    """The article of blocks that are tidied already."""
    return Document(tuple(_blocks(blocks)), language)


def _blocks(elements: list[Element]) -> list[Block]:
    return captioned([block for element in elements for block in _from(element)])


def _from(element: Element) -> list[Block]:
    match element.tag:
        case "p" | "figcaption" | "caption":
            return _paragraphs(element.pieces)
        case tag if tag in HEADINGS:
            content = inline(element.pieces)
            figures = [_figure(piece) for piece in element.pieces if isinstance(piece, Image)]
            return [*([Heading(content, int(tag[1]))] if content.spans else []), *figures]
        case "ul" | "ol":
            items = tuple(Item(tuple(blocks)) for item in element.children if (blocks := _blocks(item.children)))
            start = int(element.attrs.get("start", 1)) if element.tag == "ol" else None
            return [ListBlock(items, start)] if items else []
        case "blockquote":
            blocks = _blocks(element.children)
            return [Quote(tuple(blocks))] if blocks else []
        case "pre":
            return [Code(element.text, element.attrs.get("class", "").removeprefix("language-"))]
        case "table":
            return _table(element)
        case "figure":
            return _figures(element)
        case "hr":
            return [Rule()]
        case _:
            return _blocks(element.children)


def _paragraphs(pieces: list[Piece]) -> list[Block]:
    """A row parted at its pictures, at empty lines, and where a new line is set in as a paragraph is."""
    if len(pieces) == 1 and isinstance(pieces[0], Text):
        content = inline(pieces)
        return [Paragraph(content)] if content.spans else []
    blocks: list[Block] = []
    row: list[Piece] = []

    def end_row() -> None:
        content = inline(row)
        if content.spans:
            blocks.append(Paragraph(content))
        row.clear()

    for index, piece in enumerate(pieces):
        match piece:
            case Image():
                end_row()
                blocks.append(_figure(piece))
            case Break() if _parts(pieces[index + 1 : index + 2]):
                end_row()
            case _:
                row.append(piece)
    end_row()
    return blocks


def _parts(following: list[Piece]) -> bool:
    match following:
        case [Break()]:
            return True
        case [Text() as text]:
            return text.text.startswith(("\u3000", "\u00a0\u00a0"))
        case _:
            return False


def _figure(image: Image) -> Figure:
    return Figure(image.src, image.alt or image.title, link=image.href if image.href != image.src else "")


def _figures(element: Element) -> list[Block]:
    """The pictures or the medium of a figure; its caption goes to the last of them."""
    if kind := element.attrs.get("data-kind"):
        piece = element.children[0].pieces[0]
        if isinstance(piece, Text):
            return [Figure(piece.href, piece.text if piece.text != piece.href else "", kind=kind)]
    blocks = _blocks([child for child in element.children if child.tag != "figcaption"])
    captions = [inline(child.pieces) for child in element.children if child.tag == "figcaption"]
    if not captions and len(blocks) == 2 and isinstance(blocks[0], Figure) and isinstance(blocks[1], Paragraph):
        captions = [blocks[1].content]
        del blocks[1]
    for caption in captions:
        last = blocks[-1] if blocks else None
        if isinstance(last, Figure) and not last.caption.spans:
            blocks[-1] = replace(last, caption=caption)
        elif caption.spans:
            blocks.append(Paragraph(caption))
    return blocks


def _table(element: Element) -> list[Block]:
    if not is_layout(element):
        return [to_table(element)]
    captions = [part for part in element.children if part.tag == "caption"]
    cells = [cell for row in element.children if row.tag == "tr" for cell in row.children]
    return _blocks(captions) + [block for cell in cells for block in _blocks(cell.children)]


def plain_text(document: Document) -> str:
    """The text of an article, its paragraphs parted by an empty line; what is folded away is left out."""
    # Marks that hung on what stood before their block in the page hang on nothing now.
    return clean_block("\n\n".join(text for block in document.blocks if (text := _text(block))))


def _text(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return block.content.text
        case Code():
            return block.text
        case Figure():
            return block.caption.text
        case Table():
            rows = ("  ".join(filter(None, map(_one_line, (cell.content for cell in row)))) for row in block.rows)
            return "\n".join(filter(None, [block.caption.text, *rows]))
        case ListBlock():
            return "\n".join(filter(None, ("\n".join(map(_text, item.blocks)) for item in block.items)))
        case Quote() | Footnote():
            return "\n\n".join(filter(None, map(_text, block.blocks)))
        case Rule() | Folded():
            return ""


def _one_line(content: Inline) -> str:
    return content.text.replace("\n", " ")


def summary(text: str, n: int = 200) -> str:
    """The beginning of `text` on one line, at most `n` characters, to the end of a sentence if one is near."""
    line = clean_text(text[: n + _MORE])
    if len(line) <= n + _MORE // 2 < len(text):
        line = clean_text(text[: n * 4])
    if len(line) <= n:
        return line
    head = line[:n]
    end = max(head.rfind(mark) for mark in _SENTENCE_ENDS) + 1
    return head[:end] if end > n * 2 // 3 else cut(line, n)


def images(document: Document) -> tuple[str, ...]:
    """The addresses of the pictures of an article, in order, each once."""
    found = (block.url for block in walk(document.blocks) if isinstance(block, Figure) and block.kind == "image")
    return tuple(dict.fromkeys(found))
