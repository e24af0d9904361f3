"""Storing what is fetched on a thread of its own: whatever waits meanwhile shares the next transaction."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from tui.dataclass import dataclass, field
from tui.model.errors import StoreError
from tui.store.library import Library
from tui.store.record import Applied, Fetched

MOST = 600
"""Entries stored in one transaction, unless one feed has more: no act of the reader waits long for its turn."""

Outcome = Applied | StoreError | None


@dataclass(eq=False, slots=True)
class _Batch:
    """Fetches for one transaction, and what came of each, once that has begun."""

    fetches: list[Fetched] = field(default_factory=list)
    entries: int = 0
    outcomes: asyncio.Future[list[Outcome]] | None = None


class Storing:
    """Stores fetches of a library through a connection of its own, as long as it is entered."""

    def __init__(self, library: Library) -> None:
        self._folder, self._rules = library.folder, library.configured_rules
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kanbao-storing")
        self._turn = asyncio.Lock()
        self._next = _Batch()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is being written."""
        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._shut))
        self._thread.shutdown(wait=True)

    async def store(self, fetched: Fetched, now: int) -> Applied | None:
        """Store one fetch, and come back when it is on disk; None for a feed that is gone. Raises StoreError."""
        size = len(fetched.parsed.entries) if fetched.parsed is not None else 0
        if self._next.entries + size > MOST:
            self._next = _Batch()
        batch = self._next
        place = len(batch.fetches)
        batch.fetches.append(fetched)
        batch.entries += size
        async with self._turn:
            # Whoever comes first writes for all that have come by then.
            if batch.outcomes is None:
                if batch is self._next:
                    self._next = _Batch()
                loop = asyncio.get_running_loop()
                batch.outcomes = loop.run_in_executor(self._thread, self._write, batch.fetches, now)
            # Whoever gives up waiting stops neither the writing nor the others.
            outcome = (await asyncio.shield(batch.outcomes))[place]
        if isinstance(outcome, StoreError):
            raise outcome
        return outcome

    def _write(self, fetches: list[Fetched], now: int) -> list[Outcome]:
        try:
            if self._library is None:
                self._library = Library.open(self._folder)
                self._library.configured_rules = self._rules
            return [*self._library.refresh_all(fetches, now)]
        except StoreError as error:
            if len(fetches) == 1:
                return [error]
        # What keeps one feed from being stored must not keep the others.
        return [outcome for one in fetches for outcome in self._write([one], now)]

    def _shut(self) -> None:
        if self._library is not None:
            self._library.close()
