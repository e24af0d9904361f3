"""Refreshing: fetch, parse, decide and store, many feeds side by side."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Literal

from tui.dataclass import replace
from tui.feeds.reader import FeedReader
from tui.fetch.client import FetchRequest, FetchResponse
from tui.fetch.instances import Door
from tui.fetch.schedule import Outcome, moved, next_fetch
from tui.fetch.turns import Turns
from tui.model.errors import FetchError, HttpFailed, KanbaoError, ParseError, StoreError
from tui.model.events import Event, FeedRefreshed, Notified, RefreshEnded, RefreshStarted
from tui.model.feed import FetchState, ParsedFeed
from tui.services.storing import Storing
from tui.services.tools import much_to_read
from tui.store.library import Library
from tui.store.record import Applied, Fetched, FetchRecord

CONCURRENT = 64
"""Feeds under way at a time. Fewer are asked (FetchSettings): beside them some are parsed, some are stored together."""

TITLES = 3
PER_HOST = 4
"""Feeds of one host under way at a time: two that are asked, two that are parsed or stored."""


class Refresher:
    """Refreshes feeds of one library and tells what happened to each."""

    def __init__(
        self,
        library: Library,
        fetcher: Door,
        reader: FeedReader,
        *,
        clock: Callable[[], float] = time.time,
        concurrent: int = CONCURRENT,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._reader = reader
        self._clock = clock
        self._concurrent = concurrent
        self._told: list[int] = []
        self._storing: Storing | None = None

    async def refresh(self, feeds: Sequence[FetchState], emit: Callable[[Event], None]) -> RefreshEnded:
        """Refresh these feeds; one failure never stops another. Cancelling ends with what is done so far."""
        emit(RefreshStarted(len(feeds)))
        turns = Turns(PER_HOST, self._concurrent)
        done: list[FeedRefreshed] = []

        async def one(state: FetchState) -> None:
            # By host: many feeds of one slow host must not hold up those of all others.
            async with turns.turn(state.url.partition("://")[2].partition("/")[0]):
                result = await self.refresh_one(state)
            done.append(result)
            emit(result)

        cancelled = False
        try:
            async with self._on_a_thread(), asyncio.TaskGroup() as group:
                if much_to_read(feeds):
                    group.create_task(self._reader.prepare())
                for state in feeds:
                    group.create_task(one(state))
        except asyncio.CancelledError:
            cancelled = True
        failed = sum(result.status == "error" for result in done)
        if self._told:
            emit(self._notified(done))
        ended = RefreshEnded(len(done), sum(result.new for result in done), failed, cancelled)
        emit(ended)
        return ended

    @asynccontextmanager
    async def _on_a_thread(self) -> AsyncIterator[None]:
        """Inside, what is fetched is stored on a thread; outside, where it is one feed, at once."""
        async with Storing(self._library) as storing:
            self._storing = storing
            try:
                yield
            finally:
                self._storing = None

    def _notified(self, done: Sequence[FeedRefreshed]) -> Notified:
        """One notice for all that this refresh wants told, however much it is."""
        told, self._told = self._told, []
        feeds = {result.feed: result.title for result in done if result.notify}
        titles = [row.title or row.summary for row in self._library.entries.rows(told[-TITLES:])]
        return Notified("、".join(feeds.values()), "\n".join(titles), tuple(feeds), len(told))

    async def refresh_one(self, state: FetchState) -> FeedRefreshed:
        """One feed from address to library."""
        started = time.monotonic()
        response: FetchResponse | None = None
        try:
            response = await self._fetcher.get(
                FetchRequest(
                    state.url,
                    etag=state.etag,
                    modified=state.modified,
                    allow_private=state.allow_private,
                    login=state.login,
                )
            )
            result = await self.take(state, response)
        except StoreError as error:
            # The library itself is in trouble: say so, it cannot be recorded there.
            result = self._result(state, "error", error)
        except (FetchError, ParseError) as error:
            result = await self._record_failure(state, error, response)
        ms = round((time.monotonic() - started) * 1000)
        return replace(result, ms=ms)

    async def take(self, state: FetchState, response: FetchResponse, parsed: ParsedFeed | None = None) -> FeedRefreshed:
        """Store an answer that came for a feed; ``parsed`` where it was read already."""
        digest = state.body_hash
        if response.status != 304:
            digest = hashlib.blake2b(response.body, digest_size=16).hexdigest()
        unchanged = response.status == 304 or digest == state.body_hash
        if not unchanged and parsed is None:
            parsed = await self._reader.read(
                response.body,
                url=response.url,
                content_type=response.content_type,
                charset=response.charset,
                override=state.encoding_override,
                now=int(self._clock()),
                pieces=not state.body_hash,
            )
        outcome = Outcome.UNCHANGED if unchanged else Outcome.OK
        record = self._record(state, outcome, response, None, parsed=parsed, digest=digest)
        applied = await self._store(state, record, parsed)
        self._told += applied.notify
        title = state.title or (parsed.title if parsed else "")
        return FeedRefreshed(
            state.feed, state.url, title, "unchanged" if unchanged else "ok",
            len(applied.new) - len(applied.hidden), len(applied.updated), response.status, notify=len(applied.notify),
        )  # fmt: skip

    async def _store(self, state: FetchState, record: FetchRecord, parsed: ParsedFeed | None) -> Applied:
        fetched, now = Fetched(state.feed, record, parsed), int(self._clock())
        if self._storing is not None:
            applied = await self._storing.store(fetched, now)
        else:
            (applied,) = self._library.refresh_all([fetched], now)
        # Unsubscribed while its answer was under way: nothing.
        return applied or Applied()

    def _record(
        self,
        state: FetchState,
        outcome: Outcome,
        response: FetchResponse | None,
        error: KanbaoError | None,
        *,
        parsed: ParsedFeed | None = None,
        digest: str = "",
    ) -> FetchRecord:
        now = int(self._clock())
        retry_after = error.about.get("retry_after") if error is not None else None
        published = [entry.published for entry in parsed.entries if entry.published] if parsed else []
        plan = next_fetch(
            now,
            outcome,
            state,
            published=published,
            ttl=parsed.ttl if parsed else None,
            retry_after=int(retry_after) if isinstance(retry_after, int | float) else None,
            seed=state.feed,
        )
        move = moved(state, response.moved_to if response is not None else "")
        # A failure or a 304 leaves the validators as they were.
        fresh = response is not None and error is None and outcome is Outcome.OK
        return FetchRecord(
            status=plan.status,
            http_status=response.status if response is not None else getattr(error, "status", None),
            error=error.stored() if error is not None else "",
            etag=response.etag if fresh and response is not None else state.etag,
            modified=response.modified if fresh and response is not None else state.modified,
            body_hash=digest or state.body_hash,
            failures=plan.failures,
            interval=plan.interval,
            next_fetch=plan.next_fetch,
            moved_to=move.moved_to,
            moved_seen=move.moved_seen,
            encoding=parsed.encoding if parsed is not None else "",
            encoding_why=parsed.encoding_why if parsed is not None else "",
            url=move.url,
            took=response.ms if response is not None else 0,
        )

    async def _record_failure(
        self, state: FetchState, error: KanbaoError, response: FetchResponse | None
    ) -> FeedRefreshed:
        gone = isinstance(error, HttpFailed) and error.status == 410
        record = self._record(state, Outcome.GONE if gone else Outcome.FAILED, response, error)
        try:
            await self._store(state, record, None)
        except StoreError as trouble:
            return self._result(state, "error", trouble)
        return self._result(state, "paused" if gone else "error", error)

    def _result(self, state: FetchState, status: Literal["error", "paused"], error: KanbaoError) -> FeedRefreshed:
        http = error.status if isinstance(error, HttpFailed) else None
        return FeedRefreshed(state.feed, state.url, state.title, status, http_status=http, error=error.stored())
