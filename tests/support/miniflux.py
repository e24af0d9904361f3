"""A Miniflux for tests: the REST interface over the same memory as the Google Reader one.

``lists`` switches the lists of ids and the settable star of 2.3.2 on; without them it is as 2.2 was measured to be.
"""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.greader import FakeFeed, FakeReader, Item, plain
from tests.support.server import Received, Reply, Server

KEY = "key-of-miniflux"
MOST = 1000
NO_CONTENT = Reply(status=204, reason="No Content")


class FakeMiniflux(FakeReader):
    """Entries changed by whomever are told by ``changed_after``; times are the server's own."""

    def __init__(self, server: Server, *, lists: bool = True) -> None:
        super().__init__(server)
        self.lists = lists
        self.changed: dict[str, float] = {}
        self.key = KEY

    def edit(self, stream: str, value: bool, ids: list[str]) -> None:
        """What another device does, too."""
        super().edit(stream, value, ids)
        self.changed |= {id_: datetime.now(UTC).timestamp() for id_ in ids}

    def _routed(self, request: Received, path: str, form: dict[str, list[str]]) -> Reply:
        if "429" in self.faults:
            return Reply(b"slow down", {"Retry-After": self.retry_after}, 429, "Too Many Requests")
        if request.headers.get("x-auth-token") != self.key:
            return self._no(401, "Access Unauthorized")
        query = parse_qs(urlsplit(request.target).query)
        data: dict[str, Any] = json.loads(request.body) if request.body else {}
        match request.method, request.path.partition("/v1/")[2].split("/"):
            case "GET", ["me"]:
                return plain({"id": 1, "username": "reader"})
            case "GET", ["feeds"]:
                return plain([self._feed(feed) for feed in self.feeds.values()])
            case "GET", ["feeds", "counters"]:
                unread = {number(f): sum(i.feed == f and not i.read for i in self.items.values()) for f in self.feeds}
                return plain({"reads": {}, "unreads": unread})
            case "POST", ["feeds"]:
                return self._create(data)
            case "PUT" | "DELETE", ["feeds", id_]:
                return self._change_feed(request.method, f"feed/{id_}", data)
            case "GET", ["categories"]:
                return plain(self._categories())
            case "POST", ["categories"]:
                self.labels.add(data["title"])
                return plain(next(each for each in self._categories() if each["title"] == data["title"]))
            case "GET", ["entries"]:
                return self._entries(query)
            case "GET", ["entries", "ids"] if self.lists:
                return self._id_list(query)
            case "PUT", ["entries"]:
                return self._set(data)
            case "GET", ["entries", id_]:
                # 2.2 takes "ids" for no number, and gives some entry.
                item = self.items.get(id_) or (next(iter(self.items.values()), None) if id_ == "ids" else None)
                return plain(self._entry(item)) if item else self._no(404, "Resource Not Found")
            case "PUT", ["entries", id_, "bookmark"] if id_ in self.items:
                self.edit("user/-/state/com.google/starred", not self.items[id_].starred, [id_])
                return NO_CONTENT
            case _:
                return self._no(404, "Resource Not Found")

    @staticmethod
    def _no(status: int, message: str) -> Reply:
        return Reply(json.dumps({"error_message": message}).encode(), status=status, reason="No")

    def _categories(self) -> list[dict[str, Any]]:
        names = sorted({feed.folder or "All" for feed in self.feeds.values()} | self.labels | {"All"})
        names.remove("All")
        return [{"id": at, "title": name} for at, name in enumerate(["All", *names], 1)]

    def _feed(self, feed: FakeFeed) -> dict[str, Any]:
        category = next(each for each in self._categories() if each["title"] == (feed.folder or "All"))
        return {
            "id": number(feed.id), "title": feed.title, "feed_url": feed.url, "site_url": feed.url, "category": category
        }  # fmt: skip

    def _create(self, data: dict[str, Any]) -> Reply:
        url = data["feed_url"]
        if any(feed.url == url for feed in self.feeds.values()):
            return self._no(400, "This feed already exists.")
        if url in self.broken_urls:
            return self._no(500, "Unable to fetch this feed")
        return plain({"feed_id": number(self.add_feed(url, folder=self._folder(data)))})

    def _folder(self, data: dict[str, Any]) -> str:
        return next((each["title"] for each in self._categories() if each["id"] == data.get("category_id")), "")

    def _change_feed(self, method: str, id_: str, data: dict[str, Any]) -> Reply:
        feed = self.feeds.get(id_)
        if feed is None:
            return self._no(404, "Resource Not Found")
        if method == "DELETE":
            del self.feeds[id_]
            self.items = {each: item for each, item in self.items.items() if item.feed != id_}
            return NO_CONTENT
        feed.title = data.get("title", feed.title)
        feed.folder = self._folder(data) or feed.folder
        return plain(self._feed(feed))

    def _entries(self, query: dict[str, list[str]]) -> Reply:
        self.moves()
        if faulty := self._faulty():
            return faulty
        if int(query["limit"][0]) > MOST:
            return self._no(400, "Invalid limit")
        found = sorted(self.items.values(), key=lambda item: int(item.id), reverse=query["direction"] == ["desc"])
        after, before, changed = (
            int(query.get(name, ["0"])[0]) for name in ("after_entry_id", "before_entry_id", "changed_after")
        )
        found = [item for item in found if int(item.id) > after and (not before or int(item.id) < before)]
        if changed:
            found = [item for item in found if self.changed.get(item.id, 0) > changed]
        page = found[: int(query["limit"][0])]
        if "page two" in self.faults and "before_entry_id" in query:
            return Reply(b"oops", status=500, reason="Server Error")
        told = {"total": len(found), "entries": [self._entry(item) for item in page]}
        return Reply(json.dumps(told).encode()[:-9]) if "cut" in self.faults else plain(told)

    def _faulty(self) -> Reply | None:
        if "list as []" in self.faults:
            return plain([])
        if "login page" in self.faults:
            return Reply(b"<!DOCTYPE html><title>Login</title>", {"Content-Type": "text/html"})
        return None

    def _id_list(self, query: dict[str, list[str]]) -> Reply:
        if faulty := self._faulty():
            return faulty
        if "empty unread" in self.faults and query.get("status") == ["unread"]:
            return plain({"total": 0, "entry_ids": []})
        found = [
            int(item.id)
            for item in self.items.values()
            if query.get("status", [""])[0] in ("", "read" if item.read else "unread")
            and ("starred" not in query or item.starred)
        ]
        at, limit = int(query.get("offset", ["0"])[0]), int(query["limit"][0])
        return plain({"total": len(found), "entry_ids": sorted(found, reverse=True)[at : at + limit]})

    def _set(self, data: dict[str, Any]) -> Reply:
        ids = [str(id_) for id_ in data["entry_ids"]]
        if not ids or not ("status" in data or (self.lists and "starred" in data)):
            return self._no(400, "invalid entry status")
        if self.poison & set(ids):
            return self._no(400, "poison")
        if "ignores" in self.faults:
            return NO_CONTENT
        if "status" in data:
            self.edit("user/-/state/com.google/read", data["status"] == "read", ids)
        if "starred" in data and self.lists:
            self.edit("user/-/state/com.google/starred", data["starred"], ids)
        return NO_CONTENT

    def _entry(self, item: Item) -> dict[str, Any]:
        return {
            "id": int(item.id),
            "feed_id": number(item.feed),
            "status": "read" if item.read else "unread",
            "starred": item.starred,
            "title": item.title,
            "url": f"https://a.test/{item.id}",
            "content": item.html,
            "published_at": datetime.fromtimestamp(item.published, UTC).isoformat(),
            "tags": ["财经"],
        }


def number(feed: str) -> int:
    """The number of a feed."""
    return int(feed.removeprefix("feed/"))
