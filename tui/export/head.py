"""What stands around an article in every format: where it is from, when, and what the reader added."""

from datetime import UTC, datetime, tzinfo

from tui.export.clipping import Clipping
from tui.i18n import t
from tui.model.saved import Highlight


def byline(clipping: Clipping, zone: tzinfo | None) -> str:
    """Source, authors and time on one line."""
    entry = clipping.article.entry
    source = entry.source if entry.source != entry.feed_title else ""
    facts = [entry.feed_title, source, "、".join(entry.authors), moment(entry.when, zone)]
    return " · ".join(fact for fact in facts if fact)


def moment(time: int, zone: tzinfo | None) -> str:
    """A time to the minute, with what it is ahead of UTC: 2025-02-15 08:00 +08:00; ``zone`` None is the machine's."""
    try:
        then = datetime.fromtimestamp(time, UTC).astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return ""
    ahead = then.isoformat()[-6:]
    return f"{then:%Y-%m-%d %H:%M} {'UTC' if ahead == '+00:00' else ahead}"


def origin(clipping: Clipping) -> str:
    """The address the article is to be found at."""
    return clipping.came_from or clipping.article.entry.url


def remarks(clipping: Clipping) -> list[Highlight]:
    """Highlights about which the reader said something, in the order of the text."""
    return sorted((mark for mark in clipping.highlights if mark.note), key=lambda mark: (mark.start, mark.end))


def changed(clipping: Clipping) -> str:
    """“已修改 2 次”, or "" for an article that never changed."""
    return t("saving.changed", n=clipping.changes) if clipping.changes else ""


def figure_label(kind: str, alt: str) -> str:
    """What stands where a picture or film would."""
    name = t(f"article.{kind}") if kind in ("image", "video", "audio", "embed") else kind
    return f"[{name}] {alt}".rstrip()
