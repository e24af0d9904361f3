"""The comments on an entry, from the feed that its own feed names for them; they are read, and not kept."""

import re
from collections.abc import Callable

from tui.feeds.reader import FeedReader
from tui.fetch.client import Fetcher, FetchRequest
from tui.model.comment import Comment
from tui.model.errors import NotFound
from tui.model.feed import ParsedEntry
from tui.services.pages import may_be_private
from tui.store.library import Library

MOST = 200
"""Comments that are shown of a feed, the newest."""
LONGEST, LONGEST_ALL = 20_000, 300_000
"""Characters of HTML, of one comment and of all: they go through a pipe as one line."""

# What programs that make such feeds write before a name, where they give it as the title.
_BEFORE_NAME = re.compile(r"^(?:By|Comment by|作者|评论者|來自|来自)\s*[:：]\s*", re.IGNORECASE)


class CommentFeeds:
    """Fetches comments when a reader asks for them."""

    def __init__(self, library: Library, fetcher: Fetcher, reader: FeedReader, clock: Callable[[], float]) -> None:
        self._library = library
        self._fetcher = fetcher
        self._reader = reader
        self._clock = clock

    async def fetch(self, entry: int) -> list[Comment]:
        """The comments on an entry, the earliest first.

        Raises NotFound where there is no such entry or it has no such feed, a FetchError or a ParseError.
        """
        article = self._library.entries.article(entry)
        feed = self._library.feeds.get(article.entry.feed)
        url = article.comments_feed
        if not url:
            raise NotFound(kind="entry", name=str(entry))
        answer = await self._fetcher.get(FetchRequest(url, allow_private=may_be_private(feed, url)))
        now = int(self._clock())
        parsed = await self._reader.read(
            answer.body, answer.url, content_type=answer.content_type, charset=answer.charset, now=now, limit=MOST
        )
        comments = [_comment(item, now) for item in parsed.entries if item.html or item.text]
        # Those without a time come last, as the feed has them.
        return _bounded(sorted(comments, key=lambda one: now + 1 if one.published is None else one.published))


def _comment(item: ParsedEntry, now: int) -> Comment:
    author = "、".join(item.authors) or _BEFORE_NAME.sub("", item.title)
    published = None if item.published is None else min(item.published, now)
    return Comment(author, published, item.html, item.url)


def _bounded(comments: list[Comment]) -> list[Comment]:
    """The last of them, as many as are not too much; one that is a book by itself is left out."""
    kept: list[Comment] = []
    room = LONGEST_ALL
    for comment in reversed(comments):
        size = len(comment.html) + len(comment.author) + len(comment.url)
        if size <= LONGEST and size <= room:
            kept.append(comment)
            room -= size
    return kept[::-1]
