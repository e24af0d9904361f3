"""Blocks as Markdown (CommonMark with the tables and ~~ of GitHub, and the == of Obsidian)."""

import re
from collections.abc import Iterator
from html import escape as escape_html
from typing import assert_never

from tui.document.blocks import (
    Block,
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
from tui.export.clipping import Clipping, Setting
from tui.export.head import figure_label

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~$|]|==|(?<=[a-z])://|(?<=www)\.|@(?=[a-z])")
# At the beginning of a line these would make a heading, a list, a quotation, a rule or an underlined title.
_LINE_START = re.compile(
    r"^(?P<space>[ \u3000]*)(?:(?P<mark>[#+-]|=(?==*[ ]*$))|(?P<number>\d{1,9})(?P<dot>[.)]))", re.MULTILINE
)
_FENCE = re.compile("`{3,}")
_TICKS = re.compile("`+")

# Style, mark, and the element that says the same where the mark would not be taken for one.
_MARKS = (
    (Style.MARK, "==", "mark"),
    (Style.STRONG, "**", "strong"),
    (Style.EMPHASIS, "*", "em"),
    (Style.STRIKE, "~~", "del"),
    (Style.UNDERLINE, "", "u"),
    (Style.SUPERSCRIPT, "", "sup"),
    (Style.SUBSCRIPT, "", "sub"),
)


def escape(text: str) -> str:
    """Text in which nothing is a mark of Markdown."""
    return _SPECIAL.sub(lambda found: "".join(f"\\{sign}" if not sign.isalnum() else sign for sign in found[0]), text)


def escape_line(text: str) -> str:
    """A text of its own line, which begins neither heading nor list."""
    return _LINE_START.sub(_escaped_start, escape(text)).replace("\n", " ")


def _escaped_start(found: re.Match[str]) -> str:
    if found["mark"]:
        return f"{found['space']}\\{found['mark']}"
    return f"{found['space']}{found['number']}\\{found['dot']}"


class Marked:
    """Writes blocks of a clipping; pictures that are at hand are put beside the text."""

    def __init__(self, clipping: Clipping, setting: Setting, *, deeper: bool = False) -> None:
        self._clipping = clipping
        self._setting = setting
        self._deeper = deeper

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Each block as lines without an end."""
        for place, block in enumerate(blocks):
            text = self._block(block)
            # Two lists one after another would be read as one.
            if place and isinstance(block, ListBlock) and isinstance(blocks[place - 1], ListBlock):
                text = f"<!-- -->\n\n{text}"
            if text:
                yield text

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self._prose(block.content)
            case Heading():
                level = min(6, max(2, block.level) + self._deeper)
                return f"{'#' * level} {self._inline(block.content, one_line=True)}"
            case ListBlock():
                return self._list(block)
            case Quote():
                return _prefixed(self._inside(block.blocks), "> ", "> ")
            case Code():
                return _fenced(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Rule():
                return "* * *"
            case Footnote():
                return f"{escape_line(block.mark)} {self._inside(block.blocks)}"
            case Folded():
                return "\n\n".join(filter(None, [escape_line(block.label), self._inside(block.blocks)]))
            case _:
                assert_never(block)

    def _inside(self, blocks: tuple[Block, ...]) -> str:
        return "\n\n".join(self.blocks(blocks))

    def _prose(self, content: Inline) -> str:
        text = self._inline(content)
        return _LINE_START.sub(_escaped_start, text).replace("\n", "\\\n")

    def _list(self, block: ListBlock) -> str:
        lines = []
        for place, item in enumerate(block.items):
            bullet = "- " if block.start is None else f"{(block.start + place) % 10**9}. "
            lines.append(_prefixed(self._inside(item.blocks), bullet, " " * len(bullet)))
        return "\n".join(lines)

    def _table(self, block: Table) -> str:
        """A table of pipes: the first row is its head, whether it was one or not, for there is no other kind."""
        width = max((len(row) for row in block.rows), default=0)
        caption = self._inline(block.caption, one_line=True)
        if not width:
            return caption
        rows = []
        for row in block.rows:
            cells = [self._inline(cell.content, one_line=True) for cell in row]
            rows.append(f"| {' | '.join(cells + [''] * (width - len(cells)))} |")
        rows.insert(1, f"|{' --- |' * width}")
        return "\n".join(filter(None, [caption + "\n" if caption else "", *rows]))

    def _figure(self, block: Figure) -> str:
        picture = self._clipping.pictures.get(block.url) if block.kind == "image" else None
        address = self._setting.beside(picture) if picture is not None else ""
        if address:
            shown = f"![{escape(block.alt)}]({address})".replace("\n", " ")
        else:
            label = escape(figure_label(block.kind, block.alt)).replace("\n", " ")
            shown = f"[{label}]({_target(block.url)})" if block.url else label
        caption = self._inline(block.caption, one_line=True)
        return f"{shown}\n\n{_LINE_START.sub(_escaped_start, caption)}" if caption else shown

    def _inline(self, content: Inline, *, one_line: bool = False) -> str:
        text = "".join(map(_span, content.spans))
        return text.replace("\n", " ") if one_line else text


def _span(span: Span) -> str:
    text = _styled(span)
    return f"[{text}]({_target(span.link)})" if span.link and text.strip() else text


def _styled(span: Span) -> str:
    inner = span.text.strip(" \n\u3000")
    if not inner or (span.style is Style.PLAIN and not span.link):
        return escape(span.text)
    start = span.text.index(inner)
    before, after = span.text[:start], span.text[start + len(inner) :]
    text = _code(inner) if Style.CODE in span.style else escape(inner)
    # Marks beside punctuation are not taken for marks (CommonMark 6.2), and in Chinese they often stand there.
    plain = inner[0].isalnum() and inner[-1].isalnum() and "\n" not in inner
    for style, mark, tag in reversed(_MARKS):
        if style in span.style:
            text = f"{mark}{text}{mark}" if plain and mark else f"<{tag}>{text}</{tag}>"
    return before + text + after


def _code(text: str) -> str:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    if "\n" in text:
        return f"<code>{escape_html(text, quote=False)}</code>"
    fence, pad = "`" * (longest + 1), " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _fenced(block: Code) -> str:
    fence = "`" * (max(map(len, _FENCE.findall(block.text)), default=2) + 1)
    return f"{fence}{block.language}\n{block.text.rstrip()}\n{fence}"


def _target(url: str) -> str:
    for sign, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), (" ", "%20"), ("\\", "%5C")):
        url = url.replace(sign, code)
    return url


def _prefixed(text: str, first: str, other: str) -> str:
    lines = text.split("\n")
    rest = [other + line if line else other.rstrip() for line in lines[1:]]
    return "\n".join([first + lines[0], *rest])
