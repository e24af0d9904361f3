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
``{"id": 15, "do": "look", "url": …}``, ``{"id": 16, "do": "download", "entry": 7, "url": …}``,
``{"id": 17, "do": "send"}``; answers are ``{"id": 1, "ok": {…}}`` or ``{"id": 1, "error": "…"}``, and events
(``tui.model.events``) come in between. It ends with its standard input.
"""

import asyncio
import json
import sys
import threading
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.config.load import load
from tui.config.settings import Settings
from tui.dataclass import asdict
from tui.model.errors import FetchError, KanbaoError, ParseError, SyncError
from tui.model.events import Event, RefreshEnded, to_plain
from tui.secrets.keep import Secrets
from tui.services.logins import BESIDE_A_READER, settle, to_be_settled
from tui.services.refresh import Refresher
from tui.services.tools import Tools, at_desk, choose_feeds, fetch_settings
from tui.store.lock import Lock
from tui.worker.priority import give_way

if TYPE_CHECKING:
    from tui.services.saving import Saver
    from tui.services.subscribe import Subscriber
    from tui.services.syncing import Syncing


class Desk:
    """Answers commands; at most one refresh runs at a time."""

    def __init__(self, tools: Tools, settings: Settings) -> None:
        self._tools, self._settings = tools, settings
        self._library = library = tools.library
        self._secrets = Secrets(library.folder)
        self._lock = Lock(library.folder, "refresh")
        self._save_lock = Lock(library.folder, "save")
        self._saving = self._swept = self._spelling = False
        self._refresh: asyncio.Task[Any] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._by_number: dict[Any, asyncio.Task[None]] = {}

    # What a command needs is imported with the first such command: most desks are opened for a refresh alone.

    @cached_property
    def _subscriber(self) -> "Subscriber":
        from tui.services.subscribe import Subscriber

        return Subscriber(self._library, self._tools.door, self._tools.reader, time.time)

    @cached_property
    def _syncing(self) -> "Syncing":
        from tui.services.syncing import Syncing

        settings = self._settings
        return Syncing(
            self._library, fetch_settings(settings), self._tools.reader, heard,
            keep_days=settings.keep.days, every=settings.fetch.sync_every * 60,
        )  # fmt: skip

    @cached_property
    def _saver(self) -> "Saver":
        from tui.services.kept_pages import ExtractedPages
        from tui.services.saving import Saver

        return Saver(self._library, self._tools.fetcher, ExtractedPages(self._tools.articles))

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
            case "send":
                await self._syncing.send()
                return {}
            case "account":
                from tui.model.account import NewAccount

                return await self._syncing.add(NewAccount(**command["facts"]))
            case "login":
                return await self._syncing.look(int(command["account"]), str(command.get("secret", "")))
            case "sound":
                return {"spelling": await self._tools.speller.spell(str(command.get("text", "")))}
            case "spell":
                return await self._run_spelling()
            case "save":
                return await self._run_save(command.get("entries"))
            case "add":
                from tui.services.subscribe import Wish

                wish = Wish(str(command["url"]), folder=str(command.get("folder", "")))
                return asdict(await self._subscriber.add(wish, choose=bool(command.get("choose"))))
            case "download":
                from tui.services.enclosures import Downloader

                downloader = Downloader(self._library, self._tools.fetcher, self._settings.media)
                return {"file": await downloader.download(int(command["entry"]), str(command["url"]), heard)}
            case "look":
                from tui.services.subscribe import Wish

                return asdict(await self._subscriber.look(Wish(str(command["url"]))))
            case "export":
                from tui.services.desk_export import ExportWish, run_export

                facts = {name: value for name, value in command.items() if name not in ("id", "do")}
                return await run_export(self._library.folder, ExportWish(**facts), heard)
            case "offline":
                return await self._take_along(list(command["entries"]), int(command["bytes"]))
            case "mirror":
                return await asyncio.to_thread(self._mirror, command.get("entries"))
            case "whole":
                entry, texts = int(command["entry"]), self._tools.texts
                return {"pages": await (texts.by_itself(entry) if command.get("quiet") else self._whole(entry))}
            case "picture":
                return await self._look(command)
            case "comments":
                from tui.services.comments import CommentFeeds

                comments = CommentFeeds(self._library, self._tools.fetcher, self._tools.reader, time.time)
                return {"comments": [asdict(one) for one in await comments.fetch(int(command["entry"]))]}
            case "settle":
                if to_be_settled(self._library):
                    await asyncio.to_thread(settle, self._library.folder, self._secrets, at_most=BESIDE_A_READER)
                return {}
            case "stop":
                if task := self._by_number.get(command.get("number")):
                    task.cancel()
                return {}
            case _:
                return {}

    async def _look(self, command: dict[str, Any]) -> dict[str, Any]:
        from tui.picture.raster import to_plain as pixels

        wish = int(command["entry"]), str(command["url"]), int(command["columns"]), int(command["rows"])
        cell = (int(command["cell"][0]), int(command["cell"][1])) if command.get("cell") else None
        seen = await self._tools.viewer.look(*wish, cell, fetch=bool(command.get("fetch")))
        return {**pixels(seen.raster), "fetched": seen.fetched}

    async def _run_sync(self, accounts: list[int] | None, due: bool) -> dict[str, Any]:
        """Sync, and then do for what came what is done for anything that came."""
        reports = await self._syncing.run(accounts, due=due)
        if reports is not None and any(report.new_items for report in reports):
            await self._tools.fill_texts([feed.id for feed in self._library.feeds.all() if feed.account is not None])
            self.take({"do": "save"})
            self.take({"do": "spell"})
        return {"running": reports is None}

    async def _whole(self, entry: int) -> int:
        """Fetch an article's page, or have its server do that where this program cannot; of how many pages it is."""
        try:
            return await self._tools.texts.fetch(entry)
        except (FetchError, ParseError):
            with suppress(FetchError, SyncError):
                if await self._syncing.whole(entry):
                    return 1
            raise

    async def _run_refresh(self, feeds: list[int] | None, due: bool) -> dict[str, Any]:
        if feeds is not None and self._library.has_accounts:
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
            refresher = Refresher(self._library, self._tools.door, self._tools.reader)
            self._refresh = asyncio.create_task(refresher.refresh(states, heard))
            ended = await self._refresh
            if not ended.cancelled:
                await self._tools.fill_texts([state.feed for state in states])
            if ended.done > ended.failed and not ended.cancelled:
                self._library.shelf.hurry(int(time.time()))
                self.take({"do": "save"})
            if not ended.cancelled:
                self.take({"do": "spell"})
                self.take({"do": "settle"})
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
            spelled = await self._tools.speller.fill()
            await self._tools.speller.renew()
            return {"running": False, "spelled": spelled}
        finally:
            self._spelling = False

    async def _take_along(self, entries: list[int], most: int) -> dict[str, Any]:
        """Fetch these whole for a journey; no saving runs beside it."""
        from tui.services.offline import Offline

        if self._saving or not self._save_lock.acquire():
            return {"running": True}
        self._saving = True
        try:
            offline = Offline(self._library, self._tools.fetcher, self._tools.texts, time.time)
            return asdict(await offline.take(entries, most, heard))
        finally:
            self._saving = False
            self._save_lock.release()

    def _mirror(self, entries: list[int] | None) -> dict[str, Any]:
        """Bring the mirror folder up to date with these entries, or with all; on a thread and connection of its own."""
        from tui.services.mirror import mirror
        from tui.store.library import Library

        with Library.open(self._library.folder) as library:
            return asdict(mirror(library, Path(self._settings.keep.mirror).expanduser(), entries))

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
                await self._saver.save(entries, heard)
            # What was marked while that ran is done in the same go; a failure is due only later.
            while await self._saver.save_pending(heard):
                pass
            return {"running": False}
        finally:
            self._saving = False
            self._save_lock.release()


def heard(event: Event) -> None:
    """Tell the reader's side of an event."""
    say(to_plain(event))


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
    give_way()
    asyncio.run(serve(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
