"""A Google Reader server for tests, as strict and as odd as the real ones were measured to be.

Always: GETs need the Authorization header and POSTs the token ``T``; of two ``a`` only the last counts; variables
beyond a thousand and bytes beyond a megabyte are not read; ids that are not there are no error; ``s=…/read`` and
unknown labels answer with everything; a second unsubscribe is 400. What else goes wrong is switched on in ``faults``.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.server import Received, Reply, Server

MOST_VARIABLES = 1000
MOST_BYTES = 1 << 20
LONG = "tag:google.com,2005:reader/item/"
START = 1_795_000_000_000_000
PASSWORD = "秘密 api-pass&word"


@dataclass
class Item:
    """One entry on the server."""

    id: str
    feed: str
    title: str
    html: str
    published: int
    read: bool = False
    starred: bool = False
    labels: set[str] = field(default_factory=set)


@dataclass
class FakeFeed:
    """One subscription on the server."""

    id: str
    url: str
    title: str
    folder: str = ""


Chance = Callable[[Received], str]
"""Says for each request whether it fails: "before" or "after" the server acted, or "" for not at all."""


class FakeReader:
    """The server's memory and its manners.

    ``faults``: "echo", "toggles", "empty unread", "list as []", "login page", "cut", "page two", "ignores",
    "lost reply", "one bad token", "expired", "429", "500", "offsets", "unread-count silent". Ids in ``poison`` are
    refused. ``cap`` is the most ids of one page.
    """

    def __init__(self, server: Server) -> None:
        self.server = server
        self.feeds: dict[str, FakeFeed] = {}
        self.items: dict[str, Item] = {}
        self.labels: set[str] = set()
        self.faults: set[str] = set()
        self.poison: set[str] = set()
        self.broken_urls: set[str] = set()
        self.retry_after = "600"
        self.cap = 1_000_000
        self.token = "t" * 57
        self.auth = "user/0123abcd"
        self.calls: list[tuple[str, dict[str, list[str]]]] = []
        self.chance: Chance = lambda _: ""
        self.user = "-"
        self.moves: Callable[[], None] = lambda: None
        self._next = 0
        server.answer_all(self.answer)

    # The server's own life -------------------------------------------------------------------------------------------

    def add_feed(self, url: str, title: str = "", folder: str = "") -> str:
        """A subscription made on the server."""
        id_ = f"feed/{len(self.feeds) + 1 + self._next}"
        self.feeds[id_] = FakeFeed(id_, url, title or url, folder)
        return id_

    def add_items(self, feed: str, count: int, *, read: bool = False, prefix: str = "") -> list[str]:
        """Entries that arrive."""
        made = []
        for _ in range(count):
            self._next += 1
            number = START + self._next * 1_000_003
            title = f"{prefix}第{self._next}篇"
            item = Item(str(number), feed, title, f"<p>{title}的正文</p>", number // 1_000_000, read)
            self.items[item.id] = item
            made.append(item.id)
        return made

    def state(self) -> dict[str, tuple[bool, bool]]:
        """Read and starred of every entry."""
        return {id_: (item.read, item.starred) for id_, item in self.items.items()}

    def paths(self) -> list[str]:
        """The calls so far, without the base."""
        return [path for path, _ in self.calls]

    # Answering -------------------------------------------------------------------------------------------------------

    def answer(self, request: Received) -> Reply:
        """One answer."""
        fate = self.chance(request)
        if "echo" in self.faults:
            return Reply(request.body[:100] + str(request.headers).encode(), status=400, reason="Bad Request")
        if fate == "before" or "500" in self.faults:
            return Reply(b"oops", status=500, reason="Server Error")
        path = request.path.partition("/reader/api/0/")[2] or request.path
        form = dict_of(request.body if request.method == "POST" else urlsplit(request.target).query.encode())
        self.calls.append((path, form))
        reply = self._routed(request, path, form)
        if fate == "after" or ("lost reply" in self.faults and request.method == "POST" and path != "token"):
            self.faults.discard("lost reply")
            return Reply(raw=b"")
        return reply

    def _routed(self, request: Received, path: str, form: dict[str, list[str]]) -> Reply:
        if "429" in self.faults:
            return Reply(b"slow down", {"Retry-After": self.retry_after}, 429, "Too Many Requests")
        if path.endswith("/accounts/ClientLogin"):
            return self._log_in(form)
        if "expired" in self.faults:
            self.faults.discard("expired")
            self.auth, self.token = self.auth + "1", self.token + "1"
        if request.headers.get("authorization") != f"GoogleLogin auth={self.auth}":
            return Reply(b"Unauthorized!", {"Google-Bad-Token": "true"}, 401, "Unauthorized")
        if request.method == "POST":
            return self._post(path, form)
        return self._get(path, form)

    def _log_in(self, form: dict[str, list[str]]) -> Reply:
        if form.get("Passwd") != [PASSWORD]:
            return Reply(b"Unauthorized!", {"Google-Bad-Token": "true"}, 401, "Unauthorized")
        return Reply(f"SID={self.auth}\nLSID=null\nAuth={self.auth}\n".encode(), {"Content-Type": "text/plain"})

    def _get(self, path: str, form: dict[str, list[str]]) -> Reply:
        if path == "token":
            return Reply(f"{self.token}\n".encode())
        if form.get("output") != ["json"]:
            return Reply(b"Not implemented", status=501, reason="Not Implemented")
        match path:
            case "subscription/list":
                return plain({"subscriptions": [self._subscription(feed) for feed in self.feeds.values()]})
            case "tag/list":
                folders = sorted({feed.folder for feed in self.feeds.values() if feed.folder})
                named = [{"id": f"user/{self.user}/label/{name}", "type": "folder"} for name in folders]
                named += [{"id": f"user/{self.user}/label/{name}", "type": "tag"} for name in sorted(self.labels)]
                return plain({"tags": [{"id": f"user/{self.user}/state/com.google/starred"}, *named]})
            case "unread-count":
                return self._unread_count()
            case "stream/items/ids":
                return self._ids(form)
            case _:
                return plain([])

    def _subscription(self, feed: FakeFeed) -> dict[str, Any]:
        folder = [{"id": f"user/-/label/{feed.folder}", "label": feed.folder}] if feed.folder else []
        return {"id": feed.id, "title": wide(feed.title), "categories": folder, "url": feed.url, "htmlUrl": feed.url}

    def _unread_count(self) -> Reply:
        if "unread-count silent" in self.faults:
            return plain([])
        rows = [
            {"id": feed, "count": sum(item.feed == feed and not item.read for item in self.items.values())}
            for feed in self.feeds
        ]
        return plain({"max": 1, "unreadcounts": rows})

    def _ids(self, form: dict[str, list[str]]) -> Reply:
        self.moves()
        stream, start = form["s"][0], form.get("c", [""])[0]
        if "list as []" in self.faults:
            return plain([])
        if "login page" in self.faults:
            return Reply(b"<!DOCTYPE html><title>Login</title>", {"Content-Type": "text/html"})
        if "page two" in self.faults and start:
            return Reply(b"oops", status=500, reason="Server Error")
        if "empty unread" in self.faults and "xt" in form:
            return plain({"itemRefs": []})
        found = [item for item in self._stream(stream) if not ("xt" in form and item.read)]
        if "ot" in form:
            found = [item for item in found if item.published >= int(form["ot"][0])]
        ids = [item.id for item in sorted(found, key=lambda item: item.published, reverse=True)]
        return self._page(ids, start, min(int(form["n"][0]), self.cap))

    def _stream(self, stream: str) -> list[Item]:
        every = list(self.items.values())
        if stream.endswith("/state/com.google/starred"):
            return [item for item in every if item.starred]
        name = stream.removeprefix("user/-/label/")
        if name in self.labels:
            return [item for item in every if name in item.labels]
        return every  # also for s=…/read and for labels that are not there

    def _page(self, ids: list[str], start: str, size: int) -> Reply:
        by_offset = "offsets" in self.faults
        at = 0 if not start else int(start) if by_offset else ids.index(start) + 1
        page = ids[at : at + size]
        told: dict[str, Any] = {"itemRefs": [{"id": id_} for id_ in page]}
        if at + size < len(ids):
            told["continuation"] = str(at + size) if by_offset else page[-1]
        if "cut" in self.faults:
            return Reply(json.dumps(told).encode()[:-9], {"Content-Type": "application/json"})
        return plain(told)

    def _post(self, path: str, form: dict[str, list[str]]) -> Reply:
        if form.get("T") != [self.token] or "one bad token" in self.faults:
            self.faults.discard("one bad token")
            return Reply(b"Unauthorized!", {"X-Reader-Google-Bad-Token": "true"}, 401, "Unauthorized")
        match path:
            case "stream/items/contents":
                wanted = [id_ for id_ in map(number_of, form.get("i", [])) if id_ in self.items]
                return plain({"items": [self._contents(self.items[id_]) for id_ in wanted]})
            case "edit-tag":
                return self._edit_tag(form)
            case "subscription/quickadd":
                return self._quick_add(form["quickadd"][0])
            case "subscription/edit":
                return self._edit_feed(form)
            case _:
                return plain([])

    def _contents(self, item: Item) -> dict[str, Any]:
        states = ["reading-list", *(["read"] if item.read else []), *(["starred"] if item.starred else [])]
        return {
            "id": f"{LONG}{int(item.id) & (1 << 64) - 1:016x}" if item.id.lstrip("-").isdecimal() else LONG + item.id,
            "title": wide(item.title),
            "published": item.published,
            "canonical": [{"href": f"https://a.test/{item.id}"}],
            "categories": [f"user/-/state/com.google/{state}" for state in states] + ["财经"],
            "origin": {"streamId": item.feed},
            "summary": {"content": item.html},
        }

    def _edit_tag(self, form: dict[str, list[str]]) -> Reply:
        ids = [number_of(each) for each in form.get("i", [])]
        if self.poison & set(ids):
            return Reply(b"Bad Request!", status=400, reason="Bad Request")
        if "ignores" in self.faults:
            return Reply(b"OK")
        for name, value in (("a", True), ("r", False)):
            for stream in form.get(name, [])[-1:]:
                self.edit(stream, value, [id_ for id_ in ids if not self._toggled(stream, value, id_)])
        return Reply(b"OK")

    def _toggled(self, stream: str, value: bool, id_: str) -> bool:
        """Miniflux turns an entry that has the value already to the other one."""
        if "toggles" not in self.faults or id_ not in self.items:
            return False
        name = "starred" if stream.endswith("starred") else "read"
        if toggled := getattr(self.items[id_], name) is value:
            self.edit(stream, not value, [id_])
        return toggled

    def edit(self, stream: str, value: bool, ids: list[str]) -> None:
        """What another device does, too."""
        for item in (self.items[id_] for id_ in ids if id_ in self.items):
            if stream.endswith("/state/com.google/read"):
                item.read = value
            elif stream.endswith("/state/com.google/starred"):
                item.starred = value
            elif stream.startswith("user/-/label/"):
                name = stream.removeprefix("user/-/label/")
                self.labels |= {name} if value else set()
                (item.labels.add if value else item.labels.discard)(name)

    def _quick_add(self, url: str) -> Reply:
        if url in self.broken_urls:
            return plain({"numResults": 0, "error": "Feed could not be loaded!"})
        if any(feed.url == url for feed in self.feeds.values()):
            return plain({"numResults": 0, "error": f"Already subscribed! {url}"})
        return plain({"numResults": 1, "query": url, "streamId": self.add_feed(url), "streamName": url})

    def _edit_feed(self, form: dict[str, list[str]]) -> Reply:
        feed = self.feeds.get(form["s"][0])
        if feed is None:
            return Reply(b"Bad Request!", status=400, reason="Bad Request")
        if form["ac"] == ["unsubscribe"]:
            del self.feeds[feed.id]
            self.items = {id_: item for id_, item in self.items.items() if item.feed != feed.id}
        feed.title = form.get("t", [feed.title])[0]
        added = [stream.removeprefix("user/-/label/") for stream in form.get("a", [])]
        if added or form.get("r") == [f"user/-/label/{feed.folder}"]:
            feed.folder = added[-1] if added else ""
        return Reply(b"OK")


def dict_of(body: bytes) -> dict[str, list[str]]:
    """Form fields as PHP reads them: the first thousand of the first megabyte."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(body[:MOST_BYTES].decode(), keep_blank_values=True)[:MOST_VARIABLES]:
        found.setdefault(name, []).append(value)
    return found


def plain(told: object) -> Reply:
    """A JSON answer."""
    return Reply(json.dumps(told).encode(), {"Content-Type": "application/json; charset=UTF-8"})


def number_of(given: str) -> str:
    """An id in whatever spelling as the server keeps it."""
    tail = given.removeprefix(LONG)
    if tail == given or len(tail) != 16:
        return tail
    number = int(tail, 16)
    return str(number - (1 << 64) if number >= 1 << 63 else number)


def wide(text: str) -> str:
    """How FreshRSS writes what could be markup."""
    return text.translate(str.maketrans("&<>", "＆＜＞"))
