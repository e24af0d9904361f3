"""Taking over what a server tells: subscriptions, bodies batch by batch, and the word on all states at once."""

from collections.abc import Callable, Sequence

from tui.dataclass import replace
from tui.feeds.reader import FeedReader
from tui.model.account import Account, Report
from tui.model.errors import BadAnswer
from tui.model.remote import KnownItem, RemoteFeed, Told
from tui.secrets.login import parted
from tui.store.library import Library
from tui.store.remote_items import ItemIntents
from tui.sync.bodies import read_items
from tui.sync.decide import brakes, decide_feeds, decide_items
from tui.sync.server import Bodies, Noted, Server, Shelf

Progress = Callable[[int, int], None]
"""Hears how many bodies are here and how many of them were new."""


class Pull:
    """One round of taking over for one account."""

    def __init__(
        self, library: Library, account: Account, server: Server, reader: FeedReader, report: Report, *, now: int
    ) -> None:
        self._library = library
        self._account = account
        self._server = server
        self._reader = reader
        self._report = report
        self._now = now
        self._items = library.remote_items(account.id)

    async def run(self, shelf: Shelf, told: Progress) -> None:
        """Take over everything, or of the states nothing. Raises what stops it; bodies that came by then stay."""
        feeds = [_plain(feed) for feed in await self._server.feeds()]
        subscriptions = self._library.remote_feeds(self._account.id)
        settled = subscriptions.settle(lambda known: decide_feeds(known, feeds), self._now)
        self._report.confirmed += settled.confirmed
        self._report.overruled += settled.overruled
        self._report.resent += len(settled.again)
        # What is noted of how far it went holds only once the word on the states has been carried out.
        attempt = replace(shelf, cursors=dict(shelf.cursors))
        word = await self._take(attempt, told)
        intents = self._settle(word, sure=False)
        if intents is None:
            # Too good to be true: heard again, and held against what the server itself counts.
            attempt = replace(shelf, cursors=dict(shelf.cursors))
            word = await self._take(attempt, told)
            left = await self._server.unread_left()
            if word.complete and not word.unread and left:
                raise BadAnswer(url=self._account.url, reason="contradiction")
            intents = self._settle(word, sure=True)
        assert intents is not None
        if word.labels is not None:
            self._library.remote_labels(self._account.id).settle(word.labels)
        self._library.accounts.set_cursors(self._account.id, attempt.cursors)
        self._count(intents)

    async def _take(self, shelf: Shelf, told: Progress) -> Told:
        """All that a pull brings, stored as it comes but for the word on the states."""
        seen = 0
        async for piece in self._server.pull(shelf):
            match piece:
                case Noted(ids):
                    self._items.note(ids)
                case Bodies(items):
                    entries = await read_items(self._reader, items, self._now)
                    new, _ = self._items.keep(entries, self._now, configured=self._library.configured_rules)
                    self._report.new_items += len(new)
                    seen += len(entries)
                    told(seen, self._report.new_items)
                case Told():
                    return piece
        raise BadAnswer(url=self._account.url, reason="incomplete")

    def _settle(self, word: Told, *, sure: bool) -> ItemIntents | None:
        def decide(known: Sequence[KnownItem]) -> ItemIntents | None:
            intents = decide_items(known, word)
            return intents if sure or not brakes(intents, word, known) else None

        return self._items.settle(decide)

    def _count(self, intents: ItemIntents) -> None:
        report = self._report
        report.confirmed += intents.confirmed
        report.overruled += intents.overruled
        report.resent += len(intents.again)
        report.state_changes += intents.changes
        report.gone += len(intents.gone)


def _plain(feed: RemoteFeed) -> RemoteFeed:
    """A subscription without the users and passwords that only its server needs; a title may be an address."""
    url, title, site = (parted(text).url for text in (feed.url, feed.title, feed.site))
    return replace(feed, url=url, title=title, site=site)
