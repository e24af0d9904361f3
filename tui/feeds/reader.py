"""Reads feeds in a worker, so that no feed can hang, crash or fill the program."""

import asyncio
from contextlib import suppress
from typing import Any

from tui.dataclass import replace
from tui.feeds.plain import BadAnswer, unpack_entry, unpack_head
from tui.feeds.raw import LIMIT
from tui.model.errors import WorkerStopped
from tui.model.feed import ParsedFeed
from tui.worker.pool import Workers

MEGABYTE = 1_000_000

ENTRIES_AT_ONCE = 20


class FeedReader:
    """Turns the bytes of an answer into a parsed feed by way of the workers."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        workers.warm("tui.feeds.job")

    async def prepare(self) -> None:
        """Start the workers for someone who will need them in a moment; what keeps them from it is told by ``read``."""
        with suppress(OSError):
            await self._workers.start()

    async def read(
        self,
        body: bytes,
        url: str = "",
        *,
        content_type: str = "",
        charset: str = "",
        override: str = "",
        now: int = 0,
        limit: int = LIMIT,
        pieces: bool = False,
    ) -> ParsedFeed:
        """As ``parse``, and prepared; ``pieces`` for a feed that is to be stored whole, most of it being new.

        Raises ``WorkerStopped`` too, where reading took too long, took too much, or went wrong.
        """
        args = {
            "url": url,
            "content_type": content_type,
            "charset": charset,
            "override": override,
            "now": now,
            "limit": limit,
            "pieces": pieces,
        }
        try:
            answer = await self._workers.run("tui.feeds.job:parse", body, args, seconds_for(len(body)))
            return await _unpacked(answer)
        except BadAnswer:
            raise WorkerStopped(url=url, reason="crash") from None
        except WorkerStopped as stopped:
            raise WorkerStopped(**{**stopped.about, "url": url}) from None


async def _unpacked(answer: Any) -> ParsedFeed:
    """The feed in an answer; a large one is checked piece by piece, so that no key waits for it."""
    head, rows = unpack_head(answer)
    entries, prepared = [], []
    for number, row in enumerate(rows, 1):
        entry, more = unpack_entry(row)
        entries.append(entry)
        prepared.append(more)
        if number % ENTRIES_AT_ONCE == 0:
            await asyncio.sleep(0)
    return replace(head, entries=tuple(entries), prepared=tuple(prepared))


def seconds_for(size: int) -> float:
    """How long reading so many bytes may take: half a second for every megabyte on top of two, at most eight."""
    return min(8.0, 2.0 + 0.5 * size / MEGABYTE)
