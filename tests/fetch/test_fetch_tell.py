"""The list of requests: every one, redirects and failures too, none of their passwords."""

from pathlib import Path

import pytest

from tests.support.server import Reply, Server, redirect
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.model.errors import FetchError


async def test_every_request_is_listed(server: Server, tmp_path: Path) -> None:
    server.route("/feed", redirect("/there"))
    server.route("/there", Reply(b"x"))
    log = tmp_path / "requests"
    async with Fetcher(FetchSettings(log=str(log), allow_hosts=frozenset({"127.0.0.1"}))) as fetcher:
        await fetcher.get(FetchRequest(server.url("/feed").replace("//", "//me:secret@")))
        for url in (server.url("/none"), "http://127.0.0.1:1/closed", "http://10.0.0.1/private"):
            with pytest.raises(FetchError):
                await fetcher.get(FetchRequest(url))
    lines = [line.split(" ", 1)[1] for line in log.read_text("utf-8").splitlines()]
    assert lines == [
        f"feed 302 {server.url('/feed')}",
        f"feed 200 {server.url('/there')}",
        f"feed 404 {server.url('/none')}",
        "feed ConnectError http://127.0.0.1:1/closed",
        "feed AddressRefused http://10.0.0.1/private",
    ]
    assert log.stat().st_mode & 0o077 == 0


async def test_a_list_that_cannot_be_written_keeps_nobody_from_reading(server: Server, tmp_path: Path) -> None:
    server.route("/feed", Reply(b"x"))
    settings = FetchSettings(log=str(tmp_path / "no" / "folder"), allow_hosts=frozenset({"127.0.0.1"}))
    async with Fetcher(settings) as fetcher:
        assert (await fetcher.get(FetchRequest(server.url("/feed")))).body == b"x"
