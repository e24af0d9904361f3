"""Which of the names of a page are those of the outlet and of who wrote the article."""

import re
from collections.abc import Iterator

from tui.extract import people
from tui.extract.gathered import Gathered, Scene

_MOST = 12
_SHORT = 40.0
_BYLINE = re.compile("author|byline")
_EDITORS = ("责任编辑", "责编", "编辑")


def find_people(found: Gathered, scene: Scene) -> None:
    """Put outlet and authors; a reporter whom the text names in Han wins over a name of the page's data that is not."""
    rows = _Rows(scene)
    outlets = filter(None, map(people.outlet_of, [*rows.lead, *rows.near]))
    found.put("outlet", next(outlets, ""), "text")
    found.put("outlet", *scene.told.first("outlet"))
    sites = {value for value, _ in scene.told.values.get("outlet", ())} | {found.fields.get("outlet")}
    reporters = [name for text in (*rows.near, *rows.lead, *rows.end) for name in people.reporters(_edge(text))]
    said = [
        (name, where)
        for value, where in scene.told.values.get("author", ())
        for name in people.split_names(value)
        if name not in sites
    ]
    in_han = any(map(people.is_chinese_name, reporters))
    if not said or (in_han and not any(people.is_chinese_name(name) for name, _ in said)):
        found.put("authors", _once(reporters), "text")
    if said:
        where = said[0][1]
        found.put("authors", _once([name for name, place in said if place == where]), where)
    if "authors" not in found.fields:
        found.put("authors", _once(next(filter(None, _signed(rows)), [])), "text")
        found.put("authors", _once(_marked(scene)), "markup")


def find_editor(found: Gathered) -> None:
    """Put the editor as author of an article that names nobody else: it was put together by its editor."""
    editors = [name for role, name in found.fields.get("credits", ()) if role in _EDITORS]
    found.put("authors", tuple(filter(people.is_chinese_name, editors))[:1], "credits")


class _Rows:
    """The rows that may name somebody: near the title and below the body, at the body's beginning and end."""

    def __init__(self, scene: Scene) -> None:
        zone = scene.zone
        above = max(0, zone.title_at - 2)
        self.head = [row.text for row in zone.head[above : above + 14] if row.linked < row.weight]
        self.near = [*self.head, *scene.taken, *(row.text for row in zone.foot[:6])]
        self.near += [row.text for row in zone.body if row.weight <= _SHORT and people.is_signature(row.text)][:1]
        self.lead = [*(row.text for row in zone.body[:4]), *scene.taken]
        self.end = [row.text for row in zone.body[-3:]]


def _signed(rows: _Rows) -> Iterator[list[str]]:
    """Names that stand after a label, in brackets at the very end, or on a line of their own below the title."""
    for text in rows.near:
        yield people.signed(text) or people.by_line(text)
    for text in [*reversed(rows.end), *rows.near]:
        yield people.in_brackets(text)
    for text in [*rows.head[1:], *rows.lead[:2], *rows.end[-1:]]:
        yield people.alone(text)


def _marked(scene: Scene) -> list[str]:
    """The names in a part that is called a byline."""
    for box in scene.page.boxes:
        if box.kind == "meta" and _BYLINE.search(f"{box.attrs.get('class')} {box.attrs.get('rel')}"):
            text = box.text[:80]
            names = [name for name in people.split_names(re.sub("^[Bb]y\\s+", "", text)) if len(name) <= 24]
            # Beside persons the rest is where they wrote for, and where from.
            names = [*filter(people.is_chinese_name, names)] or names
            if names and len(text) <= 60:
                return names[:6]
    return []


def _edge(text: str) -> str:
    """Where in a row a reporter is named: at its beginning or end."""
    return text if len(text) <= 120 else f"{text[:60]} | {text[-40:]}"


def _once(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST]
