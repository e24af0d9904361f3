"""One child process as the parent sees it."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tui.model.errors import ERRORS, WorkerStopped
from tui.worker.frames import ANSWER, ANSWER_LIMIT, pack_request

PACKAGES = str(Path(__file__).resolve().parents[2])

START_SECONDS = 60.0
"""A child that has not finished its imports by then will not."""

READ_BUFFER = 1 << 20

_KEPT = (
    "PYTHON", "__PYVENV", "VIRTUAL_ENV", "LD_", "DYLD_", "LC_", "LANG", "PATH", "HOME", "TMP", "TEMP", "SYSTEMROOT",
    "WINDIR", "APPDATA", "USERPROFILE",
)  # fmt: skip


class Child:
    """A running child; made by ``start``. Whoever holds it asks one thing at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.jobs = 0
        self.leaves = False
        self.busy = False
        self._ready = False

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether another job can be given to it."""
        return not self.leaves and not self.busy and self._process.returncode is None

    @classmethod
    async def start(cls, modules: Iterable[str]) -> "Child":
        """Start a child, which goes on to import the modules by itself; ``ask`` waits until it has. OSError."""
        process = await asyncio.create_subprocess_exec(
            # -P: the folder the program was started in must not be able to provide modules.
            sys.executable, "-P", "-m", "tui.worker.child", *modules,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            limit=READ_BUFFER, env=_environment(), **_apart(),
        )  # fmt: skip
        return cls(process)

    async def ask(self, job: str, payload: bytes, args: dict[str, Any], seconds: float) -> Any:
        """The value of ``module:function`` for the payload; raises what the job raised, or ``WorkerStopped``.

        ``seconds`` begin when the child has done its imports.
        """
        self.jobs += 1
        self.busy = True
        if not self._ready:
            await self._imported()
        try:
            async with asyncio.timeout(seconds):
                await self._send({"job": job, "args": args, "seconds": seconds}, payload)
                answer = await self._answer()
        except TimeoutError:
            raise WorkerStopped(reason="time", seconds=seconds) from None
        self.busy = False
        self.leaves = answer.get("leaves") is not False
        return _outcome(answer)

    def kill(self) -> None:
        """End the child now."""
        self.leaves = True
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the child is gone and its pipes are closed."""
        stdin = self._process.stdin
        if stdin is not None:
            stdin.close()
        await self._process.wait()
        if stdin is not None:
            with contextlib.suppress(OSError):
                await stdin.wait_closed()

    async def _imported(self) -> None:
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._answer()
        except TimeoutError:
            raise WorkerStopped(reason="time") from None
        self._ready = True

    async def _send(self, header: dict[str, Any], payload: bytes) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        stdin.write(pack_request(header, payload))
        stdin.write(payload)
        # A child that died while being written to tells more by the way it ended than by the broken pipe.
        with contextlib.suppress(ConnectionError):
            await stdin.drain()

    async def _answer(self) -> dict[str, Any]:
        stdout = self._process.stdout
        assert stdout is not None
        try:
            (length,) = ANSWER.unpack(await stdout.readexactly(ANSWER.size))
            if length > ANSWER_LIMIT:
                raise WorkerStopped(reason="memory")
            answer = json.loads((await stdout.readexactly(length)).decode())
        except asyncio.IncompleteReadError:
            raise WorkerStopped(reason=_why_ended(await self._process.wait())) from None
        except (ValueError, RecursionError):
            raise WorkerStopped(reason="crash") from None
        if not isinstance(answer, dict):
            raise WorkerStopped(reason="crash")
        return answer


def _outcome(answer: dict[str, Any]) -> Any:
    if "value" in answer:
        return answer["value"]
    if answer.get("stopped") == "memory":
        raise WorkerStopped(reason="memory")
    kind, about = ERRORS.get(str(answer.get("error"))), answer.get("about")
    if kind is None or not isinstance(about, dict):
        raise WorkerStopped(reason="crash")
    raise kind(**{name: fact for name, fact in about.items() if isinstance(fact, (str, int, float)) or fact is None})


def _why_ended(status: int) -> str:
    """Time or memory where the system ended the child over a limit, else a crash."""
    if sys.platform == "win32" or status >= 0:
        return "crash"
    return {signal.SIGXCPU: "time", signal.SIGKILL: "memory"}.get(signal.Signals(-status), "crash")


def _environment() -> dict[str, str]:
    """What an interpreter needs of the parent's environment (no passwords), with this very package found first."""
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(_KEPT)}
    paths = [PACKAGES, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths)}


def _apart() -> dict[str, Any]:
    """Keep the child out of the terminal's process group, where Ctrl-C and Ctrl-Z would reach it.

    Not out of the session: only there does it give way to its parent (``tui.worker.priority``).
    """
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"process_group": 0}
