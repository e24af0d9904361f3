"""Three devices, acts at random, a server that fails at random, and devices that are killed at random.

In the end no act may be lost, the devices must be equal, and nothing may wait any more.
"""

import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Protocol

import pytest

from tests.support.greader import FakeReader
from tests.support.server import Received, Server
from tests.sync.device import Device
from tui.store.acts import Flag

FULL = bool(os.environ.get("KANBAO_FULL"))
SEEDS = range(100) if FULL else range(2)
FIELDS: tuple[Flag, ...] = ("read", "starred")
STEPS = 90 if FULL else 50
FAILING = 0.08


class Killed(BaseException):
    """The process ends here."""


def kill_at(device: Device, commits: int, *, before: bool) -> None:
    """Let the device end just before or after its next ``commits``-th transaction is on disk."""
    left = commits
    run: Callable[..., int] = device.library._db.run

    def counted(sql: str, params: Any = ()) -> int:
        nonlocal left
        if sql != "COMMIT":
            return run(sql, params)
        left -= 1
        if left == 0 and before:
            raise Killed
        done = run(sql, params)
        if left == 0:
            raise Killed
        return done

    device.library._db.run = counted  # type: ignore[method-assign]


class Failing(Protocol):
    """A server that can be made to fail."""

    def fail(self, fate: Callable[[], str]) -> None:
        """From now on ``fate`` says of each request whether it fails: "before" or "after" the server acts, or not."""

    def arrive(self, count: int) -> None:
        """So many entries arrive."""

    def state(self) -> dict[str, tuple[bool, bool]]:
        """Read and starred of every entry."""


class FailingFake:
    """The Google Reader server of the tests."""

    def __init__(self, fake: FakeReader) -> None:
        self.fake = fake
        self.state = fake.state

    def fail(self, fate: Callable[[], str]) -> None:
        """As each request comes."""

        def chance(_: Received) -> str:
            return fate()

        self.fake.chance = chance

    def arrive(self, count: int) -> None:
        """In the one feed."""
        self.fake.add_items("feed/1", count)


class Trial:
    """One run with one seed."""

    def __init__(self, seed: int, server: "Failing", devices: list[Device], steps: int = STEPS) -> None:
        self.rng = Random(seed)
        self.server = server
        self.devices = devices
        self.steps = steps
        self.wishes: dict[tuple[str, str], dict[int, bool]] = {}

    def fate(self) -> str:
        """Whether a request fails, and when."""
        return self.rng.choice(["before", "after"]) if self.rng.random() < FAILING else ""

    async def run(self) -> None:
        """Random days, then quiet ones."""
        for device in self.devices:
            await device.sync()
        self.server.fail(self.fate)
        for _ in range(self.steps):
            await self._step()
        self.server.fail(lambda: "")
        for device in self.devices:
            device.reopen()  # nobody is killed any more
        for _ in range(4):
            for device in self.devices:
                device.now += 7200
                assert (await device.sync()).status == "ok"

    async def _step(self) -> None:
        number = self.rng.randrange(3)
        device = self.devices[number]
        device.now += self.rng.choice([60, 600, 7200])
        if self.rng.random() < 0.2:
            kill_at(device, self.rng.randrange(1, 9), before=self.rng.random() < 0.5)
        try:
            match self.rng.choice(["act", "act", "act", "sync", "sync", "arrive", "reopen"]):
                case "act":
                    self._act(number)
                case "sync":
                    await device.sync()
                case "arrive":
                    self.server.arrive(self.rng.randrange(3))
                case _:
                    device.reopen()
        except Killed:
            device.reopen()

    def _act(self, number: int) -> None:
        device = self.devices[number]
        before = device.state()
        some = self.rng.sample(sorted(before), min(len(before), self.rng.randrange(1, 6)))
        field, value = self.rng.choice(FIELDS), self.rng.random() < 0.6
        at = FIELDS.index(field)
        try:
            device.act(field, value, *some)
        except Killed:
            device.reopen()
        after = device.state()
        for id_ in some:
            if before[id_][at] is not after[id_][at]:
                self.wishes.setdefault((id_, field), {})[number] = value

    def check(self) -> None:
        """Nothing lost, all equal, nothing waiting."""
        there = self.server.state()
        for device in self.devices:
            assert device.state() == there
            assert device.waiting() == []
            assert [found for found in device.library.check() if found.level == "bad"] == []
        for (id_, field), last in self.wishes.items():
            # Where several devices wanted something, one of them has it; where one did, it is that.
            assert there[id_][FIELDS.index(field)] in last.values(), (id_, field, last)


@pytest.mark.parametrize("seed", SEEDS)
async def test_three_devices_lose_nothing(seed: int, tmp_path: Path) -> None:
    with Server() as server:
        fake = FakeReader(server)
        fake.add_items(fake.add_feed("https://a.test/rss", "甲报"), 25)
        devices = [Device(tmp_path / name, server.url()) for name in "一二三"]
        trial = Trial(seed, FailingFake(fake), devices)
        try:
            await trial.run()
            trial.check()
        finally:
            for device in devices:
                device.close()
    assert trial.wishes
