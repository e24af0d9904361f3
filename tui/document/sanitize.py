"""A stranger's HTML made safe to keep, to show and to hand on: written anew from what an article is made of."""

from html import escape

from tui.document.tidy import tidy
from tui.document.tree import PHRASING, Break, Element, Image, Piece, Text


def sanitize(html: str, base_url: str = "") -> str:
    """`html` with nothing in it but text, structure, links and pictures; doing it twice changes nothing.

    Elements and attributes are of a short list; links are http, https or mailto and absolute (`base_url` makes them
    so), those that are not become text; no script, style, form, frame, event handler, tracker. What plays
    (video, audio, frames) becomes ``<figure data-kind="video"><a href=…>``. All text has passed `clean_block`.
    Plain text becomes a paragraph a line, and so does HTML too large or deep to be parsed. Takes time linear in the
    length.
    """
    return write(tidy(html, base_url))


def write(blocks: list[Element]) -> str:
    """Tidied blocks as HTML, a block a line."""
    return "\n".join(map(_block, blocks))


def _block(block: Element) -> str:
    match block.tag:
        case "hr":
            return "<hr>"
        case "pre":
            code = f"<code{_attrs(block)}>" if block.attrs else "<code>"
            return f"<pre>{code}{escape(block.text, quote=False)}</code></pre>"
        case "table":
            captions = "".join(_block(part) for part in block.children if part.tag == "caption")
            rows = "".join(_block(part) for part in block.children if part.tag == "tr")
            return f"<table>{captions}<tbody>{rows}</tbody></table>"
        case tag if tag in PHRASING:
            return f"<{tag}>{_row(block.pieces)}</{tag}>"
        case tag:
            return f"<{tag}{_attrs(block)}>{_inner(block)}</{tag}>"


def _inner(block: Element) -> str:
    """The blocks within a block; a paragraph that is the only one in an item, cell or figure needs no tag."""
    paragraphs = sum(child.tag == "p" for child in block.children)
    if block.tag in ("li", "td", "th", "figure") and paragraphs == 1:
        return "".join(_row(child.pieces) if child.tag == "p" else _block(child) for child in block.children)
    return "".join(map(_block, block.children))


def _attrs(block: Element) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in block.attrs.items())


def _row(pieces: list[Piece]) -> str:
    parts, href = [], ""
    for piece in pieces:
        link = "" if isinstance(piece, Break) else piece.href
        if link != href:
            parts += ["</a>"] * bool(href)
            parts += [f'<a href="{escape(link)}">'] * bool(link)
            href = link
        parts.append(_piece(piece))
    parts += ["</a>"] * bool(href)
    return "".join(parts)


def _piece(piece: Piece) -> str:
    match piece:
        case Break():
            return "<br>"
        case Image():
            facts = {"alt": piece.alt, "title": piece.title, "width": piece.width, "height": piece.height}
            attrs = "".join(f' {name}="{escape(value)}"' for name, value in facts.items() if value or name == "alt")
            return f'<img src="{escape(piece.src)}"{attrs}>'
        case Text():
            text = escape(piece.text, quote=False)
            for mark in reversed(piece.marks):
                text = f"<{mark}>{text}</{mark}>"
            return text
