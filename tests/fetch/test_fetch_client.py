import asyncio
import gzip
import json
import zlib
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.server import Reply, Server, redirect
from tui import __version__
from tui.fetch.client import Fetcher, FetchRequest, FetchResponse, FetchSettings
from tui.fetch.headers import validator
from tui.model.errors import BadAddress, ConnectionFailed, FetchError, HttpFailed

FEED = "<rss><title>新闻</title></rss>".encode()
CUT = gzip.compress(FEED, mtime=0)[:-4]


async def failure(fetched: Awaitable[FetchResponse]) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetched
    return caught.value


async def test_a_feed_comes_with_its_validators_type_and_charset(server: Server, fetcher: Fetcher) -> None:
    headers = {
        "ETag": 'W/"a b"',
        "Last-Modified": "Tue, 01 Oct 2024 00:00:00 GMT",
        "Content-Type": 'Text/XML; Charset="GB18030"',
    }
    server.route("/feed", Reply(FEED, headers))
    response = await fetcher.get(FetchRequest(server.url("/feed")))
    assert (response.status, response.body, response.url) == (200, FEED, server.url("/feed"))
    assert (response.etag, response.modified) == ('W/"a b"', "Tue, 01 Oct 2024 00:00:00 GMT")
    assert (response.content_type, response.charset) == ("text/xml", "GB18030")
    assert response.moved_to == ""
    assert response.headers["etag"] == 'W/"a b"'


async def test_the_request_says_who_asks_and_keeps_nothing(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(FEED, {"Set-Cookie": "id=1; Path=/"}))
    for kind in ("feed", "page", "image"):
        response = await fetcher.get(FetchRequest(server.url("/feed"), kind=kind))
        assert "set-cookie" not in response.headers
    for request in server.requests:
        assert request.headers["user-agent"].startswith(f"kanbao/{__version__}")
        assert request.headers["accept-encoding"] == "gzip"
        assert not {"cookie", "authorization", "if-none-match", "if-modified-since", "referer"} & set(request.headers)
    accepted = [request.headers["accept"] for request in server.requests]
    assert "atom+xml" in accepted[0]
    assert accepted[1].startswith("text/html")
    assert accepted[2].startswith("image/")


@pytest.mark.parametrize("etag", ['"abc"', 'W/"a, b"', "unquoted", '"caf\xe9"', '""'])
async def test_validators_go_back_exactly_and_bring_a_304(server: Server, fetcher: Fetcher, etag: str) -> None:
    modified = "Mon, 1 Jan 2024 00:00:00 +0800 (a server's own idea of a date)"
    server.route("/feed", Reply(FEED, {"ETag": etag, "Last-Modified": modified}, conditional=True))
    first = await fetcher.get(FetchRequest(server.url("/feed")))
    second = await fetcher.get(FetchRequest(server.url("/feed"), etag=first.etag, modified=first.modified))
    assert (second.status, second.body) == (304, b"")
    assert (second.etag, second.modified) == (etag, modified)
    assert server.requests[1].headers["if-none-match"] == etag
    assert server.requests[1].headers["if-modified-since"] == modified


async def test_a_bare_304_leaves_the_validators_as_they_were(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(status=304, reason="Not Modified"))
    response = await fetcher.get(FetchRequest(server.url("/feed"), etag='"1"', modified="then"))
    assert (response.etag, response.modified) == ('"1"', "then")


@given(st.text(max_size=30) | st.text('\x00\r\n\x1b\x7f\x9b"a', max_size=10))
def test_a_validator_is_sent_whole_or_not_at_all(value: str) -> None:
    kept = validator(value)
    assert kept in ("", value)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in kept)
    kept.encode("latin-1")


async def test_validators_that_could_harm_are_refused(server: Server, fetcher: Fetcher) -> None:
    server.route("/esc", Reply(FEED, {"ETag": '"\x9b31m"', "Last-Modified": "x" * 1025}))
    response = await fetcher.get(FetchRequest(server.url("/esc"), etag='"a"\r\nX-Evil: 1', modified="新"))
    assert (response.etag, response.modified) == ("", "")
    assert not {"x-evil", "if-none-match", "if-modified-since"} & set(server.requests[0].headers)


@pytest.mark.parametrize("packing", [{"gzip": True}, {"chunked": 7}, {"gzip": True, "chunked": 3}, {"close": True}])
async def test_the_body_is_the_same_however_it_travels(
    server: Server, fetcher: Fetcher, packing: dict[str, bool]
) -> None:
    server.route("/feed", Reply(FEED * 50, **packing))  # type: ignore[arg-type]
    assert (await fetcher.get(FetchRequest(server.url("/feed")))).body == FEED * 50


@pytest.mark.parametrize("packed", [zlib.compress(FEED), zlib.compress(FEED, wbits=-15)])
async def test_deflate_is_understood_though_not_asked_for(server: Server, fetcher: Fetcher, packed: bytes) -> None:
    server.route("/feed", Reply(packed, {"Content-Encoding": "deflate"}))
    assert (await fetcher.get(FetchRequest(server.url("/feed")))).body == FEED


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(b"\x0b\x02\x80hello\x03", "br"), (CUT, "gzip"), (FEED, "gzip"), (FEED, "gzip, gzip")],
)
async def test_a_body_that_cannot_be_inflated_is_told(
    server: Server, fetcher: Fetcher, body: bytes, encoding: str
) -> None:
    server.route("/feed", Reply(body, {"Content-Encoding": encoding}))
    error = await failure(fetcher.get(FetchRequest(server.url("/feed"))))
    assert isinstance(error, ConnectionFailed)
    assert error.about["reason"] == "encoding"
    assert error.about["url"] == server.url("/feed")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 500, 502, 999])
async def test_an_error_status_is_an_error(server: Server, fetcher: Fetcher, status: int) -> None:
    server.route("/feed", Reply(b"x" * 100, status=status, reason="No \x1b[31m\x9bway", headers={"Retry-After": "60"}))
    error = await failure(fetcher.get(FetchRequest(server.url("/feed"))))
    assert isinstance(error, HttpFailed)
    assert error.status == status
    assert error.about["retry_after"] is None
    assert error.about.get("reason") == {401: "login", 410: "gone"}.get(status)
    assert not any(ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0 for character in str(error.about["phrase"]))


@pytest.mark.parametrize(("status", "asked", "seconds"), [(429, "120", 120), (503, "7", 7), (503, "\x1b", None)])
async def test_a_busy_server_says_when_to_come_back(
    server: Server, fetcher: Fetcher, status: int, asked: str, seconds: int | None
) -> None:
    server.route("/feed", Reply(status=status, reason="Busy", headers={"Retry-After": asked}))
    error = await failure(fetcher.get(FetchRequest(server.url("/feed"))))
    assert error.about["retry_after"] == seconds


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 banana\r\n\r\n",
        b"HTTP/1.1 200\x00 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\n",
        b"<rss/>",
        b"\x16\x03\x01\x00\x05hello",
        b"SSH-2.0-OpenSSH_9.0\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: minus one\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: smoke\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
)
async def test_what_is_not_http_is_a_failed_connection(server: Server, fetcher: Fetcher, raw: bytes) -> None:
    server.route("/feed", Reply(raw=raw))
    error = await failure(fetcher.get(FetchRequest(server.url("/feed"), deadline=5)))
    assert isinstance(error, ConnectionFailed | HttpFailed)
    assert error.about.get("reason", "protocol") in {"protocol", "dropped"}
    assert "\x16" not in str(error.about)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(raw=b""),
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Le"),
        Reply(FEED, cut=5),
        Reply(FEED, chunked=4, cut=8),
    ],
)
async def test_a_connection_that_breaks_is_dropped(server: Server, fetcher: Fetcher, reply: Reply) -> None:
    server.route("/feed", reply)
    error = await failure(fetcher.get(FetchRequest(server.url("/feed"))))
    assert isinstance(error, ConnectionFailed)
    assert error.about["reason"] == "dropped"


async def test_nobody_listens(fetcher: Fetcher) -> None:
    with Server() as server:
        address = server.url("/feed")
    error = await failure(fetcher.get(FetchRequest(address)))
    assert (error.code, error.about["reason"], error.about["host"]) == ("connection-failed", "refused", "127.0.0.1")


async def test_no_such_name(names: Callable[..., Callable[[str, int], Awaitable[list[str]]]]) -> None:
    async with Fetcher(resolver=names()) as fetcher:
        error = await failure(fetcher.get(FetchRequest("http://nowhere.example/")))
    assert (error.code, error.about["reason"], error.about["host"]) == ("connection-failed", "dns", "nowhere.example")


async def test_tls_against_a_plain_server(server: Server, fetcher: Fetcher) -> None:
    error = await failure(fetcher.get(FetchRequest(server.url("/feed").replace("http:", "https:"), deadline=5)))
    assert (error.code, error.about["reason"]) == ("connection-failed", "tls")
    assert server.requests == []


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://[::1", "http://a\x1b/"]
)
async def test_no_web_address_is_no_request(fetcher: Fetcher, address: str) -> None:
    assert isinstance(await failure(fetcher.get(FetchRequest(address))), BadAddress)


async def test_an_addresss_own_password_goes_to_its_origin_and_into_no_error(
    server: Server, canary: Server, fetcher: Fetcher
) -> None:
    address = server.url("/private").replace("//", "//reader:s%C3%A9cret@")
    server.route("/private", Reply(FEED), redirect("/moved", 301), redirect(canary.url("/x"), 301), Reply(status=401))
    server.route("/moved", Reply(FEED))
    canary.route("/x", Reply(FEED))
    expected = "Basic cmVhZGVyOnPDqWNyZXQ="
    plain = await fetcher.get(FetchRequest(address))
    same_origin = await fetcher.get(FetchRequest(address))
    other_origin = await fetcher.get(FetchRequest(address))
    assert [request.headers.get("authorization") for request in server.requests] == [expected] * 4
    assert "authorization" not in canary.requests[0].headers
    assert plain.url == server.url("/private")
    assert same_origin.url == server.url("/moved")
    assert same_origin.moved_to == server.url("/moved").replace("//", "//reader:s%C3%A9cret@")
    assert other_origin.moved_to == canary.url("/x")
    error = await failure(fetcher.get(FetchRequest(address)))
    assert error.about["url"] == server.url("/private")
    assert "cret" not in error.stored()


async def test_connections_are_kept_between_requests(server: Server, fetcher: Fetcher) -> None:
    server.route("/old", redirect("/feed", 302))
    server.route("/feed", Reply(FEED, conditional=True, headers={"ETag": "1"}))
    for _ in range(3):
        await fetcher.get(FetchRequest(server.url("/old"), etag="1"))
    assert (len(server.requests), server.connections) == (6, 1)


async def test_a_cancelled_fetch_leaves_the_fetcher_usable(server: Server, fetcher: Fetcher) -> None:
    gate = server.gate()
    server.route("/held", Reply(FEED, gate=gate))
    server.route("/feed", Reply(FEED))
    held = asyncio.create_task(fetcher.get(FetchRequest(server.url("/held"))))
    await server.arrived(1)
    held.cancel()
    with pytest.raises(asyncio.CancelledError):
        await held
    gate.open()
    assert (await fetcher.get(FetchRequest(server.url("/feed")))).body == FEED


async def test_headers_are_clean_and_bounded(server: Server, fetcher: Fetcher) -> None:
    many = {f"X-{number}": "v" for number in range(150)}
    server.route("/feed", Reply(FEED, {"X-Esc": "a\x9b31mb", "X-Long": "z" * 9000, **many}))
    headers = (await fetcher.get(FetchRequest(server.url("/feed")))).headers
    assert headers["x-esc"].isprintable()
    assert len(headers["x-long"]) <= 4096
    assert len(headers) <= 100


async def test_errors_can_be_stored(server: Server, fetcher: Fetcher) -> None:
    error = await failure(fetcher.get(FetchRequest(server.url("/none"))))
    assert json.loads(error.stored())["code"] == "http-failed"


def test_settings_have_the_promised_bounds() -> None:
    settings = FetchSettings()
    assert (settings.max_connections, settings.per_host, settings.deadline) == (50, 2, 30.0)
    assert FetchRequest("x").limit == 10_000_000
