"""Time, size and number: no server takes more than its share."""

import asyncio
from pathlib import Path

import pytest

from tests.support.server import Reply, Server
from tui.fetch.client import Fetcher, FetchRequest, FetchSettings
from tui.fetch.turns import Budget, Turns
from tui.model.errors import TimedOut, TooLarge

BOMB = Path(__file__).parents[3] / "shared" / "attacks" / "bomb_gzip_200MB.xml.gz"

LOOPBACK = frozenset({"127.0.0.1"})


async def test_exactly_the_limit_passes(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(b"x" * 5000))
    server.route("/packed", Reply(b"x" * 5000, gzip=True))
    for path in ("/feed", "/packed"):
        assert len((await fetcher.get(FetchRequest(server.url(path), limit=5000))).body) == 5000


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x" * 5001),
        Reply(b"x" * 5001, chunked=100),
        Reply(b"x" * 5001, gzip=True),
        Reply(b"x" * 1000, endless=True),
        Reply(b"x", {"Content-Length": "5001"}),
        Reply(b"x", {"Content-Length": "99999999999999999"}),
    ],
)
async def test_one_byte_more_does_not(server: Server, fetcher: Fetcher, reply: Reply) -> None:
    server.route("/feed", reply)
    with pytest.raises(TooLarge) as caught:
        await fetcher.get(FetchRequest(server.url("/feed"), limit=5000, deadline=5))
    assert caught.value.about == {"limit": 5000, "url": server.url("/feed")}


async def test_a_bomb_of_our_own(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(b"\0" * 40_000_000, gzip=True))
    with pytest.raises(TooLarge):
        await fetcher.get(FetchRequest(server.url("/feed")))


@pytest.mark.skipif(not BOMB.exists(), reason="the shared attacks are not here")
async def test_two_hundred_megabytes_in_two_hundred_kilobytes(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(BOMB.read_bytes(), {"Content-Encoding": "gzip"}))
    with pytest.raises(TooLarge):
        await fetcher.get(FetchRequest(server.url("/feed")))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"x", gate=None, endless=True, drip=0.01),
        Reply(b"x" * 100_000, drip=0.01),
        Reply(b"x" * 100_000, drip=0.01, chunked=1),
    ],
)
async def test_a_dripping_server_does_not_outlast_the_deadline(server: Server, fetcher: Fetcher, reply: Reply) -> None:
    server.route("/feed", reply)
    with pytest.raises(TimedOut) as caught:
        await fetcher.get(FetchRequest(server.url("/feed"), deadline=0.2))
    assert caught.value.about == {"url": server.url("/feed"), "seconds": 0.2}


async def test_a_server_that_says_nothing_or_stops_half_way(server: Server, fetcher: Fetcher) -> None:
    server.route("/silent", Reply(b"x", gate=server.gate()))
    server.route("/half", Reply(b"x", body_gate=server.gate()))
    for path in ("/silent", "/half"):
        with pytest.raises(TimedOut):
            await fetcher.get(FetchRequest(server.url(path), deadline=0.1))


async def test_the_deadline_spans_all_hops(server: Server, fetcher: Fetcher) -> None:
    for number in range(9):
        headers = {"Location": f"/{number + 1}"}
        server.route(f"/{number}", Reply(headers=headers, status=302, reason="Found", delay=0.1))
    with pytest.raises(TimedOut):
        await fetcher.get(FetchRequest(server.url("/0"), deadline=0.35))
    assert 1 < len(server.requests) < 6


async def test_no_time_at_all(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(b"x"))
    for deadline in (0, -1):
        with pytest.raises(TimedOut):
            await fetcher.get(FetchRequest(server.url("/feed"), deadline=deadline))


async def test_a_name_server_that_does_not_answer() -> None:
    async def silent(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    async with Fetcher(FetchSettings(timeout_connect=0.1), silent) as fetcher:
        with pytest.raises(TimedOut):
            await fetcher.get(FetchRequest("http://slow.example/"))


async def test_two_at_a_time_for_one_host(server: Server, fetcher: Fetcher) -> None:
    gate = server.gate()
    server.route("/feed", Reply(b"x", gate=gate))
    running = [asyncio.create_task(fetcher.get(FetchRequest(server.url("/feed")))) for _ in range(9)]
    await server.arrived(2)
    gate.open()
    await asyncio.gather(*running)
    assert (len(server.requests), server.most_at_once) == (9, 2)


async def test_waiting_for_a_turn_does_not_count(server: Server, fetcher: Fetcher) -> None:
    server.route("/feed", Reply(b"x", delay=0.12))
    requests = [FetchRequest(server.url("/feed"), deadline=0.5) for _ in range(12)]
    responses = await asyncio.gather(*map(fetcher.get, requests))
    assert [response.status for response in responses] == [200] * 12


async def test_a_slow_host_does_not_hold_up_another(server: Server, fetcher: Fetcher) -> None:
    gate = server.gate()
    server.route("/slow", Reply(b"x", gate=gate))
    with Server() as quick:
        quick.route("/feed", Reply(b"x"))
        held = [asyncio.create_task(fetcher.get(FetchRequest(server.url("/slow")))) for _ in range(80)]
        await server.arrived(2)
        assert (await fetcher.get(FetchRequest(quick.url("/feed")))).status == 200
    gate.open()
    await asyncio.gather(*held)


async def test_a_bounded_number_in_all(server: Server) -> None:
    gate = server.gate()
    server.route("/feed", Reply(b"x", gate=gate))
    settings = FetchSettings(allow_hosts=LOOPBACK, per_host=100, max_connections=5)
    async with Fetcher(settings) as fetcher:
        running = [asyncio.create_task(fetcher.get(FetchRequest(server.url("/feed")))) for _ in range(20)]
        await server.arrived(5)
        gate.open()
        await asyncio.gather(*running)
    assert (server.most_at_once, len(server.requests)) == (5, 20)


async def test_turns_forget_a_host_with_its_last_request() -> None:
    turns = Turns(per_host=1, in_all=10)
    async with turns.turn("a"):
        waiting = asyncio.create_task(turns.turn("a").__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert len(turns) == 1
    assert len(turns) == 0


async def test_a_budget_is_used_up_bit_by_bit() -> None:
    # Each alone would be within it, with room for a busy machine.
    budget = Budget(1.0)
    async with budget.spending():
        await asyncio.sleep(0.55)
    with pytest.raises(TimeoutError):
        async with budget.spending():
            await asyncio.sleep(0.55)


async def test_tiny_chunks_leave_room_for_others(server: Server, fetcher: Fetcher) -> None:
    """Whoever sends a body byte by byte in one packet must not keep the event loop to himself."""
    server.route("/feed", Reply(b"x" * 20_000, chunked=1))
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = asyncio.create_task(count())
    await fetcher.get(FetchRequest(server.url("/feed")))
    counting.cancel()
    assert turns > 20_000 / 32
