"""A picture of an article for the eye: from the shelf, from what was seen lately, or fetched as it was asked for."""

import asyncio

from tui.dataclass import dataclass
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchRequest
from tui.model.errors import NoPicture
from tui.picture.decoder import can_decode
from tui.picture.raster import Raster
from tui.picture.reader import PictureReader
from tui.services.pictures import LARGEST, host_of
from tui.store.library import Library
from tui.store.picture_cache import PictureCache

AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture in pixels of the size asked for, and how many bytes were fetched for it."""

    raster: Raster
    fetched: int = 0


class Viewer:
    """Shows pictures of entries, a few at a time."""

    def __init__(self, library: Library, fetcher: Fetcher, reader: PictureReader, cache: PictureCache) -> None:
        self._library = library
        self._fetcher = fetcher
        self._reader = reader
        self._cache = cache
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def look(
        self, entry: int, url: str, columns: int, rows: int, cell: tuple[int, int] | None = None, *, fetch: bool = True
    ) -> Seen:
        """The picture at an address of an entry within so many cells; without ``fetch`` only if it is kept.

        With the width and height of a ``cell`` in pixels, also as fine as these show it.

        Raises NotFound for no such entry, a FetchError, NoPicture with the reason, WorkerStopped.
        """
        if not can_decode():
            # Nothing is asked of anybody that could not be shown then.
            raise NoPicture(url=url, reason="decoder")
        async with self._slots:
            data, fetched = await asyncio.to_thread(self._cache.get, url), 0
            if data is None:
                data = self._saved(entry, url)
            if data is None:
                if not fetch:
                    raise NoPicture(url=url, reason="away")
                data = await self._fetch(entry, url)
                fetched = len(data)
            raster = await self._reader.read(data, url, columns, rows, cell)
            if fetched:
                # Not before it has been seen that it is a picture.
                await asyncio.to_thread(self._cache.put, url, data)
            return Seen(raster, fetched)

    def _saved(self, entry: int, url: str) -> bytes | None:
        """The picture as it was saved with its entry."""
        shelf = self._library.shelf
        hash_ = next((picture.hash for picture in shelf.pictures(entry) if picture.url == url), None)
        if hash_ is None:
            return None
        try:
            return shelf.images.path(hash_).read_bytes()
        except OSError:  # lost; the next saving finds that out
            return None

    async def _fetch(self, entry: int, url: str) -> bytes:
        """The picture from its server: no Referer, and no private address but those of the entry and its feed."""
        row = self._library.entries.article(entry).entry
        feed, saving = self._library.feeds.get(row.feed), self._library.shelf.saving(entry)
        allowed = feed.allow_private or (saving is not None and saving.allow_private)
        hosts = {host_of(row.url), host_of(feed.url)} if allowed else set()
        request = FetchRequest(url, limit=LARGEST, kind="image", allow_private=host_of(url) in hosts - {""})
        return (await self._fetcher.get(request)).body
