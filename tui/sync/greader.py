"""The Google Reader API: FreshRSS, Miniflux, Inoreader, The Old Reader, BazQux.

States come from three lists alone (all, unread, starred), since servers answer other questions with everything there
is. Where two sources disagree, what was measured against real servers is followed.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from tui.fetch.client import FetchResponse
from tui.model.account import Ability
from tui.model.errors import BadAnswer, HttpFailed, LoginRefused
from tui.model.remote import RemoteFeed, Told
from tui.sync.greader_items import (
    READ,
    READING_LIST,
    STARRED,
    Names,
    feed_of,
    id_page,
    item_of,
    label_of,
    narrowed,
)
from tui.sync.item_ids import sent_id
from tui.sync.line import Form, Line, json_of, list_of, object_of, text, whole_number
from tui.sync.server import Bodies, Field, Login, Noted, Pulled, Shelf
from tui.text.clean import clean_text

PAGE = 100_000
"""Ids asked for at once; servers with a lower limit give what they give and a continuation."""
AT_ONCE = 250
MOST_PASSES = 3
API = "/reader/api/0/"
_STATES: dict[Field, str] = {"read": READ, "starred": STARRED}


class GReader:
    """A server that speaks the Google Reader API at ``line``, whose base is what stands before ``/reader``."""

    def __init__(self, line: Line, login: Login) -> None:
        self._line = line
        self._login = login
        self.session = login.session
        self._token = ""
        self._has_feeds = True
        self._toggles: bool | None = None
        # Its interface is a file of this name.
        self._names: Names = narrowed if line.base.endswith("greader.php") else text
        line.secrets |= {login.secret, login.session}

    # Login -----------------------------------------------------------------------------------------------------------

    async def check(self) -> frozenset[Ability]:
        """Log in where no session is left, and see whether items can have labels."""
        if not self.session:
            await self._log_in()
        tags = list_of(await self._get("tag/list"), "tags")
        self._toggles = self._is_miniflux(tags)
        kinds = {tag.get("type") for tag in tags if isinstance(tag, dict)}
        can: set[Ability] = {"subscribe", "rename", "folders"}
        # Miniflux lists folders and the starred state alone, and without types; it cannot hold labels on entries.
        return frozenset(can | {"labels"} if kinds & {"tag", "folder"} and not self._toggles else can)

    @staticmethod
    def _is_miniflux(tags: list[Any]) -> bool:
        # It writes the user's number where the others write "-".
        return any(isinstance(tag, dict) and text(tag.get("id")).split("/")[1:2] not in (["-"], []) for tag in tags)

    async def _log_in(self) -> None:
        form = [("Email", self._login.user), ("Passwd", self._login.secret), ("output", "json"), ("client", "kanbao")]
        try:
            answer = await self._line.post("/accounts/ClientLogin", form)
        except HttpFailed as error:
            if error.status in (400, 401, 403):
                raise self._refused(error) from error
            if error.status == 503 and error.about.get("retry_after") is None:
                # FreshRSS with its interface switched off.
                raise BadAnswer(url=self._line.base, reason="off") from error
            raise
        words = answer.body.decode("utf-8", "replace")
        auth = next((line[5:].strip() for line in words.splitlines() if line.startswith("Auth=")), "")
        if not auth and words.lstrip().startswith("{"):
            auth = text(object_of(answer).get("Auth"))
        if not auth:
            raise BadAnswer(url=f"{self._line.base}/accounts/ClientLogin", reason="no-auth")
        self.session, self._token = auth, ""
        self._line.secrets.add(auth)

    def _refused(self, error: HttpFailed) -> LoginRefused:
        return LoginRefused(account=self._login.account, url=self._line.base, status=error.status)

    @property
    def _proof(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self.session}"}

    async def _get(self, path: str, query: Form = ()) -> FetchResponse:
        for attempt in range(2):
            if not self.session:
                await self._log_in()
            try:
                return await self._line.get(f"{API}{path}", [*query, ("output", "json")], self._proof)
            except HttpFailed as error:
                if error.status not in (401, 403):
                    raise
                if attempt:
                    raise self._refused(error) from error
                self.session = ""
        raise AssertionError  # the loop returns or raises

    async def _post(self, path: str, form: Form) -> FetchResponse:
        """A POST with the token first: servers drop what stands beyond their limit of variables."""
        for attempt in range(3):
            if not self._token:
                self._token = (await self._get("token")).body.decode("utf-8", "replace").strip()
                self._line.secrets.add(self._token)
            try:
                return await self._line.post(f"{API}{path}", [("T", self._token), *form], self._proof)
            except HttpFailed as error:
                bad_token = error.status in (401, 403)
                if not bad_token:
                    raise
                if attempt == 2:
                    raise self._refused(error) from error
                # First another token, then another login.
                self._token = ""
                if attempt == 1:
                    self.session = ""
        raise AssertionError

    # Reading ---------------------------------------------------------------------------------------------------------

    async def feeds(self) -> list[RemoteFeed]:
        """All subscriptions."""
        answer = await self._get("subscription/list")
        found = [feed for each in list_of(answer, "subscriptions") if (feed := feed_of(each, self._names)) is not None]
        self._has_feeds = bool(found)
        return found

    async def pull(self, shelf: Shelf) -> AsyncIterator[Pulled]:
        """Lists first, then the bodies that are missing here, then the word on all states."""
        everything = await self._ids(READING_LIST)
        unread = await self._ids(READING_LIST, ("xt", READ))
        starred = await self._ids(STARRED)
        kept = unread | starred
        labels = await self._labels(shelf)
        ids = frozenset(everything | kept)
        if not ids and shelf.cursors.get("had") and self._has_feeds:
            raise BadAnswer(url=f"{self._line.base}{API}stream/items/ids", reason="empty")
        new = shelf.unknown(ids)
        wanted = (new & kept) | shelf.without_body(kept)
        recent = new - kept
        if not shelf.cursors.get("had") and shelf.since and recent:
            recent &= await self._ids(READING_LIST, ("ot", str(shelf.since)))
        yield Noted(new - kept - recent)
        order = sorted(wanted | recent, key=_newest_first)
        for at in range(0, len(order), AT_ONCE):
            yield await self._bodies(order[at : at + AT_ONCE], unread, starred)
        shelf.cursors["had"] = "1" if ids else ""
        yield Told(ids, frozenset(unread), frozenset(starred), complete=True, labels=labels)

    async def _bodies(self, ids: list[str], unread: set[str], starred: set[str]) -> Bodies:
        answer = await self._post("stream/items/contents", [("output", "json"), *(("i", sent_id(id_)) for id_ in ids)])
        items = [
            item
            for each in list_of(answer, "items")
            if (item := item_of(each, unread, starred, self._names)) is not None
        ]
        return Bodies([item for item in items if item.id in set(ids)])

    async def _labels(self, shelf: Shelf) -> dict[str, frozenset[str]] | None:
        if not shelf.cursors.get("labels"):
            return None
        tags = list_of(await self._get("tag/list"), "tags")
        names = [label_of(text(tag.get("id"))) for tag in tags if isinstance(tag, dict) and tag.get("type") == "tag"]
        return {name: frozenset(await self._ids(f"user/-/label/{name}")) for name in names if name}

    async def _ids(self, stream: str, *more: tuple[str, str]) -> set[str]:
        """All ids of a stream, whole or BadAnswer; a list paged by offsets is read until two passes agree."""
        before: set[str] | None = None
        for _ in range(MOST_PASSES):
            found, certain = await self._pass(stream, more)
            if certain or found == before:
                return found
            before = found
        raise BadAnswer(url=f"{self._line.base}{API}stream/items/ids", reason="restless")

    async def _pass(self, stream: str, more: Form) -> tuple[set[str], bool]:
        """One reading of a list, and whether it can have skipped nothing."""
        found: set[str] = set()
        seen: set[str] = set()
        continuation, certain = "", True
        while True:
            query = [("s", stream), *more, ("n", str(PAGE)), *([("c", continuation)] if continuation else [])]
            answer = await self._get("stream/items/ids", query)
            ids, continuation = id_page(answer)
            found |= ids
            if not continuation or not ids:
                return found, certain
            if continuation in seen:
                raise BadAnswer(url=f"{self._line.base}{API}stream/items/ids", reason="repeats")
            seen.add(continuation)
            # An offset skips what moved up while one pages; an id does not.
            certain = certain and not (continuation.isdecimal() and int(continuation) <= len(found))

    async def unread_left(self) -> int | None:
        """What FreshRSS and others count; Miniflux answers an empty list."""
        counted = json_of(await self._get("unread-count"))
        if not isinstance(counted, dict) or not isinstance(counted.get("unreadcounts"), list):
            return None
        rows = [row for row in counted["unreadcounts"] if isinstance(row, dict)]
        return sum(whole_number(row.get("count")) or 0 for row in rows if text(row.get("id")).startswith("feed/"))

    # Writing ---------------------------------------------------------------------------------------------------------

    async def mark(self, name: Field, value: bool, ids: Sequence[str]) -> None:
        """Set read or starred."""
        if self._toggles is None:
            await self.check()
        if self._toggles:
            ids = await self._differing(name, value, ids)
        if ids:
            await self._edit_tag(_STATES[name], value, ids)

    async def _differing(self, name: Field, value: bool, ids: Sequence[str]) -> list[str]:
        """Those of ``ids`` that do not have the value yet.

        Miniflux takes "read" for "unread" where an entry is read already (2.2.14, edit-tag), and the same with stars: a
        request that is repeated after a lost reply would undo what the first one did.
        """
        if name == "read":
            unread = await self._ids(READING_LIST, ("xt", READ))
            return [id_ for id_ in ids if (id_ in unread) is value]
        starred = await self._ids(STARRED)
        return [id_ for id_ in ids if (id_ in starred) is not value]

    async def label(self, name: str, value: bool, ids: Sequence[str]) -> None:
        """Give entries a label, which is made where it is missing, or take it away."""
        await self._edit_tag(f"user/-/label/{name}", value, ids)

    async def _edit_tag(self, stream: str, value: bool, ids: Sequence[str]) -> None:
        # One change in a request, and before the ids: of two some servers do the last, and beyond a thousand variables
        # they read none.
        form = [("a" if value else "r", stream), *(("i", sent_id(id_)) for id_ in ids)]
        await self._post("edit-tag", form)

    async def subscribe(self, url: str, title: str, folder: str) -> str:
        """By quickadd, which tells the id; an address that is there already is no error."""
        try:
            told = object_of(await self._post("subscription/quickadd", [("quickadd", url)]))
            id_ = text(told.get("streamId"))
        except HttpFailed as error:
            # FreshRSS says 400 to what is there already, Miniflux 500 to what is no feed: the list decides.
            if error.status not in (400, 404, 409, 500):
                raise
            id_ = ""
        if not id_:
            id_ = next((feed.id for feed in await self.feeds() if feed.url == url), "")
        if not id_:
            raise HttpFailed(url=self._line.base, status=422, retry_after=None, said=clean_text(url))
        if folder:
            await self.move(id_, folder, "")
        return id_

    async def unsubscribe(self, feed: str) -> None:
        """Give a subscription up."""
        try:
            await self._edit_feed(("ac", "unsubscribe"), ("s", feed))
        except HttpFailed as error:
            # FreshRSS says 400 to the second time; the list decides whether that was it.
            if error.status not in (400, 404) or any(each.id == feed for each in await self.feeds()):
                raise

    async def rename(self, feed: str, title: str) -> None:
        """Give a feed another title."""
        await self._edit_feed(("ac", "edit"), ("s", feed), ("t", title))

    async def move(self, feed: str, folder: str, old: str) -> None:
        """Put a feed into another folder."""
        change = [("a", f"user/-/label/{folder}")] if folder else []
        if old and old != folder:
            change.append(("r", f"user/-/label/{old}"))
        await self._edit_feed(("ac", "edit"), ("s", feed), *change)

    async def _edit_feed(self, *form: tuple[str, str]) -> None:
        await self._post("subscription/edit", list(form))

    async def refresh(self, feeds: Sequence[str]) -> None:
        """These servers fetch when they like."""

    async def whole(self, item: str) -> str:
        """These servers have no such thing."""
        return ""


def _newest_first(id_: str) -> tuple[int, str]:
    """Numbers grow with arrival on the servers that have them."""
    return (-int(id_), "") if id_.lstrip("-").isdecimal() else (0, id_)
