"""Lists of teasers: parts alike, one after the other, each with a linked title and some text."""

from collections import defaultdict

from tui.extract.page import Box, Page

_ALIKE = 3
_BLOCKS = frozenset(["div", "section", "article", "li", "tr", "dl", "td", "table"])
_LONGEST = 400.0
_LEAST_LEFT = 100.0
_SHARE_LEFT = 0.35


def mark_records(page: Page, total: float) -> None:
    """Name as `aside` each part that is one of several alike, unless little running text is left without them."""
    titled = _with_titles(page)
    found: list[Box] = []
    for parent in page.boxes:
        groups: dict[tuple[str, str], list[Box]] = defaultdict(list)
        for child in parent.children:
            if isinstance(child, Box) and child.tag in _BLOCKS and child.last > child.first:
                groups[child.tag, (child.attrs.get("class") or "").strip()].append(child)
        for alike in groups.values():
            records = sum(id(box) in titled and box.prose < _LONGEST for box in alike)
            if len(alike) >= _ALIKE and records >= len(alike) * 0.75:
                found += [box for box in alike if box.prose > 0]
    marked = {id(box) for box in found}
    held = sum(box.prose for box in found if not any(id(above) in marked for above in box.above() if above is not box))
    if total - held >= max(_LEAST_LEFT, total * _SHARE_LEFT):
        for box in found:
            box.kind = box.kind or "aside"


def _with_titles(page: Page) -> set[int]:
    """The boxes in which a row is a link as long as a title."""
    found: set[int] = set()
    for row in page.rows:
        if row.weight >= 6 and row.linked > row.weight * 0.8:
            for box in row.box.above():
                if id(box) in found:
                    break
                found.add(id(box))
    return found
