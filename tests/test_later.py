"""What stands in for modules that a start does not need: they are not read, and all there when they are wanted."""

import subprocess
import sys
from pathlib import Path

import pytest

import tui

ROOT = Path(tui.__file__).parents[1]
POSTPONED = (
    "asyncio.sslproto", "mimetypes", "pickle", "platformdirs", "ssl", "textual.types", "uuid",
)  # fmt: skip
BEGIN = """
import sys
from tui.later import StandIn, postpone
postpone()
import tui.app, tui.services.newsroom, tui.widgets.driver
"""


def told(program: str) -> str:
    """What a program says that has begun as the reader does."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", BEGIN + program], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nothing_of_them_is_read_at_the_start_nor_what_they_bring() -> None:
    names = (*POSTPONED, "_ssl", "tempfile", "shutil", "bz2", "textual.widgets._select", "textual.widgets._tree")
    program = f"print(*[name for name in {names!r} if not isinstance(sys.modules.get(name, StandIn('')), StandIn)])"
    assert told(program).split() == []


@pytest.mark.parametrize(
    "program",
    [
        "import ssl; context = ssl.create_default_context(); assert isinstance(context, ssl.SSLContext)",
        "from asyncio import sslproto, BufferedProtocol; assert issubclass(sslproto.SSLProtocol, BufferedProtocol)",
        "from textual.types import DirEntry, CallbackType, NoSelection; from textual.widgets import Select, Tree",
        "from textual.types import IgnoreReturnCallbackType",
        "import uuid; assert isinstance(uuid.uuid4(), uuid.UUID); from uuid import uuid4; assert uuid4().version == 4",
        "import pickle; assert pickle.loads(pickle.dumps([1])) == [1]; assert pickle.HIGHEST_PROTOCOL",
        "from rich.style import Style; assert Style(meta={'a': 1}).meta == {'a': 1}; assert Style(link='x')._link_id",
        "from textual.app import user_downloads_path; assert user_downloads_path().is_absolute()",
        "import mimetypes; assert mimetypes.guess_type('a.txt')[0] == 'text/plain'",
        "import httpx; httpx.Client(verify=True).close()",
        "from textual.notifications import Notification as N; assert N('a').identity != N('a').identity",
        "import inspect; [inspect.getmodule(module) for module in list(sys.modules.values())]",
        "import ssl\ntry: ssl.nothing\nexcept AttributeError: pass\nelse: assert False",
    ],
)
def test_they_are_there_when_they_are_wanted(program: str) -> None:
    assert told(program) == ""


def test_a_server_that_wants_tls_is_reached() -> None:
    program = """
import asyncio, ssl
async def run():
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        await asyncio.open_connection("127.0.0.1", port, ssl=ssl.create_default_context())
    except (ssl.SSLError, ConnectionError):
        print("tried")
    server.close()
asyncio.run(run())
"""
    assert told(program).strip() == "tried"
