"""All acts of the reader go through one thread with one connection, so that no key press waits for the disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tui.model.errors import Interrupted
from tui.store.library import Library

Answer = TypeVar("Answer")


class Writer:
    """Runs acts on the library one after another, away from the interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._acts = 0  # that wait or are being done
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kanbao-writer")

    async def do(self, act: Callable[[Library], Answer]) -> Answer:
        """Do one act and give its answer, after it is on disk."""
        self._acts += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, act)
        finally:
            self._acts -= 1

    async def spare(self, work: Callable[[Library], Answer]) -> Answer:
        """Do something that gives way to every act, and is begun anew behind it: it may only read."""
        while True:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._thread, self._run_spare, work)
            except Interrupted:
                await asyncio.sleep(0)

    def _run_spare(self, work: Callable[[Library], Answer]) -> Answer:
        def count(library: Library) -> Answer:
            with library.until(lambda: self._acts > 0):
                return work(library)

        return self._run(count)

    def _run(self, act: Callable[[Library], Answer]) -> Answer:
        if self._library is None:
            self._library = Library.open(self._folder)
        return act(self._library)

    def close(self) -> None:
        """Finish what was begun, then close."""

        def shut() -> None:
            if self._library is not None:
                self._library.close()

        self._thread.submit(shut)
        self._thread.shutdown(wait=True)
