"""The REST interface of Miniflux.

From 2.3.2 on it has lists of ids, and a pull hears the whole truth each time. Before, a pull hears what is new and what
has changed since the last one by the server's clock, and once a day goes through everything.
"""

import base64
from collections.abc import AsyncIterator, Sequence
from typing import Any, Literal

from tui.dataclass import replace
from tui.fetch.client import FetchResponse
from tui.model.account import Ability
from tui.model.errors import BadAnswer, HttpFailed, LoginRefused
from tui.model.remote import RemoteFeed, Told
from tui.sync.bodies import RawItem
from tui.sync.line import Form, Line, list_of, object_of, text, whole_number
from tui.sync.miniflux_items import Seen, feed_of, item_of
from tui.sync.server import Bodies, Field, Login, Noted, Pulled, Shelf

PAGE = 250
IDS_PAGE = 10_000
OVERLAP = 600
"""Seconds: PostgreSQL's now() is when a transaction began, so that changes become visible late."""
DAY = 86_400
MOST_PASSES = 3
MOST_PAGES = 100_000
MOST_LOOKED_FOR = 100
_ABILITIES: frozenset[Ability] = frozenset({"subscribe", "rename", "folders", "refresh", "whole"})


class Miniflux:
    """A Miniflux at ``line``; without a user name the secret is an API key."""

    def __init__(self, line: Line, login: Login) -> None:
        self._line = line
        self._account = login.account
        self.session = ""
        if login.user:
            pair = base64.b64encode(f"{login.user}:{login.secret}".encode()).decode()
            self._proof = {"Authorization": f"Basic {pair}"}
        else:
            self._proof = {"X-Auth-Token": login.secret}
        line.secrets |= {login.secret, *self._proof.values()}
        self._met: dict[str, tuple[bool, bool]] = {}

    async def check(self) -> frozenset[Ability]:
        """Log in."""
        if not text(object_of(await self._get("/v1/me")).get("username")):
            raise BadAnswer(url=self._line.base, reason="type")
        return _ABILITIES

    async def _get(self, path: str, query: Form = ()) -> FetchResponse:
        try:
            return await self._line.get(path, query, self._proof)
        except HttpFailed as error:
            raise self._told(error) from error

    async def _send(self, method: Literal["POST", "PUT", "DELETE"], path: str, data: object = None) -> FetchResponse:
        try:
            return await self._line.send(method, path, data, self._proof)
        except HttpFailed as error:
            raise self._told(error) from error

    def _told(self, error: HttpFailed) -> HttpFailed | LoginRefused:
        if error.status in (401, 403):
            return LoginRefused(account=self._account, url=self._line.base, status=error.status)
        return error

    # Reading ---------------------------------------------------------------------------------------------------------

    async def feeds(self) -> list[RemoteFeed]:
        """All subscriptions."""
        return [feed for each in list_of(await self._get("/v1/feeds")) if (feed := feed_of(each)) is not None]

    async def pull(self, shelf: Shelf) -> AsyncIterator[Pulled]:
        """What is new and what has changed; then the lists of ids, or once a day everything."""
        before = self._line.server_time
        seen = Seen()
        whole = int(shelf.cursors.get("whole", "0"))
        late = shelf.now - whole >= DAY
        if late:
            shelf.cursors["lists"] = "1" if await self._has_lists() else "0"
        lists = shelf.cursors["lists"] == "1"
        complete = lists or late
        if not whole or (late and not lists):
            steps: list[Form] = [[("direction", "desc")]]
        else:
            steps = [[("direction", "asc"), ("after_entry_id", shelf.cursors.get("last", "0"))]]
            if not lists:
                changed = int(shelf.cursors.get("since", "0")) - OVERLAP
                steps.append([("direction", "asc"), ("changed_after", str(max(0, changed)))])
        for step in steps:
            async for page in self._pages(step):
                seen.add(page)
                for piece in _sorted_out(page, shelf, first=not whole):
                    yield piece
        if complete:
            shelf.cursors["whole"] = str(shelf.now)
        if before is not None:
            shelf.cursors["since"] = str(before)
        shelf.cursors["last"] = str(max([int(shelf.cursors.get("last", "0")), *map(int, seen.ids)]))
        yield await self._lists() if lists else await self._word(seen, shelf, complete=complete)

    async def _word(self, seen: Seen, shelf: Shelf, *, complete: bool) -> Told:
        """What the pages told; what was sent and did not come back in them is looked for one by one."""
        seen.states = self._met | seen.states
        gone: set[str] = set()
        missing = set() if complete else shelf.sent() - seen.states.keys()
        for id_ in sorted(missing)[:MOST_LOOKED_FOR]:
            try:
                seen.add([object_of(await self._get(f"/v1/entries/{int(id_)}"))])
            except HttpFailed as error:
                if error.status != 404:
                    raise
                gone.add(id_)
        return replace(seen.told(complete=complete), gone=frozenset(gone))

    async def _pages(self, step: Form) -> AsyncIterator[list[dict[str, Any]]]:
        """Pages of entries in the order of ids, so that nothing is skipped while one pages."""
        given = dict(step)
        bound = "before_entry_id" if given["direction"] == "desc" else "after_entry_id"
        for _ in range(MOST_PAGES):
            query = [("order", "id"), ("limit", str(PAGE)), *given.items()]
            answer = await self._get("/v1/entries", query)
            page = [each for each in list_of(answer, "entries") if isinstance(each, dict)]
            ids = [id_ for each in page if (id_ := whole_number(each.get("id"))) is not None]
            if len(ids) != len(page):
                raise BadAnswer(url=self._line.base, reason="type")
            if page:
                yield page
            if len(page) < PAGE:
                return
            last = str(min(ids) if bound == "before_entry_id" else max(ids))
            if given.get(bound) == last:
                raise BadAnswer(url=self._line.base, reason="repeats")
            given[bound] = last

    async def _has_lists(self) -> bool:
        try:
            told = object_of(await self._get("/v1/entries/ids", [("limit", "1")]))
        except HttpFailed as error:
            if error.status in (400, 404, 405):
                return False
            raise
        # 2.2 takes "ids" for the number of an entry, and gives some entry.
        return isinstance(told.get("entry_ids"), list)

    async def _lists(self) -> Told:
        unread = await self._ids(("status", "unread"))
        read = await self._ids(("status", "read"))
        starred = await self._ids(("starred", "true"))
        return Told(frozenset(unread | read | starred), frozenset(unread), frozenset(starred))

    async def _ids(self, which: tuple[str, str]) -> set[str]:
        """A list of ids, whole or BadAnswer; one of several pages is read until two passes agree."""
        before: set[str] | None = None
        for _ in range(MOST_PASSES):
            found: set[str] = set()
            pages = 0
            while True:
                offset = pages * IDS_PAGE
                query = [which, ("limit", str(IDS_PAGE)), ("offset", str(offset))]
                ids = list_of(await self._get("/v1/entries/ids", query), "entry_ids")
                found |= {str(id_) for id_ in ids if whole_number(id_) is not None}
                pages += 1
                if len(ids) < IDS_PAGE:
                    break
            if pages == 1 or found == before:
                return found
            before = found
        raise BadAnswer(url=self._line.base, reason="restless")

    async def unread_left(self) -> int | None:
        """The sum of the server's own counters."""
        counters = object_of(await self._get("/v1/feeds/counters")).get("unreads")
        if not isinstance(counters, dict):
            return None
        return sum(whole_number(count) or 0 for count in counters.values())

    # Writing ---------------------------------------------------------------------------------------------------------

    async def mark(self, name: Field, value: bool, ids: Sequence[str]) -> None:
        """Set read or starred."""
        numbers = [int(id_) for id_ in ids]
        if name == "read":
            await self._send("PUT", "/v1/entries", {"entry_ids": numbers, "status": "read" if value else "unread"})
            return
        try:
            await self._send("PUT", "/v1/entries", {"entry_ids": numbers, "starred": value})
        except HttpFailed as error:
            # Before 2.3.2 the status was not optional.
            if error.status != 400:
                raise
            for number in numbers:
                await self._star(number, value)

    async def _star(self, number: int, value: bool) -> None:
        """The old way toggles, so it is asked first; a lost reply is answered by asking again."""
        try:
            entry = object_of(await self._get(f"/v1/entries/{number}"))
            if bool(entry.get("starred")) is not value:
                await self._send("PUT", f"/v1/entries/{number}/bookmark")
            else:
                self._met[str(number)] = (entry.get("status") == "read", value)
        except HttpFailed as error:
            if error.status != 404:
                raise

    async def label(self, name: str, value: bool, ids: Sequence[str]) -> None:
        """Miniflux has no labels on entries; nothing asks it for them."""

    async def subscribe(self, url: str, title: str, folder: str) -> str:
        """Subscribe; an address that is there already is no error."""
        data: dict[str, object] = {"feed_url": url}
        if folder:
            data["category_id"] = await self._category(folder)
        try:
            return text(object_of(await self._send("POST", "/v1/feeds", data)).get("feed_id"))
        except HttpFailed as error:
            if error.status in (408, 429) or not 400 <= error.status <= 500:
                raise
            # It answers 500 where the address is no feed, so the list decides what that was.
            there = next((feed.id for feed in await self.feeds() if feed.url == url), "")
            if not there:
                raise HttpFailed(**{**error.about, "status": 422}) from error
            return there

    async def unsubscribe(self, feed: str) -> None:
        """Give a subscription up."""
        try:
            await self._send("DELETE", f"/v1/feeds/{int(feed)}")
        except HttpFailed as error:
            if error.status != 404:
                raise

    async def rename(self, feed: str, title: str) -> None:
        """Give a feed another title."""
        await self._send("PUT", f"/v1/feeds/{int(feed)}", {"title": title})

    async def move(self, feed: str, folder: str, old: str) -> None:
        """Put a feed into another category; into the first where none is named, since each has one."""
        await self._send("PUT", f"/v1/feeds/{int(feed)}", {"category_id": await self._category(folder)})

    async def _category(self, name: str) -> int:
        rows = [row for row in list_of(await self._get("/v1/categories")) if isinstance(row, dict)]
        found = next((row for row in rows if text(row.get("title")) == name or not name), None)
        if found is None:
            found = object_of(await self._send("POST", "/v1/categories", {"title": name}))
        number = whole_number(found.get("id"))
        if number is None:
            raise BadAnswer(url=self._line.base, reason="type")
        return number

    async def refresh(self, feeds: Sequence[str]) -> None:
        """Have the server fetch now."""
        for feed in feeds:
            await self._send("PUT", f"/v1/feeds/{int(feed)}/refresh")
        if not feeds:
            await self._send("PUT", "/v1/feeds/refresh")

    async def whole(self, item: str) -> str:
        """The article as the server takes it from its page."""
        return text(object_of(await self._get(f"/v1/entries/{int(item)}/fetch-content")).get("content"))


def _sorted_out(page: list[dict[str, Any]], shelf: Shelf, *, first: bool) -> list[Pulled]:
    """Of a page: bodies to be kept, and entries that need only be known."""
    items = [item for each in page if (item := item_of(each)) is not None]
    unknown = shelf.unknown([item.id for item in items])
    missing = shelf.without_body([item.id for item in items])
    kept: list[RawItem] = []
    noted: list[RawItem] = []
    for item in items:
        wanted = not item.read or item.starred or (item.published or 0) >= shelf.since
        if item.id in missing or (first and item.id in unknown):
            (kept if wanted else noted).append(item)
        else:
            kept.append(item)
    return [Bodies(kept), Noted([item.id for item in noted])]
