"""How the entries of a view are spread over feeds, tags, sources and months."""

from tui.dataclass import dataclass
from tui.store.connection import Connection
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.view import View
from tui.store.where import selection

MOST = 200


@dataclass(frozen=True, slots=True)
class Facet:
    """One value with how many entries have it; ``key`` is a feed's id, a tag's or source's name, ``2026-11``."""

    key: str
    label: str
    count: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of a view, the largest first; months run backwards from the latest."""

    total: int = 0
    unread: int = 0
    feeds: tuple[Facet, ...] = ()
    tags: tuple[Facet, ...] = ()
    sources: tuple[Facet, ...] = ()
    months: tuple[Facet, ...] = ()


_FEEDS = (
    f"SELECT feed.id, {SHOWN_TITLE}, n, u FROM"
    " (SELECT feed AS id, count(*) AS n, sum(read = 0) AS u FROM found GROUP BY feed) f"
    " JOIN feed ON feed.id = f.id ORDER BY n DESC, 2 LIMIT ?"
)
_TAGS = (
    "SELECT tag.name, tag.name, n, u FROM"
    " (SELECT t.tag AS id, count(*) AS n, sum(read = 0) AS u FROM found CROSS JOIN entry_tag t"
    " ON t.entry = found.id GROUP BY t.tag) f JOIN tag ON tag.id = f.id ORDER BY n DESC, tag.folded LIMIT ?"
)
_SOURCES = (
    "SELECT source, source, count(*) AS n, sum(read = 0) FROM found WHERE source <> '' GROUP BY source"
    " ORDER BY n DESC, 1 LIMIT ?"
)
_MONTHS = (
    "SELECT strftime('%Y-%m', sort, 'unixepoch', 'localtime') AS month, '', count(*), sum(read = 0) FROM found"
    " GROUP BY month"
    " ORDER BY month DESC LIMIT ?"
)


def facets(db: Connection, view: View, most: int = MOST) -> Facets:
    """The counts of ``view``: one walk over its entries, so for a large one not on the thread that draws."""
    sql, params = selection(db, view)
    # A table of this connection alone: the entries are found once and counted four times.
    db.run("DROP TABLE IF EXISTS temp.found")
    db.run(f"CREATE TEMP TABLE found AS SELECT e.id, e.feed, e.source, e.sort, e.read {sql}", params)
    try:
        total, unread = db.one("SELECT count(*), coalesce(sum(read = 0), 0) FROM found") or (0, 0)
        return Facets(total, unread, *(_counted(db, each, most) for each in (_FEEDS, _TAGS, _SOURCES, _MONTHS)))
    finally:
        db.run("DROP TABLE temp.found")


def _counted(db: Connection, sql: str, most: int) -> tuple[Facet, ...]:
    rows = db.rows(sql, (most,))
    return tuple(Facet(str(key), label or str(key), count, unread) for key, label, count, unread in rows)
