"""What is left out of the part of a page that is the article: related links, bars of buttons, what names give away."""

import re
from html import escape

from tui.document.elements import PLAIN_OF, VOID
from tui.extract.elements import BLOCKS, KEPT_ATTRIBUTES, MACHINERY, PICTURES
from tui.extract.page import Box, hidden

_LONG = 60.0


def noise(box: Box, best: Box, *, by_name: bool = True) -> bool:
    """Whether a box within `best`, the article, is not of it; names count `by_name`."""
    if not by_name:
        return box.tag in BLOCKS and _is_link_list(box, best)
    if box.tag in MACHINERY and box.prose < best.prose * 0.3:
        return True
    if box.kind in ("comments", "chrome", "aside"):
        return True
    if box.kind == "meta":
        return box.prose < _LONG
    return box.tag in BLOCKS and _is_link_list(box, best)


def _is_link_list(box: Box, best: Box) -> bool:
    """Whether next to nothing but links is in it, and more than one of them."""
    if box.linked < 6 or box.prose > min(box.linked, best.prose) * 0.3:
        return False
    links = 0
    for inner in box.boxes():
        links += inner.tag == "a"
        if inner.tag in PICTURES and box.tag in ("p", "figure"):
            return False
    if links < 2:
        return False
    text = sum(map(len, box.text.split()))
    return box.linked >= text * 0.5 * (0.7 if links > 3 else 0.9)


_AROUND = {
    **dict.fromkeys(("table", "tbody", "thead", "tfoot"), ("<table>", "</table>")),
    "tr": ("<table><tr>", "</tr></table>"),
    "ul": ("<ul>", "</ul>"),
    "ol": ("<ol>", "</ol>"),
    "dl": ("<dl>", "</dl>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "pre": ("<pre>", "</pre>"),
}
"""What a parser needs around some parts to take them for what they are."""


def written(best: Box, end: int) -> str:
    """The HTML of the article without what is not of it, up to the row numbered `end`."""
    by_name = best.prose == 0 or _left(best, best) >= best.prose * _BELIEVED
    parts: list[str] = []
    _write(best, best, end, parts, by_name=by_name)
    before, after = _AROUND.get(best.tag, ("", ""))
    return f"{before}{''.join(parts)}{after}"


_BELIEVED = 0.3
"""Names by which less than this share of the running text would be left are not believed."""


def _left(box: Box, best: Box) -> float:
    """The running text that is left in a box without what is not of the article."""
    lost = 0.0
    for child in box.children:
        if isinstance(child, Box) and child.prose > 0:
            lost += child.prose if noise(child, best) else child.prose - _left(child, best)
    return box.prose - lost


def _write(box: Box, best: Box, end: int, parts: list[str], *, by_name: bool) -> None:
    for child in box.children:
        if isinstance(child, str):
            parts.append(escape(child, quote=False))
        elif end < best.last and child.first >= end:
            return
        elif not noise(child, best, by_name=by_name) and not hidden(child.attrs):
            # Elements of a page's own making are text to a reader.
            name = child.tag if child.tag.isalnum() or child.tag in PLAIN_OF else "span"
            parts.append(f"<{name}{_attributes(child)}>")
            if child.tag not in VOID:
                _write(child, best, end, parts, by_name=by_name)
                parts.append(f"</{name}>")


def _attributes(box: Box) -> str:
    kept = (
        (name, value or "")
        for name, value in box.attrs.items()
        if name in KEPT_ATTRIBUTES or (name.startswith("data-") and box.tag in PICTURES)
    )
    return "".join(f' {name}="{escape(value)}"' for name, value in kept if re.fullmatch(r"[a-z-]+", name))
