"""The morning paper from the library."""

from tui.export.paper import News, Paper, make_paper
from tui.i18n import t
from tui.query.ast import Query
from tui.services.clippings import entries_of
from tui.store.library import Library
from tui.store.view import View

MOST = 3_000
_CHUNK = 500


def morning_paper(library: Library, since: int, now: int, query: Query | None = None) -> Paper:
    """One issue of the entries that came or were published since then (UTC seconds), narrowed by a query."""
    folders = {feed.id: feed.folder for feed in library.feeds.all()}
    ids: list[int] = []
    news: list[News] = []

    def take() -> bool:
        """Read the rows of ``ids``; False once they are older than is wanted."""
        words = library.entries.words(ids)
        entries = library.entries.rows(ids)
        fresh = [entry for entry in entries if entry.when >= since]
        news.extend(News(entry, folders.get(entry.feed, ""), words.get(entry.id, 0)) for entry in fresh)
        ids.clear()
        return len(fresh) == len(entries) and len(news) < MOST

    for entry in entries_of(library, View(query=query)):
        ids.append(entry)
        if len(ids) == _CHUNK and not take():
            break
    if ids:
        take()
    return make_paper(news[:MOST], t("paper.title"), now)
