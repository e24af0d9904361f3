"""No request goes where the reader did not allow one: a canary server counts what reaches it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest

from tests.support.server import Reply, Server, redirect
from tui.fetch import sockets
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.model.errors import AddressRefused, ConnectionFailed, FetchError

Names = Callable[..., Callable[[str, int], Awaitable[Sequence[str]]]]

LOOPBACK = ["127.0.0.1"]


async def refused(fetcher: Fetcher, request: FetchRequest) -> AddressRefused:
    with pytest.raises(AddressRefused) as caught:
        await fetcher.get(request)
    return caught.value


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "0.0.0.0", "0", "localhost", "LOCALHOST.", "[::1]",
     "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "127。0。0。1",
     "１２７.0.0.1"],
)  # fmt: skip
async def test_no_spelling_of_this_machine_gets_a_request(canary: Server, host: str) -> None:
    async with Fetcher() as fetcher:
        error = await refused(fetcher, FetchRequest(f"http://{host}:{canary.port}/admin"))
    assert (canary.requests, canary.connections) == ([], 0)
    assert error.about["url"]
    assert error.about["host"]


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.168.1.1", "169.254.169.254", "100.100.100.200", "[fd00::1]", "[fe80::1]"]
)
async def test_private_addresses_are_refused_before_anything_is_sent(host: str) -> None:
    async with Fetcher() as fetcher:
        await refused(fetcher, FetchRequest(f"http://{host}/latest/meta-data", deadline=2))


async def test_the_readers_word_opens_the_door(server: Server) -> None:
    server.route("/feed", Reply(b"x"))
    async with Fetcher() as fetcher:
        assert (await fetcher.get(FetchRequest(server.url("/feed"), allow_private=True))).status == 200
    async with Fetcher(FetchSettings(allow_hosts=frozenset({"127.1"}))) as fetcher:
        assert (await fetcher.get(FetchRequest(server.url("/feed")))).status == 200


async def test_an_allowed_network_counts_as_public(server: Server, names: Names) -> None:
    server.route("/feed", Reply(b"x"))
    settings = FetchSettings(allow_hosts=frozenset({"127.0.0.0/8", "not a host", "x/y"}))
    async with Fetcher(settings, names(news_test=[LOOPBACK], six_test=[["::1"]])) as fetcher:
        assert (await fetcher.get(FetchRequest(server.url("/feed", "news.test")))).status == 200
        await refused(fetcher, FetchRequest(server.url("/feed", "six.test")))


@pytest.mark.parametrize(
    "answer",
    [LOOPBACK, ["::1"], ["8.8.8.8", "127.0.0.1"], ["127.0.0.1", "8.8.8.8"], ["::ffff:127.0.0.1"], ["nonsense"]],
)
async def test_a_name_that_leads_inside_is_refused(canary: Server, names: Names, answer: list[str]) -> None:
    async with Fetcher(resolver=names(evil_test=[answer])) as fetcher:
        error = await refused(fetcher, FetchRequest(canary.url("/", "evil.test"), deadline=2))
    assert error.about["host"] == "evil.test"
    assert canary.connections == 0


async def test_a_name_that_leads_nowhere(names: Names) -> None:
    async with Fetcher(resolver=names(empty_test=[[]])) as fetcher:
        with pytest.raises(ConnectionFailed) as caught:
            await fetcher.get(FetchRequest("http://empty.test/"))
    assert caught.value.about["reason"] == "dns"


async def test_rebinding_gains_nothing(canary: Server, monkeypatch: pytest.MonkeyPatch, names: Names) -> None:
    """The name is asked for once, and the connection goes to the address that was judged."""
    opened: list[str] = []

    async def instead(host: str, port: int) -> None:
        opened.append(host)
        raise OSError("the network is not for tests")

    monkeypatch.setattr("tui.fetch.sockets.connect", instead)
    resolver = names(evil_test=[["93.184.216.34"], LOOPBACK])
    async with Fetcher(resolver=resolver) as fetcher:
        with pytest.raises(ConnectionFailed):
            await fetcher.get(FetchRequest(canary.url("/", "evil.test")))
        await refused(fetcher, FetchRequest(canary.url("/", "evil.test")))
    assert opened == ["93.184.216.34"]
    assert canary.connections == 0


async def test_an_allowed_connection_is_not_lent_to_others(server: Server) -> None:
    server.route("/feed", Reply(b"x"))
    async with Fetcher() as fetcher:
        await fetcher.get(FetchRequest(server.url("/feed"), allow_private=True))
        await refused(fetcher, FetchRequest(server.url("/feed")))
        await fetcher.get(FetchRequest(server.url("/feed"), allow_private=True))
    assert (len(server.requests), server.connections) == (2, 1)


async def test_an_allowed_connection_is_not_lent_while_it_is_in_use(server: Server) -> None:
    gate = server.gate()
    server.route("/feed", Reply(b"x", gate=gate))
    async with Fetcher() as fetcher:
        held = asyncio.create_task(fetcher.get(FetchRequest(server.url("/feed"), allow_private=True)))
        await server.arrived(1)
        await refused(fetcher, FetchRequest(server.url("/feed")))
        gate.open()
        await held
    assert len(server.requests) == 1


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/", "//127.1:{port}/x", "http://inside.test:{port}/"])
async def test_a_redirect_leads_to_no_private_host(server: Server, canary: Server, names: Names, target: str) -> None:
    """Even though the reader allowed the first host to be private: that permission is not the stranger's to pass on."""
    server.route("/feed", redirect(target.format(port=canary.port)))
    async with Fetcher(resolver=names(home_test=[LOOPBACK], inside_test=[LOOPBACK])) as fetcher:
        await refused(fetcher, FetchRequest(server.url("/feed", "home.test"), allow_private=True))
    assert server.paths == ["/feed"]
    assert canary.connections == 0


async def test_a_redirect_may_lead_to_a_host_that_is_allowed_itself(server: Server, names: Names) -> None:
    server.route("/feed", redirect(server.url("/there", "other.test")))
    server.route("/there", redirect(server.url("/back", "home.test")))
    server.route("/back", Reply(b"x"))
    settings = FetchSettings(allow_hosts=frozenset({"Other.TEST."}))
    async with Fetcher(settings, names(home_test=[LOOPBACK], other_test=[LOOPBACK])) as fetcher:
        response = await fetcher.get(FetchRequest(server.url("/feed", "home.test"), allow_private=True))
    assert response.url == server.url("/back", "home.test")


async def test_the_first_address_that_answers_is_used(server: Server, names: Names) -> None:
    with Server() as closed:
        pass
    server.route("/feed", Reply(b"x"))
    resolver = names(two_test=[["::1", "127.0.0.1"]])
    async with Fetcher(resolver=resolver) as fetcher:
        response = await fetcher.get(FetchRequest(server.url("/feed", "two.test"), allow_private=True))
        assert response.status == 200
        with pytest.raises(ConnectionFailed) as caught:
            await fetcher.get(FetchRequest(closed.url("/feed", "two.test"), allow_private=True))
    assert caught.value.about["reason"] == "refused"


async def test_an_address_that_stays_silent_does_not_hold_up_the_next(
    server: Server, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.fetch.connect.STAGGER", 0.0)
    opened = sockets.connect
    cancelled = asyncio.Event()

    async def silent_or_open(host: str, port: int) -> object:
        if host == "127.0.0.2":
            try:
                await asyncio.Event().wait()
            finally:
                cancelled.set()
        return await opened(host, port)

    monkeypatch.setattr("tui.fetch.sockets.connect", silent_or_open)
    server.route("/feed", Reply(b"x"))
    async with Fetcher(resolver=names(two_test=[["127.0.0.2", "127.0.0.1"]])) as fetcher:
        response = await fetcher.get(FetchRequest(server.url("/feed", "two.test"), allow_private=True))
    assert response.status == 200
    assert cancelled.is_set()


async def test_the_systems_own_resolver_is_guarded_too(canary: Server) -> None:
    async with Fetcher() as fetcher:
        await refused(fetcher, FetchRequest(canary.url("/", "localhost")))
        with pytest.raises(FetchError):
            await fetcher.get(FetchRequest("http://name-that-cannot-be.invalid/", deadline=5))
    assert canary.connections == 0
