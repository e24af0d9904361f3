"""OPML, in whatever state it comes, and out as version 2.0."""

from collections.abc import Iterator, Sequence
from email.utils import formatdate
from xml.sax.saxutils import escape, quoteattr

from tui.fetch.address import split_credentials
from tui.model.errors import TransferError
from tui.model.feed import Feed
from tui.text.clean import clean_text, clean_url
from tui.text.decode import decode
from tui.transfer.markup import Tag, tags, unescaped
from tui.transfer.subscriptions import Gathering, Subscriptions, folder_path

NESTED = 1_000
"""Outlines inside one another that are told apart; no list of a person has more than a few."""
_NOT_FEEDS = frozenset({"include", "link"})


def read_opml(data: bytes, name: str = "") -> Subscriptions:
    """The feeds of an OPML file with folders, tags, and what was left out; ``name`` is what errors call the file.

    Markup that is broken, cut off or badly encoded is read as far as it goes. Nothing it declares is expanded or
    fetched. Raises TransferError about file, reason (not-a-list, too-large), line.
    """
    text = decode(data).text
    reading = _Reading(text, name)
    for tag in tags(text):
        reading.take(tag)
    return reading.finish()


class _Reading:
    """One pass over the tags; ``_open`` holds the folder names of the outlines that are open, "" for feeds."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._gathering = Gathering(name)
        self._open: list[str] = []
        self._folder: str | None = ""
        self._surplus = 0
        self._title = ""
        self._is_list = False
        self._last = 0

    def take(self, tag: Tag) -> None:
        """Read one tag."""
        self._last = tag.at
        self._is_list = self._is_list or tag.name != "title"
        if tag.name == "title" and tag.kind == "start" and not self._title:
            end = self._text.find("<", tag.after)
            self._title = unescaped(self._text[tag.after : max(end, tag.after)])
        elif tag.name == "outline":
            self._outline(tag)

    def finish(self) -> Subscriptions:
        """What the list holds; raises TransferError where this was none."""
        if not self._is_list:
            line = self._text.count("\n", 0, self._last) + 1
            raise TransferError(file=self._name, reason="not-a-list", line=line)
        return self._gathering.finish(self._title)

    def _outline(self, tag: Tag) -> None:
        if tag.kind == "end":
            self._close()
            return
        found = tag.attributes()
        label = found.get("text", "").strip() or found.get("title", "").strip()
        kind = found.get("type", "").strip().lower()
        url = found.get("xmlurl", "").strip()
        # Where a quote is missing, the address is part of something else.
        if tag.kind == "broken" or ("xmlurl" not in found and "xmlurl=" in tag.rest.lower()):
            self._gathering.skip(label or "<outline>", "invalid")
        elif url:
            self._gathering.add(url, label, found.get("htmlurl", ""), self._path(), _categories(found))
        elif kind in ("rss", "atom") or "xmlurl" in found:
            self._gathering.skip(label or found.get("htmlurl", ""), "empty")
        elif kind in _NOT_FEEDS:
            self._gathering.skip(label or found.get("url", ""), "any")
        if tag.kind == "start":
            self._enter("" if url else label)

    def _enter(self, label: str) -> None:
        if len(self._open) == NESTED:
            self._surplus += 1
            return
        self._open.append(label)
        self._folder = None

    def _close(self) -> None:
        if self._surplus:
            self._surplus -= 1
        elif self._open:
            self._open.pop()
            self._folder = None

    def _path(self) -> str:
        if self._folder is None:
            self._folder = folder_path(self._open)
        return self._folder


def _categories(found: dict[str, str]) -> Iterator[str]:
    """Tags out of ``category``: by OPML 2.0 a comma parts them, and one that begins with a slash is a path."""
    for category in found.get("category", "").split(","):
        label = category.strip()
        yield label.strip("/ ").rpartition("/")[2].strip() if label.startswith("/") else label.strip("/ ")


def write_opml(feeds: Sequence[Feed], title: str = "看报", now: int = 0, *, passwords: bool = False) -> str:
    """The feeds as OPML 2.0, folders nested; ``now`` (UTC seconds) is its date.

    Users and passwords that stand in addresses are left out unless ``passwords`` says otherwise.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(clean_text(title))}</title>",
        f"    <dateCreated>{formatdate(now, usegmt=True)}</dateCreated>",
        "  </head>",
        "  <body>",
        *_body(feeds, passwords),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _body(feeds: Sequence[Feed], passwords: bool) -> Iterator[str]:
    inside: dict[tuple[str, ...], list[Feed]] = {}
    for feed in feeds:
        path = tuple(filter(None, (clean_text(part) for part in feed.folder.split("/"))))
        inside.setdefault(path, []).append(feed)
    opened: tuple[str, ...] = ()
    for path in sorted(inside):
        shared = _shared(opened, path)
        yield from _closings(len(opened), shared)
        for depth in range(shared, len(path)):
            yield f"{_indent(depth)}<outline text={quoteattr(path[depth])} title={quoteattr(path[depth])}>"
        opened = path
        for feed in inside[path]:
            yield f"{_indent(len(path))}{_feed(feed, passwords)}"
    yield from _closings(len(opened), 0)


def _feed(feed: Feed, passwords: bool) -> str:
    whole = clean_url(feed.url)
    bare = split_credentials(whole)[0]
    url = whole if passwords else bare
    site = split_credentials(clean_url(feed.site))[0]
    label = clean_text(feed.title) or bare
    parts = [f'<outline type="rss" text={quoteattr(label)} title={quoteattr(label)} xmlUrl={quoteattr(url)}']
    if site:
        parts.append(f"htmlUrl={quoteattr(site)}")
    # A comma parts categories, a slash in front makes one a path.
    names = [clean_text(tag).replace(",", "，").lstrip("/") for tag in feed.tags]
    if any(names):
        parts.append(f"category={quoteattr(','.join(filter(None, names)))}")
    return " ".join(parts) + "/>"


def _closings(deep: int, shallow: int) -> Iterator[str]:
    for depth in range(deep - 1, shallow - 1, -1):
        yield f"{_indent(depth)}</outline>"


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def _indent(depth: int) -> str:
    # Deep indents would make a list of deep folders grow with the square of its depth.
    return "  " * min(depth + 2, 20)
