"""The morning paper: one issue out of what is new, made by rules alone, the same from the same news.

Sections are folders, or for feeds in none the tag most used; the biggest section comes first, and in it the biggest
story: the one most feeds carry, then the longest, then the newest.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, tzinfo

from tui.dataclass import dataclass
from tui.document.blocks import Block, Document, Heading, Inline, Paragraph, Span
from tui.document.html import summary
from tui.export.clipping import Clipping
from tui.export.head import moment
from tui.i18n import t
from tui.model.entry import Article, Entry
from tui.text.fold import fold

LEAD = 120
"""Characters of a lead at most; it ends with a sentence where one ends near."""


@dataclass(frozen=True, slots=True)
class News:
    """One new entry with the folder of its feed and the characters of its text."""

    entry: Entry
    folder: str = ""
    words: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """One story: the entry that tells most, a lead, and the entries of other feeds that tell the same."""

    entry: Entry
    lead: str
    others: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its stories, the biggest first; ``more`` are left out for want of room."""

    name: str
    stories: tuple[Story, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One issue; ``date`` in UTC seconds."""

    title: str
    date: int
    sections: tuple[Section, ...] = ()


def make_paper(news: Sequence[News], title: str, date: int, *, room: int = 12) -> Paper:
    """The issue of these news, with at most ``room`` stories in a section."""
    carried = Counter(tag for each in news for tag in each.entry.tags)
    groups: dict[str, dict[str, list[News]]] = {}
    for each in news:
        groups.setdefault(_section(each, carried), {}).setdefault(_likeness(each.entry), []).append(each)
    sections = [_made(name, list(stories.values()), room) for name, stories in groups.items()]
    sections.sort(key=lambda made: (made.name == "", -len(made.stories) - made.more, made.name))
    return Paper(title, date, tuple(sections))


def _section(each: News, carried: Counter[str]) -> str:
    if each.folder:
        return each.folder.rpartition("/")[2]
    tags = [tag for tag in each.entry.tags if carried[tag] > 1]
    return max(tags, key=lambda tag: (carried[tag], tag), default="")


def _likeness(entry: Entry) -> str:
    """What two entries about the same thing have in common: letters and digits of the title."""
    signs = "".join(sign for sign in fold(entry.title) if sign.isalnum())
    return signs if len(signs) > 3 else f"{signs}/{entry.id}"


def _made(name: str, groups: list[list[News]], room: int) -> Section:
    ranked = [sorted(group, key=lambda each: (-each.words, -each.entry.when, each.entry.id)) for group in groups]
    ranked.sort(key=_size)
    return Section(name, tuple(map(_story, ranked[:room])), max(0, len(ranked) - room))


def _size(group: list[News]) -> tuple[int, int, int, int]:
    first = group[0]
    return -len({each.entry.feed for each in group}), -first.words, -first.entry.when, first.entry.id


def _story(group: list[News]) -> Story:
    first, *rest = [each.entry for each in group]
    feeds = {first.feed: first}
    others = tuple(entry for entry in rest if feeds.setdefault(entry.feed, entry) is entry)
    lead = summary(first.summary, LEAD)
    return Story(first, "" if lead == first.title else lead, others)


def clippings(paper: Paper, zone: tzinfo | None = UTC) -> Iterator[Clipping]:
    """The issue as chapters, one a section, for every format there is."""
    for section in paper.sections:
        name = section.name or t("paper.rest")
        head = Entry(0, 0, "", name, "", (), "", None, paper.date, False, False, False, (), "")
        yield Clipping(Article(head, "", ""), Document(tuple(_blocks(section, zone)), "zh-CN"), section="")


def document(paper: Paper, zone: tzinfo | None = UTC) -> Document:
    """The whole issue as one document, for the screen; the stories are in the order of ``stories``."""
    blocks: list[Block] = []
    for section in paper.sections:
        blocks.append(Heading(_plain(section.name or t("paper.rest")), 2))
        blocks += _blocks(section, zone)
    return Document(tuple(blocks), "zh-CN")


def stories(paper: Paper) -> tuple[Story, ...]:
    """All stories in the order in which the issue tells them, for links into the reader."""
    return tuple(story for section in paper.sections for story in section.stories)


def _blocks(section: Section, zone: tzinfo | None) -> Iterator[Block]:
    for story in section.stories:
        entry = story.entry
        link = entry.url if entry.url.startswith(("http://", "https://")) else ""
        yield Heading(Inline((Span(entry.title or entry.summary[:40] or "—", link=link),)), 3)
        if story.lead:
            yield Paragraph(_plain(story.lead))
        facts = [entry.source or entry.feed_title, moment(entry.when, zone)]
        if story.others:
            facts.append(t("paper.others", n=len(story.others)))
        yield Paragraph(_plain(" · ".join(filter(None, facts))))
    if section.more:
        yield Paragraph(_plain(t("paper.more", n=section.more)))


def _plain(text: str) -> Inline:
    return Inline((Span(text),))
