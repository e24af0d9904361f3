"""Spelling in a real worker, and an index of an earlier version made anew while it is in use."""

from pathlib import Path

from tests.store.made import NOW, fill, item
from tui.query.parse import parse_query
from tui.services.spelling import AT_ONCE, Speller
from tui.store import indexing
from tui.store.library import Library
from tui.worker.pool import Workers


def titles(library: Library, text: str) -> list[str]:
    hits = library.search(parse_query(text, NOW))
    return [row.title for row in library.entries.rows([hit.id for hit in hits])]


async def test_titles_and_names_are_spelled_by_the_worker(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test", "人民日报", "要闻/财经", now=NOW, tags=["早报"])
        fill(library, feed, *(item(str(n), title=f"第{n}期援疆", source="新华社") for n in range(AT_ONCE + 5)))
        async with Workers(1) as workers:
            speller = Speller(library, workers)
            assert await speller.fill() == AT_ONCE + 5
            assert await speller.fill() == 0
        assert len(library.search(parse_query("yuanjiang feed:rmrb", NOW), limit=1000)) == AT_ONCE + 5
        assert library.spellings.names() == {
            "人民日报": "ren min ri bao", "要闻": "yao wen", "要闻/财经": "yao wen cai jing", "早报": "zao bao",
            "新华社": "xin hua she",
        }  # fmt: skip
        assert [finding for finding in library.check() if finding.level == "bad"] == []


async def test_another_version_spells_and_indexes_anew(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library, library._db.write():
        feed = library.feeds.add("https://a.test", now=NOW)
        fill(library, feed, *(item(str(n), title=f"援疆{n}", text="降息") for n in range(450)))
        library._db.run("DELETE FROM body_index WHERE rowid <= 400")
        library._db.run("INSERT OR REPLACE INTO meta VALUES ('index_version', '0'), ('spelling_version', '0')")
        library._db.run("UPDATE entry SET pinyin = 'wrong'")
    with Library.open(tmp_path) as library:
        waiting = {finding.kind: finding.about for finding in library.check() if finding.kind == "index_version"}
        assert waiting == {"index_version": {"waiting": 450}}
        assert library.indexing.remaining() == 450
        assert library.indexing.step(100) == 350
    with Library.open(tmp_path) as library:  # it goes on where it was
        assert library.indexing.remaining() == 350
        assert len(library.search(parse_query("降息", NOW), limit=1000)) == 50 + 50
        async with Workers(1) as workers:
            speller = Speller(library, workers)
            await speller.renew()
            assert await speller.fill() == 450
        assert library.indexing.remaining() == 0
        assert library._db.value("SELECT value FROM meta WHERE key = 'index_version'") == str(indexing.VERSION)
        assert len(titles(library, "降息")) == 50
        assert len(library.search(parse_query("降息", NOW), limit=1000)) == 450
        assert titles(library, "yj440") == ["援疆440"]
        assert [finding.kind for finding in library.check() if finding.level == "bad"] == []
