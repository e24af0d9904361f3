"""Import of any file: newsboat's cache, lists of pages, archives, and the lists of feeds as before."""

import sqlite3
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tests.transfer.test_transfer_readlater import INSTAPAPER_CSV, POCKET_HTML
from tui.model.errors import TransferError
from tui.services.importing import import_any
from tui.store.library import Library
from tui.store.view import View
from tui.transfer.archive import write_archive

# As newsboat 2.21 makes them.
SCHEMA = """
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
 title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0, is_rtl INTEGER(1) NOT NULL DEFAULT 0,
 etag VARCHAR(128) NOT NULL DEFAULT "");
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
 title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
 feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
 unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024),
 enclosure_type VARCHAR(1024), enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),
 deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "");
"""
ITEM = "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, deleted) VALUES"


def cache(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA + ";".join(statements))
    connection.close()
    return path


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library")


def test_newsboats_cache_brings_entries_and_what_was_read(library: Library, tmp_path: Path) -> None:
    path = cache(
        tmp_path / "cache.db",
        "INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://a.test/feed', 'https://a.test/', '甲报')",
        f"{ITEM} ('g1', '读过', '王五', 'https://a.test/1', 'https://a.test/feed', 1700000000, '<p>正文一</p>', 0, 0)",
        f"{ITEM} ('g2', '未读', '', 'https://a.test/2', 'https://a.test/feed', 1700000001, '<p id=x>正文二</p>', 1, 0)",
        f"{ITEM} ('g3', '删了', '', 'https://a.test/3', 'https://a.test/feed', 1700000002, 'x', 1, 1)",
        f"{ITEM} ('g4', '命令', '', '', 'exec:rm -rf /', 1700000002, 'x', 1, 0)",
    )
    done = import_any(library, path, NOW)
    assert (done.kind, done.feeds, done.known, done.entries) == ("cache", 1, 0, 2)
    (feed,) = library.feeds.all()
    assert (feed.title, feed.site, feed.unread, feed.entries) == ("甲报", "https://a.test/", 1, 2)
    rows = library.entries.rows([entry for _, entry in library.entries.ids()])
    assert [(row.title, row.read, row.published) for row in rows] == [
        ("未读", False, 1_700_000_001),
        ("读过", True, 1_700_000_000),
    ]
    assert library.entries.article(rows[0].id).html == "<p>正文二</p>"
    assert [state.feed for state in library.feeds.due(NOW)] == [feed.id]
    # Again: nothing is new, and what was unread there stays as the reader left it here.
    library.acts.act([rows[0].id], "read", True, NOW)
    again = import_any(library, path, NOW + 60)
    assert (again.feeds, again.known, again.entries) == (0, 1, 0)
    assert library.counts().unread == 0


@pytest.mark.parametrize(
    "statements",
    [
        "DROP TABLE rss_item",
        "DROP TABLE rss_item; CREATE VIEW rss_item AS"
        " SELECT 1 AS guid, 2 AS feedurl, 3 AS content, 4 AS unread, 5 AS deleted",
        "DROP TABLE rss_feed",
    ],
)
def test_another_database_is_refused(library: Library, tmp_path: Path, statements: str) -> None:
    with pytest.raises(TransferError):
        import_any(library, cache(tmp_path / "cache.db", statements), NOW)
    assert library.feeds.all() == []


def test_columns_that_hold_what_they_should_not(library: Library, tmp_path: Path) -> None:
    path = cache(
        tmp_path / "cache.db",
        f"{ITEM} (x'00ff', x'1b5b33316d', 3.5, 7, 'https://a.test/feed', 'yesterday', x'3c703e78', 'maybe', 0)",
        f"{ITEM} (-1, 5, '', 'javascript:x', 'https://a.test/feed', 9e99, '', 1, 0)",
    )
    import_any(library, path, NOW)
    rows = library.entries.rows([entry for _, entry in library.entries.ids()])
    assert len(rows) == 2
    assert "\x1b" not in repr(rows).encode().decode("unicode_escape")
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(TransferError):
        import_any(library, damaged, NOW)


def test_lists_of_pages_are_saved_with_tags_states_and_selections(library: Library, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(INSTAPAPER_CSV, "utf-8")
    done = import_any(library, tmp_path / "list.csv", NOW)
    assert (done.kind, done.entries, done.known) == ("pages", 4, 0)
    rows = {row.title: row for row in library.entries.rows([entry for _, entry in library.entries.ids()])}
    assert all(row.saved for row in rows.values())
    assert rows["一篇好文"].tags == ("早报", "财经")
    assert rows["一篇好文"].published == 1_700_000_000
    assert rows["读过的"].read
    assert rows["加星的"].starred
    assert rows["夹子里的"].tags == ("我的夹子",)
    assert library.notes.note(rows["一篇好文"].id) == "划线的\n一段"
    assert len(library.shelf.pending(NOW)) == 4
    (tmp_path / "ril_export.html").write_text(POCKET_HTML, "utf-8")
    done = import_any(library, tmp_path / "ril_export.html", NOW)
    assert (done.entries, done.known) == (1, 1)
    assert library.counts().saved == 5


def test_an_archive_and_a_list_of_feeds_are_known_too(library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other") as other:
        fill(other, other.feeds.add("https://a.test", now=NOW), item("甲"), item("乙"))
        with (tmp_path / "a.zip").open("wb") as out:
            write_archive(other, out)
    done = import_any(library, tmp_path / "a.zip", NOW)
    assert (done.kind, done.feeds, done.entries) == ("archive", 1, 2)
    assert len(library.entries.ids(View())) == 2
    (tmp_path / "urls").write_text("https://b.test/feed 科技\n", "utf-8")
    assert import_any(library, tmp_path / "urls", NOW).feeds == 1
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 no archive")
    for name in ("b.zip", "missing"):
        with pytest.raises(TransferError):
            import_any(library, tmp_path / name, NOW)
