"""Libraries of every schema that was ever released, made by its own migrations and plain SQL."""

import json
from pathlib import Path

import apsw

from tests.store.made import NOW
from tui.store.connection import Connection
from tui.store.grams import paired, pieces, title_grams
from tui.store.identity import hash64, plain_link
from tui.store.logins import take_out
from tui.store.migrate import APPLICATION_ID, KNOWN, WITHOUT_LOGINS, script
from tui.text.fold import fold

RELEASED = tuple(range(1, KNOWN))
PASSWORD = "geheim-密码-7c1d"
FEEDS = (
    ("https://a.test/feed", 1),
    (f"https://leser:{PASSWORD}@b.test/feed", 2),
    (f"https://leserin:{PASSWORD}2@b.test/feed", 2),
    ("http://schluessel0815@c.test:8080/feed?x=1", None),
    ("https://d.test/f", None),
)
"""Addresses and the number of the folder."""
LOGINS = {
    "https://b.test:443 leser:" + PASSWORD,
    "https://b.test:443 leserin:" + PASSWORD + "2",
    "http://c.test:8080 schluessel0815",
}
MOVED = f"https://leser:{PASSWORD}@b.test/elsewhere"
Rows = dict[str, list[dict[str, object]]]


def release(version: int, file: Path, *, entries: int = 40) -> None:
    """Make a library of this schema with something in every table it has; from 9 on its logins lie beside it."""
    db = apsw.Connection(str(file))
    db.execute(f"PRAGMA auto_vacuum = INCREMENTAL; PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA journal_mode = WAL")
    with db:
        db.execute(script(1))
        _first(db, entries)
        for number in range(2, version + 1):
            db.execute(script(number))
            if number in _SINCE:
                db.execute(_SINCE[number])
        db.execute(f"PRAGMA user_version = {version}")
    db.close()
    file.chmod(0o600)
    if version >= WITHOUT_LOGINS:
        own = Connection(file)
        with own.write():
            take_out(own, file.parent)
        own.close()


def _first(db: apsw.Connection, entries: int) -> None:
    db.execute("INSERT INTO meta VALUES ('own', '我的')")
    db.execute("INSERT INTO folder VALUES (1, '财经', 1), (2, '财经/焦点', 2)")
    db.execute("INSERT INTO tag (id, name, folded) VALUES (1, '早报', '早报'), (2, '我的', '我的')")
    for number, (url, folder) in enumerate(FEEDS, 1):
        db.execute(
            "INSERT INTO feed (id, folder, position, added, url, identity, title, etag, failures, last_fetched,"
            " moved_to) VALUES (?, ?, ?, ?, ?, ?, ?, '\"e\"', ?, ?, ?)",
            (number, folder, number, NOW, url, hash64(plain_link(url)), f"报{number}" if number != 4 else "",
             number % 2, NOW, MOVED if number == 2 else ""),
        )  # fmt: skip
    # As years of fetches do it: rows are written again, pages split and emptied, and what was there is left behind.
    for number in range(100, 160):
        url = f"https://leser:{PASSWORD}@b.test/{number}"
        db.execute("INSERT INTO feed (id, added, url, identity) VALUES (?, ?, ?, ?)", (number, NOW, url, number))
    db.execute("DELETE FROM feed WHERE id >= 100")
    db.execute("UPDATE feed SET removed = ? WHERE id = 5", (NOW,))
    db.execute("INSERT INTO feed_tag VALUES (1, 1)")
    for id_ in range(1, entries + 1):
        feed, title, text = id_ % 4 + 1, f"央行宣布降息{id_}", f"正文{id_}：國務院发布新规。" * 20
        db.execute(
            "INSERT INTO entry (id, feed, sort, read, starred, saved, published, fetched, guid_hash, title_hash,"
            " content_hash, url, title, authors) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (id_, feed, NOW - id_, id_ % 2, id_ % 3 == 0, id_ % 5 == 0, NOW - id_, NOW, hash64(str(id_)),
             hash64(title), id_, f"https://a.test/{id_}", title, json.dumps(["王五"])),
        )  # fmt: skip
        db.execute("INSERT INTO detail (entry, position, text, html) VALUES (?, ?, ?, ?)", (id_, id_, text, text))
        db.execute("INSERT INTO title_index (rowid, grams) VALUES (?, ?)", (id_, title_grams(fold(title))))
        db.execute("INSERT INTO body_index (rowid, grams) VALUES (?, ?)", (id_, paired(pieces(title, text))))
        db.execute("INSERT INTO entry_tag VALUES (?, 1, 1, 1, ?, ?)", (id_, id_ % 2 == 0, NOW - id_))
    db.execute("INSERT INTO entry_tag VALUES (1, 2, 4, 1, 0, ?)", (NOW - 1,))
    db.execute("INSERT INTO document VALUES (1, '[4,8]')")
    db.execute("INSERT INTO journal (at, kind, data) VALUES (?, 'tag', ?)", (NOW, json.dumps({"ids": [1]}).encode()))


_SINCE = {
    2: f"INSERT INTO whole VALUES (1, {NOW}, 'https://a.test/1', 2, '整篇', '<p>整篇</p>', '[]', '{{}}');",
    3: f"""
INSERT INTO picture VALUES ('{"ab" * 32}', 'image/png', 5);
INSERT INTO entry_picture VALUES (5, 'https://a.test/p.png', '{"ab" * 32}', '');
INSERT INTO page VALUES (5, 0, 'https://a.test/5', 'https://a.test/5', {NOW}, 'text/html', 'utf-8', x'789c');
INSERT INTO note VALUES (1, '记一笔', {NOW});
INSERT INTO highlight VALUES (1, 1, 0, 2, '正文', '要点', {NOW});
INSERT INTO version VALUES (1, 2, {NOW}, '旧题', '旧文', '<p>旧文</p>');
INSERT INTO mirrored VALUES ('/m', 5, '5.md', 'h', '');
UPDATE entry SET saved = 1, saved_at = {NOW} WHERE id = 7;
""",
    4: f"""
INSERT INTO rule VALUES (1, 1, '规则', 'title:降息', 2, '', '["star"]', 1);
INSERT INTO whole_wish VALUES (3, {NOW});
INSERT INTO searched VALUES ('降息', {NOW}, 3);
INSERT INTO spelling VALUES ('财经', 'cai jing');
INSERT INTO smart (title, query, position) VALUES ('我的搜索', 'tag:我的', 9);
UPDATE tag SET colour = 'red' WHERE id = 2;
""",
    5: "UPDATE feed SET images = 'always' WHERE id = 1;",
    6: f"UPDATE feed SET script = 'hant' WHERE id = 1; INSERT INTO whole_failed VALUES (9, 2, {NOW});",
    7: f"""
INSERT INTO account (id, kind, name, url, user, secret, added) VALUES
    (1, 'miniflux', '服务器', 'https://m.test', 'ich', 'file', {NOW});
INSERT INTO feed (id, added, url, identity, account) VALUES
    (6, {NOW}, 'https://leser:{PASSWORD}3@e.test/feed', 99, 1);
INSERT INTO remote_feed VALUES (1, '77', 6, '远报', '', 0);
INSERT INTO remote_item VALUES (1, '770', 4, 1, 0, 0);
INSERT INTO outbox (account, target, target_id, field, value, created) VALUES (1, 'entry', 4, 'read', '1', {NOW});
INSERT INTO cursor VALUES (1, 'since', '5');
""",
    8: f"""
INSERT INTO played VALUES (1, 'https://a.test/a.mp3', {NOW}, '/d/a.mp3');
UPDATE feed SET took = 90, moved_from = '{MOVED}', moved_at = {NOW} WHERE id = 1;
""",
}


def contents(file: Path) -> Rows:
    """Every row of every table, the inner tables of the search index left out."""
    db = apsw.Connection(str(file))
    names = [name for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
             if "_index" not in name and "sqlite_" not in name]  # fmt: skip
    found: Rows = {}
    for name in names:
        cursor = db.execute(f"SELECT * FROM {name}")
        rows = list(cursor)
        columns = [column[1] for column in db.execute(f"PRAGMA table_info({name})")]
        found[name] = [dict(zip(columns, row, strict=True)) for row in rows]
    db.close()
    return found


def compare(before: Rows, after: Rows) -> None:
    """Everything of an old library is in the new one as it was, but for users and passwords in addresses."""
    for table, rows in before.items():
        there = [_plain(table, row) for row in after[table]]
        for row in rows:
            wanted = _plain(table, row)
            assert any(wanted.items() <= each.items() for each in there), (table, wanted)
    for table in ("entry", "feed", "tag", "folder", "detail", "note", "entry_tag"):
        assert len(after[table]) == len(before.get(table, after[table])), table


def _plain(table: str, row: dict[str, object]) -> dict[str, object]:
    if table != "feed":
        return row
    kept = {name: value for name, value in row.items() if name != "identity"}
    for name in ("url", "moved_to", "moved_from"):
        scheme, mark, rest = str(kept.get(name) or "").partition("://")
        if name in kept:
            kept[name] = scheme + mark + rest.rpartition("@")[2]
    return kept
