"""Entries and documents made for the tests of the store."""

from collections.abc import Sequence
from random import Random
from typing import Any

from tui.model.feed import Enclosure, ParsedEntry, ParsedFeed
from tui.model.page import PageArticle
from tui.store.library import Library
from tui.store.record import Applied, FetchRecord
from tui.store.view import TagFilter, View

NOW = 1_795_000_000


def item(name: str, **fields: Any) -> ParsedEntry:
    """An entry that is told apart from others by ``name``."""
    given = {"guid": f"g-{name}", "url": f"https://a.test/{name}", "title": name, "text": f"正文 {name}", **fields}
    return ParsedEntry(**given)


def document(*entries: ParsedEntry, title: str = "甲报") -> ParsedFeed:
    """A feed of these entries."""
    return ParsedFeed(title=title, entries=entries)


def fill(library: Library, feed: int, *entries: ParsedEntry, now: int = NOW) -> Applied:
    """Store a fetch of ``feed`` that brought these entries."""
    return library.refresh(feed, FetchRecord(), document(*entries), now)


FOLDERS = ("", "财经", "财经/焦点", "体育")
TAGS = ("早报", "足球", "Tech")
WORDS = (
    "降息",
    "楼市",
    "央行宣布",
    "國務院",
    "国务院发布",
    "ChatGPT",
    "GPT-4o",
    "5G手机",
    "A股",
    "北京。",
    "京城",
    "的",
    " ",
    "ＡＩ",
)


def random_entry(rng: Random, number: int) -> ParsedEntry:
    """Some entry; its text is put together from a few words, so that searches have both hits and near misses."""
    return item(
        str(number),
        title="".join(rng.choices(WORDS, k=rng.randrange(4))),
        text="".join(rng.choices(WORDS, k=rng.randrange(12))),
        published=rng.choice([None, NOW - rng.randrange(20) * 3600]),
        tags=tuple(rng.sample(TAGS, rng.randrange(3))),
        source=rng.choice(["", "新华社", "財新"]),
        authors=tuple(rng.sample(["王五", "李四"], rng.randrange(2))),
        images=rng.choice([(), ("https://a.test/i.png",)]),
        enclosures=rng.choice([(), (Enclosure("https://a.test/a.mp3", "audio/mpeg"),)]),
    )


def random_library(library: Library, rng: Random, *, feeds: int = 5, entries: int = 60) -> None:
    """Fill an empty library with feeds in folders and entries in all states."""
    for number in range(feeds):
        feed = library.feeds.add(f"https://{number}.test", f"报{number}", rng.choice(FOLDERS), now=NOW)
        for round_ in range(2):
            fill(library, feed, *(random_entry(rng, n) for n in range(entries // feeds)), now=NOW + round_ * 60)
    random_acts(library, rng, 12)
    random_facts(library, rng)


def spell_all(library: Library, but: Sequence[int] = ()) -> None:
    """Give every title (those of ``but`` left out) and every name its spelling, as the background work would."""
    from tui.text.pinyin import spell

    titles = [(id_, title) for id_, title in library.spellings.titles_wanted(10_000) if id_ not in but]
    library.spellings.put_titles((id_, title, spell(title)) for id_, title in titles)
    library.spellings.put_names((name, spell(name)) for name in library.spellings.names_wanted(10_000))


def random_facts(library: Library, rng: Random) -> None:
    """Pages with path and credits for some entries, notes for others."""
    for id_ in rng.sample(range(1, library.entries.last_id() + 1), 12):
        if rng.random() < 0.5:
            library.notes.write(id_, "记一笔", NOW)
            continue
        credits_ = rng.choice([{"责编": "王五"}, {"编辑": "李四", "记者": "王五"}, {}])
        path = rng.choice([("财经",), ("首页", "财经", "焦点"), ("經濟",), ()])
        text = "".join(rng.choices(WORDS, k=rng.randrange(1, 12)))
        article = PageArticle(text=text, html="<p>整篇</p>", credits=credits_, path=path)
        library.wholes.put(id_, article, "https://a.test/x", 1, NOW)
        if rng.random() < 0.3:
            library.wholes.show(id_, "feed")


def random_acts(library: Library, rng: Random, number: int) -> None:
    """Do some acts at random, as a reader might."""
    last = library.entries.last_id()
    for step in range(number):
        some = rng.sample(range(1, last + 1), min(last, rng.randrange(1, 8)))
        match rng.randrange(5):
            case 0:
                library.acts.act(some, "read", rng.random() < 0.7, NOW + step)
            case 1:
                library.acts.act(some, rng.choice(["starred", "saved"]), rng.random() < 0.7, NOW + step)
            case 2:
                library.acts.tag(some, rng.sample(TAGS, 1), rng.sample(TAGS, 1), NOW + step)
            case 3:
                library.acts.mark_view(random_view(rng), rng.random() < 0.5, NOW + step, rng.choice([None, last // 2]))
            case _:
                library.feeds.remove([rng.randrange(1, 6)], NOW + step)


def random_view(rng: Random) -> View:
    """Some view without a search."""
    tags = [rng.sample([*TAGS, "nowhere"], rng.choice([0, 0, 1, 2])) for _ in range(3)]
    return View(
        feed=rng.choice([None, None, rng.randrange(1, 7)]),
        folder=rng.choice([None, None, *FOLDERS[1:], "nowhere"]),
        tags=TagFilter(*map(tuple, tags)) if rng.random() < 0.6 else TagFilter(),
        state=rng.choice(["all", "unread", "starred", "saved"]),
        oldest_first=rng.random() < 0.3,
    )
