"""The desk: a process of its own that fetches and parses for the reader, so that the interface never waits.

It reads commands from standard input and writes what happened to standard output, a JSON object a line:
``{"id": 1, "do": "refresh", "feeds": [3, 5] | null, "due": false}``, ``{"id": 2, "do": "cancel"}``,
``{"id": 3, "do": "add", "url": …}``, ``{"id": 4, "do": "save", "entries": [7] | null}``, ``{"id": 5, "do": "spell"}``,
``{"id": 6, "do": "sound", "text": …}``, ``{"id": 7, "do": "picture", "entry": 7, "url": …, "columns": 76, "rows": 20,
"cell": [10, 20] | null, "fetch": true}``, ``{"id": 8, "do": "comments", "entry": 5}``,
``{"id": 9, "do": "export", …}`` (the fields of an ExportWish),
``{"id": 10, "do": "offline", "entries": […], "bytes": 500000000}``,
``{"id": 11, "do": "mirror", "entries": […]}``, ``{"id": 12, "do": "sync", "accounts": [1] | null, "due": false}``,
``{"id": 13, "do": "account", "facts": {…}}``, ``{"id": 14, "do": "login", "account": 1, "secret": …}``,
``{"id": 15, "do": "look", "url": …}``, ``{"id": 16, "do": "download", "entry": 7, "url": …}``; answers are
``{"id": 1, "ok": {…}}`` or ``{"id": 1, "error": "…"}``, and events (``tui.model.events``) come in between. It ends with
its standard input.
"""

import asyncio
import json
import os
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from tui.config.load import load
from tui.config.settings import Settings
from tui.feeds.reader import FeedReader
from tui.fetch.client import Fetcher, FetchSettings
from tui.fetch.instances import ByInstances, Door
from tui.fetch.tell import VARIABLE
from tui.model.account import NewAccount
from tui.model.errors import FetchError, KanbaoError, ParseError, SyncError
from tui.model.events import RefreshEnded, to_plain
from tui.model.feed import FetchState
from tui.paths import cache_dir, config_file
from tui.picture.raster import to_plain as pixels
from tui.picture.reader import PictureReader
from tui.services.comments import CommentFeeds
from tui.services.enclosures import Downloader
from tui.services.kept_pages import ExtractedPages
from tui.services.offline import Offline
from tui.services.pages import WholeArticles, page_reader
from tui.services.refresh import Refresher
from tui.services.rules import install
from tui.services.saving import Saver
from tui.services.spelling import Speller
from tui.services.subscribe import Subscriber, Wish
from tui.services.syncing import Syncing
from tui.services.viewing import Viewer
from tui.services.whole import FullTexts
from tui.store.library import Library
from tui.store.lock import Lock
from tui.store.picture_cache import PictureCache
from tui.worker.pool import Workers


def fetch_settings(settings: Settings) -> FetchSettings:
    """The door's settings from the reader's."""
    fetch = settings.fetch
    return FetchSettings(
        proxy=fetch.proxy,
        deadline=float(fetch.deadline),
        allow_hosts=frozenset(fetch.allow_hosts),
        max_connections=fetch.concurrency,
        per_host=fetch.per_host,
        log=os.environ.get(VARIABLE, ""),
    )


class Tools(NamedTuple):
    """What lies on a desk."""

    library: Library
    fetcher: Fetcher
    reader: FeedReader
    texts: FullTexts
    articles: WholeArticles
    speller: Speller
    viewer: Viewer
    door: Door


@asynccontextmanager
async def at_desk(folder: Path, settings: Settings, config: Path | None = None) -> AsyncIterator[Tools]:
    """Library, door and readers, open as long as they are needed."""
    library = Library.open(folder)
    try:
        async with Fetcher(fetch_settings(settings)) as fetcher, Workers() as workers:
            install(library, settings.rules)
            articles = WholeArticles(fetcher, page_reader(workers, config or config_file()), time.time)
            yield Tools(library, fetcher, FeedReader(workers), FullTexts(library, articles, time.time), articles,
                        Speller(library, workers),
                        Viewer(library, fetcher, PictureReader(workers), PictureCache(cache_dir())),
                        ByInstances(fetcher, settings.fetch.rsshub))  # fmt: skip
    finally:
        library.close()


def choose_feeds(library: Library, feeds: list[int] | None, due: bool, now: int) -> list[FetchState]:
    """The feeds to refresh: those named, those that are due, or all but the gone and the paused.

    Feeds of accounts are fetched by their servers.
    """
    if feeds is not None:
        own = {feed.id for feed in library.feeds.all() if feed.account is None}
        return library.feeds.states([feed for feed in feeds if feed in own])
    if due:
        return library.feeds.due(now)
    return [state for state in library.feeds.states() if state.status not in ("gone", "paused")]


class Desk:
    """Answers commands; at most one refresh runs at a time."""

    def __init__(self, tools: Tools, settings: Settings) -> None:
        self._mirror_folder = settings.keep.mirror
        library, fetcher, reader, self._texts, articles, self._speller, self._viewer, door = tools
        self._library = library
        self._comments = CommentFeeds(library, fetcher, reader, time.time)
        self._refresher = Refresher(library, door, reader)
        self._subscriber = Subscriber(library, door, reader, time.time)
        self._downloader = Downloader(library, fetcher, settings.media)
        self._syncing = Syncing(
            library, fetch_settings(settings), reader, lambda event: say(to_plain(event)),
            keep_days=settings.keep.days, every=settings.fetch.sync_every * 60,
        )  # fmt: skip
        self._saver = Saver(library, fetcher, ExtractedPages(articles))
        self._offline = Offline(library, fetcher, self._texts, time.time)
        self._lock = Lock(library.folder, "refresh")
        self._save_lock = Lock(library.folder, "save")
        self._saving = self._swept = self._spelling = False
        self._refresh: asyncio.Task[Any] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._by_number: dict[Any, asyncio.Task[None]] = {}

    def take(self, command: dict[str, Any]) -> None:
        """Begin a command; its answer comes later."""
        task = asyncio.get_running_loop().create_task(self._answer(command))
        number = command.get("id")
        self._tasks.add(task)
        self._by_number[number] = task
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: self._by_number.pop(number, None))

    async def finish(self) -> None:
        """End what is under way."""
        if self._refresh is not None:
            self._refresh.cancel()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, command: dict[str, Any]) -> None:
        number = command.get("id")
        try:
            say({"id": number, "ok": await self._do(command)})
        except KanbaoError as error:
            say({"id": number, "error": error.stored()})

    async def _do(self, command: dict[str, Any]) -> dict[str, Any]:
        match command.get("do"):
            case "refresh":
                return await self._run_refresh(command.get("feeds"), bool(command.get("due")))
            case "cancel":
                if self._refresh is not None:
                    self._refresh.cancel()
                return {"running": self._syncing.cancel() or self._refresh is not None}
            case "sync":
                return await self._run_sync(command.get("accounts"), bool(command.get("due")))
            case "account":
                return await self._syncing.add(NewAccount(**command["facts"]))
            case "login":
                return await self._syncing.look(int(command["account"]), str(command.get("secret", "")))
            case "sound":
                return {"spelling": await self._speller.spell(str(command.get("text", "")))}
            case "spell":
                return await self._run_spelling()
            case "save":
                return await self._run_save(command.get("entries"))
            case "add":
                wish = Wish(str(command["url"]), folder=str(command.get("folder", "")))
                return asdict(await self._subscriber.add(wish, choose=bool(command.get("choose"))))
            case "download":
                emit = lambda event: say(to_plain(event))  # noqa: E731
                return {"file": await self._downloader.download(int(command["entry"]), str(command["url"]), emit)}
            case "look":
                return asdict(await self._subscriber.look(Wish(str(command["url"]))))
            case "export":
                from tui.services.desk_export import ExportWish, run_export

                facts = {name: value for name, value in command.items() if name not in ("id", "do")}
                return await run_export(self._library.folder, ExportWish(**facts), lambda event: say(to_plain(event)))
            case "offline":
                return await self._take_along(list(command["entries"]), int(command["bytes"]))
            case "mirror":
                return await asyncio.to_thread(self._mirror, command.get("entries"))
            case "whole":
                entry = int(command["entry"])
                return {"pages": await (self._texts.by_itself(entry) if command.get("quiet") else self._whole(entry))}
            case "picture":
                return await self._look(command)
            case "comments":
                return {"comments": [asdict(one) for one in await self._comments.fetch(int(command["entry"]))]}
            case "stop":
                if task := self._by_number.get(command.get("number")):
                    task.cancel()
                return {}
            case _:
                return {}

    async def _look(self, command: dict[str, Any]) -> dict[str, Any]:
        wish = int(command["entry"]), str(command["url"]), int(command["columns"]), int(command["rows"])
        cell = (int(command["cell"][0]), int(command["cell"][1])) if command.get("cell") else None
        seen = await self._viewer.look(*wish, cell, fetch=bool(command.get("fetch")))
        return {**pixels(seen.raster), "fetched": seen.fetched}

    async def _run_sync(self, accounts: list[int] | None, due: bool) -> dict[str, Any]:
        """Sync, and then do for what came what is done for anything that came."""
        reports = await self._syncing.run(accounts, due=due)
        if reports is not None and any(report.new_items for report in reports):
            await self._texts.fill([feed.id for feed in self._library.feeds.all() if feed.account is not None])
            self.take({"do": "save"})
            self.take({"do": "spell"})
        return {"running": reports is None}

    async def _whole(self, entry: int) -> int:
        """Fetch an article's page, or have its server do that where this program cannot; of how many pages it is."""
        try:
            return await self._texts.fetch(entry)
        except (FetchError, ParseError):
            with suppress(FetchError, SyncError):
                if await self._syncing.whole(entry):
                    return 1
            raise

    async def _run_refresh(self, feeds: list[int] | None, due: bool) -> dict[str, Any]:
        if feeds is not None:
            await self._syncing.refresh(feeds)
        if self._refresh is not None or not self._lock.acquire():
            return {"running": True}
        try:
            states = choose_feeds(self._library, feeds, due, int(time.time()))
            if not states:
                if not due and not feeds:
                    say(to_plain(RefreshEnded(0, 0, 0)))
                elif self._library.shelf.pending(int(time.time()), 1):
                    self.take({"do": "save"})
                return {"running": False}
            self._refresh = asyncio.create_task(self._refresher.refresh(states, lambda event: say(to_plain(event))))
            ended = await self._refresh
            if not ended.cancelled:
                await self._texts.fill([state.feed for state in states])
            if ended.done > ended.failed and not ended.cancelled:
                self._library.shelf.hurry(int(time.time()))
                self.take({"do": "save"})
            if not ended.cancelled:
                self.take({"do": "spell"})
            return {"running": False}
        finally:
            self._refresh = None
            self._lock.release()

    async def _run_spelling(self) -> dict[str, Any]:
        """Work out how new titles and names sound, and renew an index of an earlier version."""
        if self._spelling:
            return {"running": True}
        self._spelling = True
        try:
            spelled = await self._speller.fill()
            await self._speller.renew()
            return {"running": False, "spelled": spelled}
        finally:
            self._spelling = False

    async def _take_along(self, entries: list[int], most: int) -> dict[str, Any]:
        """Fetch these whole for a journey; no saving runs beside it."""
        if self._saving or not self._save_lock.acquire():
            return {"running": True}
        self._saving = True
        try:
            return asdict(await self._offline.take(entries, most, lambda event: say(to_plain(event))))
        finally:
            self._saving = False
            self._save_lock.release()

    def _mirror(self, entries: list[int] | None) -> dict[str, Any]:
        """Bring the mirror folder up to date with these entries, or with all; on a thread and connection of its own."""
        from tui.services.mirror import mirror

        with Library.open(self._library.folder) as library:
            return asdict(mirror(library, Path(self._mirror_folder).expanduser(), entries))

    async def _run_save(self, entries: list[int] | None) -> dict[str, Any]:
        """Save these entries, or whatever is wanted and due; what nothing belongs to any more goes first."""
        if self._saving or not self._save_lock.acquire():
            return {"running": True}
        self._saving = True
        try:
            if not self._swept:
                self._swept = True
                self._library.shelf.sweep(int(time.time()))
            if entries is not None:
                await self._saver.save(entries, lambda event: say(to_plain(event)))
            # What was marked while that ran is done in the same go; a failure is due only later.
            while await self._saver.save_pending(lambda event: say(to_plain(event))):
                pass
            return {"running": False}
        finally:
            self._saving = False
            self._save_lock.release()


def say(line: dict[str, Any]) -> None:
    """One line to the reader's side."""
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()


async def serve(folder: Path, config: Path | None) -> None:
    """Work until standard input ends."""
    settings, _ = load(config)
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str] = asyncio.Queue()

    def listen() -> None:
        # A thread, because pipes cannot be awaited alike on every system.
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=listen, daemon=True).start()
    async with at_desk(folder, settings, config) as tools:
        desk = Desk(tools, settings)
        while line := await lines.get():
            try:
                command = json.loads(line)
            except ValueError:
                continue
            if isinstance(command, dict):
                desk.take(command)
        await desk.finish()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
