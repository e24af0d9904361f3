"""What is read off the nodes of a parsed page."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from tui.document import media

_LONGEST_LANGUAGE = 30
_LANGUAGE_CLASSES = ("language-", "lang-", "highlight-source-", "brush:")

_PERMALINK = re.compile("[\\s\u200b\ufeff]*[¶#§∞⚓\U0001f517][\\s\ufe0f\u200b\ufeff]*")
_CODE = "pre, code"
_NUMBERED = "tr, .ln, .lnt, .lineno, .linenos, .line-number"
_GUTTER = re.compile(r"(?:^|\s)(?:gutter|linenos?|linenodiv|lntd?|line-number)(?:\s|$)", re.IGNORECASE)


def hidden(node: LexborNode) -> bool:
    """Whether a page says that the element is not shown; `visibility`, which scripts undo, does not count."""
    attrs = node.attributes
    style = attrs.get("style") or ""
    return "hidden" in attrs or ("none" in style and "display:none" in style[:1000].replace(" ", "").lower())


def is_permalink(link: LexborNode) -> bool:
    """Whether a link in a heading only leads to the heading itself, its text a sign for that."""
    return "#" in (link.attributes.get("href") or "") and _PERMALINK.fullmatch(link.text()) is not None


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


def written_cells(row: LexborNode) -> list[LexborNode]:
    """The cells of a row but for numbers of lines beside their code."""
    found = cells(row)
    numbers = {cell.mem_id: _counts(cell) for cell in found}
    code = [cell for cell in found if not numbers[cell.mem_id] and cell.css_first(_CODE) is not None]
    if not code:
        return found
    listings = any(cell.css_first("pre") is not None for cell in code)
    return [cell for cell in found if not _is_gutter(cell, numbers[cell.mem_id], listings=listings)]


def _is_gutter(cell: LexborNode, count: int, *, listings: bool) -> bool:
    if count and listings and (count > 1 or cell.css_first("pre") is not None):
        return True
    return bool(count) and _GUTTER.search(cell.attributes.get("class") or "") is not None


def without_numbers(pre: LexborNode) -> LexborNode:
    """Preformatted text, the numbers of its lines taken out of it."""
    found = pre.css(_NUMBERED)
    for row in (node for node in found if node.tag == "tr"):
        kept = {cell.mem_id for cell in written_cells(row)}
        for cell in cells(row):
            if cell.mem_id not in kept:
                cell.decompose()
    numbers = [node for node in found if node.tag != "tr"]
    if numbers and _count_on([number.text().strip() for number in numbers]):
        for number in numbers:
            number.decompose()
    return pre


def is_numbers(pre: LexborNode) -> bool:
    """Whether preformatted text is nothing but numbers of lines, and it or what it stands in says so."""
    said = [node.attributes.get("class") or "" for node in (pre, pre.parent) if node is not None]
    return any(map(_GUTTER.search, said)) and _counts(pre) > 0


def _counts(node: LexborNode) -> int:
    """How many numbers of lines an element holds, if it holds nothing else."""
    words = node.text(separator=" ").split()
    return len(words) if _count_on(words) else 0


def _count_on(words: list[str]) -> bool:
    """Whether all are numbers, each one more than the one before."""
    if not words or not all(word.isascii() and word.isdigit() and len(word) < 7 for word in words):
        return False
    first = int(words[0])
    return [int(word) for word in words] == list(range(first, first + len(words)))


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
