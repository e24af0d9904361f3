"""A library of the first version, as that version wrote it, in the hands of this one."""

import gzip
from pathlib import Path

from tests.store.made import NOW, spell_all
from tui.query.parse import parse_query
from tui.store import migrate
from tui.store.library import Library
from tui.store.view import View

VERSION_1 = Path(__file__).parent / "data" / "version1.db.gz"


def old(folder: Path) -> Path:
    (folder / "library.db").write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return folder


def found(library: Library, text: str) -> list[str]:
    hits = library.search(parse_query(text, NOW))
    return [row.title for row in library.entries.rows([hit.id for hit in hits])]


def test_entries_acts_and_searches_survive(tmp_path: Path) -> None:
    with Library.open(old(tmp_path)) as library:
        assert library._db.value("PRAGMA user_version") == migrate.KNOWN
        assert library.recovered is None
        assert [finding for finding in library.check() if finding.level == "bad" and finding.kind != "file"] == []
        assert {feed.script for feed in library.feeds.all()} == {""}
        assert found(library, "降息") == ["央行宣布降息"]
        assert found(library, "中国人民银行") == ["央行宣布降息"]
        assert found(library, "标签:我的 援疆 未读") == ["千里援疆业"]
        counts = library.counts()
        assert (counts.entries, counts.unread, counts.starred) == (3, 2, 1)
        assert [finding.kind for finding in library.check() if finding.kind == "spelling"] == ["spelling"]
        assert found(library, "yjy") == []
        spell_all(library)
        assert found(library, "yjy") == ["千里援疆业"]
        undone = library.acts.undo()
        assert undone is not None
        assert undone.kind == "tag"
        assert found(library, "标签:我的") == []


def test_the_given_smart_feeds_are_there(tmp_path: Path) -> None:
    with Library.open(old(tmp_path)) as library:
        smart = library.smart.all()
        assert [feed.given for feed in smart] == ["today", "unread", "starred", "saved", "image"]
        counts = [library.entries.count(View(query=parse_query(feed.query, NOW))) for feed in smart[1:]]
        assert counts == [2, 1, 0, 0]
