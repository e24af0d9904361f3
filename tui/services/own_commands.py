"""Running programs of the reader's own: without shell, within limits, what they answer cleaned."""

import asyncio
import io
import json
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from tui.dataclass import asdict
from tui.model.errors import OwnCommandFailed
from tui.model.events import RefreshEnded
from tui.model.own import Hook, Input, OwnCommand
from tui.store.library import Library
from tui.store.view import View
from tui.text.clean import clean_block

LONGEST_ANSWER = 1_000_000
"""Bytes of an answer; what would say more is stopped."""
MOST_ENTRIES = 200
"""Entries of a list that a command is given."""
LAST_SECONDS = 5
"""For a program that was ended to be gone; one that has hidden from its session may hold its pipes for longer."""
ADDRESS = "%u"
_FORMATS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}


def entries_as(library: Library, entries: Sequence[int], kind: Input) -> bytes:
    """Articles as a program gets them; NotFound."""
    from tui.export.clipping import Issue, Setting
    from tui.export.formats import format_named
    from tui.services.clippings import clipping

    if kind == "none":
        return b""
    out = io.BytesIO()
    format_named(_FORMATS[kind]).write(out, [clipping(library, entry) for entry in entries], Issue(), Setting())
    return out.getvalue()


def view_as(library: Library, view: View, kind: Input) -> bytes:
    """The entries of a list as a program gets them, the newest of a long one."""
    from tui.services.clippings import entries_of

    return entries_as(library, list(islice(entries_of(library, view), MOST_ENTRIES)), kind)


def text_as(text: str, kind: Input) -> bytes:
    """A selected text as a program gets it."""
    if kind == "none":
        return b""
    return json.dumps({"text": text}, ensure_ascii=False).encode() if kind == "json" else text.encode()


def arguments_of(command: OwnCommand, address: str) -> list[str]:
    """The program with its arguments; an address that is none of the web's is left empty."""
    safe = address if address.startswith(("http://", "https://")) else ""
    return [safe if word == ADDRESS else word for word in command.run]


async def answer_of(arguments: Sequence[str], data: bytes, seconds: float) -> str:
    """What the program answers, cleaned; OwnCommandFailed where it does not start, fails, or goes beyond its limits.

    Cancelling ends it, with all that it has started.
    """
    process = await _started(arguments)
    try:
        async with asyncio.timeout(seconds):
            out, err = await _talked(process, data, arguments[0])
            await process.wait()
    except TimeoutError:
        raise OwnCommandFailed(program=arguments[0], reason="slow", seconds=seconds) from None
    finally:
        await _end(process)
    said = clean_block(out.decode("utf-8", "replace")).strip()
    if process.returncode:
        why = clean_block(err.decode("utf-8", "replace")).strip() or said
        raise OwnCommandFailed(program=arguments[0], reason="status", status=process.returncode, why=why[-300:])
    return said


async def _started(arguments: Sequence[str]) -> asyncio.subprocess.Process:
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    )
    try:
        return await asyncio.shield(starting)
    except (OSError, ValueError) as error:
        raise OwnCommandFailed(program=arguments[0], reason="start", why=str(error)) from error
    except asyncio.CancelledError:
        # Half started, it may have started others already: those end only with its whole session.
        await _end(await starting)
        raise


async def _talked(process: asyncio.subprocess.Process, data: bytes, program: str) -> tuple[bytes, bytes]:
    """Feed it and hear what it says; whatever goes wrong, nothing goes on talking to it."""
    talks = [
        asyncio.ensure_future(_gather(process.stdout, program)),
        asyncio.ensure_future(_gather(process.stderr, program)),
        asyncio.ensure_future(_feed(process, data)),
    ]
    try:
        out, err, _ = await asyncio.gather(*talks)
    finally:
        for talk in talks:
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
    return out, err


async def _feed(process: asyncio.subprocess.Process, data: bytes) -> bytes:
    assert process.stdin is not None
    # A program need not read what it is given.
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(data)
        await process.stdin.drain()
    process.stdin.close()
    return data


async def _gather(stream: asyncio.StreamReader | None, program: str) -> bytes:
    assert stream is not None
    found = bytearray()
    while part := await stream.read(65_536):
        found += part
        if len(found) > LONGEST_ANSWER:
            raise OwnCommandFailed(program=program, reason="too-large", limit=LONGEST_ANSWER)
    return bytes(found)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    # asyncio notices the end of a process only once its pipes have been read to theirs.
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_SECONDS):
            await asyncio.gather(_drained(process.stdout), _drained(process.stderr), process.wait())


async def _drained(stream: asyncio.StreamReader | None) -> None:
    while stream is not None and await stream.read(65_536):
        pass


async def run_hooks(hooks: Sequence[Hook], ended: RefreshEnded) -> None:
    """Run the hooks in order, where the refresh brought something; OwnCommandFailed of the first that fails."""
    if not ended.new:
        return
    data = json.dumps({"event": "refreshed", **asdict(ended)}).encode()
    for hook in hooks:
        await answer_of(hook.run, data, hook.seconds)
