"""A server, a fetcher that may ask it, and a resolver that says what the test wants."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence

import pytest

from tests.support.server import Server
from tui.fetch.client import Fetcher, FetchSettings

PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def canary() -> Iterator[Server]:
    """A server that nobody may ask; it would answer anything."""
    with Server() as running:
        yield running


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """A fetcher that allows loopback by name, as a reader with a server at home would."""
    async with Fetcher(FetchSettings(allow_hosts=frozenset({"127.0.0.1"}))) as open_fetcher:
        yield open_fetcher


class Names:
    """A resolver with fixed answers, one after the other for each name; counts what it was asked."""

    def __init__(self, **answers: Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if answers is None:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]


@pytest.fixture
def names() -> Callable[..., Callable[[str, int], Awaitable[Sequence[str]]]]:
    return Names
