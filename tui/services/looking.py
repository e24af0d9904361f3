"""Questions that take long: asked on a thread and a connection of their own, each given up when the next one comes."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from tui.model.errors import Interrupted
from tui.store.library import Library

Answer = TypeVar("Answer")


class Looker:
    """Looks things up one at a time; only the question asked last is answered."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library: Library | None = None
        self._turn = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kanbao-looker")

    async def ask(self, question: Callable[[Library], Answer]) -> Answer:
        """The answer; Interrupted where another question, or ``give_up``, came before it was found."""
        self.give_up()
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, self._turn, question)

    def give_up(self) -> None:
        """What is being looked up is not wanted any more."""
        self._turn += 1

    def _answer(self, turn: int, question: Callable[[Library], Answer]) -> Answer:
        if turn != self._turn:
            raise Interrupted(file=str(self._folder))
        if self._library is None:
            self._library = Library.open(self._folder, readonly=True)
        with self._library.until(lambda: turn != self._turn):
            return question(self._library)

    def close(self) -> None:
        """Give up, and let go of the library."""
        self.give_up()

        def shut() -> None:
            if self._library is not None:
                self._library.close()

        self._thread.submit(shut)
        self._thread.shutdown(wait=True)
