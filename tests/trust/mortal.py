"""A reader that acts at random until it is killed; each act is told before it is begun and when it is done.

``python -m tests.trust.mortal FOLDER OUT SEED PAUSE``; what is told goes to standard output, a JSON object a line.
Started by the proof of row 6.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import Any

from tui.config.settings import Settings
from tui.export.formats import format_named
from tui.model.errors import WorkerStopped
from tui.model.events import EntryKept, Event, FeedRefreshed
from tui.model.smart import Rule
from tui.services.exporting import Job, export
from tui.services.newsroom import Newsroom
from tui.store.library import Library
from tui.transfer.archive import write_archive

TAGS = ("甲", "乙", "丙", "Tech")


def tell(**facts: Any) -> None:
    """One line, written at once and whole: a pipe outlives whoever wrote into it."""
    os.write(1, json.dumps(facts).encode() + b"\n")


class Mortal:
    """Does acts at random; the newsroom is the one the screens have, with its writer and its desk."""

    def __init__(self, folder: Path, out: Path, seed: int, pause: float) -> None:
        self._pause = pause
        self._dice = Random(seed)
        self._out = out
        self._newsroom = Newsroom(folder, Settings(), config=folder / "none.toml")
        self._number = seed * 100_000

    async def live(self) -> None:
        """Act for ever."""
        self._newsroom.listen(self._heard)
        tell(pid=os.getpid())
        refreshing = asyncio.create_task(self._refresh())
        while not refreshing.done():
            await self._act()
            await asyncio.sleep(self._pause)
        await refreshing

    async def _refresh(self) -> None:
        while True:
            try:
                # The first asks for a process that is there, or begins one.
                await self._newsroom.cancel()
                tell(desk=getattr(self._newsroom._background._process, "pid", 0))
                await self._newsroom.refresh()
                await self._newsroom.keep_saved()
            except WorkerStopped:
                tell(stopped=1)

    def _heard(self, event: Event) -> None:
        if isinstance(event, FeedRefreshed) and event.status == "ok":
            tell(do="refreshed", feed=event.feed, new=event.new, ok=1)
        if isinstance(event, EntryKept) and event.status == "done":
            tell(do="kept", entry=event.entry, pictures=event.pictures, ok=1)

    async def _act(self) -> None:
        dice, room = self._dice, self._newsroom
        last = room.library.entries.last_id()
        ids = sorted({dice.randrange(1, last + 1) for _ in range(dice.randrange(1, 9))}) if last else []
        if not ids:
            await asyncio.sleep(0.01)
            return
        self._number += 1
        name = str(self._number)
        match dice.choices(range(8), (6, 6, 3, 5, 2, 3, 1, 1))[0]:
            case 0:
                value = dice.random() < 0.7
                await self._told(lambda: room.mark(ids, "read", value), do="read", ids=ids, value=value)
            case 1:
                value = dice.random() < 0.7
                await self._told(lambda: room.mark(ids, "starred", value), do="starred", ids=ids, value=value)
            case 2:
                await self._told(lambda: room.mark(ids[:2], "saved", True), do="saved", ids=ids[:2], value=True)
            case 3:
                tag, value = dice.choice(TAGS), dice.random() < 0.7
                add, remove = ([tag], []) if value else ([], [tag])
                await self._told(lambda: room.tag(ids, add, remove), do="tag", tag=tag, ids=ids, value=value)
            case 4:
                await self._told(
                    lambda: room._writer.do(lambda lib: lib.rules.put(Rule(f"title:{name}", ("star",), name))),
                    do="rule",
                    name=name,
                )
            case 5:
                place = dice.randrange(1000)
                await self._told(lambda: room.keep_position(ids[0], place), do="position", ids=ids[:1], value=place)
            case 6:
                note = lambda lib: lib.notes.write(ids[0], name, int(time.time()))  # noqa: E731
                await self._told(lambda: room._writer.do(note), do="note", ids=ids[:1], value=name)
            case _:
                await self._told(
                    lambda: asyncio.to_thread(self._export, ids, name), do="export", name=name, count=len(ids)
                )

    async def _told(self, work: Callable[[], Awaitable[object]], **facts: Any) -> None:
        self._number += 1
        tell(n=self._number, **facts)
        await work()
        tell(n=self._number, ok=1)

    def _export(self, ids: list[int], name: str) -> None:
        with Library.open(self._newsroom.folder, readonly=True) as library:
            export(library, ids, Job(format_named("json"), self._out / f"{name}.json"), lambda _: None)
            with (self._out / f"{name}.part").open("wb") as out:
                write_archive(library, out)
            (self._out / f"{name}.part").rename(self._out / f"{name}.zip")


if __name__ == "__main__":
    asyncio.run(Mortal(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])).live())
