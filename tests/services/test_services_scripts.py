"""Scripts: what is set for a feed, and the reader's wish over it."""

from pathlib import Path

from tui.document.html import to_document
from tui.model.entry import Article
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.services.feed_settings import change_settings
from tui.services.scripts import Scripts
from tui.store.library import Library
from tui.store.record import FetchRecord

NOW = 1_795_000_000


def test_by_feed_and_by_wish(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feeds = [library.feeds.add(f"https://{name}.example/feed", now=NOW) for name in ("a", "b")]
        for feed in feeds:
            item = ParsedEntry(guid="1", title="台湾的软件", html="<p>头发和发展。</p>", text="头发和发展。")
            library.refresh(feed, FetchRecord(), ParsedFeed(entries=(item,)), NOW)
        change_settings(library, feeds[0], "script", "hant", NOW)
        scripts = Scripts(library)
        ids = [entry for _, entry in library.entries.ids()]
        by_feed = {row.feed: library.entries.article(row.id) for row in library.entries.rows(ids)}
        first, second = by_feed[feeds[0]], by_feed[feeds[1]]

        def titles() -> list[str]:
            return [scripts.entry(article.entry).title for article in (first, second)]

        def text(article: Article) -> str:
            _, document = scripts.article(article, to_document(article.html))
            return "".join(block.content.text for block in document.blocks if hasattr(block, "content"))

        assert titles() == ["臺灣的軟件", "台湾的软件"]
        assert text(first) == "頭髮和發展。"
        assert scripts.turn(first) == "hans"
        assert titles() == ["台湾的软件", "台湾的软件"]
        assert scripts.turn(first) == "hant"
        assert scripts.wish is None
        assert scripts.turn(second) == "hant"
        assert titles() == ["臺灣的軟件", "臺灣的軟件"]
        scripts.turn(second)
        change_settings(library, feeds[0], "script", "", NOW)
        scripts.renew()
        assert titles() == ["台湾的软件", "台湾的软件"]
        assert scripts.entry(first.entry) is first.entry
