"""Tending the subscriptions: their order and folders, how they fare in words, and what can be done about it."""

from collections.abc import Callable
from typing import Literal

from tui.i18n import error_text, t
from tui.i18n.times import when
from tui.model.health import Health, judged
from tui.services.writing import Writer
from tui.store.library import Library

Remedy = Literal["retry", "take_move", "discover", "address", "pause", "resume", "unsubscribe"]


def fetched(url: str) -> bool:
    """Whether a feed comes from somewhere: those of the sample paper do not."""
    from tui.fetch.instances import is_route

    return url.startswith(("http://", "https://")) or is_route(url)


class Tending:
    """What the reader does with feeds and folders as such."""

    def __init__(self, library: Library, writer: Writer, clock: Callable[[], int]) -> None:
        self._library = library
        self._writer = writer
        self._clock = clock

    # Order and folders -------------------------------------------------------------------------------------------

    async def move(self, kind: Literal["feed", "folder"], key: str, by: int) -> bool:
        """Move a feed or folder up (negative) or down among its siblings; False where it is at the end already."""
        if kind == "feed":
            return await self._writer.do(lambda library: library.feeds.move(int(key), by))
        return await self._writer.do(lambda library: library.feeds.move_folder(key, by))

    async def rename(self, kind: Literal["feed", "folder"], key: str, name: str) -> None:
        """Give a feed another title (empty: its own again), or a folder another name in its place."""
        if kind == "feed":
            await self._writer.do(lambda library: library.feeds.update(int(key), title=name))
        elif name.strip():
            path = f"{key.rpartition('/')[0]}/{name}" if "/" not in name else name
            await self._writer.do(lambda library: library.feeds.rename_folder(key, path))

    async def to_folder(self, kind: Literal["feed", "folder"], key: str, folder: str) -> None:
        """Put a feed, or a folder with all below it, into a folder, which is made where missing; empty is the top."""
        if kind == "feed":
            await self._writer.do(lambda library: library.feeds.update(int(key), folder=folder))
        else:
            path = f"{folder}/{key.rpartition('/')[2]}"
            await self._writer.do(lambda library: library.feeds.rename_folder(key, path))

    async def sort(self, folder: str) -> None:
        """Put the feeds of a folder in the order of their titles."""
        await self._writer.do(lambda library: library.feeds.sort(folder))

    def folders(self) -> list[str]:
        """Every folder there is, by its path."""
        return [folder.name for folder in self._library.feeds.folders()]

    # How they fare -----------------------------------------------------------------------------------------------

    def health(self, feed: int) -> Health | None:
        """How one feed fares; None where there is none of that number."""
        found = self._library.feeds.facts(feed)
        return judged(found[0], self._clock()) if found else None

    def troubled(self) -> list[Health]:
        """Feeds of which there is something to tell, the worst first."""
        order = ("gone", "failing", "moved", "silent", "slow", "paused")
        found = [judged(facts, self._clock()) for facts in self._library.feeds.facts()]
        told = (each for each in found if each.kind != "ok" and fetched(each.facts.url))
        return sorted(told, key=lambda each: order.index(each.kind))

    def words(self, health: Health) -> str:
        """How a feed fares, as one would say it."""
        facts = health.facts
        since = when(health.since, self._clock()) if health.since is not None else ""
        why = error_text(facts.error) if facts.error else ""
        match health.kind:
            case "failing":
                often = facts.failures > 1 and bool(since)
                return t("health.failing" if often else "health.failed", since=since, n=facts.failures, why=why)
            case "moved":
                return t("health.moved", since=since, url=facts.moved_from)
            case "slow":
                return t("health.slow", n=round(facts.took / 1000))
            case _:
                return t(f"health.{health.kind}", since=since)

    # What can be done --------------------------------------------------------------------------------------------

    @staticmethod
    def remedies(health: Health) -> list[Remedy]:
        """What can be done, the likeliest first."""
        facts = health.facts
        found: list[Remedy] = []
        if health.kind in ("failing", "gone", "slow", "silent"):
            found.append("retry")
        if facts.moved_to and facts.moved_to != facts.url:
            found.insert(0, "take_move")
        if facts.site and health.kind in ("failing", "gone", "silent"):
            found.append("discover")
        found += ["address", "resume" if health.kind in ("paused", "gone") else "pause", "unsubscribe"]
        return found

    async def revive(self, feed: int) -> None:
        """Let a feed that was given up or paused be fetched again."""
        await self._writer.do(lambda library: library.feeds.update(feed, status="ok"))

    async def pause(self, feed: int) -> None:
        """Fetch a feed no more, and keep what it brought."""
        await self._writer.do(lambda library: library.feeds.update(feed, status="paused"))

    async def new_address(self, feed: int, url: str) -> None:
        """Fetch a feed from elsewhere from now on; its entries stay. Raises BadAddress, Duplicate."""
        from tui.fetch.address import normalise
        from tui.fetch.instances import is_route, route

        address = route(url) if is_route(url) else normalise(url)
        await self._writer.do(lambda library: library.feeds.update(feed, url=address, status="ok"))
