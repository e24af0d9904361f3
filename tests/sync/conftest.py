"""A device: a library with one account on a server on loopback, and all that a sync needs."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.greader import FakeReader
from tests.support.server import Server
from tests.sync.device import Device


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def fake(server: Server) -> FakeReader:
    made = FakeReader(server)
    feed = made.add_feed("https://a.test/rss", "甲报", "要闻")
    made.add_items(feed, 12)
    return made


@pytest.fixture
def new_device(tmp_path: Path, server: Server) -> Iterator[Callable[[str], Device]]:
    """Makes devices of one user, by name."""
    made: list[Device] = []

    def make(name: str = "一号") -> Device:
        made.append(Device(tmp_path / name, server.url("/api/greader.php")))
        return made[-1]

    yield make
    for device in made:
        device.close()


@pytest.fixture
def device(new_device: Callable[[str], Device], fake: FakeReader) -> Device:
    return new_device("一号")
