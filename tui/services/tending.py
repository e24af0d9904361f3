"""Tending the subscriptions: their order and folders, how they fare in words, and what can be done about it."""

from collections.abc import Callable
from typing import Literal, TypeVar

from tui.i18n import error_text, t
from tui.i18n.times import when
from tui.model.errors import HttpFailed, NoLogin, from_stored
from tui.model.health import Health, judged
from tui.services.belonging import Kind, account_of, check_name, check_ours, check_place
from tui.services.writing import Writer
from tui.store.library import Library

Remedy = Literal["login", "retry", "take_move", "discover", "address", "whole", "pause", "resume", "unsubscribe"]
Answer = TypeVar("Answer")
_DENIED = (401, 403)


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

    async def move(self, kind: Kind, key: str, by: int) -> bool:
        """Move a feed or folder up (negative) or down among its siblings; False where it is at the end already."""

        def work(library: Library) -> bool:
            if kind == "feed":
                return library.feeds.move(int(key), by)
            return library.feeds.move_folder(key, by)

        return await self._act(f"{kind}_move", kind, key, work)

    async def rename(self, kind: Kind, key: str, name: str) -> None:
        """Give a feed another title (empty: its own again), or a folder another name in its place. SyncError."""
        path = f"{key.rpartition('/')[0]}/{name}" if "/" not in name else name

        def work(library: Library) -> None:
            check_name(library, kind, key)
            if kind == "feed":
                library.feeds.update(int(key), title=name)
            elif name.strip("/ "):
                if "/" in name:
                    check_place(library, kind, key, path)
                library.feeds.rename_folder(key, path)

        await self._act(f"{kind}_rename", kind, key, work)

    async def to_folder(self, kind: Kind, key: str, folder: str) -> None:
        """Put a feed, or a folder with all below it, into a folder, which is made where missing; empty is the top.

        Raises SyncError where the feed's or the folder's account does not allow it.
        """

        def work(library: Library) -> None:
            check_place(library, kind, key, folder)
            if kind == "feed":
                library.feeds.update(int(key), folder=folder)
            else:
                library.feeds.rename_folder(key, f"{folder}/{key.rpartition('/')[2]}")

        await self._act("feed_folder" if kind == "feed" else "folder_place", kind, key, work)

    async def remove_folder(self, folder: str) -> None:
        """Take a folder away; what is in it lies in the folder above from then on. SyncError for an account's own."""

        def work(library: Library) -> None:
            check_place(library, "folder", folder, folder)
            library.feeds.rename_folder(folder, folder.rpartition("/")[0])

        await self._act("folder_remove", "folder", folder, work)

    async def sort(self, folder: str) -> None:
        """Put the feeds of a folder in the order of their titles."""
        await self._act("feed_sort", "folder", folder, lambda library: library.feeds.sort(folder))

    async def _act(self, act: str, kind: Kind, key: str, work: Callable[[Library], Answer]) -> Answer:
        """Do something that can be taken back, by the name that the feed or folder has before it."""

        def acted(library: Library) -> Answer:
            label = library.feeds.get(int(key)).title if kind == "feed" else key.rpartition("/")[2]
            with library.tree_acts.act(act, label, self._clock()):
                return work(library)

        return await self._writer.do(acted)

    def folders(self) -> list[str]:
        """Every folder there is, by its path."""
        return [folder.name for folder in self._library.feeds.folders()]

    def folders_for(self, kind: Kind, key: str) -> list[str]:
        """The folders that a feed or folder can be put into: of its account, or those of none; not itself."""
        own = account_of(self._library, kind, key)
        inside = key + "/" if kind == "folder" else "/"
        return [
            path
            for path in self.folders()
            if account_of(self._library, "folder", path) == own and not (path + "/").startswith(inside)
        ]

    def on_server(self, kind: Kind, key: str) -> str:
        """The name of the account that a feed or folder belongs to; empty for none."""
        own = account_of(self._library, kind, key)
        return own.name if own is not None else ""

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

    def remedies(self, health: Health) -> list[Remedy]:
        """What can be done, the likeliest first."""
        facts = health.facts
        found: list[Remedy] = []
        if health.kind in ("failing", "gone", "slow", "silent"):
            found.append("retry")
        if facts.moved_to and facts.moved_to != facts.url:
            found.insert(0, "take_move")
        if _wants_login(facts.error):
            found.insert(0, "login")
        if facts.site and health.kind in ("failing", "gone", "silent"):
            found.append("discover")
        if self._library.wholes.little(facts.id):
            found.append("whole")
        found += ["address", "resume" if health.kind in ("paused", "gone") else "pause", "unsubscribe"]
        return found

    def proposed(self, feed: int) -> "list[Remedy]":
        """What the settings of a feed should offer: nothing where all is well with it."""
        health = self.health(feed)
        if health is None or not fetched(health.facts.url):
            return []
        found = self.remedies(health)
        return found if health.kind != "ok" else [each for each in found if each == "whole"]

    async def revive(self, feed: int) -> None:
        """Let a feed that was given up or paused be fetched again."""
        await self._tend("feed_resume", feed, status="ok")

    async def login(self, feed: int, user: str, password: str) -> None:
        """Ask for a feed with this user and password; with neither, without. Raises BadAddress, CannotWrite."""
        from tui.services.logins import give

        await self._writer.do(lambda library: give(library, feed, user, password))

    async def pause(self, feed: int) -> None:
        """Fetch a feed no more, and keep what it brought."""
        await self._tend("feed_pause", feed, status="paused")

    async def new_address(self, feed: int, url: str) -> None:
        """Fetch a feed from elsewhere from now on; its entries stay. Raises BadAddress, Duplicate."""
        from tui.fetch.address import normalise
        from tui.fetch.instances import is_route, route

        address = route(url) if is_route(url) else normalise(url)
        await self._tend("feed_address", feed, url=address, status="ok")

    async def whole_text(self, feed: int) -> None:
        """Have the whole articles of a feed fetched from its pages from now on."""
        await self._act("feed_set", "feed", str(feed), lambda library: library.feeds.update(feed, full_text="always"))

    async def _tend(self, act: str, feed: int, **changes: str) -> None:
        def work(library: Library) -> None:
            check_ours(library, feed)
            library.feeds.update(feed, **changes)

        await self._act(act, "feed", str(feed), work)


def _wants_login(error: str) -> bool:
    """Whether a stored error is that of a feed whose user and password are missing or wrong."""
    told = from_stored(error) if error else None
    return isinstance(told, NoLogin) or (isinstance(told, HttpFailed) and told.status in _DENIED)
