"""Subscribing: from whatever address the reader has to a feed in the library, its first articles included."""

from collections.abc import Callable
from urllib.parse import urlsplit

from tui.dataclass import dataclass, replace
from tui.feeds.discover import FoundFeed, common_paths, discover
from tui.feeds.reader import FeedReader
from tui.fetch.address import normalise
from tui.fetch.client import FetchRequest, FetchResponse
from tui.fetch.instances import Door, is_route, route
from tui.model.errors import FetchError, NotAFeed, ParseError
from tui.model.events import FeedRefreshed
from tui.model.feed import FullText, ParsedFeed
from tui.secrets.login import joined, parted, reach
from tui.services.refresh import Refresher
from tui.store.feeds import feed_identity
from tui.store.library import Library
from tui.text.decode import decode

NEWEST = 8
"""Titles that a look at a feed shows."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked for."""

    url: str
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    full_text: FullText = "never"
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A new subscription and what its first fetch brought; or, with ``feed`` 0, the feeds there are to choose from."""

    feed: int
    url: str
    title: str
    new: int = 0
    choices: tuple[FoundFeed, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A feed before one subscribes: how many entries it has, its newest titles, whether it is there already.

    Or, with an empty title, the feeds there are to choose from.
    """

    url: str
    title: str
    entries: int = 0
    newest: tuple[str, ...] = ()
    known: bool = False
    choices: tuple[FoundFeed, ...] = ()


class Subscriber:
    """Finds the feed behind an address and subscribes to it."""

    def __init__(self, library: Library, fetcher: Door, reader: FeedReader, clock: Callable[[], float]) -> None:
        self._library = library
        self._fetcher = fetcher
        self._reader = reader
        self._clock = clock

    async def add(self, wish: Wish, *, choose: bool = False) -> Subscribed:
        """Subscribe; where a site offers several feeds the first is taken, or all are returned if ``choose``.

        Raises a FetchError, a ParseError (NotAFeed where nothing was found) or Duplicate; nothing is stored then.
        """
        found = await self._find(wish, choose=choose)
        return found if isinstance(found, Subscribed) else await self._store(*found)

    async def look(self, wish: Wish) -> Found:
        """What subscribing would bring, nothing stored; raises as ``add``, but that what is there already is told."""
        found = await self._find(wish, choose=True)
        if isinstance(found, Subscribed):
            return Found(found.url, "", choices=found.choices)
        wish, response, parsed = found
        url = response.moved_to or wish.url
        there = self._library.feeds.identities()
        newest = sorted(parsed.entries, key=lambda entry: -(entry.published or 0))[:NEWEST]
        titles = tuple(entry.title or entry.summary or entry.url for entry in newest)
        return Found(url, parsed.title or url, len(parsed.entries), titles, feed_identity(url) in there)

    async def _find(self, wish: Wish, *, choose: bool) -> tuple[Wish, FetchResponse, ParsedFeed] | Subscribed:
        """The feed behind an address, fetched and read; or the feeds there are to choose from."""
        wish = replace(wish, url=route(wish.url) if is_route(wish.url) else normalise(wish.url))
        response = await self._get(wish.url, wish)
        try:
            parsed = await self._parse(response)
        except NotAFeed as error:
            found = await self._look_around(response, wish)
            if not found:
                raise
            if choose and len(found) > 1:
                return Subscribed(0, wish.url, "", choices=tuple(found))
            wish = self._follow(wish, found[0].url)
            response = await self._get(wish.url, wish)
            try:
                parsed = await self._parse(response)
            except ParseError:
                raise error from None
        return wish, response, parsed

    async def _store(self, wish: Wish, response: FetchResponse, parsed: ParsedFeed) -> Subscribed:
        now = int(self._clock())
        url = response.moved_to or wish.url
        wish = self._follow(wish, url)
        feed = self._library.feeds.add(
            url,
            title=wish.title,
            folder=wish.folder,
            tags=wish.tags,
            full_text=wish.full_text,
            allow_private=wish.allow_private,
            now=now,
        )
        state = self._library.feeds.states([feed])[0]
        result: FeedRefreshed = await Refresher(self._library, self._fetcher, self._reader, clock=self._clock).take(
            state, replace(response, moved_to=parted(response.moved_to).url), parsed
        )
        return Subscribed(feed, state.url, wish.title or parsed.title or state.url, result.new)

    async def _look_around(self, response: FetchResponse, wish: Wish) -> list[FoundFeed]:
        """Feeds that a page names, else those at the places where feeds usually are."""
        text = decode(response.body, response.charset).text
        found = discover(text, response.url)
        if found:
            return found
        for url in common_paths(response.url):
            try:
                candidate = await self._get(url, self._follow(wish, url))
                parsed = await self._parse(candidate)
            except (FetchError, ParseError):
                continue
            return [FoundFeed(candidate.url, parsed.title, parsed.format)]
        return []

    @staticmethod
    def _follow(wish: Wish, url: str) -> Wish:
        """The wish for an address that a page or redirect named.

        A permission holds for the reader's own host, user and password for the origin they were typed for.
        """
        same = urlsplit(url).hostname == urlsplit(wish.url).hostname
        login = parted(wish.url).login if reach(url) == reach(wish.url) else ""
        return replace(wish, url=joined(url, login), allow_private=wish.allow_private and same)

    async def _get(self, url: str, wish: Wish) -> FetchResponse:
        return await self._fetcher.get(FetchRequest(url, allow_private=wish.allow_private))

    async def _parse(self, response: FetchResponse) -> ParsedFeed:
        return await self._reader.read(
            response.body,
            url=response.url,
            content_type=response.content_type,
            charset=response.charset,
            now=int(self._clock()),
        )
