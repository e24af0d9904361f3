"""Requests to a server's interface: sent as they are, to one origin, and never further."""

import pytest

from tests.support.server import Received, Reply, Server, redirect
from tui.fetch.client import Call, Fetcher
from tui.model.errors import AddressRefused, BadAddress, ConnectionFailed, FetchError, HttpFailed, ServerMoved, TooLarge


async def test_method_headers_and_body_arrive_as_they_are(server: Server) -> None:
    server.answer_all(lambda request: Reply(request.body, {"Date": "Tue, 24 Nov 2026 12:00:00 GMT"}, gzip=True))
    async with Fetcher() as fetcher:
        for method in ("GET", "POST", "PUT", "DELETE"):
            body = b"" if method == "GET" else "T=甲&i=1".encode()
            call = Call(method, server.url("/v1/x?y=1"), {"X-Auth-Token": "秘密"}, body, allow_private=True)
            answer = await fetcher.call(call)
            assert answer.body == body
            assert answer.headers["date"].startswith("Tue")
    assert [request.method for request in server.requests] == ["GET", "POST", "PUT", "DELETE"]
    assert all(request.headers["x-auth-token"].encode("latin-1").decode() == "秘密" for request in server.requests)
    assert "秘密" not in repr(call)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_told_and_not_followed(server: Server, status: int) -> None:
    with Server() as elsewhere:
        server.answer_all(lambda _: redirect(elsewhere.url("/?token=x"), status))
        async with Fetcher() as fetcher:
            with pytest.raises(ServerMoved) as caught:
                await fetcher.call(Call("POST", server.url("/"), {"Authorization": "x"}, b"p", allow_private=True))
        assert elsewhere.requests == []
        assert str(elsewhere.port) in str(caught.value.about["target"])


async def test_a_refusal_has_the_servers_words_and_what_it_asks_for(server: Server) -> None:
    server.answer_all(lambda _: Reply("慢一点".encode() * 1000, {"Retry-After": "30"}, 429, "Too Many Requests"))
    async with Fetcher() as fetcher:
        with pytest.raises(HttpFailed) as caught:
            await fetcher.call(Call("GET", server.url("/"), allow_private=True))
    about = caught.value.about
    assert (about["status"], about["retry_after"]) == (429, 30)
    assert str(about["said"]).startswith("慢一点") and len(str(about["said"])) <= 300


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (Call("GET", "http://127.0.0.1:1/"), AddressRefused),
        (Call("GET", "ftp://a.test/"), BadAddress),
        (Call("GET", "http://127.0.0.1:1/", {"X": "a\r\nHost: b"}, allow_private=True), FetchError),
        (Call("GET", "http://127.0.0.1:1/", allow_private=True), ConnectionFailed),
    ],
    ids=["private", "scheme", "header", "nobody"],
)
async def test_what_may_not_be_asked_is_not(call: Call, error: type[FetchError]) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(error):
            await fetcher.call(call)


async def test_an_answer_over_the_limit_is_cut_off(server: Server) -> None:
    def large(_: Received) -> Reply:
        return Reply(b"x" * 100_000, chunked=1000)

    server.answer_all(large)
    async with Fetcher() as fetcher:
        with pytest.raises(TooLarge):
            await fetcher.call(Call("GET", server.url("/"), limit=50_000, allow_private=True))
