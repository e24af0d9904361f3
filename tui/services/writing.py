"""All acts of the reader go through one thread with one connection, so that no key press waits for the disk."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tui.store.library import Library

Answer = TypeVar("Answer")


class Writer:
    """Runs acts on the library one after another, away from the interface."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kanbao-writer")

    async def do(self, act: Callable[[Library], Answer]) -> Answer:
        """Do one act and give its answer, after it is on disk."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, act)

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
