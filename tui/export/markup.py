"""Blocks as markup that is HTML and well-formed XML at once, so that pages and books share one writer."""

import re
from collections.abc import Callable
from datetime import tzinfo
from html import escape as _escape
from typing import assert_never

from tui.document.blocks import (
    Block,
    Cell,
    Code,
    Figure,
    Folded,
    Footnote,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
)
from tui.export.clipping import Clipping, PictureFile
from tui.export.head import byline, changed, figure_label, origin, remarks
from tui.i18n import t

Address = Callable[[PictureFile], str]

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MARKS = (
    (Style.CODE, "code"),
    (Style.MARK, "mark"),
    (Style.STRONG, "strong"),
    (Style.EMPHASIS, "em"),
    (Style.UNDERLINE, "u"),
    (Style.STRIKE, "del"),
    (Style.SUPERSCRIPT, "sup"),
    (Style.SUBSCRIPT, "sub"),
)


def escape(text: str) -> str:
    """Text as it may stand between tags and in attributes."""
    return _escape(_NOT_XML.sub("", text))


def link(url: str) -> str:
    """An address that may be followed, else "": only what leads to the web or to a letter."""
    if not url.startswith(("http://", "https://", "mailto:")):
        return ""
    head, mark, tail = url.partition("#")
    return head + mark + tail.replace("#", "%23")


class Markup:
    """Writes blocks; ``address`` says where a picture's file is found from the page, "" where it cannot be shown."""

    def __init__(self, clipping: Clipping, address: Address, zone: tzinfo | None, *, deeper: int = 0) -> None:
        self._clipping = clipping
        self._address = address
        self._zone = zone
        self._deeper = deeper

    def article(self) -> str:
        """The whole article with its title, from where it is, body, and what the reader added."""
        clipping = self._clipping
        level = 1 + self._deeper
        title, url = escape(clipping.title), escape(link(origin(clipping)))
        headline = f'<a href="{url}">{title}</a>' if url else title
        facts = " · ".join(filter(None, [byline(clipping, self._zone), changed(clipping)]))
        parts = [f'<h{level} class="title">{headline}</h{level}>', f'<p class="byline">{escape(facts)}</p>']
        parts += map(self.block, clipping.document.blocks)
        parts += self._added()
        return "\n".join(filter(None, parts))

    def _added(self) -> list[str]:
        clipping = self._clipping
        parts = []
        if clipping.note:
            paragraphs = "".join(f"<p>{escape(line)}</p>" for line in clipping.note.splitlines() if line.strip())
            parts.append(f'<aside class="note"><p class="label">{escape(t("saving.note"))}</p>{paragraphs}</aside>')
        for mark in remarks(clipping):
            quote = f"<blockquote><p>{escape(mark.quote)}</p></blockquote>" if mark.quote else ""
            parts.append(f'<aside class="note">{quote}<p>{escape(mark.note)}</p></aside>')
        return parts

    def block(self, block: Block) -> str:
        """One block with all in it."""
        match block:
            case Paragraph():
                return f"<p>{self.inline(block.content)}</p>"
            case Heading():
                level = min(6, max(2, block.level) + self._deeper)
                return f"<h{level}>{self.inline(block.content)}</h{level}>"
            case ListBlock():
                return self._list(block)
            case Quote():
                return f"<blockquote>{self._blocks(block.blocks)}</blockquote>"
            case Code():
                return f"<pre><code>{escape(block.text)}</code></pre>"
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Rule():
                return "<hr/>"
            case Footnote():
                return self._aside("footnote", block.mark, block.blocks)
            case Folded():
                return self._aside("folded", block.label, block.blocks)
            case _:
                assert_never(block)

    def inline(self, content: Inline) -> str:
        """Text with its styles and links."""
        return "".join(map(self._span, content.spans))

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(map(self.block, blocks))

    def _aside(self, name: str, label: str, blocks: tuple[Block, ...]) -> str:
        return f'<div class="{name}"><p class="label">{escape(label)}</p>{self._blocks(blocks)}</div>'

    def _span(self, span: Span) -> str:
        text = escape(span.text).replace("\n", "<br/>")
        for style, tag in _MARKS:
            if style in span.style:
                text = f"<{tag}>{text}</{tag}>"
        url = link(span.link)
        return f'<a href="{escape(url)}">{text}</a>' if url else text

    def _list(self, block: ListBlock) -> str:
        items = "".join(f"<li>{self._blocks(item.blocks)}</li>" for item in block.items)
        if block.start is None:
            return f"<ul>{items}</ul>"
        return f'<ol start="{block.start}">{items}</ol>' if block.start != 1 else f"<ol>{items}</ol>"

    def _table(self, block: Table) -> str:
        caption = f"<caption>{self.inline(block.caption)}</caption>" if block.caption.spans else ""
        width = max((len(row) for row in block.rows), default=0)
        if not width:
            return f"<p>{self.inline(block.caption)}</p>" if block.caption.spans else ""
        rows = []
        for row in block.rows:
            cells = "".join(map(self._cell, row))
            rows.append(f"<tr>{cells}{'<td></td>' * (width - len(row))}</tr>")
        return f"<table>{caption}<tbody>{''.join(rows)}</tbody></table>"

    def _cell(self, cell: Cell) -> str:
        tag = "th" if cell.header else "td"
        return f"<{tag}>{self.inline(cell.content)}</{tag}>"

    def _figure(self, block: Figure) -> str:
        picture = self._clipping.pictures.get(block.url) if block.kind == "image" else None
        source = self._address(picture) if picture is not None else ""
        url = link(block.url)
        if source:
            shown = f'<img src="{escape(source)}" alt="{escape(block.alt)}"/>'
        else:
            label = escape(figure_label(block.kind, block.alt))
            inside = f'<a href="{escape(url)}">{label}</a>' if url else label
            shown = f'<span class="absent">{inside}</span>'
        caption = f"<figcaption>{self.inline(block.caption)}</figcaption>" if block.caption.spans else ""
        return f"<figure>{shown}{caption}</figure>"
