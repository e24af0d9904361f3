"""The reader in a browser's page: for this machine, and for pages of its own alone."""

import shlex
from pathlib import Path

import pytest

from tui.cli.context import Context
from tui.cli.main import main
from tui.cli.serve import command_of, guarded, is_loopback, netloc
from tui.i18n import choose_language

aiohttp = pytest.importorskip("aiohttp", reason="the extra serve is not installed")
pytest.importorskip("textual_serve", reason="the extra serve is not installed")


def test_loopback_is_what_only_this_machine_reaches() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.3.2.1", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.2", "example.org", "")))
    assert netloc("::1", 80) == "[::1]:80"


def test_every_word_of_the_command_is_quoted(tmp_path: Path) -> None:
    choose_language("en")
    folder = tmp_path / "a; touch 'x' $(y)"
    words = command_of(Context(folder=folder, config=tmp_path / "c.toml", language="en"))
    assert shlex.split(words)[1:] == [
        "-m", "tui", "--data-dir", str(folder), "--config", str(tmp_path / "c.toml"), "--lang", "en",
    ]  # fmt: skip


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])


# Its own warnings about how aiohttp wants to be used are textual-serve's.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::aiohttp.web.NotAppKeyWarning")
async def test_only_pages_of_this_server_reach_the_reader() -> None:
    from aiohttp.test_utils import TestClient, TestServer

    app = await guarded("cat", "127.0.0.1", 8000, "http://127.0.0.1:8000")._make_app()
    async with TestServer(app) as server, TestClient(server) as client:  # type: ignore[var-annotated]

        async def status(**headers: str) -> int:
            async with client.get("/", headers={"Host": "127.0.0.1:8000", **headers}) as response:
                if response.status == 200:
                    assert "'self'" in response.headers["Content-Security-Policy"]
                return int(response.status)

        assert await status() == await status(Host="localhost:8000") == 200
        assert await status(Origin="http://127.0.0.1:8000") == 200
        assert await status(Host="evil.example:8000") == await status(Host="127.0.0.1:81") == 403
        assert await status(Origin="http://evil.example") == await status(Origin="null") == 403
        for origin in (None, "http://evil.example", "http://127.0.0.1:81"):
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await client.ws_connect("/ws", origin=origin, headers={"Host": "127.0.0.1:8000"})
            assert refused.value.status == 403
