"""Feeds that want a user and password: these are sent where they belong and lie where they should."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.services.conftest import NOW, Bench
from tests.support.feeds import rss
from tests.support.ring import FileRing, Hanging, Locked, use_ring
from tests.support.server import Received, Reply, Server, redirect
from tui.i18n import choose_language, error_text
from tui.model.errors import Duplicate
from tui.model.events import FeedRefreshed
from tui.secrets.keep import Secrets
from tui.secrets.ring import Ring
from tui.services.doctor import logins
from tui.services.logins import WithLogins, give, settle
from tui.services.refresh import Refresher
from tui.services.subscribe import Subscriber, Wish
from tui.services.subscriptions import export_opml, import_data
from tui.store.library import Library

PAGE = b'<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head>'


def sent(request: Received) -> str:
    """The user and password of a request."""
    return base64.b64decode(request.headers.get("authorization", "").removeprefix("Basic ")).decode()


def guarded(reply: Reply, login: str = "u:p@ss") -> Callable[[Received], Reply]:
    def answer(request: Received) -> Reply:
        return reply if sent(request) == login else Reply(status=401, reason="No")

    return answer


def address(server: Server, path: str, login: str = "u:p%40ss") -> str:
    return f"http://{login}@127.0.0.1:{server.port}{path}"


def door(bench: Bench, ring: Ring | None = None) -> WithLogins:
    return WithLogins(bench.fetcher, bench.library, Secrets(bench.library.folder, ring))


async def refresh(bench: Bench, ring: Ring | None = None) -> list[FeedRefreshed]:
    refresher = Refresher(bench.library, door(bench, ring), bench.reader, clock=bench.clock)
    return [await refresher.refresh_one(state) for state in bench.library.feeds.states()]


def files_with(folder: Path, word: str) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()}


async def test_from_the_address_typed_to_the_next_refresh(bench: Bench) -> None:
    server, library = bench.server, bench.library
    server.route("/", guarded(Reply(PAGE, {"Content-Type": "text/html"})))
    server.route("/feed", guarded(Reply(rss(["甲"]))))
    subscriber = Subscriber(library, door(bench), bench.reader, bench.clock)
    done = await subscriber.add(Wish(address(server, "/"), allow_private=True))
    assert (done.new, done.url) == (1, f"http://127.0.0.1:{server.port}/feed"), "the page's feed got the login too"
    feed = library.feeds.get(done.feed)
    assert feed.url == done.url
    assert files_with(library.folder, "p%40ss") == {"secrets.json"}
    assert [result.status for result in await refresh(bench)] == ["unchanged"]
    assert library.feeds.states()[0].moved_to == ""
    with pytest.raises(Duplicate):
        await subscriber.add(Wish(address(server, "/feed", "u:p%40ss"), allow_private=True))
    assert (await subscriber.look(Wish(address(server, "/feed"), allow_private=True))).known


async def test_two_users_of_one_address_are_two_feeds(bench: Bench) -> None:
    bench.server.route("/feed", lambda request: Reply(rss([sent(request)])))
    for login in ("anna:1", "otto:1", "key"):
        bench.library.feeds.add(address(bench.server, "/feed", login), allow_private=True, now=NOW)
    with pytest.raises(Duplicate):
        bench.library.feeds.add(address(bench.server, "/feed", "otto:2"), now=NOW)
    await refresh(bench)
    assert sorted(bench.titles()) == ["anna:1", "key:", "otto:1"]
    assert bench.library.feeds.find(address(bench.server, "/feed", "otto:9")).id == 2


async def test_a_login_stays_with_its_origin(bench: Bench) -> None:
    library = bench.library
    with Server() as stranger:
        there = f"http://127.0.0.1:{stranger.port}/there"
        stranger.route("/there", Reply(rss(["乙"])))
        bench.server.route("/away", redirect(there, 301))
        bench.server.route("/moved", redirect("/new", 301))
        bench.server.route("/new", guarded(Reply(rss(["甲"]))))
        away = library.feeds.add(address(bench.server, "/away"), allow_private=True, now=NOW)
        moved = library.feeds.add(address(bench.server, "/moved"), allow_private=True, now=NOW)
        for _ in range(4):
            await refresh(bench)
        assert not [request for request in stranger.requests if "authorization" in request.headers]
        assert (library.feeds.get(away).url, library.feeds.get(away).login) == (there, "")
        assert library.feeds.get(moved).url.endswith("/new")
        assert library.feeds.get(moved).login, "the login goes along within its origin"
        assert library.feeds.find(address(bench.server, "/new")).id == moved
        # Another address by hand: within the origin the login stays, elsewhere it does not, a typed one is taken.
        library.feeds.update(moved, url=f"http://127.0.0.1:{bench.server.port}/newer")
        assert library.feeds.get(moved).login
        library.feeds.update(moved, url=there + "/2")
        assert library.feeds.get(moved).login == ""
        library.feeds.update(moved, url=address(bench.server, "/new"))
        assert [result.status for result in await refresh(bench)][1] != "error"


async def test_a_login_that_is_missing_is_told_and_can_be_given(bench: Bench) -> None:
    choose_language("en")
    library, folder = bench.library, bench.library.folder
    bench.server.route("/feed", guarded(Reply(rss(["甲"]))))
    feed = library.feeds.add(address(bench.server, "/feed"), allow_private=True, now=NOW)
    (folder / "secrets.json").unlink()
    result = (await refresh(bench))[0]
    assert "kanbao password http://127.0.0.1" in error_text(result.error)
    assert bench.server.requests == [], "no use in asking without"
    assert [check.kind for check in logins(library)] == ["login_missing"]
    give(library, feed, "u", "p@ss")
    assert (await refresh(bench))[0].new == 1
    give(library, feed, "", "")
    assert library.feeds.logins() == []
    assert files_with(folder, "p%40ss") == set()
    result = (await refresh(bench))[0]
    assert result.http_status == 401
    assert "kanbao password http://127.0.0.1" in error_text(result.error)


async def test_the_keyring_has_them_where_one_works(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_language("en")
    library, folder = bench.library, bench.library.folder
    bench.server.route("/feed", guarded(Reply(rss(["甲"]))))
    library.feeds.add(address(bench.server, "/feed"), allow_private=True, now=NOW)
    assert [(check.kind, check.level) for check in logins(library)] == [("logins_file", "note")]
    ring = use_ring(monkeypatch, tmp_path, FileRing)
    settle(folder)
    assert files_with(folder, "p%40ss") == set()
    assert "p%40ss" in ring.read_text()
    assert (await refresh(bench))[0].new == 1
    assert [(check.kind, check.level) for check in logins(library)] == [("logins_keyring", "ok")]
    assert "u:p%40ss@" in export_opml(library, NOW, passwords=True).text
    # Locked from now on: told, and nothing hangs.
    use_ring(monkeypatch, tmp_path, Locked)
    assert "keyring" in error_text((await refresh(bench))[0].error)
    assert [check.kind for check in logins(library)] == ["login_locked"]
    exported = export_opml(library, NOW, passwords=True)
    assert (exported.without, "u:p%40ss@" in exported.text) == (1, False)


async def test_a_keyring_that_hangs_delays_no_feed_whose_login_is_in_the_file(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_ring(monkeypatch, tmp_path, Hanging)
    bench.server.route("/feed", guarded(Reply(rss(["甲"]))))
    bench.library.feeds.add(address(bench.server, "/feed"), allow_private=True, now=NOW)
    assert (await refresh(bench, Ring(seconds=0.5)))[0].new == 1


def test_lists_bring_logins_in_and_take_them_out_only_when_asked(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library, Library.open(tmp_path / "two") as other:
        for url in ("https://a.test/f", "https://u:p%40ss@b.test/f?x=1&y=2", "https://key@c.test/"):
            library.feeds.add(url, now=NOW)
        plain, whole = export_opml(library, NOW), export_opml(library, NOW, passwords=True)
        assert (plain.without, whole.without) == (2, 0)
        assert "@" not in plain.text
        import_data(other, whole.text.encode(), "list", NOW)
        assert export_opml(other, NOW, passwords=True).text == whole.text
        assert [feed.url for feed in other.feeds.all()] == [feed.url for feed in library.feeds.all()]
