"""Programs of the reader's own: what they are given, what they may answer, and how they end."""

import asyncio
import json
import os
import sys
from pathlib import Path

import pytest

from tests.services.conftest import Bench
from tests.support.feeds import rss
from tests.support.server import Reply
from tui.model.errors import OwnCommandFailed
from tui.model.events import RefreshEnded
from tui.model.own import Hook, Input, OwnCommand
from tui.services.own_commands import LONGEST_ANSWER, answer_of, arguments_of, entries_as, run_hooks, text_as, view_as
from tui.store.view import View

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs of a POSIX system")


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


async def reason(arguments: list[str], data: bytes = b"", seconds: float = 60) -> str:
    with pytest.raises(OwnCommandFailed) as failed:
        await answer_of(arguments, data, seconds)
    return str(failed.value.about["reason"])


async def test_an_answer_is_clean_text() -> None:
    program = python("import sys; print('\\x1b[31m红\\x1b]0;x\\x07\\u202e' + sys.stdin.read())")
    said = await answer_of(program, "甲\n".encode(), 60)
    assert said == "红]0;x甲"
    assert await answer_of(python("pass"), b"x" * 5_000_000, 60) == ""


async def test_limits(tmp_path: Path) -> None:
    assert await reason([str(tmp_path / "none")]) == "start"
    assert await reason(python("import sys; sys.exit('kaputt')")) == "status"
    assert await reason(python(f"print('x' * {LONGEST_ANSWER + 1})")) == "too-large"
    # What it has started ends with it: the pipe is closed by the last that holds it.
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    reading = asyncio.create_task(asyncio.to_thread(fifo.read_bytes))
    assert await reason(["sh", "-c", f'exec 3>"{fifo}"; sleep 600 & yes']) == "too-large"
    assert await reading == b""
    assert await reason(["sleep", "600"], seconds=0.05) == "slow"


async def test_cancelling_ends_it(tmp_path: Path) -> None:
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    running = asyncio.create_task(answer_of(["sh", "-c", f'exec 3>"{fifo}"; sleep 600'], b"", 600))
    opened = await asyncio.to_thread(fifo.open, "rb")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert await asyncio.to_thread(opened.read) == b""
    opened.close()


def test_only_an_address_of_the_web_becomes_an_argument() -> None:
    command = OwnCommand("x", ("open", "%u", "%u.html"))
    assert arguments_of(command, "https://a.example/;x") == ["open", "https://a.example/;x", "%u.html"]
    assert arguments_of(command, "file:///etc/passwd") == ["open", "", "%u.html"]
    assert arguments_of(command, "--help") == ["open", "", "%u.html"]


async def test_articles_in_every_form(bench: Bench) -> None:
    bench.server.route("/f", Reply(rss(["甲 & 乙", "丙"], title="报")))
    feed = bench.add("/f")
    await bench.refresh(feed)
    rows = bench.library.entries.rows([entry for _, entry in bench.library.entries.ids(View())])
    first = next(row.id for row in rows if row.title.startswith("甲"))
    signs: dict[Input, str] = {"text": "甲 & 乙", "markdown": "# 甲", "html": "<!DOCTYPE html>", "json": '"title"'}
    for kind, sign in signs.items():
        given = entries_as(bench.library, [first], kind).decode()
        assert sign.lower() in given.lower()
        assert "正文" in given
    assert entries_as(bench.library, [first], "none") == text_as("甲", "none") == b""
    lines = view_as(bench.library, View(), "json").decode().splitlines()
    assert [json.loads(line)["title"] for line in lines] == [row.title for row in rows]
    assert json.loads(text_as("甲", "json")) == {"text": "甲"}
    assert text_as("甲", "markdown") == "甲".encode()


async def test_hooks_get_the_sum_of_a_refresh(tmp_path: Path) -> None:
    told = tmp_path / "told"
    hooks = [Hook(tuple(python(f"import sys; open({str(told)!r}, 'a').write(sys.stdin.read())")))] * 2
    await run_hooks(hooks, RefreshEnded(3, 0, 1))
    assert not told.exists()
    await run_hooks(hooks, RefreshEnded(3, 5, 1))
    assert told.read_text() == 2 * json.dumps(
        {"event": "refreshed", "done": 3, "new": 5, "failed": 1, "cancelled": False}
    )
