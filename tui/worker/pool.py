"""A few warm children that run jobs side by side."""

import asyncio
from types import TracebackType
from typing import Any, Self

from tui.worker.process import Child

JOBS_PER_CHILD = 500
"""A child is replaced after so many jobs, so that nothing a library hoards can grow for ever."""


class Workers:
    """Runs functions in child processes that are stopped when they take too long or too much.

    At most ``size`` jobs run at once; the others wait their turn. Children are started when first needed, have done
    their imports before they are given anything, and are kept for the next job.
    """

    def __init__(self, size: int = 2, *, jobs_per_child: int = JOBS_PER_CHILD) -> None:
        self._size = size
        self._seats = asyncio.Semaphore(size)
        self._jobs_per_child = jobs_per_child
        self._modules: list[str] = []
        self._idle: list[Child] = []
        self._leaving: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        while self._idle:
            self._dismiss(self._idle.pop())
        if self._leaving:
            await asyncio.gather(*self._leaving)

    def warm(self, module: str) -> None:
        """Have every child started from now on import ``module`` before its first job."""
        if module not in self._modules:
            self._modules.append(module)

    async def start(self) -> None:
        """Start the children now instead of at the first job, for a program that goes on to something else meanwhile.

        They do their imports by themselves, and the first job waits for them. Raises OSError where none can be started.
        """

        async def one() -> None:
            async with self._seats:
                self._put_back(await Child.start(self._modules))

        await asyncio.gather(*(one() for _ in range(self._size - len(self._idle))))

    async def run(self, job: str, payload: bytes = b"", args: dict[str, Any] | None = None, seconds: float = 10) -> Any:
        """What ``module:function`` gives for ``(payload, args)``: plain data, not to be trusted.

        ``seconds`` counts from the moment a child has the job. Raises ``WorkerStopped`` with the reason time, memory
        or crash, or the ``KanbaoError`` that the job raised. Cancelling ends the job.
        """
        async with self._seats:
            child = await self._child()
            try:
                return await child.ask(job, payload, args or {}, seconds)
            finally:
                # Cancelled or out of time, the child is still busy and therefore ended, not kept.
                self._put_back(child)

    async def _child(self) -> Child:
        while self._idle:
            child = self._idle.pop()
            if child.alive:
                return child
            self._dismiss(child)
        return await Child.start(self._modules)

    def _put_back(self, child: Child) -> None:
        room = not self._closed and len(self._idle) < self._size
        if room and child.alive and child.jobs < self._jobs_per_child:
            self._idle.append(child)
        else:
            self._dismiss(child)

    def _dismiss(self, child: Child) -> None:
        child.kill()
        task = asyncio.create_task(child.ended())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
