"""Which of the dates of a page are those of its article."""

from collections.abc import Iterator

from tui.extract import moment, people
from tui.extract.gathered import Gathered, Scene
from tui.extract.moment import Found, Moment

_UNLIKELY = -4.5
_SHORT = 40.0


def find_dates(found: Gathered, scene: Scene) -> None:
    """Put when the article was published and changed: the page's data first, its text where that is more precise."""
    said = {name: _said(name, scene) for name in ("published", "updated")}
    texts = _in_text(scene)
    updated = [one.moment for one in texts if one.label == "updated"]
    published = [one.moment for one in texts if one.label != "updated" and not one.ago]
    ago = [one.moment for one in texts if one.label != "updated" and one.ago]
    addresses = (scene.page.url, scene.told.first("canonical")[0])
    addressed = [moment.in_address(address, scene.now, chinese=scene.chinese) for address in addresses]
    chosen = moment.best([*said["published"], *_marked(scene), *published, *filter(None, addressed), *ago, *updated])
    if chosen:
        found.put("published", chosen.time, chosen.where)
    changed = moment.best([*said["updated"], *updated])
    if changed and (chosen is None or changed.time != chosen.time):
        found.put("updated", changed.time, changed.where)


def _said(name: str, scene: Scene) -> list[Moment]:
    values = scene.told.values.get(name, ())
    read = (moment.read(text, scene.now, where, chinese=scene.chinese) for text, where in values)
    return [one for one in read if one is not None]


def _marked(scene: Scene) -> list[Moment]:
    """The first ``time`` element above or in the body."""
    for box in scene.page.boxes:
        stamp = box.attrs.get("datetime") if box.tag == "time" else None
        if stamp and box.first <= scene.zone.end and box.attrs.get("itemprop") != "dateModified":
            one = moment.read(stamp, scene.now, "markup", chinese=scene.chinese)
            if one is not None:
                return [one]
    return []


def _in_text(scene: Scene) -> list[Found]:
    """Dates of the text, the most likely first: by place, label, and whether a time of day is told."""
    found: list[tuple[float, Found]] = []
    for text, farther in _rows(scene):
        for one in moment.in_row(text, scene.now, chinese=scene.chinese):
            worth = 1.5 * one.moment.fine + 2 * bool(one.label) - min(len(text), 200) / 100 - farther
            found.append((worth, one))
    found.sort(key=lambda pair: -pair[0])
    return [one for worth, one in found if worth > _UNLIKELY]


def _rows(scene: Scene) -> Iterator[tuple[str, float]]:
    """Rows in which the date may be, and how far from likely each is by its place alone."""
    zone = scene.zone
    for at, row in enumerate(zone.head):
        if row.linked <= row.weight / 2:
            below = len(zone.head) - 1 - at
            above = 2 if at < zone.title_at - 2 and below > 4 else 0
            yield row.text, min(abs(at - zone.title_at), below) / 10 + above
    for at, text in enumerate(scene.taken):
        yield text[-120:], 1 + at / 10
    for at, row in enumerate(zone.foot[:30]):
        if row.linked <= row.weight / 2:
            yield row.text[-120:], 2 + at / 10
    for row in zone.body[:2]:
        yield row.text[:60], 4
    for row in zone.body[2:-12]:
        if row.weight <= _SHORT and people.is_signature(row.text):
            yield row.text, 2.9
    for at, row in enumerate(zone.body[-12:], -12):
        if row.weight <= 60 or at >= -3:
            yield row.text[-60:], 3
