import asyncio

import pytest

from tests.support.server import Reply, Server
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.model.errors import AddressRefused, ConnectionFailed

FEED = "http://news.example/feed"


@pytest.fixture
def proxy(server: Server) -> Server:
    server.route(FEED, Reply(b"through the proxy"))
    server.route("http://user.example/feed", Reply(b"x"))
    return server


@pytest.mark.parametrize("written", ["http://127.0.0.1:{port}", "127.0.0.1:{port}"])
async def test_a_proxy_is_asked_and_resolves_the_name_itself(proxy: Server, written: str) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise AssertionError(host)

    async with Fetcher(FetchSettings(proxy=written.format(port=proxy.port)), nobody) as fetcher:
        assert (await fetcher.get(FetchRequest(FEED))).body == b"through the proxy"
    assert [request.target for request in proxy.requests] == [FEED]


async def test_a_proxys_password_goes_to_the_proxy(proxy: Server) -> None:
    settings = FetchSettings(proxy=proxy.url("").replace("//", "//me:secret@"))
    async with Fetcher(settings) as fetcher:
        await fetcher.get(FetchRequest(FEED))
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic bWU6c2VjcmV0"


@pytest.mark.parametrize("written", ["http://127.0.0.1:{port}", "127.0.0.1:{port}"])
async def test_the_environments_proxy_is_honoured(proxy: Server, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("http_proxy", written.format(port=proxy.port))
    async with Fetcher() as fetcher:
        await fetcher.get(FetchRequest(FEED))
    assert len(proxy.requests) == 1


async def test_no_proxy_is_honoured(proxy: Server, canary: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", proxy.url(""))
    monkeypatch.setenv("no_proxy", "127.0.0.1,.internal.example")
    canary.route("/feed", Reply(b"direct"))
    async with Fetcher() as fetcher:
        response = await fetcher.get(FetchRequest(canary.url("/feed"), allow_private=True))
    assert response.body == b"direct"
    assert proxy.requests == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "10.0.0.1", "localhost", "a.localhost", "[::1]", "169.254.169.254"]
)
async def test_the_proxy_is_not_asked_for_private_addresses(proxy: Server, host: str) -> None:
    async with Fetcher(FetchSettings(proxy=proxy.url(""))) as fetcher:
        with pytest.raises(AddressRefused):
            await fetcher.get(FetchRequest(f"http://{host}/feed"))
    assert proxy.connections == 0


async def test_but_for_allowed_ones_it_is(proxy: Server) -> None:
    proxy.route("http://10.0.0.1/feed", Reply(b"x"))
    async with Fetcher(FetchSettings(proxy=proxy.url(""), allow_hosts=frozenset({"10.0.0.0/8"}))) as fetcher:
        assert (await fetcher.get(FetchRequest("http://10.0.0.1/feed"))).status == 200
    async with Fetcher(FetchSettings(proxy=proxy.url(""))) as fetcher:
        assert (await fetcher.get(FetchRequest("http://10.0.0.1/feed", allow_private=True))).status == 200


@pytest.mark.parametrize("written", ["nonsense://x", "http://", "http://[::1", "socks5://127.0.0.1:1"])
async def test_a_proxy_that_cannot_be_used_is_told_and_not_passed_by(written: str) -> None:
    async with Fetcher(FetchSettings(proxy=written)) as fetcher:
        with pytest.raises(ConnectionFailed) as caught:
            await fetcher.get(FetchRequest(FEED))
    assert caught.value.about["reason"] == "proxy"


async def test_a_socks_proxy_is_asked_for_the_host_by_name() -> None:
    asked: list[bytes] = []

    async def speak_socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(3)  # version 5, one way to say who one is: none
        writer.write(b"\x05\x00")
        asked.append(await reader.readexactly(4 + 1 + len(b"news.example") + 2))
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnews")
        writer.close()

    server = await asyncio.start_server(speak_socks, "127.0.0.1", 0)
    proxy = f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server, Fetcher(FetchSettings(proxy=proxy, allow_hosts=frozenset({"news.example"}))) as fetcher:
        answer = await fetcher.get(FetchRequest("http://news.example/feed"))
    assert answer.body == b"news"
    assert asked == [b"\x05\x01\x00\x03\x0cnews.example\x00\x50"]


async def test_a_proxy_that_is_not_there(canary: Server) -> None:
    with Server() as gone:
        address = gone.url("").replace("//", "//me:secret@")
    async with Fetcher(FetchSettings(proxy=address)) as fetcher:
        for url in (FEED, FEED.replace("http:", "https:")):
            with pytest.raises(ConnectionFailed) as caught:
                await fetcher.get(FetchRequest(url))
            assert caught.value.about["reason"] == "proxy"
            assert "secret" not in caught.value.stored()


async def test_a_proxy_that_refuses_a_tunnel(proxy: Server) -> None:
    async with Fetcher(FetchSettings(proxy=proxy.url(""))) as fetcher:
        with pytest.raises(ConnectionFailed) as caught:
            await fetcher.get(FetchRequest("https://news.example/feed"))
    assert caught.value.about["reason"] == "proxy"
    assert proxy.requests[0].method == "CONNECT"
