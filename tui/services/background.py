"""The reader's side of the desk: starts the process when it is first needed, asks, and passes events on."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tui.model.errors import KanbaoError, WorkerStopped, from_stored
from tui.model.events import Event, from_plain

LINE_LIMIT = 4_000_000


class Background:
    """Sends commands to the desk and awaits their answers; events go to ``listener`` as they come."""

    def __init__(self, folder: Path, config: Path | None, listener: Callable[[Event], None]) -> None:
        self._folder = folder
        self._config = config
        self._listener = listener
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        # Several may ask before the first process is there: they are to have one between them.
        self._starting = asyncio.Lock()
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._number = 0

    async def ask(self, do: str, **facts: Any) -> dict[str, Any]:
        """Send one command and give its answer; raises the error that the desk met, WorkerStopped if it ended."""
        async with self._starting:
            process = await self._started()
        self._number += 1
        number = self._number
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        assert process.stdin is not None
        try:
            process.stdin.write((json.dumps({"id": number, "do": do, **facts}) + "\n").encode())
            await process.stdin.drain()
        except OSError:
            self._waiting.pop(number, None)
            raise WorkerStopped(reason="crash") from None
        try:
            return await answer
        except asyncio.CancelledError:
            # Whoever asked has given up: the desk need not go on for nobody.
            if process.returncode is None and do != "stop":
                process.stdin.write((json.dumps({"id": None, "do": "stop", "number": number}) + "\n").encode())
            raise

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is None or self._process.returncode is not None:
            arguments = [str(self._folder), *([str(self._config)] if self._config is not None else [])]
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tui.services.desk", *arguments,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=LINE_LIMIT,
                # Its own session: Ctrl-C in the terminal is for the reader, who then ends the desk, and the session
                # gives way to the reader's.
                start_new_session=True,
            )  # fmt: skip
            self._reading = asyncio.create_task(self._read(self._process))
        return self._process

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        while line := await process.stdout.readline():
            try:
                data = json.loads(line)
            except ValueError:
                continue
            if "id" in data:
                self._settle(data)
            else:
                self._listener(from_plain(data))
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(WorkerStopped(reason="crash"))
        self._waiting.clear()

    def _settle(self, data: dict[str, Any]) -> None:
        answer = self._waiting.pop(data["id"], None)
        if answer is None or answer.done():
            return
        if "error" in data:
            answer.set_exception(from_stored(data["error"]) or KanbaoError())
        else:
            answer.set_result(data["ok"])

    async def close(self) -> None:
        """End the desk; what it was storing is finished first."""
        if self._process is None or self._process.returncode is not None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(3):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        if self._reading is not None:
            await self._reading
