"""Everything about an article but its body, from the page's data and from its text."""

import re
from collections.abc import Iterable, Iterator

from tui.extract import labels
from tui.extract.gathered import Gathered, Scene
from tui.extract.page import Page, Row
from tui.extract.phrases import PATH_HEAD, foot_of
from tui.extract.told import Told
from tui.extract.trail import trails
from tui.extract.trim import Trimmed
from tui.extract.when import find_dates
from tui.extract.who import find_editor, find_people
from tui.extract.zones import Zones
from tui.text.clean import clean_text, cut


def gather(page: Page, told: Told, zone: Zones, trimmed: Trimmed, *, now: int, chinese: bool) -> Gathered:
    """All fields of the article that `zone` is about."""
    found = Gathered()
    found.put("title", cut(clean_text(zone.title), 300), zone.title_from)
    taken = [text for _, text in trimmed.taken]
    taken += [row.text for row in zone.unkept if row.text not in taken]
    about = list(dict.fromkeys([*(row.text for row in zone.head), *taken, *(row.text for row in zone.foot)]))
    scene = Scene(page, told, zone, taken, now, chinese)
    find_dates(found, scene)
    find_people(found, scene)
    _labelled(found, told, about)
    find_editor(found)
    _path(found, page, told, zone)
    _tags(found, page, told, about)
    disclaimer = [labels.disclaimer_text(text) for kind, text in trimmed.taken if kind == "disclaimer"]
    promotion = [text for kind, text in trimmed.taken if kind == "promotion"]
    found.put("promotion", " ".join(promotion), "text")
    found.put("disclaimer", " ".join(filter(None, disclaimer or _disclaimer_below(zone))), "text")
    return found


def _labelled(found: Gathered, told: Told, about: list[str]) -> None:
    for text in about:
        if source := labels.source_of(text):
            found.put("source", source, "text")
        if (views := labels.views_of(text)) is not None:
            found.put("views", views, "text")
        if (comments := labels.comments_of(text)) is not None and len(text) < 60:
            found.put("comments", comments, "text")
    found.put("source", *told.first("source"))
    found.put("comments", told.comments, "json-ld")
    pairs = [pair for text in about if len(text) <= 120 for pair in labels.credits_of(text)]
    named = [(clean_text(role), clean_text(name)) for role, name in reversed(pairs)]
    found.put("credits", tuple(dict(pair for pair in named if all(pair)).items())[::-1], "text")


def _path(found: Gathered, page: Page, told: Told, zone: Zones) -> None:
    if len(told.path) > 1:
        names = [name for name in told.path if name != zone.title]
        found.put("path", tuple(names), "json-ld")
    for text in _paths(page, zone):
        names = labels.path_of(text, zone.title)
        if names:
            found.put("path", tuple(cut(clean_text(name), 60) for name in names), "text")
            return


def _paths(page: Page, zone: Zones) -> Iterator[str]:
    yield from trails(page)
    for row in reversed(zone.head):
        yield row.text
    for box in page.boxes:
        name = f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}"
        if "crumb" in name or "position" in name or "location" in name:
            yield re.sub("\\s{2,}", " ", box.text[:300])
    for row in page.rows[:80]:
        if PATH_HEAD.search(row.text):
            yield row.text


def _tags(found: Gathered, page: Page, told: Told, about: list[str]) -> None:
    for text in about:
        if tags := labels.tags_of(text):
            found.put("tags", _unique(tags), "text")
            return
    for box in page.boxes:
        if (
            box.kind == "meta"
            and box.linked > 0
            and re.search(
                r"\btags?\b|tag[-_]?list|keywords", f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}"
            )
        ):
            names = [one.text for one in box.boxes() if one.tag == "a"]
            if names := [name for name in names if 0 < len(name) <= 30]:
                found.put("tags", _unique(names), "markup")
                return
    words = [tag for value, _ in told.values.get("keywords", ()) for tag in labels.split_tags(value)]
    found.put("tags", _unique(words), "meta")


def _unique(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean_text(tag) for tag in tags))))[:20]


def _disclaimer_below(zone: Zones) -> list[str]:
    rows: list[Row] = [row for row in zone.foot[:25] if row.linked < row.weight / 2]
    return [
        labels.disclaimer_text(row.text) for row in rows if foot_of(row.text, row.weight, linked=False) == "disclaimer"
    ][:2]
