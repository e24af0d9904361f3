"""Connections are shared by requests to one server, and not kept open without end."""

import pytest

from tests.support.server import Reply, Server
from tui.fetch import pools
from tui.fetch.client import Fetcher, FetchRequest


@pytest.fixture
def news(server: Server) -> Server:
    server.route("/feed", Reply(b"news"))
    return server


async def test_a_second_request_goes_over_the_same_connection(news: Server, fetcher: Fetcher) -> None:
    for _ in range(3):
        await fetcher.get(FetchRequest(news.url("/feed")))
    assert news.connections == 1


async def test_one_that_was_closed_meanwhile_is_not_used(
    news: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "KEPT_OPEN", 0.0)
    for _ in range(3):
        assert (await fetcher.get(FetchRequest(news.url("/feed")))).body == b"news"
    assert news.connections == 3


async def test_connections_to_the_last_servers_alone_are_kept(
    news: Server, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "MOST_IDLE", 1)
    with Server() as other:
        other.route("/feed", Reply(b"more"))
        for server in (news, other, other, news):
            await fetcher.get(FetchRequest(server.url("/feed")))
        assert (news.connections, other.connections) == (2, 1)
        assert len(fetcher._routes._pools._pools) == 1


async def test_an_allowed_connection_is_not_for_those_who_are_not(news: Server) -> None:
    async with Fetcher() as fetcher:
        await fetcher.get(FetchRequest(news.url("/feed"), allow_private=True))
        with pytest.raises(Exception, match="address-refused"):
            await fetcher.get(FetchRequest(news.url("/feed")))
    assert len(news.requests) == 1
