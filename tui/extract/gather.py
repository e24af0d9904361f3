"""Everything about an article but its body, from the page's data and from its text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tui.extract import labels, moment, people
from tui.extract.moment import Found, Moment
from tui.extract.page import Page, Row
from tui.extract.told import Told
from tui.extract.trim import Trimmed
from tui.extract.zones import Zones
from tui.text.clean import clean_text, cut

_LONGEST_DISCLAIMER = 2000


@dataclass(slots=True)
class Gathered:
    """Fields as `Extracted` has them, and where each was."""

    fields: dict[str, Any] = field(default_factory=dict)
    whence: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: Any, where: str) -> None:
        """Keep a value unless there is one already."""
        if value not in ("", (), None) and name not in self.fields:
            self.fields[name] = value
            self.whence[name] = where


def gather(page: Page, told: Told, zone: Zones, trimmed: Trimmed, now: int, *, chinese: bool) -> Gathered:
    """All fields of the article that `zone` is about."""
    found = Gathered()
    found.put("title", cut(clean_text(zone.title), 300), zone.title_from)
    taken = [text for _, text in trimmed.taken]
    taken += [row.text for row in zone.unkept if row.text not in taken]
    head = [row.text for row in zone.head]
    foot = [row.text for row in zone.foot]
    about = list(dict.fromkeys([*head, *taken, *foot]))
    _dates(found, page, told, zone, taken, now, chinese=chinese)
    _people(found, page, told, zone, taken)
    _labelled(found, told, about, [*taken, *foot])
    # A page that names nobody else was put together by its editor.
    editors = [name for role, name in found.fields.get("credits", ()) if role in _EDITORS]
    found.put("authors", tuple(name for name in editors if people.is_chinese_name(name))[:1], "credits")
    _path(found, page, told, zone)
    _tags(found, page, told, zone, about)
    disclaimer = [labels.disclaimer_text(text) for kind, text in trimmed.taken if kind == "disclaimer"]
    if not disclaimer:
        disclaimer = _disclaimer_below(zone)
    found.put("disclaimer", cut(clean_text(" ".join(filter(None, disclaimer))), _LONGEST_DISCLAIMER), "text")
    return found


# When -----------------------------------------------------------------------------------------------------------------


def _dates(
    found: Gathered, page: Page, told: Told, zone: Zones, taken: list[str], now: int, *, chinese: bool
) -> None:
    said: dict[str, list[Moment]] = {"published": [], "updated": []}
    for name, moments in said.items():
        for text, where in told.values.get(name, ()):
            if one := moment.read(text, now, where, chinese=chinese):
                moments.append(one)
    for box in page.boxes:
        if (text := box.attrs.get("datetime")) and box.tag == "time" and box.attrs.get("itemprop") != "dateModified":
            if box.first <= (page.rows.index(zone.body[-1]) if zone.body else 0) and (
                one := moment.read(text, now, "markup", chinese=chinese)
            ):
                said["published"].append(one)
                break
    texts = _dates_in_text(zone, taken, now, chinese=chinese)
    updated = [one.moment for one in texts if one.label == "updated"]
    published = [one.moment for one in texts if one.label != "updated"]
    addressed = [
        one
        for address in (page.url, told.first("canonical")[0])
        if (one := moment.in_address(address, now, chinese=chinese))
    ]
    # A date in the text wins over one of the page's data where the address bears it out.
    chosen = moment.best([*said["published"], *published, *addressed, *updated])
    if chosen:
        found.put("published", chosen.time, chosen.where)
    changed = moment.best([*said["updated"], *updated])
    if changed and (chosen is None or changed.time != chosen.time):
        found.put("updated", changed.time, changed.where)


def _dates_in_text(zone: Zones, taken: list[str], now: int, *, chinese: bool) -> list[Found]:
    """Dates from the most likely: labelled or with a time near the title, then below, then at the end of the body."""
    head: list[tuple[float, Found]] = []
    for at, row in enumerate(zone.head):
        if row.linked > row.weight / 2:
            continue
        below = len(zone.head) - 1 - at
        distance = min(abs(at - zone.title_at), below) / 10 + (2 if at < zone.title_at - 2 and below > 4 else 0)
        head += [(_worth(one, row.text) - distance, one) for one in moment.in_row(row.text, now, chinese=chinese)]
    for at, text in enumerate(taken):
        head += [(_worth(one, text) - 1 - at / 10, one) for one in moment.in_row(text[-120:], now, chinese=chinese)]
    for at, row in enumerate(zone.foot[:30]):
        if row.linked <= row.weight / 2:
            head += [(_worth(one, row.text) - 2 - at / 10, one) for one in moment.in_row(row.text[-120:], now, chinese=chinese)]
    for row in zone.body[:2]:
        head += [(_worth(one, row.text) - 4, one) for one in moment.in_row(row.text[:60], now, chinese=chinese)]
    for at, row in enumerate(reversed(zone.body[-12:])):
        if at >= 3 and row.weight > 60:
            continue
        head += [(_worth(one, row.text) - 3 - at / 10, one) for one in moment.in_row(row.text[-60:], now, chinese=chinese)]
    head.sort(key=lambda pair: -pair[0])
    return [one for worth, one in head if worth > _UNLIKELY]


_UNLIKELY = -4.5


def _worth(one: Found, text: str) -> float:
    return 1.5 * one.moment.fine + 2 * bool(one.label) - min(len(text), 200) / 100


# Who ------------------------------------------------------------------------------------------------------------------


def _people(found: Gathered, page: Page, told: Told, zone: Zones, taken: list[str]) -> None:
    lead, end = [row.text for row in zone.body[:4]], [row.text for row in zone.body[-3:]]
    at = max(0, zone.title_at - 2)
    head = [row.text for row in zone.head[at : at + 14] if row.linked < row.weight]
    near = [*head, *taken, *(row.text for row in zone.foot[:6])]
    for text in [*lead, *near]:
        if outlet := people.outlet_of(text):
            found.put("outlet", outlet, "text")
            break
    found.put("outlet", *told.first("outlet"))
    _authors(found, page, told, head, [*lead, *taken], end, near)


def _authors(
    found: Gathered, page: Page, told: Told, head: list[str], lead: list[str], end: list[str], near: list[str]
) -> None:
    from_text = [name for text in [*near, *lead, *end] for name in people.reporters(_edge(text))]
    said = [
        (name, where)
        for value, where in told.values.get("author", ())
        for name in people.split_names(value)
        if not _is_site(name, found, told)
    ]
    han = any(map(people.is_chinese_name, from_text))
    if from_text and (not said or (han and not any(people.is_chinese_name(name) for name, _ in said))):
        found.put("authors", tuple(dict.fromkeys(from_text))[:12], "text")
        return
    if said:
        where = said[0][1]
        found.put("authors", tuple(dict.fromkeys(name for name, place in said if place == where))[:12], where)
        return
    if names := _signed(head, lead, end, near):
        found.put("authors", tuple(names)[:12], "text")
        return
    for box in page.boxes:
        if box.kind == "meta" and _BYLINE.search(f"{box.attrs.get('class')} {box.attrs.get('rel')}"):
            text = box.text[:80]
            names = [name for name in people.split_names(re.sub("^[Bb]y\\s+", "", text)) if len(name) <= 24]
            if names and len(text) <= 60:
                found.put("authors", tuple(names)[:6], "markup")
                return


_BYLINE = re.compile("author|byline")


def _signed(head: list[str], lead: list[str], end: list[str], near: list[str]) -> list[str]:
    """Names that stand after a label, in brackets at the very end, or on a line of their own below the title."""
    for text in near:
        if names := people.signed(text) or people.by_line(text):
            return names
    for text in [*reversed(end), *near]:
        if names := people.in_brackets(text):
            return names
    for text in [*head[1:], *lead[:2], *end[-1:]]:
        if names := people.alone(text):
            return names
    return []


_EDITORS = ("责任编辑", "责编", "编辑")


def _edge(text: str) -> str:
    """Where in a row a reporter is named: at its beginning or end."""
    return text if len(text) <= 120 else f"{text[:60]} | {text[-40:]}"


def _is_site(name: str, found: Gathered, told: Told) -> bool:
    sites = [value for value, _ in told.values.get("outlet", ())]
    return name in sites or name == found.fields.get("outlet")


# What is labelled -----------------------------------------------------------------------------------------------------


def _labelled(found: Gathered, told: Told, about: list[str], foot: list[str]) -> None:
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
    found.put("credits", tuple(dict(reversed(pairs)).items())[::-1], "text")


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
    for row in reversed(zone.head):
        yield row.text
    for box in page.boxes:
        name = f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}"
        if "crumb" in name or "position" in name or "location" in name:
            yield re.sub("\\s{2,}", " ", box.text[:300])
    for row in page.rows[:80]:
        if labels.PATH_HEAD.search(row.text):
            yield row.text


def _tags(found: Gathered, page: Page, told: Told, zone: Zones, about: list[str]) -> None:
    for text in about:
        if tags := labels.tags_of(text):
            found.put("tags", _unique(tags), "text")
            return
    for box in page.boxes:
        if box.kind == "meta" and box.linked > 0 and re.search(
            r"\btags?\b|tag[-_]?list|keywords", f"{box.attrs.get('class') or ''} {box.attrs.get('id') or ''}"
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
    from tui.extract.phrases import foot_of

    rows: list[Row] = [row for row in zone.foot[:25] if row.linked < row.weight / 2]
    return [labels.disclaimer_text(row.text) for row in rows if foot_of(row.text, row.weight, linked=False) == "disclaimer"][:2]
