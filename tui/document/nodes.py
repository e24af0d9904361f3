"""What is read off the nodes of a parsed page."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from tui.document import media

_LONGEST_LANGUAGE = 30
_LANGUAGE_CLASSES = ("language-", "lang-", "highlight-source-", "brush:")


def hidden(node: LexborNode) -> bool:
    """Whether a page says that the element is not shown; `visibility`, which scripts undo, does not count."""
    attrs = node.attributes
    style = attrs.get("style") or ""
    return "hidden" in attrs or ("none" in style and "display:none" in style[:1000].replace(" ", "").lower())


def number(value: str | None, highest: int) -> int | None:
    """A plain number from 0 to `highest`, or None."""
    value = (value or "").strip()[:10]
    found = int(value) if value.isascii() and value.isdigit() else None
    return found if found is not None and found <= highest else None


def rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, not those of tables within it."""
    for part in table.iter():
        if part.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in part.iter() if row.tag == "tr")


def cells(row: LexborNode) -> list[LexborNode]:
    """The cells of a row of a table."""
    return [cell for cell in row.iter() if cell.tag in ("td", "th")]


def spans(cell: LexborNode) -> dict[str, str]:
    """The columns and rows that a cell takes, where it is more than one."""
    found = {name: number(cell.attributes.get(name), 999) or 1 for name in ("colspan", "rowspan")}
    return {name: str(count) for name, count in found.items() if count > 1}


def code_language(pre: LexborNode) -> str:
    """The programming language that a class of the ``pre`` or its ``code`` names, or ""."""
    inner = pre.css_first("code")
    for node in (pre, inner) if inner is not None else (pre,):
        words = (node.attributes.get("class") or "")[:500].replace("brush: ", "brush:").lower().split()
        for word in words:
            for prefix in _LANGUAGE_CLASSES:
                language = word.removeprefix(prefix).strip(";")
                if word.startswith(prefix) and language.isascii() and language.strip("+#").isalnum():
                    return language[:_LONGEST_LANGUAGE]
    return ""


def choices(img: LexborNode) -> Iterator[media.Attributes]:
    """What an ``img`` in a ``picture`` may be instead: its attributes with the address of each ``source``."""
    picture = img.parent
    if picture is not None and picture.tag == "picture":
        for source in picture.iter():
            if source.tag == "source":
                yield {**img.attributes, "src": None, **source.attributes}


def media_address(node: LexborNode, base_url: str) -> str:
    """The http(s) address of what an element plays, or ""."""
    attrs = node.attributes
    sources = [attrs.get(name) for name in ("src", "data-src", "data")]
    sources += [child.attributes.get("src") for child in node.css("source, embed")[:4]]
    found = (media.resolve(source, base_url) for source in sources)
    return next((url for url in found if url.startswith("http")), "")
